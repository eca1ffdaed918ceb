"""Long stretches of text without a heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, words
from helderetaal.records import Kind, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS: set[str] = set()

VALUES = {"paragraphs", "words"}

_OPENS = frozenset({Kind.HEADING, Kind.SUMMARY, Kind.TITLE, Kind.CAPTION, Kind.TERM, Kind.HEADER_CELL, Kind.LABEL})
_LOOKS_LIKE_HEADING = 60


def find(doc: Doc, *, min_paragraphs: int, max_words: int) -> Iterator[Match]:
    """The first paragraph of `min_paragraphs` or more in a row with more than `max_words` words together.

    A short bold line is a heading to a reader, whatever its tag; the list items between paragraphs count for words.
    """
    run: list[Span] = []
    count = 0
    for span, block in [*blocks(doc), (None, None)]:
        bold = block is not None and any(one.style == "bold" and one.start == 0 for one in block.emphasis)
        opens = block is None or block.kind in _OPENS or (bold and len(block.text) < _LOOKS_LIKE_HEADING)
        if opens:
            if len(run) >= min_paragraphs and count > max_words:
                yield Match(run[0], {"paragraphs": len(run), "words": count})
            run, count = [], 0
        elif span is not None and block is not None and block.kind is Kind.PARAGRAPH and block.cell is None:
            run.append(span)
            count += len(words(span))
