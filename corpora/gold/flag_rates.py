"""How often each rule fires on texts without marks: flags per 1,000 words, and on complex beside simple sentences.

python corpora/gold/flag_rates.py pages.jsonl                  a line a page, HTML under "html", URL under "url"
python corpora/gold/flag_rates.py --pairs pairs.csv            columns of complex and simple sentences
python corpora/gold/flag_rates.py pages.jsonl --sample 100     that many findings at random, to judge by hand
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from helderetaal.checker import Checker
from helderetaal.checks import words
from helderetaal.extract import extract
from helderetaal.findings import find_all
from helderetaal.pipeline import parse
from helderetaal.records import Block, Finding, Kind, Page, Severity

COMPLEX, SIMPLE = ("complex", "original", "source"), ("simple", "simplified", "target")
PARTLY = ("structure", "page", "site")
"""Topics that say nothing about a sentence by itself."""


def page_findings(path: Path, checker: Checker) -> tuple[list[tuple[str, Finding]], int]:
    """The findings of each page with its URL, and the number of words in all blocks."""
    found: list[tuple[str, Finding]] = []
    count = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        page = Page(data["url"], data["html"])
        count += sum(len(block.text.split()) for block in extract(page).blocks)
        report = checker.check(page.html, url=page.url)
        found += [(page.url, finding) for finding in report.findings]
    return found, count


def pair_findings(texts: Iterable[str], checker: Checker) -> tuple[list[Finding], int]:
    """The findings in sentences that stand by themselves, and their number of words."""
    pages = [[Block(Kind.PARAGRAPH, text, 1, "")] for text in texts if text.strip()]
    rules = [rule for rule in checker.rules if rule.topic not in PARTLY]
    found, count = [], 0
    for doc in parse(checker.nlp, pages):
        doc.user_data["today"] = checker.today
        found += find_all(doc, rules, [0])
        count += len(words(doc[:]))
    return found, count


def rates(found: Iterable[Finding], count: int) -> dict[str, tuple[float, float]]:
    """For each rule the findings per 1,000 words: all, and warnings and errors."""
    every: Counter[str] = Counter()
    gate: Counter[str] = Counter()
    for finding in found:
        every[finding.rule.id] += 1
        gate[finding.rule.id] += finding.severity is not Severity.NOTE
    return {rule: (1000 * times / count, 1000 * gate[rule] / count) for rule, times in every.items()}


def columns(path: Path) -> tuple[list[str], list[str]]:
    """The complex and the simple sentences of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = list(rows[0])
    one = next(name for name in names if name.lower().startswith(COMPLEX))
    other = next(name for name in names if name.lower().startswith(SIMPLE))
    return [row[one] for row in rows], [row[other] for row in rows]


def page_lines(found: list[tuple[str, Finding]], count: int) -> Iterator[str]:
    yield f"{count} words, {1000 * len(found) / count:.1f} findings per 1,000 words"
    yield f"{'rule':<24}{'all':>8}{'warnings':>10}"
    by_rule = rates((finding for _, finding in found), count)
    for rule, (every, gate) in sorted(by_rule.items(), key=lambda one: -one[1][0]):
        yield f"{rule:<24}{every:>8.2f}{gate:>10.2f}"


def pair_lines(path: Path, checker: Checker) -> Iterator[str]:
    sides = [pair_findings(texts, checker) for texts in columns(path)]
    hard, easy = (rates(found, count) for found, count in sides)
    yield f"{'rule':<24}{'complex':>9}{'simple':>9}{'ratio':>8}   per 1,000 words"
    for rule in sorted(hard.keys() | easy.keys(), key=lambda one: -hard.get(one, (0, 0))[0]):
        one, other = hard.get(rule, (0.0, 0.0))[0], easy.get(rule, (0.0, 0.0))[0]
        ratio = f"{one / other:8.2f}" if other else "       -"
        yield f"{rule:<24}{one:>9.2f}{other:>9.2f}{ratio}"
    totals = [1000 * len(found) / count for found, count in sides]
    yield f"{'all':<24}{totals[0]:>9.2f}{totals[1]:>9.2f}{totals[0] / totals[1]:8.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notes", action="store_true", help="notes in the sample too")
    options = parser.parse_args()
    checker = Checker()
    if options.pages:
        found, count = page_findings(options.pages, checker)
        print("\n".join(page_lines(found, count)))
        pool = [one for one in found if options.notes or one[1].severity is not Severity.NOTE]
        random.seed(options.seed)
        for url, finding in random.sample(pool, min(options.sample, len(pool))):
            print(f"\n{finding.rule.id} {finding.severity} {url}\n  «{finding.text}»\n  {finding.sentence}")
    if options.pairs:
        print("\n".join(pair_lines(options.pairs, checker)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
