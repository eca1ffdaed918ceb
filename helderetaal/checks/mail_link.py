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


def find(doc: Doc) -> Iterator[Match]:
    """`mailto:` links without an address in their text, nor their own in the block; the suggestion is the address."""
    for span, link, block in links(doc):
        if not link.target.lower().startswith("mailto:") or "@" in link.text:
            continue
        address = unquote(link.target[len("mailto:") :].partition("?")[0]).strip()
        if "@" not in address:
            yield Match(span)
        elif address.casefold() not in block.text.casefold():
            yield Match(span, {}, (Suggestion(address, "word", "waarschijnlijk"),))
