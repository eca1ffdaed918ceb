"""Sentences with many commas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, has_verb
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEEDS = {"DEP", "POS"}

VALUES = {"commas"}


def find(doc: Doc, *, note: int, warning: int) -> Iterator[Match]:
    """Sentences with more commas than `note` or `warning`, those of an enumeration not counted."""
    for sentence, _ in block_sentences(doc):
        commas = [token for token in sentence if token.text == ","]
        if len(commas) <= note or not has_verb(sentence):
            continue
        count = sum(not _enumerates(token) for token in commas)
        if count > note:
            yield Match(sentence, {"commas": count}, (), Severity.WARNING if count > warning else Severity.NOTE)


def _enumerates(comma: Token) -> bool:
    """Whether a comma stands before a part of an enumeration of words: the parse hangs it on that part.

    Two adjectives before a noun count too: "een kleine, oude auto".
    """
    head = comma.head
    words = head.dep_ in {"conj", "appos", "parataxis"} and head.pos_ not in {"VERB", "AUX"}
    between = comma.i and comma.nbor(-1).pos_ == "ADJ" and comma.i + 1 < len(comma.doc) and comma.nbor(1).pos_ == "ADJ"
    return words or bool(between)
