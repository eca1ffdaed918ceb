"""A crawl in one SQLite file: pages, failures and the URLs still to visit, committed page by page."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from helderetaal.crawler import frontier
from helderetaal.crawler.fetch import MAX_BODY, failure, is_gone
from helderetaal.records import Failure, Page, Reason

APPLICATION_ID = 0x68656C64  # "held", in bytes 68 to 71 of the file
VERSION = 1
_HEADER = b"SQLite format 3\x00"
_SCHEMA = f"""
CREATE TABLE page (url TEXT PRIMARY KEY, final_url TEXT NOT NULL, status INTEGER NOT NULL, content_type TEXT NOT NULL,
    charset TEXT, etag TEXT, last_modified TEXT, fetched TEXT NOT NULL, body BLOB NOT NULL, run INTEGER NOT NULL);
CREATE TABLE failure (url TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL);
CREATE TABLE frontier (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL, state TEXT NOT NULL);
CREATE TABLE crawl (start TEXT NOT NULL, run INTEGER NOT NULL, finished INTEGER NOT NULL);
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
"""


class StoreError(ValueError):
    """A file that is not a crawl store, or one that cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What the store holds of one URL: the page, and what to ask the server whether it changed."""

    page: Page
    content_type: str
    etag: str | None = None
    last_modified: str | None = None


def is_store(path: str | os.PathLike[str]) -> bool:
    """Whether the file is a crawl store, by its first 100 bytes."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(100)
    except (OSError, ValueError):
        return False
    return head.startswith(_HEADER) and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


@contextmanager
def _guarded() -> Iterator[None]:
    """Turns what is raised on a damaged or locked file, a full disk or a URL that is none, into StoreError."""
    try:
        yield
    except (sqlite3.Error, zlib.error, OSError, ValueError) as error:
        raise StoreError(str(error)) from error


class CrawlStore:
    """One crawl of one site in one file; a file that is not there is made. `None` keeps it in a file without a name.

    A file that may not be written, or `read_only=True`, is opened for reading alone. SQLite's default rollback
    journal keeps it one file whenever no page is being written. Raises StoreError for a file that is no store.
    """

    def __init__(self, path: str | os.PathLike[str] | None, *, read_only: bool = False) -> None:
        self._run = 0
        with _guarded():
            self._db = _connect(path, read_only)
            try:
                self._run = int(next(self._db.execute("SELECT max(run) FROM crawl"))[0] or 0)
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed was never there."""
        self._db.close()

    def pages(self) -> Iterator[Page | Failure]:
        """Each page once, in the order of first visit; BAD_STORE with its URL in the place of a damaged one."""
        query = "SELECT rowid, url, final_url, body, fetched, charset FROM page WHERE rowid > ? ORDER BY rowid LIMIT 1"
        last = -1
        while True:  # one query a page, so that no cursor stands open while the caller writes
            with _guarded():
                row = self._db.execute(query, (last,)).fetchone()
            if row is None:
                return
            last = row[0]
            try:
                page: Page | Failure = _page(*row[2:])
            except StoreError as error:
                page = failure(str(row[1]), Reason.BAD_STORE, str(error))
            yield page  # not in the `try`: what the caller raises is not about this page

    def failures(self) -> Iterator[Failure]:
        """Each failure of the last crawl, in the order in which they came."""
        with _guarded():
            rows = self._db.execute("SELECT url, reason, detail FROM failure ORDER BY rowid").fetchall()
        for url, reason, detail in rows:
            if reason not in set(Reason):
                raise StoreError(f"reason {reason!r}")
            yield Failure(str(url), Reason(reason), str(detail))

    def copy(self, url: str) -> Copy | None:
        """What is stored whole under the URL that was asked for."""
        with _guarded():
            row = self._db.execute(
                "SELECT final_url, body, fetched, charset, content_type, etag, last_modified FROM page WHERE url = ?",
                (url,),
            ).fetchone()
        try:
            return Copy(_page(*row[:4]), row[4], row[5], row[6]) if row else None
        except StoreError:
            return None

    @property
    def start(self) -> str | None:
        """The URL at which the last crawl began; None in a new store."""
        with _guarded():
            row = self._db.execute("SELECT start FROM crawl").fetchone()
            return _url(row[0]) if row else None

    @property
    def unfinished(self) -> bool:
        """Whether a crawl was broken off in this store."""
        with _guarded():
            return self._db.execute("SELECT 1 FROM crawl WHERE NOT finished").fetchone() is not None

    @property
    def page_count(self) -> int:
        """How many pages it holds, of whichever crawl."""
        with _guarded():
            return int(self._db.execute("SELECT count(*) FROM page").fetchone()[0])

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a page nor a failure in it."""
        with _guarded():
            return not self._db.execute("SELECT 1 FROM page UNION SELECT 1 FROM failure").fetchone()

    def counts(self) -> tuple[int, int, int]:
        """How many pages, failures and visited URLs (those without word too) this crawl has so far."""
        with _guarded():
            (pages,) = self._db.execute("SELECT count(*) FROM page WHERE run = ?", (self._run,)).fetchone()
            (failures,) = self._db.execute("SELECT count(*) FROM failure").fetchone()
            (visited,) = self._db.execute("SELECT count(*) FROM frontier WHERE state != 'queued'").fetchone()
        return pages, failures, visited

    def frontier(self) -> list[tuple[str, int, bool]]:
        """Each URL of this crawl in order of arrival: URL, rank, whether it still waits."""
        with _guarded():
            rows = self._db.execute("SELECT url, rank, state = 'queued' FROM frontier ORDER BY id").fetchall()
            return [(_url(url), int(rank), bool(waits)) for url, rank, waits in rows]

    def old_urls(self) -> list[str]:
        """The URLs of the pages that only an earlier crawl has seen, in the order of first visit."""
        with _guarded():
            rows = self._db.execute("SELECT url FROM page WHERE run < ? ORDER BY rowid", (self._run,)).fetchall()
            return [_url(url) for (url,) in rows]

    def begin(self, start: str, queue: Iterable[tuple[str, int]]) -> None:
        """Begin a new crawl with these URLs waiting; the pages of an earlier one stay, see `finish`."""
        with _guarded(), self._db:
            for table in ("crawl", "failure", "frontier"):
                self._db.execute(f"DELETE FROM {table}")
            self._db.execute("INSERT INTO crawl VALUES (?, ?, 0)", (start, self._run + 1))
            self._enqueue(queue)
        self._run += 1

    def enqueue(self, queue: Iterable[tuple[str, int]]) -> None:
        """Let these URLs wait."""
        with _guarded(), self._db:
            self._enqueue(queue)

    def add_page(self, url: str, copy: Copy, found: Iterable[tuple[str, int]] = ()) -> None:
        """In one commit: the page, that `url` and its final URL are done, and the URLs found on it."""
        page = copy.page
        raw = page.html.encode() if isinstance(page.html, str) else page.html
        when = (page.fetched or datetime.now(UTC)).isoformat()
        row = (page.url, 200, copy.content_type, page.charset, copy.etag, copy.last_modified, when)
        with _guarded(), self._db:
            self._db.execute(
                "INSERT INTO page VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (url) DO UPDATE SET "
                "(final_url, status, content_type, charset, etag, last_modified, fetched, body, run) = "
                "(excluded.final_url, excluded.status, excluded.content_type, excluded.charset, excluded.etag, "
                "excluded.last_modified, excluded.fetched, excluded.body, excluded.run)",
                (url, *row, zlib.compress(raw), self._run),
            )
            self._enqueue([(page.url, 0)])
            self._settle(page.url, "done")
            self._settle(url, "done")
            self._enqueue(found)

    def add_failure(self, failure: Failure) -> None:
        """In one commit: the failure, and that its URL is done."""
        with _guarded(), self._db:
            self._db.execute("INSERT INTO failure VALUES (?, ?, ?)", (failure.url, failure.reason, failure.detail))
            self._settle(failure.url, "gone" if is_gone(failure) else "failed")

    def has_now(self, url: str) -> bool:
        """Whether this crawl got a page at `url`; another URL may lead to it after `url` itself failed."""
        with _guarded():
            query = "SELECT 1 FROM page WHERE run = ? AND (url = ? OR final_url = ?)"
            return self._db.execute(query, (self._run, url, url)).fetchone() is not None

    def drop(self, url: str) -> None:
        """`url` gave no page and needs no word in a report."""
        with _guarded(), self._db:
            self._settle(url, "dropped")

    def finish(self) -> None:
        """End the crawl, and forget each older page whose URL gave it a newer one, or word that there is none.

        What the crawl did not visit, or what failed for the moment, stays as it was; all stays where the crawl saw no
        page at all.
        """
        with _guarded(), self._db:
            self._db.execute("UPDATE crawl SET finished = 1")
            if self._db.execute("SELECT 1 FROM page WHERE run = ?", (self._run,)).fetchone() is None:
                return
            settled = self._db.execute("SELECT url FROM frontier WHERE state IN ('done', 'gone', 'dropped')")
            known = {frontier.key(str(url)) for (url,) in settled}
            old = self._db.execute("SELECT rowid, url, final_url FROM page WHERE run < ?", (self._run,)).fetchall()
            gone = [(row,) for row, *urls in old if known & {frontier.key(str(url)) for url in urls}]
            self._db.executemany("DELETE FROM page WHERE rowid = ?", gone)

    def _enqueue(self, queue: Iterable[tuple[str, int]]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO frontier (url, rank, state) VALUES (?, ?, 'queued')", queue)

    def _settle(self, url: str, state: str) -> None:
        self._db.execute("UPDATE frontier SET state = ? WHERE url = ?", (state, url))


def _connect(path: str | os.PathLike[str] | None, read_only: bool) -> sqlite3.Connection:
    """An open store, made where there was none."""
    if path is None:
        db = sqlite3.connect("")
        db.executescript(_SCHEMA)
        return db
    file = Path(path).absolute()
    exists = file.exists() and (not file.is_file() or file.stat().st_size > 0)
    if exists and not is_store(file):
        raise StoreError(f"{path} is not a crawl store")
    read_only = read_only or (exists and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)))
    db = sqlite3.connect(f"{file.as_uri()}?mode={'ro' if read_only else 'rwc'}", uri=True, timeout=10)
    try:
        if not exists and not read_only:
            db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            raise StoreError(f"{path} is a crawl store of version {version}, not {VERSION}")
    except BaseException:
        db.close()
        raise
    return db


def _url(value: object) -> str:
    """A URL from a column; ValueError where a file from elsewhere holds something else there."""
    frontier.key(str(value))
    return str(value)


def _page(url: object, body: object, fetched: object, charset: object) -> Page:
    """A page from its columns; a file from elsewhere may hold anything in them."""
    if not (isinstance(url, str) and isinstance(body, bytes) and isinstance(fetched, str)):
        raise StoreError("no URL, body or date")
    with _guarded():
        inflate = zlib.decompressobj()
        html = inflate.decompress(body, MAX_BODY + 1)
    if not inflate.eof:
        raise StoreError("body cut off or too large")
    try:
        when = datetime.fromisoformat(fetched)
    except ValueError as error:
        raise StoreError(f"date {fetched!r}") from error
    return Page(url, html, when, charset if isinstance(charset, str) else None)
