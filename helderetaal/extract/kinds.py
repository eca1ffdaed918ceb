"""What kind of block an element opens, from its tag, role and classes and from what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from helderetaal.extract.chrome import Ids, any_of, opened_by, word_set, words
from helderetaal.records import Kind

BLOCKS = word_set(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul option
    """
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# "vc_toggle_title", "accordion-header", "vc_tta-panel-title", "toggle-header": they may have no button and no role.
_TOGGLE = any_of(
    r"(toggle|toggler|tta-panel|collapsible|accordi[oe]n-?_*(item|section|panel))[_-]+(title|header|heading)",
    r"accordi[oe]n[_-]+(title|header)",
    r"(toggle|toggler|accordi[oe]n|accordeon|collapsible|harmonica|faq)([_-]+item)?[_-]+(question|trigger|toggle|button)",
    before=r"(?:^|[\s_-])",
    after=r"(?:[\s_-]|$)",
)
_RICH = word_set("h2 h3 h4 h5 h6 summary details table dl article form")
_ALERTS = word_set("alert alerts notification notificatie melding meldingen waarschuwing notice foutmelding")
# A message is short; a page about reporting something has "melding" in the name of its boxes too.
_ALERT_LENGTH = 1500
_ALERT_HOLDS_NOT = ("h1", "input", "textarea", "select", "article", "main")
# What .NET calls its validators: "ctl00_rfvNaam".
_VALIDATOR = re.compile(r"_(?:rfv|rev|cuv|cpv|rgv)[A-Z]\w*")
_NO_HINTS = word_set("form fieldset section button a ul ol table")
_INLINE = word_set("span b strong em i small font")
# The last words of a class or id: "lv-hint", "email-fout", "utrecht-form-label"; not "error-summary".
_HINTS = any_of(
    r"hint|errors?|error-(message|text)|fout|foutmelding|help-?(block|text)|invalid-feedback|form-?label|form-text",
    before=r"(?:^|[\s_-])",
    after=r"(?:\s|$)",
)
# Words that say so only beside a field: "formHint", "form-uitleg", "utrecht-form-field-description".
_HINT_WORDS = word_set(
    "hint error fout foutmelding hulptekst helptekst help toelichting uitleg description message feedback validation"
)
_NEAR = 60
# What a block inside such a block is, if it is nothing of its own: a <p> in an <li> is part of the item.
_PASSED_ON = frozenset(
    {Kind.LIST_ITEM, Kind.CELL, Kind.HEADER_CELL, Kind.TERM, Kind.DEFINITION, Kind.QUOTE, Kind.ALERT}
)
# Web components with a name of their own are boxes; inside a sentence they are icons and the like.
_HOLDS_SENTENCE = word_set("p li td th dd dt")
_ONE_PIECE = {
    "button": Kind.BUTTON,
    "summary": Kind.SUMMARY,
    "label": Kind.LABEL,
    "legend": Kind.LABEL,
    "caption": Kind.CAPTION,
    "figcaption": Kind.CAPTION,
    "title": Kind.TITLE,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """An open element that blocks come from: their kind, and the kind of plain blocks inside it.

    The text of a frame in `one_piece` is one block, whatever stands in it; `link` is the link around the frame.
    """

    element: Any
    kind: Kind
    inner: Kind
    level: int | None = None
    one_piece: bool = False
    link: Any = None

    @property
    def in_card(self) -> bool:
        """Whether a link stands around this with a heading or a paragraph in it: a card, and no name of a page."""
        if self.link is None or self.link is self.element:
            return False
        inside = islice(self.link.iter(), _NEAR)
        return self.element.tag == "p" or any(e.tag == "p" or e.tag in HEADINGS for e in inside)

    @property
    def place(self) -> Any:
        """The element a block points to: the button rather than the heading around it."""
        if self.kind is Kind.SUMMARY and (self.element.tag in HEADINGS or self.element.get("role") == "heading"):
            opener = _opener(self.element)
            return self.element if opener is None else opener
        return self.element


def frame_of(element: Any, around: Frame, *, link: Any, in_sentence: bool, in_data: bool, ids: Ids) -> Frame | None:
    """The frame that an element opens, None if its text goes on in the frame around it.

    `in_sentence`: text was read before it in the same <p>; `in_data`: the table around it holds data.
    """
    if around.one_piece:
        is_hint = around.kind is Kind.LABEL and _is_sentence(element) and _is_hint(element, ids, inside=True)
        return Frame(element, Kind.LABEL, Kind.LABEL, one_piece=True, link=link) if is_hint else None
    tag, role = element.tag, element.get("role")
    if tag in HEADINGS or role == "heading":
        return _heading(element, link)
    kind = _one_piece_kind(element, tag, role, ids)
    if kind is not None:
        # A button in the middle of a sentence explains a word, which is part of the sentence.
        sentence_part = in_sentence and kind in (Kind.BUTTON, Kind.SUMMARY)
        return None if sentence_part else Frame(element, kind, kind, one_piece=True, link=link)
    custom_block = "-" in tag and around.element.tag not in _HOLDS_SENTENCE
    if tag not in BLOCKS and role != "listitem" and not custom_block:
        return None
    kind, inner = _flow_kinds(element, around.inner, in_data=in_data)
    return Frame(element, kind, inner, link=link)


def _one_piece_kind(element: Any, tag: str, role: str | None, ids: Ids) -> Kind | None:
    """The kind of an element whose text is always one block, else None."""
    if not element.keys():
        return _ONE_PIECE.get(tag)
    opens = element.get("aria-expanded") is not None or role == "tab"
    if opens and (role == "button" or tag in ("button", "a", "summary", "div", "span")):
        return Kind.SUMMARY
    if (role in ("button", "tab") or tag in ("a", "button")) and not opened_by(element).isdisjoint(ids.panels):
        return Kind.SUMMARY
    if role == "button":
        return Kind.BUTTON
    if tag == "button" and element.get("aria-controls"):
        return Kind.SUMMARY
    if (
        tag == "div"
        and _TOGGLE.search(element.get("class") or "")
        and element.find(".//a") is None
        and len(list(islice(element, 3))) < 3
    ):
        return Kind.SUMMARY
    if tag in _ONE_PIECE:
        return _ONE_PIECE[tag]
    return Kind.LABEL if _is_hint(element, ids) else None


def _is_hint(element: Any, ids: Ids, *, inside: bool = False) -> bool:
    """Whether this names a field or says what to fill in: by its name, or because a field refers to it.

    `inside`: it stands in the name of a field.
    """
    if not element.attrib or element.tag in _NO_HINTS or any(child.tag in BLOCKS for child in element):
        return False
    if element.get("id") in ids.hints or _VALIDATOR.search(element.get("id") or ""):
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}"
    is_word = element.tag in _INLINE and "form-label" not in named and not inside
    if is_word and not _is_beside_field(element):  # "een <span class=fout>fout</span> woord"
        return False
    if element.get("role") in ("alert", "status") and (
        element.getparent().tag == "form" or not _is_beside_field(element)
    ):  # a message over the whole form
        return False
    if len(named) == 1:
        return False
    if _HINTS.search(named):
        return True
    found = words(element)
    return not found.isdisjoint(_HINT_WORDS) and (inside or _is_beside_field(element))


def _is_sentence(element: Any) -> bool:
    """Whether this is more than "(niet verplicht)" behind the name of a field."""
    text = " ".join("".join(element.itertext()).split())
    return len(text.split()) > 2 and not text.startswith("(")


def _is_beside_field(element: Any) -> bool:
    """Whether there is a field to fill in near an element."""
    parent = element.getparent()
    near = () if parent is None else islice(parent.iter(), _NEAR)
    return any(e.tag in ("input", "textarea", "select") and e.get("type") != "hidden" for e in near)


def _flow_kinds(element: Any, around: Kind, *, in_data: bool) -> tuple[Kind, Kind]:
    """The kind of the text right in a block element, and of plain blocks in it."""
    tag, role = element.tag, element.get("role")
    if tag == "li" or role == "listitem":
        return Kind.LIST_ITEM, Kind.PARAGRAPH if _is_rich(element) else Kind.LIST_ITEM
    if tag in ("td", "th"):
        cell = Kind.HEADER_CELL if tag == "th" else Kind.CELL
        return (cell, cell) if in_data else (Kind.PARAGRAPH, Kind.PARAGRAPH)
    if tag == "dd":
        return Kind.DEFINITION, Kind.PARAGRAPH if _is_rich(element) else Kind.DEFINITION
    kind = around if around in _PASSED_ON else Kind.PARAGRAPH
    if tag == "dt":
        kind = Kind.TERM
    elif tag == "blockquote":
        kind = Kind.QUOTE
    elif _is_alert(element, role):
        kind = Kind.ALERT
    return kind, kind


def _is_alert(element: Any, role: str | None) -> bool:
    if role in ("alert", "status"):
        return True
    if _ALERTS.isdisjoint(words(element, with_id=False)):  # an id is often made from a heading: "melding-maken"
        return False
    if next(element.iter(*_ALERT_HOLDS_NOT), None) is not None:
        return False
    return sum(map(len, element.itertext())) <= _ALERT_LENGTH


def _heading(element: Any, link: Any) -> Frame:
    """A heading, or what opens an accordion if it holds a button or is called so."""
    if element.get("aria-expanded") is not None or _opener(element) is not None or _is_toggle(element):
        return Frame(element, Kind.SUMMARY, Kind.SUMMARY, one_piece=True, link=link)
    level = HEADINGS.get(element.tag, 2)
    stated = element.get("aria-level") or ""
    if element.get("role") == "heading" and stated in {"1", "2", "3", "4", "5", "6", "7", "8", "9"}:
        level = int(stated)
    return Frame(element, Kind.HEADING, Kind.HEADING, level, one_piece=True, link=link)


def _opener(heading: Any) -> Any | None:
    button = next(heading.iter("button"), None)
    return button if button is not None else heading.find(".//*[@aria-expanded]")


def _is_toggle(heading: Any) -> bool:
    """Whether a heading, or the box that it fills, has the name of what opens a text by script."""
    parent = heading.getparent()
    # Not len(): lxml walks all children for it, and a page may have 80,000 headings in one box.
    alone = parent is not None and len(list(islice(parent, 3))) < 3
    boxes = [heading, parent] if alone else [heading]
    return any(_TOGGLE.search(box.get("class") or "") for box in boxes)


def _is_rich(item: Any) -> bool:
    """Whether a list item is a box with headings or tables of its own rather than a line of text."""
    return next(item.iter(*_RICH), None) is not None or opens_by_itself(item)


def opens_by_itself(item: Any) -> bool:
    """Whether a list item is a part of an accordion, with what opens it."""
    if item.find(".//button[@aria-expanded]") is not None:
        return True
    return any(
        _TOGGLE.search(child.get("class") or "") for child in item.iterchildren("div", "button", "a", "h3", "h4")
    )
