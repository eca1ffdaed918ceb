"""CoNLL-U to spaCy's training format, in documents of a few sentences.

A block of a web page holds one to some six sentences. The parser learns sentence ends from where documents join
sentences, so the training documents vary in length.

    python convert.py train.spacy gold.conllu silver.conllu --sentences 1-8 --varied gold.conllu --often own.conllu
    python convert.py dev.spacy held-out.conllu
"""

import argparse
import random
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

import treebank
from spacy.tokens import Doc, DocBin
from spacy.training.converters import conllu_to_docs
from treebank import FORM, LEMMA, MISC, UPOS, Sentence

OPEN = 0.25
"""Share of the varied sentences that lose their full stop; the items of a list and the lines of a form have none."""

SMALL = 0.15
"""Share of these that also begin with a small letter: "een kopie van uw paspoort"."""

OFTEN = 10
"""How many times the municipal sentences are taken: they are 300 among 26,000 of other genres."""


def varied(sentence: Sentence, chance: random.Random) -> Sentence:
    """A sentence as a list item or a heading would have it: at times without its full stop or its capital."""
    rows = [list(row) for row in sentence.rows]
    if len(rows) < 3 or rows[-1][FORM] != "." or chance.random() > OPEN:
        return sentence
    rows.pop()
    if any(int(row[treebank.HEAD]) > len(rows) for row in rows):
        return sentence
    rows[-1][MISC] = "_"
    if chance.random() < SMALL and rows[0][UPOS] != "PROPN" and rows[0][LEMMA].islower():
        rows[0][FORM] = rows[0][FORM][0].lower() + rows[0][FORM][1:]
    return Sentence(rows, sentence.about)


def runs(sentences: list[Sentence]) -> Iterator[list[Doc]]:
    """Runs of sentences with the same source, one Doc a sentence: documents never cross a source."""
    for _, run in groupby(sentences, key=lambda sentence: sentence.source):
        yield list(conllu_to_docs(treebank.to_conllu(run), n_sents=1, no_print=True))


def grouped(sentences: list[Doc], low: int, high: int, chance: random.Random) -> Iterator[Doc]:
    """Documents of `low` to `high` sentences in running order; a shorter one at the end."""
    rest = iter(sentences)
    while group := list(islice(rest, chance.randint(low, high))):
        yield Doc.from_docs(group, ensure_whitespace=True)


def documents(paths: list[Path], vary: bool, lengths: str, chance: random.Random) -> Iterator[Doc]:
    """The sentences of some files as documents of `lengths` ("6" or "1-8") sentences."""
    low, _, high = lengths.partition("-")
    for path in paths:
        found = treebank.read(path)
        for run in runs([varied(sentence, chance) for sentence in found] if vary else found):
            yield from grouped(run, int(low), int(high or low), chance)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("sources", type=Path, nargs="*")
    parser.add_argument("--varied", type=Path, nargs="*", default=[], help="files to take once more, varied")
    parser.add_argument(
        "--often", type=Path, nargs="*", default=[], help="small files to take OFTEN times, half varied"
    )
    parser.add_argument("--sentences", default="6", help="sentences a document: N or LOW-HIGH")
    arguments = parser.parse_args()
    chance = random.Random(0)
    made = [
        *documents(arguments.sources, False, arguments.sentences, chance),
        *documents(arguments.varied, True, arguments.sentences, chance),
        *documents(arguments.often * (OFTEN // 2), False, arguments.sentences, chance),
        *documents(arguments.often * (OFTEN // 2), True, arguments.sentences, chance),
    ]
    DocBin(docs=made, store_user_data=False).to_disk(arguments.target)
    print(f"{arguments.target}: {len(made)} documents, {sum(map(len, made))} tokens")


if __name__ == "__main__":
    main()
