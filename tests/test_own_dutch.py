"""The tool obeys itself: what it says in Dutch passes its own rules."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

import helderetaal
from helderetaal import dutch
from helderetaal.dutch import command_line, failures
from helderetaal.dutch import rules as rules_dutch
from helderetaal.examples import DAY
from helderetaal.records import Failure, Reason, Rule, Severity, Table
from helderetaal.ruleset import load_rules

RULES = load_rules()
CHECKER = helderetaal.Checker(today=DAY)
LEFT_OUT = str.maketrans("", "", "{}\b")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SAMPLES = dict.fromkeys(("text", "shown", "first", "last", "verb", "usual", "other", "missing", "style"), "dit")
"""What stands in a message instead of what a check gives; a number where it is none of these."""
DETAILS = {Reason.HTTP_STATUS: ("404", "403", "500", "429", "410"), Reason.LANGUAGE: ("en",), Reason.NOT_HTML: ("pdf",)}


def strings(value: Any) -> Iterator[str]:
    """Every text in a constant: itself, or what a mapping or a sequence holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from strings(part)


def of_rules() -> Iterator[tuple[str, str]]:
    for rule in RULES:
        for name in ("title", "advice", "why", "message"):
            yield (
                f"{rule.id} {name}",
                PLACEHOLDER.sub(lambda match: SAMPLES.get(match[1], "20"), getattr(rule, name)),
            )
        for name, option in rule.options.items():
            if isinstance(option, str):
                yield f"{rule.id} {name}", option
            elif isinstance(option, Table):
                for row in option.rows:
                    yield f"{rule.id} {next(iter(row.values()))}", row.get("note") or ""


def of_the_program() -> Iterator[tuple[str, str]]:
    for module in (dutch, command_line, failures, rules_dutch):
        for name, value in vars(module).items():
            if name.isupper() and not name.startswith("__"):
                for number, text in enumerate(strings(value)):
                    yield f"{module.__name__} {name} {number}", text
    for number, text in enumerate(spoken()):
        yield f"said {number}", text
    for reason in Reason:
        for detail in DETAILS.get(reason, ("",)):
            yield f"failure {reason}", failures.failure_sentence(Failure("paspoort.html", reason, detail))


def spoken() -> Iterator[str]:
    """What the functions of `dutch` say, with samples."""
    said = command_line
    yield from (said.check_progress(2, "u"), said.crawl_progress(2, 3, "u"), said.demo_start("u"), said.demo_end("p"))
    yield from (said.crawl_summary(0, 1, "s"), said.crawl_summary(1, 0, "s"), said.crawl_summary(5, 2, "s"))
    yield from (said.written("p"), said.not_writable("p"), said.would_replace("p"), said.bad_store("p"))
    yield from (said.os_error("p"), said.crashed("X"), said.pipeline_error("x"))
    yield from (rules_dutch.unknown_rule("x", ["lange-zin"]), rules_dutch.all_hold(2))
    yield from (rules_dutch.rule_error("p", 3, code, "x", "y") for code in rules_dutch.RULE_ERRORS)
    kinds = ("NoSuchOption", "NoSuchCommand", "MissingParameter", "BadParameter", "BadOptionUsage", "UsageError")
    yield from (said.usage_error(kind, "x", ("a",), near) for kind in kinds for near in ((), ("check",)))
    for clear, sentences in ((0, 0), (0, 1), (1, 1), (0, 2), (2, 2), (1, 3)):
        yield dutch.clarity_sentence(clear, sentences)
        yield dutch.site_sentence(2, clear, sentences)
    yield from (dutch.hidden_sentence(1, 2), dutch.skipped_sentence("Lange zin", ("DEP",)))
    yield dutch.tally_sentence(dict.fromkeys(Severity, 2))


def troubles(text: str) -> list[tuple[str, str]]:
    """What the rules find in a text, notes left out: 16 words are allowed, 21 are not.

    What stands in quotes is talked about, and is no word of ours.
    """
    findings = CHECKER.check(re.sub("‘[^’]*’", "‘zo’", text).translate(LEFT_OUT)).findings
    return [(finding.rule.id, finding.text) for finding in findings if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_texts(rule: Rule) -> None:
    texts = [(name, text) for name, text in of_rules() if name.startswith(rule.id) and text]
    found = {name: troubles(text) for name, text in texts}
    assert {name: trouble for name, trouble in found.items() if trouble} == {}


def test_program_texts() -> None:
    found = {name: troubles(text) for name, text in of_the_program()}
    assert {name: trouble for name, trouble in found.items() if trouble} == {}


def test_the_good_side_of_an_example_is_clear() -> None:
    """By every rule and not only its own. Near misses are left out: they may be anything."""
    better = [example.good for rule in RULES for example in rule.examples if example.bad and example.good]
    found = {text: troubles(text) for text in better}
    assert {text: trouble for text, trouble in found.items() if trouble} == {}
