"""Abbreviations of a list: ordinary words to write in full, and names to give in full at first use.

The list's columns: `abbreviation`, `full` (`|` between alternatives, the plainest first), `advice` (replace, explain,
or ok: a word that gives nothing, because another rule has it), `note`, `context` (what must stand beside it, a name of
`_CONTEXTS`). A word to write in full is found in lower case or with a capital, a name only as it is written. A column
that a list lacks is empty.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from helderetaal.checks import like_address
from helderetaal.records import RUNNING_TEXT, Match, Severity, Suggestion, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS = {"SENT_START"}

VALUES = {"full"}
COLUMNS = {"abbreviation", "full", "advice"}

_CLOSING = frozenset(
    {"enzovoort", "en dergelijke", "of iets anders", "en anderen", "per jaar", "per persoon", "per maand"}
)
"""What an abbreviation at the end of a sentence stands for."""

_DAY = r"(?:ma|di|wo|do|vr|za|zo)\b"
_CONTEXTS = {
    "date": (re.compile(r"\b\d{1,2} $"), None),
    "day": (
        re.compile(rf"\b{_DAY}\.?(?: t/m| tot(?: en met)?| en| of|,) $", re.IGNORECASE),
        re.compile(rf"\.?(?: t/m| tot(?: en met)?| en| of|,) {_DAY}", re.IGNORECASE),
    ),
    "time": (re.compile(r"\b\d{1,2}[.:]\d\d $"), None),
    "number": (re.compile(r"\b\d[\d.,]* $"), None),
    "quantity": (None, re.compile(r" (?:€ ?)?\d")),
    "amount": (re.compile(r"(?:€ ?\d[\d.,]*-?|\d euro|\d,-) $"), None),
}
"""What stands before an abbreviation, or after it, where it would be another word elsewhere ("do", "u")."""

Row = Mapping[str, str]


class _Index(NamedTuple):
    """A list's rows by spelling, one pattern for all of them, and one for the names as part of a longer word."""

    rows: dict[str, Row]
    alone: re.Pattern[str]
    compound: re.Pattern[str]


def find(doc: Doc, *, words: Table) -> Iterator[Match]:
    """Abbreviations of the list; a name once a page, and not where the page gives it in full.

    "(CBS)" says that as well: the name before it may be spelled in another way than in the list. A name that only
    stands in a longer word ("WIA-uitkering") is found there.
    """
    index = _index(words)
    text, folded = doc.text, doc.text.casefold()
    blocks = list(doc.spans["blocks"])
    starts = [block.start for block in blocks]
    explained: set[str] = set()
    for hit in (*index.alone.finditer(text), *index.compound.finditer(text)):
        span = doc.char_span(hit.start(), hit.end(), alignment_mode="expand")
        if span is None or _in_address(span, hit):
            continue
        row = _row(index, span, hit)
        if row is None or _cell(row, "advice") == "ok" or not _fits_context(text, hit, row):
            continue
        full = _cell(row, "full").split("|")
        if _cell(row, "advice") == "explain":
            given = any(name.casefold() in folded for name in full) or f"({row['abbreviation']})" in text
            if given or _cell(row, "note") in explained:
                continue
            explained.add(_cell(row, "note"))
        severity = Severity.NOTE if _cell(row, "advice") == "explain" else None
        block = blocks[bisect_right(starts, span.start) - 1]
        following = text[hit.end() : min(hit.end() + 4, block.end_char)].strip()
        stops = hit.group().endswith(".") and _ends_sentence(block, following, full[0])
        yield Match(span, {"full": full[0]}, tuple(_suggestions(span, hit, row, "." if stops else "")), severity)


def _cell(row: Row, column: str) -> str:
    return row.get(column) or ""


@lru_cache(maxsize=8)
def _index(words: Table) -> _Index:
    rows = {row["abbreviation"]: row for row in words.rows if _cell(row, "abbreviation")}
    spellings = set(rows) | {_capital(name) for name, row in rows.items() if _cell(row, "advice") == "replace"}
    names = {name for name, row in rows.items() if _cell(row, "advice") == "explain" and name.isalnum()}
    alone = rf"(?<![\w.@/&-])(?:{_any_of(spellings)})(?![\w@/&]|\.\w|-\w)"
    compound = rf"(?<![\w.@/&-])(?P<name>{_any_of(names)})-[^\W\d_]\w+(?![\w@/&]|\.\w)"
    return _Index(rows, re.compile(alone), re.compile(compound))


def _any_of(spellings: set[str]) -> str:
    """A pattern for any of these, the longest first; one that never fits where there are none."""
    longest = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return "|".join(map(re.escape, longest)) or r"(?!)"


def _row(index: _Index, span: Span, hit: re.Match[str]) -> Row | None:
    """The row of a hit: of the whole, or of the name at the beginning of a longer word."""
    row = index.rows.get(hit.group())
    if row is None and "name" in hit.groupdict():
        return index.rows[hit["name"]]
    if row is None and span[0].is_sent_start:  # within a sentence "Max." is a name
        row = index.rows.get(_small(hit.group()))
    return row


def _in_address(span: Span, hit: re.Match[str]) -> bool:
    """Whether a hit is a part of a URL or an e-mail address; "tel.nr." as a whole only looks like a URL."""
    return any(map(like_address, span)) and span.text.rstrip(".") != hit.group().rstrip(".")


def _fits_context(text: str, hit: re.Match[str], row: Row) -> bool:
    """Whether what stands around an abbreviation is what its row asks; an unknown context asks nothing."""
    before, after = _CONTEXTS.get(_cell(row, "context"), (None, None))
    if before is None and after is None:
        return True
    near = text[max(0, hit.start() - 20) : hit.start()].replace("\n", " ").replace("\xa0", " ")
    follows = before is not None and before.search(near) is not None
    return follows or (after is not None and after.match(text, hit.end()) is not None)


def _suggestions(span: Span, hit: re.Match[str], row: Row, stop: str) -> Iterator[Suggestion]:
    """The words in full, in place, with a full `stop`; for a name the name with its abbreviation, and what it is."""
    whole, note = hit.group(), _cell(row, "note")
    fulls = _cell(row, "full").split("|")
    if _cell(row, "advice") == "explain":
        alone = whole == row["abbreviation"]
        if alone and (span.text == whole or not span.text[len(whole) :].strip(".,;:!?)")):
            yield Suggestion(f"{fulls[0]} ({whole})", "explain", "zeker", hit.start(), hit.end())
        if note:
            yield Suggestion(note, "explain", "zeker")
        return
    certainty = "zeker" if len(fulls) == 1 else "waarschijnlijk"
    for full in fulls:
        text = (_capital(full) if whole[0].isupper() else full) + stop
        yield Suggestion(text, "word", certainty, hit.start(), hit.end())
    if note:
        yield Suggestion(note, "sentence")


def _ends_sentence(block: Span, following: str, full: str) -> bool:
    """Whether the full stop of an abbreviation also ends the sentence; `following` is what comes next in the block.

    At the end of a block it does. Within one only after words that can end a sentence ("enz."): what follows "incl." or
    "mw." belongs to it, whatever the parser says.
    """
    if not following:
        return block.label_ in RUNNING_TEXT  # a cell or a heading has no full stop
    return full in _CLOSING and following[0].isupper()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
