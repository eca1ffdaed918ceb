"""Treebanks in CoNLL-U: reading, one set of conventions, and a part to measure on that shares no document.

    python treebank.py FOLDER OUTPUT

reads `train.conllu.gz` and `dev.conllu.gz`, and writes `gold.conllu` (train and two thirds of the documents of dev, to
learn from) and `held-out.conllu` (the other third).
"""

import gzip
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
"""The columns of a token, as in https://universaldependencies.org/format.html."""

Row = list[str]

_NOMINALS = frozenset({"NOUN", "PROPN"})
_NEVER_NAMES = frozenset({"ADP", "ADV", "CCONJ", "SCONJ", "PRON", "AUX", "NUM"})
_PLACE = re.compile(r"\.p\.\d+\.s\.\d+.*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its tokens as rows of ten columns, and what the comments say (`source`, `sent_id`, `text`)."""

    rows: list[Row]
    about: dict[str, str]

    @property
    def source(self) -> str:
        """The suite that it comes from; "" where the file does not say."""
        return self.about.get("source", "")

    @property
    def document(self) -> str:
        """The text that it comes from: `wiki-60.p.4.s.1` and `wiki-60.p.5.s.2` share one."""
        return _PLACE.sub("", self.about.get("sent_id", ""))


def read(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file, plain or gzip."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
    return [_sentence(block.split("\n")) for block in re.split(r"\n\s*\n", text.strip()) if block]


def _sentence(lines: list[str]) -> Sentence:
    about = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    return Sentence([line.split("\t") for line in lines if not line.startswith("#")], about)


def to_conllu(sentences: Iterable[Sentence]) -> str:
    """Sentences as CoNLL-U, a blank line after each."""
    blocks = []
    for sentence in sentences:
        comments = [f"# {name} = {value}" for name, value in sentence.about.items()]
        blocks.append("\n".join([*comments, *("\t".join(row) for row in sentence.rows)]))
    return "\n\n".join(blocks) + "\n\n"


def is_tagged(sentence: Sentence) -> bool:
    """Whether every token has a CGN tag.

    In 690 sentences of the training data (`paco-test`, `noisy`) words such as "worden" and "de" have none; with them
    the pipeline tagged 1.5 % of the words of government pages as unknown.
    """
    return all(row[XPOS] != "_" for row in sentence.rows)


def held_out(sentence: Sentence) -> bool:
    """Whether a sentence belongs to the third of all documents that is kept apart to measure on."""
    return zlib.crc32(sentence.document.encode()) % 3 == 0


def harmonised(sentence: Sentence) -> Sentence:
    """A sentence of Alpino's suites with the conventions of UD_Dutch 2.16.

    An adverb at a noun is `amod` ("alleen de aanvrager": 166 of 171 there, 58 of 1,400 here), and the words of a name
    or a title are `flat` ("De Rode Ridder": 54 of 68 there, 5 of 33 here), not `fixed` as in "in verband met".
    """
    rows = [list(row) for row in sentence.rows]
    children = defaultdict(list)
    for row in rows:
        children[row[HEAD]].append(row)
    for row in rows:
        if row[DEPREL] == "advmod" and row[UPOS] == "ADV" and _is_plain_nominal(rows, children, row[HEAD]):
            row[DEPREL] = "amod"
    for row in rows:
        fixed = [child for child in children[row[ID]] if child[DEPREL] == "fixed"]
        if fixed and _is_name([row, *fixed]):
            for child in fixed:
                child[DEPREL] = "flat"
    return Sentence(rows, sentence.about)


def _is_plain_nominal(rows: list[Row], children: dict[str, list[Row]], identifier: str) -> bool:
    """Whether a head is a noun that says nothing of a subject, and is not the whole sentence."""
    if identifier == "0":
        return False
    head = rows[int(identifier) - 1]
    predicates = {"cop", "nsubj", "nsubj:pass", "nsubj:outer", "csubj"}
    return (
        head[UPOS] in _NOMINALS
        and head[DEPREL] not in {"root", "advcl"}
        and not any(child[DEPREL] in predicates for child in children[identifier])
    )


def _is_name(words: list[Row]) -> bool:
    """Whether words that belong together are a name or a title by their capitals: "Les Echos", not "In verband met"."""
    first, *rest = words
    if first[UPOS] in _NEVER_NAMES or not first[FORM][:1].isupper():
        return False
    return first[ID] != "1" or any(word[FORM][:1].isupper() for word in rest)


def lemmas_by_form(sentences: Iterable[list[Row]]) -> dict[tuple[str, str], str]:
    """The lemma of each form with its tag that the treebank has twice or more, where nine in ten agree."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for rows in sentences:
        for row in rows:
            counts[row[FORM], row[XPOS]][row[LEMMA]] += 1
    found = {}
    for key, lemmas in counts.items():
        lemma, count = lemmas.most_common(1)[0]
        if count >= 2 and count >= 0.9 * lemmas.total():
            found[key] = lemma
    return found


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a treebank that can be learned from, with one set of conventions."""
    for sentence in filter(is_tagged, read(path)):
        yield sentence if "-ud-" in sentence.source else harmonised(sentence)


def main() -> None:
    folder, output = map(Path, sys.argv[1:])
    train, dev = (list(sentences(folder / f"{name}.conllu.gz")) for name in ("train", "dev"))
    parts = {
        "gold": [*train, *(sentence for sentence in dev if not held_out(sentence))],
        "held-out": [sentence for sentence in dev if held_out(sentence)],
    }
    output.mkdir(parents=True, exist_ok=True)
    for name, part in parts.items():
        (output / f"{name}.conllu").write_text(to_conllu(part), encoding="utf-8")
        print(f"{name}: {len(part)} sentences, {sum(len(sentence.rows) for sentence in part)} tokens")


if __name__ == "__main__":
    main()
