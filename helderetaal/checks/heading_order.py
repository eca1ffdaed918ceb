"""Headings that skip a level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.records import Kind, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()

VALUES = {"level", "before"}


def find(doc: Doc) -> Iterator[Match]:
    """Headings more than one level under the heading before them; going back up may take any step.

    A summary may be a heading of the next level to a screen reader.
    """
    before: int | None = None
    folded = 0
    for span, block in blocks(doc):
        if block.kind is Kind.SUMMARY:
            folded = 1
        elif block.kind is Kind.HEADING and block.level is not None:
            if before is not None and block.level > before + folded + 1:
                yield Match(span, {"level": block.level, "before": before})
            before, folded = block.level, 0
