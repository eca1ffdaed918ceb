"""The rules on the gold corpus: no rule does worse than its floor, and what is marked stands in the texts."""

from collections import Counter

import pytest
from evaluate_rules import COUNTS, evaluate, items, share, under_floors

from helderetaal.ruleset import RULES_FOLDER, load_rules, load_scores

ALL = load_rules(overlays=[{path.stem: {"off": False} for path in RULES_FOLDER.glob("*.toml")}])
RULES = [rule for rule in load_rules() if rule.topic != "site"]


@pytest.mark.parametrize("half", ["dev", "test"])
def test_what_is_marked_is_a_rule_and_stands_in_the_text(half: str) -> None:
    found = list(items(half))
    sentences = [item for item in found if item.covers == "sentences"]
    assert (len(sentences), len(found) - len(sentences)) == (260, 18)
    assert {rule for item in found for rule, _ in item.marks} <= {rule.id for rule in ALL}


def test_no_rule_is_under_its_floor_and_the_published_scores_are_those() -> None:
    scores, words = evaluate(items("test"), RULES)
    assert under_floors(scores) == []
    published = {rule: [getattr(score, name) for name in COUNTS] for rule, score in load_scores().items()}
    assert published == {rule: [getattr(score, name) for name in COUNTS] for rule, score in scores.items()}
    gate = Counter({"found": 0, "right": 0})
    for score in scores.values():
        gate += Counter({"found": score.gate_found, "right": score.gate_right})
    assert (share(gate["right"], gate["found"]) or 0) >= 0.9
    assert 400 * (gate["found"] - gate["right"]) / words <= 1.5
