"""What belongs together and stands far apart: the tang construction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import is_finite, without_punctuation
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEEDS = {"DEP", "TAG", "MORPH", "POS"}

VALUES = {"first", "last", "words"}

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def find(doc: Doc, *, verb_note: int, verb_warning: int, noun_words: int, subject_words: int) -> Iterator[Match]:
    """Two words that belong together with many words between them.

    More than `verb_note` or `verb_warning` words between a finite verb and its participle, infinitive or particle; more
    than `noun_words` between an article and its noun where a participle stands before the noun; more than
    `subject_words` between a subject and its verb. The match runs from the first to the last.
    """
    for token in doc:
        if (first := _finite_of(token)) is not None:
            yield from _between(first, token, verb_note, verb_warning)
        elif token.dep_ == "det" and token.head.i > token.i and _has_participle(token.head):
            yield from _between(token, token.head, noun_words, noun_words)
        elif token.dep_ in _SUBJECTS and token.pos_ in {"NOUN", "PROPN"} and (verb := _verb_of_subject(token)):
            yield from _between(token, verb, subject_words, subject_words)


def _between(first: Token, last: Token, note: int, warning: int) -> Iterator[Match]:
    if last.i - first.i - 1 <= note:
        return
    words = without_punctuation(first.doc[first.i + 1 : last.i])
    if words > note:
        severity = Severity.WARNING if words > warning else Severity.NOTE
        span = first.doc[first.i : last.i + 1]
        yield Match(span, {"first": first.text, "last": last.text, "words": words}, (), severity)


def _finite_of(token: Token) -> Token | None:
    """The finite verb far before a participle, an infinitive or a particle, within one clause.

    With another finite verb or a colon between them, what stands there is a clause of its own.
    """
    if token.dep_ == "compound:prt":
        first: Token | None = token.head
    elif token.pos_ in {"VERB", "AUX"} and not is_finite(token):
        first = next((child for child in token.children if child.dep_.startswith("aux") and is_finite(child)), None)
        if first is None and token.dep_ == "xcomp" and token.head.pos_ == "AUX":
            first = token.head
    else:
        return None
    if first is None or first.i >= token.i or not is_finite(first) or token.i - first.i < 4:
        return None
    between = token.doc[first.i + 1 : token.i]
    if any(part.is_sent_start for part in between) or any(part.text in {":", ";"} for part in between):
        return None
    return first


def _has_participle(noun: Token) -> bool:
    return any(
        child.dep_ in {"amod", "acl"} and child.tag_.startswith(("WW|vd|prenom", "WW|od|prenom"))
        for child in noun.children
    )


def _verb_of_subject(subject: Token) -> Token | None:
    """The finite verb of a noun that stands before it, where the noun is not itself in an enumeration."""
    head = subject.head
    verbs = [head, *(child for child in head.children if child.dep_.startswith(("aux", "cop")))]
    finite = next((verb for verb in verbs if is_finite(verb)), None)
    if finite is None or finite.i < subject.i or any(child.dep_ == "conj" for child in subject.children):
        return None
    subordinate = any(child.dep_ == "mark" for child in head.children) or head.dep_.startswith(
        ("acl", "advcl", "ccomp")
    )
    return None if subordinate else finite
