"""Rule files to rules: the only reader of `rules/*.toml` and of the word lists beside them.

An overlay is a mapping of rule ids to the keys that it changes (`{"lange-zin": {"options": {"warning": 12}}}`); a
profile in `rules/profiles/` is an overlay in a file, and so are the tables of a town's config that bear the name of a
rule. Overlays are merged in order, the last one wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helderetaal.records import Rule
from helderetaal.ruleset.build import build, line_in_table
from helderetaal.ruleset.errors import RuleError as RuleError
from helderetaal.ruleset.errors import nearest
from helderetaal.ruleset.tables import read_table as read_table

_PACKAGE = Path(__file__).parents[1]
RULES_FOLDER = next(folder for folder in (_PACKAGE / "rules", _PACKAGE.parent / "rules") if folder.is_dir())


@dataclass(frozen=True, slots=True)
class Overlay:
    """Changes to rules, by their ids, and the file that they stand in; `about` is where that says what it follows."""

    changes: Mapping[str, Any]
    file: str = ""
    title: str = ""
    sources: tuple[str, ...] = ()


def load_rules(
    folder: Path = RULES_FOLDER,
    *,
    own: Iterable[Path] = (),
    overlays: Iterable[Overlay | Mapping[str, Any]] = (),
) -> tuple[Rule, ...]:
    """The rules of a folder, sorted by id, with the overlays merged over them; RuleError says what is wrong, and where.

    `own` are folders with more rules. A rule with the name of a known one takes its place.
    """
    files = {path.stem: path for place in (folder, *own) for path in sorted(_rule_files(place))}
    rules = {rule_id: _read_toml(path) for rule_id, path in files.items()}
    changed: dict[str, tuple[dict[str, Any], str]] = {}
    for overlay in overlays:
        if not isinstance(overlay, Overlay):
            overlay = Overlay(overlay)
        for rule_id, changes in overlay.changes.items():
            where = overlay.file or rule_id
            if rule_id not in rules:
                line = line_in_table(overlay.file, rule_id)
                raise RuleError(where, "unknown-rule", rule_id, near=nearest(rule_id, rules), line=line)
            if not isinstance(changes, Mapping):
                raise RuleError(where, "no-table", rule_id)
            changed[rule_id] = (merge(changed.get(rule_id, (rules[rule_id],))[0], changes), where)
    found = []
    for rule_id in sorted(rules):
        data, where = changed.get(rule_id, (rules[rule_id], ""))
        if where:
            build(rule_id, rules[rule_id], files[rule_id])  # so that what is wrong in the file is said of the file
        rule = build(rule_id, data, files[rule_id], overlay=where)
        if not data.get("off"):
            found.append(rule)
    return tuple(found)


def is_shipped(rule: Rule) -> bool:
    """Whether a rule is one of those that come with helderetaal."""
    return bool(rule.file) and Path(rule.file).parent == RULES_FOLDER


def load_profile(name: str, folder: Path = RULES_FOLDER) -> Overlay:
    """The profile in `profiles/NAME.toml`; RuleError names the profiles there are."""
    known = profile_names(folder)
    if name not in known:
        raise RuleError("profiles", "unknown-profile", name, near=nearest(name, known))
    path = folder / "profiles" / f"{name}.toml"
    data = _read_toml(path)
    title, sources = data.pop("title", ""), data.pop("sources", [])
    return Overlay(data, str(path), title, tuple(sources))


def profile_names(folder: Path = RULES_FOLDER) -> tuple[str, ...]:
    """The profiles in a rules folder, sorted."""
    return tuple(sorted(path.stem for path in (folder / "profiles").glob("*.toml")))


def merge(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `changes` over it, tables merged key by key, everything else replaced."""
    merged = dict(base)
    for key, value in changes.items():
        old = merged.get(key)
        merged[key] = merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _rule_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise RuleError(str(folder), "no-folder")
    return list(folder.glob("*.toml"))


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RuleError(str(path), "not-utf-8") from error
    except OSError as error:
        raise RuleError(str(path), "no-file") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = str(error).rpartition("at line ")[2].partition(",")[0]
        raise RuleError(str(path), "syntax", line=int(line) if line.isdigit() else None) from error


@dataclass(frozen=True, slots=True)
class Score:
    """How often a rule was right on the test half of the gold corpus.

    `marked` by hand and `caught` of those, `found` by the rule and `right` of those; `gate_found` and `gate_right` are
    the warnings and errors among them.
    """

    marked: int
    caught: int
    found: int
    right: int
    gate_found: int
    gate_right: int

    @property
    def precision(self) -> float | None:
        """The share of what was found that was marked too; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what was marked that was found; None where nothing was marked."""
        return self.caught / self.marked if self.marked else None


def load_scores(folder: Path = RULES_FOLDER) -> dict[str, Score]:
    """The measured scores of the rules by id, from `scores.csv`; a rule that was not measured has none."""
    path = folder / "scores.csv"
    if not path.is_file():
        return {}
    rows = read_table(path).rows
    return {row["rule"]: Score(**{name: int(count) for name, count in row.items() if name != "rule"}) for row in rows}
