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
    r"(?:(?:deze (?:[a-z]*pagina|tekst|informatie|inhoud|versie|[a-z]*verklaring) is )?(?:voor het )?"
    r"laatst (?:gewijzigd|bijgewerkt|aangepast|gecontroleerd)"
    r"|laatste (?:wijziging|update))(?: op)?"
)
PLACED = r"(?:gepubliceerd(?: op)?|publicatiedatum|(?:geplaatst|bijgewerkt|gewijzigd) op)"
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
    r"(zie|lees|bekijk) ook( (deze|onze|meer|andere|de|op|over|bij) .{0,40})?",
    r"gerelateerde?( .{0,40})?",
    r"ook interessant.{0,30}",
    r"verwante .{0,40}",
    r"anderen? (bezoekers|bekeken).{0,40}",
    r"misschien (bedoelt|zoekt) u.{0,20}",
    r"(veel|meest) (gezocht|bekeken).{0,20}",
    r"snel naar",
    r"meer (informatie|lezen|weten)",
    r"meer (over|bij|in) (dit onderwerp|dit thema|deze rubriek|dit dossier)|(ook )?in (dit dossier|deze rubriek)",
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
    r"(bent u|hoe) tevreden (bent u )?(over|met) (deze|dit) (pagina|website|informatie|antwoord)",
    r"(geef|wat is) uw (mening|reactie|oordeel) (over|op) deze (pagina|website|informatie)",
    r"klopt er iets niet op deze pagina",
    r"(is uw vraag (hiermee )?beantwoord|hebben wij uw vraag beantwoord|mist u iets op deze pagina)",
    r"(wat vindt u|wat vond u) van (deze|dit) (pagina|informatie|antwoord|website)",
    before=r"(?:help ons (?:deze (?:pagina|website|site) )?(?:te )?verbeteren[.!:]? ?)?",
    after=r"( voor (u|jou|je))?( (op|over|van) (deze|onze) (pagina|website|site))? ?([?:.]+|$) ?",
)
# A field that only robots fill in.
_HONEYPOT = (
    r"(laat dit veld (a\.?u\.?b\.? )?leeg|vul (in )?dit veld niet in|dit veld niet invullen|don.t fill( in)? this field"
    r"|leave this field (blank|empty)|dit veld is bedoeld voor validatie[^?!]{0,60})[.!]?",
)
# Small things that say what they are, wherever they stand.
_SMALL = (
    r"laat ((de |deze )?(tekst|pagina) )?voorlezen|lees (deze pagina )?voor|voorlezen|luister( naar deze pagina)?",
    r"print(versie|en)?|(deze |de )?(pagina |artikel |checklist )?(afdrukken|printen|print)|print ((deze|de) )?pagina",
    rf"(deel|delen)( (deze pagina|dit artikel|dit bericht))?( (op|via) {_NETWORK}((,|/| en| of) ?{_NETWORK})*)?"
    r"( \([^().]{1,40}\))? ?:?",
    r"((deze |de )?pagina )?(doorsturen|doormailen|mailen|e-mailen)|(mail|stuur|e-mail) deze pagina( door)?|doorsturen",
    r"stuur (deze pagina )?(door|naar een vriend)",
    r"(terug )?naar (boven|begin)|omhoog|scroll naar boven",
    r"[«‹<←]* ?(ga )?terug( naar (het |de )?(overzicht|vorige( pagina)?|zoekresultaten|lijst|home(pagina)?)"
    r"[^.]{0,30})?",
    r"(ga |spring )?(direct )?(naar (de )?|door naar (de )?)(hoofd)?(inhoud|navigatie|menu)",
    r"hoofdmenu|(menu )?sluit(en)?( menu)?|menu|toon (het )?menu",
    r"(vorige|volgende) pagina|pagina \d+ van \d+",
    r"tekst (groter|kleiner)|a[+-]+|\d[\d.]* (weergaven|views|keer bekeken)|hits: ?\d+",
    r"chat (met ons|nu)|(start (de )?|open (de )?)chat",
    *_HONEYPOT,
    rf"u bent hier( ?(:|{_SEPARATOR}){_CRUMBS}| (?=.{{0,100}} [>›»→] ){_CRUMBS})?",
    rf"(home|startpagina|voorpagina) ?{_SEPARATOR}{_CRUMBS}",
    rf"{CHANGED} ?:?",
    rf"{_STAMP}( ?[|,;·–-]? ?{_STAMP})?\.?( (terug )?naar boven)?",
    # "door Griffie — gepubliceerd 14-03-2021": whose it is and of when.
    rf"((geschreven |geplaatst )?door:? [^.!?]{{1,40}}[,|–—-] ?)?{_STAMP}( ?[|,;·–-]? ?{_STAMP})?"
    r"( (door|\|) [^.!?]{1,40})?",
)
SMALL_TALK = any_of(*_SMALL)
HONEYPOT = any_of(*_HONEYPOT)
# The same only where there are links in it, or it is a button: "Categorie: B, BE en C1" is about driving.
LINKED_SMALL_TALK = any_of(
    r"\d[\d.]* (reacties|likes?)|(vind ik )?leuk|bewaren voor later",
    r"(categorie(ën)?|trefwoord(en)?|tags?|gearchiveerd onder|auteur|contactpersoon voor deze pagina) ?:"
    r"(?:(?![.!?](?:\s|$)).){0,80}",
    r"(geschreven door|geplaatst in):? [^.!?]{1,40}|rss([ -]feeds?)?",
    r"(?:[^.!?]{0,40}: )?(?:[A-Z0-9](?:[ |·-]+|$)){4,40}",
)
STAMP = any_of(_STAMP)
# "Naar boven | Pagina afdrukken | Laatst gewijzigd: 12-01-2007"
SMALL_TALKS = any_of(rf"(?:{'|'.join(_SMALL)})(?: ?[|•·] ?(?:{'|'.join(_SMALL)}))+")
# What is left of "U bent hier: Home > Paspoort" without its links.
TRAIL = any_of(rf"u bent hier(?:[\s:]|{_SEPARATOR})*")
# A day by itself, as a teaser of news has; with a weekday or a time it may well be the day of an event.
WEEKDAY = any_of(r"(?:maan|dins|woens|donder|vrij|zater|zon)dag\b")
BARE_DATE = any_of(rf"\d{{1,2}}[ /-](?:{_MONTH}|\d{{1,2}})[ /-]\d{{4}}")
DATE = any_of(rf"{_WEEKDAY}\d{{1,2}}[ /-](?:{_MONTH}|\d{{1,2}})[ /-]\d{{4}}{_TIME}")
SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
