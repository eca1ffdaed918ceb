"""Whether a page is about a service: one thing that an inhabitant gets, asks, reports or must do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, published, words
from helderetaal.records import RUNNING_TEXT, Block, Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DOING = (
    r"aanvragen|aangeven|aanmelden|afmelden|doorgeven|verlengen|vernieuwen|omwisselen|wijzigen|melden|inschrijven|"
    r"uitschrijven|opzeggen|stopzetten|ophalen|wegbrengen|inleveren|indienen|bestellen|reserveren|huren|erkennen|"
    r"registreren|organiseren|kappen|maken"
)
_THING = re.compile(
    rf"\b(?:{_DOING})\b|vergunning|ontheffing|vrijstelling|paspoort|identiteitskaart|\bid-kaart|rijbewijs|parkeerkaart|"
    r"uitkering|bijstand|toeslag|subsidie\b|kwijtschelding|uittreksel|vergoeding|voorziening|leerlingenvervoer|"
    r"tegemoetkoming|bijdrage\b|schuldhulp|\bhulp (?:bij|in|en)\b|bezwaar|verklaring omtrent gedrag|trouwen|huwelijk|"
    r"grofvuil|^grof (?:vuil|afval)|\bmeld(?:ing)?\b|aangifte|hondenbelasting|verhuiz|vaccinatie|grafrecht|"
    r"volkstuin|inspreken",
    re.IGNORECASE,
)
"""What the heading of such a page names: a thing to get, or what is to be done."""
_OTHER = re.compile(
    r"^(?:welkom|nieuws|contact|privacy|cookie|toegankelijkheid|proclaimer|disclaimer|over (?:de gemeente|ons|deze)|"
    r"gemeenteraad|raad\b|college|agenda|vacature|zoeken|sitemap|actueel|project|openingstijden|alle |onderwerpen|"
    r"tarieven|digitaal loket|mijn \w+$|stap \d|besluitenlijst)|\?$|beleid|verordening|\bregels\b|\bvisie\b|"
    r"verklaring$|\bsubsidies\b|\bvergunningen\b|\buitkeringen\b",
    re.IGNORECASE,
)
_STEP = re.compile(r"stap \d+ van \d", re.IGNORECASE)
_ASKING = re.compile(
    r"\baan(?:vragen|vraagt?|vraag|vrager|geven|geeft|melden|meldt|meld|melding|gifte)\b|\baanvraag|"
    r"\b(?:vraagt?|meldt?|geeft?|geef)\b[^.?!]{0,80}\b(?:aan|door)\b|doorgeven|formulier|digid|afspraak|inschrijven|"
    r"\b(?:dient|indienen)\b|\b(?:laten|laat) ophalen|bezwaarschrift|\bmeldt? (?:u|je)\b|verlengen|\bbelt? ons|"
    r"\bhuren\b|\bmelden\b|inspreken",
    re.IGNORECASE,
)
"""How a text says that the reader can ask for it."""
_READER = frozenset({"u", "uw", "je", "jij", "jouw", "jou"})
_BARE_TASK = re.compile(rf"(?:[\w-]+ ){{1,4}}(?:{_DOING})", re.IGNORECASE)
"""A heading that is no more than a task ("Paspoort aanvragen"), as news has none."""
_FEWEST_WORDS = 100


def is_service_page(doc: Doc) -> bool:
    """Whether the page's own heading names a thing to get or to do, and its text says how to ask for it.

    No news, no overview of links, no page of rules, no answer to one question, no step of a form. Not by how often it
    says *u*: a check asks just that. Kept with the Doc, since several checks ask.
    """
    known: bool | None = doc.user_data.get("service")
    if known is None:
        known = _is_service(doc)
        doc.user_data["service"] = known
    return known


def _is_service(doc: Doc) -> bool:
    headings = [block for _, block in blocks(doc) if block.kind is Kind.HEADING]
    own = next((block.text.strip() for block in headings if block.level == 1), "")
    if not _THING.search(own) or _OTHER.search(own) or any(_STEP.match(block.text) for block in headings):
        return False
    if published(doc) and not _BARE_TASK.fullmatch(own):
        return False
    texts = [(len(words(span)), block) for span, block in blocks(doc)]
    prose = sum(count for count, block in texts if block.kind in RUNNING_TEXT and not _is_link(block))
    links = sum(count for count, block in texts if _is_link(block))
    return prose >= max(_FEWEST_WORDS, links) and any(_ASKING.search(block.text) for _, block in texts)


def _is_link(block: Block) -> bool:
    """Whether a block is no more than a link, as in an overview."""
    return block.kind is Kind.LINK or sum(len(link.text) for link in block.links) >= 0.8 * len(block.text) > 0
