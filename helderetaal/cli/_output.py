"""The report on its way out: to standard output, or to a file that is whole or not there at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

import helderetaal
from helderetaal.cli._mistakes import DutchUsageError
from helderetaal.dutch import command_line as dutch

if TYPE_CHECKING:
    from helderetaal import Report


def write(report: Report, format_name: str, output: Path | None, worst: int | None) -> None:
    """The report to a file (whole or not at all) or to standard output."""
    if output is None:
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        _render(report, format_name, sys.stdout, worst, color)
        return
    if output.exists() and not output.is_file():  # a pipe or a device is written to, and not replaced
        _write_into(report, format_name, output)
        return
    target = output.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    part = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as out:  # noqa: PTH123 - it is open already
            _render(report, format_name, out, worst, False)
        _take_mode(part, target)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    click.echo(dutch.written(str(output)), err=True)


def _write_into(report: Report, format_name: str, output: Path) -> None:
    try:
        with output.open("w", encoding="utf-8", newline="\n") as out:
            _render(report, format_name, out, None, False)
    except BrokenPipeError as error:
        raise DutchUsageError(dutch.os_error(str(output))) from error


def _take_mode(part: Path, target: Path) -> None:
    """Give a new file the rights of the one it replaces, or those of any new file."""
    if target.exists():
        shutil.copymode(target, part)
        return
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)


def _render(report: Report, format_name: str, out: TextIO, worst: int | None, color: bool) -> None:
    width = min(shutil.get_terminal_size().columns, 100) if out.isatty() else 100
    helderetaal.render(report, format_name, out, color=color, width=width, worst=worst)


def format_of(output: Path | None) -> str:
    """The format that the name of a file asks for (`rapport.html`), else text."""
    ending = output.suffix.removeprefix(".").lower() if output else ""
    ending = "html" if ending == "htm" else ending
    return ending if ending in helderetaal.format_names() else "text"


def _is_page_in(target: Path, source: str) -> bool:
    """Whether a file is a page in a folder that is to be checked, and no earlier report of ours."""
    if not target.is_file() or target.suffix.lower() not in {".html", ".htm", ".xhtml"}:
        return False
    inside = Path(source).is_dir() and target.is_relative_to(Path(source).resolve())
    return inside and b'name="generator" content="helderetaal"' not in target.read_bytes()[:2000]


def must_be_writable(path: Path, sources: Iterable[str]) -> None:
    """A usage error before the work begins, where the report could not be written, or would replace a page."""
    target = path.resolve()
    if any(target == Path(source).resolve() or _is_page_in(target, source) for source in sources):
        raise DutchUsageError(dutch.would_replace(str(path)))
    folder = path.resolve().parent
    if path.is_dir() or not (path.exists() or (folder.is_dir() and os.access(folder, os.W_OK))):
        raise DutchUsageError(dutch.not_writable(str(path)))
