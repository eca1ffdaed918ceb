"""The gold pages: every block that a person wrote down, and nothing else; how that is scored; the floors."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from evaluate_pages import PAGES, below, gold_pages, pinned, read_page
from score import Row, Score, errors, score

ROOT = Path(__file__).parents[1]
GOLD = dict(gold_pages(PAGES))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_gold_page_gives_what_a_person_read(path: Path) -> None:
    assert errors(read_page(path), GOLD[path]) == []


def test_there_are_gold_pages_of_many_styles() -> None:
    styles = {path.stem.split("-")[0] for path in GOLD}
    wanted = {"utrecht", "denhaag", "rhc", "owc", "drupal", "sim", "go", "iprox", "typo3", "umbraco", "sharepoint"}
    assert len(GOLD) >= 40
    assert wanted <= styles


ROWS: list[Row] = [
    ("title", "Paspoort"),
    ("heading1", "Paspoort aanvragen"),
    ("paragraph", "U neemt mee:"),
    ("list-item1", "een foto"),
    ("cell", "86 euro"),
]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (ROWS, {"precision": 1.0, "recall": 1.0, "exact": 1.0, "kind": 1.0, "level": 1.0, "tables": 1.0}),
        (ROWS[:4], {"precision": 1.0, "recall": 8 / 10, "exact": 4 / 5, "kind": 1.0, "tables": 0.0, "lists": 1.0}),
        ([*ROWS, ("paragraph", "deel deze")], {"precision": 10 / 12, "recall": 1.0, "exact": 1.0}),
        ([*ROWS[:3], ("list-item2", "een foto"), ROWS[4]], {"kind": 1.0, "level": 4 / 5, "exact": 1.0}),
        ([*ROWS[:3], ("paragraph", "een foto"), ROWS[4]], {"kind": 4 / 5, "level": 4 / 5, "lists": 0.0, "recall": 1.0}),
        ([*ROWS[:2], ("paragraph", "U neemt mee: een foto"), ROWS[4]], {"exact": 3 / 5, "kind": 1.0, "recall": 1.0}),
        ([], {"precision": 1.0, "recall": 0.0, "exact": 0.0}),
    ],
)
def test_score(found: list[Row], expected: dict[str, float]) -> None:
    result = score(found, ROWS)
    assert {name: result.value(name) for name in expected} == pytest.approx(expected)


def test_glued_words_are_two_words_of_the_page_put_together() -> None:
    assert score([("paragraph", "paspoortaanvragen eenfoto fotos")], ROWS).glued == 2


def test_scores_add_up() -> None:
    total = Score()
    total.add(score(ROWS, ROWS))
    total.add(score(ROWS[:4], ROWS))
    assert (total.pages, total.recall, total.value("tables")) == (2, 18 / 20, 2 / 4)


def test_floors_only_rise() -> None:
    floors = "[pipeline.treebank]\npos_acc = 0.9\n\n[extraction]\nprecision = 0.5\nrecall = 0.95\n"
    total = score(ROWS[:4], ROWS)
    assert below(total, floors) == ["extraction: recall is 0.8000, under its floor of 0.95"]
    text = pinned(total, floors)
    assert "[pipeline.treebank]\npos_acc = 0.9\n" in text
    assert re.findall(r"^(?:precision|recall|tables) = .*$", text, re.MULTILINE) == [
        "precision = 1.0",
        "recall = 0.95",
        "tables = 0.0",
    ]


def test_the_extraction_keeps_its_floors() -> None:
    script = ROOT / "corpora" / "extraction" / "evaluate_pages.py"
    command = [sys.executable, script, "--floors", ROOT / "corpora" / "floors.toml"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (result.returncode, result.stderr) == (0, "")
