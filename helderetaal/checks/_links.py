"""Links of a page with their words in the Doc."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.records import Block, Link

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def link_span(span: Span, link: Link) -> Span | None:
    """The words of a link in the span of its block."""
    start = span.start_char + link.start
    return span.doc.char_span(start, start + len(link.text), alignment_mode="expand")


def links(doc: Doc) -> Iterator[tuple[Span, Link, Block]]:
    """Each link with its words and its block, in reading order."""
    for span, block in blocks(doc):
        for link in block.links:
            if marked := link_span(span, link):
                yield marked, link, block
