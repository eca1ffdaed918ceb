"""Dates that have passed and that a text speaks of as still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, is_participle, published, today
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS = {"TAG", "MORPH", "POS"}

_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_DATE = re.compile(
    r"(?P<before>\b[\wé]+(?: en met)?(?: (?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag))?) "
    rf"(?P<date>(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>20\d\d))\b",
    re.IGNORECASE,
)
_UNTIL = frozenset({"tot", "tot en met", "uiterlijk", "voor", "vóór"})
_ON = frozenset({"op", "van"})


def find(doc: Doc) -> Iterator[Match]:
    """Dates before today after *tot*, *uiterlijk* or *vóór* (a note: after *op*), in a sentence without a past tense.

    A page that says when it was published may speak of that time.
    """
    if published(doc):
        return
    for sentence, _ in block_sentences(doc):
        for match in _DATE.finditer(sentence.text):
            before = match["before"].lower()
            weekday = before.endswith("dag")
            word = before.rpartition(" ")[0] if weekday else before
            day = _day(match)
            if (
                day is None
                or day >= today(doc)
                or (word not in _UNTIL and (word not in _ON or not _is_to_come(sentence)))
            ):
                continue
            if _is_past(sentence):
                continue
            start = sentence.start_char + match.start("date")
            if marked := doc.char_span(start, sentence.start_char + match.end("date"), alignment_mode="expand"):
                yield Match(marked, {}, (), None if word in _UNTIL else Severity.NOTE)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:  # 31 juni
        return None


def _is_past(sentence: Span) -> bool:
    """Whether a sentence tells what was: a past tense, or a perfect."""
    past = any(token.tag_.startswith("WW|pv|verl") or "Past" in token.morph.get("Tense", []) for token in sentence)
    helped = any(token.lower_ in {"heeft", "hebben", "hebt", "is", "zijn", "bent"} for token in sentence)
    return past or (helped and any(is_participle(token) for token in sentence))


def _is_to_come(sentence: Span) -> bool:
    """Whether a sentence speaks of what somebody can do or of what will be there: a verb in the present tense."""
    return any(token.tag_.startswith("WW|pv|tgw") for token in sentence)
