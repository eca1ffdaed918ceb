"""What is no HTML (Word, Markdown, a web archive of one page) → the HTML that says the same.

The libraries are imported where they are used: each takes 0.05 s, and most pages need none of them.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from io import BytesIO
from typing import Literal, NamedTuple
from zipfile import ZipFile

from helderetaal.extract.decoding import decode
from helderetaal.records import Page

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_MHTML = (".mht", ".mhtml")
# Word keeps its styles by their English names, whatever the language of the menus.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => figure > figcaption:fresh
"""
# A thesis of 500 pages has some 5 MB of XML; mammoth takes 40 s and 1 GB for a million elements.
_MAX_UNPACKED = 30_000_000
_MAX_ELEMENTS = 600_000
_HTML_TYPES = ("text/html", "application/xhtml+xml")
# A rule ("---") may open a text as well: only with a key after it is it front matter.
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(?=[\w-]+ *[:=])(.*?\n)\1[ \t]*(?:\n|$)", re.DOTALL)
_MATTER_TITLE = re.compile(r"^title\s*[:=]\s*(.+)$", re.MULTILINE)
_MATTER_DATE = re.compile(r"^(date|lastmod|published|modified)\s*[:=]\s*[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE)
# What the dialects of Markdown add, and no reader sees: notes "[^1]", ticks "[x]", short codes, ":::info".
_MARKS = re.compile(r"\[\^[\w-]+\]:?|(?<=[-*+] )\[[ xX]\] |\{\{[<%][^\n]*?[>%]\}\}|^:::.*$", re.MULTILINE)
_META_NAMES = {"date": "datePublished", "published": "datePublished"}


class DocumentError(ValueError):
    """A document that cannot be read: it is damaged, or it is protected by a password."""


class Document(NamedTuple):
    """The HTML of a page, what its lines count, and whether its elements are those of the source."""

    page: Page
    unit: Literal["line", "paragraph"] = "line"
    is_source: bool = True


def as_html(page: Page) -> Document:
    """The page itself if it is HTML or plain text; raises DocumentError for a damaged document."""
    source, name = page.html, page.url.lower()
    if isinstance(source, bytes) and source.startswith(b"PK\x03\x04"):
        return Document(_with(page, _from_word(source)), "paragraph", is_source=False)
    if isinstance(source, bytes) and (name.endswith(_MHTML) or source.startswith(b"From: <Saved by ")):
        return Document(_from_archive(page, source))
    if name.endswith(_MARKDOWN) and "://" not in name:
        return Document(_with(page, _from_markdown(decode(source, page.charset).text)), is_source=False)
    return Document(page)


def _with(page: Page, source: str) -> Page:
    return replace(page, html=source, charset=None)


def _from_word(source: bytes) -> str:
    """The text of a .docx file without its pictures, their descriptions kept."""
    import mammoth

    try:
        _must_be_harmless(source)
        pictures = mammoth.images.img_element(lambda image: {"src": ""})
        result = mammoth.convert_to_html(BytesIO(source), style_map=_STYLES, convert_image=pictures)
    except Exception as error:  # mammoth raises whatever a damaged file makes it stumble over
        raise DocumentError(type(error).__name__) from error
    return f"<html><body><main>{result.value}</main></body></html>"


def _must_be_harmless(source: bytes) -> None:
    """Raises DocumentError for parts that would grow without end: too many elements, or entities in a DOCTYPE."""
    with ZipFile(BytesIO(source)) as archive:
        parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
        if sum(part.file_size for part in parts) > _MAX_UNPACKED:
            raise DocumentError("too large")
        elements = 0
        for part in parts:
            text = archive.read(part)
            elements += text.count(b"<")
            if b"<!DOCTYPE" in text.replace(b"\x00", b"") or elements > _MAX_ELEMENTS:
                raise DocumentError("too much")


def _from_archive(page: Page, source: bytes) -> Page:
    """The page in a web archive (MHTML, as browsers save a page in one file); plain HTML under that name is itself."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(source)
        parts = [part for part in message.walk() if part.get_content_type() in _HTML_TYPES]
        wanted = message.get("Snapshot-Content-Location")
        named = [part for part in parts if wanted and part.get("Content-Location") == wanted]
        for part in (*named, *parts):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return replace(page, html=payload, charset=part.get_content_charset())
    except Exception as error:  # headers that are made to break a parser, parts nested without end
        raise DocumentError(type(error).__name__) from error
    if source.lstrip()[:1] == b"<":
        return page
    raise DocumentError("no HTML")


def _from_markdown(text: str) -> str:
    """Markdown as HTML with every block on its own line of the source; code is left out, as it is no text to read."""
    from markdown_it import MarkdownIt

    matter = _FRONT_MATTER.match(text)
    head = _front_matter(matter[0]) if matter else ""
    body = "\n" * matter[0].count("\n") + text[matter.end() :] if matter else text
    body = _MARKS.sub("", body)
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parts: list[str] = []
    line = head.count("\n")
    for token in markdown.parse(body):
        if token.type in ("fence", "code_block"):
            continue
        written = markdown.renderer.render([token], markdown.options, {})
        if token.type not in ("inline", "html_block"):
            written = written.replace("\n", "")
        # The renderer breaks lines where it likes; as many as the source has make the lines of both the same.
        missing = max(token.map[0] - line, 0) if token.map and written else 0
        parts.append("\n" * missing + written)
        line += missing + written.count("\n")
    return f"<html><head>{head}</head><body><main>{''.join(parts)}</main></body></html>"


def _front_matter(text: str) -> str:
    """The title (on its line) and the days in the front matter of a static site, YAML or TOML, as a <head> has them."""
    title = _MATTER_TITLE.search(text)
    parts = []
    if title:
        parts.append("\n" * text.count("\n", 0, title.start()))
        parts.append(f"<title>{html.escape(title[1].strip().strip(chr(34) + chr(39)))}</title>")
    for name, day in _MATTER_DATE.findall(text):
        parts.append(f'<meta name="{_META_NAMES.get(name, "dateModified")}" content="{day}">')
    return "".join(parts)
