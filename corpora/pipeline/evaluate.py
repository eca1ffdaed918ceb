"""How good a pipeline is on a treebank, per genre: the scores that the rules depend on.

    python evaluate.py helderetaal/nl_helderetaal held-out.conllu municipal-held-out.conllu [--json SCORES.json]

All on raw text, a block (the sentences of one paragraph) at a time, as `helderetaal` reads a page: tokens and sentence
ends are the pipeline's own. What a pipeline does not say has no score. `passive` is about sentences: one counts where
the treebank has an `aux:pass` in it and the check `passive` finds something. Of the rule it has the verbs of change
("is verhuisd" is active), not the states ("is gesloten": a passive to the treebank, nothing to mend to an editor).
"""

import argparse
import json
import math
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import treebank
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.training.converters import conllu_to_docs
from spacy.vocab import Vocab
from treebank import Sentence

from helderetaal.checks import passive
from helderetaal.pipeline import load_pipeline

MEASURES = {
    "token_acc": "token accuracy",
    "pos_acc": "UPOS",
    "tag_acc": "XPOS",
    "morph_acc": "morphology",
    "lemma_acc": "lemma",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "boundaries_f": "sentence boundaries F1",
    "passive_f": "passive sentences F1",
    "passive_worden_f": "the same, worden F1",
}
"""spaCy's names of the scores, and what a reader calls them."""

LABELS = ("nsubj", "nsubj:pass", "obj", "obl:agent", "aux", "aux:pass", "cop", "compound:prt", "mark", "advcl", "xcomp")
"""The relations that the rules read."""

GENRES = {"wiki": "encyclopedia", "WR-P-E": "web", "WR-P-P": "news", "muni": "municipal"}
"""How the identifier of a sentence begins, and the genre."""

RULE = Path(__file__).parents[2] / "rules" / "lijdende-vorm.toml"

MARGIN = 0.002
"""How far a floor lies under the score it was pinned at: another machine's arithmetic may change a token or two."""

_NUMBER = re.compile(r"\.s\.(\d+)")


def genre(sentence: Sentence) -> str:
    """The genre of a sentence, by its identifier."""
    identifier = sentence.about.get("sent_id", "")
    return next((name for prefix, name in GENRES.items() if identifier.startswith(prefix)), "other")


def blocks(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences that follow each other in one paragraph; a list without full stops counts as one block for each item.

    Such a list is one paragraph in the treebank ("VLD: 21" "sp.a: 12"); on a page each item is a block of its own.
    """
    for _, paragraph in groupby(sentences, key=lambda one: _NUMBER.sub("", one.about.get("sent_id", one.source))):
        block: list[Sentence] = []
        for sentence in paragraph:
            if block and not (_follows(block[-1], sentence) and _ends(block[-1])):
                yield block
                block = []
            block.append(sentence)
        yield block


def _follows(first: Sentence, second: Sentence) -> bool:
    numbers = [_NUMBER.findall(one.about.get("sent_id", "")) for one in (first, second)]
    return bool(numbers[0] and numbers[1]) and int(numbers[1][0]) == int(numbers[0][0]) + 1


def _ends(sentence: Sentence) -> bool:
    """Whether a sentence ends in punctuation, or in a quotation mark or bracket after it."""
    text = "".join(row[treebank.FORM] for row in sentence.rows[-3:])
    return text.rstrip("\"'”’»)]").endswith((".", "?", "!", "…"))


def to_docs(sentences: list[Sentence], vocab: Vocab) -> list[Doc]:
    """Each block of some sentences as one Doc with the treebank's annotations, in the vocabulary of a pipeline."""
    docs = [
        Doc.from_docs(list(conllu_to_docs(treebank.to_conllu(block), n_sents=1, no_print=True)))
        for block in blocks(sentences)
    ]
    return list(DocBin(docs=docs).get_docs(vocab))


def f1(gold: int, found: int, both: int) -> dict[str, float]:
    """Precision, recall and F1 from how many there are, how many were found, and how many of these are right."""
    precision, recall = both / max(1, found), both / max(1, gold)
    return {"p": precision, "r": recall, "f": 2 * precision * recall / max(1e-9, precision + recall)}


def boundary_scores(examples: list[Example]) -> dict[str, float]:
    """Sentence starts within blocks, by their place in the text; the first of a block is given."""
    starts = [
        [{token.idx for token in doc if token.is_sent_start and token.i} for doc in (one.reference, one.predicted)]
        for one in examples
    ]
    counts = [sum(map(len, side)) for side in zip(*starts, strict=True)]
    both = sum(len(gold & found) for gold, found in starts)
    values = f1(counts[0], counts[1], both)
    return {f"boundaries_{name}": value for name, value in values.items()} | {"boundaries_n": counts[0]}


def passive_scores(gold: list[Doc], parsed: list[Doc]) -> dict[str, float]:
    """How well sentences with a passive are found: with any auxiliary, and with *worden* alone.

    A sentence of the treebank is found where a match of the check begins in it.
    """
    changes = tuple(tomllib.loads(RULE.read_text(encoding="utf-8"))["options"]["changes"])
    values: dict[str, float] = {}
    for name, lemmas in (("passive", {"worden", "zijn"}), ("passive_worden", {"worden"})):
        is_passive, is_found = [], []
        for doc, other in zip(gold, parsed, strict=True):
            matches = [match.span for match in passive.find(other, changes=changes, ask="", agent="") if match.span]
            places = [span.start_char for span in matches if any(token.lemma_ in lemmas for token in span)]
            for sentence in doc.sents:
                is_passive.append(any(t.dep_ == "aux:pass" and t.lemma_ in lemmas for t in sentence))
                is_found.append(any(sentence.start_char <= place < sentence.end_char for place in places))
        both = sum(one and other for one, other in zip(is_passive, is_found, strict=True))
        found = f1(sum(is_passive), sum(is_found), both)
        values |= {f"{name}_{key}": value for key, value in found.items()} | {f"{name}_n": sum(is_passive)}
    return values


def label_scores(found: dict[str, Any], gold: list[Doc]) -> dict[str, float]:
    """F1 and number of each relation of LABELS that the treebank has here."""
    numbers = Counter(token.dep_ for doc in gold for token in doc)
    per_type = found.get("dep_las_per_type") or {}
    values = {f"label_{name}": per_type[name]["f"] for name in LABELS if name in per_type and numbers[name]}
    return values | {f"label_{name}_n": numbers[name] for name in LABELS}


def scores(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """All scores of a pipeline on some sentences, with their number in `sentences` and `tokens`."""
    gold = to_docs(sentences, nlp.vocab)
    parsed = list(nlp.pipe(doc.text for doc in gold))
    examples = [Example(other, doc) for other, doc in zip(parsed, gold, strict=True)]
    found = Scorer(nlp).score(examples) | Scorer.score_tokenization(examples)
    values = {name: found[name] for name in MEASURES if found.get(name) is not None}
    values |= boundary_scores(examples) | label_scores(found, gold)
    if all(doc.has_annotation("DEP") and doc.has_annotation("TAG") for doc in parsed):
        values |= passive_scores(gold, parsed)
    return values | {"sentences": len(sentences), "tokens": sum(map(len, gold))}


def by_genre(sentences: list[Sentence]) -> dict[str, list[Sentence]]:
    """The sentences of each genre, and before them those of all genres of the treebank together."""
    found = {name: [one for one in sentences if genre(one) == name] for name in dict.fromkeys(map(genre, sentences))}
    treebank_genres = [name for name in found if name != "municipal"]
    together = [one for one in sentences if genre(one) != "municipal"]
    return {"treebank": together, **found} if len(treebank_genres) > 1 else found


COUNTS = {"boundaries_f": "boundaries_n", "passive_f": "passive_n", "passive_worden_f": "passive_worden_n"}
"""Where a score is of fewer things than tokens: how many."""


def cell(values: dict[str, float], name: str) -> str:
    """A score as three decimals, a count as a number; a dash where there is nothing to count or to say."""
    if name in {"sentences", "tokens"}:
        return f"{values[name]:,.0f}"
    number = values.get(COUNTS.get(name, f"{name}_n"))
    if number == 0 or name not in values:
        return "–"
    return f"{values[name]:.3f}" + (f" (n={number:.0f})" if number else "")


def table(per_genre: dict[str, dict[str, float]]) -> str:
    """The scores as a Markdown table, a column a genre."""
    titles = {"sentences": "sentences", "tokens": "tokens", **MEASURES}
    titles |= {f"label_{name}": f"`{name}` F1" for name in LABELS}
    rows = [["measure", *per_genre], ["---"] * (len(per_genre) + 1)]
    rows += [[title, *(cell(values, name) for values in per_genre.values())] for name, title in titles.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def below(results: dict[str, dict[str, float]], floors: Path) -> list[str]:
    """What is under its floor in `corpora/floors.toml`; what a pipeline does not say counts as 0."""
    known = tomllib.loads(floors.read_text(encoding="utf-8")).get("pipeline", {})
    return [
        f"{part}: {name} is {results[part].get(name, 0):.4f}, under its floor of {floor}"
        for part, values in known.items()
        if part in results
        for name, floor in values.items()
        if results[part].get(name, 0) < floor
    ]


def pinned(results: dict[str, dict[str, float]], floors: Path) -> str:
    """The text of `corpora/floors.toml` with the floors raised to the scores, less MARGIN; no floor goes down."""
    text = floors.read_text(encoding="utf-8") if floors.exists() else ""
    known = tomllib.loads(text).get("pipeline", {})
    sections = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    kept = [section.strip() for section in sections if section.strip() and not section.startswith("[pipeline.")]
    for part in ("treebank", "municipal"):
        values = results.get(part, {})
        new = {
            name: math.floor((values[name] - MARGIN) * 1000) / 1000
            for name in MEASURES
            if name in values and values.get(COUNTS.get(name, ""), 1)
        }
        old = known.get(part, {})
        raised = {name: max(new.get(name, 0), old.get(name, 0)) for name in {**old, **new}}
        kept.append("\n".join([f"[pipeline.{part}]", *(f"{name} = {value}" for name, value in raised.items())]))
    return "\n\n".join(kept) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline")
    parser.add_argument("treebanks", type=Path, nargs="+")
    parser.add_argument("--json", type=Path, help="where the scores go, by genre")
    parser.add_argument("--floors", type=Path, help="fail where a score is under its floor in this file")
    parser.add_argument("--pin", action="store_true", help="raise the floors to these scores")
    arguments = parser.parse_args()
    nlp = load_pipeline(arguments.pipeline)
    found = [sentence for path in arguments.treebanks for sentence in treebank.read(path)]
    results = {name: scores(nlp, sentences) for name, sentences in by_genre(found).items()}
    print(table(results))
    if arguments.floors and arguments.pin:
        arguments.floors.write_text(pinned(results, arguments.floors), encoding="utf-8")
    elif arguments.floors and (faults := below(results, arguments.floors)):
        sys.exit("\n".join(faults))
    if arguments.json:  # last, so that what failed is not taken for measured
        rounded = {name: {key: round(value, 4) for key, value in one.items()} for name, one in results.items()}
        arguments.json.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
