"""Introductions with many words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import words
from helderetaal.checks._intro import introduction
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()

VALUES = {"words"}


def find(doc: Doc, *, max_words: int) -> Iterator[Match]:
    """The introduction of a page, where it has more than `max_words` words."""
    if (found := introduction(doc)) and (count := len(words(found[0]))) > max_words:
        yield Match(found[0], {"words": count})
