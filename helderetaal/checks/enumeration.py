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


_OF_NOUN = frozenset({"det", "amod", "nummod", "nmod", "nmod:poss", "flat", "compound"})
_JOINTS = frozenset({",", "en", "of", "alsmede", "en/of", "én"})


def find(doc: Doc, *, min_parts: int, long_parts: int, min_words: int) -> Iterator[Match]:
    """Sentences that enumerate nouns or names: `min_parts`, or `long_parts` of more than `min_words` words together.

    The suggestion is the longest enumeration of the sentence as a list, a line a part.
    """
    for sentence, _ in block_sentences(doc):
        if not any(token.text == "," for token in sentence) or not has_verb(sentence):
            continue
        found = [parts for token in sentence if (parts := _parts(token)) and parts[-1].end <= sentence.end]
        long = [parts for parts in found if len(parts) >= min_parts or _is_long(parts, long_parts, min_words)]
        if long:
            longest = max(long, key=len)
            text = "\n".join(f"- {part.text}" for part in longest)
            yield Match(sentence, {"parts": len(longest)}, (Suggestion(text, "list", "misschien"),))


def _is_long(parts: list[Span], least: int, words: int) -> bool:
    return len(parts) >= least and sum(without_punctuation(part) for part in parts) > words


def _parts(first: Token) -> list[Span]:
    """The parts of an enumeration that begins with a word: that word with what belongs to it, and each that follows.

    None where what stands between them is not a comma, and before the last one "en" or "of": in "afhankelijk van
    opleiding en ervaring, minimaal € 2.700" the parse sees three parts.
    """
    if first.dep_ == "conj" or first.pos_ not in _WORDS:
        return []
    others = [child for child in first.rights if child.pos_ in _WORDS and _is_next(child)]
    if not others:
        return []
    doc = first.doc
    starts = [_start(head) for head in (first, *others)]
    ends = [*(_end(doc, start) for start in starts[1:]), others[-1].right_edge.i + 1]
    parts = [doc[start:end] for start, end in zip(starts, ends, strict=True)]
    joints = [[token.lower_ for token in doc[end:start]] for end, start in zip(ends, starts[1:], strict=False)]
    good = all(part.text for part in parts) and all("," in joint for joint in joints[:-1])
    return parts if good and _JOINTS & set(joints[-1]) - {","} else []


def _is_next(part: Token) -> bool:
    """Whether a part comes after another one; the parse takes the second one for an apposition at times."""
    return part.dep_ == "conj" or (part.dep_ == "appos" and part.doc[part.left_edge.i].text == ",")


def _start(head: Token) -> int:
    """Where a part begins: after its comma, its conjunction and its preposition, and in "Het is voor" after those."""
    return min((child.left_edge.i for child in head.lefts if child.dep_ in _OF_NOUN), default=head.i)


def _end(doc: Doc, start: int) -> int:
    """Where the part before a place ends: before the comma, the conjunction and the preposition."""
    while start > 0 and (doc[start - 1].lower_ in _JOINTS or doc[start - 1].dep_ == "case"):
        start -= 1
    return start
