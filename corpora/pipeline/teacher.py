"""A parser that is too big to ship, to label raw text with; the pipeline learns from its labels (`silver.py`).

Three bidirectional LSTMs over words, characters and subword vectors, and on them a tagger, a lemmatizer and the deep
biaffine parser of Dozat and Manning (2017, https://arxiv.org/abs/1611.01734). Needs torch and gensim, which
`helderetaal` itself does not use.

    python teacher.py vectors raw.jsonl train.conllu OUTPUT
    python teacher.py train train.conllu OUTPUT/vectors OUTPUT/1.pt --seed 1 --own municipal.conllu [--dev dev.conllu]
"""

import argparse
import json
import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  # its usual name
import treebank
from gensim.models import FastText
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore
from spanning_tree import best_tree
from torch import Tensor, nn
from treebank import DEPREL, FEATS, FORM, HEAD, LEMMA, UPOS, XPOS, Row

Rows = list[Row]

IGNORED = -100
"""The label that torch's cross entropy leaves out."""

BATCH = 900
"""Words in a batch."""

AVERAGED = 0.002
"""How much of each step goes into the average of the weights; more where there are few steps."""

OFTEN, OTHERS = 8, 8
"""At the end, one's own sentences so many times, among one in so many of the treebank's."""

LONGEST = 100
"""Words in a sentence to learn from; 20 sentences are longer."""

TAGS = ("upos", "xpos", "feats", "lemma")


class Labels:
    """Things with a number each, in sorted order, so that the same data gives the same numbers."""

    def __init__(self, items: Iterable[Hashable], least: int = 1, first: Sequence[Hashable] = ()) -> None:
        counts = Counter(items)
        self.names = [*first, *sorted(name for name, count in counts.items() if count >= least)]
        self.numbers = {name: number for number, name in enumerate(self.names)}

    def number(self, name: Hashable, otherwise: int = 1) -> int:
        return self.numbers.get(name, otherwise)

    def __len__(self) -> int:
        return len(self.names)


@dataclass
class Vocabulary:
    """What a teacher knows of words and labels; made anew from the same sentences, it is the same."""

    sentences: list[Rows]
    vectors: FastText
    trees: EditTrees = field(default_factory=lambda: EditTrees(StringStore()))
    cache: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = [row for sentence in self.sentences for row in sentence]
        self.words = Labels((row[FORM].lower() for row in rows), 2, ("<padding>", "<unknown>"))
        self.characters = Labels(
            (one for row in rows for one in row[FORM]), 3, ("<padding>", "<unknown>", "<begin>", "<end>")
        )
        self.labels = {
            "upos": Labels(row[UPOS] for row in rows),
            "xpos": Labels(row[XPOS] for row in rows),
            "feats": Labels((row[UPOS], row[FEATS]) for row in rows),
            "deprel": Labels(row[DEPREL] for row in rows),
        }
        trees = [self.trees.add(row[FORM], row[LEMMA]) for row in rows]
        self.labels["lemma"] = Labels(trees, 2, (-1,))

    def vector(self, word: str) -> Any:
        """The subword vector of a word, of length 3."""
        word = word.lower()
        if word not in self.cache:
            found = self.vectors.wv[word]
            self.cache[word] = (found / (np.linalg.norm(found) + 1e-6) * 3).astype("float32")
        return self.cache[word]

    def lemma(self, form: str, trees: Iterable[int]) -> list[str]:
        """The lemmas that some edit trees make of a form, where they apply to it."""
        names = [self.labels["lemma"].names[tree] for tree in trees]
        return [lemma for name in names if name != -1 and (lemma := self.trees.apply(name, form))]

    def inputs(self, batch: list[Rows]) -> dict[str, Tensor]:
        """What the network reads of sentences of one length."""
        unique: dict[str, int] = {}
        places = [[unique.setdefault(row[FORM], len(unique)) for row in rows] for rows in batch]
        longest = max(7, min(24, max(map(len, unique)) + 2))
        spelled = torch.zeros(len(unique), longest, dtype=torch.long)
        for word, place in unique.items():
            short = word if len(word) <= longest - 2 else word[:9] + word[-(longest - 11) :]
            numbers = [2, *(self.characters.number(one) for one in short), 3]
            spelled[place, : len(numbers)] = torch.tensor(numbers)
        vectors = np.stack([np.stack([self.vector(row[FORM]) for row in rows]) for rows in batch])
        return {
            "words": torch.tensor([[self.words.number(row[FORM].lower()) for row in rows] for rows in batch]),
            "places": torch.tensor(places),
            "spelled": spelled,
            "vectors": torch.from_numpy(vectors),
        }

    def targets(self, batch: list[Rows]) -> dict[str, Tensor]:
        """What the network should say of sentences of one length."""
        labels = self.labels

        def numbers(name: str, row: Row) -> int:
            keys = {
                "upos": row[UPOS],
                "xpos": row[XPOS],
                "feats": (row[UPOS], row[FEATS]),
                "deprel": row[DEPREL],
                "lemma": self.trees.add(row[FORM], row[LEMMA]) if name == "lemma" else None,
            }
            return labels[name].number(keys[name], IGNORED)

        found = {name: torch.tensor([[numbers(name, row) for row in rows] for rows in batch]) for name in labels}
        return found | {"head": torch.tensor([[int(row[HEAD]) for row in rows] for rows in batch])}


class Teacher(nn.Module):
    """Sentences of one length to tag scores, arc scores and what the labels of arcs are scored from."""

    def __init__(self, vocabulary: Vocabulary, hidden: int = 220, arc: int = 320, label: int = 128) -> None:
        super().__init__()
        self.words = nn.Embedding(len(vocabulary.words), 64, padding_idx=0)
        nn.init.normal_(self.words.weight, 0, 0.05)
        self.characters = nn.Embedding(len(vocabulary.characters), 32, padding_idx=0)
        self.convolutions = nn.ModuleList([nn.Conv1d(32, 40, size, padding=size // 2) for size in (2, 3, 4, 5)])
        self.vectors = nn.Linear(vocabulary.vectors.vector_size, 100)
        self.first = nn.LSTM(64 + 160 + 100, hidden, bidirectional=True, batch_first=True)
        self.second = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)
        self.third = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)
        self.tags = nn.ModuleDict({name: _tagger(2 * hidden, len(vocabulary.labels[name])) for name in TAGS})
        self.arc_of_word, self.arc_of_head = nn.Linear(2 * hidden, arc), nn.Linear(2 * hidden, arc)
        self.label_of_word, self.label_of_head = nn.Linear(2 * hidden, label), nn.Linear(2 * hidden, label)
        self.arcs = nn.Parameter(torch.zeros(arc + 1, arc))
        self.labels = nn.Parameter(torch.zeros(len(vocabulary.labels["deprel"]), label + 1, label + 1))
        nn.init.normal_(self.labels, 0, 0.01)
        nn.init.normal_(self.arcs, 0, 0.01)
        self.root = nn.Parameter(torch.randn(2 * hidden) * 0.05)
        self.dropout = nn.Dropout(0.33)

    def forward(
        self, words: Tensor, places: Tensor, spelled: Tensor, vectors: Tensor
    ) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
        if self.training:  # at times a known word is unknown, so that its characters count
            words = torch.where(torch.rand(words.shape) < 0.12, torch.ones_like(words), words)
        letters = self.characters(spelled).transpose(1, 2)
        letters = torch.cat([F.relu(one(letters)).max(2)[0] for one in self.convolutions], 1)
        x = self._drop(torch.cat([self.words(words), letters[places], self.vectors(vectors)], 2), 0.3)
        x = self._drop(self.first(x)[0], 0.33)
        x = self._drop(self.second(x)[0], 0.33) + x
        tags = {name: tagger(x) for name, tagger in self.tags.items()}
        x = self._drop(self.third(x)[0], 0.33) + x
        with_root = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        word, head = self._mlp(self.arc_of_word, x), self._mlp(self.arc_of_head, with_root)
        arcs = _with_one(word) @ self.arcs @ head.transpose(1, 2)
        return tags, arcs, self._mlp(self.label_of_word, x), self._mlp(self.label_of_head, with_root)

    def label_scores(self, words: Tensor, heads_of: Tensor, heads: Tensor) -> Tensor:
        """The scores of each label for each word (batch, word, label), given the heads."""
        chosen = torch.gather(heads_of, 1, heads.unsqueeze(2).expand(-1, -1, heads_of.shape[2]))
        half = torch.einsum("bnr,drs->bnds", _with_one(words), self.labels)
        return torch.einsum("bnds,bns->bnd", half, _with_one(chosen))

    def _mlp(self, layer: nn.Module, x: Tensor) -> Tensor:
        return self.dropout(F.leaky_relu(layer(x), 0.1))

    def _drop(self, x: Tensor, share: float) -> Tensor:
        """Dropout of the same dimensions for all words of a sentence."""
        if not self.training:
            return x
        return x * torch.bernoulli(torch.full((x.shape[0], 1, x.shape[2]), 1 - share)) / (1 - share)


def _tagger(width: int, labels: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width, 160), nn.ReLU(), nn.Dropout(0.25), nn.Linear(160, labels))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones(*x.shape[:2], 1)], 2)


def batches(sentences: list[Rows], size: int, chance: random.Random) -> list[list[int]]:
    """The sentences by number, in batches of one length (so that nothing is padded) and about `size` words."""
    by_length = defaultdict(list)
    for number, rows in enumerate(sentences):
        by_length[len(rows)].append(number)
    found = []
    for length, numbers in by_length.items():
        chance.shuffle(numbers)
        step = max(1, size // length)
        found += [numbers[start : start + step] for start in range(0, len(numbers), step)]
    chance.shuffle(found)
    return found


@dataclass(frozen=True, slots=True)
class Parse:
    """What the teachers say of a sentence: numbers of labels, heads, and how sure they are of each head."""

    heads: Any
    deprels: Any
    tags: dict[str, Any]
    lemmas: Any
    certainty: Any


def parse(teachers: list[Teacher], vocabulary: Vocabulary, sentences: list[Rows]) -> Iterator[tuple[int, Parse]]:
    """Each sentence by number with what the teachers say of it together: the mean of their probabilities."""
    root = vocabulary.labels["deprel"].numbers["root"]
    with torch.no_grad():
        for numbers in batches(sentences, 4000, random.Random(0)):
            inputs = vocabulary.inputs([sentences[number] for number in numbers])
            outputs = [(teacher, *teacher(**inputs)) for teacher in teachers]
            tags = {name: sum(one[1][name].softmax(-1) for one in outputs) for name in TAGS}
            arcs = sum(one[2].softmax(-1) for one in outputs) / len(teachers)
            heads = np.stack([best_tree(scores) for scores in arcs.clamp_min(1e-9).log().numpy()])
            chosen = torch.from_numpy(heads)
            labels = sum(one.label_scores(words, over, chosen).softmax(-1) for one, _, _, words, over in outputs)
            labels[..., root] = torch.where(chosen == 0, 9.0, -9.0)
            certainty = np.take_along_axis(arcs.numpy(), heads[..., None], 2)[..., 0]
            best = {name: tags[name].argmax(-1).numpy() for name in TAGS}
            lemmas, deprels = tags["lemma"].topk(3, -1)[1].numpy(), labels.argmax(-1).numpy()
            for place, number in enumerate(numbers):
                at_place = {name: values[place] for name, values in best.items()}
                yield number, Parse(heads[place], deprels[place], at_place, lemmas[place], certainty[place])


def accuracy(teachers: list[Teacher], vocabulary: Vocabulary, sentences: list[Rows]) -> dict[str, float]:
    """Accuracies on gold tokens and sentences; `las` and `uas` with punctuation left out."""
    for teacher in teachers:
        teacher.eval()
    labels = vocabulary.labels
    counts: Counter[str] = Counter()
    for number, found in parse(teachers, vocabulary, sentences):
        for place, row in enumerate(sentences[number]):
            counts["tokens"] += 1
            for name, gold in (("upos", row[UPOS]), ("xpos", row[XPOS]), ("feats", (row[UPOS], row[FEATS]))):
                counts[name] += labels[name].names[found.tags[name][place]] == gold
            counts["lemma"] += (vocabulary.lemma(row[FORM], found.lemmas[place]) or [row[FORM]])[0] == row[LEMMA]
            if row[DEPREL] != "punct":
                right = int(row[HEAD]) == found.heads[place]
                counts["words"] += 1
                counts["uas"] += right
                counts["las"] += right and labels["deprel"].names[found.deprels[place]] == row[DEPREL]
    sizes = {"uas": counts["words"], "las": counts["words"]}
    return {name: round(counts[name] / sizes.get(name, counts["tokens"]), 4) for name in (*TAGS, "uas", "las")}


def train(teacher: Teacher, vocabulary: Vocabulary, sentences: list[Rows], seed: int, epochs: int, rate: float) -> None:
    """Train a teacher in place, with Adam, a cosine learning rate and averaged weights; progress on standard output."""
    chance = random.Random(seed)
    optimizer = torch.optim.AdamW(teacher.parameters(), lr=rate, betas=(0.9, 0.95), weight_decay=0.01)
    steps, step, began = len(batches(sentences, BATCH, chance)) * epochs, 0, time.time()
    share = max(AVERAGED, 10 / steps)
    average = {name: value.clone() for name, value in teacher.state_dict().items()}
    for epoch in range(epochs):
        teacher.train()
        for numbers in batches(sentences, BATCH, chance):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, step / 400) * max(0.02, 0.5 * (1 + math.cos(math.pi * step / steps)))
            loss = _loss(teacher, vocabulary, [sentences[number] for number in numbers])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 3.0)
            optimizer.step()
            step += 1
            with torch.no_grad():
                for name, value in teacher.state_dict().items():
                    average[name].lerp_(value, share if step > min(500, steps / 4) else 1.0)
        print(
            f"epoch {epoch + 1} of {epochs}, {time.time() - began:.0f} s, loss {float(loss.detach()):.2f}", flush=True
        )
    teacher.load_state_dict(average)


def _loss(teacher: Teacher, vocabulary: Vocabulary, batch: list[Rows]) -> Tensor:
    """Arcs and labels count whole, each kind of tag half."""
    gold = vocabulary.targets(batch)
    tags, arcs, words, heads_of = teacher(**vocabulary.inputs(batch))
    labels = teacher.label_scores(words, heads_of, gold["head"])
    loss = F.cross_entropy(arcs.flatten(0, 1), gold["head"].flatten())
    loss = loss + F.cross_entropy(labels.flatten(0, 1), gold["deprel"].flatten(), label_smoothing=0.03)
    for name, scores in tags.items():
        loss = loss + 0.5 * F.cross_entropy(scores.flatten(0, 1), gold[name].flatten(), label_smoothing=0.03)
    return loss


def rows_of(path: Path) -> list[Rows]:
    """The sentences of a CoNLL-U file as rows."""
    return [sentence.rows for sentence in treebank.read(path)]


def make_vectors(raw: Path, gold: Path, output: Path) -> None:
    """Subword vectors (fastText skip-gram, 100 dimensions) of the raw text and the treebank."""
    sentences = [[row[FORM].lower() for row in rows] for rows in rows_of(gold)]
    for line in raw.read_text(encoding="utf-8").splitlines():
        words, _, starts = json.loads(line)
        ends = [*starts[1:], len(words)]
        sentences += [[word.lower() for word in words[a:b]] for a, b in zip(starts, ends, strict=True)]
    model = FastText(vector_size=100, window=5, min_count=3, sg=1, min_n=3, max_n=5, bucket=200_000, negative=8, seed=1)
    model.build_vocab(sentences)
    model.workers = 1  # with more, two runs differ
    model.train(sentences, total_examples=len(sentences), epochs=8)
    model.save(str(output))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    vectors = commands.add_parser("vectors")
    vectors.add_argument("raw", type=Path)
    learn = commands.add_parser("train")
    for one in (vectors, learn):
        one.add_argument("gold", type=Path)
    learn.add_argument("vectors", type=Path)
    for one in (vectors, learn):
        one.add_argument("output", type=Path)
    learn.add_argument("--seed", type=int, default=1)
    learn.add_argument("--epochs", type=int, default=14)
    learn.add_argument("--own", type=Path, help="few sentences of the right genre, to end with")
    learn.add_argument("--dev", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.command == "vectors":
        make_vectors(arguments.raw, arguments.gold, arguments.output)
        return
    sentences = [rows for rows in rows_of(arguments.gold) if len(rows) <= LONGEST]
    vocabulary = Vocabulary(sentences, FastText.load(str(arguments.vectors)))
    torch.manual_seed(arguments.seed)
    teacher = Teacher(vocabulary)
    train(teacher, vocabulary, sentences, arguments.seed, arguments.epochs, 2.5e-3)
    if arguments.own:
        own = rows_of(arguments.own) * OFTEN + sentences[::OTHERS]
        train(teacher, vocabulary, own, arguments.seed, epochs=2, rate=4e-4)
    torch.save(teacher.state_dict(), arguments.output)
    if arguments.dev:
        print(accuracy([teacher], vocabulary, rows_of(arguments.dev)))


if __name__ == "__main__":
    main()
