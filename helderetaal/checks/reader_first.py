"""Service pages that hardly speak to the reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, has_verb, is_finite, words
from helderetaal.checks._service import is_service_page
from helderetaal.records import RUNNING_TEXT, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS = {"TAG", "MORPH", "POS"}

VALUES = {"percent"}

_READER = frozenset({"u", "uw", "uzelf", "je", "jij", "jou", "jouw", "jezelf"})


def find(doc: Doc, *, min_words: int, min_percent: int) -> Iterator[Match]:
    """One match for a service page of `min_words` words where under `min_percent` % of the sentences are to the reader.

    A sentence speaks to the reader with *u* or *je*, or tells what to do.
    """
    if not is_service_page(doc):
        return
    found = [s for s, block in block_sentences(doc) if block.kind in RUNNING_TEXT and has_verb(s)]
    if sum(len(words(sentence)) for sentence in found) < min_words:
        return
    percent = round(100 * sum(map(_is_to_reader, found)) / len(found))
    if percent < min_percent:
        yield Match(None, {"percent": percent})


def _is_to_reader(sentence: Span) -> bool:
    return any(token.lower_ in _READER for token in sentence) or is_finite(sentence[0])
