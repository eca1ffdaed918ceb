"""A composed text → whether it is small talk: "Lees voor", "Laatst gewijzigd op 3 mei 2026", "U bent hier: Home"."""

from __future__ import annotations

import re
from typing import Any

from helderetaal.extract.chrome import words
from helderetaal.extract.kinds import Frame
from helderetaal.extract.phrases import BARE_DATE, DATE, SENTENCE_END, SMALL_TALK, SMALL_TALKS, STAMP, TRAIL, WEEKDAY
from helderetaal.extract.runs import Run, without_links
from helderetaal.records import Kind

# Kinds that may turn out to be "Lees voor" or "Laatst gewijzigd op"; a heading or list may well be about printing.
_CAN_BE_SMALL = frozenset({Kind.PARAGRAPH, Kind.LINK, Kind.BUTTON, Kind.LIST_ITEM, Kind.LABEL})
# "Nieuwsbericht | 3 mei 2026 | 10:00" above an article.
_META = frozenset({"date", "datum", "meta", "metadata", "published", "byline"})
# Crumbs of a long path are the longest.
_SMALL_LENGTH = 400
# "A B C D E F": an index; "NL": a language.
_LETTERS = re.compile(r"(?:[^.!?]{0,40}: )?(?:[A-Z0-9](?:[ |·-]+|$)){4,40}")
_LANGUAGE = re.compile(r"NL|EN|DE|FR|FY|Nederlands|English|Deutsch|Français|Frysk", re.IGNORECASE)
_META_LENGTH, _META_WORDS = 60, 5


def is_small_talk(frame: Frame, run: Run) -> bool:
    """Whether the text of a frame says nothing about the subject of its page."""
    if frame.kind not in _CAN_BE_SMALL or len(run.text) > _SMALL_LENGTH:
        return False
    if frame.kind is Kind.LIST_ITEM and not run.links:
        return STAMP.fullmatch(run.text) is not None
    if SMALL_TALK.fullmatch(run.text) or (run.links and TRAIL.fullmatch(without_links(run))):
        return True
    if SMALL_TALKS.fullmatch(run.text) or (frame.kind is not Kind.LIST_ITEM and BARE_DATE.fullmatch(run.text)):
        return True
    if _LETTERS.fullmatch(run.text):
        return True
    if frame.kind is Kind.BUTTON and _LANGUAGE.fullmatch(run.text):
        return True
    if len(run.text) <= _META_LENGTH and words(frame.element) & _META and DATE.search(run.text):
        if WEEKDAY.match(run.text):  # the day of an event
            return False
        return len(DATE.sub("", run.text).split()) <= _META_WORDS and not SENTENCE_END.search(run.text)
    dated = frame.element.tag == "time" or _first_tag(frame.element) == "time"
    return bool(dated and DATE.fullmatch(run.text))


def _first_tag(element: Any) -> str | None:
    """The tag of the first child; not by len(), for which lxml walks all children."""
    first = next(iter(element), None)
    return None if first is None else str(first.tag)
