"""Enumerations in a sentence that a list would show better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import block_sentences, has_verb, without_punctuation
from helderetaal.records import Match, Suggestion

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"DEP", "POS"}

VALUES = {"parts"}

_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})


def find(doc: Doc, *, min_parts: int, long_parts: int, min_words: int) -> Iterator[Match]:
    """Enumerations of nouns or names with `min_parts` parts, or with `long_parts` parts and more than `min_words` words.

    The suggestion is the enumeration as a list, a line a part.
    """
    for sentence, _ in block_sentences(doc):
        if not has_verb(sentence):
            continue
        for token in sentence:
            if token.dep_ == "conj" or token.pos_ not in _WORDS:
                continue
            parts = _parts(token)
            if len(parts) < long_parts:
                continue
            span = doc[min(part[0].i for part in parts) : max(part[-1].i for part in parts) + 1]
            long = len(parts) >= min_parts or without_punctuation(span) > min_words
            if long and span.start >= sentence.start and span.end <= sentence.end and "," in span.text:
                text = "\n".join(f"- {part.text}" for part in parts)
                yield Match(span, {"parts": len(parts)}, (Suggestion(text, "list", "misschien"),))


def _parts(first: Token) -> list[Span]:
    """The parts of an enumeration that begins with a word: that word with what belongs to it, and each that follows."""
    others = [child for child in first.children if child.dep_ == "conj" and child.pos_ in _WORDS and child.i > first.i]
    if not others:
        return []
    doc, heads = first.doc, [first, *others]
    starts = [first.left_edge.i, *(_start(other) for other in others)]
    ends = [*(_end(doc, start) for start in starts[1:]), others[-1].right_edge.i + 1]
    spans = [doc[start:end] for start, end in zip(starts, ends, strict=True) if start < end]
    return spans if len(spans) == len(heads) else []


def _start(head: Token) -> int:
    """Where a part begins: after its comma and its conjunction."""
    inside = [token.i for token in head.subtree if token.i <= head.i and token.dep_ not in {"punct", "cc"}]
    return min(inside, default=head.i)


def _end(doc: Doc, start: int) -> int:
    """Where the part before a place ends: before the comma or the conjunction."""
    while start > 0 and (doc[start - 1].is_punct or doc[start - 1].pos_ == "CCONJ"):
        start -= 1
    return start
