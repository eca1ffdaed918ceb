"""The command line as a person meets it: what is printed, where, and the exit code."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from server import page, reply, serve

from helderetaal import cli
from helderetaal.crawler.store import CrawlStore
from helderetaal.ruleset import load_rules

PASSIVE = "<html lang=nl><title>Pas</title><main><h1>Pas</h1><p>Uw aanvraag wordt behandeld.</p></main></html>"
LONG = PASSIVE.replace("behandeld", "door de gemeente " + "na een lange tijd " * 6 + "behandeld")
CLEAR = PASSIVE.replace("Uw aanvraag wordt behandeld", "Wij behandelen uw aanvraag")
ENGLISH = PASSIVE.replace("Uw aanvraag wordt behandeld.", "You can apply for this at the town hall. Bring an ID. " * 3)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["helderetaal", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        output = capsys.readouterr()
        return Done(int(stopped.value.code or 0), output.out, output.err)

    return run


@pytest.mark.parametrize(
    ("html", "options", "code"),
    [
        (PASSIVE, [], 0),
        (PASSIVE, ["--fail-on", "warning"], 1),
        (PASSIVE, ["--fail-on", "never"], 0),
        (LONG, [], 1),
        (LONG, ["--fail-on", "never"], 0),
        (CLEAR, ["--fail-on", "note"], 0),
        (CLEAR, ["--strict"], 0),
    ],
)
def test_exit_code(run: Run, html: str, options: list[str], code: int) -> None:
    Path("pas.html").write_text(html)
    assert run("check", "pas.html", *options).code == code


def test_a_page_as_an_editor_reads_it(run: Run) -> None:
    Path("pas.html").write_text(PASSIVE)
    done = run("check", "pas.html")
    assert done.err == ""
    assert done.out == (
        "Pas\n"
        "===\n"
        "pas.html\n"
        "De enige zin is niet duidelijk. 1 punt: 1 × kan beter.\n"
        "Cijfers: 4 woorden, gemiddeld 4,0 woorden per zin, lijdende vorm in 100% van de zinnen.\n"
        "\n"
        "Regel 1\n"
        '    "Uw aanvraag »wordt behandeld«."\n'
        "    •• kan beter | Lijdende vorm (lijdende-vorm)\n"
        "        Hier staat niet meteen wie iets doet: ‘wordt behandeld’.\n"
        "        Waarom? Lezers snappen een zin sneller als ze weten wie iets doet.\n"
        "        Zet de persoon of de organisatie vooraan. Schrijf dan wat die doet.\n"
        "        Vraag uzelf af: Wie doet dit?\n"
        "\n"
    )


@pytest.mark.parametrize("stdin", [PASSIVE.encode(), b"Uw aanvraag wordt behandeld.", PASSIVE.encode("utf-16")])
def test_standard_input(run: Run, stdin: bytes) -> None:
    done = run("check", "-", stdin=stdin)
    assert done.code == 0
    assert "»wordt behandeld«" in done.out


def test_json_is_all_that_standard_output_carries(run: Run) -> None:
    Path("pas.html").write_text(PASSIVE)
    report = json.loads(run("check", "pas.html", "weg.html", "--format", "json").out)
    assert [(p["url"], p["sentences"], p["clear_sentences"]) for p in report["pages"]] == [("pas.html", 1, 0)]
    (finding,) = report["pages"][0]["findings"]
    block = report["pages"][0]["blocks"][finding["block"]]
    assert block["text"][finding["start"] : finding["end"]] == finding["text"] == "wordt behandeld"
    assert [(failure["url"], failure["code"]) for failure in report["failures"]] == [("weg.html", "no-file")]


def test_output_is_one_file_that_loads_nothing(run: Run) -> None:
    Path("pas.html").write_text(PASSIVE)
    done = run("check", "pas.html", "--format", "html", "--output", "rapport.html")
    assert (done.out, done.err) == ("", "Het rapport staat in rapport.html.\n")
    report = Path("rapport.html").read_text(encoding="utf-8")
    assert "wordt behandeld" in report
    assert not re.search(r"""<(?:script|img|link|iframe)[^>]+(?:src|href)=["']?http""", report)
    assert sorted(path.name for path in Path().iterdir()) == ["pas.html", "rapport.html"]


def test_the_name_of_the_output_says_the_format(run: Run) -> None:
    Path("pas.html").write_text(PASSIVE)
    run("check", "pas.html", "--output", "rapport.html")
    assert Path("rapport.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    run("check", "pas.html", "--output", "rapport.json")
    assert json.loads(Path("rapport.json").read_text(encoding="utf-8"))["version"] == 1
    run("check", "pas.html", "--output", "rapport.md")
    assert Path("rapport.md").read_text(encoding="utf-8").startswith("Pas\n===\n")


def test_worst_pages_only(run: Run) -> None:
    for name, html in (("a.html", CLEAR), ("b.html", PASSIVE), ("c.html", CLEAR)):
        Path(name).write_text(html.replace("Pas<", f"{name}<"))
    out = run("check", ".", "--worst", "1").out
    assert out.startswith("b.html\n")
    assert "Wij hebben 3 pagina’s gecontroleerd. 2 van de 3 zinnen zijn duidelijk." in out
    assert out.count("zin is duidelijk") + out.count("enige zin") == 1


def test_a_profile_changes_the_rules(run: Run) -> None:
    Path("pas.html").write_text(CLEAR.replace("uw aanvraag", "uw aanvraag voor een paspoort in de week na uw bezoek"))
    assert "Lange zin" not in run("check", "pas.html").out
    assert "Lange zin" in run("check", "pas.html", "--profile", "direct-duidelijk").out


BAD_SOURCES = {
    "a file that does not exist": ("weg.html", None, "Wij kunnen ‘weg.html’ niet vinden."),
    "a folder without pages": ("map", "folder", "Wij vinden geen webpagina’s in ‘map’."),
    "an empty file": ("x.html", b"", "Er staat niets in ‘x.html’."),
    "white space": ("x.html", b" \n\t ", "Er staat niets in ‘x.html’."),
    "a binary file": ("x.html", b"\x00\x01\x02\xff" * 20, "Wij kunnen ‘x.html’ niet lezen: het is "),
    "half a Word file": ("x.docx", b"PK\x03\x04" + b"x" * 99, "Wij kunnen ‘x.docx’ niet lezen. Misschien is het"),
    "a PDF": ("x.html", b"%PDF-1.7\n" + b"x" * 99, "Wij lezen ‘x.html’ niet, want het is een pdf."),
    "no text": ("x.html", b"<html><main></main></html>", "Wij vinden geen tekst in ‘x.html’."),
    "another language": ("x.html", ENGLISH.encode(), "De pagina ‘x.html’ is in het Engels."),
    "no address": ("htp://x", None, "Het adres ‘htp://x’ klopt niet."),
    "no host": ("https://", None, "Het adres ‘https://’ klopt niet."),
    "nobody there": ("http://127.0.0.1:9/", None, "Wij kunnen ‘http://127.0.0.1:9/’ niet bereiken."),
    "no store": ("x.db", b"SQLite format 3\x00" + b"\x00" * 99, "‘x.db’"),
}


@pytest.mark.parametrize("name", BAD_SOURCES)
def test_a_bad_source_gives_one_line_and_the_rest_is_checked(run: Run, name: str) -> None:
    source, content, sentence = BAD_SOURCES[name]
    if content == "folder":
        Path(source).mkdir()
    elif isinstance(content, bytes):
        Path(source).write_bytes(content)
    alone = run("check", source)
    assert (alone.code, alone.err) == (2, "")
    assert len([line for line in alone.out.splitlines() if sentence in line]) == 1
    Path("pas.html").write_text(PASSIVE)
    both = run("check", source, "pas.html")
    assert both.code == 0
    assert sentence in both.out
    assert "»wordt behandeld«" in both.out
    assert run("check", source, "pas.html", "--strict").code == 2
    for form in ("json", "html"):
        assert json.dumps(sentence, ensure_ascii=False)[1:-1] in run("check", source, "--format", form).out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (PASSIVE.encode()[:-18], "maar het einde van de pagina mist"),
        (
            b"<html><meta charset=utf-8><main><p>Uw caf\xe9 wordt behandeld.</p></main></html>",
            "maar misschien lezen wij niet alle letters goed",
        ),
    ],
)
def test_a_page_in_part_is_checked_and_named(run: Run, content: bytes, sentence: str) -> None:
    Path("x.html").write_bytes(content)
    done = run("check", "x.html")
    assert done.code == 0
    assert "»wordt behandeld«" in done.out
    assert sentence in done.out


def test_urls_and_what_they_answer(run: Run) -> None:
    routes = {
        "/goed": reply(PASSIVE, headers={"Content-Type": "text/html"}),
        "/weg": reply("", 404),
        "/stuk": reply("", 500),
        "/pdf": reply(b"%PDF", headers={"Content-Type": "application/pdf"}),
    }
    with serve(routes) as site:
        url = site.url.rstrip("/")
        report = json.loads(run("check", *(url + path for path in routes), "--format", "json").out)
    assert [page["url"] for page in report["pages"]] == [f"{url}/goed"]
    assert [(failure["url"], failure["code"], failure["detail"]) for failure in report["failures"]] == [
        (f"{url}/weg", "http-status", "404"),
        (f"{url}/stuk", "http-status", "500"),
        (f"{url}/pdf", "not-html", "application/pdf"),
    ]


def test_crawl_then_check(run: Run) -> None:
    routes = {"/": page("/a", "/b"), "/a": reply(PASSIVE, headers={"Content-Type": "text/html"}), "/b": reply("", 404)}
    with serve(routes) as site:
        done = run("crawl", site.url, "--store", "site.db", "--delay", "0")
        assert done.code == 0
        assert done.out == ""
        assert "Wij hebben 2 pagina’s in site.db. 1 adres niet.\n" in done.err
        assert "Controleer ze nu met: helderetaal check site.db" in done.err
    checked = json.loads(run("check", "site.db", "--format", "json").out)
    assert [page["url"].removeprefix(site.url) for page in checked["pages"]] == ["/", "/a"]
    assert [failure["detail"] for failure in checked["failures"]] == ["404"]


def test_a_store_of_another_site(run: Run) -> None:
    with serve({"/": page(text="Bel ons.")}) as first, serve({"/": page()}) as second:
        assert run("crawl", first.url, "--store", "site.db", "--delay", "0").code == 0
        again = run("crawl", first.url, "--store", "site.db", "--delay", "0")
        assert (again.code, "Wij hebben 1 pagina in site.db." in again.err) == (0, True)
        done = run("crawl", second.url, "--store", "site.db", "--delay", "0")
    assert done.code == 2
    assert f"In ‘site.db’ staat al een andere site: {first.url}/." in done.err


def test_a_crawl_of_nothing(run: Run) -> None:
    done = run("crawl", "http://127.0.0.1:9/", "--store", "site.db", "--delay", "0")
    assert done.code == 2
    assert "Wij konden geen enkele pagina ophalen." in done.err


def _listen_to_ctrl_c() -> None:
    """What a shell starts in the background ignores SIGINT, and so does all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent another way on Windows")
def test_ctrl_c_leaves_the_store_whole(tmp_path: Path) -> None:
    routes = {"/": page(*(f"/{n}" for n in range(200))), **{f"/{n}": page(text="Bel ons.") for n in range(200)}}
    store = tmp_path / "site.db"
    with serve(routes) as site:
        command = [sys.executable, "-m", "helderetaal", "crawl", site.url, "--store", str(store), "--delay", "0.02"]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_listen_to_ctrl_c
        )
        deadline = time.monotonic() + 30
        while len(site.paths) < 10 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error.splitlines()[-1] == "Gestopt. Wat al klaar was, is er nog."
    assert "Traceback" not in error
    with CrawlStore(store) as kept:
        pages = list(kept.pages())
        assert kept.unfinished
    assert len(pages) >= 5
    assert all(b"Bel ons." in page.html for page in pages[1:] if isinstance(page.html, bytes))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chek", "x"], "De opdracht ‘chek’ bestaat niet. Bedoelt u ‘check’?"),
        (["rules", "lange", "zin"], "Misschien staat er een woord te veel."),
        (["check", "x.html", "--output", "x.html"], "‘x.html’ is een pagina die u wilt controleren."),
        (["paspoort.html"], "Typ dan: ‘helderetaal check paspoort.html’."),
        (["check"], "‘BRON…’ ontbreekt."),
        (["check", "x", "--foo"], "De optie ‘--foo’ bestaat niet."),
        (["check", "x", "--format", "xml"], "De waarde bij ‘--format’ kan niet. Kies uit: html, json, text."),
        (
            ["check", "x", "--profile", "y"],
            "Kies uit: direct-duidelijk, gebruiker-centraal, rvo, soepel, streng, vlaanderen.",
        ),
        (["check", "x", "--worst", "0"], "De waarde bij ‘--worst’ kan niet."),
        (["crawl", "https://x.example", "--store", "x.db", "--delay", "1e300"], "De waarde bij ‘--delay’ kan niet."),
        (["crawl", "https://x.example", "--store", "x.db", "--delay", "nan"], "De waarde bij ‘--delay’ kan niet."),
        (["check", "x", "--output", "weg/x.html"], "Wij kunnen ‘weg/x.html’ niet schrijven."),
        (["check", "x", "--pipeline", "nl_weg"], "Wij kunnen het taalmodel ‘nl_weg’ niet laden."),
        (["crawl", "https://x.example"], "‘--store’ ontbreekt."),
        (["rules", "weg"], "Er is geen regel ‘weg’. Kies uit: afkorting, algemene-kop,"),
    ],
)
def test_a_mistake_is_answered_in_dutch(run: Run, arguments: list[str], sentence: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert "Traceback" not in done.err


def test_a_store_that_is_no_store(run: Run) -> None:
    Path("x.db").write_text("geen database")
    done = run("crawl", "http://127.0.0.1:9/", "--store", "x.db")
    assert done.code == 2
    assert "Het bestand ‘x.db’ is geen bewaarde site," in done.err


def commands() -> list[tuple[str, click.Command]]:
    return [("helderetaal", cli.program), *cli.program.commands.items()]


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_command_has_dutch_help(run: Run, name: str, command: click.Command) -> None:
    done = run(*([] if name == "helderetaal" else [name]), "--help")
    assert done.code == 0
    assert done.out.startswith("Gebruik: helderetaal")
    assert "Laat deze uitleg zien." in done.out
    for english in ("Usage", "Options", "Show", "COMMAND", "ARGS", "Commands:"):
        assert english not in done.out
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help


def test_rules_lists_and_explains(run: Run) -> None:
    listed = [line.split() for line in run("rules").out.splitlines()]
    assert listed[:2] == [["Woorden"], ["Regel", "Niveau", "Terecht", "Waarover"]]
    assert listed[2][:3] == ["afkorting", "kan", "beter"]
    titles = [line[0] for line in listed if len(line) == 1]
    assert titles == ["Woorden", "Zinnen", "Opbouw"]
    assert {rule.id for rule in load_rules()} <= {line[0] for line in listed if line}
    explained = run("rules", "lijdende-vorm").out
    assert "  Niet:  Uw aanvraag [wordt binnen 8 weken behandeld]." in explained
    assert "  Wel:   Wij behandelen uw aanvraag binnen 8 weken." in explained


def test_version(run: Run) -> None:
    assert re.fullmatch(r"helderetaal \d+\.\d+\.\d+\n", run("--version").out)


def test_a_reader_that_stops_reading() -> None:
    command = [sys.executable, "-m", "helderetaal", "rules", "moeilijk-woord"]
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes streams in this way")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(tmp_path: Path, closed: str) -> None:
    (tmp_path / "pas.html").write_text(PASSIVE)
    command = f"'{sys.executable}' -m helderetaal check pas.html {closed}"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_output_to_a_pipe_and_through_a_link(run: Run) -> None:
    Path("pas.html").write_text(PASSIVE)
    os.mkfifo("pijp")
    reader = subprocess.Popen(["cat", "pijp"], stdout=subprocess.PIPE)
    run("check", "pas.html", "--format", "json", "--output", "pijp")
    assert json.loads(reader.communicate(timeout=30)[0])["version"] == 1
    Path("echt.txt").write_text("oud")
    Path("link.txt").symlink_to("echt.txt")
    run("check", "pas.html", "--output", "link.txt")
    assert Path("link.txt").is_symlink()
    assert Path("echt.txt").read_text(encoding="utf-8").startswith("Pas\n")


def test_output_leaves_its_neighbours_and_its_own_rights_alone(run: Run) -> None:
    Path("pas.html").write_text(PASSIVE)
    Path("rapport.txt.part").write_text("van mij")
    Path("rapport.txt").write_text("oud")
    Path("rapport.txt").chmod(0o640)
    run("check", "pas.html", "--output", "rapport.txt")
    assert Path("rapport.txt.part").read_text() == "van mij"
    assert Path("rapport.txt").read_text(encoding="utf-8").startswith("Pas\n")
    assert Path("rapport.txt").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in Path().iterdir()) == ["pas.html", "rapport.txt", "rapport.txt.part"]


def test_no_page_of_a_folder_is_replaced_but_an_old_report_is(run: Run) -> None:
    Path("map").mkdir()
    Path("map/pas.html").write_text(PASSIVE)
    done = run("check", "map", "--output", "map/pas.html")
    assert (done.code, Path("map/pas.html").read_text()) == (2, PASSIVE)
    assert "is een pagina die u wilt controleren" in done.err
    assert [run("check", "map", "--output", "map/rapport.html").code for _ in range(2)] == [0, 0]


def test_the_demo_leaves_other_files_alone(run: Run) -> None:
    Path("uit").mkdir()
    Path("uit/voorbeeld.db").write_text("van mij")
    run("demo", "--output", "uit")
    assert Path("uit/voorbeeld.db").read_text() == "van mij"


def test_a_fault_of_ours_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "check_pages", lambda *_, **__: 1 / 0)
    done = run("check", "-")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "Dit is een fout in Helderetaal (ZeroDivisionError). Laat ons weten wat u deed, dan maken wij het in orde.\n"
    )


def test_demo(run: Run) -> None:
    done = run("demo", "--output", "uit")
    assert done.code == 0
    assert "Wij hebben 42 pagina’s gecontroleerd." in done.out
    assert done.out.splitlines()[-1] == str(Path("uit/rapport.html").resolve())
    assert "Lindervaart" in Path("uit/rapport.html").read_text(encoding="utf-8")


PARTS = (
    "<html lang=nl><title>Pas</title><main><h1>Pas</h1><p>Uw aanvraag wordt behandeld.</p>"
    "<aside class=nieuws><p>De weg wordt gemaakt.</p></aside></main></html>"
)


@pytest.mark.parametrize(
    ("options", "config", "found"),
    [
        ([], "", ["wordt behandeld", "wordt gemaakt"]),
        (["--ignore", ".nieuws"], "", ["wordt behandeld"]),
        (["--select", ".nieuws"], "", ["wordt gemaakt"]),
        ([], "[extract]\nignore = '.nieuws'", ["wordt behandeld"]),
        (["--select", "main"], "[extract]\nselect = '.nieuws'", ["wordt behandeld", "wordt gemaakt"]),
        (["--config", "anders.toml"], "[extract]\nselect = '.nieuws'", ["wordt behandeld", "wordt gemaakt"]),
    ],
)
def test_a_team_says_what_to_read(run: Run, options: list[str], config: str, found: list[str]) -> None:
    Path("x.html").write_text(PARTS, encoding="utf-8")
    Path("helderetaal.toml").write_text(config, encoding="utf-8")
    Path("anders.toml").write_text("", encoding="utf-8")
    report = json.loads(run("check", "x.html", "--format", "json", *options).out)
    passive = [each["text"] for each in report["pages"][0]["findings"] if each["rule"] == "lijdende-vorm"]
    assert passive == found


@pytest.mark.parametrize(
    ("options", "config", "sentence"),
    [
        (["--select", "p:hover("], "", "Wij begrijpen ‘p:hover(’ niet."),
        ([], "[extract]\nignore = '!'", "Wij begrijpen ‘!’ niet."),
        ([], "[extract]\nselct = 'x'", "Bedoelt u ‘extract.select’?"),
        ([], "[extract", "In ‘helderetaal.toml’ staat een fout"),
        ([], "[extract]\nselect = 1", "klopt de waarde van ‘extract.select’ niet."),
        (["--config", "weg.toml"], "", "Wij kunnen het bestand ‘weg.toml’ niet lezen."),
    ],
)
def test_a_mistake_in_the_choice_is_named(run: Run, options: list[str], config: str, sentence: str) -> None:
    Path("x.html").write_text(PARTS, encoding="utf-8")
    Path("helderetaal.toml").write_text(config, encoding="utf-8")
    done = run("check", "x.html", *options)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err.replace(str(Path.cwd()) + os.sep, "")


def test_a_choice_that_fits_nothing_is_named_and_the_page_checked(run: Run) -> None:
    Path("x.html").write_text(PARTS, encoding="utf-8")
    done = run("check", "x.html", "--select", "#weg")
    assert "Let op: In ‘x.html’ vinden wij het deel niet dat u koos met ‘select’." in done.out
    assert "wordt behandeld" in done.out


def test_a_markdown_file_and_a_folder_with_one(run: Run) -> None:
    Path("map").mkdir()
    Path("map/pas.md").write_text("# Pas\n\nUw aanvraag\nwordt behandeld.\n", encoding="utf-8")
    report = json.loads(run("check", "map", "--format", "json").out)
    finding = next(each for each in report["pages"][0]["findings"] if each["rule"] == "lijdende-vorm")
    assert (report["pages"][0]["url"], finding["line"], finding["link"]) == (str(Path("map/pas.md")), 4, None)


def test_pages_without_landmarks_lose_what_recurs(run: Run) -> None:
    Path("map").mkdir()
    top = "<div class=a1>Regel uw zaken via onze website of kom langs bij de balie.</div>"
    for number, word in enumerate(("paspoort", "rijbewijs", "trouwen", "afval", "bijstand", "parkeren")):
        text = f"<div class=b2><p>Voor {word} maakt u eerst een afspraak bij de gemeente.</p></div>"
        Path(f"map/{number}.html").write_text(f"<html lang=nl><body><div>{top}{text}</div></body></html>")
    report = json.loads(run("check", "map", "--format", "json").out)
    assert [len(page["blocks"]) for page in report["pages"]] == [1] * 6


RULE = """
check = "pattern"
title = "Uitroepteken"
topic = "sentence"
severity = "error"
blocks = ["paragraph", "list-item"]
message = "Hier staat ‘{text}’."
advice = "Schrijf een punt."
why = "Dat leest rustiger."
sources = ["onze huisstijl"]
options.patterns = {file = "uitroepteken.csv"}

[[example]]
bad = "Kom langs[!]"
good = "Kom langs."
"""


def town(folder: Path, rule: str = RULE, words: str = "pattern,replacement\n!,.\n") -> None:
    (folder / "regels").mkdir()
    (folder / "regels" / "uitroepteken.toml").write_text(rule, encoding="utf-8")
    (folder / "regels" / "uitroepteken.csv").write_text(words, encoding="utf-8")
    (folder / "helderetaal.toml").write_text('rules = "regels"\n[lange-zin]\noff = true\n', encoding="utf-8")


def test_a_town_has_rules_of_its_own(run: Run, tmp_path: Path) -> None:
    town(tmp_path)
    done = run("check", "-", stdin=b"Kom naar ons feest!")
    assert done.code == 1
    assert "Uitroepteken (uitroepteken)" in done.out
    assert 'Schrijf liever: "."' in done.out
    listed = run("rules").out
    assert "uitroepteken" in listed
    assert "lange-zin" not in listed
    assert run("rules", "--test", "uitroepteken").out == "Het voorbeeld klopt.\n"


@pytest.mark.parametrize(
    ("rule", "words", "said"),
    [
        (RULE.replace("advice", "advise"), "pattern\n!\n", "uitroepteken.toml’, regel 8 staat ‘advise’."),
        (RULE, "pattern,replacement\n!,.\n(,x\n", "uitroepteken.csv’, regel 3 staat ‘pattern = (’."),
        (RULE, "pattern,replacement\n!\n", "uitroepteken.csv’, regel 2 kloppen de velden niet."),
        (
            RULE.replace("langs[!]", "[langs]!"),
            "pattern\n!\n",
            "uitroepteken.toml’, regel 13 klopt een voorbeeld niet:",
        ),
    ],
)
def test_what_is_wrong_in_a_rule_of_a_town_is_said_with_its_place(
    run: Run, tmp_path: Path, rule: str, words: str, said: str
) -> None:
    town(tmp_path, rule, words)
    done = run("check", "-", stdin=b"Kom naar ons feest!")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_date_is_held_against_the_day_that_is_given(run: Run) -> None:
    text = b"<main><h1>Subsidie</h1><p>U kunt de subsidie aanvragen tot 1 mei 2026.</p></main>"
    assert "verlopen-datum" in run("check", "-", "--today", "2026-06-01", stdin=text).out
    assert "verlopen-datum" not in run("check", "-", "--today", "2026-04-01", stdin=text).out
    assert run("check", "-", "--today", "morgen", stdin=text).code == 2


def test_rules_explains_html_examples_options_and_scores(run: Run) -> None:
    explained = run("rules", "algemene-kop").out
    assert "## [" in explained
    assert "<h2>" not in explained
    assert "options.texts = [" in explained
    assert "Hoe vaak klopt de regel? Van " in explained


def test_a_finding_about_the_site_counts_for_the_exit_code(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = f"<main><h1>Pagina {name}</h1><p><a href=/{name}1>Naar het formulier</a> of bel ons.</p></main>"
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    (tmp_path / "helderetaal.toml").write_text('[zelfde-linktekst]\nseverity = "error"\n', encoding="utf-8")
    done = run("check", "a.html", "b.html")
    assert "Over de hele site:" in done.out
    assert done.code == 1
    assert run("check", "a.html").code == 0
