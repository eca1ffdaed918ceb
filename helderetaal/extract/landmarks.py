"""The tree of a page → the elements that hold its content, and the elements inside them that are chrome."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from helderetaal.extract.articles import prune_around_story
from helderetaal.extract.beside import tells_contact, with_hero_and_contact
from helderetaal.extract.chrome import (
    BYLINE,
    CHAT,
    COMMON_WIDGET,
    DIALOG,
    LINK_LIST,
    NAMED_CONTENT,
    NOT_TEXT,
    TOP_TASKS,
    WIDGET,
    Ids,
    is_hidden,
    names,
    referred_ids,
    split_name,
    word_set,
    words,
)
from helderetaal.extract.leftovers import (
    BOXES,
    SMALL_PRINT,
    has_control,
    has_documents,
    prune_by_text,
    prune_cookie_bar,
    prune_link_boxes,
    prune_site_footer,
)
from helderetaal.extract.phrases import FEEDBACK
from helderetaal.extract.tree import Tree, Weight

_CHROME_TAGS = word_set("nav dialog search menu")
_CHROME_ROLES = word_set("navigation search dialog alertdialog menu menubar contentinfo")
_SITE_HEADERS = word_set("header site-header masthead topbar top-bar kop")
_FOOTERS = word_set("footer voet")
_PLAIN_TAGS = word_set("p div span ul ol li dl dt dd table tbody thead tr td th h1 h2 h3 h4 a b i strong em br section")
_SECTIONS = word_set("article section li aside")
_PART_OF_TEXT = word_set("form gform card panel content article section block table")
# "site__footer" is the footer of the site, "card__footer" that of a card.
_WHOLES = word_set("site page layout app body l")
HOME = re.compile(r"(https?://[^/]+)?/?((index|default|home)(\.\w+)?)?|#.*", re.IGNORECASE)
_DESCEND = (BOXES | {"head", "body", "article", "main", "fieldset"}) - {"ul", "ol", "dl", "aside"}
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_TEXT_TAGS = word_set("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre details")
# "Deel deze pagina met anderen:", "Typ een of meer woorden."
_WIDGET_TEXT = 60
_CHAT_TEXT = 600
_BOXES = word_set("div section aside form header footer")
# What a page may be about as well.
_SUBJECTS = word_set("print taal talen language languages menu")
_ABOUT_PAGE = re.compile(r"\b(?:web)?(?:pagina|site)\b", re.IGNORECASE)
_SITE_FOOTERS = word_set("footer site-footer page-footer pagefooter main-footer mainfooter sitefooter voet paginavoet")
_FIELDS = word_set("field gfield form ginput")
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
    mains = [element for element in tree.elements if _is_main(element) and not hidden(element)]
    protected = tree.ancestors(mains if h1 is None else [h1, *mains])
    _prune_by_name(tree, protected, hidden)
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


def _is_main(element: Any) -> bool:
    return bool(element.tag == "main" or element.get("role") == "main")


def _prune_by_name(tree: Tree, protected: set[Any], hidden: Callable[[Any], bool]) -> None:
    total = tree.weight(tree.root).running
    inside: set[Any] = set()
    for element in tree.elements:
        parent = element.getparent()
        if parent in inside or element.tag == "article" or _is_main(element):
            inside.add(element)
        if tree.is_gone(element) or element in protected or element.tag in ("html", "head", "body"):
            continue
        if element.tag in _PLAIN_TAGS and not element.keys():  # most elements: nothing about them can give them away
            continue
        within = parent in inside
        if element.tag in NOT_TEXT or hidden(element) or _is_chrome(tree, element, total, within=within):
            tree.remove(element)


def _is_chrome(tree: Tree, element: Any, total: int, *, within: bool) -> bool:
    """Whether tag, role, classes or id make this chrome; `within`: it stands in <main> or <article>."""
    weight, role = tree.weight(element), element.get("role")
    # <nav> around the steps of a product, in a text: it has sentences outside its links.
    is_steps = within and weight.prose > 0 and not weight.is_links
    if element.tag in _CHROME_TAGS or role in _CHROME_ROLES or element.get("aria-modal") == "true":
        return not (is_steps and "nav" in (element.tag, (role or "")[:3]))
    most = weight.running * 2 > total
    if element.tag == "footer" or role == "banner":
        if element.getparent().tag in ("blockquote", "figure") or (within and most):
            return False
        return not (weight.plain and _ends_section(element, weight))
    if element.tag == "header" and not within:
        return True
    # In a text, ids are often made from a heading: <section id="cookies"> is a chapter, <h2 id="zoeken"> a title.
    named_by_id = not within or weight.is_links or not weight.running
    tokens = words(element, with_id=named_by_id and element.tag not in _HEADINGS)
    if not tokens or weight.tabs:
        return False
    if tokens & DIALOG or any(token.startswith("cookie") for token in tokens):
        return _is_dialog(element, tokens, weight, within=within, most=most)
    if most:
        return False
    if (tokens & CHAT or tokens >= {"floating", "contact"}) and weight.text <= _CHAT_TEXT:
        return not (within and weight.prose) or next(element.iter("input", "textarea"), None) is not None
    if tokens & LINK_LIST and not tokens & TOP_TASKS and (weight.is_links or (weight.links > 0 and not weight.running)):
        return not (within and tokens & LINK_LIST <= _SUBJECTS and _is_subject(element))
    if tokens & _FOOTERS and not tokens & _PART_OF_TEXT and _is_footer(element):
        return not (within and names(element).isdisjoint(_SITE_FOOTERS) and (weight.prose or has_control(element)))
    if weight.text <= SMALL_PRINT and not BYLINE.isdisjoint(names(element)):
        return weight.prose == 0 or (weight.prose == 1 and "author" in tokens)
    if "portlet" in tokens and tokens & LINK_LIST and not weight.running:
        return True
    if _is_widget(element, tokens, weight) and not (within and _has_own_text(element, tokens, weight)):
        return True
    # "kop" may be the heading itself; the header of a site has a logo, a menu or a search field.
    is_header = not within and not _SITE_HEADERS.isdisjoint(names(element))
    return is_header and next(element.iter("a", "img", "form", "svg"), None) is not None


def _is_dialog(element: Any, tokens: frozenset[str], weight: Weight, *, within: bool, most: bool) -> bool:
    """Whether the name of a cookie bar or a dialog is that of one: in a text it lies over it, or asks something."""
    if tokens & DIALOG <= {"consent"} and tokens & _FIELDS:  # "gfield--type-consent": may we call you?
        return False
    if not within:
        return element.tag not in _HEADINGS
    if most or element.tag not in _BOXES:
        return False
    lies_over = "fixed" in (element.get("style") or "") or element.get("aria-live") or element.get("aria-hidden")
    return bool(lies_over) or not weight.prose or has_control(element)


def _is_subject(element: Any) -> bool:
    """Whether a list of links in a text, named for printing or languages, is about that: it has a heading or files."""
    if next(element.iter(*_HEADINGS), None) is not None:
        return True
    return has_documents(element)


def _has_own_text(element: Any, tokens: frozenset[str], weight: Weight) -> bool:
    """Whether what has the name of a widget in a text says more: a chapter about sharing data, a contact form."""
    if "contact" in tokens:
        return True
    if not weight.prose or tokens & WIDGET:
        return False
    if "feedback" in tokens:
        text = " ".join("".join(islice(element.itertext(), 20)).split())
        return FEEDBACK.search(text) is None and _ABOUT_PAGE.search(text) is None
    return next(element.iter("h2", "h3", "h4"), None) is not None


def _is_footer(element: Any) -> bool:
    """Whether a name with "footer" in it is that of the whole: "page-footer__address" may be borrowed elsewhere."""
    if element.tag in ("address", "figcaption", "cite", "small", "p", "span", "td"):
        return False
    for name in f"{element.get('id', '')} {element.get('class', '')}".split():
        block, _, part = name.partition("__")
        if (not part or block.lower() in _WHOLES) and not _FOOTERS.isdisjoint(split_name(part or block)):
            return True
    return False


def _ends_section(element: Any, weight: Weight) -> bool:
    """Whether a <footer> belongs to a part of the text (an <article>, a <section>) and says something of its own."""
    part = next((e for e in element.iterancestors() if e.tag in _SECTIONS or _is_main(e)), None)
    return part is not None and part.tag in _SECTIONS and (weight.prose > 0 or tells_contact(element, weight))


def _is_widget(element: Any, tokens: frozenset[str], weight: Weight) -> bool:
    """Whether this has the name of a widget and no more text than one: a text about sharing data is no widget."""
    if not tokens & (WIDGET | COMMON_WIDGET):
        return False
    if not weight.prose and (not weight.running or tokens & WIDGET):
        return True
    if has_control(element):
        return weight.running <= (SMALL_PRINT if "feedback" in tokens else _WIDGET_TEXT)
    return weight.links > 0 and not weight.prose and weight.running <= _WIDGET_TEXT


def _main_heading(tree: Tree, hidden: Callable[[Any], bool]) -> Any | None:
    """The <h1> of the content, preferring one inside <main>: not a logo, not in a dialog, menu or hidden part."""
    found = [e for e in tree.elements if e.tag == "h1" and _is_title(tree, e, hidden)]
    inside = [e for e in found if any(_is_main(around) for around in e.iterancestors())]
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
    best = max(filter(_is_main, alive), key=lambda e: tree.weight(e).plain, default=None)
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
