"""A page → its blocks: the text a reader sees, cut into typed pieces that know their place in the HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from lxml import etree

from helderetaal.extract.bullets import BULLETS
from helderetaal.extract.chrome import word_set
from helderetaal.extract.components import translate
from helderetaal.extract.dates import NO_DATES, Dates, dates
from helderetaal.extract.decoding import decode, is_binary
from helderetaal.extract.documents import DocumentError, as_html
from helderetaal.extract.empty import empty_headings
from helderetaal.extract.landmarks import find_content, is_readable, select_content
from helderetaal.extract.scope import matching
from helderetaal.extract.segments import read_blocks
from helderetaal.records import RUNNING_TEXT, Block, Failure, Kind, Page, Reason, Scope

_TAG = re.compile(r"<(?:[a-zA-Z][^<>]*>|/[a-zA-Z]|!doctype|!--)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CLOSED = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_HIDDEN_ENDS = {
    "": re.compile("-->"),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}
_MUST_CLOSE = re.compile(
    r"<(/?)(div|main|section|article|aside|header|footer|nav|ul|ol|dl|table|form|fieldset|details|blockquote|figure"
    r"|script|style|textarea)\b",
    re.IGNORECASE,
)
_NESTED = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)[^<>]*+>")
_NOT_COUNTED = word_set(
    """
    area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option thead tbody
    tfoot
    """
)
# libxml2 stops at 2,048 elements deep, and counts lines to 65,535 only.
_MAX_NESTING = 500
_MAX_LINE = 65000
_LIST_LINE = re.compile(rf"\s*(?:[-*–{BULLETS}]|\d{{1,3}}[.)])\s+(?=\S)")
# A form or a table of fees has text to check, though no sentences.
_READABLE = RUNNING_TEXT | {Kind.CELL, Kind.LABEL}


_ANYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Extract:
    """What a page says: its title, its language as declared, its blocks, and what went wrong while reading.

    `unit` is what the lines of the blocks count: a Word file has paragraphs and no lines. `is_marked`: the page says
    itself where its content is. `empty_headings` are the lines of headings without a text, which are no blocks.
    """

    title: str | None
    language: str | None
    blocks: tuple[Block, ...]
    problems: tuple[Failure, ...]
    dates: Dates = NO_DATES
    unit: Literal["line", "paragraph"] = "line"
    is_marked: bool = True
    empty_headings: tuple[int, ...] = ()


def extract(page: Page, scope: Scope = _ANYWHERE) -> Extract:
    """The title, language and blocks of a page, in reading order; never fails, and names what could not be read.

    `scope` says which elements a team wants read or left out.
    """
    try:
        document = as_html(page)
    except DocumentError as error:
        return Extract(None, None, (), (Failure(page.url, Reason.DAMAGED, str(error)),))
    source = document.page
    if is_binary(source.html):
        return Extract(None, None, (), (Failure(page.url, Reason.NO_TEXT),))
    decoded = decode(source.html, source.charset)
    problems = [Failure(page.url, Reason.ENCODING, decoded.charset)] if decoded.doubtful else []
    if _TAG.search(decoded.text):
        result = _read_html(page.url, decoded.text, scope, is_page=document.is_source)
        if document.is_source and _is_cut_off(decoded.text):
            problems.append(Failure(page.url, Reason.CUT_OFF))
    else:
        result = Extract(None, None, tuple(_read_plain(decoded.text)), ())
    problems += result.problems
    if not document.is_source:
        result = replace(result, blocks=tuple(_without_places(result.blocks, document.unit)), unit=document.unit)
    if not any(block.kind in _READABLE for block in result.blocks):
        problems.append(Failure(page.url, Reason.NO_TEXT))
    return replace(result, problems=tuple(problems))


def _read_html(url: str, text: str, scope: Scope, *, is_page: bool) -> Extract:
    text = _XML_DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text)
    root = _parse(text)
    if root is None:
        return Extract(None, None, (), ())
    ignored = matching(root, scope.ignore)
    selected = {element for element in matching(root, scope.select) if is_readable(element, ignored)}
    is_chosen = bool(selected)
    lines, components = _line_numbers(root, text), translate(root)
    if not is_page and not selected:
        selected = set(root.iter("main"))
    content = select_content(root, selected, ignored) if selected else find_content(root, ignored)
    content = replace(content, is_page=is_page)
    blocks = read_blocks(root, content, lines, components)
    title = next((block.text for block in blocks if block.kind is Kind.TITLE), None)
    declared = (element.get(name) for element in (root, *root.iterchildren("body")) for name in ("lang", "xml:lang"))
    language = next((tag.strip() for tag in declared if tag and tag.strip()), None)
    missed = (Failure(url, Reason.SELECT),) if scope.select and not is_chosen else ()
    return Extract(
        title,
        language,
        tuple(blocks),
        missed,
        dates(root, text),
        is_marked=content.is_marked,
        empty_headings=empty_headings(content, lines),
    )


def _without_places(blocks: Iterable[Block], unit: str) -> Iterator[Block]:
    """Blocks of a document that is no HTML: without selectors, and numbered where it has no lines."""
    number = 0
    for block in blocks:
        number += block.kind is not Kind.TITLE
        if unit == "paragraph":
            yield replace(block, selector="", line=max(number, 1), lines=())
        else:
            yield replace(block, selector="")


def _parse(text: str) -> Any | None:
    """The <html> element, None if there is nothing in it."""
    # Not lxml.html: its elements are Python objects of their own, which costs a fifth of the time of a page.
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser=parser)
        if any("depth" in entry.message for entry in parser.error_log.filter_from_fatals()):
            root = etree.fromstring(_flatten(text).encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root


def _flatten(text: str) -> str:
    """The source without the tags that nest deeper than any parser or reader can follow; lines stay."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in _NOT_COUNTED:
            return match[0]
        if match[1]:
            depth = max(depth - 1, 0)
        deep = depth >= _MAX_NESTING
        if not match[1]:
            depth += 1
        return " " + "\n" * match[0].count("\n") if deep else match[0]

    return _NESTED.sub(keep, text)


def _line_numbers(root: Any, text: str) -> Callable[[Any], int]:
    """The line of a tag; pages of over 65,000 lines are parsed once more for each 65,000 lines, to count on."""
    last = text.count("\n") + 1
    if last <= _MAX_LINE:
        return lambda element: element.sourceline or 1
    numbers = dict.fromkeys(root.iter(), 1)
    source = text.split("\n")
    for first in range(0, last, _MAX_LINE):
        end = first + _MAX_LINE
        part = _parse(" ".join((*source[:first], "\n".join(source[first : end + 1]), *source[end + 1 :])))
        if part is None:
            break
        for element, twin in zip(numbers, part.iter(), strict=False):
            numbers[element] += (twin.sourceline or 1) - 1
    return lambda element: numbers.get(element, 1)


def _is_cut_off(text: str) -> bool:
    """Whether the source breaks off inside a tag, or without </html> and </body> while elements stay open."""
    if re.search(r"<[a-zA-Z/!]", text[text.rfind(">") + 1 :]):
        return True
    if _CLOSED.search(text):
        return False
    visible = _visible_source(text)
    if visible is None:
        return True
    balance: Counter[str] = Counter()
    for match in _MUST_CLOSE.finditer(visible):
        balance[match[2].lower()] += -1 if match[1] else 1
    return any(count > 0 for count in balance.values())


def _visible_source(text: str) -> str | None:
    """The source without comments, scripts and styles; None if one of them has no end."""
    parts, position = [], 0
    while start := _HIDDEN.search(text, position):
        end = _HIDDEN_ENDS[(start[1] or "").lower()].search(text, start.end())
        if end is None:
            return None
        parts.append(text[position : start.start()])
        position = end.end()
    return "".join((*parts, text[position:]))


def _read_plain(text: str) -> Iterator[Block]:
    """Paragraphs and list items of plain text; a line end cuts a paragraph only where it ends a sentence."""
    kind, start, lines = Kind.PARAGRAPH, 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        item = _LIST_LINE.match(line)
        if item or not line.strip():
            if lines:
                yield from _plain_block(kind, " ".join(lines), start)
            kind, lines = (Kind.LIST_ITEM, [line[item.end() :]]) if item else (Kind.PARAGRAPH, [])
            start = number
        else:
            start = start if lines else number
            lines.append(line)
            if line.rstrip().endswith((".", "!", "?")):
                yield from _plain_block(kind, " ".join(lines), start)
                kind, lines = Kind.PARAGRAPH, []


def _plain_block(kind: Kind, text: str, line: int) -> Iterator[Block]:
    shown = " ".join(re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\u0080-\u009f]", "", text).split())
    if any(char.isalnum() for char in shown):
        yield Block(kind, shown, line, "")
