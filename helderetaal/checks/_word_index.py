"""The rows of a word list by what they are found under."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from helderetaal.records import Table

Row = Mapping[str, str]

# fmt: off
PARTICLES = (
    "tegemoet", "uiteen", "kennis", "teniet", "teweeg", "kwijt", "terug", "samen", "tegen", "voort", "mede", "leeg",
    "los", "vast", "door", "dank", "goed", "over", "stil", "weg", "aan", "bij", "mee", "toe", "uit", "af", "in", "na",
    "om", "op",
)
# fmt: on
"""What may come off a separable verb, the longest first."""


class Phrase(NamedTuple):
    """A phrase word by word, with the forms of its verb and which word that is."""

    parts: tuple[str, ...]
    row: Row
    forms: frozenset[str]
    verb: int | None


class Index(NamedTuple):
    """The rows of a list by word, by form, phrases by first word, verbs that come apart by the form of the verb.

    `keys` are all of these: of most words of a page not one is among them.
    """

    words: dict[str, list[Row]]
    forms: dict[str, list[Row]]
    phrases: dict[str, list[Phrase]]
    apart: dict[str, list[tuple[tuple[str, ...], Row]]]
    keys: set[str]


def cell(row: Row, column: str) -> str:
    return row.get(column) or ""


@lru_cache(maxsize=8)
def index_of(words: Table) -> Index:
    index = Index({}, {}, {}, {}, set())
    for row in words.rows:
        parts, forms = tuple(cell(row, "word").lower().split()), cell(row, "forms").lower().split()
        if len(parts) == 1:
            index.words.setdefault(parts[0], []).append(row)
            for form in forms:
                index.forms.setdefault(form, []).append(row)
            if cell(row, "pos") == "verb":
                _add_separable(index, parts[0], forms, row)
        elif parts:
            verb = _place_of_verb(parts, forms) if forms else None
            if parts[-1] != "te":
                for first in {parts[0], *(forms if verb == 0 else ())}:
                    index.phrases.setdefault(first, []).append(Phrase(parts, row, frozenset(forms), verb))
            if verb is not None:
                rest = parts[:verb] + parts[verb + 1 :]
                for form in {parts[verb], *forms}:
                    if not _is_participle_of(form, parts[verb]):
                        index.apart.setdefault(form, []).append((rest, row))
    for phrases in index.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase.parts))
    for rests in index.apart.values():
        rests.sort(key=lambda rest: -len(rest[0]))
    index.keys.update(index.words, index.forms, index.phrases, index.apart)
    return index


def _add_separable(index: Index, word: str, forms: list[str], row: Row) -> None:
    """The finite forms of a verb without its particle: "dient", "diende", "dienen" and "dien" with "in"."""
    particle = next((particle for particle in PARTICLES if word.startswith(particle)), None)
    if particle is None or not forms:
        return
    bases = {form.removeprefix(particle) for form in (word, *forms) if form.startswith(particle)}
    bases = {base for base in bases if not _is_participle_of(base, word.removeprefix(particle))}
    bases |= {base[:-1] for base in bases if base.endswith("t")}
    for base in bases:
        if len(base) > 2:
            index.apart.setdefault(base, []).append(((particle,), row))


def _is_participle_of(form: str, verb: str) -> bool:
    return form.startswith("ge") and (not verb.startswith("ge") or form.startswith("gege"))


def _place_of_verb(parts: tuple[str, ...], forms: list[str]) -> int:
    """Which word of a phrase its forms belong to: the last, the first or the one in between that begins alike."""
    for place in (len(parts) - 1, 0, 1):
        if forms and parts[place][:2] == forms[0][:2]:
            return place
    return len(parts) - 1
