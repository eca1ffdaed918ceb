"""Sentences with many subordinate clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, is_finite
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"TAG", "MORPH"}

VALUES = {"clauses"}

_RELATIVE = ("VNW|betr",)
_ASKED = frozenset({"hoe", "wie", "wat", "welke", "welk", "waar", "waarom", "wanneer", "hoeveel"})
_WHERE = tuple("waar" + part for part in ("aan", "bij", "door", "in", "mee", "na", "op", "over", "tegen", "toe", "uit"))
_WHERE += ("waarvan", "waarvoor", "waartoe", "waaronder", "waarna")
_NO_CLAUSE = frozenset({"zoals", "dan", "om", "te", "ofwel"})


def find(doc: Doc, *, note: int, warning: int, error: int) -> Iterator[Match]:
    """Sentences with more finite subordinate clauses than `note`, `warning` or `error`.

    Clauses are counted by the words that open them and by finite verbs: labels of clauses are not to be trusted.
    """
    levels = ((error, Severity.ERROR), (warning, Severity.WARNING), (note, Severity.NOTE))
    for sentence, _ in block_sentences(doc):
        if len(sentence) < 8:
            continue
        count = subordinate_clauses(sentence)
        severity = next((level for most, level in levels if count > most), None)
        if severity:
            yield Match(sentence, {"clauses": count}, (), severity)


def subordinate_clauses(sentence: Span) -> int:
    """How many words open a clause that has a finite verb of its own, in which that verb comes after other words.

    Each finite verb belongs to the last word before it that opens a clause and has none yet: "als u wilt dat wij bellen"
    has two of each. An opener at the start of a question asks it.
    """
    openers: list[Token] = []
    count = 0
    for token in sentence:
        if _opens(token) and not (token.i == sentence.start and sentence.text.rstrip().endswith("?")):
            openers.append(token)
        elif is_finite(token) and openers and token.i > openers[-1].i + 1 - (openers[-1].tag_[:8] == "VNW|betr"):
            openers.pop()
            count += 1
    return count


def _opens(token: Token) -> bool:
    word = token.lower_
    if word in _NO_CLAUSE:
        return False
    if token.tag_.startswith(("VG|onder", *_RELATIVE)):
        return True
    asked = word in _ASKED and token.tag_.startswith(("VNW|vb", "BW"))
    return asked or (word.startswith(_WHERE) and token.pos_ in {"ADV", "SCONJ", "PRON"})
