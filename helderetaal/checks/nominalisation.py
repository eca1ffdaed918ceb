"""Nouns where a verb would do: *het aanvragen van*, and a noun of action with an empty verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "TAG", "LEMMA", "POS"}

_FAR = 8
"""Words between *het* and its infinitive: "het niet, niet tijdig of niet volledig nakomen van"."""


def find(
    doc: Doc, *, endings: tuple[str, ...], verbs: tuple[str, ...], pairs: tuple[str, ...], never: tuple[str, ...]
) -> Iterator[Match]:
    """*het* + infinitive + *van*, and nouns of action beside an empty verb.

    A noun that ends in one of `endings` is an action beside one of `verbs` ("plaatsvinden"), unless it ends in one of
    `never` ("vergadering"); so are infinitives, but for those ("het leven van"). Both verbs and the second words of
    `pairs` ("behandeling nemen") are lemmas.
    """
    with_own_verb = {pair.split()[0] for pair in pairs}
    for token in doc:
        if token.lower_ == "van" and token.i and (start := _infinitive_phrase(doc[token.i - 1], never)) is not None:
            yield Match(doc[start : token.i + 1])
        elif token.lower_ in with_own_verb or (token.lower_.endswith(endings) and not token.lower_.endswith(never)):
            verb = token.head
            lemma = _lemma(verb)
            if f"{token.lower_} {lemma}" in pairs or (lemma in verbs and token.pos_ == "NOUN"):
                yield Match(_from_first_to_last(token, verb))


def _infinitive_phrase(noun: Token, never: tuple[str, ...]) -> int | None:
    """Where *het* stands that makes this infinitive a noun; None where it is none."""
    if not noun.lower_.endswith("n") or "inf" not in noun.tag_ or noun.lower_.endswith(never):
        return None
    article = next((child for child in noun.children if child.lower_ == "het" and child.dep_ == "det"), None)
    near = article is not None and 0 < noun.i - article.i <= _FAR
    return article.i if article is not None and near else None


def _lemma(verb: Token) -> str:
    """The lemma of a verb with its particle in front: "vindt … plaats" is "plaatsvinden"."""
    lemma = verb.lemma_.lower().replace("_", "")
    particle = next((child.lower_ for child in verb.children if child.dep_ == "compound:prt"), "")
    return lemma if lemma.startswith(particle) else particle + lemma


def _from_first_to_last(noun: Token, verb: Token) -> Span:
    """From the noun to its verb, or the other way round, with the particle of that verb."""
    particles = [child.i for child in verb.children if child.dep_ == "compound:prt"]
    places = [noun.i, verb.i, *particles]
    return noun.doc[min(places) : max(places) + 1]
