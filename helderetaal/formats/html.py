"""The report as one HTML file that needs nothing else: front part first, then each page with its text."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helderetaal import dutch
from helderetaal.dutch import harmless, shortened
from helderetaal.dutch.failures import failure_label, failure_sentence
from helderetaal.formats import _overview as overview
from helderetaal.formats._links import is_web, live_link
from helderetaal.records import Block, Finding, Kind, PageReport, Report, Rule, Severity, SiteFinding

_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CELLS = frozenset({Kind.CELL, Kind.HEADER_CELL})
_SHOWN = 300  # Characters of a sentence beside its better one.
_MOST_SITE, _MOST_PLACES = 50, 10  # Findings about the site, and pages named for each.


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a block's text: the severity of what covers it, whether a line ends here, and which points end."""

    text: str
    severity: Severity | None
    several: bool
    line_end: bool
    points: tuple[int, ...]


def render(report: Report, out: TextIO) -> None:
    """Write the report as HTML; a stream that is not UTF gets character references, since the file says it is UTF-8."""
    text = _environment().get_template("report.html.j2").render(_report(report))
    if not (out.encoding or "utf-8").lower().startswith("utf"):
        text = text.encode("ascii", "xmlcharrefreplace").decode()
    out.write(text)


def _environment() -> Environment:
    """Templates that escape every value, and fail on a name that is not given."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["csp_hash"] = _csp_hash
    return environment


def _csp_hash(text: str) -> str:
    """What a Content-Security-Policy calls this style or script, so that the browser runs it and no other."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _report(report: Report) -> dict[str, Any]:
    clear = sum(page.clear_sentences for page in report.pages)
    sentences = sum(page.sentences for page in report.pages)
    pages = overview.worst_first(report.pages)
    return {
        "t": SimpleNamespace(**dutch.HTML),
        "why": dutch.WHY,
        "improved": dutch.IMPROVED,
        "severities": [(level.value, dutch.SYMBOL[level], dutch.SEVERITY[level]) for level in reversed(Severity)],
        "state": dutch.site_sentence(len(pages), clear, sentences),
        "hidden": dutch.hidden_sentence(*overview.hidden(pages)),
        "pages": [_page(page, number) for number, page in enumerate(pages, start=1)],
        "rules": [_rule(*found) for found in overview.most_found(report)],
        "site": [_site(finding) for finding in overview.site_first(report.site)[:_MOST_SITE]],
        "failures": [(failure_label(failure), failure_sentence(failure)) for failure in report.failures],
        "skipped": [
            dutch.skipped_sentence(overview.rule_title(report, skipped.rule), skipped.needs)
            for skipped in report.skipped
        ],
        "tool": " ".join(harmless(report.tool[key]) for key in ("name", "version") if key in report.tool),
    }


def _site(finding: SiteFinding) -> dict[str, Any]:
    urls = list(dict.fromkeys(harmless(place.url) for place in finding.places))
    more = len(urls) - _MOST_PLACES
    return {
        "title": finding.rule.title,
        "id": finding.rule.id,
        "severity": finding.severity.value,
        "word": f"{dutch.SYMBOL[finding.severity]} {dutch.SEVERITY[finding.severity]}",
        "message": shortened(harmless(finding.message), 400),
        "advice": finding.rule.advice,
        "urls": [shortened(url) for url in urls[:_MOST_PLACES]],
        "more": dutch.more_places(more) if more > 0 else "",
    }


def _rule(rule: Rule, times: int, pages: int) -> dict[str, str]:
    return {
        "title": rule.title,
        "id": rule.id,
        "times": dutch.number(times),
        "pages": dutch.number(pages),
        "advice": rule.advice,
    }


def _page(page: PageReport, number: int) -> dict[str, Any]:
    findings = overview.shown(page)
    explained: set[str] = set()
    points = []
    last = {id(passage[-1]): passage for passage in overview.passages(page)}
    for place, finding in enumerate(findings, start=1):
        points.append(
            _point(page, finding, place, first=finding.rule.id not in explained)
            | _better(page, last.get(id(finding), []))
        )
        explained.add(finding.rule.id)
    return {
        "number": number,
        "name": overview.page_name(page),
        "url": harmless(page.url) if page.title else "",
        "href": page.url if is_web(page.url) else None,
        "share": "–" if page.clarity is None else dutch.percent(page.clarity),
        "clarity": dutch.clarity_sentence(page.clear_sentences, page.sentences),
        "tally": dutch.tally_sentence(overview.tally(findings)),
        "hidden": dutch.hidden_sentence(*overview.hidden([page])),
        "count": dutch.number(len(findings)),
        "points": [point for point in points if point["block"] is None],
        "groups": list(_groups(page, findings, points)),
        "measures": list(_measures(page)),
    }


def _measures(page: PageReport) -> Iterator[tuple[str, str, str]]:
    for measure in dutch.MEASURES:
        if measure.key in page.measures:
            value = dutch.measure_value(measure, page.measures[measure.key])
            yield measure.name, value or dutch.NOT_COMPUTED, measure.meaning


def _point(page: PageReport, finding: Finding, number: int, first: bool) -> dict[str, Any]:
    """A finding for the template; why stands at the first one of its rule, what to do also where nothing else helps."""
    block = None if finding.block is None else page.blocks[finding.block]
    return {
        "number": number,
        "block": finding.block,
        "severity": finding.severity.value,
        "symbol": dutch.SYMBOL[finding.severity],
        "word": dutch.SEVERITY[finding.severity],
        "title": finding.rule.title,
        "place": dutch.WHOLE_PAGE
        if block is None
        else dutch.place(block.kind, block.line_at(overview.sentence_place(block.text, finding)[0]), page.unit),
        "message": harmless(finding.message),
        "why": finding.rule.why if first else "",
        "advice": finding.rule.advice if first or not finding.suggestions else "",
        "suggestions": _suggestions(finding),
        "href": live_link(page.url, finding.sentence),
    }


def _suggestions(finding: Finding) -> list[dict[str, Any]]:
    """The suggestions for the template: words to choose from on one line, then each other one."""
    lines = []
    if words := [each for each in finding.suggestions if each.kind == "word"]:
        label = dutch.suggestion_label("word", words[0].certainty, overview.fits(words[0]))
        lines.append({"label": label, "text": dutch.either(harmless(each.text) for each in words), "paste": False})
    for each in finding.suggestions:
        if each.kind != "word":
            label = dutch.suggestion_label(each.kind, each.certainty, overview.fits(each))
            text = "\n".join(harmless(line) for line in each.text.splitlines() if line.strip())
            lines.append({"label": label, "text": text, "paste": overview.fits(each) and each.kind != "explain"})
    return lines


def _better(page: PageReport, passage: list[Finding]) -> dict[str, str]:
    """The sentence as it is and with the better words filled in, at the last finding in it; empty elsewhere."""
    better = overview.improved(page, passage) if passage else None
    if better is None:
        return {"now": "", "better": ""}
    now = "".join(text for text, _ in overview.pieces(page, passage))
    return {"now": dutch.shortened(harmless(now), _SHOWN), "better": harmless(better)}


def _groups(page: PageReport, findings: list[Finding], points: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The blocks for the template, grouped as they stand on the page: list items by list, cells by row."""
    numbers: dict[int, list[int]] = {}
    for place, finding in enumerate(findings):
        if finding.block is not None:
            numbers.setdefault(finding.block, []).append(place)
    for (shape, _), members in groupby(enumerate(page.blocks), key=lambda item: _group(*item)):
        blocks: list[dict[str, Any]] = []
        beside: list[dict[str, Any]] = []
        for index, block in members:
            here = numbers.get(index, [])
            beside.extend(points[place] for place in here)
            blocks.append(
                {
                    "kind": block.kind.value,
                    "name": dutch.KIND[block.kind],
                    "level": block.level,
                    "language": block.language if _LANGUAGE.fullmatch(block.language or "") else None,
                    "pieces": list(pieces(block, [(place + 1, findings[place]) for place in here])),
                }
            )
        yield {"shape": shape, "blocks": blocks, "points": beside}


def _group(index: int, block: Block) -> tuple[str, str | int]:
    """What a block is grouped by: list items by list, cells by row, any other block by itself."""
    if block.kind in _CELLS:
        return "row", block.selector.rpartition(">")[0]
    if block.kind is Kind.LIST_ITEM:
        return "list", block.selector.rpartition(">")[0]
    return "single", index


def pieces(block: Block, findings: list[tuple[int, Finding]]) -> Iterator[_Piece]:
    """The text of a block cut at every edge of a finding and at every line end, so that findings may overlap."""
    spans = [(finding.start or 0, finding.end or 0, number, finding.severity) for number, finding in findings]
    cuts = {0, len(block.text)}
    cuts.update(edge for start, end, _, _ in spans for edge in (start, end))
    cuts.update(edge for place in block.breaks for edge in (place, place + 1))
    edges = sorted(edge for edge in cuts if 0 <= edge <= len(block.text))
    for start, end in zip([0, *edges], edges, strict=False):
        over = [severity for first, last, _, severity in spans if first <= start and end <= last and start < end]
        yield _Piece(
            text=harmless(block.text[start:end]),
            severity=max(over, key=lambda severity: severity.rank) if over else None,
            several=len(over) > 1,
            line_end=start in block.breaks and start < end,
            points=tuple(number for _, last, number, _ in spans if last == end),
        )
