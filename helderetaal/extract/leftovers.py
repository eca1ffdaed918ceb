"""Chrome that has no name, and shows only by what it holds: boxes of links, feedback questions, related pages."""

from __future__ import annotations

import re
from typing import Any

from helderetaal.extract.chrome import FEEDBACK, RELATED, word_set, words
from helderetaal.extract.tree import Tree

BOXES = word_set("div section aside ul ol td table tr center dl tbody form")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LEADS = word_set("h2 h3 h4 h5 h6 p strong b legend label div span button td font summary")
_CONTROLS = ("button", "input", "textarea", "a")
# A feedback form has a question, two answers and a line or two of small print.
_SMALL_PRINT = 250


def prune_link_boxes(tree: Tree, main: Any, h1: Any | None, protected: set[Any], *, everywhere: bool) -> None:
    """Leaves out menus without a name: boxes of links above the heading, or `everywhere` on pages without landmarks."""
    start = tree.index[h1] if h1 is not None else -1
    for element in list(main.iter(*BOXES)):
        weight = tree.weight(element)
        if tree.is_gone(element) or element in protected or not weight.is_links or weight.links < 3 or weight.tabs:
            continue
        if tree.index[element] < start or (everywhere and not _belongs_to_text(element)):
            tree.remove(element)


def prune_by_text(tree: Tree, protected: set[Any]) -> None:
    """Leaves out "Was deze informatie nuttig?" with its form, and "Zie ook" with its links."""
    for element in tree.elements:
        if tree.is_gone(element) or element.tag not in _LEADS or element in protected:
            continue
        text = _first_text(element)
        if FEEDBACK.match(text):
            _prune_feedback(tree, element, protected)
        elif RELATED.fullmatch(text):
            _prune_related(tree, element, protected)


def _belongs_to_text(element: Any) -> bool:
    """Whether a list of links follows a text or heading that leads it in, as "U kunt kiezen uit:" does."""
    if element.tag not in ("ul", "ol"):
        return False
    before = element.getprevious()
    return before is not None and before.tag in ("p", *_HEADINGS)


def _first_text(element: Any) -> str:
    """The first words of an element, at most 100 characters, also if they stand in an inline tag."""
    text: str = element.text or ""
    if not text.strip() and len(element) and element[0].tag in ("span", "strong", "b", "font", "em"):
        text = element[0].text or ""
    return re.sub(r"\s+", " ", text[:200]).strip()[:100]


def _has_control(element: Any) -> bool:
    return next(element.iter(*_CONTROLS), None) is not None


def _prune_feedback(tree: Tree, question: Any, protected: set[Any]) -> None:
    """The question with its form: the smallest box that holds both, or the question and the controls after it."""
    node, own = question, tree.weight(question).text
    while (parent := node.getparent()) is not None and parent not in protected:
        size = tree.weight(parent).text
        is_form = parent.tag in ("form", "fieldset") or "feedback" in words(parent)
        complete = _has_control(node) and size > tree.weight(node).text
        if not is_form and (complete or size > own + _SMALL_PRINT):
            break
        node = parent
    if not _has_control(node):
        for sibling in node.itersiblings():
            if sibling not in tree.index or not _has_control(sibling) or tree.weight(sibling).text > _SMALL_PRINT:
                break
            tree.remove(sibling)
    tree.remove(node)


def _prune_related(tree: Tree, heading: Any, protected: set[Any]) -> None:
    """A heading such as "Zie ook" with the lists of links under it; without links under it, it stays."""
    node, own = heading, tree.weight(heading).text
    while (parent := node.getparent()) is not None and parent not in protected and tree.weight(parent).text == own:
        node = parent
    lists = []
    for sibling in node.itersiblings("*"):
        weight = tree.weight(sibling)
        if sibling.tag in ("h1", *_HEADINGS) or (weight.text and not weight.is_links):
            break
        lists.append(sibling)
    if any(tree.weight(sibling).links for sibling in lists):
        for element in (node, *lists):
            tree.remove(element)
