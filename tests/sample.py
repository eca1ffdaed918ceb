"""One report built by hand, with every shape that a format has to write; nothing in it comes from a check."""

from __future__ import annotations

from helderetaal.records import (
    RUNNING_TEXT,
    Block,
    Failure,
    Finding,
    Kind,
    Link,
    PageReport,
    Reason,
    Report,
    Rule,
    Severity,
    Skipped,
    Suggestion,
)


def rule(name: str, title: str, severity: Severity, advice: str, why: str) -> Rule:
    """A rule with the texts that a format prints; it finds nothing."""
    return Rule(
        id=name,
        title=title,
        topic="sentence",
        severity=severity,
        blocks=RUNNING_TEXT,
        message="‘{text}’",
        advice=advice,
        why=why,
        sources=("https://example.nl/schrijfwijzer",),
        examples=(),
        check="test",
        options={},
        needs=frozenset(),
        find=lambda doc: iter(()),
    )


PASSIVE = rule(
    "lijdende-vorm",
    "Lijdende vorm",
    Severity.WARNING,
    "Zet de persoon of de organisatie vooraan. Schrijf dan wat die doet.",
    "Lezers snappen een zin sneller als ze weten wie iets doet.",
)
WORD = rule(
    "moeilijk-woord",
    "Moeilijk woord",
    Severity.WARNING,
    "Kies een woord dat mensen elke dag gebruiken.",
    "Een moeilijk woord houdt lezers op.",
)
LONG = rule(
    "lange-zin",
    "Lange zin",
    Severity.ERROR,
    "Maak er twee of meer zinnen van. Zet in elke zin één boodschap.",
    "Bij een lange zin moeten lezers veel onthouden.",
)
HEADINGS = rule(
    "tussenkoppen",
    "Tussenkoppen",
    Severity.NOTE,
    "Zet boven elk onderwerp een korte kop.",
    "Lezers zoeken met hun ogen naar koppen.",
)


def finding(rule: Rule, blocks: tuple[Block, ...], block: int, text: str, sentence: str, **more: object) -> Finding:
    """A finding on the first place where the text stands in a block."""
    start = blocks[block].text.index(text)
    suggestions = more.get("suggestions", ())
    assert isinstance(suggestions, tuple)
    return Finding(
        rule=rule,
        severity=rule.severity,
        block=block,
        start=start,
        end=start + len(text),
        text=text,
        sentence=sentence,
        sentence_start=blocks[block].text.rindex(sentence, 0, start + len(sentence)),
        message=str(more.get("message", f"Let op deze woorden: ‘{text}’.")),
        suggestions=suggestions,
        muted=str(more["muted"]) if "muted" in more else None,
        known=bool(more.get("known", False)),
    )


TREATED = "Uw aanvraag wordt binnen 8 weken behandeld."
HENCE = "U dient derhalve 🙂 uw oude paspoort mee te nemen."
ENDLESS = (
    "Indien u niet in de gelegenheid bent om zelf te komen, kan iemand anders het paspoort ophalen, maar dan moet die "
    "persoon wel een door u ondertekende machtiging meenemen."
)

BLOCKS = (
    Block(Kind.TITLE, "Paspoort aanvragen - Gemeente Voorbeeld", 4, "head > title"),
    Block(Kind.HEADING, "Paspoort aanvragen", 12, "main > h1", level=1),
    Block(Kind.PARAGRAPH, f"{TREATED} {HENCE}", 14, "main > p:nth-of-type(1)"),
    Block(Kind.PARAGRAPH, ENDLESS, 16, "main > p:nth-of-type(2)", links=(Link("machtiging", "/machtiging.pdf"),)),
    Block(Kind.LIST_ITEM, "Neem een pasfoto mee.", 19, "main > ul > li:nth-of-type(1)"),
    Block(Kind.LIST_ITEM, "Neem uw oude paspoort mee.", 20, "main > ul > li:nth-of-type(2)"),
    Block(Kind.HEADER_CELL, "Leeftijd", 24, "main > table > tr:nth-of-type(1) > th:nth-of-type(1)"),
    Block(Kind.HEADER_CELL, "Prijs", 24, "main > table > tr:nth-of-type(1) > th:nth-of-type(2)"),
    Block(Kind.CELL, "18 jaar of ouder", 25, "main > table > tr:nth-of-type(2) > td:nth-of-type(1)"),
    Block(Kind.CELL, "€ 86,85", 25, "main > table > tr:nth-of-type(2) > td:nth-of-type(2)"),
    Block(Kind.PARAGRAPH, "Stadhuis Kerkplein 1 1234 AB Voorbeeld", 30, "main > p:nth-of-type(3)", breaks=(8, 20)),
    Block(Kind.PARAGRAPH, "Read this page in English.", 33, "main > p:nth-of-type(4)", language="en"),
)


def page() -> PageReport:
    """A page with findings of every kind: on the whole page, overlapping, at both ends of a block, muted and known."""
    hence = BLOCKS[2].text.index("derhalve")
    findings = (
        finding(
            PASSIVE,
            BLOCKS,
            2,
            "wordt binnen 8 weken behandeld",
            TREATED,
            message="Hier staat niet duidelijk wie iets doet: ‘wordt behandeld’.",
            suggestions=(
                Suggestion("Wij behandelen uw aanvraag binnen 8 weken.", "sentence", "waarschijnlijk", 0, len(TREATED)),
                Suggestion("Wie behandelt de aanvraag?", "question"),
            ),
        ),
        finding(
            WORD,
            BLOCKS,
            2,
            "derhalve",
            HENCE,
            message="‘derhalve’ is een moeilijk woord.",
            suggestions=(
                Suggestion("dus", start=hence, end=hence + 8),
                Suggestion("daarom", certainty="misschien", start=hence, end=hence + 8),
            ),
        ),
        finding(
            LONG,
            BLOCKS,
            3,
            ENDLESS,
            ENDLESS,
            message="Deze zin heeft 28 woorden.",
            suggestions=(
                Suggestion(
                    "Kunt u niet zelf komen?\nDan kan iemand anders het paspoort ophalen.",
                    "split",
                    "waarschijnlijk",
                    0,
                    len(ENDLESS),
                ),
                Suggestion("Wat is de belangrijkste boodschap?", "question", "misschien"),
            ),
        ),
        finding(
            WORD,
            BLOCKS,
            3,
            "Indien",
            ENDLESS,
            message="‘Indien’ is een moeilijk woord.",
            suggestions=(Suggestion("Als", start=0, end=6),),
        ),
        finding(
            WORD,
            BLOCKS,
            3,
            "machtiging",
            ENDLESS,
            message="‘machtiging’ is een moeilijk woord.",
            suggestions=(Suggestion("toestemming"), Suggestion("Wat is een machtiging?", "explain")),
        ),
        finding(WORD, BLOCKS, 8, "ouder", "18 jaar of ouder", message="‘ouder’ staat hier voor een test."),
        finding(WORD, BLOCKS, 4, "pasfoto", "Neem een pasfoto mee.", muted="Dit woord kennen onze lezers."),
        finding(WORD, BLOCKS, 5, "paspoort", "Neem uw oude paspoort mee.", known=True),
        Finding(
            rule=HEADINGS,
            severity=Severity.NOTE,
            block=None,
            start=None,
            end=None,
            text="",
            sentence="",
            message="Deze pagina heeft geen tussenkoppen.",
        ),
    )
    return PageReport(
        url="https://www.voorbeeld.nl/paspoort-aanvragen?taal=nl&vorm=kort",
        title="Paspoort aanvragen",
        blocks=BLOCKS,
        findings=findings,
        measures={
            "words": 1204,
            "sentences": 5,
            "words_per_sentence": 12.64,
            "passive_share": 0.2,
            "flesch_douma": 61.7,
            "flesch_douma_reason": None,
            "something_new": 3,
        },
        sentences=5,
        clear_sentences=2,
    )


def clear_page() -> PageReport:
    """A page where nothing is found."""
    sentences = ("Bel ons gerust.", "Wij helpen u graag.")
    blocks = (Block(Kind.PARAGRAPH, " ".join(sentences), 3, "body > p"),)
    measures = {"words": 7, "sentences": 2, "words_per_sentence": 3.5, "passive_share": 0.0, "flesch_douma": None}
    return PageReport("contact.html", "Contact", blocks, (), {**measures, "flesch_douma_reason": "too-short"}, 2, 2)


def bare_page() -> PageReport:
    """A page without title, blocks and sentences."""
    return PageReport("leeg/pagina.html", None, (), (), {}, 0, 0)


def report() -> Report:
    """The report that the golden files show."""
    return Report(
        pages=(clear_page(), page(), bare_page()),
        rules=(LONG, PASSIVE, WORD, HEADINGS),
        skipped=(Skipped("lijdende-vorm", ("DEP", "MORPH")),),
        failures=(
            Failure("weg.html", Reason.NO_FILE),
            Failure("https://www.voorbeeld.nl/oud", Reason.HTTP_STATUS, "404"),
            Failure("https://www.voorbeeld.nl/en", Reason.LANGUAGE, "en-GB"),
            Failure("contact.html", Reason.ENCODING, "windows-1252"),
        ),
        tool={"name": "helderetaal", "version": "1.2.3", "pipeline": "nl_helderetaal 1.0.0"},
    )


EMPTY = Report(pages=(), rules=())
