"""How well a page is read: blocks found against blocks that a person wrote down.

In a .blocks file each line is a block, in reading order: its kind and its text, a tab between them. A heading has its
level ("heading2"), a list item its depth ("list-item1").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from helderetaal import Block

Row = tuple[str, str]
"""Kind with level or depth, and text."""

WORD = re.compile(r"\w+")
PARTS = {
    "accordions": ("summary",),
    "tables": ("cell", "header-cell"),
    "lists": ("list-item", "term", "definition"),
}
"""What other tools miss most, scored apart: the share of their words that was found in a block of such a kind."""


@dataclass(slots=True)
class Score:
    """Counts of one page or of many, and the scores that they give."""

    pages: int = 0
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

    @property
    def precision(self) -> float:
        """Share of the words found that belong to the content."""
        return _share(self.words_both, self.words_found)

    @property
    def recall(self) -> float:
        """Share of the words of the content that were found."""
        return _share(self.words_both, self.words_gold)

    def value(self, name: str) -> float:
        """A score by its name: precision, recall, exact, kind, level, or one of PARTS.

        `exact` is the share of the gold blocks that came out as one block with just that text; `kind` the share of
        those with the right kind, `level` of those with the right level or depth too.
        """
        if name in PARTS:
            return _share(self.parts_both[name], self.parts_gold[name])
        return {
            "precision": self.precision,
            "recall": self.recall,
            "exact": _share(self.blocks_exact, self.blocks_gold),
            "kind": _share(self.kinds_right, self.blocks_exact),
            "level": _share(self.levels_right, self.blocks_exact),
        }[name]

    def add(self, other: "Score") -> None:
        """Counts another page in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def read_gold(path: Path) -> list[Row]:
    """Kind and text of the blocks in a .blocks file."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [(kind, text) for kind, text in rows]


def label(block: Block) -> str:
    """The kind of a block as gold pages write it."""
    return f"{block.kind}{block.level or block.depth or ''}"


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORD.findall(text.lower())


def score(found: Sequence[Row], gold: Sequence[Row]) -> Score:
    """The counts of one page."""
    bag_found, bag_gold = _bag(found), _bag(gold)
    result = Score(
        pages=1,
        words_found=bag_found.total(),
        words_gold=bag_gold.total(),
        words_both=(bag_found & bag_gold).total(),
        blocks_gold=len(gold),
        glued=sum(count for word, count in (bag_found - bag_gold).items() if _is_glued(word, bag_gold)),
    )
    for (kind_found, _), (kind_gold, _) in _pairs(found, gold):
        result.blocks_exact += 1
        result.kinds_right += _bare(kind_found) == _bare(kind_gold)
        result.levels_right += kind_found == kind_gold
    for name, kinds in PARTS.items():
        wanted = _bag(row for row in gold if _bare(row[0]) in kinds)
        read = _bag(row for row in found if _bare(row[0]) in kinds)
        result.parts_gold[name], result.parts_both[name] = wanted.total(), (wanted & read).total()
    return result


def errors(found: Sequence[Row], gold: Sequence[Row]) -> list[str]:
    """What differs, a line a block: "-" was not found so, "+" was found and should not be."""
    lines = []
    for tag, i, j, k, m in SequenceMatcher(None, found, gold, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [f"+ {kind}\t{text}" for kind, text in found[i:j]]
            lines += [f"- {kind}\t{text}" for kind, text in gold[k:m]]
    return lines


def _pairs(found: Sequence[Row], gold: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Blocks with the same text, in order."""
    matcher = SequenceMatcher(None, [text for _, text in found], [text for _, text in gold], autojunk=False)
    for block in matcher.get_matching_blocks():
        yield from zip(found[block.a : block.a + block.size], gold[block.b : block.b + block.size], strict=True)


def _bag(rows: Iterable[Row]) -> Counter[str]:
    return Counter(word for _, text in rows for word in words(text))


def _bare(kind: str) -> str:
    return kind.rstrip("0123456789")


def _is_glued(word: str, known: Counter[str]) -> bool:
    """Whether a word that is in no gold text is two of its words put together."""
    return word not in known and any(word[:at] in known and word[at:] in known for at in range(2, len(word) - 1))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
