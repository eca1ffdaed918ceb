"""Chrome that has no name, and shows only by what it holds: boxes of links, feedback questions, related pages."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from helderetaal.extract.chrome import word_set, words
from helderetaal.extract.phrases import FEEDBACK, RELATED
from helderetaal.extract.tree import RUNNING, Tree

BOXES = word_set("div section aside ul ol td table tr center dl tbody form")
# A list of downloads is part of the text.
_DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|odt|ods|pptx?|zip|csv)(?:[?#]|$)", re.IGNORECASE)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_COOKIE_TEXT = 1500
_ACCEPT = re.compile(
    r"(alle(s|en)? )?(cookies? )?(accepteren|toestaan|weigeren|afwijzen)|(ik ga )?akkoord|(ja, )?ik accepteer.{0,20}"
    r"|(accepteer|weiger)( .{0,25})?|alleen (noodzakelijke|functionele)( cookies)?( .{0,20})?|accept( all)?( cookies)?",
    re.IGNORECASE,
)
_FOOTER_TEXT = 900
_COPYRIGHT = re.compile(r"(©|&copy;|copyright\b)", re.IGNORECASE)
_SITE_LINKS = re.compile(
    r"privacy(verklaring|statement)?|cookies?(verklaring|instellingen|beleid)?|toegankelijkheid(sverklaring)?|disclaimer"
    r"|proclaimer|sitemap|colofon|responsible disclosure|kwetsbaarheid melden",
    re.IGNORECASE,
)
_RELATED_NAMES = word_set("related relatedposts gerelateerd gerelateerde")
_LEADS = word_set("h2 h3 h4 h5 h6 p strong b legend label div span button td font summary")
_CONTROLS = ("button", "input", "textarea", "select")
# A feedback form has a question, two answers and a line or two of small print; some have a list of choices.
SMALL_PRINT = 250
_FORM_PRINT = 600


def prune_link_boxes(tree: Tree, main: Any, h1: Any | None, protected: set[Any], *, everywhere: bool) -> None:
    """Leaves out menus without a name: boxes of links above the heading, or `everywhere` on pages without landmarks."""
    start = tree.index[h1] if h1 is not None else -1
    for element in list(main.iter(*BOXES)):
        weight = tree.weight(element)
        if tree.is_gone(element) or element in protected or not weight.is_links or weight.links < 3 or weight.tabs:
            continue
        if weight.prose:  # "Pas de volgende punten aan." with links to the fields
            continue
        if element.tag in ("ul", "ol") and _follows_sentence(tree, element):
            continue
        if tree.index[element] < start or (everywhere and not _belongs_to_text(element)):
            tree.remove(element)


def prune_cookie_bar(tree: Tree, protected: set[Any]) -> None:
    """Leaves out a cookie bar without a name: a box about cookies with what accepts or refuses them."""
    for element in tree.elements:
        if element.tag not in ("button", "a", "input") or tree.is_gone(element):
            continue
        text = element.get("value") if element.tag == "input" else _first_text(element)
        if not _ACCEPT.fullmatch(text or ""):
            continue
        for box in islice(element.iterancestors(), 6):
            if box in protected or tree.weight(box).text > _COOKIE_TEXT or box.tag in ("body", "main", "html"):
                break
            if "cookie" in "".join(islice(box.itertext(), 200)).lower():
                tree.remove(box)
                break


def prune_site_footer(tree: Tree, protected: set[Any]) -> None:
    """Leaves out a footer without a name: the box with the copyright or the links that every site has at its end."""
    node = None
    for element in tree.elements[len(tree.elements) // 2 :]:
        if not tree.is_gone(element) and element not in protected and _ends_site(tree, element):
            node = element
    if node is None:
        return
    while (parent := node.getparent()) is not None and parent not in protected and parent.tag not in ("body", "html"):
        weight = tree.weight(parent)
        if (
            weight.text > _FOOTER_TEXT
            or weight.prose > tree.weight(node).prose
            or parent.tag in ("main", "article", "form")
        ):
            break
        node = parent
    if not _goes_on(tree, node):
        tree.remove(node)


def _goes_on(tree: Tree, node: Any) -> bool:
    """Whether a sentence stands after an element: "© Foto: J. de Vries" under a picture ends no page."""
    return any(
        sibling in tree.index and not tree.is_gone(sibling) and tree.weight(sibling).prose
        for around in (node, *node.iterancestors())
        for sibling in around.itersiblings("*")
    )


def _ends_site(tree: Tree, element: Any) -> bool:
    text = (element.text or "").strip()
    if _COPYRIGHT.match(text):
        return True
    return (
        element.tag == "a"
        and next(iter(element), None) is None
        and _SITE_LINKS.fullmatch(text) is not None
        and tree.weight(element.getparent()).is_links  # not "Lees onze privacyverklaring en cookieverklaring."
        and _has_twin(element)
    )


def _has_twin(link: Any) -> bool:
    """Whether another link of the kind stands near: "Privacy | Toegankelijkheid"."""
    box = link.getparent()
    for _ in range(2):
        near = islice(box.iter("a"), 12)
        if any(other is not link and _SITE_LINKS.fullmatch((other.text or "").strip()) for other in near):
            return True
        if (box := box.getparent()) is None:
            break
    return False


def prune_by_text(tree: Tree, protected: set[Any]) -> None:
    """Leaves out "Was deze informatie nuttig?" with its form, and "Zie ook" with its links."""
    for element in tree.elements:
        if tree.is_gone(element) or element.tag not in _LEADS or element in protected:
            continue
        text = _first_text(element)
        if question := FEEDBACK.match(text):
            _prune_feedback(tree, element, protected, says_more=question.end() < len(text))
        elif RELATED.fullmatch(text):
            _prune_related(tree, element, protected)


def _follows_sentence(tree: Tree, element: Any) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == "p" and tree.weight(before).prose > 0


def _belongs_to_text(element: Any) -> bool:
    """Whether a list of links follows a text or heading that leads it in, as "U kunt kiezen uit:" does."""
    if has_documents(element):
        return True
    if element.tag not in ("ul", "ol"):
        return False
    before = element.getprevious()
    while before is not None and not isinstance(before.tag, str):
        before = before.getprevious()
    return before is not None and (before.tag in ("p", *_HEADINGS) or _is_headed(before))


def has_documents(element: Any) -> bool:
    """Whether most links in an element lead to files."""
    targets = [link.get("href") or "" for link in islice(element.iter("a"), 50)]
    return sum(1 for target in targets if _DOCUMENT.search(target)) * 2 > len(targets)


def _is_headed(box: Any) -> bool:
    """Whether a box holds a heading and nothing after it."""
    last = box
    while (child := next(last.iterchildren(reversed=True), None)) is not None:
        last = child
    return any(e.tag in _HEADINGS for e in (last, *islice(last.iterancestors(), 3)) if isinstance(e.tag, str))


def _first_text(element: Any) -> str:
    """The first words of an element, at most 100 characters, also if they stand in an inline tag."""
    text: str = element.text or ""
    first = next(iter(element), None) if not text.strip() else None
    if first is not None and first.tag in ("span", "strong", "b", "font", "em"):
        text = first.text or ""
    return re.sub(r"\s+", " ", text[:200]).strip()[:100]


def has_control(element: Any) -> bool:
    """Whether there is a button or a field in an element."""
    return next(element.iter(*_CONTROLS), None) is not None


def _can_answer(element: Any) -> bool:
    return has_control(element) or next(element.iter("a"), None) is not None


def _prune_feedback(tree: Tree, question: Any, protected: set[Any], *, says_more: bool) -> None:
    """The question with its form: the smallest box that holds both, or the question and the answers after it.

    A question that is no more than that goes also without answers; with a sentence after it, it must have a form.
    """
    box = _feedback_box(tree, question, protected)
    if next(box.iter("form"), None) is not None or (has_control(box) if says_more else _can_answer(box)):
        tree.remove(box)
        return
    for place in (box, question):
        answers = _answers(tree, place, forms_only=says_more)
        if answers or (place is question and not says_more):
            for element in (place, *answers):
                tree.remove(element)
            return


def _feedback_box(tree: Tree, question: Any, protected: set[Any]) -> Any:
    node, own = question, tree.weight(question).text
    while (parent := node.getparent()) is not None and parent not in protected:
        size = tree.weight(parent).text
        is_form = parent.tag in ("form", "fieldset") or "feedback" in words(parent)
        if size > own + (_FORM_PRINT if is_form else SMALL_PRINT):
            break
        complete = _can_answer(node) and size > tree.weight(node).text
        if not is_form and (complete or _follows_text(tree, node)):
            break
        node = parent
    return node


def _follows_text(tree: Tree, node: Any) -> bool:
    """Whether a sentence stands before `node` in its parent."""
    if len((node.getparent().text or "").strip()) >= RUNNING:
        return True
    before = (e for e in node.itersiblings("*", preceding=True) if e in tree.index and not tree.is_gone(e))
    return any(tree.weight(element).running or tree.weight(element).prose for element in before)


def _answers(tree: Tree, question: Any, *, forms_only: bool) -> list[Any]:
    """The form or the links right after a question, no sentences with a link in them."""
    found = []
    for element in question.itersiblings():
        if element not in tree.index or tree.weight(element).text > SMALL_PRINT:
            break
        is_form = element.tag != "p" and has_control(element)
        if not is_form and (forms_only or not tree.weight(element).is_links):
            break
        found.append(element)
    return found


def _can_be_called(element: Any) -> bool:
    links = islice(element.iter("a"), 50)
    return any((link.get("href") or "").startswith(("tel:", "mailto:")) for link in links)


def _prune_related(tree: Tree, heading: Any, protected: set[Any]) -> None:
    """A heading such as "Zie ook" with the lists of links under it; without links under it, it stays.

    Where the links went before, as a menu does, and nothing is left under it, the heading goes too.
    """
    node, own = heading, tree.weight(heading).text
    while (parent := node.getparent()) is not None and parent not in protected and tree.weight(parent).text == own:
        node = parent
    if heading.tag == "td" and node is heading:  # in a row of a table
        return
    lists, gone = [], node is not heading and any(e in tree.chrome for e in node.iterdescendants("*"))
    for sibling in node.itersiblings("*"):
        weight = tree.weight(sibling)
        if sibling.tag in ("h1", *_HEADINGS) or (weight.text and not weight.is_cards):
            break
        gone = gone or sibling in tree.chrome
        lists.append(sibling)
    if any(has_documents(each) or _can_be_called(each) for each in lists):
        return
    gone = gone or not words(node).isdisjoint(_RELATED_NAMES)
    if gone or any(tree.weight(sibling).links for sibling in lists):
        for element in (node, *lists):
            tree.remove(element)
