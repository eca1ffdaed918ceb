"""Every example in every rule: `bad` gives exactly the marked words, `good` gives none."""

import re

import pytest
from spacy.language import Language

from helderetaal.findings import find_all
from helderetaal.pipeline import parse
from helderetaal.records import Block, Example, Kind, Rule
from helderetaal.ruleset import load_rules

RULES = load_rules()
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A marked text without its brackets, and the offsets of what stood in them."""
    plain, spans, start = "", [], 0
    for part in re.split(r"([\[\]])", text):
        if part == "[":
            start = len(plain)
        elif part == "]":
            spans.append((start, len(plain)))
        else:
            plain += part
    return plain, spans


def found(nlp: Language, rule: Rule, text: str) -> list[tuple[int, int]]:
    kind = Kind.PARAGRAPH if Kind.PARAGRAPH in rule.blocks else sorted(rule.blocks)[0]
    block = Block(kind, text, 1, "p")
    doc = parse(nlp, [[block]])[0]
    return [(finding.start, finding.end) for finding in find_all(doc, [rule], [0])]


def named(pair: tuple[Rule, Example]) -> str:
    rule, example = pair
    return f"{rule.id}: {example.bad or example.good}"


@pytest.mark.parametrize("pair", EXAMPLES, ids=named)
def test_example(nlp: Language, pair: tuple[Rule, Example]) -> None:
    rule, example = pair
    if example.bad is not None:
        text, expected = unmarked(example.bad)
        assert expected, "a bad example marks the words that must be found"
        assert found(nlp, rule, text) == expected
    if example.good is not None:
        assert found(nlp, rule, example.good) == []
