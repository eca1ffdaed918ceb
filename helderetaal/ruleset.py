"""Rule files to rules: the only reader of `rules/*.toml` and of the word lists beside them.

An overlay is a mapping of rule ids to the keys that it changes (`{"lange-zin": {"options": {"warning": 12}}}`); a
profile in `rules/profiles/` is an overlay in a file. Overlays are merged in order, the last one wins.
"""

import csv
import difflib
import functools
import importlib
import inspect
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from helderetaal.records import Example, Kind, Rule, Severity, Table

_PACKAGE = Path(__file__).parent
RULES_FOLDER = next(folder for folder in (_PACKAGE / "rules", _PACKAGE.parent / "rules") if folder.is_dir())

_TEXTS = ("title", "topic", "severity", "message", "advice", "why")
_KINDS: Mapping[str, type] = {
    **dict.fromkeys((*_TEXTS, "check"), str),
    **dict.fromkeys(("blocks", "sources", "example"), list),
    "options": dict,
    "off": bool,
}
_REQUIRED = frozenset({*_TEXTS, "check", "blocks", "sources"})
_NAMES = {str: "text", list: "list", dict: "table", bool: "true or false"}
TOPICS = frozenset({"word", "sentence", "structure", "page", "site"})

_OPTION_KINDS: Mapping[str, type] = {"int": int, "str": str, "tuple[str, ...]": tuple, "Table": Table}
"""The types of options, by the annotations of `find`."""

Overlay = Mapping[str, Mapping[str, Any]]


class RuleError(ValueError):
    """A rule file or an overlay that is wrong; the message names the rule and the key."""


def load_rules(folder: Path = RULES_FOLDER, *, overlays: Iterable[Overlay] = ()) -> tuple[Rule, ...]:
    """The rules of a folder, sorted by id, with the overlays merged over them; RuleError names what is wrong."""
    merged = {path.stem: _read_toml(path) for path in sorted(folder.glob("*.toml"))}
    for overlay in overlays:
        for rule_id, changes in overlay.items():
            if rule_id not in merged:
                raise RuleError(f"unknown rule {rule_id!r}{_nearest(rule_id, merged)}")
            if not isinstance(changes, Mapping):
                raise RuleError(f"{rule_id}: an overlay must be of type table")
            merged[rule_id] = merge(merged[rule_id], changes)
    return tuple(_rule(rule_id, data, folder) for rule_id, data in merged.items() if not data.get("off"))


def load_profile(name: str, folder: Path = RULES_FOLDER) -> Overlay:
    """The overlay `profiles/NAME.toml`; RuleError names the profiles there are."""
    path = folder / "profiles" / f"{name}.toml"
    if name not in profile_names(folder):
        raise RuleError(f"unknown profile {name!r}{_nearest(name, profile_names(folder))}")
    return _read_toml(path)


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


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RuleError(f"{path.name}: {error}") from error


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, [str(one) for one in known], n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _rule(rule_id: str, data: Mapping[str, Any], folder: Path) -> Rule:
    for key in data:
        if key not in _KINDS:
            raise RuleError(f"{rule_id}: unknown key {key!r}{_nearest(key, _KINDS)}")
    for key, kind in _KINDS.items():
        if key in data and not isinstance(data[key], kind):
            raise RuleError(f"{rule_id}: {key!r} must be of type {_NAMES[kind]}")
        if key in _REQUIRED and not data.get(key):
            raise RuleError(f"{rule_id}: {key!r} is missing or empty")
    if data["topic"] not in TOPICS:
        raise RuleError(f"{rule_id}: unknown topic {data['topic']!r}{_nearest(str(data['topic']), TOPICS)}")
    module = _check_module(rule_id, data["check"])
    options = {key: _option(rule_id, value, folder) for key, value in data.get("options", {}).items()}
    _fits(rule_id, module.find, options)
    for value in options.values():
        if isinstance(value, Table):
            _has_columns(rule_id, value, getattr(module, "COLUMNS", ()))
    _has_values(rule_id, "message", data["message"], {"text", *getattr(module, "VALUES", ())})
    for name, values in getattr(module, "TEMPLATES", {}).items():
        _has_values(rule_id, f"option {name!r}", options[name], values)
    return Rule(
        id=rule_id,
        check=data["check"],
        severity=_severity(rule_id, data["severity"]),
        blocks=frozenset(_kind(rule_id, name) for name in data["blocks"]),
        sources=tuple(data["sources"]),
        examples=tuple(_example(rule_id, example) for example in data.get("example", ())),
        options=options,
        needs=frozenset({"SENT_START", *getattr(module, "NEEDS", ())}),  # a finding names its sentence
        find=functools.partial(module.find, **options),
        title=data["title"],
        topic=data["topic"],
        message=data["message"],
        advice=data["advice"],
        why=data["why"],
    )


def _check_module(rule_id: str, check: str) -> Any:
    """The module of a check: `passive` is helderetaal.checks.passive; a name with a dot is any import path."""
    path = check if "." in check else f"helderetaal.checks.{check}"
    try:
        module = importlib.import_module(path)
    except Exception as error:  # a town's own check is any code, and may fail in any way when it is loaded
        raise RuleError(f"{rule_id}: no check {check!r} ({error})") from error
    if not hasattr(module, "find"):
        raise RuleError(f"{rule_id}: {path} has no function find()")
    return module


def _fits(rule_id: str, find: Any, options: Mapping[str, Any]) -> None:
    """RuleError where an option is unknown to `find`, or one that it needs is not given."""
    known = {name: p for name, p in inspect.signature(find).parameters.items() if p.kind is p.KEYWORD_ONLY}
    for name in options:
        if name not in known:
            raise RuleError(f"{rule_id}: unknown option {name!r}{_nearest(name, known)}")
    for name, parameter in known.items():
        if parameter.default is parameter.empty and name not in options:
            raise RuleError(f"{rule_id}: option {name!r} is missing")
        kind = _OPTION_KINDS.get(str(parameter.annotation))
        if kind is not None and name in options and not isinstance(options[name], kind):
            raise RuleError(f"{rule_id}: option {name!r} must be of type {parameter.annotation}")


def _has_columns(rule_id: str, table: Table, columns: Collection[str]) -> None:
    """RuleError where a word list is empty, or lacks a column that its check reads."""
    missing = sorted(set(columns) - set(table.rows[0] if table.rows else ()))
    if missing:
        raise RuleError(f"{rule_id}: the word list has no column {missing[0]!r}, or no line")


def _has_values(rule_id: str, name: str, text: str, values: Collection[str]) -> None:
    """RuleError where a text has a {placeholder} that its check does not fill."""
    try:
        text.format(**dict.fromkeys(values, ""))
    except (KeyError, IndexError, ValueError, AttributeError, TypeError) as error:
        raise RuleError(f"{rule_id}: {name}: no value for {error} (there are {sorted(values)})") from error


def _option(rule_id: str, value: Any, folder: Path) -> Any:
    """An option's value: `{file = "x.csv"}` becomes the Table in that file, a list a tuple."""
    if isinstance(value, Mapping) and set(value) == {"file"}:
        return read_table(folder / str(value["file"]), rule_id)
    return tuple(value) if isinstance(value, list) else value


def read_table(path: Path, rule_id: str) -> Table:
    """A word list (CSV with a header) as a Table; RuleError names the rule, the file and the line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:  # Excel writes a byte order mark
            reader = csv.DictReader(lines, strict=True)
            rows = []
            for row in reader:
                if None in row or None in row.values():
                    raise RuleError(
                        f"{rule_id}: {path.name}: line {reader.line_num} has not as many cells as the header"
                    )
                rows.append(row)
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise RuleError(f"{rule_id}: {path.name}: {error}") from error
    return Table(tuple(rows))


def _severity(rule_id: str, name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError as error:
        raise RuleError(f"{rule_id}: unknown severity {name!r}{_nearest(name, Severity)}") from error


def _kind(rule_id: str, name: Any) -> Kind:
    try:
        return Kind(name)
    except ValueError as error:
        raise RuleError(f"{rule_id}: unknown block kind {name!r}{_nearest(name, Kind)}") from error


def _example(rule_id: str, data: Any) -> Example:
    if not isinstance(data, Mapping) or not all(isinstance(text, str) for text in data.values()):
        raise RuleError(f"{rule_id}: an example is a table of texts")
    unknown = set(data) - {"bad", "good"}
    if unknown or not ({"bad", "good"} & set(data)):
        raise RuleError(f"{rule_id}: an example has 'bad', 'good' or both, and no {sorted(unknown)}")
    return Example(good=data.get("good"), bad=data.get("bad"))
