"""The shape of every rule file, and the loader at its edges."""

import string
from pathlib import Path

import pytest

import helderetaal.checks
from helderetaal.records import RUNNING_TEXT, Kind, Rule, Severity
from helderetaal.ruleset import RULES_FOLDER, RuleError, load_profile, load_rules, merge, profile_names, read_table

RULES = load_rules()

RULE = """
check = "paragraph_length"
title = "Alinea"
topic = "structure"
severity = "warning"
blocks = ["paragraph"]
message = "Deze alinea is lang."
advice = "Maak de alinea korter."
why = "Dat leest beter."
sources = ["bron"]
options.max_words = 80
options.min_sentences = 3
options.cut = "Knip bij {words}."
"""


def in_folder(folder: Path, text: str, name: str = "proef.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_examples_and_near_misses(rule: Rule) -> None:
    assert [example for example in rule.examples if example.bad], "at least one bad example"
    assert [example for example in rule.examples if not example.bad], "at least one near miss"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_message_is_one_sentence_that_ends_in_a_full_stop(rule: Rule) -> None:
    assert rule.message.endswith((".", "?"))
    assert {field for _, field, _, _ in string.Formatter().parse(rule.message) if field} <= {"text", "words", "shown"}


def test_the_five_rules_and_no_file_is_left_out() -> None:
    assert [rule.id for rule in RULES] == ["afkorting", "lange-alinea", "lange-zin", "lijdende-vorm", "moeilijk-woord"]
    assert [rule.id for rule in RULES] == sorted(path.stem for path in RULES_FOLDER.glob("*.toml"))


def test_every_check_is_used_by_a_rule() -> None:
    folder = Path(helderetaal.checks.__file__).parent
    checks = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}  # "_" is part of another
    assert checks == {rule.check for rule in RULES}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("options.max_words", "options.max_word"), "proef: unknown option 'max_word'; did you mean 'max_words'?"),
        (("options.max_words = 80\n", ""), "proef: option 'max_words' is missing"),
        (('why = "Dat leest beter."', ""), "proef: 'why' is missing or empty"),
        (('"warning"', '"warnin"'), "proef: unknown severity 'warnin'; did you mean 'warning'?"),
        (('"structure"', '"structuur"'), "proef: unknown topic 'structuur'; did you mean 'structure'?"),
        (('["paragraph"]', '["paragraf"]'), "proef: unknown block kind 'paragraf'; did you mean 'paragraph'?"),
        (('"paragraph_length"', '"paragraph"'), "proef: no check 'paragraph'"),
        (('"paragraph_length"', '"helderetaal.records"'), "proef: helderetaal.records has no function find()"),
        (("advice =", "advise ="), "proef: unknown key 'advise'; did you mean 'advice'?"),
        (("options.max_words = 80", 'options.max_words = {file = "geen.csv"}'), "proef: geen.csv"),
        (("title =", "title"), "proef.toml: "),
        (('sources = ["bron"]', 'sources = "bron"'), "proef: 'sources' must be of type list"),
        (('severity = "warning"', "severity = 3"), "proef: 'severity' must be of type text"),
        (("options.max_words = 80", 'options.max_words = "80"'), "proef: option 'max_words' must be of type int"),
        (("Deze alinea is lang.", "Deze alinea heeft {wrods} woorden."), "proef: message: no value for 'wrods'"),
        (("Knip bij {words}.", "Knip bij {word}."), "proef: option 'cut': no value for 'word'"),
        (('sources = ["bron"]', 'sources = ["bron"]\nexample = [3]'), "proef: an example is a table of texts"),
    ],
)
def test_a_wrong_rule_file_names_the_rule_and_the_key(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    assert change[0] in RULE
    with pytest.raises(RuleError) as error:
        load_rules(in_folder(tmp_path, RULE.replace(*change)))
    assert str(error.value).startswith(message)


def test_a_rule_file_as_it_should_be(tmp_path: Path) -> None:
    (rule,) = load_rules(in_folder(tmp_path, RULE))
    assert rule.id == "proef"
    assert rule.severity is Severity.WARNING
    assert rule.blocks == {Kind.PARAGRAPH}
    assert rule.options == {"max_words": 80, "min_sentences": 3, "cut": "Knip bij {words}."}
    assert rule.needs == {"SENT_START"}


def test_overlays_are_merged_in_order(tmp_path: Path) -> None:
    folder = in_folder(tmp_path, RULE)
    overlays = [
        {"proef": {"options": {"max_words": 60}, "severity": "error"}},
        {"proef": {"options": {"max_words": 40}}},
    ]
    (rule,) = load_rules(folder, overlays=overlays)
    assert rule.options["max_words"] == 40
    assert rule.options["min_sentences"] == 3
    assert rule.severity is Severity.ERROR


def test_an_overlay_can_put_a_rule_off_but_not_invent_one(tmp_path: Path) -> None:
    folder = in_folder(tmp_path, RULE)
    assert load_rules(folder, overlays=[{"proef": {"off": True}}]) == ()
    with pytest.raises(RuleError, match=r"unknown rule 'proeff'; did you mean 'proef'\?"):
        load_rules(folder, overlays=[{"proeff": {"off": True}}])


def test_an_overlay_is_a_table(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="proef: an overlay must be of type table"):
        load_rules(in_folder(tmp_path, RULE), overlays=[{"proef": 3}])  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("word,pos\nzwemmen\n", "proef: lijst.csv: line 2 has not as many cells as the header"),
        ("word,pos\nzwemmen,verb,replace\n", "proef: lijst.csv: line 2 has not as many cells as the header"),
        ('word,pos\n"zwemmen,verb\n', "proef: lijst.csv: unexpected end of data"),
    ],
)
def test_a_wrong_line_of_a_word_list_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "lijst.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        read_table(tmp_path / "lijst.csv", "proef")
    assert str(error.value) == message


def test_a_word_list_without_a_column_that_the_check_reads(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text("woord,soort\nzwemmen,verb\n", encoding="utf-8")
    rule = RULE.replace("paragraph_length", "word_list")
    rule = rule[: rule.index("options.")] + 'options.words = {file = "lijst.csv"}\n'
    with pytest.raises(RuleError, match="proef: the word list has no column 'advice', or no line"):
        load_rules(in_folder(tmp_path, rule))


def test_a_word_list_from_excel(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text("word,pos\nzwemmen,verb\n", encoding="utf-8-sig")
    assert read_table(tmp_path / "lijst.csv", "proef").rows == ({"word": "zwemmen", "pos": "verb"},)


def test_every_kind_that_counts_as_sentences_is_read_by_the_sentence_rules() -> None:
    for rule in RULES:
        if rule.topic == "sentence":
            assert rule.blocks >= RUNNING_TEXT


def test_merge_leaves_its_arguments_alone() -> None:
    base = {"options": {"a": 1, "b": 2}}
    assert merge(base, {"options": {"b": 3}}) == {"options": {"a": 1, "b": 3}}
    assert base == {"options": {"a": 1, "b": 2}}


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_fits_the_rules(name: str) -> None:
    overlay = load_profile(name)
    changed = {rule.id: rule for rule in load_rules(overlays=[overlay])}
    before = {rule.id: rule for rule in RULES}
    assert all(changed[rule_id].options != before[rule_id].options for rule_id in overlay)


def test_an_unknown_profile_is_named_with_the_nearest() -> None:
    with pytest.raises(RuleError, match=r"unknown profile 'direct-duidelik'; did you mean 'direct-duidelijk'\?"):
        load_profile("direct-duidelik")
    with pytest.raises(RuleError, match="unknown profile"):
        load_profile("../lange-zin")
