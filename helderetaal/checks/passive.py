"""Passive clauses: *worden* or *zijn* with a past participle, where something could be made active.

A passive is seen by the parse (`aux:pass`), or for *worden* by the participle alone, since *worden* with a participle
is nearly always passive. What is no passive to a reader (a state, a birth, a change) is data of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import is_finite, is_participle
from helderetaal.records import Match, Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "TAG", "MORPH", "LEMMA"}

_WORDEN = frozenset({"word", "wordt", "worden", "werd", "werden"})
_LIKE_AUXILIARIES = frozenset({"dienen", "hoeven", "behoren"})
"""Verbs with "te" that belong to the group: "dient te worden ingeleverd"."""


def find(
    doc: Doc, *, states: tuple[str, ...] = (), never: tuple[str, ...] = (), ask: str, agent: str
) -> Iterator[Match]:
    """Passive verbal groups, from the first verb to the last.

    `states`: participles that with *zijn* are a state ("is gesloten"); `never`: participles that are never a passive
    to make active ("geboren"). `ask` and `agent` (with {agent}) are what to say in Dutch of a passive without
    and with an agent.
    """
    for participle, auxiliary in _passives(doc):
        word = participle.lower_
        if word in never or (auxiliary.lemma_ == "zijn" and (word in states or _is_adjective(participle))):
            continue
        doer = _agent(participle)
        begin = Suggestion(agent.format(agent=_capital(doer.text)), "sentence", "waarschijnlijk") if doer else None
        yield Match(_group(participle, auxiliary), {}, (begin or Suggestion(ask, "question"),))


def _passives(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Each participle with its passive auxiliary, in reading order, a participle once."""
    for token in doc:
        if is_participle(token) and token.lower_.endswith(("d", "t", "n")) and (auxiliary := _auxiliary(token)):
            yield token, auxiliary


def _auxiliary(participle: Token) -> Token | None:
    """The passive auxiliary of a participle: by the parse, or for *worden* also by standing next to it.

    "moet voor 1 mei worden ingeleverd" is at times parsed with *worden* as the head, so the link may run either way.
    """
    if any(child.lemma_ == "hebben" and child.dep_ == "aux" for child in participle.children):
        return None  # "na als griffier gewerkt te hebben, werd zij wethouder"
    linked = [*participle.children, participle.head]
    for token in linked:
        if token.dep_ == "aux:pass" and token.head == participle and token.lemma_ in {"worden", "zijn"}:
            return token
    return next((token for token in [*linked, *_neighbours(participle)] if token.lower_ in _WORDEN), None)


def _neighbours(token: Token) -> list[Token]:
    """The tokens before and after a token in its sentence."""
    sentence = token.sent
    return [token.doc[i] for i in (token.i - 1, token.i + 1) if sentence.start <= i < sentence.end]


def _is_adjective(participle: Token) -> bool:
    """Whether a participle is used as an adjective ("is zeer beperkt") or stands by itself ("strikt genomen")."""
    before = [child for child in participle.children if child.i == participle.i - 1 and child.dep_ == "advmod"]
    return bool(before) and before[0].lower_ in {"zeer", "erg", "heel", "te", "zo", "strikt"}


def _group(participle: Token, auxiliary: Token) -> Span:
    """The verbal group from its first verb to its last: "moet binnen 4 weken worden ingeleverd"."""
    verbs = {participle, auxiliary}
    for verb in (participle, auxiliary):
        verbs |= {child for child in verb.children if child.dep_ in {"aux", "aux:pass"}}
        verbs |= {child for child in verb.children if child.lower_ == "te" and child.dep_ == "mark"}
    top = auxiliary if participle.head == auxiliary else participle
    if top.dep_ == "xcomp" and (top.head.pos_ == "AUX" or top.head.lemma_ in _LIKE_AUXILIARIES):
        verbs.add(top.head)
    if is_finite(auxiliary) and auxiliary.lower_ not in {"worden", "zijn"}:
        # A group has one finite verb; another belongs to another clause. "Worden" may be an infinitive all the same.
        verbs = {verb for verb in verbs if verb == auxiliary or not is_finite(verb)}
    places = [verb.i for verb in verbs if verb.sent.start == participle.sent.start]
    return participle.doc[min(places) : max(places) + 1]


def _agent(participle: Token) -> Span | None:
    """Who does it: the words after *door*, where the parse says that they are the doer."""
    for child in participle.children:
        if child.dep_ == "obl:agent" and any(part.lower_ == "door" for part in child.children):
            span = participle.doc[child.left_edge.i : child.right_edge.i + 1]
            doors = [token.i for token in span if token.lower_ == "door"]
            return participle.doc[doors[0] + 1 : span.end]
    return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
