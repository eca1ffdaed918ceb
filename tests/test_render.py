"""Reports in every format: golden files, Dutch sentences, and pages that try to break out of them."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from helderetaal import dutch, formats
from helderetaal.dutch import failures
from helderetaal.formats import html
from helderetaal.formats._links import live_link
from helderetaal.records import (
    Block,
    Failure,
    Finding,
    Kind,
    PageReport,
    Reason,
    Report,
    Severity,
    Skipped,
    Suggestion,
)

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "json": "json", "html": "html"}
SCHEMA = json.loads(Path(formats.__file__).with_name("report.schema.json").read_text("utf-8"))
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}}{% raw %}",
    "</style><style>*{display:none}</style>",
    "</title><base href=//evil.example>",
    "javascript:alert(1)",
    "[red]rood[/red] :smile:",
    "\x1b[31mrood\x1b[0m\x9b2J\x07",
    "a\x00b\r\nc\u2028d",
    "\u202egnp.exe\u2066",
    "\ud800 los \udfff",
    "🙂👩‍👩‍👧",
    "",
)


def written(report: Report, name: str, *, color: bool = False, width: int = 100) -> str:
    out = io.StringIO()
    formats.render(report, name, out, color=color, width=width)
    return out.getvalue()


def of_page(page: PageReport) -> Report:
    return Report(pages=(page,), rules=())


def marked_page(text: str, *spans: tuple[int, int], severity: Severity = Severity.WARNING) -> PageReport:
    findings = tuple(
        Finding(sample.WORD, severity, 0, start, end, text[start:end], text, "Let op.") for start, end in spans
    )
    return PageReport("a.html", "A", (Block(Kind.PARAGRAPH, text, 3, "p"),), findings, {}, 1, 0)


def hostile_report(text: str) -> Report:
    """A report with the text in every place that a page, a server or a file name can fill."""
    suggestions = (
        Suggestion(text, "word", text, 0, len(text)),
        Suggestion(text),
        Suggestion(text, "list", "zeker", 0, len(text)),
        Suggestion(text, "explain", text),
    )
    block = Block(Kind.PARAGRAPH, text, 1, text, language=text or None)
    finding = Finding(sample.WORD, Severity.ERROR, 0, 0, len(text), text, text, text, suggestions)
    urls = (text, f"https://www.voorbeeld.nl/{text}", f"https://{text}")
    return Report(
        pages=tuple(PageReport(url, text, (block,), (finding,), {text: text, "words": 1}, 1, 0) for url in urls),
        rules=(sample.WORD,),
        skipped=(Skipped(text, (text,)),),
        failures=tuple(Failure(text, reason, text) for reason in Reason),
        tool={"version": text},
    )


class Reader(HTMLParser):
    """What a browser sees: the tags with their attributes, and the text inside each tag of interest."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "img", "input", "link"):
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def links(self) -> Iterator[str]:
        return (attrs["href"] or "" for _, attrs in self.tags if "href" in attrs)


# --- The formats and their names


def test_names_are_the_modules() -> None:
    assert formats.format_names() == ("html", "json", "text")


@pytest.mark.parametrize("name", ["xml", "", "_overview", "json.decoder", "../text", "TEXT", "\x1b[31m"])
def test_an_unknown_format_names_the_known_ones(name: str) -> None:
    with pytest.raises(ValueError, match="html, json, text") as raised:
        formats.render(sample.EMPTY, name, io.StringIO())
    assert "\x1b" not in str(raised.value)


def test_import_is_cheap() -> None:
    code = (
        "import sys, io; from helderetaal import formats; from helderetaal.records import Report\n"
        "formats.render(Report((), ()), 'json', io.StringIO())\n"
        "print(sorted({'rich', 'jinja2', 'spacy', 'click', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", formats.format_names())
def test_golden(name: str, update_golden: bool) -> None:
    golden = GOLDEN / f"report.{ENDINGS[name]}"
    result = written(sample.report(), name)
    if update_golden:
        golden.write_text(result, "utf-8")
    assert result == golden.read_text("utf-8")


# --- Text


def test_text_marks_the_exact_words_and_fills_in_the_replacement() -> None:
    text = written(of_page(sample.page()), "text")
    assert '"U dient »derhalve« 🙂 uw oude paspoort mee te nemen."' in text
    assert 'Schrijf liever: "dus" of "daarom"' in text
    assert 'Probeer deze zin: "U dient dus 🙂 uw oude paspoort mee te nemen."' in text
    assert 'Ander woord: "toestemming"' in text


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("een twee", [(0, 3)], ['"»een« twee"']),
        ("een twee", [(4, 8)], ['"een »twee«"']),
        ("een twee", [(0, 8), (4, 8)], ['"een »twee«"']),
        ("een twee drie vier", [(0, 8), (4, 13)], ['"»een twee drie« vier"']),
        ("🙂🙂 zin", [(3, 6)], ['"🙂🙂 »zin«"']),
        ("[red]x[/red]", [(0, 5)], ['"»[red]«x[/red]"']),
    ],
)
def test_text_marks_at_edges(text: str, spans: list[tuple[int, int]], expected: list[str]) -> None:
    lines = [line.strip() for line in written(of_page(marked_page(text, *spans)), "text").splitlines()]
    assert [line for line in lines if "»" in line] == expected


def test_text_finds_the_right_one_of_two_equal_sentences() -> None:
    page = marked_page("Bel nu. Bel nu.", (8, 11))
    page = replace(page, findings=(replace(page.findings[0], sentence="Bel nu.", sentence_start=8),))
    assert '"»Bel« nu."' in written(of_page(page), "text")


def test_text_shortens_a_long_paragraph() -> None:
    text = "woord " * 300
    lines = written(of_page(marked_page(text, (0, len(text)), (900, 905))), "text", width=1000).splitlines()
    quotes = [line for line in lines if "»" in line]
    assert [len(line) < 450 and line.count("[…]") == 2 for line in quotes] == [True]


def test_text_says_why_once_for_each_rule() -> None:
    text = written(of_page(sample.page()), "text")
    assert text.count(sample.WORD.why) == 1
    assert text.count("(moeilijk-woord)") == 4


def test_text_counts_but_does_not_list_what_is_muted_or_known() -> None:
    text = written(of_page(sample.page()), "text")
    assert "Niet in deze lijst: 1 punt staat uit. 1 punt was al bekend." in text
    assert "»pasfoto«" not in text
    assert "uw oude »paspoort«" not in text


def test_text_wraps_all_but_what_is_pasted() -> None:
    lines = written(of_page(sample.page()), "text", width=60).splitlines()
    pasted = ('Probeer deze zin: "', 'Schrijf liever (waarschijnlijk): "Wij', "https://")
    assert [line for line in lines if len(line) > 60 and not line.strip().startswith(pasted)] == []
    assert any(line.startswith('    Probeer deze zin: "Als u niet') and line.endswith('meenemen."') for line in lines)


@pytest.mark.parametrize("width", [1, 10, 40, 500])
def test_text_keeps_every_finding_at_any_width(width: int) -> None:
    text = written(sample.report(), "text", width=width)
    assert " ".join(text.split()).count("kan beter |") == 5


def test_text_has_escape_codes_only_in_color() -> None:
    assert "\x1b" not in written(sample.report(), "text")
    assert "\x1b[1;4m»derhalve«\x1b[0m" in written(sample.report(), "text", color=True)


def test_text_survives_an_old_code_page() -> None:
    memory = io.BytesIO()
    out = io.TextIOWrapper(memory, encoding="cp1252", newline="\n")
    formats.render(sample.report(), "text", out)
    out.flush()
    assert '"U dient »derhalve« ? uw oude paspoort' in memory.getvalue().decode("cp1252")


# --- JSON


def test_json_round_trips_offsets_past_an_emoji() -> None:
    page = json.loads(written(sample.report(), "json"))["pages"][1]
    for finding in page["findings"]:
        if finding["block"] is not None:
            text = page["blocks"][finding["block"]]["text"]
            assert text[finding["start"] : finding["end"]] == finding["text"]
    word = page["findings"][1]["suggestions"][0]
    text = page["blocks"][2]["text"]
    assert text[: word["start"]] + word["text"] + text[word["end"] :] == text.replace("derhalve", "dus")


@pytest.mark.parametrize("report", [sample.report(), sample.EMPTY, *map(hostile_report, HOSTILE)])
def test_json_fits_its_schema(report: Report) -> None:
    jsonschema.validate(json.loads(written(report, "json")), SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], 2),
        (["pages", 1, "clarity"], 1.5),
        (["pages", 1, "findings", 0, "start"], None),
        (["pages", 1, "findings", 0, "severity"], "fout"),
        (["pages", 1, "findings", 8, "start"], 0),
        (["pages", 1, "blocks", 0, "kind"], "div"),
        (["pages", 1, "measures", "new"], []),
        (["failures", 0, "code"], "gone"),
    ],
)
def test_schema_refuses_what_breaks_the_contract(path: list[str | int], value: object) -> None:
    report = json.loads(written(sample.report(), "json"))
    place = report
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_schema_lists_every_kind_severity_and_reason() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["block"]["properties"]["kind"]["enum"] == [kind.value for kind in Kind]
    assert SCHEMA["$defs"]["failure"]["properties"]["code"]["enum"] == [reason.value for reason in Reason]
    assert set(SCHEMA["$defs"]["finding"]["properties"]["severity"]["enum"]) == {level.value for level in Severity}


def test_json_knows_no_nan() -> None:
    page = replace(sample.clear_page(), measures={"a": float("nan"), "b": float("inf"), "c": 0.5})
    assert json.loads(written(of_page(page), "json"))["pages"][0]["measures"] == {"a": None, "b": None, "c": 0.5}


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252", "utf-16"])
def test_json_and_html_can_be_written_to_any_stream(encoding: str) -> None:
    for text in HOSTILE:
        memory = io.BytesIO()
        out = io.TextIOWrapper(memory, encoding=encoding, newline="\n")
        formats.render(hostile_report(text), "json", out)
        out.flush()
        title = json.loads(memory.getvalue().decode(encoding))["pages"][0]["title"]
        assert title == "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
        formats.render(hostile_report(text), "html", io.TextIOWrapper(io.BytesIO(), encoding=encoding))


# --- HTML


def test_html_is_one_file_that_asks_nothing_of_a_network() -> None:
    reader = Reader(written(sample.report(), "html"))
    assert {name for name, _ in reader.tags} & {"img", "link", "iframe", "object", "base", "form", "svg"} == set()
    assert [attrs for _, attrs in reader.tags if "src" in attrs or "style" in attrs] == []
    policy = reader.named("meta")[1]["content"] or ""
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


@pytest.mark.parametrize("tag", ["style", "script"])
def test_html_policy_lets_its_own_style_and_script_through(tag: str) -> None:
    source = written(sample.report(), "html")
    reader = Reader(source)
    (content,) = reader.texts[tag]
    digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert f"{tag}-src 'sha256-{digest}'" in (reader.named("meta")[1]["content"] or "")
    assert content.isascii()


def test_html_has_one_language_one_main_and_headings_in_order() -> None:
    reader = Reader(written(sample.report(), "html"))
    assert reader.named("html") == [{"lang": "nl"}]
    assert [len(reader.named(tag)) for tag in ("header", "main", "footer", "h1", "title")] == [1, 1, 1, 1, 1]
    levels = [int(name[1]) for name, _ in reader.tags if name in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_html_links_inside_the_file_arrive_and_ids_are_unique() -> None:
    reader = Reader(written(sample.report(), "html"))
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in reader.links() if link.startswith("#")} <= set(ids)
    named = {attrs["aria-labelledby"] for _, attrs in reader.tags if "aria-labelledby" in attrs}
    assert named <= set(ids)


def test_html_puts_the_worst_page_first_and_opens_it() -> None:
    reader = Reader(written(sample.report(), "html"))
    assert reader.texts["h3"] == ["Paspoort aanvragen", "Contact", "leeg/pagina.html"]
    assert ["open" in attrs for attrs in reader.named("details")] == [True, False, False]


def test_html_says_what_it_tests_and_claims_no_level() -> None:
    source = written(sample.report(), "html")
    assert "toetst op schrijfregels voor B1" in source
    assert "is B1" not in source


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("een twee", [(0, 3)], ["een"]),
        ("een twee", [(4, 8)], ["twee"]),
        ("een twee drie", [(0, 8), (4, 13)], ["een ", "twee", " drie"]),
        ("een twee drie", [(0, 13), (4, 8)], ["een ", "twee", " drie"]),
        ("een twee", [(0, 3), (0, 3)], ["een"]),
        ("🙂🙂 zin", [(3, 6)], ["zin"]),
        ("zin", [(0, 0), (3, 3)], []),
        ("", [(0, 0)], []),
    ],
)
def test_html_marks_every_finding_and_keeps_the_text(
    text: str, spans: list[tuple[int, int]], expected: list[str]
) -> None:
    page = marked_page(text, *spans)
    cut = list(html.pieces(page.blocks[0], list(enumerate(page.findings, start=1))))
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.severity] == expected
    assert sorted(number for piece in cut for number in piece.points) == list(range(1, len(spans) + 1))


def test_html_shows_line_ends() -> None:
    source = written(sample.report(), "html")
    assert ">Stadhuis<br>Kerkplein 1<br>1234 AB Voorbeeld</p>" in source


def test_html_puts_cells_in_rows_and_items_in_lists() -> None:
    source = "".join(line.strip() for line in written(sample.report(), "html").splitlines())
    assert '<div class="text k-header-cell">Leeftijd</div><div class="text k-header-cell">Prijs</div></div>' in source
    assert '<li class="text k-list-item">Neem een pasfoto mee.</li><li class="text k-list-item">Neem uw' in source


@pytest.mark.parametrize(
    ("url", "sentence", "expected"),
    [
        ("https://a.nl/b", "Bel ons.", "https://a.nl/b#:~:text=Bel%20ons."),
        ("http://a.nl/b?c=d", "e-mail, en & zo", "http://a.nl/b?c=d#:~:text=e%2Dmail%2C%20en%20%26%20zo"),
        ("https://a.nl/b#kop", "Ja", "https://a.nl/b#kop:~:text=Ja"),
        ("HTTPS://a.nl", "“Ja”", "HTTPS://a.nl#:~:text=%E2%80%9CJa%E2%80%9D"),
        ("https://a.nl", "\ud800", "https://a.nl#:~:text=%3F"),
        ("https://a.nl", "", None),
        ("https://a.nl", " \n", None),
        ("pagina.html", "Ja", None),
        ("javascript:alert(1)", "Ja", None),
        ("java\nscript:alert(1)", "Ja", None),
        (" https://a.nl", "Ja", None),
        ("https://a.nl/\x1b[31m", "Ja", None),
        ("https://", "Ja", None),
        ("https://?x", "Ja", None),
        ("https:a.nl", "Ja", None),
        ("data:text/html,<script>alert(1)</script>", "Ja", None),
        ("//a.nl", "Ja", None),
        ("", "Ja", None),
    ],
)
def test_live_link(url: str, sentence: str, expected: str | None) -> None:
    assert live_link(url, sentence) == expected


def test_live_link_names_both_ends_of_a_long_sentence() -> None:
    words = [f"woord{number}" for number in range(100)]
    link = live_link("https://a.nl", " ".join(words))
    assert link == "https://a.nl#:~:text=" + ",".join(["%20".join(words[:5]), "%20".join(words[-5:])])


# --- Hostile text, everywhere


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_page_cannot_break_out_of_html(text: str) -> None:
    reader = Reader(written(hostile_report(text), "html"))
    harmless = Reader(written(hostile_report("gewoon"), "html"))
    allowed = {"p", "a", "span", "q", "button", "mark", "br"}
    assert {name for name, _ in reader.tags} - {name for name, _ in harmless.tags} <= allowed
    assert [len(reader.named(tag)) for tag in ("script", "style", "meta", "title")] == [1, 1, 6, 1]
    assert reader.open == []
    assert {name for _, attrs in reader.tags for name in attrs if name.startswith("on")} == set()
    assert [link for link in reader.links() if not link.startswith(("#", "http://", "https://"))] == []
    assert "49" not in "".join(reader.texts["main"])


@pytest.mark.parametrize("name", ["text", "html"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_page_prints_nothing_that_a_terminal_obeys(text: str, name: str) -> None:
    result = written(hostile_report(text), name)
    assert dutch.harmless(result.replace("\n", "")) == result.replace("\n", "")
    if name == "text" and text.strip():
        assert "".join(dutch.harmless(text).split()) in "".join(result.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_page_prints_nothing_in_json_that_a_terminal_obeys(text: str) -> None:
    result = written(hostile_report(text), "json").replace("\n", "")
    assert dutch.harmless(result) == result


@settings(deadline=None, max_examples=60)
@given(text=st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_survives_every_format(text: str) -> None:
    report = hostile_report(text)
    for name in formats.format_names():
        written(report, name).encode("utf-8")
    seen = "".join(Reader(written(report, "html")).texts["mark"])
    assert dutch.harmless(text) in seen


def test_a_site_of_300_pages_is_written_in_seconds() -> None:
    page = sample.page()
    blocks = tuple(replace(block) for _ in range(5) for block in page.blocks)
    findings = tuple(
        replace(each, block=None if each.block is None else each.block + turn * len(page.blocks))
        for turn in range(5)
        for each in page.findings
    )
    pages = tuple(replace(page, url=f"https://a.nl/{n}", blocks=blocks, findings=findings) for n in range(300))
    start = time.perf_counter()
    source = written(Report(pages, ()), "html")
    assert time.perf_counter() - start < 10
    assert source.count("<details ") == 300
    assert source.count('class="point ') == 300 * 35


@pytest.mark.parametrize("name", formats.format_names())
def test_an_empty_report_and_a_bare_page(name: str) -> None:
    empty = written(sample.EMPTY, name)
    bare = written(of_page(sample.bare_page()), name)
    if name == "json":
        assert json.loads(empty)["pages"] == []
        assert json.loads(bare)["pages"][0]["clarity"] is None
    else:
        assert "Wij hebben geen pagina’s gecontroleerd." in empty
        assert "Deze pagina heeft geen zinnen om te tellen." in bare


# --- Dutch


@pytest.mark.parametrize(
    ("clear", "sentences", "expected"),
    [
        (0, 0, "Deze pagina heeft geen zinnen om te tellen."),
        (0, 1, "De enige zin is niet duidelijk."),
        (1, 1, "De enige zin is duidelijk."),
        (0, 2, "Geen van de 2 zinnen is duidelijk."),
        (1, 2, "1 van de 2 zinnen is duidelijk."),
        (2, 2, "Beide zinnen zijn duidelijk."),
        (7, 10, "7 van de 10 zinnen zijn duidelijk."),
        (8, 8, "Alle 8 zinnen zijn duidelijk."),
        (1204, 1986, "1.204 van de 1.986 zinnen zijn duidelijk."),
    ],
)
def test_clarity_sentence(clear: int, sentences: int, expected: str) -> None:
    assert dutch.clarity_sentence(clear, sentences) == expected


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(0.7, 1, "0,7"), (1204, 0, "1.204"), (1234567.89, 2, "1.234.567,89"), (-3.5, 1, "-3,5"), (0, 0, "0")],
)
def test_numbers_are_dutch(value: float, digits: int, expected: str) -> None:
    assert dutch.number(value, digits) == expected


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1.0, "100%"), (2 / 3, "67%")]
)
def test_percent_keeps_none_and_all_apart(share: float, expected: str) -> None:
    assert dutch.percent(share) == expected


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (Failure("x.html", Reason.NO_FILE), "Wij kunnen ‘x.html’ niet vinden. Klopt de naam van het bestand?"),
        (
            Failure("-", Reason.EMPTY),
            "Er staat niets in uw tekst. Sla de pagina opnieuw op en probeer het nog een keer.",
        ),
        (
            Failure("https://a.nl", Reason.LANGUAGE, "en-GB"),
            "De pagina ‘https://a.nl’ is in het Engels. Helderetaal leest alleen Nederlands. "
            "Daarom controleren wij deze pagina niet.",
        ),
        (
            Failure("a.pdf", Reason.NOT_HTML, "application/pdf; version=1"),
            "Wij lezen alleen webpagina’s, maar ‘a.pdf’ is een pdf. Kies de webpagina waar de tekst op staat.",
        ),
        (
            Failure("a", Reason.CRASH, "KeyError"),
            "Wij kunnen ‘a’ niet controleren door een fout in helderetaal. Dit ligt niet aan uw pagina. "
            "Meld de fout bij de makers van helderetaal (KeyError).",
        ),
    ],
)
def test_failure_sentence(failure: Failure, expected: str) -> None:
    assert failures.failure_sentence(failure) == expected


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401", "inloggen (code 401)"),
        ("403", "laat ons ‘u’ niet lezen (code 403)"),
        ("404", "bestaat niet (code 404)"),
        ("410", "bestaat niet meer (code 410)"),
        ("429", "te snel"),
        ("500", "geeft een fout bij ‘u’ (code 500)"),
        ("503", "geeft een fout bij ‘u’ (code 503)"),
        ("418", "geeft ons ‘u’ niet (code 418)"),
        ("5xx", "(code onbekend)"),
        ("", "(code onbekend)"),
    ],
)
def test_each_status_has_its_own_advice(status: str, words: str) -> None:
    assert words in failures.failure_sentence(Failure("u", Reason.HTTP_STATUS, status))


@pytest.mark.parametrize("reason", Reason)
def test_every_failure_is_one_harmless_line(reason: Reason) -> None:
    for text in (*HOSTILE, "{0}{detail}{}", "x" * 10_000, "https://a.nl/\nNiet gelezen: alles"):
        sentence = failures.failure_sentence(Failure(text, reason, text))
        assert dutch.harmless(sentence) == sentence
        assert len(sentence) < 800
        assert sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    ("reason", "label"),
    [
        (Reason.ENCODING, "Let op"),
        (Reason.CUT_OFF, "Let op"),
        (Reason.LANGUAGE, "Niet gecontroleerd"),
        (Reason.NO_TEXT, "Niet gecontroleerd"),
        (Reason.NO_FILE, "Niet gelezen"),
        (Reason.HTTP_STATUS, "Niet gelezen"),
    ],
)
def test_failure_label(reason: Reason, label: str) -> None:
    assert failures.failure_label(Failure("a", reason)) == label


def test_harmless_shows_what_it_takes_away() -> None:
    assert dutch.harmless("a\x1b[1m\n\x9b\u202e\ud800\x7fé 🙂") == "a␛[1m␊‹U+009B›‹U+202E›‹U+D800›‹U+007F›é 🙂"


def test_a_live_link_reads_back_as_the_sentence() -> None:
    sentence = "U-bocht, 100% & “meer” – prefix-,tekst,-suffix"
    link = live_link("https://a.nl", sentence)
    assert link is not None
    assert unquote(link.partition(":~:text=")[2]) == sentence
