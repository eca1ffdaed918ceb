"""Headings with many characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.records import Kind, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()

VALUES = {"characters"}


def find(doc: Doc, *, max_characters: int, first_level: int, last_level: int) -> Iterator[Match]:
    """Headings of these levels (1 to 6) with more than `max_characters` characters, spaces counted."""
    for span, block in blocks(doc):
        asked = block.kind is Kind.HEADING and first_level <= (block.level or 0) <= last_level
        if asked and len(block.text) > max_characters:
            yield Match(span, {"characters": len(block.text)})
