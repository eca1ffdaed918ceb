"""How a thing is found: one module a check, each with `find(doc, *, <options>) -> Iterator[Match]`.

A module names the annotations it reads in NEEDS (spaCy attribute names), the values it gives for a message in VALUES,
in TEMPLATES its options that are texts to fill in with their values, and in COLUMNS what its word list must have. What
several checks need stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from helderetaal.records import Block, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_MONTH = re.compile(
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"(?:jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec)\.?",
    re.IGNORECASE,
)


_SURE_VERBS = frozenset(
    {"ben", "bent", "is", "zijn", "was", "waren", "kan", "kunt", "kunnen", "mag", "mogen", "moet", "moeten"}
    | {"wil", "wilt", "willen", "heb", "hebt", "heeft", "hebben", "word", "wordt", "worden"}
)
"""Verbs by form: 1.5 % of the words of real pages are tagged X, "kunt" among them."""


def blocks(doc: Doc) -> Iterator[tuple[Span, Block]]:
    """Each block of the page: its span in the Doc with its record."""
    yield from zip(doc.spans["blocks"], doc.user_data["blocks"], strict=True)


def severity_of(row: Mapping[str, str]) -> Severity | None:
    """How bad a row of a list says that its words are; None leaves it to the rule."""
    name = row.get("severity")
    return Severity(name) if name else None


def today(doc: Doc) -> date:
    """The day on which a page is checked."""
    day: date = doc.user_data["today"]
    return day


def published(doc: Doc) -> str | None:
    """The day (ISO 8601) that a page says it was published, as a news item does; None where it says nothing."""
    day: str | None = doc.user_data.get("published")
    return day


def empty_headings(doc: Doc) -> tuple[int, ...]:
    """The lines of headings without a text, which no block stands for."""
    found: tuple[int, ...] = doc.user_data.get("empty_headings", ())
    return found


def sentences(span: Span) -> list[Span]:
    """The sentences of a span that holds whole sentences, as a block does.

    Not `span.sents`, which walks the Doc from its beginning each time: a fifth of the time of a check.
    """
    starts = [span.start, *(token.i for token in span if token.is_sent_start and token.i > span.start), span.end]
    return [span.doc[start:end] for start, end in pairwise(starts)]


def block_sentences(doc: Doc) -> list[tuple[Span, Block]]:
    """Each sentence of the page with its block; kept with the Doc, since many checks ask for it."""
    found: list[tuple[Span, Block]] | None = doc.user_data.get("sentences")
    if found is None:
        found = [(sentence, block) for span, block in blocks(doc) for sentence in sentences(span)]
        doc.user_data["sentences"] = found
    return found


def words(span: Span) -> list[Token]:
    """The words of a span: no punctuation, no symbols; a date or an amount counts as one word, as does a URL.

    "€ 1.200" is one word, "9 januari 2025" is one word, "14 0999" is one word. So is what is
    written as one and cut by the tokenizer: "foto’s", "degene(n)". Kept with the Doc, since many checks ask for it.
    """
    known: dict[tuple[int, int], list[Token]] = span.doc.user_data.setdefault("words", {})
    key = (span.start, span.end)
    if key not in known:
        known[key] = _words(span)
    return known[key]


def _words(span: Span) -> list[Token]:
    found: list[Token] = []
    previous = None
    glued = False
    for token in span:
        if any(character.isalnum() for character in token.text):
            if not glued and (previous is None or not _same_number(previous, token)):
                found.append(token)
            previous, glued = token, True
        else:
            previous = None
        glued = glued and not token.whitespace_
    return found


def _same_number(previous: Token, token: Token) -> bool:
    """Whether a word goes on with the number or the date right before it."""
    if previous.text[0].isdigit():
        return token.text[0].isdigit() or bool(_MONTH.fullmatch(token.text))
    return token.text[0].isdigit() and bool(_MONTH.fullmatch(previous.text))


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb, by its morphology or else by its CGN tag."""
    return "Fin" in token.morph.get("VerbForm", []) or token.tag_.startswith("WW|pv")


def is_participle(token: Token) -> bool:
    """Whether a token is a past participle in a verbal group; "de ingeleverde formulieren" has none.

    By its CGN tag or, in a pipeline without such tags, by its morphology.
    """
    if token.tag_.startswith("WW|"):
        return token.tag_.startswith("WW|vd|vrij")
    return token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm", [])


def is_question(sentence: Span) -> bool:
    """Whether a sentence ends in a question mark."""
    return sentence.text.rstrip(" )”’\"'").endswith("?")


def without_punctuation(span: Span) -> int:
    """How many words stand in a span; quicker than `words`, for distances."""
    return sum(1 for token in span if not token.is_punct and not token.is_space)


def has_verb(span: Span) -> bool:
    """Whether a span has a verb; an address, a row of hours or a list of names has none and is no sentence.

    True for all where the pipeline does not say.
    """
    known = span.doc.has_annotation("POS")
    return not known or any(token.pos_ in {"VERB", "AUX"} or token.lower_ in _SURE_VERBS for token in span)


def like_address(token: Token) -> bool:
    """Whether a token is a URL or an e-mail address."""
    return bool(token.like_url or token.like_email)
