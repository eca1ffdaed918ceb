"""How a report is written: one module a format, found by its name."""

from __future__ import annotations

import inspect
from importlib import import_module
from pkgutil import iter_modules
from typing import TextIO

from helderetaal import dutch
from helderetaal.records import Report


def format_names() -> tuple[str, ...]:
    """The names of all formats: the modules of this package that have no underscore in front."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


def render(
    report: Report,
    format: str,  # noqa: A002 - the word that the command line uses too
    out: TextIO,
    *,
    color: bool = False,
    width: int = 100,
    worst: int | None = None,
) -> None:
    """Write the report to `out` in a format.

    `color`, `width` (in characters) and `worst` (only that many pages, those to mend first) reach the formats that
    know them. Raises ValueError for an unknown format.
    """
    if format not in format_names():
        raise ValueError(dutch.unknown_format(format, format_names()))
    write = import_module(f"{__name__}.{format}").render
    known = inspect.signature(write).parameters
    options = {"color": color, "width": width, "worst": worst}
    write(report, out, **{name: value for name, value in options.items() if name in known})
