"""A page's elements in document order, with how much text and how many links stand in each, chrome left out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from helderetaal.extract.chrome import NOT_TEXT

# A stretch of text of this length is a sentence rather than a name in a menu.
RUNNING = 25
# Where a sentence ends; labels and names of pages end without a mark, or ask something.
_END = re.compile(r"[^\W\d_]{2}[.!](?:\s|$)")


@dataclass(slots=True)
class Weight:
    """How much stands in an element: visible characters, those in links, those in longer texts, and links.

    `prose` counts the texts outside links in which a sentence ends. A link around a sentence is a card (a teaser of
    news, a task with a line about it): its text counts as text, and in `cards`.
    """

    text: int = 0
    linked: int = 0
    running: int = 0
    prose: int = 0
    links: int = 0
    tabs: int = 0
    cards: int = 0

    @property
    def plain(self) -> int:
        """Characters outside links."""
        return self.text - self.linked

    @property
    def is_links(self) -> bool:
        """Whether nearly all of the text is in links."""
        return self.links > 0 and self.linked >= 0.7 * self.text

    @property
    def is_cards(self) -> bool:
        """Whether nearly all of the text is in links or cards."""
        return self.links > 0 and self.linked + self.cards >= 0.7 * self.text


class Tree:
    """The elements of one page while its content is looked for; grows in `chrome` as parts of it are left out."""

    def __init__(self, root: Any) -> None:
        self.elements = list(root.iter("*"))
        self.index = {element: i for i, element in enumerate(self.elements)}
        self.parents = [self.index.get(element.getparent(), -1) for element in self.elements]
        self.root = root
        self.chrome: set[Any] = set()
        self._gone = [False] * len(self.elements)
        self._weights: list[Weight] = []
        self.weigh()

    def weigh(self) -> None:
        """Weighs all elements again, without what has become chrome."""
        self._weights = _weigh(self.elements, self.parents, self.chrome)

    def weight(self, element: Any) -> Weight:
        """The weight of an element at the last weighing."""
        return self._weights[self.index[element]]

    def remove(self, element: Any) -> None:
        """Makes an element chrome, with all that is in it."""
        self._gone[self.index[element]] = True
        self.chrome.add(element)

    def is_gone(self, element: Any) -> bool:
        """Whether an element is chrome or stands in it, if its ancestors were asked before, as in document order."""
        i = self.index[element]
        if self.parents[i] >= 0 and self._gone[self.parents[i]]:
            self._gone[i] = True
        return self._gone[i]

    def ancestors(self, elements: Iterable[Any]) -> set[Any]:
        """The elements and all that they stand in."""
        found: set[Any] = set()
        for element in elements:
            i = self.index[element]
            while i >= 0 and self.elements[i] not in found:
                found.add(self.elements[i])
                i = self.parents[i]
        return found


def _weigh(elements: Sequence[Any], parents: Sequence[int], chrome: Container[Any]) -> list[Weight]:
    """The weight of each element, chrome left out; children come after parents, so one pass backwards adds up."""
    weights = [Weight() for _ in elements]
    for i in range(len(elements) - 1, -1, -1):
        element, weight, parent = elements[i], weights[i], parents[i]
        tag = element.tag
        if tag in NOT_TEXT or element in chrome:
            weights[i] = weight = Weight()
        else:
            _add_text(weight, element.text)
            if tag == "a" and element.get("href") is not None:
                if weight.prose and next(iter(element), None) is not None:
                    weight.cards = weight.text
                else:
                    weight.linked, weight.running, weight.prose = weight.text, 0, 0
                weight.links += 1
            weight.tabs += element.get("role") == "tab" or element.get("data-toggle") in ("tab", "pill")
        if parent >= 0:
            _add_up(weights[parent], weight)
            _add_text(weights[parent], element.tail)
    return weights


def _add_up(above: Weight, weight: Weight) -> None:
    if weight.text:
        above.text += weight.text
        above.linked += weight.linked
        above.running += weight.running
        above.prose += weight.prose
    if weight.links:
        above.links += weight.links
        above.cards += weight.cards
    if weight.tabs:
        above.tabs += weight.tabs


def _add_text(weight: Weight, text: str | None) -> None:
    if text and (size := len(text.strip())):
        weight.text += size
        if size >= RUNNING:
            weight.running += size
        if ("." in text or "!" in text) and _END.search(text):
            weight.prose += 1
