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
        if any(token.text in {":", ";", "–"} for token in before) or _is_of_clause(before):
            continue
        count = len(words(before))
        if count > note:
            severity = Severity.WARNING if count > warning else Severity.NOTE
            yield Match(before, {"words": count, "verb": verb.text}, (), severity)


def _main_verb(sentence: Span) -> Token | None:
    """The finite verb of the main clause: the root, or what helps it; None where that tells the reader to do something.

    A finite verb right after a comma is it as well: in "Als u gaat werken, kunt u over de dagen dat u werkt een
    vergoeding vragen" the parse may take a later one.
    """
    root = next((token for token in sentence if token.dep_ == "ROOT"), None)
    if root is None or any(child.dep_ == "mark" for child in root.children):
        return None  # a subordinate clause by itself: the parse has lost the main one
    verbs = [token for token in (root, *root.children) if token == root or token.dep_.startswith(("aux", "cop"))]
    first = min((token.i for token in verbs if is_finite(token)), default=None)
    if first is None:
        return None
    after_comma = (token.i for token in sentence[1:] if is_finite(token) and token.nbor(-1).text == ",")
    verb = sentence.doc[min(first, next(after_comma, first))]
    return None if verb == root and not _has_subject(root) else verb


def _has_subject(verb: Token) -> bool:
    """Whether a verb or the infinitive that it takes has a subject; "Als u later komt, bel dan" has none."""
    group = [verb, *(child for child in verb.children if child.dep_ == "xcomp")]
    return any(child.dep_.startswith(("nsubj", "csubj", "expl")) for part in group for child in part.children)


def _is_of_clause(before: Span) -> bool:
    """Whether a clause was opened and has no verb yet: "Een ziekte die denken en voelen zo | beïnvloedt dat"."""
    opened = sum(token.tag_.startswith("VNW|betr") for token in before)
    verbs = sum(is_finite(token) or token.tag_.startswith("WW|inf|vrij") for token in before)
    return opened > verbs
