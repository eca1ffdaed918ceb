"""Lines that start with a bullet, as in texts pasted from a word processor → the lines without it, as list items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from helderetaal.extract.runs import Piece

BULLETS = "·•▪●◦‣■\uf0b7\uf0a7"
# A dash, a star or the letter o can open a sentence as well, unless a hard space follows or the next line has one too.
_WEAK = "–—*o§-"
_FIRST = frozenset(BULLETS + _WEAK)
_BLANKS = " \t\n\r\x0b\x0c\xa0\u00ad\u200b\u2060\ufeff\u2003\u2002\u2009\u202f"
_BLANK = r"[\s\u00ad\u200b\u2060\ufeff]"
_MARK = re.compile(rf"{_BLANK}*+([{BULLETS}{_WEAK}])({_BLANK}++)")
_WORD_MARK = re.compile(rf"{_BLANK}*+([{BULLETS}§{_WEAK}]|\d{{1,3}}[.)]|[a-z][.)])({_BLANK}++)")
_WORD_LIST = re.compile(r"(?:^|\s)MsoList", re.IGNORECASE)


class Part(NamedTuple):
    """A stretch of a block: `is_item` if a bullet was taken off; `twin` is the part without what may be a bullet."""

    pieces: list[Piece]
    is_item: bool = False
    twin: list[Piece] | None = None
    mark: str = ""


class _Line(NamedTuple):
    pieces: list[Piece]
    mark: str
    sure: bool
    end: int


def may_have_bullets(pieces: list[Piece], classes: str) -> bool:
    """Whether a piece begins with what may be a bullet: most do not, and need no closer look."""
    if _WORD_LIST.search(classes):
        return True
    return any(piece.text and piece.text.lstrip(_BLANKS)[:1] in _FIRST for piece in pieces)


def split_at_bullets(pieces: list[Piece], classes: str) -> list[Part]:
    """The lines with a bullet one by one, the lines between them together; `classes` are those of the element."""
    from_word = _WORD_LIST.search(classes) is not None
    lines = [_read(line, from_word=from_word) for line in _lines(pieces)]
    marks = ["", *(line.mark for line in lines), ""]
    parts: list[Part] = []
    plain: list[Piece] = []
    for line, before, after in zip(lines, marks, marks[2:], strict=False):
        if line.mark and (line.sure or line.mark in (before, after)):
            parts += [Part(plain)] if plain else []
            parts.append(Part(_without(line.pieces, line.end), is_item=True))
            plain = []
        else:
            plain += line.pieces
    if len(lines) == 1 and lines[0].mark and plain:
        return [Part(plain, twin=_without(plain, lines[0].end), mark=lines[0].mark)]
    return [*parts, Part(plain)] if plain else parts


def _lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces cut after each line break; breaks before the first text belong to the first line."""
    lines: list[list[Piece]] = [[]]
    begun = False
    for piece in pieces:
        lines[-1].append(piece)
        begun = begun or bool(piece.text and piece.text.strip())
        if piece.text is None and begun:
            lines.append([])
            begun = False
    if len(lines) > 1 and not begun:
        rest = lines.pop()
        lines[-1] += rest
    return lines


def _read(pieces: list[Piece], *, from_word: bool) -> _Line:
    text = "".join(piece.text or "" for piece in pieces)
    match = (_WORD_MARK if from_word else _MARK).match(text)
    if match is None or not re.search(r"\s", match[2]) or not any(char.isalnum() for char in text[match.end() :]):
        return _Line(pieces, "", sure=False, end=0)
    mark, hard = match[1], "\xa0" in match[2]
    sure = mark in BULLETS or (hard and mark != "-") or (from_word and (hard or not mark[0].isalnum()))
    return _Line(pieces, mark, sure, match.end())


def _without(pieces: list[Piece], size: int) -> list[Piece]:
    """The pieces without their first `size` characters, each still at the line where its text begins."""
    kept: list[Piece] = []
    for piece in pieces:
        if not size or piece.text is None:
            kept += [piece] if kept or piece.text is not None else []
            continue
        dropped, rest = piece.text[:size], piece.text[size:]
        size -= len(dropped)
        if rest:
            kept.append(piece._replace(text=rest, line=piece.line + dropped.count("\n")))
    return kept
