"""Nouns where a verb would do: *het aanvragen van*, and a noun of action with an empty verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEEDS = {"DEP", "TAG", "LEMMA", "POS"}

_OBJECTS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:arg"})


def find(
    doc: Doc, *, endings: tuple[str, ...], nouns: tuple[str, ...], verbs: tuple[str, ...], never: tuple[str, ...]
) -> Iterator[Match]:
    """*het* + infinitive + *van*, and nouns of action beside an empty verb.

    A noun of action ends in one of `endings` or is one of `nouns`; `verbs` are empty verbs as lemmas, a particle in
    front ("plaatsvinden"); `never` are nouns and infinitives that are no action ("vergadering", "leven").
    """
    for token in doc:
        if _is_infinitive_with_van(token) and token.lower_ not in never:
            yield Match(doc[token.i - 1 : token.i + 2])
        elif token.pos_ == "NOUN" and token.dep_ in _OBJECTS and _is_action(token, endings, nouns, never):
            verb = token.head
            if _lemma(verb) in verbs:
                places = sorted(
                    {token.i, verb.i, *(child.i for child in verb.children if child.dep_ == "compound:prt")}
                )
                yield Match(doc[places[0] : places[-1] + 1])


def _is_infinitive_with_van(token: Token) -> bool:
    doc = token.doc
    if not 0 < token.i < len(doc) - 1 or token.is_sent_start or not token.lower_.endswith("n"):
        return False
    noun = token.tag_.startswith("WW|inf|nom") or (token.pos_ == "VERB" and "inf" in token.tag_)
    return noun and doc[token.i - 1].lower_ == "het" and doc[token.i + 1].lower_ == "van"


def _is_action(token: Token, endings: tuple[str, ...], nouns: tuple[str, ...], never: tuple[str, ...]) -> bool:
    lemma = token.lemma_.lower()
    if any(lemma.endswith(one) for one in never):
        return False
    return lemma.endswith(nouns) or (len(lemma) > 6 and lemma.endswith(endings))


def _lemma(verb: Token) -> str:
    """The lemma of a verb with its particle in front: "vindt … plaats" is "plaatsvinden"."""
    lemma = verb.lemma_.lower().replace("_", "")
    particle = next((child.lower_ for child in verb.children if child.dep_ == "compound:prt"), "")
    return lemma if lemma.startswith(particle) else particle + lemma
