"""Sentences with many commas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, has_verb, is_finite
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "POS", "TAG", "MORPH"}

VALUES = {"commas"}


_BEGINS_PART = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ"})


def find(doc: Doc, *, note: int, warning: int) -> Iterator[Match]:
    """Sentences with more commas than `note` or `warning`, those of an enumeration not counted."""
    for sentence, _ in block_sentences(doc):
        commas = [token for token in sentence if token.text == ","]
        if len(commas) <= note or not has_verb(sentence):
            continue
        count = sum(not _enumerates(comma) for comma in commas) - _goes_on(sentence, commas)
        if count > note:
            yield Match(sentence, {"commas": count}, (), Severity.WARNING if count > warning else Severity.NOTE)


def _enumerates(comma: Token) -> bool:
    """Whether a comma stands before a part of an enumeration: the parse hangs it on that part.

    A clause with a finite verb is no such part, an infinitive is: "het slopen van een schuur, het kappen van een boom".
    Two adjectives before a noun count too: "een kleine, oude auto".
    """
    part = comma.head
    has_finite = is_finite(part) or any(is_finite(child) for child in part.children)
    if part.dep_ in {"conj", "appos"} and not has_finite:
        return True
    in_doc = 0 < comma.i < len(comma.doc) - 1
    return in_doc and comma.nbor(-1).pos_ == "ADJ" and comma.nbor(1).pos_ == "ADJ"


def _goes_on(sentence: Span, commas: list[Token]) -> int:
    """How many more commas go on with an enumeration, by the look of it: a part without a verb after another one.

    The parse loses "Neem uw pas mee, een foto, een bankpas, een pen".
    """
    doc = sentence.doc
    ends = [*(comma.i for comma in commas[1:]), sentence.end]
    parts = [doc[comma.i + 1 : end] for comma, end in zip(commas, ends, strict=True)]
    bare = [bool(part) and part[0].pos_ in _BEGINS_PART and not any(map(_is_verb, part)) for part in parts]
    pairs = zip(commas[1:], bare, bare[1:], strict=False)
    return sum(before and here and not _enumerates(comma) for comma, before, here in pairs)


def _is_verb(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}
