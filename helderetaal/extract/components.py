"""Web components and ARIA roles → the HTML elements that they stand for, so that all that follows sees one language.

<utrecht-heading-2>, <div role="columnheader"> and <utrecht-table-cell> say as much as <h2>, <th> and <td>. Names are
those of NL Design System and of what follows it; an element keeps the name of its component as its prefix.
"""

from __future__ import annotations

import re
from typing import Any

_HEADING = re.compile(r"-heading-?([1-6])$")
# The end of a component's name, the longest first where one ends in another.
_NAMES = {
    "table-header-cell": "th", "table-caption": "caption", "table-header": "thead", "table-footer": "tfoot",
    "table-body": "tbody", "table-cell": "td", "table-row": "tr", "table": "table",
    "data-list-key": "dt", "data-list-value": "dd", "data-list": "dl",
    "unordered-list-item": "li", "ordered-list-item": "li", "unordered-list": "ul", "ordered-list": "ol",
    "list-item": "li", "link-list": "ul",
    "paragraph": "p", "blockquote": "blockquote", "article": "article", "figure": "figure", "separator": "hr",
    "skip-link": "a", "button-link": "a", "link-button": "button", "link-social": "a", "link": "a", "button": "button",
    "form-field-description": "label", "form-field-error-message": "label", "form-label": "label",
    "breadcrumb-nav": "nav", "breadcrumb": "nav", "pagination": "nav", "sidenav": "nav", "topnav": "nav",
    "nav-bar": "nav", "page-footer": "footer", "page-header": "header", "page-content": "main", "search-bar": "search",
    "emphasis": "span", "preserve-data": "span", "icon": "span", "mark": "span", "badge": "span", "badge-data": "span",
    "badge-status": "span", "badge-counter": "span", "number-badge": "span", "code": "span", "iban-data": "span",
    "currency-data": "span", "url": "span", "logo": "span",
}  # fmt: skip
_STREAMED = re.compile(r"[BP]:\d{1,4}")
_ROLES = {
    "table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "th",
    "rowheader": "th", "term": "dt", "definition": "dd", "blockquote": "blockquote", "paragraph": "p",
}  # fmt: skip
_PLAIN = frozenset({"div", "span"})
_SLOTS = frozenset({"label", "description", "error-message", "error", "hint"})


def translate(root: Any) -> dict[Any, str]:
    """Renames the components in a tree to HTML; gives for each what it was called, as selectors need that name."""
    _place_streamed(root)
    names: dict[Any, str] = {}
    for element in root.iter("*"):
        tag = element.tag
        role = element.get("role") if tag in _PLAIN or "-" in tag else None
        new = _ROLES.get(role or "") or (_stands_for(element, tag) if "-" in tag or tag == "template" else None)
        if new is None and element.get("slot") in _SLOTS and "form-field" in names.get(element.getparent(), ""):
            new = "label"
        if new is not None or "-" in tag:
            names[element] = tag
        if new is not None:
            element.tag = new
    return names


def _place_streamed(root: Any) -> None:
    """Moves what React sends after the page (<div hidden id="S:1">) to its place (<template id="B:1">).

    A script does that in the browser before anybody sees the page.
    """
    places = [e for e in root.iter("template") if _STREAMED.fullmatch(e.get("id") or "")]
    if not places:
        return
    parts = {e.get("id"): e for e in root.iter("div") if e.get("hidden") is not None and e.get("id")}
    for place in places:
        part = parts.pop(f"S:{place.get('id')[2:]}", None)
        if part is not None and part not in place.iterancestors("div"):
            for child in list(part):
                place.addprevious(child)
            part.getparent().remove(part)


def _stands_for(element: Any, tag: str) -> str | None:
    """The HTML element for a component by its name; a shadow root with text of its own is read as a box."""
    if tag == "template":
        is_root = element.get("shadowrootmode") is not None or element.get("shadowroot") is not None
        return "div" if is_root and _has_text(element) else None
    if heading := _HEADING.search(tag):
        return f"h{heading[1]}"
    parts = tag.split("-")
    found = (_NAMES.get("-".join(parts[start:])) for start in range(1, len(parts)))
    new = next((name for name in found if name), None)
    return "span" if new == "a" and element.get("href") is None else new


def _has_text(template: Any) -> bool:
    """Whether a shadow root shows words that are not in a slot."""
    texts = (e.tail if e.tag == "style" else f"{e.text or ''}{e.tail or ''}" for e in template.iterdescendants("*"))
    return bool((template.text or "").strip()) or any((text or "").strip() for text in texts)
