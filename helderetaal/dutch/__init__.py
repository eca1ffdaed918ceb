"""Every Dutch word that an editor reads and that is not in `rules/`.

Here are the words of reports and what makes text safe; `failures` and `command_line` stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from helderetaal.records import Severity

# --- Safe to print -------------------------------------------------------------------------------------------------

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text with control characters, direction marks and lone surrogates made visible: ESC becomes ␛."""
    return _UNSAFE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else f"‹U+{code:04X}›"


def shortened(text: str, most: int = 200) -> str:
    """The text without its middle where it has more than `most` characters."""
    return text if len(text) <= most else f"{text[: most * 2 // 3].rstrip()} […] {text[-most // 3 :].lstrip()}"


def beginning(text: str, most: int) -> str:
    """The first characters of a text, with a sign where more follows."""
    return text if len(text) <= most else f"{text[:most].rstrip()} […]"


def ending(text: str, most: int) -> str:
    """The last characters of a text, with a sign where more stands before."""
    return text if len(text) <= most else f"[…] {text[-most:].lstrip()}"


# --- Numbers -------------------------------------------------------------------------------------------------------


def number(value: float, digits: int = 0) -> str:
    """The number as it is written in Dutch: 1.204 and 0,7."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage; 0% and 100% are kept for none and all."""
    rounded = round(share * 100)
    if rounded in (0, 100) and share not in (0, 1):
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}%"


def count(amount: int, one: str, many: str) -> str:
    """The amount with the word that goes with it: 1 zin, 2 zinnen."""
    return f"{number(amount)} {one if amount == 1 else many}"


def pages_count(amount: int) -> str:
    """1 pagina, 2 pagina’s."""
    return count(amount, "pagina", "pagina’s")


def points_count(amount: int) -> str:
    """1 punt, 2 punten."""
    return count(amount, "punt", "punten")


# --- Severities, kinds and suggestions ------------------------------------------------------------------------------

SEVERITY = {"error": "moet beter", "warning": "kan beter", "note": "tip"}
# Weight and not alarm; the bullet is in every code page that Windows writes to a log.
SYMBOL = {"error": "•••", "warning": "••", "note": "•"}

KIND = {
    "title": "titel",
    "heading": "kop",
    "paragraph": "alinea",
    "list-item": "lijst",
    "cell": "tabel",
    "header-cell": "kop in tabel",
    "caption": "bijschrift",
    "term": "begrip",
    "definition": "uitleg",
    "summary": "uitklapknop",
    "button": "knop",
    "link": "link",
    "label": "naam van invulveld",
    "quote": "citaat",
    "alert": "melding",
    "image-text": "tekst bij beeld",
}

SUGGESTION = {
    "word": "Schrijf liever",
    "sentence": "Schrijf liever",
    "split": "Maak er meer zinnen van",
    "list": "Maak er een lijst van",
    "explain": "Leg uit",
    "question": "Vraag uzelf af",
}
SUGGESTION_LOOSE = "Ander woord"
SUGGESTION_OTHER = "Voorstel"
SUGGESTION_TIP = "Tip"
IMPROVED = "Probeer deze zin"


def suggestion_label(kind: str, certainty: str, fits: bool) -> str:
    """What stands before a suggestion; `fits`: its place in the text is known. Certainty is named unless it is sure."""
    if not fits and kind in ("sentence", "split", "list"):
        return SUGGESTION_TIP
    label = SUGGESTION_LOOSE if kind == "word" and not fits else SUGGESTION.get(kind, SUGGESTION_OTHER)
    return label if certainty == "zeker" else f"{label} ({harmless(certainty)})"


def either(words: Iterable[str]) -> str:
    """Words to choose from: "over" of "voor"."""
    return " of ".join(f'"{word}"' for word in words)


def place(kind: str, line: int, unit: str = "line") -> str:
    """Where a block stands: regel 12, or regel 12 (kop); a Word file has paragraphs and no lines: stuk tekst 12."""
    where = f"regel {line}" if unit == "line" else f"{line}e stuk tekst"
    return where if kind == "paragraph" else f"{where} ({KIND.get(kind, kind)})"


# --- Sentences about a page and about all pages -----------------------------------------------------------------------

WHOLE_PAGE = "hele pagina"
UNNAMED = "Uw tekst"
NO_SENTENCES = "Deze pagina heeft geen zinnen om te tellen."
NO_PAGES = "Wij hebben geen pagina’s gecontroleerd."
NOTHING_FOUND = "Onze regels vinden hier niets om te verbeteren."
WHY = "Waarom?"


def clarity_sentence(clear: int, sentences: int) -> str:
    """How many of the sentences are clear: 7 van de 10 zinnen zijn duidelijk."""
    if not sentences:
        return NO_SENTENCES
    if sentences == 1:
        return "De enige zin is duidelijk." if clear else "De enige zin is niet duidelijk."
    if clear == sentences:
        return "Beide zinnen zijn duidelijk." if clear == 2 else f"Alle {number(clear)} zinnen zijn duidelijk."
    if not clear:
        return f"Geen van de {number(sentences)} zinnen is duidelijk."
    return f"{number(clear)} van de {number(sentences)} zinnen {'is' if clear == 1 else 'zijn'} duidelijk."


def clear_of(clear: int, sentences: int) -> str:
    """How many of the sentences are clear, for a list of pages: 7 van 10 zinnen duidelijk."""
    return f"{number(clear)} van {count(sentences, 'zin', 'zinnen')} duidelijk"


def fired(title: str, rule: str, times: int, pages: int) -> str:
    """How often a rule fires and on how many pages, for a list of rules."""
    return f"{number(times)} × {title} ({rule}), op {pages_count(pages)}"


def site_sentence(pages: int, clear: int, sentences: int) -> str:
    """The state of all pages in one sentence."""
    if not pages:
        return NO_PAGES
    if not sentences:
        return f"Wij hebben {pages_count(pages)} gecontroleerd. Er zijn geen zinnen om te tellen."
    return f"Wij hebben {pages_count(pages)} gecontroleerd. {clarity_sentence(clear, sentences)}"


def tally_sentence(tally: Mapping[Severity, int]) -> str:
    """How many findings there are of each severity, the worst first: 4 punten: 1 × moet beter, 3 × kan beter."""
    total = sum(tally.values())
    if not total:
        return NOTHING_FOUND
    parts = [f"{number(amount)} × {SEVERITY[severity]}" for severity, amount in tally.items() if amount]
    return f"{points_count(total)}: {', '.join(parts)}."


def more_places(amount: int) -> str:
    """How many places are not listed: en op nog 12 plekken."""
    return f"en op nog {count(amount, 'plek', 'plekken')}"


def hidden_sentence(muted: int, known: int) -> str:
    """How many findings are counted but not listed; empty where there are none."""
    parts = []
    if muted:
        parts.append(f"{points_count(muted)} {'staat' if muted == 1 else 'staan'} uit.")
    if known:
        parts.append(f"{points_count(known)} {'was' if known == 1 else 'waren'} al bekend.")
    return f"Niet in deze lijst: {' '.join(parts)}" if parts else ""


def skipped_sentence(title: str, needs: tuple[str, ...]) -> str:
    """Which rule was not used, and what the pipeline lacks for it."""
    missing = harmless(", ".join(needs))
    return f"Wij hebben de regel ‘{harmless(title)}’ niet gebruikt. Het taalmodel kan dit niet zien: {missing}."


# --- Measures ------------------------------------------------------------------------------------------------------


class Measure(NamedTuple):
    """How one number about a page is named, written and explained; `{}` in `line` is the number."""

    key: str
    name: str
    line: str
    digits: int | None
    meaning: str


MEASURES = (
    Measure("words", "Woorden", "{} woorden", 0, "Zo lang is de tekst op deze pagina."),
    Measure(
        "words_per_sentence",
        "Woorden per zin",
        "gemiddeld {} woorden per zin",
        1,
        "Dit is het gemiddelde. Een korte zin leest vaak makkelijker. Wissel korte en langere zinnen af.",
    ),
    Measure(
        "passive_share",
        "Lijdende vorm",
        "lijdende vorm in {} van de zinnen",
        None,
        "In deze zinnen staat vaak niet wie iets doet. Een vaste grens is er niet.",
    ),
    Measure(
        "flesch_douma",
        "Flesch-Douma",
        "Flesch-Douma {} (hoger is makkelijker)",
        0,
        "Deze formule kijkt alleen naar de lengte van woorden en zinnen. Hoger is makkelijker. "
        "Bij een korte tekst is dit cijfer niet te berekenen.",
    ),
)
NOT_COMPUTED = "niet te berekenen"


def measure_value(measure: Measure, value: object) -> str | None:
    """The number as it is written in Dutch; None where there is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return percent(value) if measure.digits is None else number(value, measure.digits)


def measures_line(measures: Mapping[str, object]) -> str:
    """The known numbers about a page on one line; empty where there are none."""
    values = ((measure, measure_value(measure, measures.get(measure.key))) for measure in MEASURES)
    parts = [measure.line.format(value) for measure, value in values if value is not None]
    parts = ["1 woord" if part == "1 woorden" else part for part in parts]
    return f"Cijfers: {', '.join(parts)}." if parts else ""


# --- The report for people -----------------------------------------------------------------------------------------

START_HERE = "Begin met deze pagina’s"
MOST_FOUND = "Dit vinden wij het vaakst"
OVER_SITE = "Over de hele site"
FORMATS = "Deze vormen zijn er"

HTML = {
    "title": "Is uw tekst duidelijk?",
    "skip": "Ga naar de pagina’s",
    "overview": "Alle pagina’s op een rij",
    "pages": "De pagina’s",
    "pages_order": "Bovenaan staan de pagina’s met de meeste zinnen die niet duidelijk zijn.",
    "page": "Pagina",
    "clear": "Duidelijke zinnen",
    "points": "Punten",
    "rules": MOST_FOUND,
    "site": OVER_SITE,
    "places": "Hier staat het",
    "rule": "Regel",
    "times": "Aantal keer",
    "on_pages": "Op pagina’s",
    "advice": "Wat kunt u doen?",
    "not_read": "Niet of niet helemaal gecontroleerd",
    "not_used": "Regels die wij niet konden gebruiken",
    "about": "Wat zegt dit verslag?",
    "about_text": (
        "Helderetaal toetst op schrijfregels voor B1. Een zin telt als duidelijk als deze regels er niets in vinden "
        "dat beter moet of kan. Een tip telt niet mee. Het verslag zegt niet of iedereen uw tekst begrijpt. "
        "Laat uw tekst daarom ook lezen door mensen voor wie u schrijft."
    ),
    "legend": "Zo ziet u in de tekst wat beter kan",
    "whole_page": "Over de hele pagina",
    "text": "De tekst",
    "measures": "Cijfers over deze pagina",
    "live": "Bekijk op de website",
    "live_page": "Open deze pagina",
    "now": "Nu",
    "copy": "Kopieer",
    "copied": "Gekopieerd",
    "point": "punt",
    "back": "Terug naar boven",
    "no_text": "Deze pagina heeft geen tekst.",
}


def unknown_format(name: str, known: tuple[str, ...]) -> str:
    """What is wrong with a format's name, and which names are right."""
    return f"De vorm ‘{harmless(name)}’ bestaat niet. {FORMATS}: {', '.join(known)}."
