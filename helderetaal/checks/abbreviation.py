"""Abbreviations of a list: ordinary words to write in full, and names to give in full at first use.

The list's columns: `abbreviation`, `full` (`|` between alternatives, the plainest first), `advice` (replace or
explain), `note`. A word to write in full is found in lower case or with a capital, a name only as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from helderetaal.checks import like_address
from helderetaal.records import Match, Severity, Suggestion, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS: set[str] = set()

_CLOSING = frozenset({"enzovoort", "en dergelijke", "of iets anders", "en anderen"})
"""What an abbreviation at the end of a sentence stands for."""

Row = Mapping[str, str]


def find(doc: Doc, *, words: Table) -> Iterator[Match]:
    """Abbreviations of the list; a name once a page, and not where the page gives it in full.

    "(CBS)" says that as well: the name before it may be spelled in another way than in the list.
    """
    pattern, rows = _index(words)
    text, folded = doc.text, doc.text.casefold()
    explained: set[str] = set()
    for hit in pattern.finditer(text):
        span = doc.char_span(hit.start(), hit.end(), alignment_mode="expand")
        if span is None or any(map(like_address, span)):
            continue
        row = rows.get(hit.group())
        if row is None and span[0].is_sent_start:  # within a sentence "Max." is a name
            row = rows.get(_small(hit.group()))
        if row is None:
            continue
        if row["advice"] == "explain":
            full = row["full"].split("|")
            given = any(name.casefold() in folded for name in full) or f"({row['abbreviation']})" in text
            if given or full[0] in explained:
                continue
            explained.add(full[0])
        severity = Severity.NOTE if row["advice"] == "explain" else None
        yield Match(span, {"full": row["full"].split("|")[0]}, tuple(_suggestions(span, hit, row)), severity)


@lru_cache(maxsize=8)
def _index(words: Table) -> tuple[re.Pattern[str], dict[str, Row]]:
    """One pattern for all abbreviations, the longest first, and their rows by spelling."""
    rows = {row["abbreviation"]: row for row in words.rows}
    spellings = set(rows)
    spellings |= {_capital(row["abbreviation"]) for row in words.rows if row["advice"] == "replace"}
    either = "|".join(map(re.escape, sorted(spellings, key=lambda spelling: (-len(spelling), spelling))))
    return re.compile(rf"(?<![\w.@/&-])(?:{either})(?![\w@/&]|\.\w|-\w)"), rows


def _suggestions(span: Span, hit: re.Match[str], row: Row) -> Iterator[Suggestion]:
    """The words in full, in place; for a name the name with the abbreviation behind it, and what it is."""
    whole = hit.group()
    fits = span.text == whole or not span.text[len(whole) :].strip(".,;:!?)")
    fulls = row["full"].split("|")
    if row["advice"] == "explain":
        if fits:
            yield Suggestion(f"{fulls[0]} ({whole})", "explain", "zeker", hit.start(), hit.end())
        if row["note"]:
            yield Suggestion(row["note"], "explain", "zeker")
        return
    certainty = "zeker" if len(fulls) == 1 else "waarschijnlijk"
    stop = "." if whole.endswith(".") and _ends_sentence(span, hit.end(), fulls[0]) else ""
    for full in fulls:
        text = (_capital(full) if whole[0].isupper() else full) + stop
        yield Suggestion(text, "word", certainty, hit.start(), hit.end())
    if row["note"]:
        yield Suggestion(row["note"], "sentence")


def _ends_sentence(span: Span, end: int, full: str) -> bool:
    """Whether the full stop of an abbreviation also ends the sentence.

    At the end of a block it does. Within one only after words that can end a sentence ("enz."): what follows "incl." or
    "mw." belongs to it, whatever the parser says.
    """
    block = next(block for block in span.doc.spans["blocks"] if block.start <= span.start < block.end)
    rest = span.doc.text[end : block.end_char].strip()
    return not rest or (full in _CLOSING and rest[0].isupper())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
