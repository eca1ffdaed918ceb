"""Lists with too many items, with one item, or in a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.records import Block, Kind, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS: set[str] = set()

VALUES = {"items"}


def find(
    doc: Doc, *, max_items: int | None = None, min_items: int | None = None, max_depth: int | None = None
) -> Iterator[Match]:
    """The first item of lists with more than `max_items` or fewer than `min_items` items, or deeper than `max_depth`.

    A list of links is no text to read, and may be as long as it is.
    """
    for items in _lists(doc):
        first, block = items[0]
        numbers = {one.item.number for _, one in items if one.item}
        count = max(numbers) + 1 if numbers else len(items)
        if max_items is not None and count > max_items and not _is_links(items):
            yield Match(first, {"items": count})
        if min_items is not None and count < min_items and len(items) == 1 and block.item and not _is_links(items):
            yield Match(first, {"items": count})
        if max_depth is not None and (block.depth or 1) > max_depth:
            yield Match(first, {"items": count})


def _lists(doc: Doc) -> Iterator[list[tuple[Span, Block]]]:
    """The items of each list; lines with typed bullets are one list where nothing stands between them."""
    found: dict[tuple[str, int, int | None], list[tuple[Span, Block]]] = {}
    runs = 0
    for span, block in blocks(doc):
        if block.kind is not Kind.LIST_ITEM:
            runs += 1
        elif block.item:
            found.setdefault(("marked", block.item.list, None), []).append((span, block))
        else:
            found.setdefault(("typed", runs, block.depth), []).append((span, block))
    yield from found.values()


def _is_links(items: list[tuple[Span, Block]]) -> bool:
    """Whether most items are no more than a link."""
    links = sum(sum(len(link.text) for link in block.links) >= 0.7 * len(block.text) for _, block in items)
    return 2 * links >= len(items)
