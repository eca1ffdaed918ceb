"""Long stretches of text without a heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, words
from helderetaal.records import Block, Kind, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS: set[str] = set()

VALUES = {"paragraphs", "words"}

_LOOKS_LIKE_HEADING = 60


def find(doc: Doc, *, min_paragraphs: int, max_words: int) -> Iterator[Match]:
    """The first paragraph of `min_paragraphs` or more in a row with more than `max_words` words together.

    Whatever else stands between them ends the row: a list or a table gives a reader something to hold on to as well.
    """
    for run in _runs(doc):
        count = sum(len(words(span)) for span in run)
        if len(run) >= min_paragraphs and count > max_words:
            yield Match(run[0], {"paragraphs": len(run), "words": count})


def _runs(doc: Doc) -> Iterator[list[Span]]:
    """Paragraphs that follow each other; one that opens with a heading of its own begins a new row."""
    run: list[Span] = []
    for span, block in blocks(doc):
        is_paragraph = block.kind is Kind.PARAGRAPH and block.cell is None
        if not is_paragraph or _opens_in_bold(block):
            yield run
            run = []
        if is_paragraph:
            run.append(span)
    yield run


def _opens_in_bold(block: Block) -> bool:
    """Whether a paragraph begins with a short bold line or word, which is a heading to a reader whatever its tag."""
    return any(one.style == "bold" and one.start == 0 and one.end < _LOOKS_LIKE_HEADING for one in block.emphasis)
