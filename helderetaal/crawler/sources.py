"""Pages from whatever a person names: files, folders, URLs, standard input, crawl stores, web archives."""

from __future__ import annotations

import codecs
import html
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import requests
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from helderetaal.crawler import frontier
from helderetaal.crawler.fetch import MAX_BODY, Answer, failure, fetch, new_session, read_page
from helderetaal.crawler.store import CrawlStore, StoreError
from helderetaal.records import Failure, Page, Reason

PAGE_FILES = (".html", ".htm", ".xhtml")
_DOCUMENTS = (".md", ".markdown", ".mht", ".mhtml")
_IN_FOLDERS = (*PAGE_FILES, *_DOCUMENTS, ".docx")
"""What is read in a folder: no `.txt`, since that is what robots.txt and the licences of software are called."""
_PARTS = ("_files", "_bestanden", "-bestanden")
"""How a folder is called in which a browser or a word processor puts the frames and scripts of a page."""
_URL = re.compile(r"[a-z][a-z0-9+-]+:", re.I)  # two letters at least: `c:` is a drive
_TAG = re.compile(rb"<(!doctype|!--|\?xml|/?[a-z][a-z0-9]*[\s/>])", re.I)
_LIKE_TAG = re.compile(rb"<[a-z/!]", re.I)  # more than _TAG: <jan@gemeente.nl>
_BLANK_LINES = re.compile(r"(?>\r\n|\r|\n)(?>[ \t]*(?>\r\n|\r|\n))+")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SPACE = b"\x00 \t\r\n\f\v" + codecs.BOM_UTF8 + codecs.BOM_UTF16_LE
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),  # Office before 2007, whichever of them
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"wOF", "font"),
    (b"\x7fELF", "program"),
)
_ZIPPED = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/epub+zip", "epub"),
)


@dataclass(slots=True)
class _Reading:
    """What was read before (a file counts by its real path), and what reads URLs and standard input."""

    session: requests.Session
    stdin: BinaryIO | None
    timeout: float
    seen: set[str] = field(default_factory=set)

    def is_new(self, name: str) -> bool:
        """Whether this is the first time; from now on it is not."""
        known = name in self.seen
        self.seen.add(name)
        return not known


def read_sources(
    sources: Iterable[str], *, stdin: BinaryIO | None = None, timeout: float = 20.0
) -> Iterator[Page | Failure]:
    """The pages of all sources in order, each once, and a failure for what cannot be read; never raises.

    A source is a file (HTML, Word, Markdown, plain text, a crawl store, a WARC), a folder (the pages and documents in
    it at any depth, no plain text), a URL, a host such as `www.gemeente.nl/paspoort`, or `-` for `stdin`. Plain text
    comes out as it is; only where something in it looks like a tag, as HTML with a paragraph for each group of lines.
    `timeout` is in seconds for each URL.
    """
    with new_session() as session:
        reading = _Reading(session, stdin, timeout)
        for source in sources:
            yield from _read(source, reading)


def _read(source: str, reading: _Reading) -> Iterator[Page | Failure]:
    """One source, whatever it is."""
    if source == "-":
        if reading.is_new("-"):
            yield _content("-", reading.stdin)
        return
    try:
        os.lstat(source)  # not Path: that reads "" as the folder that we are in
    except PermissionError:
        yield failure(source, Reason.UNREADABLE)
    except (OSError, ValueError):  # not there; a NUL in the name, a name too long
        yield from _address(source, reading)
    else:
        yield from _folder(source, reading) if Path(source).is_dir() else _file(source, reading)


def _address(source: str, reading: _Reading) -> Iterator[Page | Failure]:
    """A URL, or a host as people type it; otherwise a file that is not there."""
    url = frontier.typed_url(source)
    if url is None:
        yield failure(source, Reason.BAD_URL if _URL.match(source.strip()) else Reason.NO_FILE)
    elif reading.is_new(url):
        asked = frontier.requestable(source) or url
        result = fetch(asked, session=reading.session, timeout=reading.timeout)
        yield failure(source, result.reason, result.detail) if isinstance(result, Failure) else result


def _folder(source: str, reading: _Reading) -> Iterator[Page | Failure]:
    """Every page file in a folder, folders in order of name; hidden ones, `node_modules` and parts are no pages."""
    problems: list[Failure] = []
    visited: set[str] = set()
    found = False

    def unreadable(error: OSError) -> None:
        problems.append(failure(str(error.filename or source), Reason.UNREADABLE))

    for folder, folders, names in os.walk(source, onerror=unreadable, followlinks=True):
        real = os.path.realpath(folder)
        parts = _part_folders(names)
        pages = [name for name in folders if name[0] != "." and name != "node_modules" and name.lower() not in parts]
        folders[:] = sorted(pages) if real not in visited else []
        for name in sorted(names) if real not in visited else []:
            if name.lower().endswith(_IN_FOLDERS) and not name.startswith((".", "~$")):
                found = True
                yield from _file(os.path.join(folder, name), reading)  # noqa: PTH118 - "./a.html" stays as it is
        visited.add(real)
    yield from problems
    if not found and not problems:
        yield failure(source, Reason.NO_PAGES)


def _part_folders(names: Iterable[str]) -> set[str]:
    """The names, in lower case, of folders that would hold parts of the pages among these files."""
    stems = [name.lower().rpartition(".")[0] for name in names if name.lower().endswith(PAGE_FILES)]
    return {stem + part for stem in stems for part in _PARTS}


def _file(source: str, reading: _Reading) -> Iterator[Page | Failure]:
    """One file: a crawl store, a web archive, or a page."""
    try:
        if not reading.is_new(os.path.realpath(source)):
            return
        with Path(source).open("rb") as file:
            head = file.peek(16)  # what comes from a pipe cannot be read twice
            if head.startswith(b"SQLite format 3\x00"):
                yield from _store(source)
            elif head.startswith(b"WARC/") or source.lower().endswith((".warc", ".warc.gz")):
                yield from _warc(source, file)
            else:
                yield _content(source, file)
    except FileNotFoundError:
        yield failure(source, Reason.NO_FILE)
    except (OSError, ValueError):
        yield failure(source, Reason.UNREADABLE)


def _content(name: str, file: BinaryIO | None) -> Page | Failure:
    """The page that a file holds, with as URL its name as given."""
    try:
        data = file.read(MAX_BODY + 1) if file is not None else b""
    except (OSError, ValueError):
        return failure(name, Reason.UNREADABLE)
    if len(data) > MAX_BODY:
        return failure(name, Reason.TOO_LARGE)
    kind = _binary(data)
    if kind == "docx" or (kind == "zip" and name.lower().endswith(".docx")):  # the second is cut off
        return Page(name, data, datetime.now(UTC))
    if kind is not None:
        return failure(name, Reason.BINARY, kind)
    if not data.strip(_SPACE):
        return failure(name, Reason.EMPTY)
    ascii_only = data.replace(b"\x00", b"")  # of UTF-16
    if name.lower().endswith(_DOCUMENTS):
        return Page(name, data, datetime.now(UTC))
    plain = name.lower().endswith(".txt") or not (name.lower().endswith(PAGE_FILES) or _TAG.search(ascii_only))
    misleads = plain and _LIKE_TAG.search(ascii_only)
    return Page(name, _paragraphs(_decoded(data)) if misleads else data, datetime.now(UTC))


def _binary(data: bytes) -> str | None:
    """What kind of file this is if not text, empty where that is unknown; None for text."""
    if data.startswith(b"PK\x03\x04"):
        return next((kind for sign, kind in _ZIPPED if sign in data), "zip")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    for sign, kind in _SIGNATURES:
        if data.startswith(sign):
            return kind
    return "" if b"\x00" in data and not data.startswith(_UTF16) else None


def _decoded(data: bytes) -> str:
    """Plain text: as its byte order mark says, else UTF-8, else what Windows writes."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _paragraphs(text: str) -> str:
    """Text in which something looks like a tag as HTML: a paragraph for each group of lines, each on its own line."""
    return "<p>" + _BLANK_LINES.sub(lambda match: f"</p>{match[0]}<p>", html.escape(text, quote=False)) + "</p>"


def _store(source: str) -> Iterator[Page | Failure]:
    """All that a crawl kept, and what it could not read."""
    try:
        if os.access(f"{source}-journal", os.F_OK):
            CrawlStore(source).close()  # a crawl that was killed left a page half written; SQLite undoes that
        with CrawlStore(source, read_only=True) as store:
            yield from store.pages()
            yield from store.failures()
            if store.is_empty:
                yield failure(source, Reason.NO_PAGES)
    except StoreError as error:
        yield failure(source, Reason.BAD_STORE, str(error))


def _warc(source: str, file: BinaryIO) -> Iterator[Page | Failure]:
    """Each HTML page in a web archive, the first copy of each."""
    seen: set[str] = set()
    problem = None
    try:
        for record in ArchiveIterator(file):
            result = _record(record)
            if result is not None and result.url not in seen:
                seen.add(result.url)
                yield result
    except Exception:  # warcio raises whatever a broken archive makes it stumble over
        problem = failure(source, Reason.UNREADABLE, "warc")
    if problem is not None:
        yield problem
    elif not seen:
        yield failure(source, Reason.NO_PAGES)


def _record(record: ArcWarcRecord) -> Page | Failure | None:
    """The page in one record of a web archive; None where it holds none."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if record.rec_type not in ("response", "resource") or headers is None:
        return None
    if record.rec_type == "response" and headers.get_statuscode() != "200":
        return None
    body = bytearray()
    stream = record.content_stream()
    while len(body) <= MAX_BODY and (part := stream.read(65536)):
        body += part
    if len(body) > MAX_BODY:
        return failure(url, Reason.TOO_LARGE)
    answer = Answer(url, 200, {"content-type": headers.get_header("Content-Type") or ""}, bytes(body))
    result = read_page(answer, url)
    if isinstance(result, Failure):
        return None if result.reason is Reason.NOT_HTML else result
    return replace(result, fetched=_date(record.rec_headers.get_header("WARC-Date")))


def _date(text: str | None) -> datetime | None:
    """A moment with its time zone; None where there is none to read."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
