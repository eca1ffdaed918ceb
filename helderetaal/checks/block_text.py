"""Blocks whose whole text is one of a list, as a heading that would fit any page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()


def find(doc: Doc, *, texts: tuple[str, ...]) -> Iterator[Match]:
    """Blocks that say no more than one of `texts`; capitals, punctuation and numbers in front make no difference."""
    known = frozenset(_plain(text) for text in texts)
    for span, block in blocks(doc):
        if _plain(block.text) in known:
            yield Match(span)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalpha() or c == "&" else " " for c in text.casefold()).split())
