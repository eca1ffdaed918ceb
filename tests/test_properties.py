"""What holds for any input: offsets fit, order is stable, JSON reads back, and any HTML survives."""

import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import helderetaal
from helderetaal import Checker, Page, PageReport

CHECKER = Checker()
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

SENTENCES = st.sampled_from(
    [
        "Uw aanvraag wordt behandeld.",
        "Indien u verhuist, bijv. naar Lindervaart, dient u dit door te geven.",
        "Neem o.a. uw pas mee, enz.",
        "De Wmo 😀 regelt hulp, en de gemeente betaalt de kosten van de hulp die u krijgt van de zorgverlener.",
        "ℹ️ Let op: I.v.m. een storing… is de balie dicht!",
        "\u202eomgekeerd\u202c en <b>vet</b>",
        "§ 3.2 lid 1, aanhef en onder a jo. artikel 4:5 Awb",
        "",
    ]
)
TAGS = st.sampled_from(["p", "li", "h2", "td", "div", "dd", "summary", "blockquote", "label", "button", "span", "br"])


@st.composite
def pages(draw: st.DrawFn) -> str:
    parts = [f"<{tag}>{draw(SENTENCES)}" for tag in draw(st.lists(TAGS, max_size=8))]
    closing = draw(st.sampled_from(["</main></body></html>", "</div>", ""]))
    return f"<html lang=nl><title>t</title><body><main><p>Bel ons.</p>{''.join(parts)}{closing}"


def wire(report: PageReport) -> Any:
    out = io.StringIO()
    helderetaal.render(CHECKER.report([report]), "json", out)
    return json.loads(out.getvalue())


def assert_sound(report: PageReport) -> None:
    """Every offset fits its block, the counts agree, and the findings stand in reading order."""
    assert 0 <= report.clear_sentences <= report.sentences
    places = []
    for finding in report.findings:
        assert finding.block is not None
        assert finding.start is not None
        assert finding.end is not None
        text = report.blocks[finding.block].text
        assert text[finding.start : finding.end] == finding.text != ""
        assert finding.sentence_start is not None
        assert text[finding.sentence_start :].startswith(finding.sentence)
        places.append((finding.block, finding.start, finding.end))
        for suggestion in finding.suggestions:
            if suggestion.start is not None and suggestion.end is not None:
                assert 0 <= suggestion.start < suggestion.end <= len(text)
    assert places == sorted(places)


@SETTINGS
@given(pages())
def test_offsets_fit_in_any_page_of_dutch(html: str) -> None:
    report = CHECKER.check(html, url="u")
    assert_sound(report)
    assert CHECKER.check(html, url="u") == report


@SETTINGS
@given(pages())
def test_json_gives_back_every_finding(html: str) -> None:
    report = CHECKER.check(html, url="u")
    (page,) = wire(report)["pages"]
    assert [block["text"] for block in page["blocks"]] == [block.text for block in report.blocks]
    assert [(f["rule"], f["block"], f["start"], f["end"], f["text"], f["fingerprint"]) for f in page["findings"]] == [
        (f.rule.id, f.block, f.start, f.end, f.text, f.fingerprint) for f in report.findings
    ]


@SETTINGS
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300), pages()), st.sampled_from(["utf-8", "x-none", None]))
def test_any_page_gives_one_report_or_a_failure(html: bytes | str, charset: str | None) -> None:
    results = list(CHECKER.results([Page("u", html, charset=charset)]))
    reports = [result for result in results if isinstance(result, PageReport)]
    assert len(reports) <= 1
    assert reports or results
    for result in results:
        assert not (isinstance(result, helderetaal.Failure) and result.reason is helderetaal.Reason.CRASH)
    for report in reports:
        assert_sound(report)
        for name in helderetaal.format_names():
            out = io.StringIO()
            helderetaal.render(CHECKER.report([report]), name, out)
            assert out.getvalue() != ""


@SETTINGS
@given(st.text(max_size=200))
def test_any_text_survives(text: str) -> None:
    assert_sound(helderetaal.check(text))
