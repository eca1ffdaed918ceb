"""The crawler against a real server: which URLs, what fails and how, and what survives a kill."""

import contextlib
import gzip
import os
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from server import Site, move, page, reply, serve

from helderetaal.crawler import CrawlProgress, CrawlStore, StoreError, crawl, frontier
from helderetaal.crawler.fetch import fetch
from helderetaal.crawler.store import is_store
from helderetaal.records import Failure, Page, Reason

BASE = "http://gemeente.nl/map/"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/" + "%" * 10_000, None),
        ("HTTP://WWW.Gemeente.NL:80/a/../b/./c%7e#top", "http://www.gemeente.nl/b/c~"),
        ("https://gemeente.nl:443", "https://gemeente.nl/"),
        ("https://gemeente.nl:8443/", "https://gemeente.nl:8443/"),
        ("paspoort", "http://gemeente.nl/map/paspoort"),
        (" /a\nb ", "http://gemeente.nl/ab"),
        ("http://gemeente.nl//x/../..//y", "http://gemeente.nl//y"),
        ("?utm_source=brief&id=1&fbclid=2&gclid=3", "http://gemeente.nl/map/?id=1"),
        ("/a?UTM_medium=x", "http://gemeente.nl/a"),
        ("/a;jsessionid=0F?b=1", "http://gemeente.nl/a?b=1"),
        ("/café?q=é b", "http://gemeente.nl/caf%C3%A9?q=%C3%A9%20b"),
        ("/100%", "http://gemeente.nl/100%25"),
        ("/a%2fb", "http://gemeente.nl/a%2Fb"),
        ("//é.nl/", "http://xn--9ca.nl/"),
        ("http://jan:geheim@gemeente.nl/", "http://gemeente.nl/"),
        ("mailto:a@b.nl", None),
        ("javascript:void(0)", None),
        ("tel:14020", None),
        ("file:///etc/passwd", None),
        ("ftp://gemeente.nl/", None),
        ("http://gemeente.nl:99999/", None),
        ("http://[::1/", None),
        ("http://exa mple.nl/", None),
        ("http://a..b/", None),
        (f"http://{'a' * 64}.nl/", None),
    ],
)
def test_canonical(href: str, expected: str | None) -> None:
    assert frontier.canonical(href, BASE) == expected


@settings(deadline=None)
@given(st.text(max_size=60))
def test_canonical_of_a_canonical_url_is_itself(text: str) -> None:
    url = frontier.canonical(text, BASE)
    assert url is None or frontier.canonical(url) == url
    assert frontier.typed_url(text) is None or frontier.typed_url(text).startswith("http")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://gemeente.nl/a", "https://www.gemeente.nl/b", True),
        ("http://gemeente.nl/", "http://gemeente.nl:8080/", False),
        ("http://gemeente.nl/", "http://formulieren.gemeente.nl/", False),
        ("http://gemeente.nl/", "http://gemeente.nl.kwaad.nl/", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert frontier.same_site(one, other) is same


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/paspoort", True),
        ("/paspoort.html", True),
        ("/index.php?id=3", True),
        ("/besluit-2.0", True),
        ("/verslag.PDF", False),
        ("/brief.docx", False),
        ("/foto.jpeg", False),
        ("/a/b/a/b/a/b", True),
        ("/a/b/a/b/a/b/a/b", False),
        ("/" + "d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x", False),
        ("/x?a=1&a=2&a=3&a=4", False),
        ("/" + "x" * 2000, False),
    ],
)
def test_wanted(path: str, expected: bool) -> None:
    assert frontier.wanted(f"http://gemeente.nl{path}", "https://www.gemeente.nl/") is expected


def test_frontier_gives_lowest_rank_first_and_each_page_once() -> None:
    queue = frontier.Frontier("http://g.nl/")
    assert queue.add(["http://g.nl/", "https://www.g.nl/"], 0) == [("http://g.nl/", 0)]
    queue.add(["http://g.nl/c"], 2)
    queue.add(["http://g.nl/a", "http://g.nl/b", "http://ander.nl/"], 1)
    assert len(queue) == 4
    assert queue.visit("http://g.nl/b") is True
    assert queue.visit("http://g.nl/b") is False
    order = [queue.next() for _ in range(4)]
    assert order == [("http://g.nl/", 0), ("http://g.nl/a", 1), ("http://g.nl/c", 2), None]


def test_frontier_bounds_the_queries_of_one_path() -> None:
    queue = frontier.Frontier("http://g.nl/")
    urls = [f"http://g.nl/kalender?dag={day}" for day in range(300)]
    assert queue.add(urls, 1) == [(url, 1) for url in urls[: frontier.MAX_VARIANTS]]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="a">1</a><a href="/b#x">2</a><a href=a>3</a><a>4</a>', [BASE + "a", "http://gemeente.nl/b"]),
        ('<base href="/elders/"><a href="a">', ["http://gemeente.nl/elders/a"]),
        ('<a href="a" rel="noopener nofollow">', []),
        ('<meta name="Robots" content="noindex, NOFOLLOW"><a href="a">', []),
        ('<meta name="robots" content="noindex"><a href="a">', [BASE + "a"]),
        ('<link rel="canonical" href="c"><link rel="stylesheet" href="s">', [BASE + "c"]),
        ('<meta http-equiv="refresh" content="0; url=nieuw">', [BASE + "nieuw"]),
        ('<meta http-equiv="refresh" content="300">', []),
        ('<meta http-equiv="refresh" content=" 00 , \'nieuw\'>">', [BASE + "nieuw"]),
        ('<?xml version="1.0"?><html><a href="a">', [BASE + "a"]),
        ("pagina.html", []),
    ],
)
def test_links(html: str, expected: list[str]) -> None:
    assert frontier.links(html.encode(), BASE, "utf-8") == expected
    assert frontier.links(html, BASE) == expected


@settings(deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([None, "utf-8", "utf-16", "utf-7", "idna", "rot13", "undefined", "hex", "bestaat-niet", "\x00"]),
)
def test_links_and_sitemaps_survive_anything(data: bytes, charset: str | None) -> None:
    assert all(url.startswith("http") for url in frontier.links(b"<a href='" + data, BASE, charset))
    frontier.sitemap(data)
    frontier.sitemap(gzip.compress(data)[:-4])


@pytest.mark.parametrize(
    "content", ["{}", "{}x", "0{}", "0{}x", "0;{}", '0;{}"', '0;"{}"', "0;url{}", "0;url{}x", "0;url={}", "{}0;{}b"]
)
def test_links_of_a_page_with_a_long_refresh_take_no_time(content: str) -> None:
    began = time.process_time()
    for filling in (" " * 60_000, "0" * 60_000):
        value = content.replace("{}", filling)
        html = f"<meta http-equiv=refresh content='{value}'><a href=a>"
        assert frontier.links(html, BASE)[0] == BASE + "a"
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("body", "pages", "sitemaps"),
    [
        ("http://g.nl/a\r\n\nhttp://g.nl/b\n", ["http://g.nl/a", "http://g.nl/b"], []),
        ("<urlset><url><loc >\n http://g.nl/a?b=1&amp;c=2\n</loc></url>", ["http://g.nl/a?b=1&c=2"], []),
        ("<sm:urlset xmlns:sm='x'><sm:loc>http://g.nl/&#233;</sm:loc>", ["http://g.nl/é"], []),
        ("<loc><![CDATA[http://g.nl/a?b=1&copy=2]]></loc>", ["http://g.nl/a?b=1&copy=2"], []),
        ("<loc>http://g.nl/a?b=1&copy=2</loc>", ["http://g.nl/a?b=1&copy=2"], []),
        ("<sitemapindex><sitemap><loc>http://g.nl/1.xml</loc>", [], ["http://g.nl/1.xml"]),
        ("<!DOCTYPE x [<!ENTITY e 'eeee'>]><loc>http://g.nl/&e;</loc>", ["http://g.nl/&e;"], []),
        ("<location>http://g.nl/</location><loc></loc>", [], []),
        ("", [], []),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_sitemap(body: str, pages: list[str], sitemaps: list[str], charset: str) -> None:
    assert frontier.sitemap(body.encode(charset)) == (pages, sitemaps)
    assert frontier.sitemap(gzip.compress(body.encode(charset))) == (pages, sitemaps)


@pytest.mark.parametrize(
    "line", ["<url><loc>http://g.nl/{}</loc></url>", "http://g.nl/{}\n", "<loc>http://g.nl/{}</loc><a/><a/><a/>"]
)
def test_sitemap_that_unpacks_to_far_too_much(line: str) -> None:
    body = "".join(line.format(number) for number in range(400_000)).encode()
    began = time.process_time()
    tracemalloc.start()
    try:
        pages, _ = frontier.sitemap(gzip.compress(body, 1))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (len(pages), pages[-1]) == (50_000, "http://g.nl/49999")
    assert peak < 60_000_000
    assert time.process_time() - began < 3
    assert frontier.sitemap(gzip.compress(b" " * 10_000_000 + b"http://g.nl/ver")) == ([], [])


def test_links_of_a_page_nested_deep() -> None:
    assert frontier.links(b"<div>" * 20_000 + b"<a href='a'>", BASE)[:1] in ([], [BASE + "a"])


HTML = b"<!doctype html><p>Tekst.</p>"


def answered(site: Site, path: str, *, timeout: float = 5.0) -> Page | Failure:
    return fetch(site.url + path, timeout=timeout)


def drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"<p>x</p>")
        time.sleep(0.05)


def drip_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def endless_redirect(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 302 X\r\nLocation: /\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x" * 1000)
        time.sleep(0.05)


TYPELESS = {"Content-Type": ""}
ZIPPED = {"Content-Encoding": "gzip"}
FAILURES: list[tuple[object, Reason, str]] = [
    (reply("", 404), Reason.HTTP_STATUS, "404"),
    (reply("stuk", 500), Reason.HTTP_STATUS, "500"),
    (reply("", 204), Reason.HTTP_STATUS, "204"),
    (reply(" \n"), Reason.EMPTY, ""),
    (reply("%PDF-1.7", headers={"Content-Type": "application/pdf"}), Reason.NOT_HTML, "application/pdf"),
    (reply("{}", headers={"Content-Type": "application/json"}), Reason.NOT_HTML, "application/json"),
    (reply("<rss/>", headers={"Content-Type": "text/xml"}), Reason.NOT_HTML, "text/xml"),
    (reply(b"\x89PNG\r\n", headers=TYPELESS), Reason.NOT_HTML, ""),
    (reply(b"x" * 10_000_001), Reason.TOO_LARGE, ""),
    (reply(HTML, headers={"Content-Length": "99999999999999999999"}), Reason.TOO_LARGE, ""),
    (reply(gzip.compress(b"x" * 50_000_000), headers=ZIPPED), Reason.TOO_LARGE, ""),
    (reply(b"\x1f\x8bgeen gzip", headers=ZIPPED), Reason.UNREACHABLE, "broken-answer"),
    (reply(HTML, headers={"Content-Encoding": "br"}), Reason.UNREACHABLE, "content-encoding br"),
    (reply(HTML, headers={"Content-Length": "500"}), Reason.UNREACHABLE, "broken-answer"),
    (
        reply(b"zz\r\n", headers={"Content-Length": "", "Transfer-Encoding": "chunked"}),
        Reason.UNREACHABLE,
        "broken-answer",
    ),
    (b"geen http\r\n\r\n", Reason.UNREACHABLE, "broken-answer"),
    (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", Reason.UNREACHABLE, "broken-answer"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", Reason.UNREACHABLE, "broken-answer"),
    (b"", Reason.UNREACHABLE, "dropped"),
    (drip, Reason.TIMEOUT, ""),
    (drip_headers, Reason.TIMEOUT, ""),
    (move("file:///etc/passwd"), Reason.BAD_URL, "file:///etc/passwd"),
    (move("http://[::1"), Reason.BAD_URL, "http://[::1"),
    (move("http://a..b/\x1b[31m"), Reason.BAD_URL, "http://a..b/ [31m"),
    (endless_redirect, Reason.TOO_MANY_REDIRECTS, "/"),
    (move("/"), Reason.TOO_MANY_REDIRECTS, "/"),
]


@pytest.mark.parametrize(
    ("answer", "reason", "detail"), FAILURES, ids=[f"{n}-{row[1]}" for n, row in enumerate(FAILURES)]
)
def test_fetch_failure(answer: object, reason: Reason, detail: str) -> None:
    with serve({"/": answer}) as site:  # type: ignore[dict-item]
        began = time.monotonic()
        assert answered(site, "/", timeout=0.3 if reason is Reason.TIMEOUT else 5.0) == Failure(
            f"{site.url}/", reason, detail
        )
        assert reason is not Reason.TIMEOUT or time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("answer", "html", "charset"),
    [
        (reply(HTML), HTML, "utf-8"),
        (reply(HTML, headers={"Content-Type": 'TEXT/HTML ; Charset = "ISO-8859-1"'}), HTML, "ISO-8859-1"),
        (reply(HTML, headers={"Content-Type": "text/html; charset=bestaat-niet"}), HTML, "bestaat-niet"),
        (reply(HTML, headers={"Content-Type": "text/html"}), HTML, None),
        (reply(HTML, headers=TYPELESS), HTML, None),
        (reply(HTML, headers={"Content-Type": "application/xml"}), HTML, None),
        (reply(gzip.compress(HTML), headers=ZIPPED), HTML, "utf-8"),
        (reply(b"\x00<p>\xff\xfe caf\xe9"), b"\x00<p>\xff\xfe caf\xe9", "utf-8"),
    ],
)
def test_fetch_page(answer: bytes, html: bytes, charset: str | None) -> None:
    with serve({"/a": answer}) as site:
        got = answered(site, "/a?utm_source=x#kop")
        assert isinstance(got, Failure)
        site.routes["/a?utm_source=x"] = answer
        got = answered(site, "/a?utm_source=x#kop")
        assert isinstance(got, Page)
        assert (got.url, got.html, got.charset) == (f"{site.url}/a", html, charset)
        assert got.fetched is not None
        assert got.fetched.tzinfo is not None
        assert "User-Agent: helderetaal/" in site.heads[-1]


def test_fetch_follows_redirects() -> None:
    with serve({"/a": move("/b/"), "/b/": move("café", 308), "/b/caf%C3%A9": reply(HTML)}) as site:
        got = answered(site, "/a")
        assert isinstance(got, Page)
        assert got.url == f"{site.url}/b/caf%C3%A9"


def test_crawl_follows_redirects_on_the_site_only() -> None:
    with serve({"/x": page()}) as other, serve({"/": page("/uit")}) as site:
        site.routes["/uit"] = move(f"{other.url}/x")
        assert list(crawl(site.url, delay=0))[1:] == [Failure(f"{site.url}/uit", Reason.OTHER_SITE, f"{other.url}/x")]
        assert other.heads == []


def test_this_machine_is_reached_without_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serve({"/": page()}) as site:
        for host in ("127.0.0.1", "localhost"):
            assert isinstance(answered(Site(site.url.replace("127.0.0.1", host), {}), "/"), Page)
        assert [type(result) for result in crawl(site.url, delay=0)] == [Page]
        outside = fetch("http://gemeente.invalid/", timeout=5)
    assert outside == Failure("http://gemeente.invalid/", Reason.UNREACHABLE, "proxy")


def test_a_long_content_type_takes_no_time() -> None:
    kind = "text/html; charset=" + " " * 60_000 + "!"
    with serve({"/": reply(HTML, headers={"Content-Type": kind})}) as site:
        began = time.process_time()
        got = answered(site, "/")
        assert isinstance(got, Page)
        assert got.charset is None
        assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "url", ["", "x", "htp://x", "http://", "file:///etc/passwd", "http://[", "http://\x00/", "http://a..b/"]
)
def test_fetch_bad_url(url: str) -> None:
    assert fetch(url) == Failure(url, Reason.BAD_URL)


def test_fetch_where_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        assert fetch(url, timeout=2) == Failure(url, Reason.UNREACHABLE, "no-connection")


# Signed by itself, made for this test: no one trusts it.
SELF_SIGNED = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgC6rTskO3768X9zV0
CKu7wxP65a/wnyvgRnsErQO3xQKhRANCAARjdKcXwUIIbsz+Fxpv35x5NvhrcbwH
vDR/VsDvPb61YkQ8nNgqwJqeXXIq6QSItxYSRUtSytVBSERfW0vGbs06
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUDPitS8urAaS34G9nsZicSpossHowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMzE0MjMzMVoYDzIxMjYxMDMw
MTQyMzMxWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARjdKcXwUIIbsz+Fxpv35x5NvhrcbwHvDR/VsDvPb61YkQ8nNgqwJqe
XXIq6QSItxYSRUtSytVBSERfW0vGbs06o1MwUTAdBgNVHQ4EFgQUBmnTVfnORjnV
iut2N+IfSmo+TfMwHwYDVR0jBBgwFoAUBmnTVfnORjnViut2N+IfSmo+TfMwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA0bOhTmlIh7HhpC1DE17x
X6CTZcyWqYCkQD208K03nHcCIE5SU3EpDMHuApjqpKU7DizVWGDB9291zpafchR6
APum
-----END CERTIFICATE-----
"""


def test_fetch_of_a_certificate_that_no_one_trusts(tmp_path: Path) -> None:
    (tmp_path / "self.pem").write_text(SELF_SIGNED)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "self.pem")
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def shake_hands() -> None:
            for _ in range(2):
                with contextlib.suppress(OSError), listener.accept()[0] as line:
                    context.wrap_socket(line, server_side=True)

        server = threading.Thread(target=shake_hands)
        server.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        assert fetch(url, timeout=5) == Failure(url, Reason.CERTIFICATE)
        assert list(crawl(url, delay=0, timeout=5)) == [Failure(url, Reason.CERTIFICATE)]
        server.join()


def test_fetch_of_https_where_only_http_is() -> None:
    with serve({}) as site:
        url = site.url.replace("http:", "https:") + "/"
        assert fetch(url, timeout=5) == Failure(url, Reason.UNREACHABLE, "tls")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [
            b"",
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 302 X\r\nLocation: ",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        ]
    ),
    st.one_of(
        st.binary(max_size=80), st.text("\r\n: ;,=0aZ/%\xe9", max_size=60).map(lambda text: text.encode("latin-1"))
    ),
    st.sampled_from(
        [
            b"",
            b"\r\n\r\n",
            b"\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08",
            b"\r\nContent-Type: text/html\r\n\r\n<p>x",
        ]
    ),
)
def test_fetch_survives_any_answer(fuzzed: Site, start: bytes, middle: bytes, end: bytes) -> None:
    fuzzed.routes["/"] = start + middle + end
    result = fetch(f"{fuzzed.url}/", timeout=2)
    assert isinstance(result, Page) or result.url == f"{fuzzed.url}/"


@pytest.fixture(scope="module")
def fuzzed():  # type: ignore[no-untyped-def]
    with serve({}) as site:
        yield site


def crawled(site: Site, path: str = "/", **options: object) -> list[tuple[str, str]]:
    """Path and "page" or the reason, for all that comes out of a crawl."""
    results = list(crawl(site.url + path, delay=0, timeout=5, **options))  # type: ignore[arg-type]
    return [(r.url.removeprefix(site.url), r.reason if isinstance(r, Failure) else "page") for r in results]


def robots(text: str) -> bytes:
    return reply(text, headers={"Content-Type": "text/plain"})


def listed(*urls: str, index: bool = False) -> bytes:
    kind, item = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    rows = "".join(f"<{item}><loc>\n{url} </loc></{item}>" for url in urls)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><{kind} xmlns="{space}">{rows}</{kind}>'.encode()


def test_crawl_a_site_with_loops_and_faults() -> None:
    routes = {
        "/": page(
            "/a", "b/", "/a#kop", "/a?utm_source=x", "/folder.pdf", "mailto:x@y.nl", "http://elders.test/", "/dood"
        ),
        "/a": page("/", "/a", "/stuk", "/download/1", "/oud.html", "/c"),
        "/b/": page("../a", "x/y", "/terug", "/rond"),
        "/b/x/y": page(head='<meta name="robots" content="noindex,nofollow">'),
        "/c": page("/verborgen", head='<meta name="robots" content="noindex">'),
        "/verborgen": page(),
        "/stuk": reply("x", 500),
        "/download/1": reply("%PDF-1.4", headers={"Content-Type": "application/pdf"}),
        "/oud.html": reply("tekst", headers={"Content-Type": "text/plain"}),
        "/terug": move("/a"),
        "/rond": move("/rond"),
    }
    with serve(routes) as site:
        assert crawled(site) == [
            ("/", "page"),
            ("/a", "page"),
            ("/b/", "page"),
            ("/dood", "http-status"),
            ("/stuk", "http-status"),
            ("/oud.html", "not-html"),
            ("/c", "page"),
            ("/b/x/y", "page"),
            ("/rond", "too-many-redirects"),
            ("/verborgen", "page"),
        ]
        assert "/folder.pdf" not in site.paths
        assert site.paths.count("/b/") == 1


def test_crawl_takes_a_redirected_start_as_the_page_it_leads_to() -> None:
    with serve({"/": move("/nl/"), "/nl/": page("/", "/nl/"), "/sitemap.xml": reply(b"")}) as site:
        site.routes["/sitemap.xml"] = reply(listed(f"{site.url}/nl/", f"{site.url}/x"))
        assert crawled(site) == [("/nl/", "page"), ("/x", "http-status")]


@pytest.mark.parametrize(
    ("rules", "visited"),
    [
        (robots("User-agent: *\nDisallow: /b"), {"/", "/a", "/c.php?x=1"}),
        (robots("User-agent: helderetaal\nDisallow: /*.php\n\nUser-agent: *\nDisallow: /"), {"/", "/a", "/b"}),
        (robots("User-agent: *\nDisallow: /*?\nAllow: /$"), {"/", "/a", "/b"}),
        (robots("\ufeffUser-agent: *\nDisallow: /a"), {"/", "/b", "/c.php?x=1"}),
        (reply("<p>geen robots</p>"), {"/", "/a", "/b", "/c.php?x=1"}),
        (reply("", 403), {"/", "/a", "/b", "/c.php?x=1"}),
        (move("/robots.txt"), {"/", "/a", "/b", "/c.php?x=1"}),
        (robots("User-agent: *\nDisallow: /naar"), {"/", "/a", "/b", "/c.php?x=1"}),
    ],
)
def test_crawl_heeds_robots(rules: bytes, visited: set[str]) -> None:
    routes = {"/robots.txt": rules, "/": page("/a", "/b", "/c.php?x=1", "/om"), "/om": move("/naar")}
    with serve({**routes, "/a": page(), "/b": page(), "/c.php?x=1": page()}) as site:
        assert {path for path, what in crawled(site) if what == "page"} == visited
        assert (b"/naar" in rules) is ("/naar" not in site.paths)


@pytest.mark.parametrize(
    ("rules", "detail"),
    [
        (reply("", 500), "500"),
        (reply("", 503), "503"),
        (b"geen http\r\n\r\n", "unreachable"),
        (drip_headers, "timeout"),
    ],
)
def test_crawl_stays_away_while_robots_is_unknown(rules: bytes, detail: str) -> None:
    with serve({"/robots.txt": rules, "/": page()}) as site:
        assert list(crawl(site.url, delay=0, timeout=0.4)) == [Failure(f"{site.url}/", Reason.ROBOTS, detail)]
        assert set(site.paths) == {"/robots.txt"}


def test_crawl_of_a_start_page_that_is_forbidden_elsewhere_or_no_page() -> None:
    with serve({"/robots.txt": robots("User-agent: *\nDisallow: /"), "/": page()}) as site:
        assert list(crawl(site.url, delay=0)) == [Failure(f"{site.url}/", Reason.ROBOTS)]
        assert site.paths == ["/robots.txt"]
    with serve({"/": page()}) as other, serve({"/": move(other.url)}) as site:
        assert list(crawl(site.url, delay=0)) == [Failure(f"{site.url}/", Reason.OTHER_SITE, f"{other.url}/")]
        assert other.heads == []
    with serve({"/a.pdf": reply("%PDF", headers={"Content-Type": "application/pdf"})}) as site:
        assert list(crawl(f"{site.url}/a.pdf", delay=0)) == [
            Failure(f"{site.url}/a.pdf", Reason.NOT_HTML, "application/pdf")
        ]


@pytest.mark.parametrize("url", ["", "htp://x", "http://", "ftp://gemeente.nl/", "geen url"])
def test_crawl_bad_url(url: str) -> None:
    assert list(crawl(url)) == [Failure(url, Reason.BAD_URL)]


@pytest.mark.parametrize("seconds", [1e300, float("inf"), float("nan"), 3600.1, -1])
@pytest.mark.parametrize("name", ["delay", "timeout"])
def test_crawl_takes_no_seconds_out_of_range(name: str, seconds: float) -> None:
    with pytest.raises(ValueError, match=f"{name} must be from 0 to 3600 seconds"):
        crawl("http://gemeente.invalid/", **{name: seconds})  # type: ignore[arg-type]


def test_crawl_names_the_host_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        assert list(crawl(url, delay=0)) == [Failure(url, Reason.UNREACHABLE, "no-connection")]


def test_crawl_reads_sitemaps() -> None:
    with serve({"/": page("/los")}) as site:
        site.routes["/robots.txt"] = robots(f"Sitemap: {site.url}/index.xml\nSitemap: http://elders.test/s.xml")
        index = listed(
            f"{site.url}/een.xml.gz", f"{site.url}/index.xml", "/twee.txt", "/weg.xml", "/kapot.xml.gz", index=True
        )
        site.routes["/index.xml"] = reply(index)
        site.routes["/een.xml.gz"] = reply(
            gzip.compress(listed(f"{site.url}/1", "http://elders.test/9", f"{site.url}/2?a=1&amp;b=2"))
        )
        site.routes["/twee.txt"] = reply(f"{site.url}/3\r\n{site.url}/3\n{site.url}/plaatje.png\n")
        site.routes["/kapot.xml.gz"] = reply(b"\x1f\x8b\x08kapot")
        site.routes |= {path: page() for path in ("/los", "/1", "/2?a=1&b=2", "/3")}
        assert crawled(site) == [(path, "page") for path in ("/", "/los", "/1", "/2?a=1&b=2", "/3")]


def test_crawl_stops_at_max_pages_and_shows_progress() -> None:
    with serve({"/": page(*(f"/{n}" for n in range(9))), "/1": page()}) as site:
        site.routes |= {f"/{n}": page() for n in range(2, 9)}
        seen: list[CrawlProgress] = []
        found = crawled(site, max_pages=3, on_progress=seen.append)
        assert found == [("/", "page"), ("/0", "http-status"), ("/1", "page"), ("/2", "page")]
        assert seen[-1] == CrawlProgress(3, 6, 1, "")
        assert CrawlProgress(1, 8, 0, f"{site.url}/0") in seen


def test_crawl_of_dead_links_ends() -> None:
    with serve({"/": page(*(f"/{n}" for n in range(500)))}) as site:
        assert len(crawled(site, max_pages=4)) == 20


def test_crawl_stops_when_the_site_goes_down(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(30)]
    routes: dict[str, bytes] = {"/": page(*paths), **dict.fromkeys(paths, page()), **dict.fromkeys(paths[3:], b"")}
    routes["/5"] = reply("", 500)  # an answer, if a bad one
    with serve(routes) as site, CrawlStore(tmp_path / "s.db") as store:
        first = crawled(site, store=store)
        assert first[4:] == [
            *((path, "unreachable") for path in paths[3:5]),
            ("/5", "http-status"),
            *((path, "unreachable") for path in paths[6:16]),
        ]
        assert store.unfinished is True
        site.routes.update(dict.fromkeys(paths, page()))
        assert crawled(site, store=store) == [(path, "page") for path in paths[16:]]
        assert store.unfinished is False
        assert store.page_count == 18


def test_crawl_survives_sitemaps_that_give_no_answer() -> None:
    with serve({"/": page("/a"), "/a": page()}) as site:
        names = [f"/kaart{n}.xml" for n in range(20)]
        site.routes |= {"/robots.txt": robots("".join(f"Sitemap: {site.url}{name}\n" for name in names))}
        site.routes |= dict.fromkeys(names, b"")
        assert crawled(site) == [("/", "page"), ("/a", "page")]
        assert len({path for path in site.paths if path in names}) == 10


def test_crawl_waits_between_requests() -> None:
    with serve({"/": page("/a"), "/a": page()}) as site:
        assert len(list(crawl(site.url, delay=0.15))) == 2
        pauses = [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]
        assert len(pauses) == 3
        assert min(pauses) >= 0.15


def test_crawl_waits_as_long_as_robots_asks_unless_the_delay_is_0() -> None:
    with serve({"/robots.txt": robots("User-agent: *\nCrawl-delay: 0.3"), "/": page()}) as site:
        assert len(list(crawl(site.url, delay=0.01))) == 1
        assert site.times[2] - site.times[1] >= 0.3
        began = time.monotonic()
        assert len(list(crawl(site.url, delay=0))) == 1
        assert time.monotonic() - began < 0.3


def test_crawl_tries_again_when_asked() -> None:
    busy = reply("", 429, {"Retry-After": "1"})
    with serve(
        {"/": [busy, page("/vol", "/lang", "/stil", "/weg")], "/vol": reply("", 503, {"Retry-After": "0"})}
    ) as site:
        site.routes["/lang"] = reply("", 429, {"Retry-After": "3600"})
        site.routes["/stil"] = reply("", 503, {"Retry-After": "Mon, 99 Foo"})
        site.routes["/weg"] = [b"", page()]
        assert crawled(site) == [
            ("/", "page"),
            *((f"/{name}", "http-status") for name in ("vol", "lang", "stil")),
            ("/weg", "page"),
        ]
        times = [when for when, path in zip(site.times, site.paths, strict=True) if path == "/"]
        assert times[1] - times[0] >= 1
        assert {path: len(site.asked(path)) for path in ("/vol", "/lang", "/stil", "/weg")} == {
            "/vol": 3,
            "/lang": 1,
            "/stil": 1,
            "/weg": 2,
        }


def test_store_keeps_a_crawl_and_refreshes_it(tmp_path: Path) -> None:
    path = tmp_path / "site ?#%.db"
    routes = {
        "/": reply('<p>caf\xe9</p><a href="/a">a</a><a href="/b">b</a><a href="/c">c</a>'.encode("latin-1"),
                   headers={"Content-Type": "text/html; charset=latin-1", "ETag": '"v1"'}),
        "/a": reply("<p>een</p>", headers={"Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"}),
        "/b": page(),
        "/c": reply("", 500),
    }  # fmt: skip
    with serve(routes) as site:
        with CrawlStore(path) as store:
            first = list(crawl(site.url, delay=0, store=store))
            assert list(store.pages()) == [result for result in first if isinstance(result, Page)]
            assert list(store.failures()) == [Failure(f"{site.url}/c", Reason.HTTP_STATUS, "500")]
            assert store.unfinished is False
        start = first[0]
        assert isinstance(start, Page)
        assert [file.name for file in tmp_path.iterdir()] == [path.name]
        assert start.charset == "latin-1"
        site.heads.clear()
        del site.routes["/b"]
        site.routes["/"] = reply("", 304)
        site.routes["/a"] = reply("<p>twee</p>")
        with CrawlStore(path) as store:
            again = crawled(site, store=store)
            assert again == [("/", "page"), ("/a", "page"), ("/b", "http-status"), ("/c", "http-status")]
            pages = list(store.pages())
        assert [(page.url, page.html) for page in pages] == [
            (f"{site.url}/", start.html),
            (f"{site.url}/a", b"<p>twee</p>"),
        ]
        assert pages[0].fetched > start.fetched  # type: ignore[operator]
        assert 'If-None-Match: "v1"' in site.asked("/")[0]
        assert "If-Modified-Since: Mon, 02 Nov 2026 10:00:00 GMT" in site.asked("/a")[0]


def test_store_survives_a_site_that_is_down_and_refuses_another(tmp_path: Path) -> None:
    with serve({"/": page()}) as site, CrawlStore(tmp_path / "s.db") as store:
        assert crawled(site, store=store) == [("/", "page")]
        for routes in ({"/robots.txt": reply("", 500)}, {"/": reply("", 500)}):
            site.routes.clear()
            site.routes.update(routes)
            assert crawled(site, store=store) in ([("/", "robots")], [("/", "http-status")])
            assert [page.url for page in store.pages()] == [f"{site.url}/"]
        asked = len(site.heads)
        with pytest.raises(StoreError) as raised:
            crawl("http://ander.nl/", store=store)
        assert (str(raised.value), len(site.heads)) == (f"other-site: {site.url}/", asked)


def stored(store: CrawlStore, site: Site) -> list[str]:
    return [page.url.removeprefix(site.url) for page in store.pages()]


def test_store_loses_only_what_is_gone(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(20)]
    with serve({"/": page(*paths), **dict.fromkeys(paths, page())}) as site, CrawlStore(tmp_path / "s.db") as store:
        crawled(site, store=store)
        assert stored(store, site) == ["/", *paths]
        assert len(crawled(site, store=store, max_pages=3)) == 3
        assert stored(store, site) == ["/", *paths]
        site.routes |= dict.fromkeys(paths, reply("", 503))
        assert len(crawled(site, store=store)) == 21
        assert stored(store, site) == ["/", *paths]
        site.routes |= {
            **dict.fromkeys(paths, page()),
            "/robots.txt": robots("User-agent: *\nDisallow: /3$"),
            "/0": reply("", 404),
            "/1": reply("", 410),
            "/2": reply("%PDF", headers={"Content-Type": "application/pdf"}),
            "/4": move("/5"),
            "/6": move("http://elders.test/"),
            "/7": move("/nieuw"),
            "/8": reply("", 403),
            "/9": reply(""),
            "/nieuw": page(),
        }
        crawled(site, store=store)
        assert stored(store, site) == ["/", "/5", "/nieuw", *paths[8:]]
        assert store.page_count == 15


def test_store_asks_at_the_end_for_what_has_no_link_any_more(tmp_path: Path) -> None:
    routes = {"/": page("/a", "/b", "/c"), "/a": page(), "/b": page(), "/c": page(), "/d": page()}
    with serve(routes) as site, CrawlStore(tmp_path / "s.db") as store:
        crawled(site, store=store)
        site.routes |= {"/": page("/d"), "/a": reply("", 404), "/c": reply("", 503)}
        assert crawled(site, store=store) == [("/", "page"), ("/d", "page"), ("/b", "page"), ("/c", "http-status")]
        assert stored(store, site) == ["/", "/b", "/c", "/d"]


def test_store_holds_a_page_once_when_its_address_changes(tmp_path: Path) -> None:
    with serve({"/": page("/a"), "/a": page()}) as site, CrawlStore(tmp_path / "s.db") as store:
        crawled(site, store=store)
        site.routes |= {"/": page("/b"), "/a": move("/b"), "/b": page()}
        assert crawled(site, store=store) == [("/", "page"), ("/b", "page")]
        assert stored(store, site) == ["/", "/b"]
        site.routes |= {"/": page("/c"), "/c": move("/b")}
        assert crawled(site, store=store) == [("/", "page"), ("/b", "page")]
        assert stored(store, site) == ["/", "/b"]


def test_crawl_goes_on_after_its_last_page(tmp_path: Path) -> None:
    with serve({"/": page("/a"), "/a": page()}) as site, CrawlStore(tmp_path / "s.db") as store:
        assert store.page_count == 0
        results = crawl(site.url, delay=0, store=store)
        assert [next(results).url for _ in range(2)] == [f"{site.url}/", f"{site.url}/a"]
        results.close()  # type: ignore[attr-defined]
        assert crawled(site, store=store) == []
        assert (store.page_count, store.unfinished) == (2, False)


def chain(length: int) -> dict[str, bytes]:
    """A site in which each page leads to the next."""
    return {"/": page("/1"), **{f"/{n}": page(f"/{n + 1}", text=f"Pagina {n}.") for n in range(1, length)}}


def test_crawl_goes_on_after_an_iterator_that_was_left(tmp_path: Path) -> None:
    with serve(chain(6)) as site:
        with CrawlStore(tmp_path / "s.db") as store:
            results = crawl(site.url, delay=0, store=store)
            assert [next(results).url for _ in range(3)] == [f"{site.url}{path}" for path in ("/", "/1", "/2")]
            results.close()  # type: ignore[attr-defined]
        with CrawlStore(tmp_path / "s.db") as store:
            assert store.unfinished is True
            assert crawled(site, store=store) == [("/3", "page"), ("/4", "page"), ("/5", "page"), ("/6", "http-status")]
            assert len(list(store.pages())) == 6
        assert {path: site.paths.count(path) for path in chain(6)} == dict.fromkeys(chain(6), 1)


def test_crawl_counts_the_pages_of_before_the_break(tmp_path: Path) -> None:
    with serve(chain(9)) as site, CrawlStore(tmp_path / "s.db") as store:
        results = crawl(site.url, delay=0, store=store, max_pages=4)
        assert isinstance(next(results), Page)
        results.close()  # type: ignore[attr-defined]
        assert crawled(site, store=store, max_pages=4) == [("/1", "page"), ("/2", "page"), ("/3", "page")]
        assert store.unfinished is False


def hang(connection: socket.socket) -> None:
    connection.recv(1)  # until the client is gone


CRAWLER = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background may have been told to ignore it
from helderetaal.crawler import CrawlStore, crawl
with CrawlStore(sys.argv[2]) as store:
    for page in crawl(sys.argv[1], delay=0, store=store):
        print(page.url, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
def test_crawl_goes_on_after_a_kill(tmp_path: Path, name: str) -> None:
    path, size, sign = tmp_path / "s.db", 20, signal.Signals[name]
    with serve({**chain(size), "/12": hang}) as site:
        command = [sys.executable, "-c", CRAWLER, site.url, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            printed = [process.stdout.readline().strip() for _ in range(7)]
            process.send_signal(sign)
            assert process.wait(timeout=10) == -sign
        with CrawlStore(path, read_only=sign == signal.SIGINT) as store:
            kept = [page.url for page in store.pages()]
            assert kept[:7] == printed
            assert all(page.html.endswith(b"</html>") for page in store.pages())  # type: ignore[arg-type]
        site.heads.clear()
        site.routes["/12"] = page("/13")
        with CrawlStore(path) as store:
            rest = [result.url for result in crawl(site.url, delay=0, store=store)]
            assert [page.url for page in store.pages()] == kept + rest[:-1]
            assert len(kept + rest) == size + 1
        assert not {f"{site.url}{asked}" for asked in site.paths if asked != "/robots.txt"} & set(kept)
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps its permissions elsewhere")
def test_store_is_read_where_nothing_may_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "vast"
    folder.mkdir()
    with serve(chain(2)) as site, CrawlStore(folder / "s.db") as store:
        crawled(site, store=store)
    before = (folder / "s.db").read_bytes()
    with CrawlStore(folder / "s.db", read_only=True) as store:
        assert len(list(store.pages())) == 2
        (problem,) = crawl(site.url, delay=0, timeout=1, store=store)
        assert isinstance(problem, Failure)
        with pytest.raises(StoreError, match="readonly"):
            store.finish()
    code = f"""
import os
os.chmod({str(folder / "s.db")!r}, 0o444); os.chmod({str(folder)!r}, 0o555)
for folder in {[str(tmp_path), str(tmp_path.parent), str(tmp_path.parent.parent)]!r}:
    os.chmod(folder, 0o755)
from helderetaal.crawler import CrawlStore
if os.getuid() == 0:
    os.setuid(65534)  # the superuser may write anywhere
with CrawlStore({str(folder / "s.db")!r}) as store:
    print(len(list(store.pages())))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    assert (done.stdout, done.stderr) == ("2\n", "")
    assert (folder / "s.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"<p>x</p>", b"SQLite format 3\x00" + b"x" * 200, b"SQLite", None])
def test_store_of_something_else(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.db"
    if content is None:
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE page (url TEXT)")
        other.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    assert is_store(path) is False
    with pytest.raises(StoreError):
        CrawlStore(path)
    with pytest.raises(StoreError):
        CrawlStore(tmp_path)
    assert path.read_bytes() == before
    assert [is_store(tmp_path), is_store(tmp_path / "weg"), is_store("\x00")] == [False, False, False]


def test_store_that_is_damaged_or_hostile(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with serve(chain(30)) as site, CrawlStore(path) as store:
        crawled(site, store=store)
    assert is_store(path)
    whole = path.read_bytes()
    for change in (
        "PRAGMA user_version = 2",
        "DROP TABLE page",
        "DROP TABLE crawl",
    ):
        path.write_bytes(whole)
        with sqlite3.connect(path) as other:
            other.execute(change)
        other.close()
        with pytest.raises(StoreError), CrawlStore(path) as store:
            list(store.pages())
    for cut in (100, 1000, len(whole) // 2):
        path.write_bytes(whole[:cut])
        with pytest.raises(StoreError), CrawlStore(path) as store:
            list(store.pages())
    path.write_bytes(whole[:5000] + os.urandom(len(whole) - 5000))
    with pytest.raises(StoreError), CrawlStore(path) as store:
        list(store.pages())


@pytest.mark.parametrize(
    "change", ["body = x'00'", "body = 3", "body = substr(body, 1, 20)", "fetched = 'gisteren'", "final_url = x'ff'"]
)
def test_store_with_one_damaged_page(tmp_path: Path, change: str) -> None:
    path = tmp_path / "s.db"
    with serve({"/": page("/a", "/b"), "/a": reply(HTML, headers={"ETag": '"v1"'}), "/b": page()}) as site:
        with CrawlStore(path) as store:
            crawled(site, store=store)
            before = list(store.pages())
        with sqlite3.connect(path) as other:
            other.execute(f"UPDATE page SET {change} WHERE url LIKE '%/a'")
        other.close()
        with CrawlStore(path) as store:
            first, damaged, last = store.pages()
            assert isinstance(damaged, Failure)
            assert [first, last] == [before[0], before[2]]
            assert (damaged.url, damaged.reason) == (f"{site.url}/a", Reason.BAD_STORE)
            assert crawled(site, store=store) == [("/", "page"), ("/a", "page"), ("/b", "page")]
            assert stored(store, site) == ["/", "/a", "/b"]
        assert not any("If-None-Match" in head for head in site.heads)


@pytest.mark.parametrize("change", ["crawl SET start = 'http://['", "frontier SET url = 'http://g.nl:x/'"])
def test_store_with_urls_that_are_none(tmp_path: Path, change: str) -> None:
    with serve(chain(3)) as site, CrawlStore(tmp_path / "s.db") as store:
        results = crawl(site.url, delay=0, store=store)
        next(results)
        results.close()  # type: ignore[attr-defined]
        with sqlite3.connect(tmp_path / "s.db") as other:
            other.execute(f"UPDATE {change} WHERE rowid = 1")
        other.close()
        assert crawled(site, store=store)[-1:] == [("/", "bad-store")]
