"""The Dutch of the command line: help, progress, mistakes. At B1; checked by the tool itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helderetaal.dutch import count, harmless, shortened
from helderetaal.dutch import number as amount

HELP_USAGE = "Gebruik: "
HELP_HEADINGS = {"Options": "Opties", "Commands": "Opdrachten", "Arguments": "Argumenten"}
HELP_OPTIONS = "[OPTIES]"
HELP_COMMAND = "OPDRACHT …"
HELP_SOURCES = "BRON…"
HELP_NAME = "NAAM"
HELP_FILE = "BESTAND"
HELP_FOLDER = "MAP"
HELP_NUMBER = "AANTAL"
HELP_SECONDS = "SECONDEN"
HELP_LEVEL = "NIVEAU"
HELP_RULE = "[REGEL]"
HELP_CSS = "CSS"
HELP_DAY = "DAG"

HELP = {
    "helderetaal": "Controleert of een pagina van de overheid in duidelijke taal is. "
    "Helderetaal toetst op schrijfregels voor B1 en geeft per zin een suggestie.",
    "--help": "Laat deze uitleg zien.",
    "--version": "Laat het versienummer zien.",
    "check": "Controleert pagina's.\n\nEen BRON is een van deze dingen:\n\n\b\n"
    "- een bestand: paspoort.html, of tekst: .docx (Word), .md (Markdown), .txt\n"
    "- een map met pagina's\n"
    "- een adres op internet: https://www.gemeente.nl/paspoort\n"
    "- een bewaarde site: site.db (zie ‘helderetaal crawl --help’)\n"
    "- een WARC-bestand: site.warc.gz\n"
    "- een streepje voor tekst van standaardinvoer: -",
    "--format": "Hoe u het rapport wilt: text (voor het scherm), html (om te delen) of json (voor programma's). "
    "Zonder deze optie beslist de naam bij --output, en anders: text.",
    "--output": "Schrijf het rapport in dit bestand.",
    "--fail-on": "Stop met code 1 bij een punt van dit niveau of erger: error, warning, note of never (nooit). "
    "Zonder deze optie: error.",
    "--strict": "Stop met code 2 als niet alles te lezen was.",
    "--worst": "Laat op het scherm alleen de pagina's zien die het eerst aandacht nodig hebben.",
    "--profile": "Gebruik de regels van een andere schrijfwijzer: {profiles}. U mag de optie vaker gebruiken.",
    "--pipeline": "Gebruik een ander taalmodel van spaCy, bijvoorbeeld nl_core_news_lg. Installeer dat eerst zelf.",
    "--select": "Lees alleen dit deel van elke pagina, bijvoorbeeld '#inhoud'. U mag de optie vaker gebruiken.",
    "--ignore": "Lees dit deel van de pagina's niet, bijvoorbeeld '.nieuws'. U mag de optie vaker gebruiken.",
    "--config": "Lees de instellingen uit dit bestand. Zonder deze optie: helderetaal.toml in uw map, "
    "of in een map daarboven.",
    "crawl": "Haalt alle pagina's van een site op en bewaart ze in een bestand.\n\nControleer ze daarna met "
    "‘helderetaal check site.db’. U kunt stoppen met Ctrl-C en later verdergaan met dezelfde opdracht.",
    "--store": "Bewaar de pagina's in dit bestand, bijvoorbeeld site.db.",
    "--max-pages": "Haal hoogstens dit aantal pagina's op. Zonder deze optie: 200.",
    "--delay": "Wacht zo lang tussen twee pagina's. Zonder deze optie: 1 seconde.",
    "rules": "Laat de regels zien, of legt één REGEL uit.",
    "rules --profile": "Laat zien wat de regels zijn in een andere schrijfwijzer.",
    "rules --test": "Kijk of de voorbeelden in de regels kloppen. Handig als u zelf een regel maakt.",
    "--today": "Doe alsof het deze dag is, bijvoorbeeld 2026-06-01. Een datum van voor die dag is dan voorbij.",
    "demo": "Controleert de voorbeeldgemeente en maakt een rapport.",
    "demo --output": "De map voor het rapport. Zonder deze optie: demo.",
}

PASTE_HERE = "Plak hier uw tekst. Klaar? Druk op Enter en dan op Ctrl-D (Windows: Ctrl-Z en Enter)."
SEE_HELP = "Zie ‘helderetaal --help’ voor uitleg."
CHECK_LOADING = "Even wachten: de taalregels laden …"
INTERRUPTED = "Gestopt. Wat al klaar was, is er nog."


def check_progress(number: int, url: str) -> str:
    """The line that shows how far a check is."""
    return f"Pagina {amount(number)} gecontroleerd: {harmless(url)}"


def crawl_progress(done: int, queued: int, url: str) -> str:
    """The line that shows how far a crawl is."""
    return f"{amount(done)} opgehaald, {amount(queued)} te gaan: {harmless(url)}"


def crawl_summary(pages: int, failures: int, store: str, unfinished: bool = False) -> str:
    """What a crawl gave, and what to do next."""
    failed = f" {count(failures, 'adres', 'adressen')} niet." if failures else ""
    if not pages:
        return f"Wij konden geen enkele pagina ophalen.{failed}"
    fetched = f"Wij hebben {count(pages, 'pagina', 'pagina’s')} in {harmless(store)}.{failed}"
    rest = (
        "\nDe website gaf geen antwoord meer. Geef later dezelfde opdracht, dan gaan wij verder." if unfinished else ""
    )
    return f"{fetched}{rest}\nControleer ze nu met: helderetaal check {harmless(store)}"


def demo_start(url: str) -> str:
    """What the demo is about to do."""
    return f"De voorbeeldgemeente staat nu op {url}. Wij halen alle pagina's op en controleren ze."


def demo_end(path: str) -> str:
    """Where the demo's report is."""
    return f"Het hele rapport staat in:\n{path}"


def written(path: str) -> str:
    """Where a report was written."""
    return f"Het rapport staat in {harmless(path)}."


def not_writable(path: str) -> str:
    """Why a report cannot be written, before the work begins."""
    return f"Wij kunnen ‘{harmless(path)}’ niet schrijven. Bestaat de map, en is dit de naam van een bestand?"


def would_replace(path: str) -> str:
    """That the report would take the place of a page."""
    return f"‘{harmless(path)}’ is een pagina die u wilt controleren. Kies een andere naam voor het rapport."


def other_site_in_store(path: str, url: str) -> str:
    """That a file already holds another site."""
    return f"In ‘{harmless(path)}’ staat al een andere site: {harmless(url)}. Kies een andere naam voor het bestand."


def bad_store(path: str) -> str:
    """That a file cannot be used to keep a site in."""
    return f"Het bestand ‘{harmless(path)}’ is geen bewaarde site, of het is stuk of in gebruik. Kies een andere naam."


def usage_error(kind: str, name: str | None, choices: Iterable[str] = (), near: Iterable[str] = ()) -> str:
    """A mistake on the command line, by the name of click's error class: what it is about, what would be right."""
    wrong = f" Kies uit: {', '.join(choices)}." if choices else ""
    about = f" ‘{harmless(name)}’" if name else ""
    sentence = {
        "NoSuchOption": f"De optie{about} bestaat niet.",
        "NoSuchCommand": f"De opdracht{about} bestaat niet. {_meant(name or '', near)}",
        "MissingParameter": f"U bent iets vergeten:{about} ontbreekt.",
        "BadParameter": f"De waarde bij{about} kan niet.{wrong}",
        "BadOptionUsage": f"Bij de optie{about} hoort een waarde.",
        "BadArgumentUsage": f"Er klopt iets niet bij{about}.",
    }.get(kind, "Wij begrijpen deze opdracht niet. Misschien staat er een woord te veel.")
    return f"{sentence} {SEE_HELP}"


def _meant(name: str, near: Iterable[str]) -> str:
    """What somebody may have meant who typed a command that does not exist."""
    if near := list(near):
        return f"Bedoelt u ‘{near[0]}’?"
    return f"Wilt u een pagina controleren? Typ dan: ‘helderetaal check {harmless(name)}’."


def pipeline_error(detail: str) -> str:
    """Why the work could not begin: the pipeline cannot be loaded."""
    detail = harmless(detail)
    return (
        f"Wij kunnen het taalmodel ‘{detail}’ niet laden. Is het geïnstalleerd? "
        "Zonder de optie --pipeline werkt het taalmodel van Helderetaal zelf."
    )


def os_error(path: str) -> str:
    """A file or folder that the system does not let us use."""
    about = f"‘{harmless(path)}’" if path else "een bestand"
    return f"Wij kunnen {about} niet lezen of schrijven. Mag u dat wel, en is er genoeg ruimte?"


def crashed(kind: str) -> str:
    """That the program itself is wrong."""
    return f"Dit is een fout in Helderetaal ({kind}). Laat ons weten wat u deed, dan maken wij het in orde."


def bad_selector(text: str) -> str:
    """What to do about a CSS selector that is none."""
    return (
        f"Wij begrijpen ‘{shortened(harmless(text))}’ niet. Schrijf een CSS-selector, zoals ‘#inhoud’ of ‘main .tekst’."
    )


def config_error(path: str, code: str, detail: str) -> str:
    """What is wrong with a config file, and what to do about it."""
    file = f"‘{shortened(harmless(path))}’"
    key, _, near = (shortened(harmless(part)) for part in detail.partition("?"))
    at = re.search(r"line (\d+)", detail)
    where = f" in regel {at[1]}" if at else ""
    return {
        "unreadable": f"Wij kunnen het bestand {file} niet lezen. Controleer de naam, en bewaar het als UTF-8.",
        "syntax": f"In {file} staat een fout{where}. Kijk of de aanhalingstekens en haken kloppen.",
        "unknown-key": f"In {file} staat ‘{key}’. Dat kennen wij niet." + (f" Bedoelt u ‘{near}’?" if near else ""),
        "wrong-value": f"In {file} klopt de waarde van ‘{key}’ niet. Schrijf een tekst, of een lijst van teksten.",
    }[code]
