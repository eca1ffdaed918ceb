"""What the README shows is what the program prints: its derived parts are current.

`pytest --update-golden` writes them anew.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from helderetaal.ruleset import load_rules, load_scores

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
LINES = 45
"""Lines of an output that the README shows; what follows is cut."""

PART = re.compile(r"<!-- (rules|output of: (?P<command>[^>]+)) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)


def rules_table() -> str:
    """The rules as a table: id, topic, severity, advice, number of examples, measured precision and recall."""
    scores = load_scores()
    rows = [
        "| rule | about | severity | what it asks | examples | right | warnings right | caught |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for rule in load_rules():
        bad = sum(example.bad is not None for example in rule.examples)
        score = scores.get(rule.id)
        right = f"{score.right} of {score.found}" if score else "-"
        gate = f"{score.gate_right} of {score.gate_found}" if score and score.gate_found else "-"
        caught = f"{score.caught} of {score.marked}" if score else "-"
        examples = f"{bad} + {len(rule.examples) - bad}"
        about = f"| `{rule.id}` | {rule.topic} | {rule.severity} | {rule.advice} | {examples} |"
        rows.append(f"{about} {right} | {gate} | {caught} |")
    return "\n".join(rows) + "\n"


def output_of(command: str) -> str:
    """The command and the first lines of what it prints."""
    arguments = [sys.executable, "-m", "helderetaal", *shlex.split(command)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, timeout=120, check=False)
    lines = done.stdout.decode("utf-8").splitlines()
    shown = [*lines[:LINES], "…"] if len(lines) > LINES else lines
    return "\n".join(["```console", f"$ helderetaal {command}", *(line.rstrip() for line in shown), "```"]) + "\n"


def current(match: re.Match[str]) -> str:
    command = match["command"]
    body = output_of(command) if command else rules_table()
    return f"<!-- {match[1]} -->\n{body}<!-- end -->"


def test_the_readme_is_current(update_golden: bool) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(PART.findall(text)) >= 2
    renewed = PART.sub(current, text)
    if update_golden:
        README.write_text(renewed, encoding="utf-8")
    assert renewed == text or update_golden


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "CONTRIBUTING.md",
        "corpora/README.md",
        "corpora/pipeline/README.md",
        "corpora/extraction/README.md",
        "corpora/gold/README.md",
    ],
)
def test_files_that_a_document_names_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    named += re.findall(r"`((?:helderetaal|rules|corpora|tests)/[\w./-]+)`", text)
    missing = [name for name in named if not ((ROOT / document).parent / name).exists() and not (ROOT / name).exists()]
    assert [name for name in missing if "/x." not in name] == []
