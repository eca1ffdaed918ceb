"""Two words for one thing on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.records import Kind, Match, Suggestion, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS: set[str] = set()

VALUES = {"usual"}
COLUMNS = {"terms"}
ALL_COLUMNS = ("terms", "source")

_NOT = frozenset({Kind.QUOTE, Kind.IMAGE_TEXT, Kind.TITLE, Kind.LINK})


def find(doc: Doc, *, terms: Table) -> Iterator[Match]:
    """The first place of each word for a thing that the page mostly calls otherwise.

    A row holds the words for one thing, with `|` between them. Not where the one stands beside the other to explain
    it: "identiteitskaart (ID-kaart)".
    """
    texts = [(span, block.text) for span, block in blocks(doc) if block.kind not in _NOT]
    whole = "\n".join(text for _, text in texts).lower()
    for row in patterns(terms):
        if sum(term.lower() in whole for term, _ in row) < 2:
            continue  # for speed: most pages have none of the words, or one
        places: list[list[tuple[int, Span, int, int]]] = []
        for _, pattern in row:
            places.append(
                [(at, span, *match.span()) for at, (span, text) in enumerate(texts) for match in pattern.finditer(text)]
            )
        usual = max(range(len(row)), key=lambda number: len(places[number]))
        for number, found in enumerate(places):
            if number == usual or not found or _explained(found, places[usual]):
                continue
            _, span, start, end = found[0]
            marked = doc.char_span(span.start_char + start, span.start_char + end, alignment_mode="expand")
            if marked:
                word = row[usual][0]
                yield Match(marked, {"usual": word}, (Suggestion(word, "word", "waarschijnlijk"),))


@lru_cache(maxsize=8)
def patterns(terms: Table) -> tuple[list[tuple[str, re.Pattern[str]]], ...]:
    """For each row its words with a pattern that finds them, also in the plural, and not as a part of a longer word."""
    return tuple(
        [
            (term, re.compile(rf"(?<![\w-]){re.escape(term)}(?:en|s|n|’s|'s)?(?![\w-])", re.IGNORECASE))
            for term in row["terms"].split("|")
        ]
        for row in terms.rows
    )


def _explained(found: list[tuple[int, Span, int, int]], usual: list[tuple[int, Span, int, int]]) -> bool:
    """Whether the two words stand next to each other once, in one text."""
    return any(
        at == other and (0 <= start - last <= 12 or 0 <= first - end <= 12)
        for at, _, start, end in found
        for other, _, first, last in usual
    )
