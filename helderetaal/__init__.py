"""helderetaal: is a Dutch government web page written in plain language?

    import helderetaal
    report = helderetaal.check("Uw aanvraag wordt behandeld.")
    report.findings[0].text    # 'wordt behandeld'

Every name in `__all__` is loaded when it is first used: importing spaCy takes about a second, and a program that only
asks for the version should not wait for it.
"""

from __future__ import annotations

import functools
import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helderetaal.checker import Checker as Checker
    from helderetaal.config import Config as Config
    from helderetaal.config import ConfigError as ConfigError
    from helderetaal.config import find_config as find_config
    from helderetaal.config import load_config as load_config
    from helderetaal.crawler import CrawlProgress as CrawlProgress
    from helderetaal.crawler import CrawlStore as CrawlStore
    from helderetaal.crawler import StoreError as StoreError
    from helderetaal.crawler import crawl as crawl
    from helderetaal.crawler import read_sources as read_sources
    from helderetaal.crawler import serve_example as serve_example
    from helderetaal.examples import Broken as Broken
    from helderetaal.examples import broken_examples as broken_examples
    from helderetaal.extract.scope import is_selector as is_selector
    from helderetaal.formats import format_names as format_names
    from helderetaal.formats import render as render
    from helderetaal.pipeline import PipelineError as PipelineError
    from helderetaal.pipeline import load_pipeline as load_pipeline
    from helderetaal.records import Block as Block
    from helderetaal.records import Cell as Cell
    from helderetaal.records import Emphasis as Emphasis
    from helderetaal.records import Example as Example
    from helderetaal.records import Failure as Failure
    from helderetaal.records import Finding as Finding
    from helderetaal.records import Item as Item
    from helderetaal.records import Kind as Kind
    from helderetaal.records import Link as Link
    from helderetaal.records import Match as Match
    from helderetaal.records import Page as Page
    from helderetaal.records import PageReport as PageReport
    from helderetaal.records import Place as Place
    from helderetaal.records import Reason as Reason
    from helderetaal.records import Report as Report
    from helderetaal.records import Rule as Rule
    from helderetaal.records import Scope as Scope
    from helderetaal.records import Severity as Severity
    from helderetaal.records import SiteFinding as SiteFinding
    from helderetaal.records import SiteMatch as SiteMatch
    from helderetaal.records import Skipped as Skipped
    from helderetaal.records import Suggestion as Suggestion
    from helderetaal.ruleset import Overlay as Overlay
    from helderetaal.ruleset import RuleError as RuleError
    from helderetaal.ruleset import Score as Score
    from helderetaal.ruleset import is_shipped as is_shipped
    from helderetaal.ruleset import load_profile as load_profile
    from helderetaal.ruleset import load_rules as load_rules
    from helderetaal.ruleset import load_scores as load_scores
    from helderetaal.ruleset import profile_names as profile_names

_HOME = {
    "helderetaal.checker": ("Checker",),
    "helderetaal.config": ("Config", "ConfigError", "find_config", "load_config"),
    "helderetaal.crawler": ("CrawlProgress", "CrawlStore", "StoreError", "crawl", "read_sources", "serve_example"),
    "helderetaal.examples": ("Broken", "broken_examples"),
    "helderetaal.extract.scope": ("is_selector",),
    "helderetaal.formats": ("format_names", "render"),
    "helderetaal.pipeline": ("PipelineError", "load_pipeline"),
    "helderetaal.records": (
        *("Block", "Cell", "Emphasis", "Example", "Failure", "Finding", "Item", "Kind", "Link", "Match", "Page"),
        *("PageReport", "Place", "Reason", "Report", "Rule", "Scope", "Severity", "SiteFinding", "SiteMatch"),
        *("Skipped", "Suggestion"),
    ),
    "helderetaal.ruleset": (
        *("Overlay", "RuleError", "Score", "is_shipped", "load_profile", "load_rules", "load_scores", "profile_names"),
    ),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = ["check", "check_html", *sorted(_MODULE_OF)]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from helderetaal.records import tool_version

        return tool_version()
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_MODULE_OF[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def check(text: str, *, url: str = "") -> PageReport:
    """The report of a text (paragraphs between blank lines), by the shipped pipeline and rules."""
    return _checker().check(text, url=url)


def check_html(html: bytes | str, *, url: str = "") -> PageReport:
    """The report of an HTML page, by the shipped pipeline and rules. `Checker.check_all` also says what went wrong."""
    return _checker().check(html, url=url)


@functools.cache
def _checker() -> Checker:
    from helderetaal.checker import Checker

    return Checker()
