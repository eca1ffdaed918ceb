"""The days on which a page says that it was published and last changed: about the page, so no part of its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from helderetaal.extract.chrome import any_of, word_set
from helderetaal.extract.phrases import CHANGED, DAY, PLACED

# <meta> names and properties, `itemprop` and JSON-LD keys: Open Graph, Dublin Core as OWMS asks of Dutch
# governments (https://standaarden.overheid.nl/owms), schema.org.
_PUBLISHED = word_set(
    """
    article:published_time dcterms.issued dcterms.available dcterms.created dc.date.issued dc.date.created dc.date
    datepublished datecreated date pubdate publishdate publicationdate
    """
)
_MODIFIED = word_set(
    """
    article:modified_time og:updated_time dcterms.modified dc.date.modified datemodified last-modified lastmod
    revised
    """
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_FIGURES = re.compile(r"(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})(?!\d)")
_WORDS = re.compile(r"(\d{1,2})[ ./-]([a-z]{3,9})\.?[ ./-](\d{4})(?!\d)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# "Laatst gewijzigd op <time>3 mei 2026</time>": tags may stand between the words and the day.
_BETWEEN = r"(?:\s|&nbsp;|:|</?(?:span|strong|b|time|dt|dd|em|div|p)\b[^<>]{0,200}>){0,12}"
_STAMP = any_of(rf"(?:(?P<changed>{CHANGED})|(?P<placed>{PLACED})){_BETWEEN}(?P<day>{DAY})", before=r"\b")
# Looking for the whole pattern everywhere took a tenth of the time of a page.
_SIGNS = ("laatst", "bijgewerkt", "gewijzigd op", "gepubliceerd", "publicatiedatum", "geplaatst op")
_BEFORE, _AFTER, _MAX_SIGNS = 40, 400, 20
_MAX_JSON = 200_000


class Dates(NamedTuple):
    """Days as ISO 8601, None where the page does not tell."""

    published: str | None = None
    modified: str | None = None


NO_DATES = Dates()


def dates(root: Any, text: str) -> Dates:
    """What the head of a page says, else its JSON-LD, else a line such as "Laatst gewijzigd op 3 mei 2026"."""
    published: str | None = None
    modified: str | None = None
    for name, value in chain(_named(root), _visible(text)):
        if published and modified:
            break
        if published is None and name in _PUBLISHED:
            published = _day(value)
        elif modified is None and name in _MODIFIED:
            modified = _day(value)
    return Dates(published, modified)


def _named(root: Any) -> Iterator[tuple[str, str]]:
    for element in root.iter("meta", "time", "span"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = element.get("content") or element.get("datetime")
        if name and value:
            yield name.lower().replace("dc.terms", "dcterms").replace("dcterms:", "dcterms."), value
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json" and script.text and len(script.text) < _MAX_JSON:
            try:
                yield from _keys([json.loads(script.text)])
            except (ValueError, RecursionError):
                continue


def _keys(values: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """The texts in JSON-LD by key: of an object, of the objects in a list and in @graph, and no deeper."""
    for value in values:
        if isinstance(value, list):
            yield from _keys(part for part in value if isinstance(part, dict))
        elif isinstance(value, dict):
            if "Event" in str(value.get("@type")):  # that is published as a day in the agenda
                continue
            yield from ((key.lower(), text) for key, text in value.items() if isinstance(text, str))
            if isinstance(value.get("@graph"), list):
                yield from _keys(part for part in value["@graph"] if isinstance(part, dict) and "@graph" not in part)


def _visible(text: str) -> Iterator[tuple[str, str]]:
    """The days that the text itself gives, each looked for near one of the words that name it."""
    lowered = text.lower()
    for word in _SIGNS:
        at = lowered.find(word)
        for _ in range(_MAX_SIGNS):
            if at < 0:
                break
            for match in _STAMP.finditer(text, max(at - _BEFORE, 0), at + _AFTER):
                if match.start() <= at and text.rfind("<!--", 0, at) <= text.rfind("-->", 0, at):
                    yield ("datemodified" if match["changed"] else "datepublished"), match["day"]
            at = lowered.find(word, at + len(word))


def _day(text: str) -> str | None:
    """The day in a text as ISO 8601: "2026-05-03T10:00", "3 mei 2026", "03-05-2026"."""
    try:
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        if match := _FIGURES.search(text):
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        if match := _WORDS.search(text):
            name = match[2].lower().replace("mrt", "maa")[:3]
            return date(int(match[3]), _MONTHS.index(name) + 1, int(match[1])).isoformat()
    except ValueError:  # the 31st of June
        return None
    return None
