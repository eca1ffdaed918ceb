"""What chrome says on Dutch government sites: phrases that are never part of a sentence."""

from __future__ import annotations

import re

from helderetaal.extract.chrome import any_of

_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?)"
)
_WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,? )?"
_TIME = r"(?:,? ?(?:om |[|–-] ?)?\d{1,2}[:.]\d{2}(?: ?uur)?)?"
DAY = (
    rf"{_WEEKDAY}(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[ ./-](?:{_MONTH}|\d{{1,2}})(?:[ ./-]\d{{2,4}})?|{_MONTH} \d{{4}})"
    rf"{_TIME}"
)
CHANGED = (
    r"(?:(?:deze (?:pagina|tekst) is )?(?:voor het )?laatst (?:gewijzigd|bijgewerkt|aangepast|gecontroleerd)"
    r"|laatste (?:wijziging|update))(?: op)?"
)
PLACED = r"(?:gepubliceerd(?: op)?|publicatiedatum|(?:geplaatst|bijgewerkt|gewijzigd) op|datum)"
_STAMP = rf"(?:(?:{CHANGED}|{PLACED}) ?:? ?{DAY})"
_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|mastodon|bluesky|threads|telegram|pinterest|e-?mail|mail|sms"
    r"|social(?:e)? media)"
)
_SEPARATOR = r"[>›»→|/]"
# The names of pages, one of which may be a question; no sentences.
_CRUMBS = r"(?:(?![.!]+(?:\s|$)|\?\s).){0,300}"
# Headings over lists of links; what follows is only left out if it is links.
RELATED = any_of(
    r"(zie|lees|bekijk) ook( .{0,40})?",
    r"gerelateerde?( .{0,40})?",
    r"ook interessant.{0,30}",
    r"verwante .{0,40}",
    r"anderen? (bezoekers|bekeken).{0,40}",
    r"misschien (bedoelt|zoekt) u.{0,20}",
    r"(veel|meest) (gezocht|bekeken).{0,20}",
    r"snel naar",
    r"(op|in) (deze pagina|dit artikel)",
    r"inhoudsopgave",
    r"volg ons( op)?",
    r"(deel|delen)( (deze pagina|dit artikel|dit bericht|op))?",
    after=r" ?:?",
)
# A question about the page, up to its end; `match` of "Heeft u gevonden wat u zoekt in het archief?" gives nothing.
FEEDBACK = any_of(
    r"(was|is|vond u|vindt u|vond je) (deze|dit) (informatie|pagina|tekst|artikel|antwoord)\b[^?.!]{0,40}"
    r"\b(nuttig|duidelijk|bruikbaar|handig|behulpzaam)",
    r"(heeft|hebben) (dit|deze)( antwoord| informatie| pagina| artikel| tekst)? (u|je) (verder )?geholpen",
    r"(heeft|hebt|heb|kon|kunt|vond) (u|je) (gevonden )?(alles |vinden )?wat (u|je) (zocht|zoekt)",
    r"(hielp|helpt) deze (pagina|informatie)( u| je)?( verder)?",
    r"bent u tevreden over deze (pagina|website|informatie)",
    r"(geef|wat is) uw (mening|reactie|oordeel) (over|op) deze (pagina|website|informatie)",
    r"klopt er iets niet op deze pagina",
    after=r"( voor (u|jou|je))?( (op|over|van) (deze|onze) (pagina|website|site))? ?([?:.]+|$) ?",
)
# Small things that say what they are, wherever they stand.
SMALL_TALK = any_of(
    r"laat (de |deze )?(tekst|pagina) voorlezen|lees (deze pagina )?voor|voorlezen|luister( naar deze pagina)?",
    r"print( deze pagina)?|(deze pagina )?(afdrukken|printen)",
    rf"(deel|delen)( (deze pagina|dit artikel|dit bericht))?( (op|via) {_NETWORK}((,|/| en| of) ?{_NETWORK})*)?"
    r"( \([^().]{1,40}\))? ?:?",
    r"naar boven|terug naar boven|omhoog",
    r"(ga |spring )?(direct )?(naar (de )?|door naar (de )?)(hoofd)?(inhoud|navigatie|menu)",
    r"hoofdmenu|sluit(en)?( menu)?",
    r"(vorige|volgende) pagina|pagina \d+ van \d+",
    r"tekst (groter|kleiner)|a[+-]+",
    rf"u bent hier( ?(:|{_SEPARATOR}){_CRUMBS}| (?=.{{0,100}} {_SEPARATOR} ){_CRUMBS})?",
    rf"(home|startpagina|voorpagina) ?{_SEPARATOR}{_CRUMBS}",
    rf"{CHANGED} ?:?",
    rf"{_STAMP}( ?[|,;·–-]? ?{_STAMP})?\.?",
)
# What is left of "U bent hier: Home > Paspoort" without its links.
TRAIL = any_of(rf"u bent hier(?:[\s:]|{_SEPARATOR})*")
DATE = any_of(rf"{_WEEKDAY}\d{{1,2}}[ /-](?:{_MONTH}|\d{{1,2}})[ /-]\d{{4}}{_TIME}")
SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
