"""The report as an editor reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import TextIO

from rich.console import Console
from rich.text import Text

from helderetaal import dutch
from helderetaal.dutch import harmless, shortened
from helderetaal.dutch.failures import failure_label, failure_sentence
from helderetaal.formats import _overview as overview
from helderetaal.records import Finding, PageReport, Report, Severity

_STYLE = {Severity.ERROR: "bold magenta", Severity.WARNING: "bold cyan", Severity.NOTE: "cyan"}
_TOP = 5
_PLACES = 3
_INDENT = 4
_CONTEXT = 200  # A sentence of 30 words fits whole; of a long paragraph both ends are enough.

_Part = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line to print. What an editor pastes or clicks is not wrapped: a hard line end would come along."""

    text: Text
    indent: int = 0
    wrap: bool = True


def _line(*parts: _Part, indent: int = 0, wrap: bool = True) -> _Line:
    return _Line(Text.assemble(*parts), indent, wrap)


def render(report: Report, out: TextIO, *, color: bool = False, width: int = 100, worst: int | None = None) -> None:
    """Write the report in Dutch for a terminal of `width` characters; no escape codes where `color` is off.

    `worst` is the number of pages to show, those to mend first; None: all of them, in the order of the report.
    """
    memory = StringIO()
    console = Console(
        file=memory,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    pages = report.pages if worst is None else overview.worst_first(report.pages)[:worst]
    for line in _lines(report, pages):
        _print(console, line)
    out.write(overview.encodable(memory.getvalue(), out.encoding))


def _print(console: Console, line: _Line) -> None:
    """Print a line, wrapped under its own indent."""
    room = max(console.width - line.indent, 20)
    for part in line.text.wrap(console, room) if line.wrap else [line.text]:
        part.rstrip()
        console.print(Text(" " * line.indent).append_text(part), soft_wrap=True)


def _lines(report: Report, pages: Iterable[PageReport]) -> Iterator[_Line]:
    for page in pages:
        yield from _page(page)
        yield _line()
    if len(report.pages) != 1:
        yield from _summary(report)
    for failure in report.failures:
        yield _line((failure_label(failure), "bold"), f": {failure_sentence(failure)}", wrap=False)
    for skipped in report.skipped:
        title = overview.rule_title(report, skipped.rule)
        yield _line(dutch.skipped_sentence(title, skipped.needs), wrap=False)


def _page(page: PageReport) -> Iterator[_Line]:
    findings = overview.shown(page)
    name = overview.page_name(page)
    yield _line((name, "bold"))
    yield _line("=" * min(len(name), 60))
    if page.title and page.url:
        yield _line(harmless(page.url), wrap=False)
    yield _line(
        (dutch.clarity_sentence(page.clear_sentences, page.sentences), "bold"),
        f" {dutch.tally_sentence(overview.tally(findings))}",
    )
    yield from _optional(dutch.hidden_sentence(*overview.hidden([page])))
    yield from _optional(dutch.measures_line(page.measures))
    explained: set[str] = set()
    for passage in overview.passages(page):
        yield _line()
        yield from _passage(page, passage, explained)


def _optional(sentence: str) -> Iterator[_Line]:
    if sentence:
        yield _line(sentence)


def _passage(page: PageReport, findings: list[Finding], explained: set[str]) -> Iterator[_Line]:
    """A sentence with all that is found in it, and the sentence with the better words filled in.

    The reason and the advice of a rule stand only at its first finding on the page, and where nothing else helps.
    """
    yield _line((_place(page, findings[0]), "bold"))
    yield from _quote(page, findings)
    for finding in findings:
        yield from _finding(finding, first=finding.rule.id not in explained)
        explained.add(finding.rule.id)
    better = overview.improved(page, findings)
    if better is not None:
        yield _line((f"{dutch.IMPROVED}:", "bold"), f' "{harmless(better)}"', indent=_INDENT, wrap=False)


def _finding(finding: Finding, first: bool) -> Iterator[_Line]:
    rule = finding.rule
    severity = f"{dutch.SYMBOL[finding.severity]} {dutch.SEVERITY[finding.severity]}"
    title = (severity, _STYLE[finding.severity]), " | ", (rule.title, "bold"), f" ({rule.id})"
    yield _line(*title, indent=_INDENT)
    yield _line(harmless(finding.message), indent=2 * _INDENT)
    if first:
        yield _line(f"{dutch.WHY} {rule.why}", indent=2 * _INDENT)
    if first or not finding.suggestions:
        yield _line(rule.advice, indent=2 * _INDENT)
    yield from _suggestions(finding)


def _place(page: PageReport, finding: Finding) -> str:
    if finding.block is None:
        return dutch.WHOLE_PAGE.capitalize()
    block = page.blocks[finding.block]
    line = block.line_at(overview.sentence_place(block.text, finding)[0])
    return dutch.place(block.kind, line, page.unit).capitalize()


def _quote(page: PageReport, findings: list[Finding]) -> Iterator[_Line]:
    """The sentence with the words in »…«, which a copy and a log keep, whether there is colour or not."""
    pieces = overview.pieces(page, findings)
    parts: list[_Part] = []
    for number, (text, marked) in enumerate(pieces):
        if marked:
            parts.append((f"»{shortened(harmless(text), _CONTEXT)}«", "bold underline"))
        elif len(pieces) == 1:
            parts.append(shortened(harmless(text), 2 * _CONTEXT))
        elif number == 0:
            parts.append(dutch.ending(harmless(text), _CONTEXT))
        elif number == len(pieces) - 1:
            parts.append(dutch.beginning(harmless(text), _CONTEXT))
        else:
            parts.append(shortened(harmless(text), _CONTEXT))
    if parts:
        yield _line('"', *parts, '"', indent=_INDENT)


def _suggestions(finding: Finding) -> Iterator[_Line]:
    """The words for the place of the finding on one line, then each other suggestion."""
    words = [suggestion for suggestion in finding.suggestions if suggestion.kind == "word"]
    if words:
        label = dutch.suggestion_label("word", words[0].certainty, overview.fits(words[0]))
        choice = dutch.either(harmless(each.text) for each in words)
        yield _line((f"{label}:", "bold"), f" {choice}", indent=2 * _INDENT)
    for suggestion in finding.suggestions:
        if suggestion.kind != "word":
            label = dutch.suggestion_label(suggestion.kind, suggestion.certainty, overview.fits(suggestion))
            lines = [harmless(line) for line in suggestion.text.splitlines() if line.strip()]
            yield from _suggestion(label, lines, paste=overview.fits(suggestion))


def _suggestion(label: str, lines: list[str], paste: bool) -> Iterator[_Line]:
    mark = '"' if paste else ""
    if len(lines) == 1:
        yield _line((f"{label}:", "bold"), f" {mark}{lines[0]}{mark}", indent=2 * _INDENT, wrap=not paste)
        return
    yield _line((f"{label}:", "bold"), indent=2 * _INDENT)
    for line in lines:
        yield _line(f"{mark}{line}{mark}", indent=3 * _INDENT, wrap=not paste)


def _summary(report: Report) -> Iterator[_Line]:
    """The state of all pages: where to start, and what is found most."""
    clear = sum(page.clear_sentences for page in report.pages)
    sentences = sum(page.sentences for page in report.pages)
    yield _line((dutch.site_sentence(len(report.pages), clear, sentences), "bold"))
    yield from _optional(dutch.hidden_sentence(*overview.hidden(report.pages)))
    unclear = [page for page in overview.worst_first(report.pages) if page.clarity is not None and page.clarity < 1]
    if unclear:
        yield _line()
        yield _line((f"{dutch.START_HERE}:", "bold"))
    for page in unclear[:_TOP]:
        name = shortened(overview.page_name(page), 60)
        state = dutch.clear_of(page.clear_sentences, page.sentences)
        yield _line(f"{state}  {name}  {harmless(page.url) if page.title else ''}", indent=2, wrap=False)
    found = overview.most_found(report)
    if found:
        yield _line()
        yield _line((f"{dutch.MOST_FOUND}:", "bold"))
    for rule, times, pages in found[:_TOP]:
        yield _line(dutch.fired(rule.title, rule.id, times, pages), indent=2)
    yield from _site(report)
    yield _line()


def _site(report: Report) -> Iterator[_Line]:
    """What only many pages together show, with the first places of each."""
    if report.site:
        yield _line()
        yield _line((f"{dutch.OVER_SITE}:", "bold"))
    for finding in overview.site_first(report.site)[:_TOP]:
        severity = f"{dutch.SYMBOL[finding.severity]} {dutch.SEVERITY[finding.severity]}"
        yield _line(
            (severity, _STYLE[finding.severity]), " | ", (finding.rule.title, "bold"), f" ({finding.rule.id})", indent=2
        )
        yield _line(shortened(harmless(finding.message), 2 * _CONTEXT), indent=_INDENT)
        yield _line(finding.rule.advice, indent=_INDENT)
        urls = list(dict.fromkeys(place.url for place in finding.places))
        for url in urls[:_PLACES]:
            yield _line(harmless(url), indent=2 * _INDENT, wrap=False)
        if len(urls) > _PLACES:
            yield _line(dutch.more_places(len(urls) - _PLACES), indent=2 * _INDENT)
