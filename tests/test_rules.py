"""The shape of every rule file, and the loader at its edges."""

import re
from pathlib import Path

import pytest

import helderetaal.checks
from helderetaal.dutch.rules import broken_example, rule_error
from helderetaal.examples import broken_examples
from helderetaal.records import RUNNING_TEXT, Kind, Rule, Severity
from helderetaal.ruleset import (
    RULES_FOLDER,
    Overlay,
    RuleError,
    is_shipped,
    load_profile,
    load_rules,
    merge,
    profile_names,
    read_table,
)

RULES = load_rules()
OFF = {path.stem: {"off": False} for path in RULES_FOLDER.glob("*.toml")}
ALL_RULES = load_rules(overlays=[OFF])
"""Those too that only a profile puts on."""

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


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_rule_has_examples_and_near_misses(rule: Rule) -> None:
    assert [example for example in rule.examples if example.bad], "at least one bad example"
    assert [example for example in rule.examples if not example.bad], "at least one near miss"


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_message_is_one_sentence_that_ends_in_a_full_stop(rule: Rule) -> None:
    assert rule.message.endswith((".", "?"))
    assert len(re.findall(r"[.?!](?:\s|$)", re.sub(r"‘[^’]*’", "", rule.message))) == 1


def test_no_file_is_left_out_and_what_is_covered_exists() -> None:
    assert [rule.id for rule in ALL_RULES] == sorted(path.stem for path in RULES_FOLDER.glob("*.toml"))
    assert {covered for rule in ALL_RULES for covered in rule.covers} <= {rule.id for rule in ALL_RULES}


def test_every_check_is_used_by_a_rule() -> None:
    folder = Path(helderetaal.checks.__file__).parent
    checks = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}  # "_" is part of another
    assert checks == {rule.check for rule in ALL_RULES if rule.topic != "site"}


@pytest.mark.parametrize(
    ("change", "line", "code", "detail", "near"),
    [
        (("options.max_words", "options.max_word"), 11, "unknown-option", "max_word", "max_words"),
        (("options.max_words = 80\n", ""), None, "missing-option", "max_words", ""),
        (('why = "Dat leest beter."', ""), None, "missing-key", "why", ""),
        (('"warning"', '"warnin"'), 5, "unknown-value", "severity = warnin", "warning"),
        (('"structure"', '"structuur"'), 4, "unknown-value", "topic = structuur", "structure"),
        (('["paragraph"]', '["paragraf"]'), 6, "unknown-value", "blocks = paragraf", "paragraph"),
        (('"paragraph_length"', '"paragraph_lenght"'), 2, "unknown-check", "paragraph_lenght", "paragraph_length"),
        (('"paragraph_length"', '"helderetaal.records"'), 2, "no-find", "helderetaal.records", ""),
        (('"paragraph_length"', '"eigen.py"'), 2, "unknown-check", "eigen.py", ""),
        (("advice =", "advise ="), 8, "unknown-key", "advise", "advice"),
        (("title =", "title"), 3, "syntax", "", ""),
        (('sources = ["bron"]', 'sources = "bron"'), 10, "wrong-type", "sources", ""),
        (('sources = ["bron"]', "sources = [3]"), 10, "wrong-type", "sources", ""),
        (('severity = "warning"', "severity = 3"), 5, "wrong-type", "severity", ""),
        (("options.max_words = 80", 'options.max_words = "80"'), 11, "wrong-option", "max_words", ""),
        (("options.max_words = 80", "options.max_words = true"), 11, "wrong-option", "max_words", ""),
        (
            ("Deze alinea is lang.", "Deze alinea heeft {wrods} woorden."),
            7,
            "wrong-placeholder",
            "message: {wrods}",
            "words",
        ),
        (("Knip bij {words}.", "Knip bij {word}."), 13, "wrong-placeholder", "cut: {word}", "words"),
        (('sources = ["bron"]', 'sources = ["bron"]\nexample = [3]'), None, "wrong-example", "", ""),
        (('Knip bij {words}."', 'Knip."\n[[example]]\nbat = "x"'), 14, "wrong-example", "", ""),
    ],
)
def test_a_wrong_rule_file_is_named_with_the_line_and_the_key(
    tmp_path: Path, change: tuple[str, str], line: int | None, code: str, detail: str, near: str
) -> None:
    assert change[0] in RULE
    with pytest.raises(RuleError) as error:
        load_rules(in_folder(tmp_path, RULE.replace(*change)))
    found = error.value
    assert (found.where, found.line, found.code) == (str(tmp_path / "proef.toml"), line, code)
    assert (found.detail, found.near) == (detail, near)
    assert rule_error(found.where, found.line, found.code, found.detail, found.near).endswith((".", "?"))


def test_a_word_list_that_is_not_there(tmp_path: Path) -> None:
    text = RULE.replace("options.max_words = 80", 'options.max_words = {file = "geen.csv"}')
    with pytest.raises(RuleError) as error:
        load_rules(in_folder(tmp_path, text))
    assert (error.value.where, error.value.code) == (str(tmp_path / "geen.csv"), "no-file")


def test_a_check_beside_the_rule(tmp_path: Path) -> None:
    (tmp_path / "roept.py").write_text(
        "from helderetaal.records import Match\n\n\ndef find(doc, *, sign: str):\n"
        "    return (Match(doc[t.i : t.i + 1]) for t in doc if t.text == sign)\n",
        encoding="utf-8",
    )
    text = RULE.replace("paragraph_length", "roept.py")
    text = text[: text.index("options.")] + 'options.sign = "!"\n'
    (rule,) = load_rules(in_folder(tmp_path, text))
    words = helderetaal.load_pipeline().make_doc("Kom snel!")
    assert [match.span.text for match in rule.find(words)] == ["!"]


def test_a_check_that_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "stuk.py").write_text("dit is geen Python", encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rules(in_folder(tmp_path, RULE.replace("paragraph_length", "stuk.py")))
    assert (error.value.code, error.value.detail) == ("broken-check", "stuk.py (SyntaxError)")


def test_the_rules_of_a_town_stand_beside_ours_or_take_their_place(tmp_path: Path) -> None:
    in_folder(tmp_path, RULE)
    in_folder(tmp_path, RULE.replace("Deze alinea is lang.", "Te lang."), "lange-alinea.toml")
    rules = {rule.id: rule for rule in load_rules(own=[tmp_path])}
    assert rules["proef"].file == str(tmp_path / "proef.toml")
    assert rules["lange-alinea"].message == "Te lang."
    assert not is_shipped(rules["proef"])
    assert is_shipped(rules["lange-zin"])
    with pytest.raises(RuleError) as error:
        load_rules(own=[tmp_path / "nergens"])
    assert error.value.code == "no-folder"


def test_words_of_a_town_go_before_ours(tmp_path: Path) -> None:
    (tmp_path / "eigen.csv").write_text(
        "word;pos;forms;advice;alternatives;note\nkliko;noun;kliko’s;replace;afvalbak;\ntrachten;verb;;ok;;\n",
        encoding="utf-8",
    )
    overlay = {"moeilijk-woord": {"options": {"words": {"also": str(tmp_path / "eigen.csv")}}}}
    (rule,) = [rule for rule in load_rules(overlays=[overlay]) if rule.id == "moeilijk-woord"]
    rows = rule.options["words"].rows
    assert (rows[0]["word"], rows[0]["alternatives"]) == ("kliko", "afvalbak")
    assert [row["advice"] for row in rows if row["word"] == "trachten"] == ["ok"]


def test_examples_that_do_not_hold_are_named_with_their_line(tmp_path: Path) -> None:
    text = RULE + '\n[[example]]\nbad = "[Dit is kort.]"\n\n[[example]]\ngood = "Dit ook."\n'
    rules = load_rules(in_folder(tmp_path, text))
    (broken,) = broken_examples(helderetaal.load_pipeline(), rules)
    assert (broken.example.line, broken.text, broken.missed, broken.found) == (
        15,
        "[Dit is kort.]",
        ("Dit is kort.",),
        (),
    )
    assert "regel 15 klopt een voorbeeld niet" in broken_example(broken)


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
    with pytest.raises(RuleError, match=r"proeff: unknown-rule proeff; did you mean 'proef'\?"):
        load_rules(folder, overlays=[{"proeff": {"off": True}}])


def test_an_overlay_is_a_table(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="proef: no-table proef"):
        load_rules(in_folder(tmp_path, RULE), overlays=[{"proef": 3}])  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("word,pos\nzwemmen\n", 2, "broken-line"),
        ("word,pos\nlopen,verb\nzwemmen,verb,replace\n", 3, "broken-line"),
        ('word,pos\n"zwemmen,verb\n', 2, "broken-table"),
    ],
)
def test_a_wrong_line_of_a_word_list_is_named(tmp_path: Path, text: str, line: int, code: str) -> None:
    (tmp_path / "lijst.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        read_table(tmp_path / "lijst.csv")
    assert (error.value.where, error.value.line, error.value.code) == (str(tmp_path / "lijst.csv"), line, code)


@pytest.mark.parametrize(
    ("check", "option", "text", "line", "code", "detail"),
    [
        ("word_list", "words", "woord,soort\nzwemmen,verb\n", 1, "no-column", "advice"),
        ("word_list", "words", "word,pos,advice,alternatief\nzwemmen,verb,ok,\n", 1, "unknown-column", "alternatief"),
        (
            "word_list",
            "words",
            "word,pos,advice\nlopen,verb,ok\nzwemmen,werkwoord,ok\n",
            3,
            "wrong-cell",
            "pos = werkwoord",
        ),
        ("word_list", "words", "word,pos,advice\nlopen,verb,oke\n", 2, "wrong-cell", "advice = oke"),
        ("word_list", "words", "word,pos,advice\n", None, "empty-table", ""),
        ("pattern", "patterns", "pattern,replacement\na,b\n(c,d\n", 3, "wrong-cell", "pattern = (c"),
        ("pattern", "patterns", "pattern,replacement\na(b),\\2\n", 2, "wrong-cell", "replacement = \\2"),
    ],
)
def test_a_word_list_that_its_check_cannot_use(
    tmp_path: Path, check: str, option: str, text: str, line: int | None, code: str, detail: str
) -> None:
    (tmp_path / "lijst.csv").write_text(text, encoding="utf-8")
    rule = RULE.replace("paragraph_length", check)
    rule = rule[: rule.index("options.")] + f'options.{option} = {{file = "lijst.csv"}}\n'
    with pytest.raises(RuleError) as error:
        load_rules(in_folder(tmp_path, rule))
    assert (error.value.line, error.value.code, error.value.detail) == (line, code, detail)


def test_a_word_list_from_excel(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text("word;pos\nzwemmen;verb\n", encoding="utf-8-sig")
    assert read_table(tmp_path / "lijst.csv").rows == ({"word": "zwemmen", "pos": "verb"},)


def test_no_word_stands_in_two_lists() -> None:
    lists = {rule.id: rule.options["words"].rows for rule in RULES if rule.check == "word_list"}
    words = [(row["word"].lower(), name) for name, rows in lists.items() for row in rows if row["advice"] != "ok"]
    twice = {word for word, name in words for other, another in words if word == other and name != another}
    assert twice == set()


def test_every_kind_that_counts_as_sentences_is_read_by_the_sentence_rules() -> None:
    for rule in RULES:
        if rule.topic == "sentence":
            assert rule.blocks >= RUNNING_TEXT


def test_merge_leaves_its_arguments_alone() -> None:
    base = {"options": {"a": 1, "b": 2}}
    assert merge(base, {"options": {"b": 3}}) == {"options": {"a": 1, "b": 3}}
    assert base == {"options": {"a": 1, "b": 2}}


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_fits_the_rules_and_says_whom_it_follows(name: str) -> None:
    overlay = load_profile(name)
    assert overlay.title
    assert overlay.sources
    changed = {rule.id: rule for rule in load_rules(overlays=[overlay])}
    before = {rule.id: rule for rule in RULES}
    for rule_id in overlay.changes:
        new, old = changed.get(rule_id), before.get(rule_id)
        assert new is None or old is None or (new.options, new.severity) != (old.options, old.severity)


def test_an_unknown_profile_is_named_with_the_nearest() -> None:
    with pytest.raises(RuleError, match=r"unknown-profile direct-duidelik; did you mean 'direct-duidelijk'\?"):
        load_profile("direct-duidelik")
    with pytest.raises(RuleError, match="unknown-profile"):
        load_profile("../lange-zin")


def test_what_is_wrong_in_an_overlay_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "helderetaal.toml"
    path.write_text("# onze regels\n[lange-zin]\noptions.note = 9\noptions.nota = 3\n", encoding="utf-8")
    overlay = Overlay({"lange-zin": {"options": {"note": 9, "nota": 3}}}, str(path))
    with pytest.raises(RuleError) as error:
        load_rules(overlays=[overlay])
    assert (error.value.where, error.value.line, error.value.detail) == (str(path), 4, "lange-zin.nota")


def test_a_check_of_a_town_that_fails_is_named(tmp_path: Path) -> None:
    (tmp_path / "stuk.py").write_text("def find(doc):\n    raise ValueError(3)\n", encoding="utf-8")
    text = RULE.replace("paragraph_length", "stuk.py")
    text = text[: text.index("options.")] + '[[example]]\ngood = "Dit is kort."\n'
    with pytest.raises(RuleError) as error:
        list(broken_examples(helderetaal.load_pipeline(), load_rules(in_folder(tmp_path, text))))
    assert (error.value.code, error.value.detail) == ("broken-check", "stuk.py (ValueError: 3)")
