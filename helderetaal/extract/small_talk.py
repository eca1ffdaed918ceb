"""A composed text → whether it is small talk: "Lees voor", "Laatst gewijzigd op 3 mei 2026", "U bent hier: Home"."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from helderetaal.extract.chrome import words
from helderetaal.extract.kinds import Frame
from helderetaal.extract.phrases import (
    BARE_DATE,
    DATE,
    HONEYPOT,
    LINKED_SMALL_TALK,
    SENTENCE_END,
    SMALL_TALK,
    SMALL_TALKS,
    STAMP,
    TRAIL,
    WEEKDAY,
)
from helderetaal.extract.runs import Run, without_links
from helderetaal.records import Kind

# Kinds that may turn out to be "Lees voor" or "Laatst gewijzigd op"; a heading or list may well be about printing.
_CAN_BE_SMALL = frozenset({Kind.PARAGRAPH, Kind.LINK, Kind.BUTTON, Kind.LIST_ITEM, Kind.LABEL})
# "Nieuwsbericht | 3 mei 2026 | 10:00" above an article.
_META = frozenset({"date", "datum", "meta", "metadata", "published", "byline"})
# Crumbs of a long path are the longest.
_SMALL_LENGTH = 400
_LANGUAGE = re.compile(r"NL|EN|DE|FR|FY|Nederlands|English|Deutsch|Français|Frysk", re.IGNORECASE)
# "Terug" and "Volgende" are the steps of a form.
_STEP = re.compile(r"[«‹<←]* ?(terug|sluiten)", re.IGNORECASE)
# Here a day is that of an event.
_AGENDA = frozenset(
    {"agenda", "event", "events", "evenement", "evenementen", "kalender", "calendar", "vergadering", "vergaderingen"}
)
_META_LENGTH, _META_WORDS = 60, 5


def is_small_talk(frame: Frame, run: Run) -> bool:
    """Whether the text of a frame says nothing about the subject of its page."""
    if frame.kind not in _CAN_BE_SMALL or len(run.text) > _SMALL_LENGTH:
        return False
    if frame.kind is Kind.LABEL:  # "Mailen" and "Printen" may be choices in a form
        return HONEYPOT.fullmatch(run.text) is not None
    if frame.kind is Kind.LIST_ITEM and not run.links:
        return STAMP.fullmatch(run.text) is not None
    if (
        frame.kind is Kind.BUTTON
        and _STEP.fullmatch(run.text)
        and next(frame.element.iterancestors("form"), None) is not None
    ):
        return False
    if SMALL_TALK.fullmatch(run.text) or SMALL_TALKS.fullmatch(run.text):
        return True
    if run.links and TRAIL.fullmatch(without_links(run)):
        return True
    if (run.links or frame.kind is Kind.BUTTON) and LINKED_SMALL_TALK.fullmatch(run.text):
        return True
    if BARE_DATE.fullmatch(run.text) and (run.links or frame.link is not None):
        return True
    if frame.kind is Kind.BUTTON and _LANGUAGE.fullmatch(run.text):
        return True
    if _is_in_agenda(frame.element):
        return False
    if len(run.text) <= _META_LENGTH and words(frame.element) & _META and DATE.search(run.text):
        if WEEKDAY.match(run.text) or " tot " in run.text:  # the day of an event
            return False
        return len(DATE.sub("", run.text).split()) <= _META_WORDS and not SENTENCE_END.search(run.text)
    dated = frame.element.tag == "time" or _first_tag(frame.element) == "time"
    return bool(dated and DATE.fullmatch(run.text))


def _is_in_agenda(element: Any) -> bool:
    return any(not _AGENDA.isdisjoint(words(e)) for e in (element, *islice(element.iterancestors(), 4)))


def _first_tag(element: Any) -> str | None:
    """The tag of the first child; not by len(), for which lxml walks all children."""
    first = next(iter(element), None)
    return None if first is None else str(first.tag)
