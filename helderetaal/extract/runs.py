"""Stretches of text as they stand in the tree → text as a reader sees it, with its line breaks and links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

from helderetaal.records import Emphasis, Link

_SPACES = re.compile(r"\s+")
# Soft hyphens, zero-width and direction marks: a reader does not see them.
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0080-\u0084\u0086-\u009f]+")


class Piece(NamedTuple):
    """A stretch of text as it stands in the tree; `text` None is a line break."""

    text: str | None
    line: int
    link: Any = None
    language: str | None = None
    styles: tuple[str, ...] = ()


class Run(NamedTuple):
    """Composed text: what a reader sees, its line breaks, its links (start, end, element, line) and its language.

    `lines` are (offset, line) where the text goes on in a later line of the source; `emphasis` is what stands out.
    """

    text: str
    breaks: tuple[int, ...]
    links: list[tuple[int, int, Any, int]]
    line: int
    language: str | None
    lines: tuple[tuple[int, int], ...] = ()
    emphasis: tuple[Emphasis, ...] = ()


def compose(pieces: list[Piece]) -> Run:
    """The pieces as a reader sees them: single spaces, none at the ends, unseen characters gone."""
    parts: list[str] = []
    breaks: list[int] = []
    lines: list[tuple[int, int]] = []
    links: list[tuple[int, int, Any, int]] = []
    languages: set[str | None] = set()
    emphasis: dict[str, list[tuple[int, int]]] = {}
    size, spaced = 0, True
    for piece, source, line in _by_line(pieces):
        if source is None:
            if size and not spaced:
                parts.append(" ")
                size += 1
            if size and (not breaks or breaks[-1] != size - 1):
                breaks.append(size - 1)
            spaced = True
            continue
        text = _SPACES.sub(" ", source if source.isascii() else _UNSEEN.sub("", source))
        if spaced and text.startswith(" "):
            text = text[1:]
        if not text:
            continue
        if text != " ":
            languages.add(piece.language)
            if not lines or lines[-1][1] != line:
                lines.append((size + text.startswith(" "), line))
            if piece.link is not None:
                if links and (links[-1][2] is piece.link or (spaced and _goes_on(links[-1], piece.link, size))):
                    links[-1] = (links[-1][0], size + len(text), piece.link, links[-1][3])
                else:
                    links.append((size, size + len(text), piece.link, line))
            for style in piece.styles:
                _stands_out(emphasis.setdefault(style, []), size, size + len(text))
        parts.append(text)
        size += len(text)
        spaced = text.endswith(" ")
    text = "".join(parts).rstrip(" ")
    language = languages.pop() if len(languages) == 1 else None
    first = lines[0][1] if lines else 0
    shown = tuple(offset for offset in breaks if offset < len(text))
    return Run(text, shown, links, first, language, tuple(lines[1:]), _emphasis(text, emphasis))


def _stands_out(stretches: list[tuple[int, int]], start: int, end: int) -> None:
    """Adds a stretch to those of one style; the last one goes on where no more than a space stands between."""
    if stretches and start - stretches[-1][1] <= 1:
        stretches[-1] = (stretches[-1][0], end)
    else:
        stretches.append((start, end))


def _emphasis(text: str, styles: dict[str, list[tuple[int, int]]]) -> tuple[Emphasis, ...]:
    """What stands out in a text, in reading order, without the spaces around it."""
    found = []
    for style, stretches in styles.items():
        for start, end in stretches:
            inside = text[start:end]
            start += len(inside) - len(inside.lstrip())
            if inside.strip():
                found.append(Emphasis(style, start, start + len(inside.strip())))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.style)))


def _goes_on(last: tuple[int, int, Any, int], link: Any, size: int) -> bool:
    """Whether a link has the target of the last one and stands right behind it: editors cut links in two unseen."""
    return last[1] == size and bool(last[2].get("href") == link.get("href"))


def _by_line(pieces: list[Piece]) -> Iterator[tuple[Piece, str | None, int]]:
    """Each piece cut into the lines of the source, with their line ends and their numbers."""
    for piece in pieces:
        if piece.text is None or "\n" not in piece.text:
            yield piece, piece.text, piece.line
            continue
        parts = piece.text.split("\n")
        for number, part in enumerate(parts):
            end = "\n" if number + 1 < len(parts) else ""
            if part or end:
                yield piece, part + end, piece.line + number


def link_run(run: Run, link: tuple[int, int, Any, int]) -> Run:
    """One link of a run by itself."""
    start, end, element, line = link
    text = run.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    # Thousands of links may stand in one run; looking through all of its breaks for each would take quadratic time.
    inside = run.breaks[bisect_left(run.breaks, start) : bisect_left(run.breaks, start + len(text))]
    breaks = tuple(offset - start for offset in inside)
    first, last = bisect_left(run.lines, (start + 1,)), bisect_left(run.lines, (start + len(text),))
    lines = tuple((offset - start, number) for offset, number in run.lines[first:last])
    return Run(text, breaks, [(0, len(text), element, line)], line, run.language, lines)


def links_in(run: Run) -> tuple[Link, ...]:
    found = ((start, run.text[start:end], element.get("href")) for start, end, element, _ in run.links)
    return tuple(
        Link(text.strip(), target.strip(), start + len(text) - len(text.lstrip()))
        for start, text, target in found
        if text.strip()
    )


def is_only_links(run: Run) -> bool:
    """Whether there are links and no word outside them."""
    position = 0
    for start, end, _, _ in run.links:
        if any(char.isalnum() for char in run.text[position:start]):
            return False
        position = end
    return bool(run.links) and not any(char.isalnum() for char in run.text[position:])


def without_links(run: Run) -> str:
    """The text outside the links."""
    edges = [0, *(edge for start, end, *_ in run.links for edge in (start, end)), len(run.text)]
    return "".join(run.text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))


def split_at_double_breaks(pieces: list[Piece]) -> list[list[Piece]]:
    parts: list[list[Piece]] = [[]]
    breaks = 0
    for piece in pieces:
        if piece.text is None:
            breaks += 1
        elif piece.text.strip():
            if breaks > 1:
                parts.append([])
            breaks = 0
        parts[-1].append(piece)
    return parts
