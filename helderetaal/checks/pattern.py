"""Patterns of a list: what is written as a reader should not have to read it, as dates, amounts and signs are.

The list's columns: `pattern` (a regular expression over the text of a block; the words to mark are the group `mark`, or
else all of it), `replacement` (a template with \\1 or \\g<name>; empty where there is none), `certainty`, `note`,
`severity`, `unless` (a regular expression: not where it fits around the words). A column that a list lacks is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from helderetaal.checks import blocks, severity_of
from helderetaal.records import Match, Severity, Suggestion, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

COLUMNS = {"pattern"}
ALL_COLUMNS = ("pattern", "replacement", "certainty", "note", "severity", "unless", "source")

_AROUND = 120
"""How many characters before and after the words `unless` may look at."""


class _Pattern(NamedTuple):
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    row: Mapping[str, str]


def find(doc: Doc, *, patterns: Table, only_if: str = "") -> Iterator[Match]:
    """What fits a pattern of the list; where two fit at one place, the one that comes first in the list.

    `only_if` is a regular expression for what each of them needs ("\\d"); for speed, a block without it is passed over.
    """
    compiled, needed = _compiled(patterns), re.compile(only_if)
    for span, block in blocks(doc):
        text = block.text
        if not needed.search(text):
            continue
        taken: list[tuple[int, int]] = []
        for pattern, unless, row in compiled:
            for match in pattern.finditer(text):
                start, end = match.span(_mark_of(pattern))
                if any(start < other and begin < end for begin, other in taken):
                    continue
                if unless and _fits_around(unless, text, start, end):
                    continue
                taken.append((start, end))
                if marked := _marked(span, start, end):
                    place = (span.start_char + start, span.start_char + end)
                    yield Match(marked, {}, tuple(_suggestions(match, row, place)), severity_of(row))


def wrong_cell(row: Mapping[str, str]) -> str | None:
    """The column of a row that cannot be used; None where all can."""
    for column in ("pattern", "unless"):
        try:
            re.compile(row.get(column) or ("" if column == "unless" else "("))
        except re.error:
            return column
    groups = re.compile(row["pattern"])
    for number, name in re.findall(r"\\(?:(\d+)|g<(\w+)>)", row.get("replacement") or ""):
        if (int(number) > groups.groups) if number else (name not in groups.groupindex):
            return "replacement"
    known = {"", *Severity}
    return None if (row.get("severity") or "") in known else "severity"


@lru_cache(maxsize=32)
def _compiled(table: Table) -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            re.compile(row["pattern"]),
            re.compile(row["unless"]) if row.get("unless") else None,
            row,
        )
        for row in table.rows
    )


def _fits_around(unless: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a pattern fits at a place that holds at least one of the words."""
    first = max(0, start - _AROUND)
    return any(
        match.start() + first < end and match.end() + first > start
        for match in unless.finditer(text[first : end + _AROUND])
    )


def _marked(span: Span, start: int, end: int) -> Span | None:
    """The tokens of a block at these offsets."""
    offset = span.start_char
    return span.doc.char_span(offset + start, offset + end, alignment_mode="expand")


def _mark_of(pattern: re.Pattern[str]) -> str | int:
    """The group with the words to mark."""
    return "mark" if "mark" in pattern.groupindex else 0


def _suggestions(match: re.Match[str], row: Mapping[str, str], place: tuple[int, int]) -> Iterator[Suggestion]:
    """What to write at a place, and what to do about it."""
    if row.get("replacement"):
        yield Suggestion(match.expand(row["replacement"]), "word", row.get("certainty") or "zeker", *place)
    if row.get("note"):
        yield Suggestion(row["note"], "sentence")
