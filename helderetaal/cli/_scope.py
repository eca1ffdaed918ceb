"""What part of a page to read: from the config file, and from --select and --ignore, which go before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import helderetaal
from helderetaal.cli._mistakes import DutchUsageError
from helderetaal.dutch import command_line as dutch


def page_scopes(
    select: tuple[str, ...], ignore: tuple[str, ...], config: Path | None
) -> Callable[[str], helderetaal.Scope]:
    """The scope of a page by its URL; a usage error where the config or a selector is wrong."""
    path = config or helderetaal.find_config(Path.cwd())
    try:
        found = helderetaal.load_config(path) if path is not None else helderetaal.Config()
    except helderetaal.ConfigError as error:
        raise DutchUsageError(dutch.config_error(str(error.path), error.code, error.detail)) from error
    asked = helderetaal.Scope(select, ignore)
    for selector in (text for scope in (asked, *found.scopes) for text in (*scope.select, *scope.ignore)):
        if not helderetaal.is_selector(selector):
            raise DutchUsageError(dutch.bad_selector(selector))

    def scope_of(url: str) -> helderetaal.Scope:
        known = found.scope_of(url)
        return helderetaal.Scope(asked.select or known.select, (*known.ignore, *asked.ignore))

    return scope_of
