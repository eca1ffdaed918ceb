"""A composed text → whether it is small talk: "Lees voor", "Laatst gewijzigd op 3 mei 2026", "U bent hier: Home"."""

from __future__ import annotations

from helderetaal.extract.chrome import words
from helderetaal.extract.kinds import Frame
from helderetaal.extract.phrases import DATE, SENTENCE_END, SMALL_TALK, TRAIL
from helderetaal.extract.runs import Run, without_links
from helderetaal.records import Kind

# Kinds that may turn out to be "Lees voor" or "Laatst gewijzigd op"; a heading or list may well be about printing.
_CAN_BE_SMALL = frozenset({Kind.PARAGRAPH, Kind.LINK, Kind.BUTTON, Kind.LIST_ITEM, Kind.LABEL})
# "Nieuwsbericht | 3 mei 2026 | 10:00" above an article.
_META = frozenset({"date", "datum", "meta", "metadata", "published", "byline"})
_META_LENGTH, _META_WORDS = 60, 5


def is_small_talk(frame: Frame, run: Run) -> bool:
    """Whether the text of a frame says nothing about the subject of its page."""
    if frame.kind not in _CAN_BE_SMALL or (frame.kind is Kind.LIST_ITEM and not run.links):
        return False
    if SMALL_TALK.fullmatch(run.text) or (run.links and TRAIL.fullmatch(without_links(run))):
        return True
    if len(run.text) <= _META_LENGTH and words(frame.element) & _META and DATE.search(run.text):
        return len(DATE.sub("", run.text).split()) <= _META_WORDS and not SENTENCE_END.search(run.text)
    dated = frame.element.tag == "time" or (len(frame.element) and frame.element[0].tag == "time")
    return bool(dated and DATE.fullmatch(run.text))
