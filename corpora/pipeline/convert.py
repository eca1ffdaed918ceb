"""CoNLL-U (plain or gzip) to spaCy's training format, in documents of a few sentences.

A block of a web page holds one to some six sentences. The parser learns sentence ends from where documents join
sentences, so the training documents vary in length; the development documents all hold six, so that scores compare.

    python convert.py train.conllu.gz train.spacy --sentences 1-8
    python convert.py dev.conllu.gz dev.spacy --sentences 6
"""

import argparse
import gzip
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training.converters import conllu_to_docs


def read_text(path: Path) -> str:
    """The text of a file, unpacked where it is gzip."""
    raw = path.read_bytes()
    return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")


def is_tagged(block: str) -> bool:
    """Whether every token of a CoNLL-U sentence has a CGN tag.

    In 690 sentences of the training data (`paco-test`, `noisy`) words such as "worden" and "de" have none; with them
    the pipeline tagged 1.5 % of the words of government pages as unknown.
    """
    return all(line.split("\t")[4] != "_" for line in block.split("\n") if not line.startswith("#"))


def sentences_by_source(text: str) -> Iterator[list[Doc]]:
    """Runs of sentences with the same `# source`, one Doc a sentence: documents never cross a source."""
    run: list[str] = []
    current = None
    for block in filter(is_tagged, text.strip().split("\n\n")):
        source = next((line for line in block.split("\n") if line.startswith("# source")), None)
        if run and source != current:
            yield list(conllu_to_docs("\n\n".join(run) + "\n", n_sents=1, no_print=True))
            run = []
        current = source
        run.append(block)
    yield list(conllu_to_docs("\n\n".join(run) + "\n", n_sents=1, no_print=True))


def grouped(sentences: list[Doc], low: int, high: int, chance: random.Random) -> Iterator[Doc]:
    """Documents of `low` to `high` sentences in running order; a shorter one at the end."""
    rest = iter(sentences)
    while group := list(islice(rest, chance.randint(low, high))):
        yield Doc.from_docs(group, ensure_whitespace=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--sentences", default="6", help="N or LOW-HIGH")
    arguments = parser.parse_args()
    low, _, high = arguments.sentences.partition("-")
    chance = random.Random(0)
    documents = [
        document
        for run in sentences_by_source(read_text(arguments.source))
        for document in grouped(run, int(low), int(high or low), chance)
    ]
    DocBin(docs=documents, store_user_data=False).to_disk(arguments.target)
    print(f"{arguments.target}: {len(documents)} documents, {sum(map(len, documents))} tokens")


if __name__ == "__main__":
    main()
