"""Pages from a website, politely, one request at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from helderetaal.crawler import frontier
from helderetaal.crawler.example import serve_example
from helderetaal.crawler.fetch import Answer, failure, is_gone, new_session, origin, read_page
from helderetaal.crawler.frontier import Frontier
from helderetaal.crawler.host import Host, read_robots
from helderetaal.crawler.sources import read_sources
from helderetaal.crawler.store import Copy, CrawlStore, StoreError
from helderetaal.records import Failure, Page, Reason

__all__ = ["CrawlProgress", "CrawlStore", "StoreError", "crawl", "read_sources", "serve_example"]

MAX_SECONDS = 3600.0
MAX_SITEMAPS = 50
VISITS_PER_PAGE = 5
"""Of a site that is mostly dead links, at most this many URLs are tried for each page that is asked for."""


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a crawl is; `url` is the one asked for now, empty at the end."""

    done: int
    queued: int
    failed: int
    url: str


def crawl(
    url: str,
    *,
    max_pages: int = 200,
    delay: float = 1.0,
    timeout: float = 20.0,
    store: CrawlStore | None = None,
    on_progress: Callable[[CrawlProgress], None] | None = None,
) -> Iterator[Page | Failure]:
    """The pages of the site of `url` and what could not be read, the start page first.

    Seconds, from 0 to 3600: `delay` between requests (robots.txt may ask for up to 10; 0 waits for nothing), `timeout`
    for each URL in all. With a `store` each page is kept before it comes out; a crawl that was broken off goes on where
    it was and gives only what is new (that may be nothing: `store.page_count` says what there is), a finished one
    begins anew and asks for changes only. A page leaves the store at the end of a crawl that found it gone: 404, 410,
    no page any more, moved to another site, forbidden by robots.txt. One that failed for the moment, or that was not
    visited, stays. A crawl that reached `max_pages` is finished; one in which 10 URLs in a row gave no answer is broken
    off.

    Not worth a failure, unless it is the start page: what robots.txt forbids, a link without the ending of a page that
    turns out to be something else (a download), and a page of an earlier crawl that is gone and has no link any more.

    Raises, at the call and not later: ValueError for seconds out of range, and StoreError with the message
    `other-site: <its start URL>` for a store that holds another site. Any other trouble with the store is a failure.
    """
    for name, seconds in (("delay", delay), ("timeout", timeout)):
        if not 0 <= seconds <= MAX_SECONDS:  # so for nan too
            raise ValueError(f"{name} must be from 0 to {MAX_SECONDS:.0f} seconds, not {seconds}")
    start = frontier.typed_url(url)
    if start is None:
        return iter([failure(url, Reason.BAD_URL)])
    try:
        held = store.start if store is not None else None
    except StoreError as error:
        return iter([failure(start, Reason.BAD_STORE, str(error))])
    if held is not None and not frontier.same_site(held, start):
        raise StoreError(f"other-site: {held}")
    return _results(Host(start, new_session(), delay, timeout), store, max_pages, on_progress or _silent)


def _results(
    host: Host, store: CrawlStore | None, max_pages: int, show: Callable[[CrawlProgress], None]
) -> Iterator[Page | Failure]:
    """The crawl; in a store that goes when it ends where none is given."""
    try:
        with host.session:
            if store is None:
                with CrawlStore(None) as temporary:
                    yield from _crawl(host, temporary, max_pages, show)
            else:
                yield from _crawl(host, store, max_pages, show)
    except StoreError as error:
        yield failure(host.start, Reason.BAD_STORE, str(error))


def _silent(_: CrawlProgress) -> None:
    """No progress is shown."""


def _crawl(
    host: Host, store: CrawlStore, max_pages: int, show: Callable[[CrawlProgress], None]
) -> Iterator[Page | Failure]:
    """The loop: next URL, visit, keep, hand out."""
    show(CrawlProgress(0, 0, 0, host.start))
    refused = read_robots(host)
    if refused is not None:
        if not store.unfinished:
            store.begin(host.start, [(host.start, frontier.START)])
            store.add_failure(refused)
            store.finish()
        yield refused
        return
    queue = _queue(host, store, show)
    pages, failures, visited = store.counts()
    while pages < max_pages and visited < VISITS_PER_PAGE * max_pages and (item := _next(queue, store)) is not None:
        show(CrawlProgress(pages, len(queue), failures, item[0]))
        result = _visit(host, store, queue, item)
        visited += 1
        pages += isinstance(result, Page)
        failures += isinstance(result, Failure)
        if result is not None:
            yield result
        if host.is_down:
            break
    else:
        store.finish()
    show(CrawlProgress(pages, len(queue), failures, ""))


def _queue(host: Host, store: CrawlStore, show: Callable[[CrawlProgress], None]) -> Frontier:
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


def _next(queue: Frontier, store: CrawlStore) -> tuple[str, int] | None:
    """The URL to visit now; at the end those of an earlier crawl, since nothing links to a page that is gone."""
    item = queue.next()
    if item is None:
        store.enqueue(queue.add(store.old_urls(), frontier.UNLINKED))
        item = queue.next()
    return item


def _sitemap_urls(host: Host, show: Callable[[CrawlProgress], None]) -> list[str]:
    """The canonical URLs in the sitemaps that robots.txt names and the one in the usual place; none is no failure."""
    base = f"{origin(host.start)}/"
    named = list(host.robots.sitemaps) if host.robots else []
    waiting = [frontier.canonical(name, base) for name in [*named, "sitemap.xml"]]
    found: dict[str, None] = {}
    seen: set[str] = set()
    while waiting and len(seen) < MAX_SITEMAPS and len(found) < frontier.MAX_SITEMAP_URLS and not host.is_down:
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
    return list(found)[: frontier.MAX_SITEMAP_URLS]


def _visit(host: Host, store: CrawlStore, queue: Frontier, item: tuple[str, int]) -> Page | Failure | None:
    """What one URL gives, kept in the store; None where it is not worth a word, or a page that we have."""
    url, rank = item
    copy = _get(host, store, url)
    if isinstance(copy, Failure):
        if _is_silent(copy, rank):
            store.drop(url)
            return None
        store.add_failure(copy)
        return copy
    page = copy.page
    if frontier.key(page.url) != frontier.key(url) and not queue.visit(page.url) and store.has_now(page.url):
        store.drop(url)
        return None
    store.add_page(url, copy, queue.add(frontier.links(page.html, page.url, page.charset), rank + 1))
    return page


def _is_silent(problem: Failure, rank: int) -> bool:
    """Whether nobody claims that this is a page for us."""
    if rank in (frontier.START, frontier.UNLINKED):
        return rank == frontier.UNLINKED and is_gone(problem)
    download = problem.reason is Reason.NOT_HTML and frontier.ending(problem.url) not in frontier.PAGE_ENDINGS
    return download or problem.reason is Reason.ROBOTS


def _get(host: Host, store: CrawlStore, url: str) -> Copy | Failure:
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
