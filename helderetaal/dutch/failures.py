"""What went wrong with a source, and what to do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helderetaal.dutch import harmless, shortened

if TYPE_CHECKING:
    from helderetaal.records import Failure

_PARTLY_READ = frozenset({"encoding", "cut-off", "select"})
_NOT_CHECKED = frozenset({"language", "no-text"})

# {source} is the file or the address in quotes, {detail} what is known of it in words.
_FAILURE = {
    "no-file": "Wij kunnen {source} niet vinden. Klopt de naam van het bestand?",
    "no-pages": "Wij vinden geen webpagina’s in {source}. Kies een map of bestand met webpagina’s (.html).",
    "unreadable": "Wij kunnen {source} niet openen. Controleer of u het zelf kunt openen.",
    "empty": "Er staat niets in {source}. Sla de pagina opnieuw op en probeer het nog een keer.",
    "binary": (
        "Wij kunnen {source} niet lezen: het is {detail}. "
        "Kies een webpagina (.html), een Word-bestand (.docx) of een tekstbestand (.txt)."
    ),
    "bad-url": "Het adres {source} klopt niet. Een goed adres is bijvoorbeeld https://www.gemeente.nl/paspoort.",
    "timeout": "De website geeft niet op tijd antwoord voor {source}. Probeer het later opnieuw.",
    "unreachable": "Wij kunnen {source} niet bereiken. Controleer het adres en uw internet.",
    "certificate": (
        "De website van {source} heeft geen goed certificaat. Daarom lezen wij de pagina niet. "
        "Vraag de beheerder van de website om dit te herstellen."
    ),
    "not-html": "Wij lezen alleen webpagina’s, maar {source} is {detail}. Kies de webpagina waar de tekst op staat.",
    "too-large": "Wij lezen {source} niet, want de pagina is te groot. Verdeel de tekst over meer pagina’s.",
    "too-many-redirects": (
        "Het adres {source} stuurt ons steeds door. Wij komen niet bij een pagina. "
        "Vraag de beheerder van de website om dit te herstellen."
    ),
    "other-site": (
        "Het adres {source} stuurt ons door naar {detail}. Wij lezen alleen de website die u koos. "
        "Wilt u die andere website controleren? Kies dan dat adres."
    ),
    "robots": (
        "De website vraagt programma’s om {source} niet te lezen (robots.txt). "
        "Sla de pagina op en controleer het bestand. Of vraag de beheerder van de website om toestemming."
    ),
    "bad-store": (
        "Wij kunnen niet lezen wat er van {source} in het bestand staat. "
        "Haal de website opnieuw op met ‘helderetaal crawl’."
    ),
    "no-text": (
        "Wij vinden geen tekst in {source}. Soms komt de tekst pas in beeld in een browser. "
        "Sla de pagina dan op in uw browser en controleer dat bestand."
    ),
    "language": (
        "De pagina {source} is in {detail}. Helderetaal leest alleen Nederlands. "
        "Daarom controleren wij deze pagina niet."
    ),
    "encoding": (
        "Wij hebben {source} gecontroleerd, maar misschien lezen wij niet alle letters goed. "
        "Laat de pagina opslaan als UTF-8."
    ),
    "cut-off": (
        "Wij hebben {source} gecontroleerd, maar het einde van de pagina mist. Sla de hele pagina nog een keer op."
    ),
    "select": (
        "In {source} vinden wij het deel niet dat u koos met ‘select’. "
        "Wij zochten zelf uit wat de tekst van de pagina is. Controleer uw keuze."
    ),
    "damaged": (
        "Wij kunnen {source} niet lezen. Misschien is het bestand kapot, of zit er een wachtwoord op. "
        "Open het bestand zelf en sla het opnieuw op."
    ),
    "crash": (
        "Wij kunnen {source} niet controleren door een fout in helderetaal. Dit ligt niet aan uw pagina. "
        "Meld de fout bij de makers van helderetaal{detail}."
    ),
}

_PDF = (
    "Wij lezen {source} niet, want het is een pdf. In een pdf staat niet wat een kop is en waar een zin verdergaat. "
    "Kies de webpagina, of het Word-bestand waar u de pdf van maakte."
)
_STATUS = {
    "401": "Voor {source} moet u inloggen ({code}). Dat kunnen wij niet. Sla de pagina op en controleer het bestand.",
    "403": "De website laat ons {source} niet lezen ({code}). Vraag de beheerder van de website om toegang.",
    "404": "De pagina {source} bestaat niet ({code}). Controleer het adres. Verander ook de links naar deze pagina.",
    "410": "De pagina {source} bestaat niet meer ({code}). Haal ook de links naar deze pagina weg.",
    "429": "De website vindt dat wij te snel lezen bij {source} ({code}). Probeer het later opnieuw.",
    "5": (
        "De website geeft een fout bij {source} ({code}). Probeer het later opnieuw. "
        "Komt de fout terug? Meld dit dan bij de beheerder van de website."
    ),
    "": "De website geeft ons {source} niet ({code}). Controleer het adres in uw browser.",
}

_LANGUAGES = {
    "am": "Amhaars", "ar": "Arabisch", "bg": "Bulgaars", "bs": "Bosnisch", "ca": "Catalaans", "cs": "Tsjechisch",
    "da": "Deens", "de": "Duits", "el": "Grieks", "en": "Engels", "es": "Spaans", "et": "Ests", "fa": "Perzisch",
    "fi": "Fins", "fr": "Frans", "fy": "Fries", "he": "Hebreeuws", "hi": "Hindi", "hr": "Kroatisch", "hu": "Hongaars",
    "hy": "Armeens", "id": "Indonesisch", "it": "Italiaans", "ja": "Japans", "ka": "Georgisch", "ko": "Koreaans",
    "ku": "Koerdisch", "lb": "Luxemburgs", "li": "Limburgs", "lt": "Litouws", "lv": "Lets", "mk": "Macedonisch",
    "nb": "Noors", "nds": "Nedersaksisch", "nn": "Noors", "no": "Noors", "pap": "Papiaments", "pl": "Pools",
    "ps": "Pasjtoe", "pt": "Portugees", "ro": "Roemeens", "ru": "Russisch", "sk": "Slowaaks", "sl": "Sloveens",
    "so": "Somalisch", "sq": "Albanees", "sr": "Servisch", "srn": "Sranantongo", "sv": "Zweeds", "ti": "Tigrinya",
    "tr": "Turks", "uk": "Oekraïens", "ur": "Urdu", "vi": "Vietnamees", "zh": "Chinees",
}  # fmt: skip

_FILES = {
    "pdf": "een pdf",
    "docx": "een Word-bestand",
    "doc": "een oud Office-bestand (sla het op als .docx)",
    "xlsx": "een Excel-bestand",
    "odt": "een document van LibreOffice",
    "zip": "een zip-bestand",
    "png": "een afbeelding",
    "jpeg": "een afbeelding",
    "gif": "een afbeelding",
}
_TYPES = {
    "application/pdf": "een pdf",
    "image": "een afbeelding",
    "video": "een video",
    "audio": "een geluidsbestand",
    "application": "een ander soort bestand",
}


def failure_label(failure: Failure) -> str:
    """How bad a failure is in a word or two: was the source not read, not checked, or only in part?"""
    if failure.reason in _PARTLY_READ:
        return "Let op"
    return "Niet gecontroleerd" if failure.reason in _NOT_CHECKED else "Niet gelezen"


def failure_sentence(failure: Failure) -> str:
    """What went wrong with a source and what to do about it, in one line."""
    source = "uw tekst" if failure.url in ("", "-") else f"‘{shortened(harmless(failure.url))}’"
    detail = failure.detail.strip()
    if failure.reason == "http-status":
        code = detail if re.fullmatch("[0-9]{3}", detail) else ""
        sentence = _STATUS.get(code) or _STATUS.get(code[:1]) or _STATUS[""]
        return sentence.format(source=source, code=f"code {code or 'onbekend'}")
    if failure.reason == "binary" and detail == "pdf":
        return _PDF.format(source=source)
    return _FAILURE[failure.reason].format(source=source, detail=_detail(failure.reason, detail))


def _detail(reason: str, detail: str) -> str:
    """The detail of a failure in words that fit in its sentence."""
    safe = shortened(harmless(detail))
    if reason == "language":
        name = _LANGUAGES.get(re.split("[-_]", detail.lower())[0])
        return f"het {name}" if name else "een andere taal"
    if reason == "not-html":
        kind = detail.lower().split(";")[0].strip()
        return _TYPES.get(kind) or _TYPES.get(kind.split("/")[0], "iets anders")
    if reason == "binary":
        return _FILES.get(detail, "geen tekst")
    if reason == "other-site":
        return f"‘{safe}’" if safe else "een andere website"
    return f" ({safe})" if safe else ""
