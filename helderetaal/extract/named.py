"""Chrome by its tag, its role or its name: menus, footers, cookie bars, widgets; and what is only called so."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from helderetaal.extract.beside import tells_contact
from helderetaal.extract.chrome import (
    BYLINE,
    CHAT,
    COMMON_WIDGET,
    DIALOG,
    LINK_LIST,
    NOT_TEXT,
    TOP_TASKS,
    WIDGET,
    names,
    split_name,
    word_set,
    words,
)
from helderetaal.extract.leftovers import SMALL_PRINT, has_control, has_documents
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
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
# "Deel deze pagina met anderen:", "Typ een of meer woorden."
_WIDGET_TEXT = 60
_CHAT_TEXT = 600
_BOXES = word_set("div section aside form header footer")
# What a page may be about as well.
_SUBJECTS = word_set("print taal talen language languages menu")
_ABOUT_PAGE = re.compile(r"\b(?:web)?(?:pagina|site)\b", re.IGNORECASE)
_SITE_FOOTERS = word_set("footer site-footer page-footer pagefooter main-footer mainfooter sitefooter voet paginavoet")
_FIELDS = word_set("field gfield form ginput")


def prune_by_name(tree: Tree, protected: set[Any], hidden: Callable[[Any], bool]) -> None:
    """Leaves out what nobody sees, and what has the tag, the role or the name of chrome."""
    total = tree.weight(tree.root).running
    inside: set[Any] = set()
    for element in tree.elements:
        parent = element.getparent()
        if parent in inside or element.tag == "article" or is_main(element):
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
    part = next((e for e in element.iterancestors() if e.tag in _SECTIONS or is_main(e)), None)
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


def is_main(element: Any) -> bool:
    """Whether an element says that it holds the content of the page."""
    return bool(element.tag == "main" or element.get("role") == "main")
