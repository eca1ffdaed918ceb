"""Nouns where a verb would do: *het aanvragen van*, and a noun of action with an empty verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "TAG", "LEMMA", "POS"}

_EVENTS = frozenset({"plaatsvinden", "geschieden"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_OBJECTS = frozenset({"obj", "nsubj:pass", "obl", "obl:arg"})
"""By their verb: a treatment takes place, and one goes over to payment."""

_IN_BETWEEN = frozenset({"ADV", "ADJ", "CCONJ", "PUNCT"})


def find(
    doc: Doc,
    *,
    endings: tuple[str, ...],
    verbs: tuple[str, ...],
    pairs: tuple[str, ...],
    never: tuple[str, ...],
    events: tuple[str, ...],
) -> Iterator[Match]:
    """*het* + infinitive + *van* (a note: "bij het tellen van de stemmen" reads well), and action nouns.

    A noun that ends in one of `endings` is an action beside one of `verbs` ("plaatsvinden"), unless it ends in one of
    `events` ("vergadering"). `pairs` are a noun, with its preposition if it has one, and its verb ("in behandeling
    nemen"). Verbs are lemmas. `never` are infinitives that are nouns of their own ("het leven van").
    """
    nouns = {pair.split()[-2] for pair in pairs}
    for token in doc:
        if token.lower_ == "van" and token.i:
            if (start := _infinitive_phrase(doc[token.i - 1], never)) is not None:
                yield Match(doc[start : token.i + 1], severity=Severity.NOTE)
        elif token.lower_ in nouns or (token.pos_ == "NOUN" and token.lower_.endswith(endings)):
            verb = token.head
            lemma = _lemma(verb)
            acts = lemma in verbs and _is_action(token, lemma) and not token.lower_.endswith(events)
            if (acts or _is_pair(token, lemma, pairs)) and "|nom" not in verb.tag_:
                yield Match(_from_first_to_last(token, verb, pairs))


def _infinitive_phrase(noun: Token, never: tuple[str, ...]) -> int | None:
    """Where the article *het* stands that makes this infinitive a noun; None where it is none.

    The parse may lose it: "het niet, niet tijdig of niet volledig nakomen van". It is no pronoun, as in "wij kunnen het
    maken van hout".
    """
    if not noun.lower_.endswith("n") or "inf" not in noun.tag_ or noun.lower_ in never:
        return None
    article = next((child for child in noun.children if child.lower_ == "het" and child.dep_ == "det"), None)
    if article is None:
        article = noun
        while article.i and (article == noun or article.pos_ in _IN_BETWEEN):
            article = article.nbor(-1)
    is_article = article.lower_ == "het" and article.tag_.startswith("LID")
    return article.i if is_article else None


def _is_action(noun: Token, lemma: str) -> bool:
    return noun.dep_ in (_SUBJECTS if lemma in _EVENTS else _OBJECTS)


def _is_pair(noun: Token, lemma: str, pairs: tuple[str, ...]) -> bool:
    """Whether a noun and its verb are one of the pairs: with their preposition, or as verb and object.

    In "is door ons onderzoek verricht" the parse takes it for the doer.
    """
    before = noun.nbor(-1).lower_ if noun.i else ""
    is_object = noun.dep_ in {"obj", "nsubj:pass", "obl:agent"} and f"{noun.lower_} {lemma}" in pairs
    return is_object or f"{before} {noun.lower_} {lemma}" in pairs


def _lemma(verb: Token) -> str:
    """The lemma of a verb with its particle in front: "vindt … plaats" is "plaatsvinden"."""
    lemma = verb.lemma_.lower().replace("_", "")
    particle = next((child.lower_ for child in verb.children if child.dep_ == "compound:prt"), "")
    return lemma if lemma.startswith(particle) else particle + lemma


def _from_first_to_last(noun: Token, verb: Token, pairs: tuple[str, ...]) -> Span:
    """From the noun to its verb, or the other way round, with the particle of that verb and the noun's preposition."""
    particles = [child.i for child in verb.children if child.dep_ == "compound:prt"]
    places = [noun.i, verb.i, *particles]
    if noun.i and any(pair.startswith(f"{noun.nbor(-1).lower_} {noun.lower_} ") for pair in pairs):
        places.append(noun.i - 1)
    return noun.doc[min(places) : max(places) + 1]
