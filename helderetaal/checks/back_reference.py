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
    """The first word of the text under a heading, where it is one of `words` and a finite verb follows.

    Not in a line that announces a list ("Dit neemt u mee:"), nor in an answer to the question that the heading asks.
    """
    after_heading = False
    for span, block in blocks(doc):
        is_text = block.kind is Kind.PARAGRAPH and len(span) > 1 and not block.text.endswith(":")
        if after_heading and is_text and span[0].lower_ in words and is_finite(span[1]):
            yield Match(span[:1])
        after_heading = block.kind in {Kind.HEADING, Kind.SUMMARY} and not block.text.rstrip().endswith("?")
