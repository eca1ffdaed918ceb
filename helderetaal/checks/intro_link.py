"""Links in the introduction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks._intro import introduction
from helderetaal.checks._links import link_span
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()


def find(doc: Doc) -> Iterator[Match]:
    """The links in the first paragraph of a page."""
    if found := introduction(doc):
        span, block = found
        for link in block.links:
            if marked := link_span(span, link):
                yield Match(marked)
