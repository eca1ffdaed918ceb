"""Links whose text says nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks._links import links
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()

_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?P<path>/\S*)?", re.IGNORECASE)


def find(doc: Doc, *, texts: tuple[str, ...], max_path: int) -> Iterator[Match]:
    """Links whose text is one of `texts`, or a URL with more than `max_path` characters after its host."""
    known = frozenset(map(_plain, texts))
    for span, link, _ in links(doc):
        url = _URL.fullmatch(link.text.strip())
        if _plain(link.text) in known or (url and len((url["path"] or "").rstrip("/")) > max_path):
            yield Match(span)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalpha() else " " for c in text.casefold()).split())
