"""How good a pipeline is on a treebank, and how fast: the scores that the rules depend on.

    python evaluate.py helderetaal/nl_helderetaal dev.spacy [SCORES.json]

All on raw text, so tokens and sentence ends are the pipeline's own. `passive_*` is about sentences: a sentence counts
where the treebank has an `aux:pass` in it and the rule `lijdende-vorm` finds something, without the rule's exceptions
(a state with *zijn* is a passive to the treebank, and nothing to mend for an editor).
"""

import json
import sys
import time
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from helderetaal.checks import passive
from helderetaal.pipeline import load_pipeline

KEPT = (
    "token_acc",
    "pos_acc",
    "tag_acc",
    "morph_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "sents_p",
    "sents_r",
    "sents_f",
)


def f1(gold: list[bool], found: list[bool]) -> dict[str, float]:
    """Precision, recall and F1 of one list of decisions against another."""
    both = sum(g and f for g, f in zip(gold, found, strict=True))
    precision, recall = both / max(1, sum(found)), both / max(1, sum(gold))
    return {"p": precision, "r": recall, "f": 2 * precision * recall / max(1e-9, precision + recall)}


def passive_scores(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    """How well sentences with a passive are found: with any auxiliary, and with *worden* alone."""
    sentences = [sentence for doc in gold for sentence in doc.sents]
    parsed = list(nlp.pipe(sentence.text for sentence in sentences))
    groups = [[match.span for match in passive.find(doc, ask="", agent="") if match.span] for doc in parsed]
    scores = {}
    for name, lemmas in (("passive", {"worden", "zijn"}), ("passive_worden", {"worden"})):
        is_passive = [any(t.dep_ == "aux:pass" and t.lemma_ in lemmas for t in sentence) for sentence in sentences]
        found = [any(token.lemma_ in lemmas for span in spans for token in span) for spans in groups]
        scores |= {f"{name}_{key}": value for key, value in f1(is_passive, found).items()}
    return scores


def words_per_second(nlp: Language, gold: list[Doc]) -> float:
    """Words a second through `nlp.pipe`, in documents of six sentences, after one to warm up."""
    texts = [doc.text for doc in gold]
    list(nlp.pipe(texts[:20]))
    start = time.perf_counter()
    parsed = list(nlp.pipe(texts))
    return sum(map(len, parsed)) / (time.perf_counter() - start)


def main() -> None:
    pipeline, treebank, *target = sys.argv[1:]
    nlp = load_pipeline(pipeline)
    gold = list(DocBin().from_disk(treebank).get_docs(nlp.vocab))
    examples = [Example(parsed, doc) for parsed, doc in zip(nlp.pipe(doc.text for doc in gold), gold, strict=True)]
    scores = {name: value for name, value in Scorer(nlp).score(examples).items() if name in KEPT}
    scores |= passive_scores(nlp, gold)
    scores = {name: round(value, 4) for name, value in scores.items()}
    for name, value in scores.items():
        print(f"{name:<18}{value:.4f}")
    print(f"{'words_per_second':<18}{words_per_second(nlp, gold):.0f}")
    if target:
        Path(target[0]).write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
