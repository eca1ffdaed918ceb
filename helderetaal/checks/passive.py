"""Passive clauses: *worden* or *zijn* with a past participle, where something could be made active.

A passive is seen by the parse (`aux:pass`), or for *worden* by the participle alone, since *worden* with a participle
is nearly always passive. What is no passive to a reader (a state, a birth, a change) is data of the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import is_finite, is_participle
from helderetaal.records import Match, Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "TAG", "MORPH", "LEMMA", "POS"}

TEMPLATES = {"agent": {"agent"}}

_WORDEN = frozenset({"word", "wordt", "worden", "werd", "werden"})
_ZIJN = frozenset({"ben", "bent", "is", "zijn", "was", "waren", "geweest"})
_HEBBEN = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden"})
"""By their forms: the lemma of a capitalised "Bent" is often wrong."""

_LIKE_AUXILIARIES = frozenset({"dienen", "hoeven", "behoren"})
"""Verbs with "te" that belong to the group: "dient te worden ingeleverd"."""


# What a participle begins with, or has "ge" after its particle: "aangeboden", "vertrokken". Not "buurthuizen".
_PARTICIPLE = re.compile(r".*ge|be|ver|ont|her|er|mis|over|onder|door|om|vol|voor|weer|achter|aan")

_SUBJECT_FORMS = {"ons": "wij", "hen": "zij", "hun": "zij", "mij": "ik", "jou": "jij", "hem": "hij", "haar": "zij"} | {
    "uzelf": "u",
    "jezelf": "je",
    "onszelf": "wij",
}


def find(
    doc: Doc,
    *,
    never: tuple[str, ...] = (),
    changes: tuple[str, ...] = (),
    states: tuple[str, ...] = (),
    ask: str,
    agent: str,
) -> Iterator[Match]:
    """Passive verbal groups, from the first verb to the last.

    `never`: participles that are never a passive to make active ("geboren"). With *zijn* `changes` are active perfects
    ("is verhuisd"), and `states` are states unless somebody is said to do it ("is gesloten"). `ask` and `agent` (with
    {agent}) are what to say in Dutch of a passive without and with an agent.
    """
    for participle, auxiliary in _passives(doc):
        word, agent_head = participle.lower_, _agent_phrase(participle)
        if word in never:
            continue
        if auxiliary.lower_ in _ZIJN and (
            word in changes or _is_torn(participle, auxiliary) or (not agent_head and _is_state(participle, states))
        ):
            continue
        yield Match(_group(participle, auxiliary), {}, tuple(_suggestions(participle, agent_head, ask, agent)))


def _suggestions(participle: Token, by: Token | None, ask: str, agent: str) -> Iterator[Suggestion]:
    """With whom to begin the sentence, or the question who it is; nothing where the clause cannot begin so.

    A question cannot: "Wordt u geholpen door een buurman?"
    """
    if by is None:
        yield Suggestion(ask, "question")
    elif participle.sent.text.rstrip().endswith("?"):
        return
    elif not participle.dep_.startswith("acl") and (doer := _doer(by)):
        yield Suggestion(agent.format(agent=doer[:1].upper() + doer[1:]), "sentence", "waarschijnlijk")


def _passives(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Each participle with its passive auxiliary, in reading order, a participle once."""
    for token in doc:
        if _can_be_passive(token) and (auxiliary := _auxiliary(token)):
            yield token, auxiliary


def _can_be_passive(token: Token) -> bool:
    """Whether a token is a participle of a verb: "ongewijzigd" is none, "beschadigd geraakt" is an event without doer.

    A rare participle may be tagged as anything ("moet worden aangevraagd" has X); then *worden* as its passive
    auxiliary says enough, but for what has an article or "te" before it.
    """
    children = list(token.children)
    if not token.lower_.endswith(("d", "t", "n")) or token.lower_ in _WORDEN or _is_negated_adjective(token):
        return False
    if token.lower_.endswith("en") and (not _PARTICIPLE.match(token.lower_) or "inf" in token.tag_):
        return False  # "wordt parkeren duurder"
    if any(near.lower_ == "geraakt" for near in _neighbours(token)) or any(child.dep_ == "det" for child in children):
        return False
    undergoes = any(child.dep_ == "aux:pass" for child in children)
    if not undergoes and any(child.lower_ in _HEBBEN and child.dep_ == "aux" for child in children):
        return False  # "na als griffier gewerkt te hebben, werd zij wethouder"
    if is_participle(token):
        return True
    before = token.nbor(-1).lower_ if token.i else ""
    if before == "te" or token.pos_ in {"NUM", "DET", "ADP", "PRON", "ADV"} or token.dep_.startswith("nsubj"):
        return False  # "betaald parkeergeld wordt teruggestort"
    if not _PARTICIPLE.match(token.lower_):
        return False  # "wordt het heet"
    # A plural with a singular verb is no noun: "U wordt doorverbonden".
    as_noun = token.head.lower_ in {"word", "wordt", "werd"} and token.dep_ == "xcomp" and token.lower_.endswith("en")
    return as_noun or any(child.dep_ == "aux:pass" and child.lower_ in _WORDEN for child in children)


def _is_negated_adjective(token: Token) -> bool:
    return token.lower_.startswith(("onge", "onbe", "onver"))


def _auxiliary(participle: Token) -> Token | None:
    """The passive auxiliary of a participle: by the parse, or for *worden* also by standing next to it.

    "moet voor 1 mei worden ingeleverd" is at times parsed with *worden* as the head, so the link may run either way;
    in "wordt ongewijzigd vastgesteld" it runs over the word between them. "is goedgekeurd" is passive where its subject
    is said to undergo something, or a doer is named, even if the auxiliary is called that of a perfect.
    """
    children = list(participle.children)
    undergoes = any(child.dep_ in {"nsubj:pass", "obl:agent"} for child in children)
    for child in children:
        passive = child.dep_ == "aux:pass" or (child.dep_ == "aux" and undergoes)
        if passive and child.lower_ in _WORDEN | _ZIJN:
            return child
    if any(child.lower_ in _ZIJN | _HEBBEN and child.dep_ in {"aux", "cop"} for child in children):
        return None  # "De wet is veranderd, dus de regels worden anders."
    linked = [*children, participle.head, *_neighbours(participle)]
    for near in [token for token in linked if _is_negated_adjective(token)]:
        linked += near.children
    return next((token for token in linked if token.lower_ in _WORDEN), None)


def _neighbours(token: Token) -> list[Token]:
    """The tokens before and after a token in its sentence."""
    doc, before, after = token.doc, token.i - 1, token.i + 1
    near = [doc[before]] if before >= 0 and not token.is_sent_start else []
    return near + ([doc[after]] if after < len(doc) and not doc[after].is_sent_start else [])


def _is_state(participle: Token, states: tuple[str, ...]) -> bool:
    """Whether a participle with *zijn* is a state of the list, an adjective ("is zeer beperkt") or in a set phrase."""
    if participle.lower_ in states:
        return True
    before = [child for child in participle.children if child.i == participle.i - 1 and child.dep_ == "advmod"]
    return bool(before) and before[0].lower_ in {"zeer", "erg", "heel", "te", "zo", "strikt", "mooi"}


def _is_torn(participle: Token, auxiliary: Token) -> bool:
    """Whether what stands between *zijn* and a participle shows that they belong to different clauses.

    A finite verb or a single comma does: "Dat is de dag na carnaval, ook wel vastenavond genoemd." Of 970 passives with
    *zijn* in the treebank 23 are like that; of those that the parser sees it is mostly wrong.
    """
    first, last = sorted((participle.i, auxiliary.i))
    between = participle.doc[first + 1 : last]
    return any(is_finite(token) and token.dep_ != "aux" for token in between) or (
        sum(token.text == "," for token in between) % 2 == 1
    )


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
        verbs = {verb for verb in verbs if verb in (auxiliary, participle) or not is_finite(verb)}
    span = _from_first_to_last(verbs, participle)
    if any(_is_of_another_clause(token) for token in span if token not in verbs):
        return _from_first_to_last({participle, auxiliary}, participle)
    return span


def _is_of_another_clause(token: Token) -> bool:
    """Whether a word between the verbs of a group shows that not all of them are one: a verb, "dat", "welke", "die"."""
    return token.pos_ in {"VERB", "AUX"} or token.tag_.startswith(("VG|onder", "VNW|betr", "VNW|vb"))


def _from_first_to_last(verbs: set[Token], participle: Token) -> Span:
    sentence = participle.sent
    places = [verb.i for verb in verbs if sentence.start <= verb.i < sentence.end]
    return participle.doc[min(places) : max(places) + 1]


def _agent_phrase(participle: Token) -> Token | None:
    """The head of the phrase with *door* that names the doer, where the parse says that it does."""
    for child in participle.children:
        if child.dep_ == "obl:agent" and any(part.lower_ == "door" for part in child.children):
            return child
    return None


def _doer(head: Token) -> str | None:
    """Who does it, as the subject of a sentence: the noun phrase after *door* up to its noun, or a pronoun.

    Only that much: what follows the noun is often not its own ("door een consulent onderzoek gedaan"). None where the
    phrase holds more than a name or a noun with what stands before it.
    """
    if head.lower_ in {"middel", "wie", "wat", "zichzelf"}:
        return None  # "door middel van een formulier", "door wie"
    door = next(child for child in head.children if child.lower_ == "door")
    words: list[Token] = []
    for token in head.doc[door.i + 1 : head.right_edge.i + 1]:
        if words and words[-1].pos_ in {"NOUN", "PROPN"} and token.pos_ != "PROPN":
            break
        if token.pos_ not in {"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"}:
            return None
        words.append(token)
    if not words or words[-1].pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    text = head.doc[words[0].i : words[-1].i + 1].text
    return _SUBJECT_FORMS.get(text.lower(), text)
