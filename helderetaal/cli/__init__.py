"""The command line: options in, Dutch messages and exit codes out.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 used wrongly or nothing could be read, 130 interrupted.
Standard output carries the report and nothing else.
"""

from __future__ import annotations

import math
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

import helderetaal
from helderetaal.cli._mistakes import DutchUsageError
from helderetaal.cli._output import format_of, must_be_writable, write
from helderetaal.cli._scope import page_scopes
from helderetaal.dutch import command_line as dutch
from helderetaal.dutch.failures import failure_sentence

if TYPE_CHECKING:
    from helderetaal import CrawlProgress, Failure, Page, PageReport, Report, Scope

FAILED, USAGE, INTERRUPTED = 1, 2, 130


class DutchFormatter(click.HelpFormatter):
    """click's help with Dutch headings: the one thing it has no argument for."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or dutch.HELP_USAGE)

    def write_heading(self, heading: str) -> None:
        super().write_heading(dutch.HELP_HEADINGS.get(heading, heading))


class DutchContext(click.Context):
    """What click writes help with; set on our own commands, and not for the whole process."""

    formatter_class = DutchFormatter


def _finite(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """A number as given; "nan" passes click's range."""
    if not math.isfinite(value):
        raise click.BadParameter("", context, parameter)
    return value


@click.group(
    help=dutch.HELP["helderetaal"],
    options_metavar=dutch.HELP_OPTIONS,
    subcommand_metavar=dutch.HELP_COMMAND,
    add_help_option=False,
)
@click.version_option(
    None, "--version", package_name="helderetaal", message="helderetaal %(version)s", help=dutch.HELP["--version"]
)
def program() -> None:
    pass


@program.command(help=dutch.HELP["check"], options_metavar=dutch.HELP_OPTIONS, add_help_option=False)
@click.argument("sources", metavar=dutch.HELP_SOURCES, nargs=-1, required=True)
@click.option(
    "-f",
    "--format",
    "format_name",
    metavar=dutch.HELP_NAME,
    type=click.Choice(helderetaal.format_names()),
    help=dutch.HELP["--format"],
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar=dutch.HELP_FILE, help=dutch.HELP["--output"])
@click.option(
    "--fail-on",
    default="error",
    type=click.Choice(["error", "warning", "note", "never"]),
    metavar=dutch.HELP_LEVEL,
    help=dutch.HELP["--fail-on"],
)
@click.option("--strict", is_flag=True, help=dutch.HELP["--strict"])
@click.option("--worst", type=click.IntRange(min=1), metavar=dutch.HELP_NUMBER, help=dutch.HELP["--worst"])
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar=dutch.HELP_NAME,
    type=click.Choice(helderetaal.profile_names()),
    help=dutch.HELP["--profile"],
)
@click.option("--pipeline", metavar=dutch.HELP_NAME, help=dutch.HELP["--pipeline"])
@click.option("--select", multiple=True, metavar=dutch.HELP_CSS, help=dutch.HELP["--select"])
@click.option("--ignore", multiple=True, metavar=dutch.HELP_CSS, help=dutch.HELP["--ignore"])
@click.option("--config", type=click.Path(path_type=Path), metavar=dutch.HELP_FILE, help=dutch.HELP["--config"])
def check(
    sources: tuple[str, ...],
    format_name: str | None,
    output: Path | None,
    fail_on: str,
    strict: bool,
    worst: int | None,
    profiles: tuple[str, ...],
    pipeline: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
) -> int:
    scope_of = page_scopes(select, ignore, config)
    if output is not None:
        must_be_writable(output, sources)
    if "-" in sources and sys.stdin is not None and sys.stdin.isatty():
        click.echo(dutch.PASTE_HERE, err=True)
    stdin = sys.stdin.buffer if "-" in sources and sys.stdin is not None else None
    report = _check(helderetaal.read_sources(sources, stdin=stdin), profiles, pipeline, scope_of)
    write(report, format_name or format_of(output), output, worst)
    return _exit_code(report, fail_on, strict)


@program.command(help=dutch.HELP["crawl"], options_metavar=dutch.HELP_OPTIONS, add_help_option=False)
@click.argument("url", metavar="URL")
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar=dutch.HELP_FILE, help=dutch.HELP["--store"]
)
@click.option(
    "--max-pages", default=200, type=click.IntRange(min=1), metavar=dutch.HELP_NUMBER, help=dutch.HELP["--max-pages"]
)
@click.option(
    "--delay",
    default=1.0,
    type=click.FloatRange(min=0, max=3600),
    metavar=dutch.HELP_SECONDS,
    callback=_finite,
    help=dutch.HELP["--delay"],
)
def crawl(url: str, store: Path, max_pages: int, delay: float) -> int:
    try:
        pages, failures, unfinished = _crawl(url, store, max_pages=max_pages, delay=delay)
    except helderetaal.StoreError as error:
        other = str(error).partition("other-site: ")[2]
        message = dutch.other_site_in_store(str(store), other) if other else dutch.bad_store(str(store))
        raise DutchUsageError(message) from error
    for failure in failures:
        click.echo(failure_sentence(failure), err=True)
    click.echo(dutch.crawl_summary(pages, len(failures), str(store), unfinished), err=True)
    return 0 if pages else USAGE


@program.command(help=dutch.HELP["rules"], options_metavar=dutch.HELP_OPTIONS, add_help_option=False)
@click.argument("rule_id", metavar=dutch.HELP_RULE, required=False)
def rules(rule_id: str | None) -> int:
    known = {rule.id: rule for rule in helderetaal.load_rules()}
    if rule_id is not None and rule_id not in known:
        raise DutchUsageError(dutch.unknown_rule(rule_id, sorted(known)))
    text = dutch.rule_page(known[rule_id]) if rule_id else dutch.rule_list(known.values())
    click.echo(text)
    return 0


@program.command(help=dutch.HELP["demo"], options_metavar=dutch.HELP_OPTIONS, add_help_option=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("demo"),
    metavar=dutch.HELP_FOLDER,
    help=dutch.HELP["demo --output"],
)
def demo(output: Path) -> int:
    output.mkdir(parents=True, exist_ok=True)
    report_file = output / "rapport.html"
    with tempfile.TemporaryDirectory() as folder, helderetaal.serve_example() as url:
        click.echo(dutch.demo_start(url), err=True)
        store = Path(folder) / "voorbeeld.db"
        _crawl(url, store, max_pages=200, delay=0)
        report = _check(helderetaal.read_sources([str(store)]), (), None, None)
    write(report, "html", report_file, None)
    write(report, "text", None, 3)
    click.echo(dutch.demo_end(str(report_file.resolve())))
    return 0 if report.pages else USAGE


for _command in (program, check, crawl, rules, demo):
    _command.context_class = DutchContext
    # click's own help option is in English
    click.help_option("-h", "--help", help=dutch.HELP["--help"])(_command)


def _crawl(url: str, store: Path, *, max_pages: int, delay: float) -> tuple[int, list[Failure], bool]:
    """A site into a store, with progress: the pages it holds now, the failures, whether there is more to fetch."""
    with helderetaal.CrawlStore(store) as crawl_store, _progress() as show:

        def on_progress(progress: CrawlProgress) -> None:
            show(dutch.crawl_progress(progress.done, progress.queued, progress.url))

        results = helderetaal.crawl(url, max_pages=max_pages, delay=delay, store=crawl_store, on_progress=on_progress)
        failures = [result for result in results if isinstance(result, helderetaal.Failure)]
        return crawl_store.page_count, failures, crawl_store.unfinished


def _check(
    pages: Iterable[Page | Failure],
    profiles: Iterable[str],
    pipeline: str | None,
    scope_of: Callable[[str], Scope] | None,
) -> Report:
    """The report of pages, with progress."""
    overlays = [helderetaal.load_profile(name) for name in profiles]
    with _progress() as show:
        show(dutch.CHECK_LOADING)
        checker = helderetaal.Checker(
            pipeline=pipeline, rules=helderetaal.load_rules(overlays=overlays), scope_of=scope_of
        )

        def counted() -> Iterator[PageReport | Failure]:
            for number, result in enumerate(checker.results(pages), start=1):
                show(dutch.check_progress(number, result.url))
                yield result

        return checker.report(counted())


@contextmanager
def _progress() -> Iterator[Any]:
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


def _exit_code(report: Report, fail_on: str, strict: bool) -> int:
    """2 where nothing could be read (with strict: anything), 1 where a finding is at or above `fail_on`, else 0."""
    if not report.pages or (strict and report.failures):
        return USAGE
    if fail_on == "never":
        return 0
    least = helderetaal.Severity(fail_on).rank
    counts = (f for page in report.pages for f in page.findings if f.muted is None and not f.known)
    return FAILED if any(finding.severity.rank >= least for finding in counts) else 0


def main() -> None:
    """Run the command line; every mistake ends in a Dutch sentence and exit code 2, never in a traceback."""
    sys.stdout = sys.stdout or _nowhere()  # None where the caller closed it
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _subject(error: click.ClickException) -> str | None:
    """What a usage error is about: the name of the option, the command or the argument."""
    parameter = getattr(error, "param", None)
    if parameter is not None:
        return str(parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.metavar)
    return getattr(error, "option_name", None) or getattr(error, "command_name", None)


def _choices(error: click.ClickException) -> tuple[str, ...]:
    """The values that an option takes, where it takes only some."""
    return tuple(map(str, getattr(getattr(getattr(error, "param", None), "type", None), "choices", ())))


def _run() -> int:
    try:
        return int(program.main(prog_name="helderetaal", standalone_mode=False) or 0)
    except DutchUsageError as error:
        click.echo(f"{error.message} {dutch.SEE_HELP}", err=True)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.ClickException as error:
        near = getattr(error, "possibilities", None) or ()
        click.echo(dutch.usage_error(type(error).__name__, _subject(error), _choices(error), near), err=True)
    except (helderetaal.PipelineError, helderetaal.RuleError) as error:
        click.echo(dutch.setup_error(type(error).__name__, str(error)), err=True)
    except (click.Abort, KeyboardInterrupt):
        click.echo(dutch.INTERRUPTED, err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as error:
        # Where the reader (`| head`) has gone, click wraps stdout and ends the program with 1, and 1 means findings.
        if isinstance(error, SystemExit) and not type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):
            return error.code if isinstance(error.code, int) else USAGE
        # Python would complain again when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(dutch.os_error(str(error.filename or "")), err=True)
    except Exception as error:
        if "HELDERETAAL_DEBUG" in os.environ:
            raise
        click.echo(dutch.crashed(type(error).__name__), err=True)
    return USAGE
