"""The public API: what it names, what it loads, and what it says of pages."""

import subprocess
import sys

import pytest

import helderetaal
from helderetaal import Checker, Failure, Page, Reason, Severity

HEAVY = ("spacy", "numpy", "lxml", "bs4", "requests", "rich", "jinja2", "textstat")


@pytest.mark.parametrize(
    "program",
    ["import helderetaal", "from helderetaal import cli", "import helderetaal; helderetaal.load_rules()"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(program: str) -> None:
    code = f"import sys; {program}; print(sorted(set(sys.modules) & set({HEAVY!r})))"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    assert output == "[]\n"


def test_every_public_name_can_be_had() -> None:
    assert [name for name in helderetaal.__all__ if not hasattr(helderetaal, name)] == []
    assert set(helderetaal.__all__) <= set(dir(helderetaal))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = helderetaal.nothing


def test_check_gives_words_places_and_suggestions() -> None:
    report = helderetaal.check("Bel ons.\n\nUw aanvraag wordt binnen 8 weken behandeld. Neem bijv. uw paspoort mee.")
    assert [(f.rule.id, f.block, f.start, f.end, f.text) for f in report.findings] == [
        ("lijdende-vorm", 1, 12, 42, "wordt binnen 8 weken behandeld"),
        ("afkorting", 1, 49, 54, "bijv."),
    ]
    assert [block.line for block in report.blocks] == [1, 3]
    (suggestion,) = report.findings[1].suggestions
    assert (suggestion.text, suggestion.start, suggestion.end) == ("bijvoorbeeld", 49, 54)
    assert (report.sentences, report.clear_sentences, report.clarity) == (3, 1, 1 / 3)


def test_check_html_reads_the_page_as_a_page() -> None:
    html = (
        "<html lang=nl><title>Paspoort</title><nav><a href=/>Uw aanvraag wordt behandeld</a></nav>"
        "<main><h1>Paspoort</h1>\n<p>Uw aanvraag wordt behandeld.</p></main></html>"
    )
    report = helderetaal.check_html(html, url="https://x.example/")
    assert report.title == "Paspoort"
    assert [(f.rule.id, report.blocks[f.block or 0].line) for f in report.findings] == [("lijdende-vorm", 2)]


def test_a_paragraph_finding_leaves_its_sentences_clear() -> None:
    report = helderetaal.check("U belt ons en u vraagt om een formulier. " * 12)
    assert [finding.rule.id for finding in report.findings] == ["lange-alinea"]
    assert (report.sentences, report.clear_sentences) == (12, 12)


def test_a_note_leaves_its_sentence_clear() -> None:
    text = "Neem uw oude paspoort mee naar de balie en betaal daar meteen de kosten van het nieuwe paspoort."
    report = helderetaal.check(text)
    assert [(finding.rule.id, finding.severity) for finding in report.findings] == [("lange-zin", Severity.NOTE)]
    assert report.clarity == 1


@pytest.mark.parametrize("text", ["", "   \n ", "12 - 34", "👍", "\x00\x07"])
def test_text_without_sentences_has_no_clarity(text: str) -> None:
    report = helderetaal.check(text)
    assert (report.sentences, report.clarity, report.findings) == (0, None, ())


def page(body: str, language: str = "nl") -> str:
    return f"<html lang={language}><title>t</title><main>{body}</main></html>"


ENGLISH = "<p>You can apply for a passport at the town hall. Make an appointment first. Bring your old one."


def test_check_all_keeps_order_and_failures() -> None:
    good = "<h1>Paspoort</h1><p>U kunt uw paspoort aanvragen bij de balie."
    results = Checker().check_all(
        [
            Page("a", page(good)),
            Failure("b", Reason.TIMEOUT),
            Page("c", page(ENGLISH, "en")),
            Page("d", page("")),
            Page("e", page(good)),
        ]
    )
    assert [report.url for report in results.pages] == ["a", "e"]
    assert [(failure.url, failure.reason, failure.detail) for failure in results.failures] == [
        ("b", Reason.TIMEOUT, ""),
        ("c", Reason.LANGUAGE, "en"),
        ("d", Reason.NO_TEXT, ""),
    ]


def test_a_part_in_another_language_is_kept_but_not_checked() -> None:
    body = '<p>U kunt uw paspoort aanvragen bij de balie.<p lang="en">Your request wordt behandeld.'
    (report,) = Checker().check_all([Page("a", page(body))]).pages
    assert [block.text for block in report.blocks if block.language == "en"] == ["Your request wordt behandeld."]
    assert report.findings == ()


def test_the_fingerprint_knows_neither_line_nor_address() -> None:
    first = helderetaal.check("Uw aanvraag wordt behandeld.", url="a").findings[0]
    second = helderetaal.check("Kop\n\nBel ons. Uw  aanvraag wordt behandeld.", url="b").findings[0]
    other = helderetaal.check("Uw brief wordt behandeld.").findings[0]
    assert first.fingerprint == second.fingerprint != other.fingerprint
    assert len(first.fingerprint) == 16
