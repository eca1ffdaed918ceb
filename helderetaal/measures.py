"""Numbers about a Doc: words, sentences, words per sentence, share of passives, Flesch-Douma."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from helderetaal.checks import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

FEWEST_WORDS = 100
"""Under this number of words Flesch-Douma says nothing: one long word moves it by points."""

_CONSTANT, _PER_WORD, _PER_SYLLABLE = 206.835, 0.93, 77.0
"""Flesch-Douma: 206.835 - 0.93 x words per sentence - 77 x syllables per word (Douma, 1960)."""


def measure(doc: Doc, sentences: Sequence[Span], passive_sentences: int | None) -> dict[str, float | int | str | None]:
    """The measures of a page over its sentences; None where one cannot be computed, with its reason beside it.

    `words` counts those of the sentences; `passive_share` is from 0 to 1; `flesch_douma` is higher for easier text.
    """
    counts = [len(words(sentence)) for sentence in sentences]
    total = sum(counts)
    flesch, reason = flesch_douma([sentence.text for sentence in sentences], counts)
    share = None if passive_sentences is None or not counts else round(passive_sentences / len(counts), 3)
    return {
        "words": total,
        "sentences": len(counts),
        "words_per_sentence": round(total / len(counts), 1) if counts else None,
        "passive_share": share,
        "flesch_douma": flesch,
        "flesch_douma_reason": reason,
    }


def flesch_douma(sentences: Sequence[str], counts: Sequence[int]) -> tuple[float | None, str | None]:
    """Flesch-Douma of a list of sentences with their numbers of words (higher is easier), or None and why.

    The sentences are ours: textstat would split at abbreviations and drop sentences of one or two words. Its
    syllables come from hyphenation (38 of 50 test words right), so scores are some 3 points too easy.
    """
    total = sum(counts)
    if total < FEWEST_WORDS:
        return None, f"fewer than {FEWEST_WORDS} words"
    counter = _textstat()
    syllables = sum(counter.syllable_count(sentence) for sentence in sentences)
    score = _CONSTANT - _PER_WORD * total / len(sentences) - _PER_SYLLABLE * syllables / total
    return round(score, 1), None


@functools.cache
def _textstat() -> Any:
    """A counter of our own for Dutch: textstat's language is a global. Imported here, since that takes 0.3 s."""
    import textstat

    counter = type(textstat.textstat)()
    counter.set_lang("nl")
    return counter
