"""Compounds of many parts: words glued together until nobody takes them in at once ("hemelwaterafvoerinstallatie").

First a word is cut into as few words as Dutch knows, with -s-, -e- or -en- in between: "rijbewijs-keuring-verklaring".
Then each of these that is made of simple words counts as those: "rij-bewijs".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from wordfreq import get_frequency_dict

from helderetaal.checks import blocks, like_address
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VALUES = {"parts"}

_SHORTEST = 16
_LONGEST = 60
"""Letters of the words that are looked at: four parts of four letters; what is longer still is no word."""

_KNOWN = 10**-6.4
_COMMON = 10**-6
"""How often a word stands in Dutch text to be a part (one in 2.5 million), and to be known to all as it is."""

_NUMBER = re.compile(r"honderd|duizend|(?:ën|en)(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig")

_LINKS = ("", "s", "en", "e", "n")
_ENDINGS = ("", "en", "s", "e", "n", "eren", "ren", "es")

_KEPT = 8192
"""Words of which the parts are kept."""


def find(
    doc: Doc, *, simple: tuple[str, ...], whole: tuple[str, ...], never: tuple[str, ...], longest: int = 3
) -> Iterator[Match]:
    """Words of more parts than `longest`, once a page; a name and what has a hyphen are none.

    `simple` words are what known compounds are made of, `whole` ones are known compounds that count as one, `never`
    ones are no parts.
    """
    splitter = _splitter(simple, whole, never)
    seen: set[str] = set()
    for span, _ in blocks(doc):
        for token in span:
            if not _SHORTEST <= len(token) <= _LONGEST or (word := token.lower_) in seen or not word.isalpha():
                continue
            if like_address(token) or _is_name(token) or _is_hyphenated(token):
                continue
            parts = splitter.parts(word)
            if len(parts) > longest:
                seen.add(word)
                yield Match(doc[token.i : token.i + 1], {"parts": "-".join(parts)})


def _is_name(token: Token) -> bool:
    """Whether a word has a capital within a sentence, or more than one."""
    return not token.text[1:].islower() or (token.text[0].isupper() and not token.is_sent_start)


def _is_hyphenated(token: Token) -> bool:
    """Whether a hyphen or a slash is glued to a word."""
    doc, here = token.doc, token.i
    before = here > 0 and not doc[here - 1].whitespace_ and doc[here - 1].text[-1] in "-/.@_"
    after = bool(not token.whitespace_ and here + 1 < len(doc) and doc[here + 1].text[0] in "-/@_")
    return before or after


@lru_cache(maxsize=8)
def _splitter(simple: tuple[str, ...], whole: tuple[str, ...], never: tuple[str, ...]) -> _Splitter:
    return _Splitter(simple, whole, never)


class _Splitter:
    """Compounds to parts, with the words of a rule."""

    def __init__(self, simple: tuple[str, ...], whole: tuple[str, ...], never: tuple[str, ...]) -> None:
        self._simple = frozenset(simple)
        self._whole = frozenset(word + ending for word in whole for ending in _ENDINGS)
        self._never = frozenset(never)
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound in lower case; one where it cannot be cut, or where all know it."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            plain = _frequency(word) >= _COMMON or _NUMBER.search(word)
            found = (word,) if plain else tuple(one for part in self._cut(word) for one in self._cut_known(part))
            self._known[word] = found
        return found

    def _cut(self, word: str) -> tuple[str, ...]:
        """A word cut into as few known words as possible, the most usual where that can be done in several ways."""
        best: list[tuple[int, float, tuple[str, ...]] | None] = [None] * (len(word) + 1)
        best[0] = (0, 0.0, ())
        for start in range(len(word) - 2):
            before = best[start]
            if before is None:
                continue
            for end in range(start + 3, len(word) + 1):
                part = word[start:end]
                if not self._is_part(part):
                    continue
                found = (before[0] + 1, before[1] - min(_frequency(part), 1e-4), (*before[2], part))
                for link in _LINKS if end < len(word) else ("",):
                    after = end + len(link)
                    if after == len(word) > end or not word.startswith(link, end):
                        continue
                    known = best[after]
                    if known is None or found[:2] < known[:2]:
                        best[after] = found
        last = best[-1]
        return last[2] if last else (word,)

    def _is_part(self, word: str) -> bool:
        return word in self._simple or (len(word) > 4 and _frequency(word) >= _KNOWN and word not in self._never)

    def _cut_known(self, word: str) -> tuple[str, ...]:
        """The simple words that a known word is made of; the word itself where it is not made of those alone."""
        if word in self._simple or word in self._whole:
            return (word,)
        for cut in range(len(word) - 3, 2, -1):
            first, rest = word[:cut], word[cut:]
            if not any(first.removesuffix(link) in self._simple for link in ("", "s", "en", "e")):
                continue
            if any(rest.removesuffix(ending) in self._simple for ending in _ENDINGS):
                return (first, rest)
            if len(following := self._cut_known(rest)) > 1:
                return (first, *following)
        return (word,)


def _frequency(word: str) -> float:
    """How often a word stands in Dutch text; the list takes a fifth of a second, when the first long word is met."""
    return _frequencies().get(word, 0.0)


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    return get_frequency_dict("nl")
