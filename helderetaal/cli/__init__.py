"""The command line: options in, Dutch messages and exit codes out.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 used wrongly or nothing could be read, 130 interrupted.
Standard output carries the report and nothing else.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

import helderetaal
from helderetaal.cli._mistakes import DutchUsageError
from helderetaal.cli._output import format_of, must_be_writable, write
from helderetaal.cli._scope import config_of, page_scopes, rules_of
from helderetaal.cli._work import check_pages, crawl_site, must_hold
from helderetaal.dutch import command_line as dutch
from helderetaal.dutch import rules as rules_dutch
from helderetaal.dutch.failures import failure_sentence

if TYPE_CHECKING:
    from helderetaal import Report

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
    help=dutch.HELP["--profile"].format(profiles=", ".join(helderetaal.profile_names())),
)
@click.option("--pipeline", metavar=dutch.HELP_NAME, help=dutch.HELP["--pipeline"])
@click.option("--select", multiple=True, metavar=dutch.HELP_CSS, help=dutch.HELP["--select"])
@click.option("--ignore", multiple=True, metavar=dutch.HELP_CSS, help=dutch.HELP["--ignore"])
@click.option("--config", type=click.Path(path_type=Path), metavar=dutch.HELP_FILE, help=dutch.HELP["--config"])
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar=dutch.HELP_DAY, help=dutch.HELP["--today"])
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
    today: datetime | None,
) -> int:
    found = config_of(config)
    scope_of = page_scopes(select, ignore, found)
    rules = rules_of(found, profiles)
    if output is not None:
        must_be_writable(output, sources)
    if "-" in sources and sys.stdin is not None and sys.stdin.isatty():
        click.echo(dutch.PASTE_HERE, err=True)
    stdin = sys.stdin.buffer if "-" in sources and sys.stdin is not None else None
    pages = helderetaal.read_sources(sources, stdin=stdin)
    report = check_pages(pages, rules, pipeline=pipeline, scope_of=scope_of, today=today.date() if today else None)
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
        pages, failures, unfinished = crawl_site(url, store, max_pages=max_pages, delay=delay)
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
@click.option("--test", is_flag=True, help=dutch.HELP["rules --test"])
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar=dutch.HELP_NAME,
    type=click.Choice(helderetaal.profile_names()),
    help=dutch.HELP["rules --profile"],
)
@click.option("--config", type=click.Path(path_type=Path), metavar=dutch.HELP_FILE, help=dutch.HELP["--config"])
def rules(rule_id: str | None, test: bool, profiles: tuple[str, ...], config: Path | None) -> int:
    known = {rule.id: rule for rule in rules_of(config_of(config), profiles)}
    if rule_id is not None and rule_id not in known:
        near = next(iter(get_close_matches(rule_id, known, n=1)), "")
        raise DutchUsageError(rules_dutch.unknown_rule(rule_id, sorted(known), near))
    chosen = [known[rule_id]] if rule_id else list(known.values())
    if test:
        must_hold(chosen, helderetaal.load_pipeline())
        click.echo(rules_dutch.all_hold(sum(len(rule.examples) for rule in chosen)))
        return 0
    scores = helderetaal.load_scores()
    page = rules_dutch.rule_page(chosen[0], scores.get(chosen[0].id)) if rule_id else ""
    click.echo(page or rules_dutch.rule_list(chosen, scores))
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
        crawl_site(url, store, max_pages=200, delay=0)
        report = check_pages(helderetaal.read_sources([str(store)]), helderetaal.load_rules())
    write(report, "html", report_file, None)
    write(report, "text", None, 3)
    click.echo(dutch.demo_end(str(report_file.resolve())))
    return 0 if report.pages else USAGE


for _command in (program, check, crawl, rules, demo):
    _command.context_class = DutchContext
    # click's own help option is in English
    click.help_option("-h", "--help", help=dutch.HELP["--help"])(_command)


def _exit_code(report: Report, fail_on: str, strict: bool) -> int:
    """2 where nothing could be read (with strict: anything), 1 where a finding is at or above `fail_on`, else 0."""
    if not report.pages or (strict and report.failures):
        return USAGE
    if fail_on == "never":
        return 0
    least = helderetaal.Severity(fail_on).rank
    counts = [f.severity for page in report.pages for f in page.findings if f.muted is None and not f.known]
    counts += [finding.severity for finding in report.site]
    return FAILED if any(severity.rank >= least for severity in counts) else 0


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
    except helderetaal.PipelineError as error:
        click.echo(dutch.pipeline_error(str(error)), err=True)
    except helderetaal.RuleError as error:
        said = rules_dutch.rule_error(error.where, error.line, error.code, error.detail, error.near)
        click.echo(said, err=True)
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
