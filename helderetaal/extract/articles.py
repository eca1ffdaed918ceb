"""News items and articles: what stands around the story (teasers, newsletters, comments) is no part of it.

Only on pages that say in their head that they are an article; a page about a product has its text in many boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from helderetaal.extract.beside import tells_contact
from helderetaal.extract.chrome import word_set, words
from helderetaal.extract.tree import Tree, Weight

# The least that makes a story: characters in paragraphs of this length, and their share of all such paragraphs.
_STORY, _PARAGRAPH, _SHARE = 800, 60, 0.75
_NEWS_DATA = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"(?:Reportage|Analysis)?(?:News|Blog)?(?:Article|Posting)"')
_AROUND = word_set(
    """
    comments comment comentarios reacties disqus discussion newsletter nieuwsbrief advert advertisement advertentie
    ads sponsored promo outbrain taboola trending popular recommended recommendations recirc marketplace related
    """
)
# What a service page has, and a news item seldom: left where it is.
_SERVICE = ("details", "dl", "th", "summary", "address")


def prune_around_story(tree: Tree, roots: Iterable[Any], protected: set[Any]) -> None:
    """Leaves out what stands beside the body of an article, if the page is one."""
    if not _is_article(tree):
        return
    paragraphs = [(p, size) for root in roots for p in root.iter("p") if (size := _size(tree, p)) >= _PARAGRAPH]
    body = _body(paragraphs)
    if body is None:
        return
    around = tree.ancestors([body])
    for root in roots:
        for element in _beside(root, body, around):
            if not tree.is_gone(element) and element not in protected and _is_around(tree, element):
                tree.remove(element)
    for element in body.iterdescendants("div", "section", "aside", "ul", "form"):
        if not tree.is_gone(element) and _is_named_around(element, tree.weight(element)):
            tree.remove(element)


def _is_article(tree: Tree) -> bool:
    for element in tree.elements:
        if element.tag == "meta":
            name = element.get("property") or element.get("name")
            if name == "article:published_time" or (name == "og:type" and element.get("content") == "article"):
                return True
        elif element.tag == "script" and element.get("type") == "application/ld+json":
            if _NEWS_DATA.search((element.text or "")[:100_000]):
                return True
        elif element.get("itemprop") == "articleBody":
            return True
    return False


def _size(tree: Tree, paragraph: Any) -> int:
    return 0 if tree.is_gone(paragraph) else tree.weight(paragraph).text


def _body(paragraphs: list[tuple[Any, int]]) -> Any | None:
    """The deepest element with most of the longer paragraphs of the page in it."""
    total = sum(size for _, size in paragraphs)
    if total < _STORY:
        return None
    held: dict[Any, int] = {}
    for paragraph, size in paragraphs:
        for element in paragraph.iterancestors():
            held[element] = held.get(element, 0) + size
    enough = [element for element, size in held.items() if size >= _SHARE * total]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _beside(root: Any, body: Any, around: set[Any]) -> Iterator[Any]:
    """The elements in a root that stand beside the way down to the body."""
    if root is body:
        return
    if root not in around:
        yield root
        return
    node = root
    while node is not None and node is not body:
        below = None
        for child in node.iterchildren("*"):
            if child in around:
                below = child
            else:
                yield child
        node = below


def _is_around(tree: Tree, element: Any) -> bool:
    """Whether this is a list of teasers, a form or a name for such, and nothing that a reader came for."""
    weight = tree.weight(element)
    if not weight.text:
        return False
    if _is_named_around(element, weight):
        return True
    if next(element.iter(*_SERVICE), None) is not None or (weight.links < 3 and weight.prose):
        return False
    if any("contact" in word for word in words(element)) and tells_contact(element, weight):
        return False
    return weight.links >= 3 and (weight.linked + weight.cards) >= 0.3 * weight.text


def _is_named_around(element: Any, weight: Weight) -> bool:
    return weight.text > 0 and not words(element).isdisjoint(_AROUND)
