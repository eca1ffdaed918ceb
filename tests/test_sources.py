"""Sources: what a person may name, what comes out of it, and what each bad one gives."""

import gzip
import io
import os
import sqlite3
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from server import page, reply, serve
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from helderetaal.crawler import CrawlStore, StoreError, crawl, read_sources
from helderetaal.extract import extract
from helderetaal.records import Failure, Kind, Page, Reason

HTML = b"<!doctype html><p>Tekst.</p>"


def read(*sources: object, stdin: bytes | None = None) -> list[tuple[str, object]]:
    """URL and the HTML, or URL and the failure's reason (with its detail), for each result."""
    found = read_sources([str(s) for s in sources], stdin=None if stdin is None else io.BytesIO(stdin), timeout=5)
    return [
        (r.url, r.html) if isinstance(r, Page) else (r.url, f"{r.reason} {r.detail}".strip())  # one shape to compare
        for r in found
    ]


def zipped(name: str, content: str = "x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.html", HTML, HTML),
        ("a.HTM", b"zonder tags", b"zonder tags"),
        ("a.xhtml", b"\xef\xbb\xbf<p>x</p>", b"\xef\xbb\xbf<p>x</p>"),
        ("a.html", "\ufeff<p>x</p>".encode("utf-16-le"), "\ufeff<p>x</p>".encode("utf-16-le")),
        ("a.html", b"<p>caf\xe9 \xff</p>", b"<p>caf\xe9 \xff</p>"),
        ("a.txt", b"Een <b> & twee.\nDrie.\n\nVier.", "<p>Een &lt;b&gt; &amp; twee.\nDrie.</p>\n\n<p>Vier.</p>"),
        ("a.txt", b"<i>\r\n \r\n\r\nTwee.\r\n", "<p>&lt;i&gt;</p>\r\n \r\n\r\n<p>Twee.\r\n</p>"),
        ("a.txt", b"\xef\xbb\xbfcaf\xc3\xa9 <b>", "<p>café &lt;b&gt;</p>"),
        ("a.txt", "café <b>".encode("utf-16"), "<p>café &lt;b&gt;</p>"),
        ("a.txt", b"caf\xe9 \x80 </b", "<p>café € &lt;/b</p>"),
        ("a.txt", b"caf\xe9\n- \x80\n- 1 < 2 & 3\n", b"caf\xe9\n- \x80\n- 1 < 2 & 3\n"),
        ("a.txt", "café".encode("utf-16"), "café".encode("utf-16")),
        ("brief", b"1 < 2 & 3\n\n- a\n- b", b"1 < 2 & 3\n\n- a\n- b"),
        ("brief", b"Mail <jan@gemeente.nl>.", "<p>Mail &lt;jan@gemeente.nl&gt;.</p>"),
        ("brief", b"\n<DIV>x</DIV>", b"\n<DIV>x</DIV>"),
        ("a.html", b"", "empty"),
        ("a.html", b"\xef\xbb\xbf \r\n\t", "empty"),
        ("a.html", " \n".encode("utf-16"), "empty"),
        ("a.html", b"<p>x\x00</p>", "binary"),
        ("a.html", "<p>x</p>".encode("utf-16-le"), "binary"),
        ("a.html", b"%PDF-1.7\n", "binary pdf"),
        ("a.html", b"\x89PNG\r\n\x1a\n\x00", "binary png"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "binary jpeg"),
        ("a.webp", b"RIFF\x10\x00\x00\x00WEBP", "binary webp"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "binary doc"),
        ("a.rtf", b"{\\rtf1 x}", "binary rtf"),
        ("a.docx", zipped("xl/workbook.xml"), "binary xlsx"),
        ("a.xlsx", zipped("xl/workbook.xml"), "binary xlsx"),
        ("a.odt", zipped("mimetype", "application/vnd.oasis.opendocument.text"), "binary odt"),
        ("a.zip", zipped("a.html"), "binary zip"),
        ("a.html.gz", gzip.compress(HTML), "binary gzip"),
        ("a.html", b"x" * 10_000_001, "too-large"),
        ("a.html", b"<p>" + b"x" * 9_999_997, b"<p>" + b"x" * 9_999_997),
    ],
)
def test_file_and_stdin(tmp_path: Path, name: str, data: bytes, expected: object) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert read(path) == [(str(path), expected)]
    if not name.lower().endswith((".txt", ".htm")):
        assert read("-", stdin=data) == [("-", expected)]


def test_pages_have_a_moment_with_its_time_zone(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (result,) = read_sources([str(tmp_path / "a.html")])
    assert isinstance(result, Page)
    assert result.fetched is not None
    assert abs((datetime.now(UTC) - result.fetched).total_seconds()) < 60
    assert result.charset is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("weg.html", "no-file"),
        ("map/weg.html", "no-file"),
        ("/map/weg", "no-file"),
        ("C:\\map\\weg.html", "no-file"),
        ("brief.docx", "no-file"),
        ("", "no-file"),
        (" ", "no-file"),
        ("a\x00b.html", "no-file"),
        ("x" * 5000, "no-file"),
        ("htp://x", "bad-url"),
        ("http://", "bad-url"),
        ("https://", "bad-url"),
        ("http://[::1/", "bad-url"),
        ("ftp://gemeente.nl/a.html", "bad-url"),
        ("file:///etc/passwd", "bad-url"),
        ("mailto:a@b.nl", "bad-url"),
        ("-", "empty"),
    ],
)
def test_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, expected: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "goed.html").write_bytes(HTML)
    assert read(source, "goed.html") == [(source, expected), ("goed.html", HTML)]


def test_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.html", "a.HTM", "c.txt", "d.pdf", ".verborgen.html", "sub/z.xhtml", "sub/leeg.html", "Sub2/é.html"):
        path = tmp_path / "map" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"" if "leeg" in name else HTML)
    for name in (".git", "node_modules"):
        (tmp_path / "map" / name).mkdir()
        (tmp_path / "map" / name / "x.html").write_bytes(HTML)
    (tmp_path / "map" / "sub" / "rond").symlink_to(tmp_path / "map", target_is_directory=True)
    (tmp_path / "map" / "weg.html").symlink_to(tmp_path / "nergens.html")
    monkeypatch.chdir(tmp_path)
    expected = [
        ("map/a.HTM", HTML),
        ("map/b.html", HTML),
        ("map/weg.html", "no-file"),
        ("map/Sub2/é.html", HTML),
        ("map/sub/leeg.html", "empty"),
        ("map/sub/z.xhtml", HTML),
    ]
    assert read("map") == expected
    assert read("map/") == expected
    assert read("map/b.html", "map", "./map/b.html", str(tmp_path / "map")) == [expected[1], expected[0], *expected[2:]]
    monkeypatch.chdir(tmp_path / "map")
    assert read(".")[0] == ("./a.HTM", HTML)


def test_folder_without_the_parts_of_saved_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "Pagina.HTM", "Pagina_files/frame.html", "twee.html", "twee_bestanden/x.html", "brief.htm",
        "brief-bestanden/x.htm", "los_files/z.html", "twee/y.html", "twee/twee_files/y.html",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(HTML)
    monkeypatch.chdir(tmp_path.parent)
    found = [url.removeprefix(f"{tmp_path.name}/") for url, _ in read(tmp_path.name)]
    assert found == [
        "Pagina.HTM", "brief.htm", "twee.html", "los_files/z.html", "twee/y.html", "twee/twee_files/y.html",
    ]  # fmt: skip
    assert [url for url, _ in read(tmp_path / "Pagina_files")] == [str(tmp_path / "Pagina_files" / "frame.html")]


def test_plain_text_is_read_in_one_way(tmp_path: Path) -> None:
    (tmp_path / "lijst.txt").write_bytes(b"Neem mee:\r\n- uw paspoort\r\n- een foto\r\n- geld\r\n- een pen\r\n")
    (result,) = read_sources([str(tmp_path / "lijst.txt")])
    assert isinstance(result, Page)
    assert [(block.kind, block.line, block.text) for block in extract(result).blocks] == [
        (Kind.PARAGRAPH, 1, "Neem mee:"),
        (Kind.LIST_ITEM, 2, "uw paspoort"),
        (Kind.LIST_ITEM, 3, "een foto"),
        (Kind.LIST_ITEM, 4, "geld"),
        (Kind.LIST_ITEM, 5, "een pen"),
    ]


def test_folder_without_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    assert read(tmp_path) == [(str(tmp_path), "no-pages")]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps its permissions elsewhere")
def test_file_without_permission(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    (tmp_path / "dicht").mkdir()
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "b.html").write_bytes(HTML)
    (tmp_path / "b.html").chmod(0)
    (tmp_path / "dicht").chmod(0)
    code = f"""
import os
from helderetaal.crawler import read_sources
if os.getuid() == 0:
    os.setuid(65534)  # the superuser may read everything
for result in read_sources([{str(tmp_path)!r}, {str(tmp_path / "dicht" / "x.html")!r}]):
    print(os.path.basename(result.url), getattr(result, "reason", "page"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    (tmp_path / "dicht").chmod(0o755)
    assert done.stdout.split("\n")[:-1] == ["a.html page", "b.html unreadable", "dicht unreadable", "x.html unreadable"]
    assert done.stderr == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(HTML))
    writer.start()
    assert read(pipe) == [(str(pipe), HTML)]
    writer.join()


def test_urls_need_no_leave_of_robots(tmp_path: Path) -> None:
    with serve({"/a": page(), "/robots.txt": reply("User-agent: *\nDisallow: /")}) as site:
        (tmp_path / "a.html").write_bytes(HTML)
        sources = [f"{site.url}/a#x", f"{site.url}/a", f" {site.url}/weg ", tmp_path / "a.html"]
        found = read(*sources)
        assert [url for url, _ in found] == [f"{site.url}/a", f" {site.url}/weg ", str(tmp_path / "a.html")]
        assert found[1][1] == "http-status 404"
        assert site.paths == ["/a", "/weg"]


def test_host_without_scheme_is_https() -> None:
    (result,) = read_sources(["www.bestaat-niet.invalid/paspoort"], timeout=3)
    assert isinstance(result, Failure)
    assert (result.url, result.reason in (Reason.UNREACHABLE, Reason.TIMEOUT)) == (
        "www.bestaat-niet.invalid/paspoort",
        True,
    )


def test_crawl_store_as_source(tmp_path: Path) -> None:
    path = tmp_path / "site.db"
    with CrawlStore(path) as store:
        pass
    assert read(path) == [(str(path), "no-pages")]
    with serve({"/": page("/a", "/weg"), "/a": page()}) as site, CrawlStore(path) as store:
        assert len(list(crawl(site.url, delay=0, store=store))) == 3
    before = path.read_bytes()
    assert [url.removeprefix(site.url) for url, _ in read(path, path)] == ["/", "/a", "/weg"]
    assert read(path)[2][1] == "http-status 404"
    assert path.read_bytes() == before
    path.write_bytes(before[:3000])
    ((url, problem),) = read(path)
    assert (url, str(problem).split()[0]) == (str(path), "bad-store")


def test_crawl_store_with_one_damaged_page(tmp_path: Path) -> None:
    path = tmp_path / "site.db"
    with serve({"/": page("/a", "/b"), "/a": page(), "/b": page()}) as site, CrawlStore(path) as store:
        assert len(list(crawl(site.url, delay=0, store=store))) == 3
    with sqlite3.connect(path) as other:
        other.execute("UPDATE page SET body = x'00' WHERE url LIKE '%/a'")
    other.close()
    found = read(path)
    assert [url.removeprefix(site.url) for url, _ in found] == ["/", "/a", "/b"]
    assert str(found[1][1]).split()[0] == "bad-store"


HALF_WRITTEN = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA cache_size = 2")  # so that it writes to the file before the commit
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE page SET body = randomblob(20000), fetched = 'half'")
os._exit(9)  # as a power cut would
"""


def test_crawl_store_that_was_half_written_at_a_power_cut(tmp_path: Path) -> None:
    path, journal = tmp_path / "site.db", tmp_path / "site.db-journal"
    with serve({"/": page("/a", "/b"), "/a": page(), "/b": page()}) as site, CrawlStore(path) as store:
        assert len(list(crawl(site.url, delay=0, store=store))) == 3
    before, whole = read(path), path.read_bytes()
    assert subprocess.run([sys.executable, "-c", HALF_WRITTEN, str(path)], check=False).returncode == 9
    assert journal.stat().st_size > 512
    assert path.read_bytes() != whole
    with pytest.raises(StoreError, match="readonly"), CrawlStore(path, read_only=True) as half:
        list(half.pages())
    assert read(path) == before
    assert path.read_bytes() == whole
    assert not journal.exists()


def warc(path: Path, *, gz: bool) -> None:
    """A web archive with pages, a picture, a missing page, and a page twice."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gz)
        for url, status, kind, body in (
            ("http://g.nl/", "200 OK", "text/html; charset=latin-1", HTML),
            ("http://g.nl/a.png", "200 OK", "image/png", b"\x89PNG"),
            ("http://g.nl/weg", "404 Not Found", "text/html", HTML),
            ("http://g.nl/leeg", "200 OK", "text/html", b""),
            ("http://g.nl/", "200 OK", "text/html", b"<p>later</p>"),
            ("http://g.nl/zip", "200 OK", "text/html", gzip.compress(HTML)),
        ):
            fields = [("Content-Type", kind), *([("Content-Encoding", "gzip")] if url.endswith("zip") else [])]
            headers = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2026-11-01T12:00:00Z"},
            )
            writer.write_record(record)


@pytest.mark.parametrize(("name", "gz"), [("a.warc", False), ("a.warc.gz", True), ("zonder-naam", False)])
def test_web_archive(tmp_path: Path, name: str, gz: bool) -> None:
    path = tmp_path / name
    warc(path, gz=gz)
    results = list(read_sources([str(path)]))
    assert results == [
        Page("http://g.nl/", HTML, datetime(2026, 11, 1, 12, tzinfo=UTC), "latin-1"),
        Failure("http://g.nl/leeg", Reason.EMPTY),
        Page("http://g.nl/zip", HTML, datetime(2026, 11, 1, 12, tzinfo=UTC), None),
    ]


def test_web_archive_that_is_broken_or_empty(tmp_path: Path) -> None:
    broken, empty = tmp_path / "a.warc.gz", tmp_path / "b.warc"
    warc(broken, gz=True)
    broken.write_bytes(broken.read_bytes()[:700])
    assert read(broken)[0] == ("http://g.nl/", HTML)
    broken.write_bytes(b"geen warc")
    assert read(broken) == [(str(broken), "unreadable warc")]
    empty.write_bytes(b"")
    assert read(empty) == [(str(empty), "no-pages")]


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["x.html", "x.txt", "x.warc", "x.warc.gz", "x.db", "x"]), st.booleans())
def test_any_file_gives_one_answer(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str, store: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes((b"SQLite format 3\x00" if store else b"") + data)
    results = list(read_sources([str(path)]))
    assert [result.url for result in results] == [str(path)]


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_name_gives_no_exception(name: str) -> None:
    if "." not in name and not Path(name.replace("\x00", "") or "x").exists():
        assert [result.url for result in read_sources([name], stdin=io.BytesIO(b"x"), timeout=0.2)] == [name]


def test_import_is_light() -> None:
    code = "import sys, helderetaal.crawler; print({'spacy', 'textstat', 'click'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
