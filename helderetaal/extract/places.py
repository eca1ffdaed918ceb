"""Where in its lists and tables the reader of a page is: the depth of an item, its lead-in, the place of a cell."""

from __future__ import annotations

import re
from typing import Any

from helderetaal.extract.chrome import word_set
from helderetaal.extract.kinds import HEADINGS, opens_by_itself
from helderetaal.records import Block, Cell, Item, Kind

_LISTS = word_set("ul ol menu dir")
# What can lead a list in: not a heading, which is no part of a sentence.
_LEADS = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.CELL, Kind.DEFINITION, Kind.ALERT, Kind.QUOTE})
_ENDS = re.compile(r"[.!?…][\"'’”)\]]*$")
_WORD_LEVEL = re.compile(r"mso-list:[^;]{0,40}\blevel([1-9])\b")
# HTML allows 1,000 columns in one cell; a hostile page would make millions of them.
_MAX_SPAN = 50


def is_data_table(table: Any) -> bool:
    """Whether a table holds data; old pages lay out their texts in tables without headers."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return False
    if next(table.iter("th", "caption", "thead"), None) is not None:
        return True
    rows = list(table.iter("tr"))
    # An icon and a link on each row is a list of downloads.
    full = [sum(1 for cell in row if "".join(cell.itertext()).strip()) for row in rows]
    if max(full, default=0) < 2:
        return False
    if len(rows) < 2 or max(len(row) for row in rows) < 2 or next(table.iter(*HEADINGS, "form"), None) is not None:
        return False
    return all(len(" ".join("".join(cell.itertext()).split())) <= 200 for cell in table.iter("td"))


def lead_in(block: Block | None) -> str | None:
    """The text of a block right before a list if its sentence is not over: "U hebt nodig:"."""
    if block is None or block.kind not in _LEADS or _ENDS.search(block.text):
        return None
    return block.text


class Places:
    """The open lists, tables and cells of one page."""

    def __init__(self) -> None:
        # An open list with what leads it in, its number and how many items it has had.
        self._lists: list[tuple[Any, str | None, int, int]] = []
        self._list_count = 0
        # An open table with the places of its cells; None for a table that only lays out a page.
        self._tables: list[tuple[Any, dict[Any, Cell] | None]] = []
        self._cells: list[tuple[Any, Cell | None]] = []
        self._count = 0

    def start(self, element: Any, before: Block | None) -> None:
        """Enters an element; `before` is the block right before it."""
        tag = element.tag
        if tag in _LISTS or element.get("role") == "list":
            item = element.find("li")
            if item is None or not opens_by_itself(item):  # an accordion is no list to a reader
                leads = lead_in(before) if self._leads(element, before) else None
                self._lists.append((element, leads, self._list_count, 0))
                self._list_count += 1
        elif (tag == "li" or element.get("role") == "listitem") and self._lists:
            opened, leads, which, number = self._lists[-1]
            self._lists[-1] = (opened, leads, which, number + 1)
        elif tag == "table":
            data = is_data_table(element)
            self._tables.append((element, _grid(element, self._count) if data else None))
            self._count += data
        elif tag in ("td", "th"):
            cells = self._tables[-1][1] if self._tables else None
            self._cells.append((element, None if cells is None else cells.get(element)))

    def _leads(self, element: Any, before: Block | None) -> bool:
        """Whether a list stands in the item, the cell or the definition before it, if it is one of these."""
        if before is None:
            return False
        if before.kind is Kind.LIST_ITEM:
            return before.depth == len(self._lists) and next(element.iterancestors("li"), None) is not None
        if before.kind is Kind.DEFINITION:
            return next(element.iterancestors("dd"), None) is not None
        return before.cell == self.cell

    def end(self, element: Any) -> None:
        """Leaves an element."""
        for opened in (self._lists, self._tables, self._cells):
            if opened and opened[-1][0] is element:
                opened.pop()

    @property
    def in_data(self) -> bool:
        """Whether the innermost table holds data."""
        return bool(self._tables) and self._tables[-1][1] is not None

    @property
    def cell(self) -> Cell | None:
        """The cell that is open."""
        return self._cells[-1][1] if self._cells else None

    @property
    def item(self) -> Item | None:
        """The item that is open; None for a line with a typed bullet."""
        if not self._lists or not self._lists[-1][3]:
            return None
        return Item(self._lists[-1][2], self._lists[-1][3] - 1)

    def depth(self, element: Any, before: Block | None) -> tuple[int, str | None]:
        """The depth of a list item here and what leads its list in; `before` is the block right before it.

        An item without a list is a line with a typed bullet; Word says in its style how deep it is.
        """
        if self._lists:
            return len(self._lists), self._lists[-1][1]
        level = _WORD_LEVEL.search(element.get("style") or "")
        depth = int(level[1]) if level else 1
        if before is not None and before.kind is Kind.LIST_ITEM and before.depth == depth:
            return depth, before.lead_in
        return depth, lead_in(before)


def _grid(table: Any, number: int) -> dict[Any, Cell]:
    """The place of each cell of a table; a cell that spans rows moves those under it to the right."""
    cells: dict[Any, Cell] = {}
    taken: dict[int, int] = {}
    for row, element in enumerate(table.iter("tr")):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while taken.get(column, -1) >= row:
                column += 1
            cells[cell] = Cell(number, row, column)
            last = row + _span(cell, "rowspan") - 1
            for place in range(column, column := column + _span(cell, "colspan")):
                if last > row:
                    taken[place] = last
    return cells


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return (
        min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and 0 < len(value) < 10 and int(value) else 1
    )
