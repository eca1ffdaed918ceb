"""Scores of the extraction on gold pages, a line for each page style; beside trafilatura where that is installed.

python corpora/extraction/evaluate_pages.py [--pages FOLDER] [--set a|b|c] [--by-page] [--errors] [--peer]
                                            [--floors corpora/floors.toml [--pin]]

A gold page is NAME.html with NAME.blocks beside it, in which a person wrote what a reader sees. The name is
STYLE-SET-TOPIC.
"""

import argparse
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from math import floor
from pathlib import Path

from score import PARTS, Row, Score, errors, label, read_gold, score

from helderetaal import Page
from helderetaal.extract import extract

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "pages"
MEASURES = ("precision", "recall", "exact", "kind", "level", *PARTS)
HEAD = ("style", "pages", "blocks", *MEASURES, "glued")


def main() -> None:
    options = _options()
    totals: dict[str, Score] = defaultdict(Score)
    peers: dict[str, Score] = defaultdict(Score)
    for path, gold in gold_pages(options.pages, options.set):
        found = read_page(path)
        one = score(found, gold)
        for name in (path.stem if options.by_page else path.stem.split("-")[0], "all"):
            totals[name].add(one)
            if options.peer:
                peers[name].add(score(peer(path.read_bytes()), gold))
        if options.errors and (lines := errors(found, gold)):
            print(f"\n== {path.stem}", *lines, sep="\n")
    if not totals:
        sys.exit(f"no gold pages in {options.pages}")
    _print(totals, peers)
    if options.floors and options.pin:
        options.floors.write_text(pinned(totals["all"], options.floors.read_text(encoding="utf-8")), encoding="utf-8")
    elif options.floors and (faults := below(totals["all"], options.floors.read_text(encoding="utf-8"))):
        sys.exit("\n".join(faults))


def gold_pages(folder: Path, part: str | None = None) -> Iterator[tuple[Path, list[Row]]]:
    """The pages in a folder that a person wrote the blocks of, each with those blocks."""
    for path in sorted(folder.glob("*.html")):
        blocks = path.with_suffix(".blocks")
        if re.fullmatch(rf"[a-z0-9]+-{part or '[a-z]'}-.+", path.stem) and blocks.exists():
            yield path, read_gold(blocks)


def read_page(path: Path) -> list[Row]:
    """Kind and text of the blocks that the extractor finds."""
    return [(label(block), block.text) for block in extract(Page(str(path), path.read_bytes())).blocks]


def peer(html: bytes) -> list[Row]:
    """What trafilatura finds, set to favour recall."""
    import trafilatura  # no dependency of ours: `pip install trafilatura`

    return [("paragraph", trafilatura.extract(html, favor_recall=True, include_comments=False) or "")]


def below(total: Score, floors: str) -> list[str]:
    """What is under its floor."""
    known = tomllib.loads(floors).get("extraction", {})
    return [
        f"extraction: {name} is {total.value(name):.4f}, under its floor of {least}"
        for name, least in known.items()
        if total.value(name) < least
    ]


def pinned(total: Score, floors: str) -> str:
    """The text of `corpora/floors.toml` with the floors raised to these scores; no floor goes down."""
    known = tomllib.loads(floors).get("extraction", {})
    kept = [part.strip() for part in re.split(r"^(?=\[)", floors, flags=re.MULTILINE)]
    raised = (f"{name} = {max(floor(total.value(name) * 1000) / 1000, known.get(name, 0))}" for name in MEASURES)
    kept = [part for part in kept if part and not part.startswith("[extraction]")]
    return "\n\n".join([*kept, "\n".join(["[extraction]", *raised])]) + "\n"


def _print(totals: dict[str, Score], peers: dict[str, Score]) -> None:
    """The table, the whole last."""
    print("".join(f"{name:>11}" for name in HEAD) + ("   trafilatura P, R" if peers else ""))
    for name, one in sorted(totals.items(), key=lambda item: item[0] == "all"):
        row = f"{name[:10]:>11}{one.pages:>11}{one.blocks_gold:>11}"
        row += "".join(f"{one.value(measure):>11.4f}" for measure in MEASURES) + f"{one.glued:>11}"
        print(row + (f"   {peers[name].precision:.4f} {peers[name].recall:.4f}" if name in peers else ""))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=PAGES)
    parser.add_argument("--set", help="only the pages of this set: a, b or c")
    parser.add_argument("--by-page", action="store_true")
    parser.add_argument("--errors", action="store_true", help="show what differs")
    parser.add_argument("--peer", action="store_true", help="score trafilatura too")
    parser.add_argument("--floors", type=Path, help="fail where a score is under its floor in this file")
    parser.add_argument("--pin", action="store_true", help="raise the floors to these scores")
    return parser.parse_args()


if __name__ == "__main__":
    main()
