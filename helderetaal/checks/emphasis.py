"""Long stretches in bold or italic, and underlined text that is no link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, without_punctuation
from helderetaal.records import Block, Emphasis, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()

VALUES = {"style"}


def find(doc: Doc, *, max_words: int, bold: str, italic: str, underline: str) -> Iterator[Match]:
    """Bold or italic of more than `max_words` words, underlining of any length; the Dutch names of the styles."""
    names = {"bold": bold, "italic": italic, "underline": underline}
    for span, block in blocks(doc):
        for one in block.emphasis:
            marked = doc.char_span(span.start_char + one.start, span.start_char + one.end, alignment_mode="expand")
            if marked is None or (one.style == "underline" and _in_link(block, one)):
                continue
            if one.style == "underline" or without_punctuation(marked) > max_words:
                yield Match(marked, {"style": names[one.style]})


def _in_link(block: Block, one: Emphasis) -> bool:
    return any(link.start < one.end and one.start < link.start + len(link.text) for link in block.links)
