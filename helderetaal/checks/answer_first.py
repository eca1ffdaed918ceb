"""Service pages that do not begin with what the reader can get or must do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, is_finite, sentences, words
from helderetaal.checks._service import is_service_page
from helderetaal.records import RUNNING_TEXT, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS = {"TAG", "MORPH"}

VALUES = {"words"}

_READER = frozenset({"u", "je", "jij", "uw", "jouw"})
_FIGURE = re.compile(
    r"€|\beuro\b|\b\d+ (?:dagen|weken|maanden|jaar|werkdagen)\b|\bgratis\b|\bverplicht\b", re.IGNORECASE
)


def find(doc: Doc, *, max_words: int) -> Iterator[Match]:
    """One match for a service page whose first `max_words` words neither speak to the reader nor give a figure."""
    if not is_service_page(doc):
        return
    seen = 0
    for span, block in blocks(doc):
        if block.kind not in RUNNING_TEXT:
            continue
        for sentence in sentences(span):
            if seen >= max_words:
                break
            seen += len(words(sentence))
            if _answers(sentence):
                return
    if seen:
        yield Match(None, {"words": max_words})


def _answers(sentence: Span) -> bool:
    reader = any(token.lower_ in _READER for token in sentence) and any(is_finite(token) for token in sentence)
    return reader or is_finite(sentence[0]) or bool(_FIGURE.search(sentence.text))
