"""Blocks to one Doc: every offset fits, no sentence crosses a block, and the fast arithmetic changes nothing."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from helderetaal.checker import Checker
from helderetaal.pipeline import SHIPPED, PipelineError, load_pipeline, parse, pipeline_name
from helderetaal.records import Block, Kind

BLOCKS = [
    Block(Kind.HEADING, "Wat moet u doen", 1, "h2", level=2),
    Block(Kind.PARAGRAPH, "Uw aanvraag wordt behandeld. U krijgt binnen 8 weken bericht.", 2, "p"),
    Block(Kind.LIST_ITEM, "een geldig paspoort 😀", 3, "li:nth-of-type(1)"),
    Block(Kind.LIST_ITEM, "m.b.t. het formulier", 4, "li:nth-of-type(2)"),
    Block(Kind.PARAGRAPH, "Gemeente Lindervaart Postbus 345 1234 AB Lindervaart", 5, "p", breaks=(20, 32)),
    Block(Kind.PARAGRAPH, "Stuur uw brief naar de afdeling burgerzaken.", 6, "p", breaks=(19,)),
]


def test_each_block_is_a_span_with_its_kind_and_its_text(nlp: Language) -> None:
    (doc,) = parse(nlp, [BLOCKS])
    assert [(span.label_, span.text) for span in doc.spans["blocks"]] == [(b.kind, b.text) for b in BLOCKS]
    assert doc.user_data["blocks"] == tuple(BLOCKS)


def test_no_sentence_crosses_a_block_or_a_line_that_ends(nlp: Language) -> None:
    (doc,) = parse(nlp, [BLOCKS])
    assert [sentence.text for sentence in doc.sents] == [
        "Wat moet u doen",
        "Uw aanvraag wordt behandeld.",
        "U krijgt binnen 8 weken bericht.",
        "een geldig paspoort 😀",
        "m.b.t. het formulier",
        "Gemeente Lindervaart",
        "Postbus 345",
        "1234 AB Lindervaart",
        "Stuur uw brief naar de afdeling burgerzaken.",
    ]


def test_lines_that_go_on_in_small_letters_are_one_sentence(nlp: Language) -> None:
    text = "Stuur uw brief naar de afdeling burgerzaken van de gemeente."
    (doc,) = parse(nlp, [[Block(Kind.PARAGRAPH, text, 1, "p", breaks=(19, 31, 43))]])
    assert [sentence.text for sentence in doc.sents] == [text]


def test_opening_hours_stay_lines(nlp: Language) -> None:
    text = "ma. 13.00-16.30 uur di. t/m vr. 9.00-16.30 uur za. gesloten"
    (doc,) = parse(nlp, [[Block(Kind.PARAGRAPH, text, 1, "p", breaks=(19, 46))]])
    assert [sentence.text for sentence in doc.sents] == [
        "ma. 13.00-16.30 uur",
        "di. t/m vr. 9.00-16.30 uur",
        "za. gesloten",
    ]


def test_pages_in_one_batch_are_parsed_as_alone(nlp: Language) -> None:
    together = parse(nlp, [BLOCKS[:2], BLOCKS[2:4], BLOCKS[1:]])
    alone = [parse(nlp, [blocks])[0] for blocks in (BLOCKS[:2], BLOCKS[2:4], BLOCKS[1:])]
    for one, other in zip(together, alone, strict=True):
        assert [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_) for t in one] == [
            (t.text, t.tag_, t.dep_, t.head.i, t.lemma_) for t in other
        ]


@pytest.mark.parametrize(
    ("sentence", "word", "tag", "dep"),
    [
        ("Uw aanvraag wordt binnen 8 weken behandeld.", "wordt", "WW|pv|tgw|met-t", "aux:pass"),
        ("U vult het formulier in.", "in", "VZ|fin", "compound:prt"),
        ("Als u verhuist, belt u ons.", "Als", "VG|onder", "mark"),
    ],
)
def test_the_shipped_pipeline_knows_what_the_rules_read(
    nlp: Language, sentence: str, word: str, tag: str, dep: str
) -> None:
    token = next(token for token in nlp(sentence) if token.text == word)
    assert (token.tag_, token.dep_) == (tag, dep)


def test_the_fast_arithmetic_gives_the_same_annotations() -> None:
    """numpy's BLAS and thinc's, each in a process of its own, since the choice holds for a whole process."""
    held_out = SHIPPED.parents[1] / "corpora" / "treebank" / "municipal-held-out.conllu"
    texts = re.findall(r"^# text = (.+)$", held_out.read_text(encoding="utf-8"), re.MULTILINE)
    program = (
        "import sys\n"
        "from helderetaal.pipeline import load_pipeline\n"
        "for doc in load_pipeline().pipe(sys.stdin.read().splitlines()):\n"
        "    for t in doc: print(t.text, t.tag_, t.pos_, t.morph, t.lemma_, t.dep_, t.head.i)\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "HELDERETAAL_BLIS": blis, "PYTHONIOENCODING": "utf-8"},
            input="\n".join(texts).encode(),
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for blis in ("1", "")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") > 1800


def test_name_and_version(nlp: Language) -> None:
    assert pipeline_name(nlp) == f"nl_helderetaal {nlp.meta['version']}"
    assert nlp.meta["license"] == "CC BY-SA 4.0"


def test_a_pipeline_works_by_its_path_as_the_shipped_one(nlp: Language, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "own")
    text = "Log in met DigiD. Bewaar de code bij de hand. Uw aanvraag wordt a.d.h.v. art. 5 behandeld."
    docs = [pipeline(text) for pipeline in (nlp, load_pipeline(str(tmp_path / "own")))]
    assert len({tuple((t.text, t.tag_, t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in doc) for doc in docs}) == 1
    assert [sentence.text for sentence in docs[1].sents][:2] == ["Log in met DigiD.", "Bewaar de code bij de hand."]


@pytest.mark.parametrize("name", ["nl_bestaat_niet", "requests", "tests"])
def test_what_is_no_pipeline_is_named(name: str) -> None:
    with pytest.raises(PipelineError) as error:
        load_pipeline(name)
    assert str(error.value) == name


def test_the_shipped_pipeline_names_no_place_of_the_machine_it_was_trained_on() -> None:
    config = (SHIPPED / "config.cfg").read_text(encoding="utf-8")
    assert [line for line in config.splitlines() if line.startswith(("train =", "dev ="))][:2] == [
        "train = null",
        "dev = null",
    ]


def test_without_a_parser_the_rules_that_need_one_are_named() -> None:
    checker = Checker(pipeline="blank:nl")
    skipped = {skipped.rule: skipped.needs for skipped in checker.skipped}
    assert skipped["lijdende-vorm"] == ("DEP", "LEMMA", "MORPH", "POS", "TAG")
    assert {rule.id for rule in checker.all_rules if not rule.needs <= {"SENT_START"}} == set(skipped)
    report = checker.check("Neem een bewijs mee, bijv. een brief. " + "Heel " * 21 + "lang.")
    assert [(finding.rule.id, finding.text[:5]) for finding in report.findings] == [
        ("afkorting", "bijv."),
        ("lange-zin", "Heel "),
    ]
    assert (report.sentences, report.clear_sentences) == (2, 0)
