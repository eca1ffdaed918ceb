"""Word lists (CSV with a header) to Tables."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from helderetaal.records import Table
from helderetaal.ruleset.errors import RuleError, nearest

_KEYS = frozenset({"file", "also"})


def is_table(value: object) -> bool:
    """Whether an option's value names a file: `{file = "x.csv"}`, with `also` the lists of a town."""
    return isinstance(value, Mapping) and bool(value) and set(value) <= _KEYS and "file" in value


def table_of(value: Mapping[str, Any], folder: Path) -> Table:
    """The rows of `file`, after those of `also` (a file or a list of them): what a town says of a word goes first."""
    also = value.get("also", ())
    own = [also] if isinstance(also, str) else list(also)
    tables = [read_table(folder / str(name)) for name in (*own, value["file"])]
    known: set[tuple[str, str]] = set()
    rows, places = [], []
    for table in tables:
        mine = {_key(row) for row in table.rows}
        for row, place in zip(table.rows, table.places, strict=True):
            if _key(row) not in known:
                rows.append(row)
                places.append(place)
        known |= mine
    return Table(tuple(rows), tuple(places))


def _key(row: Mapping[str, str]) -> tuple[str, str]:
    """What a row is about: its first cell, with its context where it has one."""
    return next(iter(row.values()), "").lower(), row.get("context", "")


def read_table(path: Path) -> Table:
    """A word list as a Table; RuleError names the file and the line."""
    where = str(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:  # Excel writes a byte order mark
            first = lines.readline()
            lines.seek(0)
            # Excel in Dutch writes semicolons.
            delimiter = ";" if first.count(";") > first.count(",") else ","
            reader = csv.DictReader(lines, strict=True, delimiter=delimiter)
            rows, places = [], []
            for row in reader:
                if None in row or None in row.values():
                    raise RuleError(where, "broken-line", str(len(reader.fieldnames or ())), line=reader.line_num)
                rows.append(row)
                places.append((where, reader.line_num))
    except csv.Error as error:
        begun = reader.line_num + ("end of data" in str(error))  # an open quote: the line before it was the last
        raise RuleError(where, "broken-table", str(error), line=begun) from error
    except UnicodeDecodeError as error:
        raise RuleError(where, "not-utf-8") from error
    except OSError as error:
        raise RuleError(where, "no-file") from error
    return Table(tuple(rows), tuple(places))


def has_columns(table: Table, columns: Collection[str], allowed: Collection[str], where: str) -> None:
    """RuleError where a word list is empty, lacks a column that its check reads, or has one that it does not know."""
    if not table.rows:
        raise RuleError(where, "empty-table")
    for (file, _), row in zip(table.places or ((where, 0),) * len(table.rows), table.rows, strict=True):
        missing = sorted(set(columns) - set(row))
        if missing:
            raise RuleError(file, "no-column", missing[0], line=1)
        unknown = [name for name in row if allowed and name not in allowed]
        if unknown:
            raise RuleError(file, "unknown-column", unknown[0], near=nearest(unknown[0], allowed), line=1)
