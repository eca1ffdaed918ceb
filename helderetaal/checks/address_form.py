"""Pages that say both *u* and *je* to the reader, or the one that a house style does not want."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks
from helderetaal.records import Kind, Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS: set[str] = set()

VALUES = {"other", "times"}

_QUOTED = re.compile(
    r"[“„][^“”„]*(?:[”“]|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)|‘[^‘]*?’(?!\w)|(?<!\w)'(?!s\b)[^']*'(?!\w)", re.IGNORECASE
)
"""What somebody says; a single quote must be closed, since it also stands in "'s avonds"."""
_NOT = frozenset({Kind.QUOTE, Kind.IMAGE_TEXT, Kind.TITLE})


def find(doc: Doc, *, form: str, formal: tuple[str, ...], informal: tuple[str, ...]) -> Iterator[Match]:
    """The first word of the form of address that a page uses least, with how often; quotes do not count.

    `form` is `auto`, or `u` or `je` where only that one is right.
    """
    said: dict[str, list[Span]] = {"u": [], "je": []}
    for span, block in blocks(doc):
        if block.kind in _NOT:
            continue
        quoted = [match.span() for match in _QUOTED.finditer(block.text)]
        for token in span:
            kind = _form(token, formal, informal)
            at = token.idx - span.start_char
            if kind and not any(start <= at < end for start, end in quoted):
                said[kind].append(doc[token.i : token.i + 1])
    wrong = min(said, key=lambda kind: len(said[kind])) if form == "auto" else "je" if form == "u" else "u"
    if said[wrong] and (form != "auto" or all(said.values())):
        other = "u" if wrong == "je" else "je"
        yield Match(said[wrong][0], {"other": other, "times": len(said[wrong])})


def _form(token: Token, formal: tuple[str, ...], informal: tuple[str, ...]) -> str | None:
    """Which form a word is; a capital within a sentence makes it a name ("Stichting Je Eigen Huis")."""
    word = token.lower_
    if word not in formal and word not in informal:
        return None
    if token.text[0].isupper() and not token.is_sent_start and token.text != "U":
        return None
    nearby = token.i + 1 < len(token.doc) and token.nbor(1).text == "."
    if word == "u" and token.i and token.nbor(-1).text[:1].isdigit() and nearby:
        return None  # "9.00 u."
    return "u" if word in formal else "je"
