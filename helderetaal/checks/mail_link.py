"""Links that open a mail program and do not show the address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from helderetaal.checks._links import links
from helderetaal.records import Match, Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()

_AFTER = 60


def find(doc: Doc) -> Iterator[Match]:
    """`mailto:` links without an address in their text or right after it; the suggestion is the address."""
    for span, link, block in links(doc):
        if not link.target.lower().startswith("mailto:"):
            continue
        end = link.start + len(link.text)
        if "@" not in block.text[max(0, link.start - _AFTER) : end + _AFTER]:
            address = unquote(link.target[7:].partition("?")[0])
            yield Match(span, {}, (Suggestion(address, "word", "waarschijnlijk"),) if "@" in address else ())
