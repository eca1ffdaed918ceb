"""What stands beside the element with the content and belongs to it: the heading in a banner, a contact block."""

from __future__ import annotations

from itertools import islice
from typing import Any

from helderetaal.extract.chrome import any_of, word_set, words
from helderetaal.extract.tree import Tree, Weight

# A hero holds a heading and a lead; what is longer or has many links is more than that.
_HERO_TEXT, _HERO_LINKS = 1200, 2
_PAGE_EDGES = word_set("header topbar top topnav masthead footer voet kop nav navbar menu")
# A box for contact has an address, numbers and hours, perhaps each under a heading of its own.
_CONTACT_TEXT, _CONTACT_HEADINGS = 800, 5
_CONTACT = any_of(
    r"contact(gegevens|informatie|persoon)?",
    r"(neem )?contact (met|over|opnemen|op) ?.{0,40}",
    r"(hulp|vragen|informatie|meer weten)( en|,)? contact",
    r"(heeft|hebt) u (nog )?(een vraag|vragen)( over .{0,40})?",
    r"vragen",
    r"(bezoek)?adres( en openingstijden)?|openingstijden",
    after=r" ?[?:]?",
)
_COLUMNS = word_set("aside section div article table tbody tr td")


def with_hero_and_contact(tree: Tree, main: Any, h1: Any | None) -> list[Any]:
    """`main`, with the heading and lead that stand in a banner outside it, and a contact block beside it."""
    above = tree.ancestors([main])
    extra: list[Any] = []
    if h1 is not None and main not in tree.ancestors([h1]):
        extra = _hero(tree, h1, above)
    extra += _contact_blocks(tree, main)
    # A stray </main> in broken HTML: what an editor wrote goes on after it.
    extra += [e for e in main.itersiblings("p") if not tree.is_gone(e) and tree.weight(e).prose]
    roots = {main, *(e for e in extra if e not in above)}
    outer = (e for e in roots if roots.isdisjoint(e.iterancestors()))
    return sorted(outer, key=tree.index.__getitem__)


def _hero(tree: Tree, h1: Any, above: set[Any]) -> list[Any]:
    """The largest box around the heading that has little more than it, or the heading and the paragraphs after it."""
    node, own = h1, tree.weight(h1)
    while (parent := node.getparent()) is not None and parent not in above and parent.tag != "body":
        weight = tree.weight(parent)
        links = weight.links - own.links
        if weight.text > _HERO_TEXT or links > _HERO_LINKS or (parent.tag == "header" and links):
            break
        node = parent
    if node is h1:
        return [h1, *(e for e in h1.itersiblings() if e.tag == "p" and not tree.is_gone(e))]
    return [node]


def _contact_blocks(tree: Tree, main: Any) -> list[Any]:
    """The blocks for contact beside the content, also in a column of their own; not those at a page's edges."""
    above = tree.ancestors([main])
    opened = above - {main, tree.root}
    found = []
    for element in tree.elements:
        if element.tag not in _COLUMNS or element in above or element.getparent() not in opened:
            continue
        tokens = words(element)
        if tree.is_gone(element) or tokens & _PAGE_EDGES:
            continue
        weight = tree.weight(element)
        named = any("contact" in token for token in tokens) or _is_headed_contact(element, weight)
        if named and tells_contact(element, weight):
            found.append(element)
        else:
            opened.add(element)
    return found


def _is_headed_contact(element: Any, weight: Weight) -> bool:
    """Whether this is a box of its own with "Contact" or "Heeft u vragen?" over it."""
    if not 0 < weight.text <= _CONTACT_TEXT or element.tag in ("tr", "tbody", "table"):
        return False
    headings = list(islice(element.iter("h2", "h3", "h4", "h5"), _CONTACT_HEADINGS + 1))
    if len(headings) > _CONTACT_HEADINGS:
        return False
    first = headings[0] if headings else next(element.iterchildren("div", "p", "b", "strong"), None)
    if first is None:
        return False
    return _CONTACT.fullmatch(" ".join("".join(first.itertext()).split())[:100]) is not None


def tells_contact(element: Any, weight: Weight) -> bool:
    """Whether this holds text, or links to call or mail; a menu with "Contact" in it does not."""
    targets = (link.get("href") or "" for link in element.iter("a")) if weight.is_links else ()
    return weight.text > 0 and (not weight.is_links or any(t.startswith(("tel:", "mailto:")) for t in targets))
