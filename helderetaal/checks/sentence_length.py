"""Sentences with many words, by level, with the same sentence in two where that is safe."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import has_verb, is_finite, words
from helderetaal.records import Match, Severity, Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"SENT_START"}

VALUES = {"words"}
TEMPLATES = {"cut": {"word"}}

_ADDRESS = re.compile(r":.*(?:\b\d{4} ?[A-Z]{2}\b|\b[Pp]ostbus \d)")

_SHORTEST_PART = 5
"""Words on either side of a cut; what is shorter reads as a fragment."""

_NO_CUT = frozenset({"zoals", "als", "tenzij", "mits", "indien", "wanneer"})
"""What follows these cannot stand alone: "zoals een bril", "tenzij u al hulp krijgt"."""

_RELATIVE_ADVERB = tuple("waar" + part for part in ("bij", "door", "in", "mee", "na", "op", "van", "voor"))


def find(doc: Doc, *, note: int, warning: int, error: int, cut: str) -> Iterator[Match]:
    """Sentences of more words than `note`, `warning` or `error`; `cut` says in Dutch before which {word} to cut."""
    levels = ((error, Severity.ERROR), (warning, Severity.WARNING), (note, Severity.NOTE))
    for sentence in doc.sents:
        if len(sentence) <= note or not has_verb(sentence):
            continue
        count = len(words(_without_address(sentence)))
        severity = next((level for most, level in levels if count > most), None)
        if severity:
            yield Match(sentence, {"words": count}, tuple(_suggestions(sentence, cut)), severity)


def _without_address(sentence: Span) -> Span:
    """A sentence up to the colon before an address: "Stuur uw brief naar: Belastingen, Postbus 345, 1234 AB …"."""
    colon = next((token.i for token in sentence if token.text == ":"), None)
    if colon is None or not _ADDRESS.search(sentence.text):
        return sentence
    rest = sentence.doc[colon + 1 : sentence.end]
    return sentence if any(is_finite(token) for token in rest) else sentence.doc[sentence.start : colon + 1]


def _suggestions(sentence: Span, cut: str) -> Iterator[Suggestion]:
    """The sentence as two sentences, or else the word before which it can be cut."""
    if joint := _nearest_to_middle(sentence, [token for token in sentence if _joins_main_clauses(token, sentence)]):
        text = _in_two(sentence, joint)
        yield Suggestion(text, "split", "waarschijnlijk", sentence.start_char, sentence.end_char)
    elif word := _nearest_to_middle(sentence, [token for token in sentence if _opens_clause(token)]):
        yield Suggestion(cut.format(word=word.text), "split", "misschien")


def _nearest_to_middle(sentence: Span, candidates: list[Token]) -> Token | None:
    """The candidate that leaves the most even halves, each of at least `_SHORTEST_PART` words; None without one."""
    places = [token.i for token in words(sentence)]
    scored = [
        (abs(len(places) / 2 - before), token.i, token)
        for token in candidates
        if _SHORTEST_PART <= (before := bisect_left(places, token.i)) <= len(places) - _SHORTEST_PART
    ]
    return min(scored)[2] if scored else None


def _joins_main_clauses(token: Token, sentence: Span) -> bool:
    """Whether what stands on either side of a conjunction or a semicolon can be a sentence of its own.

    Not before a finite verb: in "Morgen belt u ons en komt u langs" both clauses share "Morgen".
    Not in a sentence that opens with a verb: "Woont u hier en bent u 18, dan …" is one condition.
    """
    if token.i + 1 >= sentence.end or is_finite(token.nbor(1)) or is_finite(sentence[0]):
        return False
    if token.text == ";":
        parts = sentence.doc[sentence.start : token.i], sentence.doc[token.i + 1 : sentence.end]
        return all(any(is_finite(word) for word in part) for part in parts)
    clause = token.head
    return (
        token.dep_ == "cc"
        and token.lower_ in {"en", "maar", "want"}
        and clause.dep_ == "conj"
        and clause.head.dep_ == "ROOT"
        and _is_main_clause(clause)
        and _is_main_clause(clause.head)
    )


def _is_main_clause(head: Token) -> bool:
    """Whether a head has a subject and a finite verb of its own, side by side as in a main clause.

    In a subordinate clause other words stand between them: "als … en de provincie dit verzoek goedkeurt".
    """
    children = list(head.children)
    subject = next((child for child in children if child.dep_.startswith("nsubj")), None)
    verbs = [head, *(child for child in children if child.dep_.startswith(("aux", "cop")))]
    finite = next((verb for verb in verbs if is_finite(verb)), None)
    if subject is None or finite is None or any(child.dep_ == "mark" for child in children):
        return False
    return finite.i - 1 == subject.right_edge.i or finite.i + 1 == subject.left_edge.i


def _in_two(sentence: Span, joint: Token) -> str:
    """The text of a sentence with a full stop at the joint; "maar" and "want" open the second part, "en" goes."""
    text, start = sentence.text, sentence.start_char
    first = text[: joint.idx - start].rstrip(" ,")
    keep = joint.lower_ in {"maar", "want"}
    rest = text[(joint.idx if keep else joint.idx + len(joint.text)) - start :].lstrip()
    stop = "?" if text.endswith("?") else "."
    return f"{first}{stop} {rest[:1].upper()}{rest[1:]}"


def _opens_clause(token: Token) -> bool:
    """Whether a token opens a subordinate clause after a comma."""
    if token.lower_ in _NO_CUT:
        return False
    opens = token.tag_.startswith(("VG|onder", "VNW|betr")) or token.lower_.startswith(_RELATIVE_ADVERB)
    return opens and token.i > 0 and token.nbor(-1).text == ","
