"""How often each rule is right, on the gold corpus: precision and recall, overall and per rule, against floors.

    python corpora/gold/evaluate_rules.py                  both halves
    python corpora/gold/evaluate_rules.py --half dev --errors    what differs, on the half to develop on
    python corpora/gold/evaluate_rules.py --pin            raise the floors and renew rules/scores.csv

Scored is what a report shows. A finding is right where the same rule is marked at overlapping words of one item. A mark
is caught where a finding of its rule overlaps it, or one of a rule that covers its rule ("op grond van artikel 5": the
article covers the preposition).
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from helderetaal.checks import words
from helderetaal.extract import extract
from helderetaal.findings import find_all
from helderetaal.pipeline import load_pipeline, parse
from helderetaal.records import Block, Finding, Kind, Page, Rule, Severity
from helderetaal.ruleset import RULES_FOLDER, load_rules

HERE = Path(__file__).parent
FLOORS = HERE.parent / "floors.toml"
DAY = date(2026, 6, 1)
MARGIN = 0.01
"""How far under the score a floor is set, and never lower than the floor that there was."""

FEWEST = 10
"""Marks or findings that a rule needs for a floor of its own: with fewer, one item moves it by more than a tenth."""

COUNTS = ("marked", "caught", "found", "right", "gate_found", "gate_right")

OF_PAGES = ("structure", "page")

Span = tuple[int, int, int] | None
"""A place as (block, start, end); None: the whole page."""


@dataclass(frozen=True, slots=True)
class Item:
    """A text with what is marked in it: (rule, place) for each mark, and which rules its marking covers."""

    name: str
    blocks: tuple[Block, ...]
    marks: tuple[tuple[str, Span], ...]
    covers: str
    published: str | None = None


@dataclass(slots=True)
class Score:
    """Counts of one rule: `marked` and `caught` of those, `found` and `right` of those, also without the notes."""

    marked: int = 0
    caught: int = 0
    found: int = 0
    right: int = 0
    gate_found: int = 0
    gate_right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def items(half: str, folder: Path = HERE) -> Iterator[Item]:
    """The items of a half: the sentences, then the pages."""
    for path in sorted(folder.glob(f"sentences-*-{half}.txt")):
        for number, text in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"), start=1):
            yield _sentence_item(f"{path.stem} {number}", text.splitlines())
    for path in sorted((folder / "pages" / half).glob("*.html")):
        yield _page_item(path)


def _sentence_item(name: str, lines: list[str]) -> Item:
    text = lines[0]
    kind = Kind.LIST_ITEM if text.startswith("- ") else Kind.PARAGRAPH
    text = text.removeprefix("- ")
    marks: list[tuple[str, Span]] = []
    for line in lines[1:]:
        rule, _, quoted = line.partition(": ")
        marks += _places(rule, [quote.strip() for quote in quoted.split(" | ")], [text], name)
    return Item(name, (Block(kind, text, 1, ""),), tuple(marks), "sentences")


def _page_item(path: Path) -> Item:
    read = extract(Page(path.name, path.read_bytes()))
    marks: list[tuple[str, Span]] = []
    texts = [block.text for block in read.blocks]
    for line in path.with_suffix(".findings").read_text(encoding="utf-8").splitlines():
        rule, _, quote = line.strip().partition(": ")
        if rule:
            marks += _places(rule, [quote.strip()], texts, path.name) if quote else [(rule, None)]
    return Item(path.stem, read.blocks, tuple(marks), "pages", read.dates[0])


def _places(rule: str, quotes: Iterable[str], texts: list[str], name: str) -> Iterator[tuple[str, Span]]:
    """Where quoted words stand; the same words a second time are looked for after the first."""
    taken: dict[str, tuple[int, int]] = {}
    for quote in quotes:
        block, after = taken.get(quote, (0, 0))
        while block < len(texts):
            start = texts[block].find(quote, after)
            if start >= 0:
                yield rule, (block, start, start + len(quote))
                taken[quote] = block, start + 1
                break
            block, after = block + 1, 0
        else:
            raise SystemExit(f"{name}: {rule}: {quote!r} does not stand in the text")


def evaluate(found: Iterable[Item], rules: Iterable[Rule]) -> tuple[dict[str, Score], int]:
    """The score of each rule, and the number of words in the items."""
    nlp, chosen = load_pipeline(), list(rules)
    scores: dict[str, Score] = defaultdict(Score)
    count = 0
    for item in found:
        doc = parse(nlp, [item.blocks])[0]
        doc.user_data |= {"today": DAY, "published": item.published, "url": item.name}
        count += len(words(doc[:]))
        found_here = find_all(doc, chosen, range(len(item.blocks)))
        for rule in chosen:
            if (rule.topic in OF_PAGES and rule.id != "hakkelige-tekst" and rule.id != "opsomming") == (
                item.covers == "pages"
            ):
                _add(scores[rule.id], item, found_here, rule.id)
    return scores, count


def _add(score: Score, item: Item, findings: Sequence[Finding], rule: str) -> None:
    marks = [place for name, place in item.marks if name == rule]
    places = [_place(finding) for finding in findings if finding.rule.id == rule or rule in finding.rule.covers]
    for finding in [finding for finding in findings if finding.rule.id == rule]:
        place = _place(finding)
        right = any(_overlap(place, mark) for mark in marks)
        score.found += 1
        score.right += right
        if finding.severity is not Severity.NOTE:
            score.gate_found += 1
            score.gate_right += right
        if not right:
            score.wrong.append(
                f"{item.name}: {finding.severity}: {finding.text or finding.message}  ‹{finding.sentence}›"
            )
    for mark in marks:
        caught = any(_overlap(place, mark) for place in places)
        score.marked += 1
        score.caught += caught
        if not caught:
            score.missed.append(f"{item.name}: {_quoted(item, mark)}")


def _place(finding: Finding) -> Span:
    if finding.block is None or finding.start is None or finding.end is None:
        return None
    return finding.block, finding.start, finding.end


def _overlap(one: Span, other: Span) -> bool:
    if one is None or other is None:
        return one == other
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _quoted(item: Item, mark: Span) -> str:
    return "(whole page)" if mark is None else item.blocks[mark[0]].text[mark[1] : mark[2]]


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def shown(value: float | None) -> str:
    return "  -  " if value is None else f"{value:5.3f}"


def table(scores: dict[str, Score]) -> Iterator[str]:
    """The scores as a table for a terminal."""
    yield f"{'rule':<24}{'marked':>7}{'found':>7}  {'prec.':>5}  {'recall':>6}   {'warnings and errors':>20}"
    for rule, score in sorted(scores.items()):
        precision, recall = share(score.right, score.found), share(score.caught, score.marked)
        gate = f"{score.gate_found:>6}  {shown(share(score.gate_right, score.gate_found))}"
        yield f"{rule:<24}{score.marked:>7}{score.found:>7}  {shown(precision)}  {shown(recall):>6}   {gate:>20}"


def totals(scores: dict[str, Score], count: int) -> Iterator[str]:
    """All rules together, with the false alarms for each 400 words, notes not counted."""
    found, right = (sum(getattr(s, name) for s in scores.values()) for name in ("gate_found", "gate_right"))
    marked, caught = (sum(getattr(s, name) for s in scores.values()) for name in ("marked", "caught"))
    false = found - right
    yield f"{count} words; warnings and errors: {found} found, precision {shown(share(right, found))}"
    yield f"{false} false alarms: {400 * false / max(count, 1):.2f} for each 400 words (notes not counted)"
    yield f"all findings: {marked} marked, recall {shown(share(caught, marked))}"


def pin(scores: dict[str, Score]) -> None:
    """Raises the floors to just under the scores, and renews what the tool says of its own rules."""
    text = FLOORS.read_text(encoding="utf-8")
    old = tomllib.loads(text).get("rules", {})
    lines = ["[rules]", "# rule = [precision, recall] on the test half, for rules with at least 10 marks and findings."]
    for rule, score in sorted(scores.items()):
        before = old.get(rule, [0.0, 0.0])
        if score.found >= FEWEST and score.marked >= FEWEST:
            now = [
                max(0.0, round(score.right / score.found - MARGIN, 3)),
                max(0.0, round(score.caught / score.marked - MARGIN, 3)),
            ]
            lines.append(f"{rule} = [{max(before[0], now[0])}, {max(before[1], now[1])}]")
        elif rule in old:
            lines.append(f"{rule} = {before}")
    sections = [part for part in re.split(r"^(?=\[)", text, flags=re.MULTILINE) if not part.startswith("[rules]")]
    FLOORS.write_text("".join(sections).rstrip() + "\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with (RULES_FOLDER / "scores.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["rule", *COUNTS])
        writer.writerows([rule, *(getattr(score, name) for name in COUNTS)] for rule, score in sorted(scores.items()))


def under_floors(scores: dict[str, Score]) -> list[str]:
    """What is worse than its floor."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("rules", {})
    found = []
    for rule, (precision, recall) in floors.items():
        score = scores.get(rule, Score())
        for name, floor, value in (
            ("precision", precision, share(score.right, score.found)),
            ("recall", recall, share(score.caught, score.marked)),
        ):
            if value is not None and value < floor:
                found.append(f"{rule}: {name} {value:.3f} is under its floor of {floor}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["dev", "test"])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--rule", action="append")
    parser.add_argument("--pin", action="store_true")
    options = parser.parse_args()
    rules = [rule for rule in load_rules() if rule.topic != "site" and (not options.rule or rule.id in options.rule)]
    for half in [options.half] if options.half else ["dev", "test"]:
        scores, count = evaluate(items(half), rules)
        print(f"== {half}")
        print("\n".join(table(scores)))
        print("\n".join(totals(scores, count)))
        if options.errors:
            for rule, score in sorted(scores.items()):
                for label, lines in (("missed", score.missed), ("wrong", score.wrong)):
                    print("\n".join(f"{rule} {label}: {line}" for line in lines))
    if options.pin and not options.rule and half == "test":
        pin(scores)
    below = [] if options.rule or half != "test" else under_floors(scores)
    print("\n".join(below))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
