"""Paragraphs with many words, with the sentence at which a new one can begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, sentences, words
from helderetaal.records import Match, Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS = {"SENT_START"}

VALUES = {"words"}
TEMPLATES = {"cut": {"words"}}

_FIRST_WORDS = 6
"""Words of a sentence that are quoted, enough to find it."""


def find(doc: Doc, *, max_words: int, min_sentences: int, cut: str) -> Iterator[Match]:
    """Blocks of more than `max_words` words in at least `min_sentences` sentences.

    A block of one long sentence is a long sentence, and no paragraph to cut. `cut` says in Dutch where to cut, with
    {words} the first words of the new paragraph.
    """
    for span, block in blocks(doc):
        if len(block.breaks) >= min_sentences:
            continue  # lines of hours or an address, which a reader sees one by one
        count = len(words(span))
        parts = [part for part in sentences(span) if words(part)]
        if count > max_words and len(parts) >= min_sentences:
            start = _opening(_middle(parts))
            yield Match(span, {"words": count}, (Suggestion(cut.format(words=start), "split", "misschien"),))


def _middle(parts: list[Span]) -> Span:
    """The sentence, never the first, that leaves the most even halves."""
    lengths = [len(words(sentence)) for sentence in parts]
    half = sum(lengths) / 2
    cut = min(range(1, len(parts)), key=lambda position: abs(half - sum(lengths[:position])))
    return parts[cut]


def _opening(sentence: Span) -> str:
    """The first words of a sentence, with an ellipsis where there are more."""
    first = sentence[:_FIRST_WORDS]
    return first.text if len(sentence) <= _FIRST_WORDS else f"{first.text} …"
