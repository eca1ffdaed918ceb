"""Which URLs a page or sitemap names, which comes next, and which never: no I/O."""

from __future__ import annotations

import codecs
import heapq
import html as entities
import re
import unicodedata
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import parse_qsl, quote, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

Key = tuple[str, int | None, str, str]
START, LINKED, LISTED, UNLINKED = 0, 1, 2, 1_000_000
"""Ranks: the start page, its links, then the sitemap with what is two clicks away; a link ranks one below its page.

Last comes what an earlier crawl found and this one saw no link to.
"""

MAX_URL = 2000
MAX_DEPTH = 20
MAX_REPEATS = 3
MAX_SITEMAP = 10_000_000
MAX_SITEMAP_URLS = 50_000
MAX_REFRESH = 2000
MAX_LINKING = 2_000_000
"""Links are read from this much of a page: 10 MB of nothing but links cost 18 s."""
MAX_VARIANTS = 100
"""Per path, this many different queries: old sites keep all pages under `index.php?id=`, a calendar never ends."""

PAGE_ENDINGS = frozenset({"html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "jspx", "cfm", "do"})
NOT_PAGES = re.compile(
    "7z|aac|ai|apk|avi|bin|bmp|bz2|css|csv|dmg|doc[mx]?|dotx?|dwg|dxf|eml|eot|epub|exe|flac|flv|gif|gml|gpx|gz|heic|"
    "i?cal|ico|ics|ifc|iso|jar|jp2|jpe?g|m?js|json|km[lz]|less|m4[av]|map|midi?|mkv|mov|mp[34]|mpe?g|ms[gi]|od[gpst]|"
    "og[gv]|otf|pdf|png|potx?|pps|pps?x|ppt|pptx|ps|psd|rar|rss|rtf|shp|svg|swf|tar|tgz|tiff?|ttf|txt|vcf|vsd|wav|"
    "web[mp]|webmanifest|wm[av]|woff2?|xls[mx]?|xml|xsd|xslt?|xz|zip"
)
_TRACKING = re.compile(r"utm_\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|mc_[ce]id|_gl|_ga|phpsessid", re.I)
_SESSION_ID = re.compile(r";jsessionid=[^/;]*", re.I)
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
_TYPED_HOST = re.compile(
    r"(www\.[\w-]+\.[\w.-]+|[\w-][\w.-]*\.(amsterdam|be|com|eu|frl|gov|info|net|nl|org|vlaanderen))(:\d+)?([/?#].*)?",
    re.I | re.S,
)
_LINKING = SoupStrainer(["a", "base", "meta", "link"])
_CHARSET = re.compile(r"[A-Za-z0-9][\w.:+-]{0,39}", re.A)
_ROBOTS = frozenset({"robots", "helderetaal"})
_REFRESH = re.compile(r"0*\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)
# Not by an XML parser: 18 KB of gzip can hold elements for 900 MB of memory, and many sitemaps are not well-formed.
_LOCATION = re.compile(r"<(?:[\w.-]{1,99}:)?loc(?:\s[^<>]*)?>\s*(<!\[CDATA\[)?([^<>]+)")
_INDEX = re.compile(r"<([\w.-]{1,99}:)?sitemapindex\b")
_ENTITY = re.compile(r"&#?\w{1,9};")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def typed_url(text: str) -> str | None:
    """The URL that a person means by `text` (`www.gemeente.nl` is https), or None where it is none."""
    text = text.strip()
    return canonical(f"https://{text}" if _TYPED_HOST.fullmatch(text) else text)


def canonical(href: str, base: str | None = None) -> str | None:
    """The one form of the http(s) URL `href` on page `base`, without what only tracks; None where it is no such URL."""
    url = requestable(href, base)
    if url is None:
        return None
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.fullmatch(part.split("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc, _SESSION_ID.sub("", parts.path), query, ""))


def requestable(href: str, base: str | None = None) -> str | None:
    """The http(s) URL `href` on page `base` as it may be sent, or None.

    Lower-case host, no user name, default port or fragment; escapes in one form. Tracking parameters stay: a server
    that adds one by a redirect would send us round in a circle.
    """
    if len(href) > 5 * MAX_URL:
        return None
    try:
        href = href.strip("\x00\t\n\r\f\v ")
        parts = urlsplit(urljoin(base, href) if base else href)
        port = parts.port
    except ValueError:  # a port that is no number, a broken IPv6 address
        return None
    scheme, host = parts.scheme, _host(parts.hostname or "")
    if scheme not in _DEFAULT_PORTS or host is None or port == 0:
        return None
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return f"{scheme}://{netloc}{_path(parts.path)}" + (f"?{_escape(parts.query)}" if parts.query else "")


def _path(path: str) -> str:
    """A path with its escapes in one form and without `.` and `..`."""
    kept: list[str] = []
    segments = _escape(path).split("/")[1:] or [""]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept) + ("/" if kept and segments[-1] in (".", "..") else "")


def _host(host: str) -> str | None:
    """The host in ASCII and lower case, or None where no such host can be."""
    host = host.rstrip(".")
    if not host.isascii():
        try:
            host = unicodedata.normalize("NFKC", host).encode("idna").decode()
        except UnicodeError:
            return None
    host = f"[{host}]" if ":" in host else host.lower()
    fits = _HOST.fullmatch(host) and ".." not in host and all(len(label) < 64 for label in host.split("."))
    return host if fits and len(host) < 254 else None


def _escape(text: str) -> str:
    """`text` with each escape in one form: letters and digits bare, all else that needs it as %XX in capitals."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    text = re.sub(r"%([0-9A-Fa-f]{2})", _unescape, text)
    return quote(text, safe="/:@!$&'()*+,;=~?%", errors="replace")


def _unescape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else match[0].upper()


def _site(url: str) -> tuple[str, int | None]:
    """Host without `www.`, and the port where it is not the default one."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.port


def same_site(one: str, other: str) -> bool:
    """Whether two canonical URLs are on one site: http or https and `www.` or not make no difference, a port does."""
    return _site(one) == _site(other)


def key(url: str) -> Key:
    """What two canonical URLs share when they are one page: site, path, query."""
    parts = urlsplit(url)
    return *_site(url), parts.path, parts.query


def ending(url: str) -> str:
    """The file ending of a URL's path in lower case, without dot; empty where it has none."""
    name = urlsplit(url).path.rpartition("/")[2]
    found = re.search(r"[^.]\.([A-Za-z0-9]{1,11})$", name)
    return found[1].lower() if found else ""


def is_trap(url: str) -> bool:
    """Whether a URL is too long, too deep, or repeats itself as endless links do (`/a/b/a/b/a/b/a/b`)."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    names = Counter(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    repeats = max([0, *Counter(segments).values(), *names.values()])
    return len(url) > MAX_URL or len(segments) > MAX_DEPTH or repeats > MAX_REPEATS


def wanted(url: str, start: str) -> bool:
    """Whether a canonical URL may be a page of the site of `start`."""
    return same_site(url, start) and not NOT_PAGES.fullmatch(ending(url)) and not is_trap(url)


def links(html: bytes | str, url: str, charset: str | None = None) -> list[str]:
    """The canonical URLs that a page asks to follow, in order, each once: links, `rel=canonical`, an instant refresh.

    Nothing where the page says `nofollow`; no link that bears it itself.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 warns of XML, and of bytes that look like a file name
        encoding = charset if isinstance(html, bytes) and _CHARSET.fullmatch(charset or "") else None
        soup = BeautifulSoup(html[:MAX_LINKING], "lxml", parse_only=_LINKING, from_encoding=encoding)
    if any(_words(tag, "content") & {"nofollow", "none"} for tag in soup("meta") if _words(tag, "name") & _ROBOTS):
        return []
    bases = [canonical(_value(tag, "href"), url) for tag in soup("base") if tag.has_attr("href")]
    base = next(filter(None, bases), url)
    found = [_value(tag, "href") for tag in soup("a", href=True) if "nofollow" not in _words(tag, "rel")]
    found += [_value(tag, "href") for tag in soup("link", href=True) if "canonical" in _words(tag, "rel")]
    refreshes = [_value(tag, "content") for tag in soup("meta") if "refresh" in _words(tag, "http-equiv")]
    found += [match[1] for text in refreshes if (match := _REFRESH.match(text.strip()[:MAX_REFRESH]))]
    return list(dict.fromkeys(filter(None, (canonical(href, base) for href in found))))


def _value(tag: Tag, name: str) -> str:
    value = tag.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)


def _words(tag: Tag, name: str) -> set[str]:
    return set(re.split(r"[\s,;]+", _value(tag, name).lower()))


def sitemap(body: bytes) -> tuple[list[str], list[str]]:
    """The URLs of pages and those of further sitemaps in a sitemap: XML or one a line, gzipped or not.

    At most the 50,000 that a sitemap may name.
    """
    body = _unzip(body)
    utf16 = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = body.decode("utf-16" if utf16 else "utf-8-sig", errors="replace")
    if "<" not in text:
        return [match[0] for match in islice(re.finditer(r"\S+", text), MAX_SITEMAP_URLS)], []
    found = [_location(match) for match in islice(_LOCATION.finditer(text), MAX_SITEMAP_URLS)]
    return ([], found) if _INDEX.search(text[:4096]) else (found, [])


def _location(match: re.Match[str]) -> str:
    """The URL in a `<loc>`, that may be in a CDATA section, where `&` means itself."""
    if match[1]:
        return match[2].removesuffix("]]").strip()
    return _ENTITY.sub(lambda entity: entities.unescape(entity[0]), match[2]).strip()


def _unzip(body: bytes) -> bytes:
    """Gunzipped up to 10 MB; as it is where it is not gzip, and up to a fault."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MAX_SITEMAP)
    except zlib.error:
        return b""


@dataclass(slots=True)
class Frontier:
    """The URLs of one crawl: what waits, in which order, and all that was ever let in."""

    start: str
    _heap: list[tuple[int, int, str]] = field(default_factory=list)
    _known: set[Key] = field(default_factory=set)
    _visited: set[Key] = field(default_factory=set)
    _variants: Counter[tuple[str, int | None, str]] = field(default_factory=Counter)

    def add(self, urls: Iterable[str], rank: int) -> list[tuple[str, int]]:
        """Of canonical `urls` those that are new and wanted, now waiting, with their rank."""
        return [(url, rank) for url in urls if wanted(url, self.start) and self._let_in(url, rank)]

    def restore(self, url: str, rank: int, *, waits: bool) -> None:
        """Let in a URL of an earlier run, to be visited still or only to be known."""
        self._let_in(url, rank)
        if not waits:
            self.visit(url)

    def visit(self, url: str) -> bool:
        """Note that a canonical URL was reached, if only by a redirect; False where it was before."""
        name = key(url)
        if name in self._visited:
            return False
        self._known.add(name)
        self._visited.add(name)
        return True

    def _let_in(self, url: str, rank: int) -> bool:
        name = key(url)
        if name in self._known or (name[3] and self._variants[name[:3]] >= MAX_VARIANTS):
            return False
        self._known.add(name)
        self._variants[name[:3]] += bool(name[3])
        heapq.heappush(self._heap, (rank, len(self._known), url))
        return True

    def next(self) -> tuple[str, int] | None:
        """The URL to visit now and its rank: lowest rank first, then the oldest; None at the end."""
        while self._heap:
            rank, _, url = heapq.heappop(self._heap)
            if self.visit(url):
                return url, rank
        return None

    def __len__(self) -> int:
        """How many URLs wait."""
        return len(self._known) - len(self._visited)
