"""An element → a short CSS selector that matches that element and no other in its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

# An id that a person wrote; ids with long numbers come from a CMS and change when the page is saved.
_SANE_ID = re.compile(r"(?!.*\d{5})(?!.*[0-9a-f]{8}-)[A-Za-z][A-Za-z0-9_-]{0,60}")
_PLAIN_TAG = re.compile(r"[a-z][a-z0-9-]*")
# A deeper element is named by an ancestor, so that a hostile page cannot make selectors of megabytes.
_MAX_STEPS = 100


class Selectors:
    """The selectors of one page; `of` is cheap for a neighbour of an element that was asked before.

    `names` are the tags of the elements that are called otherwise in the source.
    """

    def __init__(self, root: Any, names: Mapping[Any, str]) -> None:
        self._names = names
        self._shadows = {element for element, name in names.items() if name == "template"}
        ids = Counter(root.xpath("//@id"))
        self._ids = {name for name, count in ids.items() if count == 1 and _SANE_ID.fullmatch(name)}
        self._mains = sum(1 for element in root.iter("main") if element not in names)
        self._titles = len(root.xpath("//title"))
        self._steps: dict[Any, str] = {}
        self._paths: dict[Any, tuple[str, int]] = {}

    def of(self, element: Any) -> str:
        """The selector of `element`, from its nearest ancestor with a sane id, or from main or body."""
        if self._shadows:  # a selector does not reach into a shadow root: its host is the place
            roots = [around for around in element.iterancestors("div") if around in self._shadows]
            element = roots[-1].getparent() if roots else element
        chain = []
        node = element
        while node is not None and node not in self._paths and (anchor := self._anchor(node)) is None:
            chain.append(node)
            node = node.getparent()
        if node is None:  # cannot be: html is an anchor
            return "html"
        if node not in self._paths:
            self._paths[node] = (anchor or "html", 0)
        for child in reversed(chain):
            path, depth = self._paths[child.getparent()]
            if depth >= _MAX_STEPS:
                self._paths[child] = (path, depth)
            else:
                self._paths[child] = (path + self._step(child), depth + 1)
        return self._paths[element][0]

    def _anchor(self, node: Any) -> str | None:
        name = node.get("id")
        if name in self._ids:
            return f"#{name}"
        if node.tag in ("html", "head", "body"):
            return str(node.tag)
        if node.tag == "main" and self._mains == 1 and node not in self._names:
            return "main"
        return "title" if node.tag == "title" and self._titles == 1 else None

    def _step(self, node: Any) -> str:
        if node not in self._steps:
            self._number(node.getparent())
        return self._steps[node]

    def _number(self, parent: Any) -> None:
        """Names all children of `parent` at once: asking each for its neighbours would take quadratic time."""
        children = [child for child in parent if isinstance(child.tag, str)]
        tags = [self._names.get(child, child.tag) for child in children]
        loose = parent.tag == "table" and parent not in self._names and _gets_tbody(parent, children)
        totals = Counter(tags)
        seen: Counter[str] = Counter()
        for position, (child, tag) in enumerate(zip(children, tags, strict=True), 1):
            seen[tag] += 1
            join = " " if loose and tag == "tr" else " > "
            if not _PLAIN_TAG.fullmatch(tag):
                self._steps[child] = f"{join}*:nth-child({position})"
            elif totals[tag] == 1:
                self._steps[child] = join + tag
            else:
                self._steps[child] = f"{join}{tag}:nth-of-type({seen[tag]})"


def _gets_tbody(table: Any, children: list[Any]) -> bool:
    """Whether browsers put a <tbody> of their own around the rows; a space before "tr" then fits both trees."""
    return all(child.tag not in ("tbody", "thead", "tfoot") for child in children) and table.find(".//table") is None
