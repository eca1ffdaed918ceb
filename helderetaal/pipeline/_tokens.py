"""Text to tokens, with the sentence starts that punctuation makes sure; the parser finds the others.

spaCy's tokenizer for Dutch leaves the full stop on "DigiD." and takes it off "incl." and "a.d.h.v.", and sentences then
end in the wrong places. The parser alone runs on at times after a short sentence: "log in met DigiD. Bewaar de code".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}\Z")
"""An abbreviation with a full stop after each letter: "a.d.h.v."."""

_ABBREVIATIONS = (
    *("afb.", "afd.", "art.", "cq.", "dd.", "dgn.", "excl.", "huisnr.", "incl.", "jo.", "mld.", "nr.", "nrs.", "ong."),
    *("opp.", "par.", "tel.", "tel.nr.", "telefoonnr.", "telnr.", "vlgs."),
)
"""What spaCy does not know yet. Not "max." or "zo.": "Dat is zo." ends with a word of its own."""

_WORDS = frozenset(
    {"al", "app", "bel", "best", "bet", "bull", "com", "dat", "gen", "hand", "hert", "it", "kon", "lat", "mand", "me"}
    | {"mon", "nl", "no", "or", "os", "ov", "pan", "pas", "pers", "po", "pol", "pun", "red", "rom", "rtl", "sir", "tom"}
    | {"top", "u", "ver", "vn", "vo", "vol", "volg", "volt", "wrr", "ww"}
)
"""What spaCy calls abbreviations, and is a word that may end a sentence: "Wij helpen u.", "Houd het bij de hand."."""

_LAST = frozenset({"kg.", "km.", "cm.", "mm.", "enz.", "etc.", "e.d.", "p.p.", "p.p.p.d.", "p.j.", "p.m."})
"""Abbreviations after which a capital begins a sentence: "niet meer dan 30 kg. Zet hem buiten." """

_LAST_AFTER_FIGURES = frozenset({"min.", "max."})
"""The same where a figure stands before them: "5 kg max. Leeg hem." but "max. Twee zakken"."""

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

_FIRST = frozenset(
    {"Hij", "Zij", "Wij", "Ik", "U", "Je", "Dit", "Als", "Er", "Dan", "Daar", "Daarna", "Daarom", "Hier"}
)
"""Words that are no name with a capital, so they begin a sentence after any abbreviation: "Hij heet Art. Hij …"."""

_BEFORE_NAMES = frozenset({"De", "Den", "Het", "Van"})
"""After a small letter without a full stop these begin a name: "in dorpshuis De Brink"."""

_STOPS = frozenset({".", "?", "!"})
_INNER = frozenset({":", "):", ";", ",", "(", "[", "/", "–", "-", "€", "&", "+", "=", "«", "„", ",,", "“", "``"})
"""No sentence begins after these: "Neem mee: Uw paspoort". A list that follows stands in blocks of its own."""

_EITHER = frozenset({'"', "'", "’"})
_CLOSING = _EITHER | {"”", "''", "»", ")", "]"}
_OPENING = frozenset({'"', "“", "‘", "'", "``", "«", "„", ",,", "(", "["})


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A spaCy tokenizer and, after it, the sure sentence starts; what `nlp.tokenizer` asks for: text in, Doc out."""

    split: Any

    def __call__(self, text: str) -> Doc:
        return with_sure_starts(self.split(text))

    def to_disk(self, path: str | Path, **settings: Any) -> None:
        """Save the spaCy tokenizer, as `Language.to_disk` asks."""
        self.split.to_disk(path, **settings)

    def to_bytes(self, **settings: Any) -> bytes:
        """The spaCy tokenizer as bytes, as `Language.to_bytes` asks."""
        saved: bytes = self.split.to_bytes(**settings)
        return saved


def dutch_tokenizer(vocab: Vocab, defaults: Any, known: Any = None) -> Tokenizer:
    """The tokenizer of a Dutch pipeline, with the abbreviations that spaCy lacks.

    `defaults` are those of the language; `known` is the tokenizer of a pipeline that brought its own, which is kept as
    it is if it is none of spaCy's. A new one is made in one go: each attribute that is set on a tokenizer makes it read
    its 4,670 special cases again (0.15 s).
    """
    from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # compiled
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    if known and not isinstance(known, SpacyTokenizer):
        return Tokenizer(known)
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
            token_match=_DOTTED.match,
            url_match=known.url_match if known else defaults.url_match,
        )
    )


def with_sure_starts(doc: Doc) -> Doc:
    """The Doc with the sentence starts that the punctuation makes sure; the others are left to the parser."""
    if len(doc) < 2:
        return doc
    import numpy as np

    found = sure_starts([token.text for token in doc], [bool(token.whitespace_) for token in doc])
    # All at once: each `token.is_sent_start = …` looks at the whole Doc, 92 s for a line of 80,000 words.
    values: Any = np.array([found], dtype="int64").astype("uint64").T
    return doc.from_array(["SENT_START"], values)


def sure_starts(words: Sequence[str], spaces: Sequence[bool]) -> list[int]:
    """For each word 1 where a sentence surely begins, -1 where surely none does, else 0.

    A capital after a full stop, question mark or exclamation mark is a start, and so it is after the quotation mark or
    bracket that closes behind a full stop. A small letter without one of these before it is none ("€ 12 incl.
    verzendkosten"), nor is what follows the abbreviation of a title ("mw. Yilmaz") or of a number ("art. 5").
    """
    closing = _closing_marks(words, spaces)
    found = [1] + [0] * (len(words) - 1)
    last = 0  # the word before, which is not always at place - 1: spaCy makes words of line breaks
    for place in range(1, len(words)):
        word = words[place]
        if word.isspace() or place in closing:
            found[place] = -1
        elif not spaces[place - 1] and last == place - 1:
            found[place] = _glued(words[last], word)
        elif last in closing:
            found[place] = 1 if words[last - 1] == "." and _has_capital(words, place) else 0
        else:
            found[place] = _after(words, last, place)
        last = last if word.isspace() else place
    return found


def _closing_marks(words: Sequence[str], spaces: Sequence[bool]) -> set[int]:
    """Where a quotation mark or bracket closes: by its form, by its place, or as the second of two."""
    found = set()
    opened: dict[str, bool] = {}
    for place in range(1, len(words)):
        word = words[place]
        if word in _CLOSING:
            sure = word not in _EITHER or not spaces[place - 1]
            if sure or (spaces[place] and opened.get(word, False)):
                found.add(place)
            opened[word] = place not in found
    return found


def _has_capital(words: Sequence[str], place: int) -> bool:
    """Whether a word begins with a capital, or the word after it where it is an opening mark."""
    if words[place] in _OPENING and place + 1 < len(words):
        place += 1
    return words[place][0].isupper()


def _glued(before: str, word: str) -> int:
    """What a word without a space before it is: a start only where one was forgotten ("een vraag?Bel ons")."""
    if before not in _STOPS or not word[0].isupper():
        return -1
    return 0 if before == "." else 1


def _after(words: Sequence[str], last: int, place: int) -> int:
    """What a word after a space is, by the word before it."""
    before, word = words[last], words[place]
    if _begins(words, last, place):
        return 1
    if before.lower() in _NEVER_LAST or before in _INNER or (last <= 1 and _is_number(words[: last + 1])):
        return -1
    if before == "." and words[last - 1].lower() in _DAYS and not word[0].isupper():
        return -1
    if before == "." and _is_shortened(words[max(0, last - 2) : last], word):
        return -1
    if word[0].islower():  # "iDEAL" can begin a sentence, "verzendkosten" cannot
        return 0 if before in _STOPS or word[1:2].isupper() else -1
    if word in _BEFORE_NAMES and before[-1].islower():
        return -1
    is_abbreviation = before.endswith(".") and before[0].isalpha()
    is_before_this = before.lower() in _TITLES or word[0].isdigit() or word[0] in "(€"
    return -1 if is_abbreviation and is_before_this and before.lower() not in _LAST else 0


def _is_shortened(words: Sequence[str], after: str) -> bool:
    """Whether the words before a full stop end in an abbreviation: "Kerkstr. 12", "klantnr. 1234", "10.00 u. in"."""
    last = words[-1].lower() if words else ""
    if last == "u":
        return words[0][0].isdigit() and after[0].islower()
    return after[0].isdigit() and len(last) > 4 and last.endswith(("str", "ln", "nr", "nrs"))


def _begins(words: Sequence[str], last: int, place: int) -> bool:
    """Whether a word after a space surely begins a sentence."""
    before = words[last].lower()
    if not _has_capital(words, place) or before in _TITLES or (last <= 1 and _is_number(words[: last + 1])):
        return False
    if before in _STOPS or before in _LAST:
        return True
    if before in _LAST_AFTER_FIGURES:
        return any(word[0].isdigit() for word in words[max(0, last - 2) : last])
    return before.endswith(".") and before[0].isalpha() and words[place] in _FIRST


def _is_number(words: Sequence[str]) -> bool:
    """Whether words are the number before an item: "1." or "b."."""
    return bool(re.fullmatch(r"(?:\d{1,2}|[a-z])\.", "".join(words)))
