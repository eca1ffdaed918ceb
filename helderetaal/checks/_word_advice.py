"""What to write instead of a word of a list, and whether the page explains it already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import is_finite
from helderetaal.checks._word_index import PARTICLES, Row, cell
from helderetaal.records import Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Span

_UNINFLECTED = frozenset({"adverb", "conjunction", "preposition", "pronoun"})
"""Parts of speech whose alternative fits in the place of the word as it is."""

_NO_CLAUSE = frozenset({"nodig", "mogelijk", "gewenst", "noodzakelijk", "van", "relevant", "gewijzigd"})

_INSEPARABLE = frozenset({"overleggen", "overtuigen", "overwegen", "doorzoeken", "aanvaarden", "onderzoeken"})

_NEAR = 150
"""How many characters around a word its explanation is looked for."""


def suggestions(span: Span, row: Row) -> Iterator[Suggestion]:
    """What to write: in place where the form is sure to fit, else as in a dictionary; the note for a term."""
    advice, note = cell(row, "advice"), cell(row, "note")
    if advice == "replace":
        alternatives = [text for text in cell(row, "alternatives").split("|") if text]
        for text in alternatives:
            if " " in text and cell(row, "pos") == "adjective" and "prenom" in span[0].tag_:
                continue  # "een tijdige aanvraag" is not "een op tijd aanvraag"
            if _fits_in_place(span, row, text):
                certainty = "zeker" if len(alternatives) == 1 else "waarschijnlijk"
                yield Suggestion(_as_written(text, span), "word", certainty, span.start_char, span.end_char)
            else:
                yield Suggestion(text, "word", "misschien")
    if note:
        yield Suggestion(note, "explain" if advice == "explain" else "sentence")


def _fits_in_place(span: Span, row: Row, alternative: str) -> bool:
    """Whether an alternative can stand where the word stands: nothing inflects, or the infinitive is written."""
    pos = cell(row, "pos")
    if span.text.lower() != row["word"].lower():
        return False
    if pos == "conjunction" and span.end < len(span.doc) and span.doc[span.end].lower_ in _NO_CLAUSE:
        return False  # "indien nodig" is not "als nodig", "indien van toepassing" not "als van toepassing"
    if pos == "conjunction" and _opens_infinitive(span) != (alternative.split()[0] == "om"):
        return False  # "alvorens te komen" is not "voordat te komen", "teneinde dat te doen" is "om dat te doen"
    if pos == "phrase":
        return not any(token.pos_ in {"VERB", "AUX"} for token in span)
    if pos == "verb":
        after_te = span.start > 0 and span[0].nbor(-1).lower_ == "te"
        splits = after_te and _is_separable(alternative)  # "te retourneren" is not "te terugsturen"
        return span[0].tag_.startswith("WW|inf|vrij") and " " not in alternative and not splits
    return pos in _UNINFLECTED


def _is_separable(infinitive: str) -> bool:
    """Whether "te" goes between the parts of an infinitive: "terug te sturen"."""
    if infinitive in _INSEPARABLE or not infinitive.endswith(("en", "gaan", "staan", "doen")):
        return False
    return any(infinitive.startswith(particle) and len(infinitive) >= len(particle) + 4 for particle in PARTICLES)


def _opens_infinitive(span: Span) -> bool:
    """Whether the clause that follows has "te" with an infinitive, and no finite verb before it."""
    for token in span.doc[span.end :]:
        if token.is_sent_start:
            return False
        if is_finite(token):
            return False
        if token.lower_ == "te" and token.i + 1 < len(token.doc) and "inf" in token.nbor(1).tag_:
            return True
    return False


def _as_written(text: str, span: Span) -> str:
    """`text` with a capital where the span has one."""
    return text[:1].upper() + text[1:] if span.text[:1].isupper() else text


def page_explains(text: str, span: Span, row: Row) -> bool:
    """Whether the page explains a word: "Wat is een dwangsom?", "Dit noemen wij een dwangsom", "een bedrag (dwangsom)".

    A term to explain also by what follows it: "dwangsom (…)", "Met een dwangsom …".
    """
    explain = cell(row, "advice") == "explain"
    if not explain and cell(row, "pos") != "noun":
        return False  # "(uitsluitend)" explains nothing
    word = re.escape(span.text)
    ways = [
        rf"wat (?:is|zijn|betekent|houdt)(?: \w+)? {word}\b",
        rf"\b(?:heet|heten|noemt|noemen)(?: \w+){{0,4}} {word}\b",
        rf"\w \({word}\)",
        rf"[‘“\"']{word}[’”\"']",
        rf"(?:^|[.!?:] )een {word} is (?:een|het|de)\b",
    ]
    if explain:
        ways += [
            rf"\b{word}\b(?: \(|[’']? betekent\b| (?:is|zijn) een\b| houdt in\b|: |, (?:ofwel|oftewel|dat is)\b)",
            rf"\b{word}\b[^.!?]*[.!?] (?:dat|dit) (?:is|betekent|houdt in)\b",
            rf"(?:^|[.!?] )(?:met|in|bij|door|via|als u)(?: een| de| het)? {word}\b",
        ]
    told = re.compile("|".join(ways), re.IGNORECASE)
    places = (found.start() for found in re.finditer(word, text, re.IGNORECASE))
    return any(told.search(text[max(0, place - _NEAR) : place + len(span.text) + _NEAR]) for place in places)
