"""How well pages are read: blocks found against blocks that a person wrote down.

A gold page is NAME.html with NAME.blocks beside it: a block a line in reading order, its kind and its text with a tab
between them; headings with their level ("heading2"), list items with their depth ("list-item1").
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from helderetaal import Block

WORD = re.compile(r"\w+")
# What peers miss most, so it is counted apart.
PARTS = {
    "accordions": ("summary",),
    "tables": ("cell", "header-cell", "caption"),
    "lists": ("list-item", "term", "definition"),
}


@dataclass(slots=True)
class Score:
    """Counts of one page or of many: words, and blocks whose text is right."""

    words_found: int = 0
    words_gold: int = 0
    words_both: int = 0
    blocks_gold: int = 0
    blocks_exact: int = 0
    kinds_right: int = 0
    levels_right: int = 0
    glued: int = 0
    parts_gold: Counter[str] = field(default_factory=Counter)
    parts_both: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Share of the words found that belong to the content."""
        return self.words_both / self.words_found if self.words_found else 1.0

    @property
    def recall(self) -> float:
        """Share of the words of the content that were found."""
        return self.words_both / self.words_gold if self.words_gold else 1.0

    @property
    def kind(self) -> float:
        """Share of the gold blocks with exactly their text that have their kind too."""
        return self.kinds_right / self.blocks_exact if self.blocks_exact else 1.0

    @property
    def exact(self) -> float:
        """Share of the gold blocks that came out as one block with exactly their text."""
        return self.blocks_exact / self.blocks_gold if self.blocks_gold else 1.0

    def add(self, other: "Score") -> None:
        """Counts another page in."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name)) if isinstance(getattr(self, name), Counter) else setattr(
                self, name, getattr(self, name) + getattr(other, name)
            )


def read_gold(path: Path) -> list[tuple[str, str]]:
    """Kind and text of the blocks in a .blocks file."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row[0], row[-1]) for row in rows]


def label(block: Block) -> str:
    """The kind of a block as gold pages write it: with the level of a heading, the depth of a list item."""
    return f"{block.kind}{block.level or block.depth or ''}"


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORD.findall(text.lower())


def score(found: Sequence[tuple[str, str]], gold: Sequence[tuple[str, str]]) -> Score:
    """One page: rows of kind and text, found and gold."""
    result = Score()
    bag_found, bag_gold = _bag(found), _bag(gold)
    result.words_found, result.words_gold = bag_found.total(), bag_gold.total()
    result.words_both = (bag_found & bag_gold).total()
    # A word that is in no gold text but is two words of it put together.
    known = set(bag_gold)
    result.glued = sum(
        count for word, count in (bag_found - bag_gold).items() if word not in known and _is_glued(word, known)
    )
    result.blocks_gold = len(gold)
    for (kind_found, _), (kind_gold, _) in _pairs(found, gold):
        result.blocks_exact += 1
        result.kinds_right += _bare(kind_found) == _bare(kind_gold)
        result.levels_right += kind_found == kind_gold
        if kind_found != kind_gold:
            result.confused[kind_gold, kind_found] += 1
    left = bag_found.copy()
    for name, kinds in PARTS.items():
        bag = _bag(row for row in gold if _bare(row[0]) in kinds)
        result.parts_gold[name], result.parts_both[name] = bag.total(), (bag & left).total()
    return result


def errors(found: Sequence[tuple[str, str]], gold: Sequence[tuple[str, str]]) -> list[str]:
    """What differs, as lines: "-" is missing or other in what was found, "+" is too much in it."""
    lines = []
    matcher = SequenceMatcher(None, found, gold, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            lines += [f"+ {kind}\t{text}" for kind, text in found[i:j]]
            lines += [f"- {kind}\t{text}" for kind, text in gold[k:m]]
    return lines


def _pairs(
    found: Sequence[tuple[str, str]], gold: Sequence[tuple[str, str]]
) -> Iterable[tuple[tuple[str, str], tuple[str, str]]]:
    """Blocks with the same text, in order."""
    texts_found, texts_gold = [text for _, text in found], [text for _, text in gold]
    for block in SequenceMatcher(None, texts_found, texts_gold, autojunk=False).get_matching_blocks():
        for place in range(block.size):
            yield found[block.a + place], gold[block.b + place]


def _bag(rows: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(word for _, text in rows for word in words(text))


def _bare(kind: str) -> str:
    return kind.rstrip("0123456789")


def _is_glued(word: str, known: set[str]) -> bool:
    return any(word[:at] in known and word[at:] in known for at in range(2, len(word) - 1))
