"""Sentences with many subordinate clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, is_finite, is_question
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "TAG", "MORPH", "POS"}

VALUES = {"clauses"}

_ASKED = frozenset({"hoe", "wie", "wat", "welke", "welk", "waar", "waarom", "wanneer", "hoeveel"})
_WHERE = tuple("waar" + part for part in ("aan", "bij", "door", "in", "mee", "na", "op", "over", "tegen", "toe", "uit"))
_WHERE += ("waarvan", "waarvoor", "waartoe", "waaronder", "waarna")
_NO_CLAUSE = frozenset({"dan", "om", "te", "ofwel"})
_COMPARED = frozenset({"als", "zoals"})
"""They compare with a noun as well: "als mantelzorger", "zoals een bril"."""

_SHORTEST = 8
"""Tokens of the shortest sentence that holds two clauses: "Weet u wat u doet als u verhuist?"."""


def find(doc: Doc, *, note: int, warning: int, error: int) -> Iterator[Match]:
    """Sentences with more finite subordinate clauses than `note`, `warning` or `error`.

    Clauses are counted by the words that open them and by verbs: labels of clauses are not to be trusted.
    """
    levels = ((error, Severity.ERROR), (warning, Severity.WARNING), (note, Severity.NOTE))
    for sentence, _ in block_sentences(doc):
        if len(sentence) < _SHORTEST:
            continue
        count = _subordinate_clauses(sentence)
        severity = next((level for most, level in levels if count > most), None)
        if severity:
            yield Match(sentence, {"clauses": count}, (), severity)


def _subordinate_clauses(sentence: Span) -> int:
    """How many words open a clause, and have a verb after them that no other of these words has taken.

    A verb belongs to the last word before it that opens a clause and has none yet: "als u wilt dat wij bellen" has two
    of each. A word at the start of a question asks it.
    """
    openers: list[Token] = []
    count = 0
    asks = is_question(sentence)
    for token in sentence:
        if _opens(token) and not (token.tag_[:8] != "VG|onder" and _asks(token, sentence, asks)):
            openers.append(token)
        elif openers and _can_close(token, openers[-1]):
            openers.pop()
            count += 1
    return count


def _asks(token: Token, sentence: Span, is_question: bool) -> bool:
    """Whether a word opens a question: that of the sentence, or one in quotes ("Vraag: ‘Waar woont u?’")."""
    if token.i == sentence.start:
        return is_question
    return token.nbor(-1).is_quote or token.nbor(-1).text in {":", "‘", "’", "“", "”"}


def _can_close(verb: Token, opener: Token) -> bool:
    """Whether a verb can be the finite one of a clause, which a subject or the pronoun that opens it comes before.

    Many a plural is tagged as an infinitive: "waarvan de kosten voor rekening komen". That has no "te" and no other
    verb before it.
    """
    before = verb.nbor(-1)
    plural = verb.tag_.startswith("WW|inf|vrij") and before.lower_ != "te" and before.pos_ not in {"VERB", "AUX"}
    return (plural or is_finite(verb)) and (verb.i > opener.i + 1 or opener.tag_.startswith("VNW"))


def _opens(token: Token) -> bool:
    word = token.lower_
    if word in _NO_CLAUSE or (word in _COMPARED and not _has_clause(token)):
        return False
    if token.tag_.startswith(("VG|onder", "VNW|betr")):
        return True
    if word in _ASKED and token.tag_.startswith(("VNW|vb", "BW")):
        return not (word == "hoe" and token.i + 1 < len(token.doc) and "|comp" in token.nbor(1).tag_)
    return word.startswith(_WHERE) and token.pos_ in {"ADV", "SCONJ", "PRON"}


def _has_clause(opener: Token) -> bool:
    """Whether what a word opens has a subject or a finite verb: "als u werkt", not "als vermist opgeven"."""
    head = opener.head
    return is_finite(head) or any(
        child.i > opener.i and (is_finite(child) or child.dep_.startswith("nsubj")) for child in head.children
    )
