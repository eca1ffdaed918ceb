"""Short sentences in a row that nothing ties together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import blocks, has_verb, is_finite, is_question, sentences, words
from helderetaal.records import Match

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NEEDS = {"TAG", "MORPH", "POS"}

VALUES = {"sentences"}


def find(doc: Doc, *, min_sentences: int, max_words: int, connectives: tuple[str, ...]) -> Iterator[Match]:
    """`min_sentences` or more statements in a row of at most `max_words` words, none with one of the `connectives`.

    Steps ("Vul het formulier in.") and questions are not read on as a story, and end a row.
    """
    for span, _ in blocks(doc):
        run: list[Span] = []
        for sentence in [*sentences(span), None]:
            if sentence is not None and _is_loose(sentence, max_words, connectives):
                run.append(sentence)
                continue
            if len(run) >= min_sentences:
                yield Match(doc[run[0].start : run[-1].end], {"sentences": len(run)})
            run = []


def _is_loose(sentence: Span, max_words: int, connectives: tuple[str, ...]) -> bool:
    if is_question(sentence) or not has_verb(sentence) or is_finite(sentence[0]):
        return False
    found = words(sentence)
    return len(found) <= max_words and not any(token.lower_ in connectives for token in found)
