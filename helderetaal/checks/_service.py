"""Whether a page is about a service: one thing that an inhabitant gets, asks, reports or must do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, published, words
from helderetaal.records import RUNNING_TEXT, Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DO = (
    r"aan(?:vragen|vraagt?|vraag|geven|geeft|melden|meldt|meld)|vraag\b[^.?!]{0,60}\baan|regel(?:en|t)?|afspraak|doorgeven|"
    r"geef(?:t)?\b[^.?!]{0,60}\bdoor|melding|melden|inschrijven|opzeggen|afmelden|ophalen|formulier|digid|verlengen|"
    r"indienen|inleveren|betalen|bestellen|reserveren"
)
_ACTION = re.compile(rf"\b(?:{_DO})\b", re.IGNORECASE)
_HEADING = re.compile(
    rf"\b(?:{_DO}|kosten|kost|nodig|meenemen|meebrengen|voorwaarden|voor wie|hoe lang|wanneer|wat moet|hoe werkt|wie kan|"
    r"hoe vraag|aanpak|stappen|bezwaar|betaling|recht op|termijn)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^(?:nieuws|contact|privacy|cookie|toegankelijkheid|proclaimer|disclaimer|over (?:de gemeente|ons|deze)|"
    r"gemeenteraad|college|agenda|beleid|vacature|zoeken|sitemap|actueel|project|openingstijden|alle |onderwerpen|"
    r"verordening|beleidsregel|visie)",
    re.IGNORECASE,
)
_READER = frozenset({"u", "uw", "je", "jij", "jouw", "jou"})
_FEWEST_WORDS, _FEWEST_HEADINGS, _FEWEST_TO_READER = 60, 1, 3


def is_service_page(doc: Doc) -> bool:
    """Whether a page speaks to the reader about something to do; no news, no overview, no page of rules.

    It has a heading or a button about doing, says *u* or *je* a few times, and is text rather than links. Kept with
    the Doc, since several checks ask.
    """
    known: bool | None = doc.user_data.get("service")
    if known is None:
        known = _is_service(doc)
        doc.user_data["service"] = known
    return known


def _is_service(doc: Doc) -> bool:
    if published(doc):
        return False
    headings, links, reader, count, acts = 0, 0, 0, 0, False
    for span, block in blocks(doc):
        if block.kind is Kind.HEADING and block.level == 1:
            if _OTHER.search(block.text):
                return False
        elif block.kind in {Kind.HEADING, Kind.SUMMARY}:
            headings += bool(_HEADING.search(block.text))
        elif block.kind in {Kind.BUTTON, Kind.LINK}:
            links += 1
            acts = acts or bool(_ACTION.search(block.text))
        if block.kind in RUNNING_TEXT:
            count += len(words(span))
            reader += sum(token.lower_ in _READER for token in span)
            acts = acts or bool(_ACTION.search(block.text))
    return (
        acts and headings >= _FEWEST_HEADINGS and reader >= _FEWEST_TO_READER and count >= max(_FEWEST_WORDS, 8 * links)
    )
