"""Verbs next to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, is_finite
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "MORPH", "TAG", "POS"}

VALUES = {"verbs"}


def find(doc: Doc, *, note: int, warning: int) -> Iterator[Match]:
    """Runs of at least `note` or `warning` verbs; *te* stands between them and does not count."""
    for sentence, _ in block_sentences(doc):
        for run in _runs(sentence):
            verbs = sum(token.lower_ != "te" for token in run)
            if verbs >= note:
                severity = Severity.WARNING if verbs >= warning else Severity.NOTE
                yield Match(doc[run[0].i : run[-1].i + 1], {"verbs": verbs}, (), severity)


def _runs(sentence: Span) -> Iterator[list[Token]]:
    """The rows of verbs of one group.

    A group has one finite verb, and an infinitive comes after it: in "Als uw loon gaat wijzigen wordt u gebeld" and
    "Om hulp te krijgen wordt u gebeld" the second one begins another clause.
    """
    run: list[Token] = []
    for token in sentence:
        if _is_verb(token):
            if run and is_finite(token) and any(is_finite(part) or "|inf" in part.tag_ for part in run):
                yield run
                run = []
            run.append(token)
        elif not (run and token.lower_ == "te" and token.dep_ == "mark"):
            if run:
                yield run
            run = []
    if run:
        yield run


def _is_verb(token: Token) -> bool:
    """Whether a token is a verb, and no adjective ("ingevulde") or noun ("het wonen", "een werkzoekende")."""
    if token.tag_.startswith("WW|"):
        return not any(part in token.tag_ for part in ("|prenom", "|nom", "WW|od"))
    return token.pos_ in {"VERB", "AUX"} and not token.tag_.startswith("ADJ")
