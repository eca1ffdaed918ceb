"""Words of a list, by lemma and part of speech, and fixed phrases; each with what to write instead.

The list's columns: `word` (a lemma or a phrase), `pos`, `advice` (replace, explain or rewrite), `alternatives` (`|`
between them, the plainest first), `note`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from helderetaal.checks import is_finite
from helderetaal.records import Match, Severity, Suggestion, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"POS", "LEMMA", "DEP"}

Row = Mapping[str, str]

_VERB = frozenset({"VERB", "AUX", "X"})
"""What a verb of the list may be tagged as; X is what the pipeline gives a word that it cannot place."""

_UNINFLECTED = frozenset({"adverb", "conjunction", "preposition"})
"""Parts of speech whose alternative fits in the place of the word as it is."""


def find(doc: Doc, *, words: Table) -> Iterator[Match]:
    """Words and phrases of the list; a term to explain once a page, and not where the page explains it."""
    singles, phrases = _index(words)
    explained: set[str] = set()
    text = doc.text
    end = 0
    for token in doc:
        if token.i < end:
            continue
        found = _phrase_at(token, phrases) or _word_at(token, singles)
        if found is None:
            continue
        span, row = found
        end = span.end
        if row["advice"] == "explain":
            if row["word"] in explained or _page_explains(text, span):
                continue
            explained.add(row["word"])
        severity = Severity.NOTE if row["advice"] == "explain" else None
        yield Match(span, {"shown": _shown(span)}, tuple(_suggestions(span, row)), severity)


@lru_cache(maxsize=8)
def _index(words: Table) -> tuple[dict[str, list[Row]], dict[str, list[tuple[tuple[str, ...], Row]]]]:
    """Rows by lemma, and phrases by their first word, the longest first."""
    singles: dict[str, list[Row]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in words.rows:
        parts = tuple(row["word"].lower().split())
        if len(parts) == 1:
            singles.setdefault(parts[0], []).append(row)
        else:
            phrases.setdefault(parts[0], []).append((parts, row))
    for candidates in phrases.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))
    return singles, phrases


def _phrase_at(token: Token, phrases: dict[str, list[tuple[tuple[str, ...], Row]]]) -> tuple[Span, Row] | None:
    """The longest phrase that begins at a token, each word by its form or by its lemma."""
    doc = token.doc
    for key in {token.lower_, token.lemma_.lower()}:
        for parts, row in phrases.get(key, ()):
            span = doc[token.i : token.i + len(parts)]
            if len(span) == len(parts) and all(
                part in (word.lower_, word.lemma_.lower()) and (not _is_name(word) or row["word"] != row["word"].lower())
                for part, word in zip(parts, span, strict=True)
            ):
                return span, row
    return None


def _word_at(token: Token, singles: dict[str, list[Row]]) -> tuple[Span, Row] | None:
    """The row of a word; of a separable verb that stands apart the verb is the word, and its particle a part of it."""
    particle = _particle(token)
    lemma = token.lemma_.lower()
    if token.text.endswith("."):
        return None  # "ca." is an abbreviation, whatever its lemma
    if particle is None:
        keys = _forms(token)
    else:
        keys = {particle.lower_ + lemma, lemma} if lemma.startswith(particle.lower_) else {particle.lower_ + lemma}
    for key in sorted(keys):
        for row in singles.get(key, ()):
            if _is_used_as(token, row):
                return token.doc[token.i : token.i + 1], row
    return None


def _particle(token: Token) -> Token | None:
    """The particle of a separable verb that stands apart from it."""
    if token.pos_ not in _VERB:
        return None
    return next((child for child in token.children if child.dep_ == "compound:prt"), None)


def _shown(span: Span) -> str:
    """The words of a span for a message: "wendt … aan" where the particle stands elsewhere."""
    particle = _particle(span[0]) if len(span) == 1 else None
    if particle is None:
        return span.text
    near = abs(particle.i - span.start) == 1
    first, second = sorted((span[0], particle), key=lambda token: token.i)
    return f"{first.text} {second.text}" if near else f"{first.text} … {second.text}"


def _forms(token: Token) -> set[str]:
    """What a word may stand under in the list: its lemma, itself, itself without the ending -e.

    The lemma of a participle is its verb ("verschuldigde" has "verschuldigen"), its entry is the adjective.
    """
    return {token.lemma_.lower(), token.lower_, token.lower_.removesuffix("e")}


def _is_used_as(token: Token, row: Row) -> bool:
    """Whether a word is used as the row says: not as a name, and as a verb where the row is a verb.

    For other parts of speech the tag is no test: rare words are tagged as anything (13 % of listed words were missed).
    """
    if row["word"] != row["word"].lower():
        return token.text.startswith(row["word"])
    if _is_name(token):
        return False
    if row["pos"] == "noun":
        return "prenom" not in token.tag_  # "de vereiste bijlagen" is no "vereiste"
    return row["pos"] != "verb" or token.pos_ in _VERB


def _is_name(token: Token) -> bool:
    """Whether a word is written as a name: with a capital within a sentence."""
    return bool(token.text[:1].isupper()) and not token.is_sent_start


def _suggestions(span: Span, row: Row) -> Iterator[Suggestion]:
    """What to write: in place where the form is sure to fit, else as in a dictionary; the note for a term."""
    if row["advice"] == "replace":
        alternatives = [text for text in row["alternatives"].split("|") if text]
        for text in alternatives:
            if " " in text and row["pos"] == "adjective" and "prenom" in span[0].tag_:
                continue  # "een tijdige aanvraag" is not "een op tijd aanvraag"
            if _fits_in_place(span, row, text):
                certainty = "zeker" if len(alternatives) == 1 else "waarschijnlijk"
                yield Suggestion(_as_written(text, span), "word", certainty, span.start_char, span.end_char)
            else:
                yield Suggestion(text, "word", "misschien")
    if row["note"]:
        yield Suggestion(row["note"], "explain" if row["advice"] == "explain" else "sentence")


def _fits_in_place(span: Span, row: Row, alternative: str) -> bool:
    """Whether an alternative can stand where the word stands: nothing inflects, or the infinitive is written."""
    if span.text.lower() != row["word"].lower():
        return False
    if row["pos"] == "conjunction" and _opens_infinitive(span) != (alternative.split()[0] == "om"):
        return False  # "alvorens te komen" is not "voordat te komen", "teneinde dat te doen" is "om dat te doen"
    if row["pos"] == "phrase":
        return not any(token.pos_ in {"VERB", "AUX"} for token in span)
    return row["pos"] in _UNINFLECTED or (row["pos"] == "verb" and span[0].tag_.startswith("WW|inf|vrij"))


def _opens_infinitive(span: Span) -> bool:
    """Whether the clause that follows has "te" with an infinitive, and no finite verb before it."""
    for token in span.doc[span.end : span[-1].sent.end]:
        if is_finite(token):
            return False
        if token.lower_ == "te" and token.i + 1 < len(token.doc) and "inf" in token.nbor(1).tag_:
            return True
    return False


def _as_written(text: str, span: Span) -> str:
    """`text` with a capital where the span has one."""
    return text[:1].upper() + text[1:] if span.text[:1].isupper() else text


def _page_explains(text: str, span: Span) -> bool:
    """Whether the page explains a term: "Wat is een dwangsom?", "dwangsom (…)", "Met een dwangsom …"."""
    word = re.escape(span.text)
    asked = rf"wat (?:is|zijn|betekent|houdt)(?: \w+)? {word}\b"
    told = rf"\b{word}\b(?: \(|[’']? betekent\b| is een\b| houdt in\b|: )"
    meant = rf"\b{word}\b[^.!?]*[.!?] (?:dat|dit) (?:is|betekent|houdt in)\b"
    begun = rf"(?:^|[.!?] )(?:met|in|bij|door|via|als u)(?: een| de| het)? {word}\b"
    return re.search(f"{asked}|{told}|{meant}|{begun}", text, re.IGNORECASE) is not None
