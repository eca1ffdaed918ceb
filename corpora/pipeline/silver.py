"""Raw text, labelled by the teachers: what the pipeline learns from beside the treebank.

    python silver.py tokens nl-raw.txt.gz raw.jsonl
    python silver.py label raw.jsonl train.conllu vectors silver.conllu 1.pt 2.pt [--part 0/2]

The tokens are those of `helderetaal`, and sentences begin only where punctuation makes it sure.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
import treebank
from gensim.models import FastText
from spacy.tokens import Doc
from teacher import LONGEST, Parse, Rows, Teacher, Vocabulary, parse, rows_of
from treebank import LEMMA, Sentence, lemmas_by_form

from helderetaal.pipeline import load_pipeline

SURE = 0.8
"""The mean certainty of its heads that a sentence needs to be learned from."""

_LETTERS = re.compile(r"[^\W\d_]{2,}")


def documents(raw: Path) -> Iterator[Doc]:
    """Each line of raw text of 4 to 150 words as a Doc; lines without some words ("a.", "1948") are left out."""
    make_doc = load_pipeline("blank:nl").make_doc
    for line in gzip.decompress(raw.read_bytes()).decode("utf-8").splitlines():
        words = line.split()
        if 4 <= len(words) <= 150 and len(_LETTERS.findall(line)) >= 0.6 * len(words):
            yield make_doc(" ".join(words))


def starts(doc: Doc) -> list[int]:
    """Where the sentences of a Doc begin."""
    return [token.i for token in doc if not token.i or token.is_sent_start]


def choose_lemma(candidates: list[str], is_word: Callable[[str], bool]) -> str | None:
    """The first lemma that is a word somewhere, else the likeliest: "veeteelt" has no lemma "veeteelen"."""
    return next((lemma for lemma in candidates if is_word(lemma)), candidates[0] if candidates else None)


def labelled(
    words: list[str],
    spaces: list[int],
    found: Parse,
    names: dict[str, list],
    lemma_of: Callable[[str, str, Parse, int], str],
) -> Rows:
    """A sentence as rows of CoNLL-U with what the teachers say of it."""
    rows = []
    for place, word in enumerate(words):
        upos, feats = names["feats"][found.tags["feats"][place]]
        xpos = names["xpos"][found.tags["xpos"][place]]
        lemma = lemma_of(word, xpos, found, place)
        deprel = names["deprel"][found.deprels[place]]
        misc = "_" if spaces[place] else "SpaceAfter=No"
        rows.append([str(place + 1), word, lemma, upos, xpos, feats, str(found.heads[place]), deprel, "_", misc])
    return rows


def label(raw: Path, gold: list[Rows], vectors: Path, weights: list[Path], part: str) -> Iterator[Sentence]:
    """The sentences of raw text with labels, document by document, without those that the teachers are not sure of."""
    vocabulary = Vocabulary([rows for rows in gold if len(rows) <= LONGEST], FastText.load(str(vectors)))
    teachers = []
    for path in weights:
        teacher = Teacher(vocabulary)
        teacher.load_state_dict(torch.load(path, weights_only=True))
        teachers.append(teacher.eval())
    lines = [json.loads(line) for line in raw.read_text(encoding="utf-8").splitlines()]
    number, _, parts = part.partition("/")
    lines = lines[int(number) :: int(parts)]
    sentences = [
        (document, slice(a, b))
        for document, (words, _, begins) in enumerate(lines)
        for a, b in zip(begins, [*begins[1:], len(words)], strict=True)
        if 2 <= b - a <= 60
    ]
    forms = [[["", word] for word in lines[document][0][span]] for document, span in sentences]
    counts = Counter(word.lower() for words, _, _ in lines for word in words)
    known = {row[LEMMA].lower() for rows in gold for row in rows} | {
        word for word, count in counts.items() if count > 1
    }
    fixed = lemmas_by_form(gold)
    names = {name: labels.names for name, labels in vocabulary.labels.items()}

    def lemma_of(word: str, xpos: str, found: Parse, place: int) -> str:
        if (word, xpos) in fixed:
            return fixed[word, xpos]
        candidates = vocabulary.lemma(word, found.lemmas[place])
        return choose_lemma(candidates, lambda lemma: lemma.lower() in known) or word

    rows: dict[int, Rows] = {}
    for count, (place, found) in enumerate(parse(teachers, vocabulary, forms)):
        if count % 10_000 == 0:
            print(f"{count} of {len(forms)} sentences labelled", file=sys.stderr, flush=True)
        if found.certainty.mean() >= SURE:
            document, span = sentences[place]
            words, spaces, _ = lines[document]
            rows[place] = labelled(words[span], spaces[span], found, names, lemma_of)
    for place, (document, span) in enumerate(sentences):
        if place in rows:
            yield Sentence(
                rows[place], {"source": f"raw-{part}-{document}", "sent_id": f"raw-{document}.s.{span.start}"}
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    tokens = commands.add_parser("tokens")
    tokens.add_argument("raw", type=Path)
    tokens.add_argument("output", type=Path)
    labels = commands.add_parser("label")
    for name in ("raw", "gold", "vectors", "output"):
        labels.add_argument(name, type=Path)
    labels.add_argument("weights", type=Path, nargs="+")
    labels.add_argument("--part", default="0/1", help="which share of the documents: 1/2 is the second half")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    with arguments.output.open("w", encoding="utf-8") as file:
        if arguments.command == "tokens":
            for doc in documents(arguments.raw):
                record = [[t.text for t in doc], [int(bool(t.whitespace_)) for t in doc], starts(doc)]
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
            return
        found = label(arguments.raw, rows_of(arguments.gold), arguments.vectors, arguments.weights, arguments.part)
        for sentence in found:
            file.write(treebank.to_conllu([sentence]))


if __name__ == "__main__":
    main()
