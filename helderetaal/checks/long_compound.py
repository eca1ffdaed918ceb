"""Compounds of many parts: words glued together until nobody can take them in at once ("hemelwaterafvoerinstallatie").

A part is a word that Dutch knows by itself, with -s-, -e- or -en- between it and the next. Prefixes ("aan", "ver") and
endings ("heid") are no parts: "aanvraag" is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from wordfreq import get_frequency_dict

from helderetaal.checks import blocks, like_address
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

VALUES = {"parts"}

_SHORTEST = 16
"""Letters of a word with four parts: "rioolwaterpompput" has 17."""

_COMMON = 10**-5.5
_COMMON_SHORT = 10**-4.9
"""How often a part stands in Dutch text, one of three or four letters more often."""

# fmt: off
_NO_PARTS = frozenset(
    "aan aangaande achter acht alle als anders baar bare been begin belang ben beneden bent beter bij binnen boven bove buiten daar dank dat "
    "dee deel den der des deze die dien dit doe doen dole door draag dragen een eens eind einde eld elke elkaar ende enen "
    "enge enig enige ent eren erin erna erom erop ers ert ervan even gaan gang gangen gave gaven gebruik geen geld gelegen gelijk gen "
    "genie gere gering gever gevers ging haal haar had half heb hebben heen heid hem hen her herstel het hield hier hij "
    "hing hoe hoog hou houd hun iemand ieder iets ing inge ingen inner ins inter isch juist kan keer kelijk kelijke kering keuring kies "
    "klaar kom komen komende komst komsten kon kunnen kwam laag laat lang lasten lede leen leg leggen legt lei leid lij lijk lijke "
    "lijks lijn ling lingen loop loos lopen loze maak maal maar maken man manen maten mede mee meer men mens met mij min "
    "minder moet mogen na naar nadat neem neer nemen nemer nemers nen niet ning niks nog nogal nu nut ochtend om "
    "onder ons ont onze oog ook oor oot oper oud over per plan plicht pre pro raak rede reden reed regel regels rege ren "
    "rend richt ring ringen rond roer roep rust samen schap schappen schikking sch sen sinds sing sloten snel soms spraak staan staat stalling "
    "stand standen stel stelling stellingen stemming ster steun steunen stond sturen svp tal te tegen telijk ten ter terug thuis tiek "
    "tig ting tot toe toen tra trek trekken trekking tussen twee uit uiting uren van vang vaste veel veer ver vele verder vere vermogen "
    "vers via vier vijf vind voer voering voeren volg volgens vol voor voort vraag vragen vrij waar wanneer want waren was wat weer weg wel "
    "welke wenden wende wending wijs wijze wil wit wie wij wikkeling wis wordt worden zaam zame zal zeg zelf zelfs zeer "
    "zen zet zie zich zien ziens zijn zit zoek zo zonder zou zorgd zouden zus".split()
)
"""Words that a longer word holds by chance, or as a prefix or an ending."""

_SHORT = frozenset(
    "afval auto baan bad bak balie band bank bed bedrijf berg bij boek boom bos bouw brand brief brug bus buurt dag dak dier "
    "dienst dijk dorp eis fiets film flat fonds foto gas gast geld gif goed graf grens groen grof groep grond haven hof hond hout huis hulp "
    "huur inkt jeugd kaart kamer kans kas kern kind klant kop kost kunst kwijt land last leer les lid lijst lift loket loon lucht maat "
    "markt meld merk meter meting milieu nacht naam net nota olie pand park pas perk plaats plan plant plein pomp post prijs proef "
    "project put raad radio recht reis riool risico rit route ruil ruim ruit schade schip school schuld spel speel spoor sport stad steun "
    "stof stoep stoom storm straat stroom studie taak taal tarief tekst tijd toets trein tuin vaar vak veld verf vis vloer vlucht "
    "vorm vuil vuur wacht wagen water web weg week werk werf wet wijk wind winkel woning woon zaak zaal zand zee zorg zwem".split()
)
"""Parts of three to five letters that are sure, however rare alone."""
# fmt: on

_LINKS = ("", "s", "en", "e", "n")


def find(doc: Doc, *, longest: int = 3) -> Iterator[Match]:
    """Words of more parts than `longest`; a name (with a capital in the sentence) and what has a hyphen are none."""
    seen: set[str] = set()
    for span, _ in blocks(doc):
        for token in span:
            word = token.lower_
            if len(word) < _SHORTEST or not word.isalpha() or word in seen or like_address(token):
                continue
            if not token.is_sent_start and token.text != word and token.i > span.start:
                continue
            parts = parts_of(word)
            if len(parts) > longest:
                seen.add(word)
                yield Match(doc[token.i : token.i + 1], {"parts": "-".join(parts)})


@lru_cache(maxsize=8192)
def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a compound in lower case, as many as there are; one where it cannot be cut."""
    best: list[tuple[str, ...] | None] = [None] * (len(word) + 1)
    best[0] = ()
    for start in range(len(word)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 3, len(word) + 1):
            part = word[start:end]
            if not _is_part(part):
                continue
            for link in _LINKS if end < len(word) else ("",):
                after = end + len(link)
                if word.startswith(link, end) and after <= len(word):
                    known = best[after]
                    if known is None or len(before) + 1 > len(known):
                        best[after] = (*before, part)
    return best[-1] or (word,)


@lru_cache(maxsize=32768)
def _is_part(part: str) -> bool:
    """Whether a word can be a part of a compound."""
    if part in _SHORT:
        return True
    if part in _NO_PARTS or len(part) < 4:
        return False
    return _frequencies().get(part, 0.0) >= (_COMMON if len(part) > 4 else _COMMON_SHORT)


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    """How often words stand in Dutch text; it takes a tenth of a second, so only where a page has a long word."""
    return get_frequency_dict("nl")
