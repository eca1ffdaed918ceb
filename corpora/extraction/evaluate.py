"""Scores of the extraction on gold pages, a line a page style; beside trafilatura where that is installed.

python corpora/extraction/evaluate.py [--pages tests/pages] [--set a] [--by-page] [--errors] [--peer]
"""

import argparse
import re
from collections import defaultdict
from pathlib import Path

from score import Score, errors, label, read_gold, score

from helderetaal import Page
from helderetaal.extract import extract

ROOT = Path(__file__).parents[2]


def main() -> None:
    options = _options()
    totals: dict[str, Score] = defaultdict(Score)
    peers: dict[str, Score] = defaultdict(Score)
    for path in sorted(options.pages.rglob("*.html")):
        gold_path = path.with_suffix(".blocks")
        if not gold_path.exists() or (options.set and not re.search(rf"-{options.set}-", path.stem)):
            continue
        gold = read_gold(gold_path)
        found = [(label(block), block.text) for block in extract(Page(str(path), path.read_bytes())).blocks]
        one = score(found, gold)
        for name in (path.stem if options.by_page else path.stem.split("-")[0], "all"):
            totals[name].add(one)
            if options.peer:
                peers[name].add(score(peer(path.read_bytes()), gold))
        if options.errors and (lines := errors(found, gold)):
            print(f"\n== {path.stem}", *lines, sep="\n")
    report(totals, peers)


def report(totals: dict[str, Score], peers: dict[str, Score]) -> None:
    """The table, the whole last."""
    head = ("style", "blocks", "precision", "recall", "exact", "kind", "level", "glued", "accord", "table", "list")
    print("".join(f"{name:>10}" for name in head) + ("   trafilatura P / R" if peers else ""))
    for name, one in sorted(totals.items(), key=lambda item: item[0] == "all"):
        parts = (one.parts_both[part] / max(one.parts_gold[part], 1) for part in one.parts_gold)
        level = one.levels_right / max(one.blocks_exact, 1)
        values = (one.precision, one.recall, one.exact, one.kind, level)
        row = f"{name[:24]:>10}{one.blocks_gold:>10}" + "".join(f"{value:>10.4f}" for value in values)
        row += f"{one.glued:>10}" + "".join(f"{value:>10.3f}" for value in parts)
        peer_score = peers.get(name)
        print(row + (f"   {peer_score.precision:.4f} {peer_score.recall:.4f}" if peer_score else ""))


def peer(html: bytes) -> list[tuple[str, str]]:
    """What trafilatura finds, set to favour recall."""
    import trafilatura

    return [("paragraph", trafilatura.extract(html, favor_recall=True, include_comments=False) or "")]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, default=ROOT / "tests" / "pages")
    parser.add_argument("--set")
    parser.add_argument("--by-page", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--peer", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
