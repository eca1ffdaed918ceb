"""One URL in, one Page or Failure out: all that talks HTTP, and nothing that decides what to visit."""

from __future__ import annotations

import re
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.cookies import extract_cookies_to_jar
from requests.exceptions import InvalidHeader, InvalidSchema, InvalidURL, MissingSchema

from helderetaal.crawler import frontier
from helderetaal.records import Failure, Page, Reason

MAX_BODY = 10_000_000
MAX_REDIRECTS = 10
MAX_HEADER = 1000
"""Of a header that is taken apart, this much is read."""
DROPPED = "dropped"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65536
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_XML_TYPES = frozenset({"text/xml", "application/xml"})
_HTML_START = re.compile(rb"<(!doctype\s+html|html|head|body|title|meta|main|article|section|div|h[1-6]|p)\b", re.I)
_BROKEN = (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError, zlib.error)
_NO_URL = (InvalidURL, InvalidSchema, MissingSchema, urllib3.exceptions.LocationValueError, UnicodeError)
_LATE = (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)
_TROUBLES = {
    "Proxy": "proxy",
    "NameResolutionError": "dns",
    "NewConnectionError": "no-connection",
    "SSL": "tls",
    "RemoteDisconnected": DROPPED,
    "ConnectionReset": DROPPED,
    "BrokenPipe": DROPPED,
}
"""What stands in an error's text, and the word for it in a failure's detail; the first that fits counts."""

Refuse = Callable[[str], Reason | None]
"""Says of each URL that a request would go to why it must not; None: it may."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server at the end of the redirects said; header names in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type in lower case, without parameters; empty where the header is missing."""
        return re.split("[;,]", self.headers.get("content-type", "")[:MAX_HEADER])[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset as the server named it, known or not."""
        header = self.headers.get("content-type", "")[:MAX_HEADER]
        found = re.search(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", header, re.I | re.A)
        return found[1] if found else None


def user_agent() -> str:
    """`helderetaal/<version>`."""
    try:
        return f"helderetaal/{version('helderetaal')}"
    except PackageNotFoundError:
        return "helderetaal/0"


def new_session() -> requests.Session:
    """A session that says who we are and takes only encodings that we can read."""
    session = requests.Session()
    session.headers.update(
        {
            "User-Agent": user_agent(),
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "nl",
        }
    )
    return session


def fetch(url: str, *, session: requests.Session | None = None, timeout: float = 20.0) -> Page | Failure:
    """The page at `url` (with its final URL), or why there is none. Never raises for what a server does.

    `timeout` is in seconds and covers everything: the name, each redirect, the body.
    """
    own = session or new_session()
    try:
        answer = request(url, session=own, timeout=timeout, refuse=lambda _: None)
    finally:
        if session is None:
            own.close()
    return answer if isinstance(answer, Failure) else read_page(answer, url)


def read_page(answer: Answer, asked: str) -> Page | Failure:
    """The page in an answer, or why it is none (a failure bears the URL that was asked for)."""
    if answer.status != 200:
        return failure(asked, Reason.HTTP_STATUS, str(answer.status))
    if not answer.body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return failure(asked, Reason.EMPTY)
    if not _is_html(answer.content_type, answer.body[:4096]):
        return failure(asked, Reason.NOT_HTML, answer.content_type)
    return Page(frontier.canonical(answer.url) or asked, answer.body, datetime.now(UTC), answer.charset)


def _is_html(media_type: str, head: bytes) -> bool:
    """By the type that the server names; by the first bytes where it names none, or only XML."""
    if media_type and media_type not in _XML_TYPES:
        return media_type in _HTML_TYPES
    return bool(_HTML_START.search(head.replace(b"\x00", b"")))


def is_gone(problem: Failure) -> bool:
    """Whether the server, or its robots.txt, says that there is no page for us, and not only for the moment."""
    if problem.reason is Reason.HTTP_STATUS:
        return problem.detail in ("404", "410")
    return problem.reason in (Reason.NOT_HTML, Reason.OTHER_SITE, Reason.ROBOTS)


def failure(url: str, reason: Reason, detail: str = "") -> Failure:
    """A failure whose detail, which a server may have written, is one printable line of at most 500 characters."""
    return Failure(url, reason, "".join(char if char.isprintable() else " " for char in detail[:500]).strip())


def request(
    url: str,
    *,
    session: requests.Session,
    timeout: float,
    refuse: Refuse,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Answer | Failure:
    """The answer after at most 10 redirects, each of them asked of `refuse` first; all within `timeout` seconds."""
    end = time.monotonic() + timeout
    target, base = url, None
    for _ in range(MAX_REDIRECTS + 1):
        hop = frontier.requestable(target, base)
        if hop is None:
            return failure(url, Reason.BAD_URL, target if base else "")
        reason = refuse(hop)
        if reason is not None:
            return failure(url, reason, hop)
        answer = _bounded(partial(_hop, hop, session, end, headers), end)
        if isinstance(answer, Failure):
            return failure(url, answer.reason, answer.detail)
        location = answer.headers.get("location")
        if answer.status not in _REDIRECTS or location is None:
            return answer
        target, base = location, hop
    return failure(url, Reason.TOO_MANY_REDIRECTS, target)


def _bounded(work: Callable[[], Answer | Failure], end: float) -> Answer | Failure:
    """What `work` gives, or TIMEOUT at `end`.

    In a thread, since a socket's timeout bounds one wait only: looking up a name has no limit at all, and a server
    that sends one byte of its headers a second never exceeds it. A thread that is late is left behind.
    """
    results: SimpleQueue[Answer | Failure | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            results.put(work())
        except BaseException as error:
            results.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        result = results.get(timeout=max(0.0, end - time.monotonic()))
    except Empty:
        return Failure("", Reason.TIMEOUT)
    if isinstance(result, BaseException):
        raise result
    return result


def _hop(url: str, session: requests.Session, end: float, headers: Mapping[str, str]) -> Answer | Failure:
    """One request, no redirects followed, its body read if it can be of use."""
    left = max(0.01, end - time.monotonic())
    try:
        with _send(url, session, left, headers) as response:
            found = {name.lower(): _text(value) for name, value in response.headers.items()}
            body = _body(response, found, end) if response.status_code == 200 else b""
            if isinstance(body, Failure):
                return body
            return Answer(url, response.status_code, MappingProxyType(found), body)
    except _BROKEN as error:
        return _explain(error)


def _send(url: str, session: requests.Session, timeout: float, headers: Mapping[str, str]) -> requests.Response:
    """The response with its body unread.

    Not by `session.get`, which reads the whole body of a redirect, however long, even if told not to follow it.
    """
    prepared = session.prepare_request(requests.Request("GET", url, headers=dict(headers)))
    options: dict[str, Any] = dict(session.merge_environment_settings(prepared.url or url, {}, True, None, None))
    if _is_this_machine(url):
        options["proxies"] = {}  # what a proxy would reach under this name is the proxy itself
    response = session.get_adapter(prepared.url or url).send(prepared, timeout=timeout, **options)
    extract_cookies_to_jar(session.cookies, prepared, response.raw)  # type: ignore[no-untyped-call]  # so in the stubs
    return response


def _is_this_machine(url: str) -> bool:
    """Whether the host of a URL is this machine, whatever it is connected to."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _text(value: str) -> str:
    """A header's value; where it holds UTF-8 (a redirect to `/café` often does) read as such."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _body(response: requests.Response, headers: Mapping[str, str], end: float) -> bytes | Failure:
    """The decoded body up to the limit. A type that cannot be a page, robots.txt or sitemap is not read at all."""
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "none", "gzip", "x-gzip", "deflate"):
        return Failure("", Reason.UNREACHABLE, f"content-encoding {coding}")
    if headers.get("content-type", "").lower().startswith(("image/", "video/", "audio/", "font/", "application/pdf")):
        return b"-"  # not empty, only unread
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > MAX_BODY:
        return Failure("", Reason.TOO_LARGE)
    body = bytearray()
    for chunk in response.raw.stream(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > MAX_BODY:
            return Failure("", Reason.TOO_LARGE)
        if time.monotonic() > end:
            return Failure("", Reason.TIMEOUT)
    return bytes(body)


def _explain(error: BaseException) -> Failure:
    """Why a request failed, from whatever requests, urllib3 or the standard library raised."""
    chain = repr(error)
    if isinstance(error, _LATE):
        return Failure("", Reason.TIMEOUT)
    if "CERTIFICATE_VERIFY_FAILED" in chain or "certificate verify failed" in chain:
        return Failure("", Reason.CERTIFICATE)
    if isinstance(error, InvalidHeader) or not isinstance(error, _NO_URL):
        return Failure("", Reason.UNREACHABLE, _trouble(chain))
    return Failure("", Reason.BAD_URL)


def _trouble(chain: str) -> str:
    """One word for what went wrong below HTTP."""
    return next((word for sign, word in _TROUBLES.items() if sign in chain), "broken-answer")


def origin(url: str) -> str:
    """Scheme and host of a canonical URL, to hang `/robots.txt` on."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
