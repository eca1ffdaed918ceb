"""The introduction of a page: the first paragraph under its own heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.records import Block, Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def introduction(doc: Doc) -> tuple[Span, Block] | None:
    """The introduction; None where another heading comes right after the page's own, or there is no such heading."""
    begun = False
    for span, block in blocks(doc):
        if block.kind is Kind.HEADING and block.level == 1:
            begun = True
        elif block.kind in {Kind.HEADING, Kind.SUMMARY}:
            return None
        elif begun and block.kind is Kind.PARAGRAPH and any(token.is_punct for token in span):
            return span, block  # a line without punctuation is a date or a subject
    return None
