"""What chrome is called on Dutch government sites: the words in classes and ids that give it away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def word_set(text: str) -> frozenset[str]:
    """The words in a text, as a set."""
    return frozenset(text.split())


def any_of(*patterns: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern that fits where one of the patterns does, in upper or lower case."""
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}", re.IGNORECASE)


NOT_TEXT = word_set(
    """
    script style template noscript svg iframe object embed select datalist textarea canvas audio video noframes
    frameset title map progress meter
    """
)
DIALOG = word_set(
    """
    consent cookie cookies cookiebar cookiebanner cookiemelding cookieconsent modal dialog lightbox popup gdpr
    """
)
WIDGET = word_set(
    """
    breadcrumb breadcrumbs broodkruimel broodkruimels broodkruimelpad kruimelpad kruimelspoor crumbs crumbtrail
    crumbpath skiplink skiplinks searchbox searchbar searchform zoekbalk zoekformulier zoekbox socialshare addtoany
    addthis readspeaker rsbtn pagination paginering pager textsize fontsize tekstgrootte lettergrootte
    """
)
# Words that a chapter of a text may be named by as well: <div class="delen"> can be about sharing data.
COMMON_WIDGET = word_set("search zoek zoeken share sharing delen leesvoor voorlezen feedback")
LINK_LIST = word_set(
    """
    nav navbar navigation navigatie menu mainmenu submenu hoofdmenu subnav subnavigation megamenu toc inhoudsopgave
    language languages taal talen taalkeuze translate related gerelateerd gerelateerde social socialmedia tags print
    sitemap skip quicklinks snelkoppelingen
    """
)
NAMED_CONTENT = word_set(
    """
    content inhoud main hoofdinhoud main-content maincontent main_content content-main contentmain page-content
    pagecontent pagina-inhoud paginainhoud content-area contentarea content-wrapper iprox-content
    deltaplaceholdermain
    """
)
_SPLIT = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
_STATE = re.compile(r"(?:has|is|with|no|without|not|js|hidden|d|valid|invalid)-", re.IGNORECASE)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = word_set(
    """
    hidden d-none hide is-hidden visually-hidden visuallyhidden is-visually-hidden visually-hidden-focusable sr-only
    screen-reader-text screenreader-text element-invisible show-for-sr assistive-text print-only visible-print
    """
)
_SEEN_AGAIN = re.compile(r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-(?!none)|[a-z]+:(?:block|flex|grid|inline|not-sr-only))")
_PANEL = any_of(
    r"accordi[oe]n|accordeon|collaps(e|ible)|harmonica|uitklap\w*|inklap\w*|faq|tabs?|tabpanel|tabpane|pane|panel|toggle",
    r"details|dropdown-content|expand\w*",
    before=r"(?:^|[\s_-])",
    after=r"(?:[\s_-]|$)",
)


def names(element: Any) -> set[str]:
    """The id and classes of an element, whole, in lower case."""
    return {name.lower() for name in f"{element.get('id', '')} {element.get('class', '')}".split()}


def words(element: Any, *, with_id: bool = True) -> set[str]:
    """The words in the classes and id of an element; classes that only tell of a state ("has-sidebar") do not count."""
    raw: str = element.get("class") or ""
    if with_id:
        raw += " " + (element.get("id") or "")
    if not raw or raw == " ":
        return set()
    kept = (name for name in raw.split() if not _STATE.match(name))
    return {word.lower() for name in kept for word in _SPLIT.split(name) if word}


def controlled_ids(elements: Iterable[Any]) -> frozenset[str]:
    """The ids of panels that a button or tab opens."""
    found: set[str] = set()
    for element in elements:
        get = element.get
        found.update((get("aria-controls") or "").split())
        toggles = (
            get("data-toggle") or get("data-bs-toggle") or get("aria-expanded") or get("role") in ("tab", "button")
        )
        for name in ("href", "data-target", "data-bs-target"):
            target = get(name) or ""
            if toggles and target.startswith("#"):
                found.add(target[1:])
    return frozenset(found)


def is_hidden(element: Any, controlled: frozenset[str]) -> bool:
    """Whether a reader can never see the element: a panel that a button opens is not hidden in this sense."""
    get = element.get
    style, classes = get("style"), get("class") or ""
    unseen = (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or (style is not None and _UNSEEN_STYLE.search(style) is not None)
        or (not _UNSEEN.isdisjoint(classes.split()) and not _SEEN_AGAIN.search(classes))
    )
    return unseen and not _is_panel(element, controlled)


def _is_panel(element: Any, controlled: frozenset[str]) -> bool:
    if element.tag in ("span", "i", "b", "a", "h1", "button"):  # icons and texts for screen readers
        return False
    if element.get("id") in controlled or element.get("role") == "tabpanel":
        return True
    before, parent = element.getprevious(), element.getparent()
    if before is not None and _opens(before):
        return True
    near = [e.get("class") or "" for e in (element, parent) if e is not None]
    return any(_PANEL.search(classes) for classes in near)


def _opens(element: Any) -> bool:
    """Whether this is a button, or a heading with a button, that opens what follows."""
    if element.tag == "summary" or element.get("aria-expanded") is not None:
        return True
    return element.tag in ("h2", "h3", "h4", "h5", "h6", "dt") and element.find(".//button") is not None
