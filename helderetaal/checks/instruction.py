"""Instructions in a roundabout way: *u dient … te …*, *wij verzoeken u*, *u wordt verzocht*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "TAG"}

_READER = frozenset({"u", "je", "jij"})
_MUST = frozenset({"dient", "dien", "behoort"})


def find(doc: Doc, *, phrases: tuple[str, ...]) -> Iterator[Match]:
    """*dient* with the reader as its subject, up to its infinitive, and `phrases` (regular expressions)."""
    patterns = [re.compile(rf"\b(?:{phrase})\b", re.IGNORECASE) for phrase in phrases]
    for sentence, _ in block_sentences(doc):
        for token in sentence:
            if token.lower_ in _MUST and _has_reader(token) and (last := _infinitive(token, sentence)):
                yield Match(doc[token.i : last.i + 1])
        text = sentence.text
        for pattern in patterns:
            for match in pattern.finditer(text):
                start = sentence.start_char
                if marked := doc.char_span(start + match.start(), start + match.end(), alignment_mode="expand"):
                    yield Match(marked)


def _has_reader(verb: Token) -> bool:
    """Whether *u* or *je* stands right beside the verb, or is its subject by the parse ("als u ons dient te bellen").

    Not where it belongs to a noun: "De aanvraag van u dient compleet te zijn".
    """
    near = [verb.nbor(step) for step in (-1, 1) if 0 <= verb.i + step < len(verb.doc)]
    if any(token.lower_ in _READER and not _after_preposition(token) for token in near):
        return True
    return any(child.lower_ in _READER and child.dep_.startswith("nsubj") for child in verb.children)


def _after_preposition(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).pos_ == "ADP"


def _infinitive(verb: Token, sentence: Span) -> Token | None:
    """The infinitive after *te* that belongs to the verb; None after *om te*, *zonder te*, *als*."""
    for token in sentence.doc[verb.i + 1 : sentence.end - 1]:
        if (
            token.lower_ in {"om", "zonder", "door", "als", "tot"}
            and token.dep_ in {"mark", "case"}
            and token.head.pos_ == "VERB"
        ):
            return None
        if token.lower_ == "te" and "inf" in token.nbor(1).tag_:
            last = token.nbor(1)
            while last.i + 1 < sentence.end and last.nbor(1).tag_.startswith(("WW|inf|vrij", "WW|vd|vrij")):
                last = last.nbor(1)
            return last
    return None
