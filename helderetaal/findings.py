"""Matches in a Doc to findings on blocks, and which sentences are clear."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from helderetaal import checks
from helderetaal.checks import blocks, has_verb, words
from helderetaal.records import RUNNING_TEXT, Finding, Match, Rule, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def find_all(doc: Doc, rules: Iterable[Rule], indexes: Sequence[int]) -> tuple[Finding, ...]:
    """The findings of all rules in reading order, those about the whole page first.

    `indexes` gives for each block of the Doc its place among the blocks of the page.
    """
    starts = [span.start for span, _ in blocks(doc)]
    # `token.sent` walks to the sentence's start: with a thousand findings in one endless sentence that took 12 s.
    sentence_starts = [token.i for token in doc if token.is_sent_start] or [0]
    found = [
        _finding(doc, rule, match, starts, sentence_starts, indexes)
        for rule in rules
        for match in rule.find(doc)
        if match.span is None or _kind_at(doc, match.span, starts) in rule.blocks
    ]
    return tuple(sorted(_uncovered(found), key=_reading_order))


def _uncovered(found: Sequence[Finding]) -> list[Finding]:
    """The findings without those that lie inside a finding of a rule that covers theirs."""
    covering: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.rule.covers:
            covering[finding.block].append(finding)
    return [one for one in found if not any(_covers(other, one) for other in covering[one.block])]


def _covers(other: Finding, one: Finding) -> bool:
    if one.rule.id not in other.rule.covers:
        return False
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return one.start == other.start
    return other.start <= one.start and one.end <= other.end


def sentences(doc: Doc) -> list[Span]:
    """The sentences of the running text: what has a verb. A row of opening hours or an address is none."""
    return [
        sentence
        for span, block in blocks(doc)
        if block.kind in RUNNING_TEXT
        for sentence in checks.sentences(span)
        if has_verb(sentence) and words(sentence)
    ]


def with_finding(found: Iterable[Finding], spans: Sequence[Span], indexes: Sequence[int]) -> set[int]:
    """Which of these sentences (by their place in the sequence) hold one of these findings whole.

    A finding about a paragraph lies in no single sentence, so it makes none of them unclear.
    """
    if not spans:
        return set()
    doc = spans[0].doc
    starts = [span.start for span, _ in blocks(doc)]
    places: dict[int, list[tuple[int, int, int]]] = {}
    for number, sentence in enumerate(spans):
        position = bisect_right(starts, sentence.start) - 1
        offset = doc[starts[position]].idx
        place = (sentence.start_char - offset, sentence.end_char - offset, number)
        places.setdefault(indexes[position], []).append(place)
    return {
        number
        for finding in found
        if finding.block is not None and finding.start is not None and finding.end is not None
        for start, end, number in places.get(finding.block, ())
        if start <= finding.start and finding.end <= end
    }


def _kind_at(doc: Doc, span: Span, starts: Sequence[int]) -> str:
    return str(doc.spans["blocks"][bisect_right(starts, span.start) - 1].label_)


def _finding(
    doc: Doc, rule: Rule, match: Match, starts: Sequence[int], sentence_starts: Sequence[int], indexes: Sequence[int]
) -> Finding:
    """A match with its message, its offsets counted from the start of its block."""
    severity: Severity = match.severity or rule.severity
    if match.span is None:
        message = rule.message.format(text="", **match.values)
        return Finding(rule, severity, None, None, None, "", "", message, match.suggestions)
    position = bisect_right(starts, match.span.start) - 1
    offset = doc[starts[position]].idx
    text = match.span.text
    number = bisect_right(sentence_starts, match.span.start)
    sentence = doc[sentence_starts[number - 1] : ([*sentence_starts[number : number + 1], len(doc)])[0]]
    return Finding(
        rule=rule,
        severity=severity,
        block=indexes[position],
        start=match.span.start_char - offset,
        end=match.span.end_char - offset,
        text=text,
        sentence=sentence.text,
        sentence_start=sentence.start_char - offset,
        message=rule.message.format(text=text, **match.values),
        suggestions=tuple(
            suggestion
            if suggestion.start is None or suggestion.end is None
            else replace(suggestion, start=suggestion.start - offset, end=suggestion.end - offset)
            for suggestion in match.suggestions
        ),
    )


def _reading_order(finding: Finding) -> tuple[int, int, int, str]:
    if finding.block is None or finding.start is None or finding.end is None:
        return (-1, 0, 0, finding.rule.id)
    return (finding.block, finding.start, finding.end, finding.rule.id)
