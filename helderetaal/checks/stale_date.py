"""Dates that have passed and that a text speaks of as still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, is_finite, is_participle, is_question, published, today
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS = {"TAG", "MORPH", "POS"}

_FIRST_HALF = ["januari", "februari", "maart", "april", "mei", "juni"]
_MONTHS = [*_FIRST_HALF, "juli", "augustus", "september", "oktober", "november", "december"]
_DATE = re.compile(
    r"(?P<of>\b(?:van|sinds|vanaf) )?\b(?P<before>tot en met|t/m|tot|uiterlijk(?: op)?|voor|vóór|op) "
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?"
    rf"(?P<date>(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>20\d\d))\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(r"\b(?:treedt|treden)\b.*\bwerking\b", re.IGNORECASE)
"""What the text of a law says for ever."""
_TO_DO = frozenset({"kan", "kunt", "kun", "kunnen", "moet", "moeten", "mag", "mogen", "wil", "wilt"})
_STATES = frozenset({"gesloten", "afgesloten", "geopend", "uitgesloten", "verplicht"})
"""Participles that say how a thing is: "op 5 mei zijn wij gesloten"."""
_PERFECT = frozenset({"heb", "hebt", "heeft", "hebben", "ben", "bent", "is", "zijn"})


def find(doc: Doc) -> Iterator[Match]:
    """Dates before today with *tot*, *uiterlijk*, *voor* or (a note) *op*, in a sentence about what can be done.

    A page that says when it was published may speak of that time.
    """
    if published(doc):
        return
    for sentence, _ in block_sentences(doc):
        for match in _DATE.finditer(sentence.text):
            day = _day(match)
            if day is None or day >= today(doc) or match["of"] or not _is_to_come(sentence, match["before"].lower()):
                continue
            start = sentence.start_char + match.start("date")
            if marked := doc.char_span(start, sentence.start_char + match.end("date"), alignment_mode="expand"):
                yield Match(marked, severity=Severity.NOTE if match["before"].lower() == "op" else None)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:  # 31 juni
        return None


def _is_to_come(sentence: Span, before: str) -> bool:
    """Whether a sentence speaks of what is still possible.

    *Voor* and *op* also say when something was or began ("huizen van voor 1 mei 2020"): there somebody must be able or
    bound to do it, or be told to; after *op* any verb in the present tense will do.
    """
    if _is_past(sentence) or is_question(sentence) or _IN_FORCE.search(sentence.text):
        return False
    if before in {"voor", "vóór"}:
        return is_finite(sentence[0]) or any(token.lower_ in _TO_DO for token in sentence)
    return any(is_finite(token) for token in sentence)


def _is_past(sentence: Span) -> bool:
    """Whether a sentence tells what was: a past tense, or a participle with *hebben* or *zijn*."""
    past = any(token.tag_.startswith("WW|pv|verl") or "Past" in token.morph.get("Tense", []) for token in sentence)
    helped = any(token.lower_ in _PERFECT for token in sentence)
    return past or (helped and any(is_participle(token) and token.lower_ not in _STATES for token in sentence))
