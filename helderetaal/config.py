"""helderetaal.toml → what a team says of its own sites; the only reader of config files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from helderetaal.records import Scope

EVERYWHERE = Scope()
NAME = "helderetaal.toml"
_KEYS = {
    "": ("extract", "rules", "profile"),
    "extract": ("select", "ignore", "sites"),
    "site": ("select", "ignore"),
}


class ConfigError(ValueError):
    """A config file that cannot be used.

    `code` is unreadable, syntax, unknown-key or wrong-value; `detail` the key (with "?" and the nearest right one) or
    what the TOML reader said.
    """

    def __init__(self, path: Path, code: str, detail: str = "") -> None:
        super().__init__(f"{path}: {code} {detail}".rstrip())
        self.path, self.code, self.detail = path, code, detail


@dataclass(frozen=True, slots=True)
class Config:
    """What holds for all pages, and for those of one site: a host, or a host with the beginning of a path.

    `rule_folders` are folders with rules of the town, `profiles` names of profiles, and `overlay` the changes to rules:
    each table of the file that bears the name of a rule. `file` is where all that stands.
    """

    scope: Scope = EVERYWHERE
    sites: Mapping[str, Scope] = field(default_factory=dict)
    rule_folders: tuple[Path, ...] = ()
    profiles: tuple[str, ...] = ()
    overlay: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""

    def scope_of(self, url: str) -> Scope:
        """What a page's site says goes before what holds for all pages; what is left out adds up.

        The longest name of a site that fits counts; `www.` makes no difference.
        """
        try:
            parts = urlsplit(url if "://" in url else "")
        except ValueError:  # "https://[bad/"
            return self.scope
        address = _plain(f"{parts.netloc}{parts.path}")
        fitting = (name for name in self.sites if _fits(address, _plain(name)))
        site = self.sites.get(max(fitting, key=lambda name: len(_plain(name).rstrip("/")), default=""), EVERYWHERE)
        return Scope(site.select or self.scope.select, (*self.scope.ignore, *site.ignore))

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """All that it says."""
        return (self.scope, *self.sites.values())


def find_config(start: Path) -> Path | None:
    """The helderetaal.toml in a folder, or in the nearest folder above it that has one."""
    return next((path for folder in (start, *start.parents) if (path := folder / NAME).is_file()), None)


def load_config(path: Path) -> Config:
    """The config in a TOML file; raises ConfigError, also for a key that means nothing."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(path, "unreadable") from error
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise ConfigError(path, "syntax", str(error)) from error
    overlay = {key: value for key, value in data.items() if _is_overlay(key, value)}
    _known(path, data.keys() - overlay.keys(), "", "")
    extract = _table(path, data.get("extract", {}), "extract")
    _known(path, extract, "extract", "extract.")
    sites = _table(path, extract.get("sites", {}), "extract.sites")
    found = {}
    for name, value in sites.items():
        key = f"extract.sites.{name}"
        site = _table(path, value, key)
        _known(path, site, "site", f"{key}.")
        found[name] = _scope(path, site, key)
    return Config(
        _scope(path, extract, "extract"),
        found,
        rule_folders=tuple(path.parent / name for name in _texts(path, data.get("rules", ()), "rules")),
        profiles=_texts(path, data.get("profile", ()), "profile"),
        overlay={key: _with_places(value, path.parent) for key, value in overlay.items()},
        file=str(path),
    )


def _is_overlay(key: str, value: Any) -> bool:
    """Whether a key is that of a rule: a table, and no misspelled key of ours."""
    known = _KEYS[""]
    return isinstance(value, dict) and key not in known and not get_close_matches(key, known, n=1, cutoff=0.8)


def _with_places(value: Any, folder: Path) -> Any:
    """The changes to a rule with the names of word lists made whole: they stand beside the config file."""
    if not isinstance(value, dict):
        return value
    if value.keys() <= {"file", "also"}:
        return {key: _beside(names, folder) for key, names in value.items()}
    return {key: _with_places(part, folder) for key, part in value.items()}


def _beside(names: Any, folder: Path) -> Any:
    """A file name, or a list of them, in a folder."""
    return [str(folder / str(name)) for name in names] if isinstance(names, list) else str(folder / str(names))


def _scope(path: Path, table: Mapping[str, Any], key: str) -> Scope:
    return Scope(*(_texts(path, table.get(name, ()), f"{key}.{name}") for name in ("select", "ignore")))


def _texts(path: Path, value: Any, key: str) -> tuple[str, ...]:
    """One text or a list of texts."""
    values = (value,) if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(each, str) and each.strip() for each in values):
        raise ConfigError(path, "wrong-value", key)
    return tuple(values)


def _table(path: Path, value: Any, key: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(path, "wrong-value", key)
    return value


def _known(path: Path, table: Iterable[str], level: str, prefix: str) -> None:
    for key in table:
        if key not in _KEYS[level]:
            near = get_close_matches(key, _KEYS[level], n=1)
            raise ConfigError(path, "unknown-key", "?".join((prefix + key, *(prefix + each for each in near))))


def _plain(address: str) -> str:
    return (
        address.lower().partition("://")[2].removeprefix("www.")
        if "://" in address
        else address.lower().removeprefix("www.")
    )


def _fits(address: str, name: str) -> bool:
    """Whether an address begins with the name of a site, at a whole host or a whole part of its path."""
    name = name.rstrip("/")
    return bool(name) and (address == name or address.startswith((f"{name}/", f"{name}:")))
