"""Headings without a word: a reader sees white space, and a screen reader says "heading" and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from helderetaal.extract.kinds import HEADINGS
from helderetaal.extract.landmarks import Content

_SAYS = ("img", "svg", "input", "button", "iframe", "object", "video", "canvas")
"""What may say something without a text, or is filled in by the browser."""


def empty_headings(content: Content, lines: Callable[[Any], int]) -> tuple[int, ...]:
    """The lines of the headings in the content that have no text and nothing else to show."""
    return tuple(lines(heading) for root in content.roots for heading in _headings(root, content))


def _headings(root: Any, content: Content) -> Iterator[Any]:
    for heading in root.iter(*HEADINGS):
        if any(any(character.isalnum() for character in text) for text in heading.itertext()):
            continue
        if next(heading.iter(*_SAYS), None) is not None or _is_named(heading):
            continue
        if not any(around in content.chrome for around in (heading, *heading.iterancestors())):
            yield heading


def _is_named(heading: Any) -> bool:
    """Whether a heading has a name for a screen reader, or a mark that a script fills it in."""
    return any(name.startswith(("aria-", "data-", "v-", "ng-", "x-", "id")) for name in heading.attrib)
