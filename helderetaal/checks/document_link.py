"""Links to documents that do not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from helderetaal.checks._links import links
from helderetaal.records import Match, Severity, Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDS: set[str] = set()

TEMPLATES = {"add": {"kind"}, "add_size": {"kind"}}

_DOCUMENT = re.compile(r"\.(pdf|docx?|odt|xlsx?|ods|csv|pptx?|odp|zip|rtf)$", re.IGNORECASE)
_KINDS = {"pdf": "PDF", "zip": "ZIP", "csv": "CSV", "rtf": "RTF", "odt": "ODT", "ods": "ODS", "odp": "ODP"}
_KINDS |= {"doc": "Word", "docx": "Word", "xls": "Excel", "xlsx": "Excel", "ppt": "PowerPoint", "pptx": "PowerPoint"}
_SAYS_KIND = re.compile(
    r"\b(?:(?i:pdf|docx?|odt|excel|xlsx?|ods|csv|powerpoint|pptx?|odp|zip|rtf)(?:-\w+)?|Word|WORD)\b"
)
"""Word in capitals only: "word lid" names no file."""
_SAYS_SIZE = re.compile(r"\d\s?(?:kB|KB|Kb|kb|MB|Mb|mb|bytes|kilobyte|megabyte)\b")
_AFTER = 30
"""How many characters after a link may say what it is: "folder (PDF, 240 kB)"."""


def find(doc: Doc, *, add: str, add_size: str) -> Iterator[Match]:
    """Links to a document that name neither its kind nor, as a note, its size; `add` says in Dutch to add {kind}."""
    for span, link, block in links(doc):
        try:
            found = _DOCUMENT.search(urlsplit(link.target).path)
        except ValueError:  # "https://[bad/"
            continue
        if not found:
            continue
        end = link.start + len(link.text)
        around = block.text[link.start : end + _AFTER]
        kind = _KINDS[found[1].lower()]
        if not _SAYS_KIND.search(around):
            yield Match(span, {}, (Suggestion(add.format(kind=kind), "sentence"),))
        elif not _SAYS_SIZE.search(around):
            yield Match(span, {}, (Suggestion(add_size.format(kind=kind), "sentence"),), Severity.NOTE)
