"""Text to tokens, with the sentence starts that punctuation makes sure; the parser finds the others.

spaCy's tokenizer for Dutch leaves the full stop on "DigiD." and takes it off "incl." and "a.d.h.v.", and sentences then
end in the wrong places. The parser alone runs on at times after a short sentence: "log in met DigiD. Bewaar de code".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
"""An abbreviation with a full stop after each letter: "a.d.h.v."."""

_ABBREVIATIONS = (
    *("afb.", "afd.", "art.", "cq.", "dd.", "dgn.", "excl.", "huisnr.", "incl.", "jo.", "mld.", "nr.", "nrs.", "ong."),
    *("tel.", "tel.nr.", "telefoonnr.", "telnr.", "vlgs."),
)
"""What spaCy does not know yet. Not "max." or "zo.": "Dat is zo." ends with a word of its own."""

_WORDS = frozenset(
    {
        "app",
        "bel",
        "best",
        "bull",
        "com",
        "dat",
        "gen",
        "hand",
        "hert",
        "kon",
        "lat",
        "mand",
        "mon",
        "pan",
        "pas",
        "pers",
    }
    | {"pol", "pun", "red", "rom", "sir", "tom", "top", "ver", "vol", "volg", "volt"}
)
"""What spaCy calls abbreviations, and is a word that may end a sentence: "Houd de bon bij de hand.", "Open de app."."""

_LAST = frozenset(
    {"min.", "max.", "kg.", "km.", "cm.", "mm.", "enz.", "etc.", "e.d.", "z.s.m.", "p.p.", "p.j.", "p.m.", "a.u.b."}
)
"""Abbreviations after which a capital begins a sentence: "niet meer dan 30 kg. Zet hem buiten." """

_MONTHS = ("jan.", "feb.", "mrt.", "apr.", "aug.", "sep.", "sept.", "okt.", "nov.", "dec.")
"""Only in small letters: "Jan." may be somebody's name at the end of a sentence."""

_DAYS = frozenset({"ma", "di", "wo", "do", "vr", "za", "zo"})

_NEVER_LAST = frozenset(
    {"de", "een", "uw", "onze", "mijn", "jouw", "deze", "elke", "ieder", "iedere", "van", "voor", "met", "en", "of"}
    | {"te"}
)
"""Words that end no sentence; the parser began one at the name in "stuur uw Woo-verzoek"."""

_TITLES = ("bc.", "dhr.", "dr.", "drs.", "ds.", "fam.", "ing.", "ir.", "mevr.", "mr.", "mw.", "prof.", "wed.")
"""Abbreviations that stand before a name, so that the capital after them begins no sentence."""

_FIRST = frozenset({"Hij", "Zij", "Wij", "Ik", "U", "Je", "Dit", "Als", "Er", "Dan"})
"""Words that are no name with a capital, so they begin a sentence after any abbreviation: "Hij heet Art. Hij …"."""

_STOPS = frozenset({".", "?", "!"})
_INNER = frozenset({":", ";", ",", "(", "[", "/", "–", "-", "€", "&", "+", "=", "...", "…", "«", "„", ",,", "“", "``"})
"""No sentence begins after these: "Neem mee: Uw paspoort". A list that follows stands in blocks of its own."""

_EITHER = frozenset({'"', "'", "’"})
_CLOSING = _EITHER | {"”", "''", "»", ")", "]"}
_OPENING = frozenset({'"', "“", "‘", "'", "``", "«", "„", ",,", "(", "["})


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A spaCy tokenizer and, after it, the sure sentence starts; what `nlp.tokenizer` asks for: text in, Doc out."""

    split: Callable[[str], Doc]

    def __call__(self, text: str) -> Doc:
        return with_sure_starts(self.split(text))


def dutch_tokenizer(vocab: Vocab, defaults: Any, known: Any = None) -> Tokenizer:
    """The tokenizer of a Dutch pipeline, with the abbreviations that spaCy lacks.

    `defaults` are those of the language; `known` is the tokenizer of a pipeline that brought its own.
    A new one is made in one go: each attribute that is set on a tokenizer makes it read its 4,670 special cases again
    (0.15 s).
    """
    from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # compiled
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    spellings = {spelling for one in (*_ABBREVIATIONS, *_TITLES) for spelling in (one, one.capitalize())} | {*_MONTHS}
    given: Mapping[str, Any] = known.rules if known else defaults.tokenizer_exceptions
    rules = {spelling: parts for spelling, parts in given.items() if spelling.lower().removesuffix(".") not in _WORDS}
    suffixes = [*(defaults.suffixes or ()), r"(?<=[a-z][A-Z])\."]
    return Tokenizer(
        SpacyTokenizer(
            vocab,
            rules={**rules, **{spelling: [{"ORTH": spelling}] for spelling in spellings}},
            prefix_search=known.prefix_search if known else compile_prefix_regex(defaults.prefixes).search,
            suffix_search=compile_suffix_regex(suffixes).search,
            infix_finditer=known.infix_finditer if known else compile_infix_regex(defaults.infixes).finditer,
            token_match=_DOTTED.fullmatch,
            url_match=known.url_match if known else defaults.url_match,
        )
    )


def with_sure_starts(doc: Doc) -> Doc:
    """The Doc with the sentence starts that the punctuation makes sure; the others are left to the parser.

    A capital after a full stop, question mark or exclamation mark is a start, and so it is after the quotation mark or
    bracket that closes behind it. A small letter without one of these before it is none ("€ 12 incl. verzendkosten"),
    nor is what follows the abbreviation of a title ("mw. Yilmaz") or of a number ("art. 5").
    """
    closing = _closing_marks(doc)
    for before, token in pairwise(doc):
        if token.i in closing or not before.whitespace_:
            token.is_sent_start = False
        elif _begins(doc[before.i - 1] if before.i in closing else before, token):
            token.is_sent_start = True
        elif _goes_on(before, token):
            token.is_sent_start = False
    return doc


def _closing_marks(doc: Doc) -> set[int]:
    """Where a quotation mark or bracket closes: by its form, by its place, or as the second of two."""
    found = set()
    opened: dict[str, bool] = {}
    for before, token in pairwise(doc):
        if token.text in _CLOSING:
            sure = token.text not in _EITHER or not before.whitespace_
            if sure or (token.whitespace_ and opened.get(token.text, False)):
                found.add(token.i)
            opened[token.text] = token.i not in found
    return found


def _begins(before: Token, token: Token) -> bool:
    """Whether a token begins a sentence for sure: a capital, or an opening mark and a capital, after a full stop."""
    first = token.nbor(1) if token.text in _OPENING and token.i + 1 < len(token.doc) else token
    if token.text in _FIRST and before.text.endswith("."):
        return True
    return first.text[0].isupper() and (before.text in _STOPS or before.lower_ in _LAST)


def _goes_on(before: Token, token: Token) -> bool:
    """Whether a token belongs to the sentence of the one before; "iDEAL" can begin one, "verzendkosten" cannot."""
    if before.lower_ in _NEVER_LAST or before.text in _INNER:
        return True
    if before.text == "." and before.i and before.nbor(-1).lower_ in _DAYS and not token.text[0].isupper():
        return True
    if token.text[0].islower():
        return before.text not in _STOPS and not token.text[1:2].isupper()
    abbreviated = before.text.endswith(".") and before.text[0].isalpha()
    return abbreviated and (before.lower_ in _TITLES or token.text[0].isdigit() or token.text[0] in "(€")
