"""Texts under a heading that begin with a word that points back at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, is_finite
from helderetaal.records import Kind, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS = {"TAG", "MORPH"}


def find(doc: Doc, *, words: tuple[str, ...]) -> Iterator[Match]:
    """The first word of the text under a heading, where it is one of `words` and a finite verb follows."""
    after_heading = False
    for span, block in blocks(doc):
        if after_heading and block.kind is Kind.PARAGRAPH and len(span) > 1:
            if span[0].lower_ in words and is_finite(span[1]):
                yield Match(span[:1])
        after_heading = block.kind in {Kind.HEADING, Kind.SUMMARY}
