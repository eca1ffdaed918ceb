"""What chrome is called on Dutch government sites: the words in classes and ids that give it away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple


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
    addthis readspeaker rsbtn pagination paginering pager textsize fontsize
    tekstgrootte lettergrootte
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
CHAT = word_set("chat chatbot livechat chatwidget webchat")
# Whose a text is and of when, beside the text: whole names, in lower case.
BYLINE = word_set(
    """
    article-info articleinfo documentbyline document-byline byline authorbyline author-byline entry-meta post-meta
    article-meta documentactions document-actions documentkeywords node__submitted submitted content-meta
    news-meta nieuws-meta post-info postmetadata author-box author-bio about-author post-author
    """
)
# What most readers of a home page come for; a list of links by nature.
TOP_TASKS = word_set("toptaken toptaak toptasks tasks taken")
NAMED_CONTENT = word_set(
    """
    content inhoud main hoofdinhoud main-content maincontent main_content content-main contentmain page-content
    pagecontent pagina-inhoud paginainhoud content-area contentarea content-wrapper iprox-content
    deltaplaceholdermain
    """
)
# Where a logo and a skip link lead: the home page, or a place on the same page.
HOME = re.compile(r"(https?://[^/]+)?/?((index|default|home)(\.\w+)?)?|#.*", re.IGNORECASE)
_OPENS = word_set("aria-controls href data-target data-bs-target onclick")
_FIELDS = word_set("input textarea select fieldset")
# "toonVerberg('v1')" and the like in a script.
_QUOTED = re.compile(r"['\"]#?([A-Za-z][\w-]{0,60})['\"]")
_SPLIT = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
# "ms-dialogHidden" of SharePoint is seen on a page and not in a dialog; Drupal calls the whole page
# "dialog-off-canvas-main-canvas".
_STATE = re.compile(
    r"ms-dialoghidden$|dialog-off-canvas|(?:has|is|with|no|without|not|js|hidden|d|valid|invalid)-", re.IGNORECASE
)
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*[01]",
    re.IGNORECASE,
)
_UNSEEN = word_set(
    "hidden d-none hide verborgen onzichtbaar element-invisible invisible assistive-text print-only visible-print"
    " ms-accessible"
)
# The end of a class in any style: "ams-visually-hidden", "utrecht-button__sr-only", "screen-reader-text".
_UNSEEN_NAME = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden(?:-focusable)?|is-hidden|sr-?only|screen-?reader(?:-(?:text|only))?|show-for-sr"
    r"|elementor-tab-mobile-title|hidden-visually|off-?screen|honey-?po[td]|hp-field|gform_validation_container)(?:\s|$)",
    re.IGNORECASE,
)
# What a script shows: an answer that fits (Alpine, Vue, Angular), a form when it is ready.
_SCRIPTED = word_set("x-show x-collapse v-show ng-show data-ng-show")
_SHOWN_LATER = word_set("gform_wrapper")
_SEEN_AGAIN = re.compile(
    r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-(?!none)|(?:sm|md|lg|xl|2xl|tablet|desktop):(?:block|flex|grid|inline|table|contents|not-sr-only))"
)
_PANEL = any_of(
    r"accordi[oe]n|accordeon|collaps(e|ible)|harmonica|uitklap\w*|inklap\w*|faq|tabs?|tabpanel|tabpane|pane|panel|toggle",
    r"details|dropdown-content|expand\w*|antwoord|answer",
    before=r"(?:^|[\s_-])",
    after=r"(?:[\s_-]|$)",
)


def names(element: Any) -> set[str]:
    """The id and classes of an element, whole, in lower case."""
    return {name.lower() for name in f"{element.get('id', '')} {element.get('class', '')}".split()}


def words(element: Any, *, with_id: bool = True) -> frozenset[str]:
    """The words in the classes and id of an element; classes that only tell of a state ("has-sidebar") do not count."""
    raw: str = element.get("class") or ""
    if "-" in element.tag:
        raw = f"{element.tag} {raw}"
    if with_id and (name := element.get("id")):
        raw = f"{raw} {name}"
    return _words(raw) if raw else frozenset()


@lru_cache(maxsize=4096)
def _words(raw: str) -> frozenset[str]:
    """The words of all names in a text; the pages of a site use the same few hundred again and again."""
    kept = (name for name in raw.split() if not _STATE.match(name))
    return frozenset(word for name in kept for word in split_name(name))


def split_name(name: str) -> set[str]:
    """The words in one class or id, in lower case: "siteFooter" and "site-footer" are the same."""
    return {word.lower() for word in _SPLIT.split(name) if word}


class Ids(NamedTuple):
    """What ids are for: `panels` are opened by a button or tab, `hints` say what to fill in in a field."""

    panels: frozenset[str]
    hints: frozenset[str]


def referred_ids(elements: Iterable[Any]) -> Ids:
    """The ids that other elements of the page refer to."""
    panels: set[str] = set()
    hints: set[str] = set()
    for element in elements:
        panels |= opened_by(element)
        if element.tag in _FIELDS:
            hints.update((element.get("aria-describedby") or "").split())
            hints.update((element.get("aria-errormessage") or "").split())
    return Ids(frozenset(panels), frozenset(hints))


def opened_by(element: Any) -> set[str]:
    """The ids of what an element may open when it is clicked."""
    if _OPENS.isdisjoint(element.keys()):
        return set()
    get = element.get
    found = set((get("aria-controls") or "").split())
    toggles = get("data-toggle") or get("data-bs-toggle") or get("aria-expanded") or get("role") in ("tab", "button")
    for name in ("href", "data-target", "data-bs-target"):
        target = get(name) or ""
        if toggles and target.startswith("#"):
            found.add(target[1:])
    target = get("href") or ""
    for script in (get("onclick") or "", target if target.lower().startswith("javascript:") else ""):
        found.update(_QUOTED.findall(script[:300]))
    return found


def is_hidden(element: Any, controlled: frozenset[str]) -> bool:
    """Whether a reader can never see the element: a panel that a button opens is not hidden in this sense."""
    get = element.get
    style, classes = get("style"), get("class") or ""
    unseen = (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or (style is not None and _UNSEEN_STYLE.search(style) is not None)
        or (bool(classes) and _has_unseen_name(classes))
    )
    return unseen and not _is_panel(element, controlled)


def _has_unseen_name(classes: str) -> bool:
    unseen = _UNSEEN_NAME.search(classes) or not _UNSEEN.isdisjoint(classes.split())
    return bool(unseen) and not _SEEN_AGAIN.search(classes)


def _is_panel(element: Any, controlled: frozenset[str]) -> bool:
    if (
        element.tag in ("span", "i", "b", "a", "h1", "button") or element.get("role") == "tab"
    ):  # icons and texts for screen readers
        return False
    if element.get("id") in controlled or element.get("role") == "tabpanel":
        return True
    if not _SCRIPTED.isdisjoint(element.keys()):
        return True
    if not _SHOWN_LATER.isdisjoint((element.get("class") or "").split()):
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
    if element.tag not in ("h2", "h3", "h4", "h5", "h6", "dt"):
        return False
    return any(
        e.tag == "button" or e.get("aria-expanded") or e.get("role") == "button" or e.get("href") == "#"
        for e in element.iter("button", "a", "span")
    )
