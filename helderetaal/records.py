"""The records that flow one way, from page to report; every one frozen, none knows what comes after it.

All offsets count characters (Unicode code points), from 0, end exclusive; all lines count from 1.
"""

from __future__ import annotations

import hashlib
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from spacy.tokens import Span


def tool_version() -> str:
    """The version of the installed package; "0" in a checkout that is not installed."""
    try:
        return version("helderetaal")
    except PackageNotFoundError:
        return "0"


class Kind(StrEnum):
    """What a block is to a reader; the label of its span in `doc.spans["blocks"]`."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CELL = "cell"
    HEADER_CELL = "header-cell"
    CAPTION = "caption"
    TERM = "term"
    DEFINITION = "definition"
    SUMMARY = "summary"
    BUTTON = "button"
    LINK = "link"
    LABEL = "label"
    QUOTE = "quote"
    ALERT = "alert"
    IMAGE_TEXT = "image-text"


RUNNING_TEXT = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.DEFINITION, Kind.ALERT})
"""The kinds that hold sentences of the editor; `PageReport.sentences` counts in these and nowhere else.

Not quotes: those are somebody else's words, and no rule asks to change them.
"""


class Severity(StrEnum):
    """How bad a finding is, in SARIF's words."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return list(Severity).index(self)


class Reason(StrEnum):
    """Why a source could not be read, or not wholly; `dutch.py` has the sentence for each."""

    NO_FILE = "no-file"
    NO_PAGES = "no-pages"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    BAD_URL = "bad-url"
    HTTP_STATUS = "http-status"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    NOT_HTML = "not-html"
    TOO_LARGE = "too-large"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    OTHER_SITE = "other-site"
    ROBOTS = "robots"
    BAD_STORE = "bad-store"
    NO_TEXT = "no-text"
    LANGUAGE = "language"
    ENCODING = "encoding"
    CUT_OFF = "cut-off"
    SELECT = "select"
    DAMAGED = "damaged"
    CRASH = "crash"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read: `html` in bytes as they came, or as text; `charset` is what the server said of it."""

    url: str
    html: bytes | str
    fetched: datetime | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a team says of its pages, in CSS selectors: what to read (empty: find out), and what to leave out."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, or (ENCODING, CUT_OFF, SELECT) not as meant; `detail`: a status, a language."""

    url: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a block: its text, its target as written in the page, and the offset of the text in the block."""

    text: str
    target: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stretch of a block that stands out: `style` is bold, italic or underline; offsets in the block's text."""

    style: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """A place in a list, counted from 0: which list of the page, and which item of it."""

    list: int
    number: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a data table, all counted from 0: which table of the page, and where in it, spans counted."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that a reader sees as one thing, and where it stands in the HTML.

    `text` has single spaces; `breaks` are the offsets of those spaces that were a line break (`<br>`) in the page.
    `language` is a BCP 47 tag where the page marks one that differs from Dutch. A list item has its `depth`, from 1,
    and in `lead_in` the text that its list completes ("U hebt nodig:"), None where no such text stands before it.
    `item` is its place in a list, None for a bullet that was typed. `cell` is the place of a cell, and of what stands
    in one. `lines` are (offset, line) where the text goes on in a later line of the source than `line`.
    """

    kind: Kind
    text: str
    line: int
    selector: str
    level: int | None = None
    links: tuple[Link, ...] = ()
    language: str | None = None
    breaks: tuple[int, ...] = ()
    depth: int | None = None
    lead_in: str | None = None
    cell: Cell | None = None
    lines: tuple[tuple[int, int], ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    item: Item | None = None

    def line_at(self, offset: int) -> int:
        """The line of the source in which the character at this offset stands."""
        before = bisect_right(self.lines, (offset, sys.maxsize))
        return self.lines[before - 1][1] if before else self.line


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that are better. `start` and `end` are the slice of the block that `text` replaces.

    Both are None where the words are given as in a dictionary and the editor still has to fit them in, and for the
    kinds `question` and `explain`. In a Match they are offsets in the Doc, in a Finding offsets in the block.
    """

    text: str
    kind: str = "word"
    certainty: str = "zeker"
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A check's answer: a span of the Doc (None: the whole page), values for the message, and suggestions.

    `severity` is set by checks that know levels, as a sentence length does; None leaves it to the rule.
    """

    span: Span | None
    values: Mapping[str, object] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A word list of a rule: for each row a mapping of column to cell, and where the row stands (file, line).

    Compared by identity, so that what is derived from it can be cached.
    """

    rows: tuple[Mapping[str, str], ...]
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a rule: `bad` with the words that must be found in square brackets, None in a near miss.

    A text that begins with "<" is HTML, the main part of a page. A bad text without brackets is a fault of the whole
    page. `line` is where it begins in the rule's file.
    """

    good: str | None
    bad: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """What an editor hears: a check bound to its options, and every Dutch text about it.

    `covers` are rules whose findings inside a finding of this one go: it says the same, and better. `find` of a rule
    with topic `site` takes the pages of a site instead of a Doc. `file` is where the rule stands, "" if nowhere.
    """

    id: str
    title: str
    topic: str
    severity: Severity
    blocks: frozenset[Kind]
    message: str
    advice: str
    why: str
    sources: tuple[str, ...]
    examples: tuple[Example, ...]
    check: str
    options: Mapping[str, Any]
    needs: frozenset[str]
    find: Callable[[Any], Iterator[Any]]
    covers: frozenset[str] = frozenset()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A match on a block, with its message. `block` is an index in `PageReport.blocks`; None: about the whole page.

    `sentence` is the one that the match begins in, `sentence_start` its offset in the block.
    """

    rule: Rule
    severity: Severity
    block: int | None
    start: int | None
    end: int | None
    text: str
    sentence: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    sentence_start: int | None = None
    muted: str | None = None
    known: bool = False

    @property
    def fingerprint(self) -> str:
        """The same for the same fault in the same sentence on any page: no line, no URL (16 hexadecimal digits)."""
        key = f"{self.rule.id}\n{' '.join(self.sentence.casefold().split())}\n{self.text.casefold()}"
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PageReport:
    """All about one page. `measures` maps a name to a number, or None where it cannot be computed.

    `published` and `modified` are the days (ISO 8601) that the page itself gives, None where it does not. `unit` is
    what `line` counts in its blocks: lines of the source, or paragraphs where there are no lines, as in Word.
    """

    url: str
    title: str | None
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    measures: Mapping[str, float | int | str | None]
    sentences: int
    clear_sentences: int
    published: str | None = None
    modified: str | None = None
    unit: Literal["line", "paragraph"] = "line"

    def line_of(self, finding: Finding) -> int | None:
        """The line of the source in which a finding begins; None for one about the whole page."""
        if finding.block is None or finding.start is None:
            return None
        return self.blocks[finding.block].line_at(finding.start)

    @property
    def clarity(self) -> float | None:
        """Share of sentences without a finding of severity warning or error (0 to 1); None without sentences."""
        return self.clear_sentences / self.sentences if self.sentences else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that could not run: the pipeline lacks these annotations (spaCy attribute names)."""

    rule: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site finding stands: a page, and a slice of one of its blocks; None for the whole page."""

    url: str
    block: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class SiteMatch:
    """What a check of a whole site answers: the words, values for the message, and every place, the first one first."""

    text: str
    places: tuple[Place, ...]
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteFinding:
    """A match over many pages, with its Dutch message."""

    rule: Rule
    severity: Severity
    text: str
    message: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The one thing a format gets. `site` is what only many pages together show."""

    pages: tuple[PageReport, ...]
    rules: tuple[Rule, ...]
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[Failure, ...] = ()
    site: tuple[SiteFinding, ...] = ()
    tool: Mapping[str, str] = field(default_factory=dict)
