"""The recipe of the pipeline: what it makes of a treebank, how it measures, and the floors of the shipped one."""

import json
import random
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path

import convert
import evaluate
import numpy as np
import pytest
import treebank
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spanning_tree import best_tree

from helderetaal.pipeline import SHIPPED, load_pipeline

ROOT = Path(__file__).parents[1]
HELD_OUT = ROOT / "corpora" / "treebank" / "municipal-held-out.conllu"
FLOORS = ROOT / "corpora" / "floors.toml"


def sentence(*rows: str, **about: str) -> treebank.Sentence:
    """A sentence from "form upos head deprel" a token; the lemma is the form in small letters."""
    cut = [row.split() for row in rows]
    return treebank.Sentence(
        [
            [str(i), form, form.lower(), upos, "X", "_", head, deprel, "_", "_"]
            for i, (form, upos, head, deprel) in enumerate(cut, 1)
        ],
        about,
    )


@pytest.mark.parametrize(
    ("given_rows", "token", "deprel"),
    [
        (("alleen ADV 3 advmod", "de DET 3 det", "aanvrager NOUN 4 nsubj", "komt VERB 0 root"), 1, "amod"),
        (("nu ADV 3 advmod", "is AUX 3 cop", "maandag NOUN 0 root"), 1, "advmod"),
        (("De DET 3 nsubj", "Ridder NOUN 1 fixed", "komt VERB 0 root"), 2, "flat"),
        (("komt VERB 0 root", "De DET 1 nsubj", "ridder NOUN 2 fixed"), 3, "flat"),
        (("In ADP 3 case", "verband NOUN 1 fixed", "ziekte NOUN 4 obl", "dicht ADJ 0 root"), 2, "fixed"),
        (("Een DET 3 nsubj", "ieder PRON 1 fixed", "komt VERB 0 root"), 2, "fixed"),
    ],
)
def test_one_set_of_conventions(given_rows: tuple[str, ...], token: int, deprel: str) -> None:
    assert treebank.harmonised(sentence(*given_rows)).rows[token - 1][treebank.DEPREL] == deprel


def test_a_document_is_held_out_whole() -> None:
    parts = {
        name: {
            treebank.held_out(sentence("Ja INTJ 0 root", sent_id=f"wiki-{name}.p.{p}.s.{s}"))
            for p, s in product(range(5), range(5))
        }
        for name in range(200)
    }
    assert all(len(found) == 1 for found in parts.values())
    assert 40 < sum(found == {True} for found in parts.values()) < 95


def test_what_is_read_is_written_the_same() -> None:
    text = HELD_OUT.read_text(encoding="utf-8")
    assert treebank.to_conllu(treebank.read(HELD_OUT)) == text


def test_every_municipal_sentence_is_a_tree_and_is_held_out_or_not() -> None:
    files = [treebank.read(HELD_OUT.with_name(name)) for name in ("municipal.conllu", "municipal-held-out.conllu")]
    assert [len(found) for found in files] == [296, 157]
    texts = [{one.about["text"] for one in found} for found in files]
    assert texts[0] & texts[1] == set()
    for one in (one for found in files for one in found):
        heads = [int(row[treebank.HEAD]) for row in one.rows]
        assert heads.count(0) == 1, one.about["text"]
        for word in range(1, len(heads) + 1):
            steps = 0
            while word and steps <= len(heads):
                word, steps = heads[word - 1], steps + 1
            assert word == 0, one.about["text"]


def test_a_varied_sentence_loses_its_full_stop_and_at_times_its_capital() -> None:
    whole = sentence(
        "Vraag VERB 0 root", "een DET 3 det", "paspoort NOUN 1 obj", "aan ADP 1 compound:prt", ". PUNCT 1 punct"
    )
    chance = random.Random(1)
    made = [" ".join(row[treebank.FORM] for row in convert.varied(whole, chance).rows) for _ in range(2000)]
    shares = {text: made.count(text) / 2000 for text in set(made)}
    assert set(shares) == {"Vraag een paspoort aan .", "Vraag een paspoort aan", "vraag een paspoort aan"}
    assert shares["Vraag een paspoort aan ."] == pytest.approx(1 - convert.OPEN, abs=0.03)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(st.integers(-20, 20), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
    )
)
def test_the_best_tree_is_the_best_of_all_trees(rows: list[list[int]]) -> None:
    scores = np.array(rows, float)
    size = len(rows)

    def is_tree(heads: tuple[int, ...]) -> bool:
        if heads.count(0) != 1:
            return False
        for word in range(1, size + 1):
            steps = 0
            while word and steps <= size:
                word, steps = heads[word - 1], steps + 1
            if word:
                return False
        return True

    best = max(
        sum(rows[word][head] for word, head in enumerate(heads))
        for heads in product(range(size + 1), repeat=size)
        if is_tree(heads)
    )
    found = best_tree(scores, roots=size)
    assert is_tree(tuple(int(head) for head in found))
    assert sum(rows[word][int(head)] for word, head in enumerate(found)) == best


def test_lemmas_that_the_treebank_agrees_on() -> None:
    rows = [
        ["1", form, lemma, "N", tag]
        for form, lemma, tag in (
            ("leden", "lid", "mv"),
            ("leden", "lid", "mv"),
            ("leden", "lijden", "pv"),
            ("bank", "bank", "ev"),
            ("wegen", "weg", "mv"),
            ("wegen", "wegen", "mv"),
        )
    ]
    assert treebank.lemmas_by_form([rows]) == {("leden", "mv"): "lid"}


def test_a_list_without_full_stops_is_a_block_an_item() -> None:
    ids = [
        ("wiki-1.p.2.s.1", "."),
        ("wiki-1.p.2.s.2", "Leuven"),
        ("wiki-1.p.2.s.3", "!"),
        ("wiki-1.p.3.s.4", "."),
        ("wiki-1.p.3.s.6", "."),
    ]
    made = [sentence("Ja INTJ 0 root", f"{end} PUNCT 1 punct", sent_id=identifier) for identifier, end in ids]
    assert [[one.about["sent_id"][7:] for one in block] for block in evaluate.blocks(made)] == [
        ["p.2.s.1", "p.2.s.2"],
        ["p.2.s.3"],
        ["p.3.s.4"],
        ["p.3.s.6"],
    ]


def test_gold_keeps_its_tokens_and_its_trees(nlp: Language) -> None:
    gold = evaluate.to_docs(treebank.read(HELD_OUT), nlp.vocab)
    assert (len(gold), sum(map(len, gold))) == (61, 1903)
    assert [(t.text, t.lemma_, t.dep_, t.head.text) for t in gold[0]][:2] == [
        ("Vul", "vullen", "ROOT", "Vul"),
        ("het", "het", "det", "contactformulier"),
    ]


def test_precision_recall_and_f1() -> None:
    assert evaluate.f1(4, 5, 3) == pytest.approx({"p": 0.6, "r": 0.75, "f": 2 / 3})


def test_a_pipeline_without_a_parser_has_no_scores_of_it() -> None:
    found = evaluate.scores(load_pipeline("blank:nl"), treebank.read(HELD_OUT)[:20])
    assert found["token_acc"] == 1
    assert {"passive_f", "dep_las", "pos_acc"} & set(found) == set()
    assert [evaluate.cell(found, name) for name in ("passive_f", "dep_las", "sentences")] == ["–", "–", "20"]


def test_floors_only_rise(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    text = "# a comment\n\n[pipeline.municipal]\npos_acc = 0.9\ntag_acc = 0.95\n\n[rules.lange-zin]\nprecision = 0.9\n"
    floors.write_text(text, encoding="utf-8")
    results = {"municipal": {**dict.fromkeys(evaluate.MEASURES, 0.92), "boundaries_n": 0}}
    assert evaluate.below(results, floors) == ["municipal: tag_acc is 0.9200, under its floor of 0.95"]
    text = evaluate.pinned(results, floors)
    assert text.startswith("# a comment\n")
    assert tomllib.loads(text)["rules"] == {"lange-zin": {"precision": 0.9}}
    pinned = tomllib.loads(text)["pipeline"]["municipal"]
    assert (pinned["pos_acc"], pinned["tag_acc"], "boundaries_f" in pinned) == (0.918, 0.95, False)


def test_the_shipped_pipeline_keeps_its_floors_on_municipal_sentences(tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "corpora/pipeline/evaluate.py", SHIPPED, HELD_OUT]
    done = subprocess.run(
        [*command, "--floors", FLOORS, "--json", tmp_path / "scores.json"], capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "scores.json").read_text())["municipal"]["sentences"] == 157


def test_the_scores_in_the_pipeline_are_above_their_floors() -> None:
    performance = json.loads((SHIPPED / "meta.json").read_text(encoding="utf-8"))["performance"]
    assert evaluate.below(performance, FLOORS) == []
    assert set(performance) >= set(tomllib.loads(FLOORS.read_text(encoding="utf-8"))["pipeline"])


def test_the_shipped_pipeline_is_small() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()) <= 20_000_000
