"""The work behind the commands, with progress on standard error."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import helderetaal
from helderetaal.cli._mistakes import DutchUsageError
from helderetaal.dutch import command_line as dutch
from helderetaal.dutch import rules as rules_dutch

if TYPE_CHECKING:
    from spacy.language import Language

    from helderetaal import CrawlProgress, Failure, Page, PageReport, Report, Rule, Scope


def crawl_site(url: str, store: Path, *, max_pages: int, delay: float) -> tuple[int, list[Failure], bool]:
    """A site into a store, with progress: the pages it holds now, the failures, whether there is more to fetch."""
    with helderetaal.CrawlStore(store) as crawl_store, progress() as show:

        def on_progress(progress: CrawlProgress) -> None:
            show(dutch.crawl_progress(progress.done, progress.queued, progress.url))

        results = helderetaal.crawl(url, max_pages=max_pages, delay=delay, store=crawl_store, on_progress=on_progress)
        failures = [result for result in results if isinstance(result, helderetaal.Failure)]
        return crawl_store.page_count, failures, crawl_store.unfinished


def must_hold(rules: Iterable[Rule], nlp: Language) -> None:
    """A usage error where an example of a rule does not hold."""
    broken = [rules_dutch.broken_example(one) for one in helderetaal.broken_examples(nlp, rules)]
    if broken:
        raise DutchUsageError("\n".join(broken) + "\n")


def check_pages(
    pages: Iterable[Page | Failure],
    rules: Iterable[Rule],
    *,
    pipeline: str | None = None,
    scope_of: Callable[[str], Scope] | None = None,
    today: date | None = None,
) -> Report:
    """The report of pages, with progress; the examples of a town's own rules are tried first."""
    with progress() as show:
        show(dutch.CHECK_LOADING)
        checker = helderetaal.Checker(pipeline=pipeline, rules=rules, scope_of=scope_of, today=today)
        own = [rule for rule in checker.rules if not helderetaal.is_shipped(rule)]
        if not pipeline:
            must_hold(own, checker.nlp)

        def counted() -> Iterator[PageReport | Failure]:
            for number, result in enumerate(checker.results(pages), start=1):
                show(dutch.check_progress(number, result.url))
                yield result

        return checker.report(counted())


@contextmanager
def progress() -> Iterator[Any]:
    """A function that shows one line on standard error over the last one; nothing where that is no terminal."""
    terminal = sys.stderr.isatty()
    width = shutil.get_terminal_size().columns - 1

    def show(line: str) -> None:
        if terminal:
            click.echo("\r" + line[:width].ljust(width), nl=False, err=True)

    try:
        yield show
    finally:
        if terminal:
            click.echo("\r" + " " * width + "\r", nl=False, err=True)
