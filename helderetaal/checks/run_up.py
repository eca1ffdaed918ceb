"""Long run-ups: many words before the finite verb of the main clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, is_finite, is_question, words
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "TAG", "MORPH"}

VALUES = {"words", "verb"}


def find(doc: Doc, *, note: int, warning: int) -> Iterator[Match]:
    """What stands before the finite verb of a main clause, where that is more than `note` or `warning` words."""
    for sentence, _ in block_sentences(doc):
        if len(sentence) <= note + 1 or is_question(sentence):
            continue
        verb = _main_verb(sentence)
        if verb is None or verb.i - sentence.start <= note:
            continue
        before = doc[sentence.start : verb.i]
        if any(token.text in {":", ";"} for token in before):
            continue
        count = len(words(before))
        if count > note:
            severity = Severity.WARNING if count > warning else Severity.NOTE
            yield Match(before, {"words": count, "verb": verb.text}, (), severity)


def _main_verb(sentence: Span) -> Token | None:
    """The finite verb of the main clause: the root, or what helps it."""
    root = next((token for token in sentence if token.dep_ == "ROOT"), None)
    if root is None:
        return None
    verbs = [token for token in (root, *root.children) if token == root or token.dep_.startswith(("aux", "cop"))]
    if any(child.dep_ == "mark" for child in root.children):
        return None  # a subordinate clause by itself: the parse has lost the main one
    return next((token for token in sorted(verbs, key=lambda one: one.i) if is_finite(token)), None)
