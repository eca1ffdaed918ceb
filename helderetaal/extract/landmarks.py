"""The tree of a page → the elements that hold its content, and the elements inside them that are chrome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from helderetaal.extract.articles import prune_around_story
from helderetaal.extract.beside import with_hero_and_contact
from helderetaal.extract.chrome import (
    DIALOG,
    HOME,
    NAMED_CONTENT,
    NOT_TEXT,
    Ids,
    is_hidden,
    names,
    referred_ids,
    word_set,
    words,
)
from helderetaal.extract.leftovers import (
    BOXES,
    prune_by_text,
    prune_cookie_bar,
    prune_link_boxes,
    prune_site_footer,
)
from helderetaal.extract.named import is_main, prune_by_name
from helderetaal.extract.tree import Tree

_DESCEND = (BOXES | {"head", "body", "article", "main", "fieldset"}) - {"ul", "ol", "dl", "aside"}
_TEXT_TAGS = word_set("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre details")
# An element that wraps a page or its content, and the share of the running text that says it does.
_WRAPPERS = word_set("body div main article section form table tbody tr td center")
_WRAPS = 0.6
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Content:
    """Where to read: `roots` in reading order, without what stands in `chrome`.

    `ids` are the texts that a button opens and the hints; what `wrappers` say of their language is not to be trusted.
    `is_marked`: the page, or its team, says where its content is. `is_page`: it is one, and may hold small talk such as
    "Lees voor"; in a document each word is the editor's.
    """

    roots: tuple[Any, ...]
    chrome: frozenset[Any]
    ids: Ids
    wrappers: frozenset[Any]
    is_marked: bool = True
    is_page: bool = True


def find_content(root: Any, ignored: Iterable[Any] = ()) -> Content:
    """The content of the page with this <html> element: chrome by name goes first, then chrome by what it holds.

    What is `ignored` is left out before.
    """
    tree = Tree(root)
    ids = referred_ids(tree.elements)
    left_out = set(ignored)
    for element in left_out:
        tree.remove(element)

    most = _MOST * tree.weight(root).text

    def hidden(element: Any) -> bool:
        # A page that was saved while a dialog was open has all of its text in an element with aria-hidden.
        return element in left_out or (is_hidden(element, ids.panels) and tree.weight(element).text <= most)

    h1 = _main_heading(tree, hidden)
    mains = [element for element in tree.elements if is_main(element) and not hidden(element)]
    protected = tree.ancestors(mains if h1 is None else [h1, *mains])
    prune_by_name(tree, protected, hidden)
    tree.weigh()
    landmark = _landmark(tree)
    main = landmark if landmark is not None else _densest(tree, h1)
    roots = [root for root in with_hero_and_contact(tree, main, h1) if is_readable(root, left_out)]
    protected |= tree.ancestors(roots)
    prune_link_boxes(tree, main, h1, protected, everywhere=landmark is None)
    prune_by_text(tree, protected)
    prune_cookie_bar(tree, protected)
    if landmark is None:
        prune_site_footer(tree, protected)
    prune_around_story(tree, roots, protected)
    panels = frozenset(name for e in tree.elements if (name := e.get("id")) in ids.panels and tree.weight(e).text)
    ids = ids._replace(panels=panels)
    wrappers = frozenset(_wrappers(tree, roots))
    return Content(tuple(roots), frozenset(tree.chrome), ids, wrappers, is_marked=landmark is not None)


def is_readable(element: Any, ignored: set[Any]) -> bool:
    """Whether an element may hold text to read: not in what a team ignores, not in a script."""
    return all(e not in ignored and e.tag not in NOT_TEXT for e in (element, *element.iterancestors()))


def select_content(root: Any, selected: set[Any], ignored: Iterable[Any]) -> Content:
    """The elements that a team chose, whatever they are called: only what no reader can see is left out."""
    tree = Tree(root)
    ids = referred_ids(tree.elements)
    for element in ignored:
        tree.remove(element)
    outer = [e for e in selected if selected.isdisjoint(e.iterancestors())]
    roots = sorted(outer, key=tree.index.__getitem__)
    for element in tree.elements:
        if element not in selected and (element.tag in NOT_TEXT or is_hidden(element, ids.panels)):
            tree.remove(element)
    return Content(tuple(roots), frozenset(tree.chrome), ids, frozenset(_wrappers(tree, roots)))


def _wrappers(tree: Tree, roots: list[Any]) -> list[Any]:
    """<body>, and elements with most of the text in them: their `lang` is often left over from a template."""
    marked = [e for e in tree.elements if e.tag in _WRAPPERS and e.get("lang") is not None]
    if not marked:
        return []
    tree.weigh()
    total = sum(tree.weight(root).running for root in roots)
    around = tree.ancestors(roots)

    def held(element: Any) -> int:
        if element not in around:
            return tree.weight(element).running
        return sum(tree.weight(root).running for root in roots if element in (root, *root.iterancestors()))

    return [e for e in marked if e.tag == "body" or held(e) > _WRAPS * total]


def _main_heading(tree: Tree, hidden: Callable[[Any], bool]) -> Any | None:
    """The <h1> of the content, preferring one inside <main>: not a logo, not in a dialog, menu or hidden part."""
    found = [e for e in tree.elements if e.tag == "h1" and _is_title(tree, e, hidden)]
    inside = [e for e in found if any(is_main(around) for around in e.iterancestors())]
    return next(iter(inside or found), None)


def _is_title(tree: Tree, h1: Any, hidden: Callable[[Any], bool]) -> bool:
    weight, link = tree.weight(h1), next(h1.iter("a"), None)
    if not weight.text or (weight.is_links and link is not None and HOME.fullmatch(link.get("href", ""))):
        return False
    for element in (h1, *h1.iterancestors()):
        if element.tag in ("dialog", "nav", "footer", "a") or element.get("role") in ("dialog", "navigation"):
            return False
        if hidden(element):
            return False
        if tree.weight(element).text > _MOST * tree.weight(tree.root).text:  # a wrapper, whatever its name
            return True
        if element.tag != "main" and words(element) & (DIALOG | {"logo"}):
            return False
    return True


def _landmark(tree: Tree) -> Any | None:
    """The fullest <main>, else the one <article> with most of the text, unless it is nearly empty."""
    whole = tree.weight(tree.root)
    alive = [element for element in tree.elements if not tree.is_gone(element)]
    best = max(filter(is_main, alive), key=lambda e: tree.weight(e).plain, default=None)
    if best is not None and tree.weight(best).plain > 0.15 * whole.plain:
        return best
    articles = (e for e in alive if e.tag == "article" and tree.weight(e).plain > 0.5 * whole.plain)
    return next(articles, None)


def _densest(tree: Tree, h1: Any | None) -> Any:
    """The element with a name for content, else the deepest one that still holds nearly all of the text."""
    by_running = tree.weight(tree.root).running > 0

    def size(element: Any) -> int:
        return tree.weight(element).running if by_running else tree.weight(element).plain

    node, above = tree.root, tree.ancestors([h1] if h1 is not None else [])
    for element in tree.elements:
        if names(element) & NAMED_CONTENT and size(element) > 0.5 * size(tree.root):
            node = element
    if above and node not in above:
        return node
    held = size(node)
    while True:
        children = [child for child in node if child in tree.index and not tree.is_gone(child)]
        best = max(children, key=size, default=None)
        if best is None or best.tag not in _DESCEND or size(best) < 0.9 * held:
            return node
        if (above and best not in above) or _leaves_text(tree, children, best):
            return node
        node = best


def _leaves_text(tree: Tree, children: list[Any], best: Any) -> bool:
    """Whether a heading stands before `best`, or text beside it: those belong together."""
    parts = [child for child in children if child.tag in _TEXT_TAGS and child is not best]
    parts += [part for child in children[: children.index(best)] for part in child.iter("h1", "h2", "h3")]
    weights = map(tree.weight, parts)
    return any(weight.text and not weight.is_links for weight in weights)
