"""Verbs next to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEEDS = {"TAG", "POS"}

VALUES = {"verbs"}


def find(doc: Doc, *, note: int, warning: int) -> Iterator[Match]:
    """Runs of at least `note` or `warning` verbs; *te* stands between them and does not count."""
    for sentence, _ in block_sentences(doc):
        run: list[Token] = []
        for token in [*sentence, None]:
            if token is not None and (_is_verb(token) or (run and token.lower_ == "te" and "inf" not in token.tag_)):
                run.append(token)
                continue
            while run and run[-1].lower_ == "te":
                run.pop()
            verbs = sum(part.lower_ != "te" for part in run)
            if verbs >= note:
                severity = Severity.WARNING if verbs >= warning else Severity.NOTE
                yield Match(doc[run[0].i : run[-1].i + 1], {"verbs": verbs}, (), severity)
            run = []


def _is_verb(token: Token) -> bool:
    """Whether a token is a verb, and no adjective ("ingevulde") or noun ("het wonen")."""
    if token.tag_.startswith("WW|"):
        return "|prenom" not in token.tag_ and "|nom" not in token.tag_
    return token.pos_ in {"VERB", "AUX"} and not token.tag_.startswith("ADJ")
