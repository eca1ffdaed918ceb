"""Headings without a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import empty_headings
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

VALUES = {"lines"}


def find(doc: Doc) -> Iterator[Match]:
    """One match for a page with headings that say nothing, with the lines that they stand on."""
    if lines := empty_headings(doc):
        yield Match(None, {"lines": ", ".join(map(str, lines))})
