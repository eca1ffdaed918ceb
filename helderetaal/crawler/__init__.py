"""Pages from a website, politely, one request at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType

import requests
from protego import Protego

from helderetaal.crawler import frontier
from helderetaal.crawler.example import serve_example
from helderetaal.crawler.fetch import DROPPED, Answer, failure, new_session, origin, read_page, request
from helderetaal.crawler.frontier import Frontier
from helderetaal.crawler.sources import read_sources
from helderetaal.crawler.store import Copy, CrawlStore, StoreError
from helderetaal.records import Failure, Page, Reason

__all__ = ["CrawlProgress", "CrawlStore", "StoreError", "crawl", "read_sources", "serve_example"]

AGENT = "helderetaal"
MAX_CRAWL_DELAY = 10.0
MAX_RETRY_AFTER = 30.0
MAX_TRIES = 3
MAX_ROBOTS = 512 * 1024
MAX_SITEMAPS = 50
MAX_SITEMAP_URLS = 50_000
VISITS_PER_PAGE = 5
"""Of a site that is mostly dead links, at most this many URLs are tried for each page that is asked for."""


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a crawl is; `url` is the one asked for now, empty at the end."""

    done: int
    queued: int
    failed: int
    url: str


@dataclass(slots=True)
class _Host:
    """Our manners towards one server: what its robots.txt says, and when we last asked something."""

    start: str
    session: requests.Session
    delay: float
    timeout: float
    robots: Protego | None = None
    last: float | None = None

    def refuse(self, url: str) -> Reason | None:
        """Why this URL is not for us: another site, or robots.txt."""
        if not frontier.same_site(url, self.start):
            return Reason.OTHER_SITE
        return Reason.ROBOTS if self.robots and not self.robots.can_fetch(url, AGENT) else None

    def ask(self, url: str, headers: Mapping[str, str] = MappingProxyType({})) -> Answer | Failure:
        """The answer to one polite request; tried again where the server asks so, or dropped the line."""
        refuse = (lambda _: None) if url == f"{origin(self.start)}/robots.txt" else self.refuse
        for left in reversed(range(MAX_TRIES)):
            if self.delay > 0 and self.last is not None:
                time.sleep(max(0.0, self.last + self.delay - time.monotonic()))
            answer = request(url, session=self.session, timeout=self.timeout, refuse=refuse, headers=headers)
            self.last = time.monotonic()
            pause = _pause(answer)
            if not left or pause is None:
                break
            time.sleep(pause)
        return answer


def _pause(answer: Answer | Failure) -> float | None:
    """Seconds to wait before the same request again; None where it makes no sense, or would take over 30 seconds."""
    if isinstance(answer, Failure):
        return 0.0 if answer.detail == DROPPED else None
    if answer.status not in (429, 503):
        return None
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        seconds = float(value[:9])
    else:
        try:
            seconds = (parsedate_to_datetime(value).astimezone(UTC) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return max(0.0, seconds) if seconds <= MAX_RETRY_AFTER else None


def crawl(
    url: str,
    *,
    max_pages: int = 200,
    delay: float = 1.0,
    timeout: float = 20.0,
    store: CrawlStore | None = None,
    on_progress: Callable[[CrawlProgress], None] | None = None,
) -> Iterator[Page | Failure]:
    """The pages of the site of `url` and what could not be read, the start page first. Raises nothing of its own.

    Seconds: `delay` between requests (robots.txt may ask for up to 10; 0 waits for nothing), `timeout` for each URL
    in all. With a `store` each page is kept before it comes out; a crawl that was broken off goes on where it was and
    gives only what is new, a finished one begins anew and asks for changes only. Pages that are gone by then leave the
    store at the end. A crawl that reached `max_pages` is finished.

    Not worth a failure, unless it is the start page: what robots.txt forbids, and a link without the ending of a page
    that turns out to be something else (a download).
    """
    start = frontier.typed_url(url)
    if start is None:
        yield failure(url, Reason.BAD_URL)
        return
    try:
        with new_session() as session:
            host = _Host(start, session, delay, timeout)
            if store is None:
                with CrawlStore(None) as temporary:
                    yield from _crawl(host, temporary, max_pages, on_progress or _silent)
            else:
                yield from _crawl(host, store, max_pages, on_progress or _silent)
    except StoreError as error:
        yield failure(url, Reason.BAD_STORE, str(error))


def _silent(_: CrawlProgress) -> None:
    """No progress is shown."""


def _crawl(
    host: _Host, store: CrawlStore, max_pages: int, show: Callable[[CrawlProgress], None]
) -> Iterator[Page | Failure]:
    """The loop: next URL, visit, keep, hand out."""
    show(CrawlProgress(0, 0, 0, host.start))
    if store.start is not None and not frontier.same_site(store.start, host.start):
        raise StoreError(f"holds a crawl of {store.start}")
    refused = _read_robots(host)
    if refused is not None:
        if not store.unfinished:
            store.begin(host.start, [(host.start, frontier.START)])
            store.add_failure(refused)
            store.finish()
        yield refused
        return
    queue = _queue(host, store, show)
    pages, failures, visited = store.counts()
    while pages < max_pages and visited < VISITS_PER_PAGE * max_pages and (item := queue.next()) is not None:
        show(CrawlProgress(pages, len(queue), failures, item[0]))
        result = _visit(host, store, queue, item)
        visited += 1
        pages += isinstance(result, Page)
        failures += isinstance(result, Failure)
        if result is not None:
            yield result
    store.finish()
    show(CrawlProgress(pages, len(queue), failures, ""))


def _read_robots(host: _Host) -> Failure | None:
    """Sets what robots.txt says; a failure where the site may not be crawled as long as that is unknown.

    A client error (4xx, but not 429) or a redirect that leads nowhere means that there are no limits (RFC 9309). Where
    no connection can be made at all, that is the failure: there is no site to have rules.
    """
    answer = host.ask(f"{origin(host.start)}/robots.txt")
    if isinstance(answer, Failure):
        if answer.reason in (Reason.TOO_MANY_REDIRECTS, Reason.BAD_URL):
            return None
        if answer.reason is Reason.CERTIFICATE or answer.detail in ("proxy", "dns", "no-connection", "tls"):
            return failure(host.start, answer.reason, answer.detail)
        return failure(host.start, Reason.ROBOTS, answer.reason)
    if answer.status >= 500 or answer.status == 429:
        return failure(host.start, Reason.ROBOTS, str(answer.status))
    if answer.status == 200:
        host.robots = Protego.parse(answer.body[:MAX_ROBOTS].decode("utf-8-sig", errors="replace"))
        asked = host.robots.crawl_delay(AGENT) or 0.0
        if host.delay > 0:
            host.delay = max(host.delay, min(asked, MAX_CRAWL_DELAY))
    return None


def _queue(host: _Host, store: CrawlStore, show: Callable[[CrawlProgress], None]) -> Frontier:
    """What is to be visited: what an earlier run left, or the start page and the sitemaps."""
    queue = Frontier(host.start)
    if store.unfinished:
        for url, rank, waits in store.frontier():
            queue.restore(url, rank, waits=waits)
        store.enqueue(queue.add([host.start], frontier.START))
        return queue
    queue.restore(host.start, frontier.START, waits=True)  # whatever its ending: a person asked for it
    listed = queue.add(_sitemap_urls(host, show), frontier.LISTED)
    store.begin(host.start, [(host.start, frontier.START), *listed])
    return queue


def _sitemap_urls(host: _Host, show: Callable[[CrawlProgress], None]) -> list[str]:
    """The canonical URLs in the sitemaps that robots.txt names and the one in the usual place; none is no failure."""
    base = f"{origin(host.start)}/"
    named = list(host.robots.sitemaps) if host.robots else []
    waiting = [frontier.canonical(name, base) for name in [*named, "sitemap.xml"]]
    found: dict[str, None] = {}
    seen: set[str] = set()
    while waiting and len(seen) < MAX_SITEMAPS and len(found) < MAX_SITEMAP_URLS:
        url = waiting.pop(0)
        if url is None or url in seen or host.refuse(url) is not None:
            continue
        seen.add(url)
        show(CrawlProgress(0, len(found), 0, url))
        answer = host.ask(url)
        if isinstance(answer, Answer) and answer.status == 200:
            pages, sitemaps = frontier.sitemap(answer.body)
            found.update(dict.fromkeys(filter(None, (frontier.canonical(page, base) for page in pages))))
            waiting += [frontier.canonical(name, base) for name in sitemaps[:MAX_SITEMAPS]]
    return list(found)[:MAX_SITEMAP_URLS]


def _visit(host: _Host, store: CrawlStore, queue: Frontier, item: tuple[str, int]) -> Page | Failure | None:
    """What one URL gives, kept in the store; None where it is not worth a word, or a page that we have."""
    url, rank = item
    copy = _get(host, store, url)
    if isinstance(copy, Failure):
        if rank != frontier.START and _is_silent(copy):
            store.drop(url)
            return None
        store.add_failure(copy)
        return copy
    page = copy.page
    if frontier.key(page.url) != frontier.key(url) and not queue.visit(page.url):
        store.drop(url)
        return None
    store.add_page(url, copy, queue.add(frontier.links(page.html, page.url, page.charset), rank + 1))
    return page


def _is_silent(problem: Failure) -> bool:
    """Whether nobody claimed that this was a page for us."""
    download = problem.reason is Reason.NOT_HTML and frontier.ending(problem.url) not in frontier.PAGE_ENDINGS
    return download or problem.reason is Reason.ROBOTS


def _get(host: _Host, store: CrawlStore, url: str) -> Copy | Failure:
    """The page at a URL; the stored one, dated now, where the server says that it has not changed."""
    reason = host.refuse(url)
    if reason is not None:
        return failure(url, reason)
    old = store.copy(url)
    known = {"If-None-Match": old and old.etag, "If-Modified-Since": old and old.last_modified}
    answer = host.ask(url, {name: value for name, value in known.items() if value})
    if isinstance(answer, Failure):
        return answer
    if answer.status == 304 and old is not None:
        return replace(old, page=replace(old.page, fetched=datetime.now(UTC)))
    page = read_page(answer, url)
    if isinstance(page, Failure):
        return page
    return Copy(page, answer.content_type, _validator(answer, "etag"), _validator(answer, "last-modified"))


def _validator(answer: Answer, name: str) -> str | None:
    """A header to send back at a next crawl, if it is one that may be sent."""
    value = answer.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and 0 < len(value) < 1000 else None
