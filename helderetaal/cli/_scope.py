"""What the config file says, and what --select, --ignore and --profile say, which go before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import helderetaal
from helderetaal.cli._mistakes import DutchUsageError
from helderetaal.dutch import command_line as dutch


def config_of(config: Path | None) -> helderetaal.Config:
    """The config in a file, or in the nearest one; a usage error where it is wrong."""
    path = config or helderetaal.find_config(Path.cwd())
    try:
        return helderetaal.load_config(path) if path is not None else helderetaal.Config()
    except helderetaal.ConfigError as error:
        raise DutchUsageError(dutch.config_error(str(error.path), error.code, error.detail)) from error


def rules_of(found: helderetaal.Config, profiles: tuple[str, ...]) -> tuple[helderetaal.Rule, ...]:
    """The rules with those of the town, the profiles (those of the command line last) and the changes of the config."""
    overlays = [helderetaal.load_profile(name) for name in (*found.profiles, *profiles)]
    own = helderetaal.Overlay(found.overlay, found.file)
    return helderetaal.load_rules(own=found.rule_folders, overlays=[*overlays, own])


def page_scopes(
    select: tuple[str, ...], ignore: tuple[str, ...], found: helderetaal.Config
) -> Callable[[str], helderetaal.Scope]:
    """The scope of a page by its URL; a usage error where a selector is wrong."""
    asked = helderetaal.Scope(select, ignore)
    for selector in (text for scope in (asked, *found.scopes) for text in (*scope.select, *scope.ignore)):
        if not helderetaal.is_selector(selector):
            raise DutchUsageError(dutch.bad_selector(selector))

    def scope_of(url: str) -> helderetaal.Scope:
        known = found.scope_of(url)
        return helderetaal.Scope(asked.select or known.select, (*known.ignore, *asked.ignore))

    return scope_of
