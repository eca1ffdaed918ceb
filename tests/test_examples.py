"""Every example in every rule: `bad` gives exactly the marked words, `good` gives none."""

import pytest
from spacy.language import Language

from helderetaal.examples import broken_examples, marked_blocks
from helderetaal.records import Example, Kind, Rule
from helderetaal.ruleset import RULES_FOLDER, load_rules

RULES = load_rules(overlays=[{path.stem: {"off": False} for path in RULES_FOLDER.glob("*.toml")}])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(nlp: Language, rule: Rule) -> None:
    assert [(one.text, one.missed, one.found) for one in broken_examples(nlp, [rule])] == []


def test_marks_are_taken_out_of_a_text(nlp: Language) -> None:
    (rule,) = [rule for rule in RULES if rule.id == "lijdende-vorm"]
    blocks, places = marked_blocks(rule, "Dit [wordt nu gedaan] en dat [wordt later gedaan].", True)
    assert [block.text for block in blocks] == ["Dit wordt nu gedaan en dat wordt later gedaan."]
    assert places == [(0, 4, 19), (0, 27, 45)]
    blocks, places = marked_blocks(rule, "<h2>Kop</h2><ul><li>een [twee] drie</ul>", True)
    assert [(block.kind, block.text) for block in blocks] == [(Kind.HEADING, "Kop"), (Kind.LIST_ITEM, "een twee drie")]
    assert places == [(1, 4, 8)]
    assert marked_blocks(rule, "<p>Alles.</p>", True)[1] == [None]


def test_an_example_that_does_not_hold_is_found(nlp: Language) -> None:
    (rule,) = [rule for rule in RULES if rule.id == "lijdende-vorm"]
    wrong = [Example("Dit wordt gedaan."), Example(None, "Dit [is] goed.")]
    broken = list(broken_examples(nlp, [_with(rule, wrong)]))
    assert [(one.text, one.missed, one.found) for one in broken] == [
        ("Dit wordt gedaan.", (), ("wordt gedaan",)),
        ("Dit [is] goed.", ("is",), ()),
    ]


def _with(rule: Rule, examples: list[Example]) -> Rule:
    from dataclasses import replace

    return replace(rule, examples=tuple(examples))
