"""What a rule file says → a Rule, with every key, option and word list looked at."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from helderetaal.records import Example, Kind, Rule, Severity, Table
from helderetaal.ruleset.errors import RuleError, nearest
from helderetaal.ruleset.tables import has_columns, is_table, table_of

_TEXTS = ("title", "topic", "severity", "message", "advice", "why")
_KINDS: Mapping[str, type] = {
    **dict.fromkeys((*_TEXTS, "check"), str),
    **dict.fromkeys(("blocks", "sources", "covers", "example"), list),
    "options": dict,
    "off": bool,
}
_REQUIRED = frozenset({*_TEXTS, "check", "blocks", "sources"})
TOPICS = frozenset({"word", "sentence", "structure", "page", "site"})

_OPTION_KINDS: Mapping[str, tuple[type, ...]] = {
    "int": (int,),
    "int | None": (int,),
    "bool": (bool,),
    "str": (str,),
    "tuple[str, ...]": (tuple,),
    "Table": (Table,),
}
"""The types of options, by the annotations of `find`."""


def build(rule_id: str, data: Mapping[str, Any], path: Path, overlay: str = "") -> Rule:
    """The rule of a file, or of a file with the changes of an overlay; RuleError says what is wrong, and where."""
    wrong = functools.partial(_wrong, path, overlay, rule_id)
    _has_keys(data, wrong)
    module = _check_module(data["check"], data["topic"], path, wrong)
    find = getattr(module, data["check"].rpartition(".")[2]) if data["topic"] == "site" else module.find
    options = {key: _option(value, path.parent) for key, value in data.get("options", {}).items()}
    _fits(find, options, wrong)
    for name, value in options.items():
        if isinstance(value, Table):
            has_columns(value, getattr(module, "COLUMNS", ()), getattr(module, "ALL_COLUMNS", ()), str(path))
            _has_good_rows(module, value, str(path), name)
    values = {"text", *getattr(module, "VALUES", ())}
    _has_values("message", data["message"], values, wrong)
    for name, known in getattr(module, "TEMPLATES", {}).items():
        if name in options:
            _has_values(name, options[name], known, wrong)
    return Rule(
        id=rule_id,
        check=data["check"],
        severity=_named(Severity, data["severity"], "severity", wrong),
        blocks=frozenset(_named(Kind, name, "blocks", wrong) for name in data["blocks"]),
        sources=tuple(data["sources"]),
        examples=tuple(_examples(data.get("example", ()), path)),
        options=options,
        needs=frozenset({"SENT_START", *getattr(module, "NEEDS", ())}),  # a finding names its sentence
        find=functools.partial(find, **options),
        covers=frozenset(data.get("covers", ())),
        file=str(path),
        **{name: data[name] for name in ("title", "topic", "message", "advice", "why")},
    )


def _wrong(path: Path, overlay: str, rule_id: str, code: str, detail: str, key: str, near: str = "") -> NoReturn:
    """Raises the error at the line of a key, in the overlay if there is one."""
    if overlay:
        raise RuleError(overlay, code, f"{rule_id}.{detail}", near=near, line=line_in_table(overlay, rule_id, key))
    raise RuleError(str(path), code, detail, near=near, line=_line_of(path, key))


def _line_of(path: Path, key: str) -> int | None:
    """The line at which a key is set, or a table begins."""
    pattern = re.compile(rf"\s*(?:\w+\.)?{re.escape(key)}\s*=|\s*\[+{re.escape(key)}\]")
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if pattern.match(line):
            return number
    return None


def line_in_table(file: str, table: str, key: str = "") -> int | None:
    """The line of an overlay at which a key is set in the table of a rule; that of the table where it is not found."""
    path = Path(file)
    found, inside = None, False
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines() if path.is_file() else (), start=1):
        if line.lstrip().startswith("["):
            inside = bool(re.match(rf"\s*\[[\"']?{re.escape(table)}[\"'.\]]", line))
            found = found or (number if inside else None)
        elif inside and key and re.match(rf"\s*(?:\w+\.)*[\"']?{re.escape(key)}\b", line):
            return number
    return found


def _has_keys(data: Mapping[str, Any], wrong: Callable[..., NoReturn]) -> None:
    for key in data:
        if key not in _KINDS:
            wrong("unknown-key", key, key, nearest(key, _KINDS))
    for key, kind in _KINDS.items():
        if key in data and not isinstance(data[key], kind):
            wrong("wrong-type", key, key)
        if key in _REQUIRED and not data.get(key):
            wrong("missing-key", key, key)
    for key in ("blocks", "sources", "covers"):
        if not all(isinstance(value, str) for value in data.get(key, ())):
            wrong("wrong-type", key, key)
    if data["topic"] not in TOPICS:
        wrong("unknown-value", f"topic = {data['topic']}", "topic", nearest(data["topic"], TOPICS))


def _check_module(check: str, topic: str, path: Path, wrong: Callable[..., NoReturn]) -> ModuleType:
    """The module of a check.

    `passive` is helderetaal.checks.passive; a name with a dot is any import path, and one that ends in `.py` a file
    beside the rule. The check of a rule about a site is a function: of helderetaal.site, or of any module.
    """
    known = [each.stem for each in Path(__file__).parents[1].joinpath("checks").glob("[!_]*.py")]
    try:
        if check.endswith(".py"):
            return _has_find(_module_in_file(path.parent / check), "find", check, wrong)
        if topic == "site":
            home, _, name = check.rpartition(".")
            return _has_find(importlib.import_module(home or "helderetaal.site"), name, check, wrong)
        module = importlib.import_module(check if "." in check else f"helderetaal.checks.{check}")
        return _has_find(module, "find", check, wrong)
    except RuleError:
        raise
    except Exception as error:  # a town's own check is any code, and may fail in any way when it is loaded
        if isinstance(error, ModuleNotFoundError | FileNotFoundError) and "." not in check.removesuffix(".py"):
            wrong("unknown-check", check, "check", nearest(check, known))
        wrong("broken-check", f"{check} ({type(error).__name__})", "check")


def _module_in_file(path: Path) -> ModuleType:
    name = f"helderetaal_own_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where dataclasses look for the module that they stand in
    spec.loader.exec_module(module)
    return module


def _has_find(module: ModuleType, name: str, check: str, wrong: Callable[..., NoReturn]) -> ModuleType:
    if not callable(getattr(module, name, None)):
        wrong("no-find", check, "check")
    return module


def _fits(find: Any, options: Mapping[str, Any], wrong: Callable[..., NoReturn]) -> None:
    """RuleError where an option is unknown to `find`, or one that it needs is not given."""
    known = {name: p for name, p in inspect.signature(find).parameters.items() if p.kind is p.KEYWORD_ONLY}
    for name in options:
        if name not in known:
            wrong("unknown-option", name, name, nearest(name, known))
    for name, parameter in known.items():
        if parameter.default is parameter.empty and name not in options:
            wrong("missing-option", name, "options")
        kinds = _OPTION_KINDS.get(str(parameter.annotation))
        value = options.get(name)
        right = kinds is None or (isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds))
        if name in options and not right:
            wrong("wrong-option", name, name)
        if isinstance(value, tuple) and not all(isinstance(each, str) for each in value):
            wrong("wrong-option", name, name)


def _has_good_rows(module: ModuleType, table: Table, where: str, name: str) -> None:
    """RuleError at the first row of a word list that its check cannot use, by what its `wrong_cell` says."""
    wrong_cell = getattr(module, "wrong_cell", None)
    if wrong_cell is None:
        return
    for row, (file, line) in zip(table.rows, table.places or ((where, 0),) * len(table.rows), strict=True):
        if column := wrong_cell(row):
            raise RuleError(file, "wrong-cell", f"{column} = {row.get(column) or ''}", line=line)


def _has_values(key: str, text: str, values: Collection[str], wrong: Callable[..., NoReturn]) -> None:
    """RuleError where a text has a {placeholder} that its check does not fill."""
    try:
        text.format(**dict.fromkeys(values, ""))
    except (KeyError, IndexError, ValueError, AttributeError, TypeError) as error:
        name = error.args[0] if isinstance(error, KeyError) else ""
        wrong("wrong-placeholder", f"{key}: {{{name}}}", key, nearest(str(name), values))


def _option(value: Any, folder: Path) -> Any:
    """An option's value: `{file = "x.csv"}` becomes the Table in that file, a list a tuple."""
    if is_table(value):
        return table_of(value, folder)
    return tuple(value) if isinstance(value, list) else value


def _named(names: Any, name: str, key: str, wrong: Callable[..., NoReturn]) -> Any:
    """The member of an enumeration that has this name."""
    try:
        return names(name)
    except ValueError:
        wrong("unknown-value", f"{key} = {name}", key, nearest(name, names))


def _examples(examples: Any, path: Path) -> list[Example]:
    """The examples, each with the line at which it begins in the file."""
    source = path.read_text(encoding="utf-8-sig").splitlines()
    lines = [number for number, line in enumerate(source, start=1) if line.strip() == "[[example]]"]
    lines += [0] * (len(examples) - len(lines))
    found = []
    for data, line in zip(examples, lines, strict=False):
        if not isinstance(data, Mapping) or not all(isinstance(text, str) for text in data.values()):
            raise RuleError(str(path), "wrong-example", line=line or None)
        if set(data) - {"bad", "good"} or not ({"bad", "good"} & set(data)):
            raise RuleError(str(path), "wrong-example", line=line or None)
        found.append(Example(data.get("good"), data.get("bad"), line))
    return found
