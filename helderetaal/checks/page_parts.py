"""What a page about a service must say and does not: cost, time, papers, a way to reach a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.checks._service import is_service_page
from helderetaal.records import Kind, Match, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()

VALUES = {"missing"}
COLUMNS = {"name", "pattern"}
ALL_COLUMNS = ("name", "pattern", "only_if", "extra", "source")


def find(doc: Doc, *, parts: Table, joint: str) -> Iterator[Match]:
    """One match for a service page that lacks parts of the list, with their names ({missing}, the last after `joint`).

    A part is there where its `pattern` fits the text of the page; it is asked for only where `only_if` fits. An
    `extra` part is named only beside another: by itself it is no reason to stop an editor.
    """
    if not is_service_page(doc):
        return
    text = "\n".join(block.text for _, block in blocks(doc) if block.kind is not Kind.TITLE)
    missing = [row for row in parts.rows if _lacks(text, row)]
    if any(not row.get("extra") for row in missing):
        names = [row["name"] for row in missing]
        yield Match(None, {"missing": names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"})


def wrong_cell(row: Mapping[str, str]) -> str | None:
    """The column of a row that cannot be used; None where all can."""
    for column in ("pattern", "only_if"):
        try:
            re.compile(row.get(column) or "")
        except re.error:
            return column
    return None if row["name"].strip() else "name"


def _lacks(text: str, row: Mapping[str, str]) -> bool:
    needed = not row.get("only_if") or re.search(row["only_if"], text, re.IGNORECASE)
    return bool(needed) and not re.search(row["pattern"], text, re.IGNORECASE)
