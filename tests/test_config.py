"""helderetaal.toml → which part of a page to read, and what is said of a file that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from helderetaal.config import ConfigError, find_config, load_config
from helderetaal.records import Scope

TOML = """
[extract]
ignore = ".nieuws"

[extract.sites."www.gemeente.nl"]
select = ["#inhoud", "main"]

[extract.sites."gemeente.nl/loket"]
select = ".product"
ignore = [".kolom"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "helderetaal.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("url", "select", "ignore"),
    [
        ("paspoort.html", (), (".nieuws",)),
        ("https://www.ander.nl/", (), (".nieuws",)),
        ("https://gemeente.nl/paspoort", ("#inhoud", "main"), (".nieuws",)),
        ("https://WWW.Gemeente.nl", ("#inhoud", "main"), (".nieuws",)),
        ("http://www.gemeente.nl:8080/x", ("#inhoud", "main"), (".nieuws",)),
        ("https://www.gemeente.nl/loket/afval", (".product",), (".nieuws", ".kolom")),
        ("https://www.gemeente.nl/loketten", ("#inhoud", "main"), (".nieuws",)),
        ("https://www.gemeente.nl.ander.nl/", (), (".nieuws",)),
    ],
)
def test_scope_of_a_page(tmp_path: Path, url: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    assert load_config(written(tmp_path, TOML)).scope_of(url) == Scope(select, ignore)


@pytest.mark.parametrize(
    ("text", "code", "detail"),
    [
        ("[extract", "syntax", "Expected ']' at the end of a table declaration (at end of document)"),
        ("[extrct]", "unknown-key", "extrct?extract"),
        ("[extract]\nselct = 'x'", "unknown-key", "extract.selct?extract.select"),
        ("[extract.sites.'a.nl']\nzomaar = 'x'", "unknown-key", "extract.sites.a.nl.zomaar"),
        ("extract = 1", "wrong-value", "extract"),
        ("[extract]\nselect = 1", "wrong-value", "extract.select"),
        ("[extract]\nselect = ['a', 1]", "wrong-value", "extract.select"),
        ("[extract]\nsites = []", "wrong-value", "extract.sites"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, code: str, detail: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(written(tmp_path, text))
    assert (caught.value.code, caught.value.detail) == (code, detail)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "x.toml")
    assert caught.value.code == "unreadable"


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    path = written(tmp_path, "")
    assert find_config(folder) == path
    nearer = written(tmp_path / "a", "")
    assert find_config(folder) == nearer


def test_rules_profiles_and_changes(tmp_path: Path) -> None:
    text = (
        'rules = "onze-regels"\nprofile = ["rvo", "soepel"]\n[lange-zin]\noptions.warning = 18\n'
        '[moeilijk-woord]\noptions.words.also = "onze.csv"\n[een-woord]\noptions.terms = {file = "termen.csv"}\n'
    )
    config = load_config(written(tmp_path, text))
    assert config.rule_folders == (tmp_path / "onze-regels",)
    assert config.profiles == ("rvo", "soepel")
    assert config.file == str(tmp_path / "helderetaal.toml")
    assert config.overlay == {
        "lange-zin": {"options": {"warning": 18}},
        "moeilijk-woord": {"options": {"words": {"also": str(tmp_path / "onze.csv")}}},
        "een-woord": {"options": {"terms": {"file": str(tmp_path / "termen.csv")}}},
    }


@pytest.mark.parametrize(
    ("text", "code", "detail"),
    [
        ("rulez = 'x'", "unknown-key", "rulez?rules"),
        ("profil = 'rvo'", "unknown-key", "profil?profile"),
        ("[profle]\nx = 1", "unknown-key", "profle?profile"),
        ("rules = 3", "wrong-value", "rules"),
        ("profile = ['']", "wrong-value", "profile"),
    ],
)
def test_what_is_no_rule_and_no_key(tmp_path: Path, text: str, code: str, detail: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_config(written(tmp_path, text))
    assert (error.value.code, error.value.detail) == (code, detail)
