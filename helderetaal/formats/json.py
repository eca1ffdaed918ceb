"""The wire format, version 1, as `report.schema.json` describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any, TextIO

from helderetaal.dutch.failures import failure_sentence
from helderetaal.formats._links import live_link
from helderetaal.records import Block, Emphasis, Failure, Finding, PageReport, Report, SiteFinding, Skipped, Suggestion

VERSION = 1

_SURROGATE = re.compile("[\ud800-\udfff]")
# Valid in JSON as they are, but a terminal obeys them: a C1 control starts an escape sequence.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def render(report: Report, out: TextIO) -> None:
    """Write the report as JSON; a lone surrogate becomes U+FFFD, so that offsets hold and any stream can take it."""
    text = json.dumps(_report(report), ensure_ascii=False, indent=2, allow_nan=False)
    text = _SURROGATE.sub("\ufffd", text)
    utf = (out.encoding or "utf-8").lower().startswith("utf")
    out.write((_OBEYED if utf else _NOT_ASCII).sub(_escaped, text) + "\n")


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _report(report: Report) -> dict[str, Any]:
    return {
        "version": VERSION,
        "tool": {"name": "helderetaal", "version": None, "pipeline": None, **report.tool},
        "pages": [_page(page) for page in report.pages],
        "site": [_site_finding(finding) for finding in report.site],
        "skipped": [_skipped(skipped) for skipped in report.skipped],
        "failures": [_failure(failure) for failure in report.failures],
    }


def _page(page: PageReport) -> dict[str, Any]:
    return {
        "url": page.url,
        "title": page.title,
        "published": page.published,
        "modified": page.modified,
        "unit": page.unit,
        "clarity": page.clarity,
        "sentences": page.sentences,
        "clear_sentences": page.clear_sentences,
        "measures": _measures(page.measures),
        "blocks": [_block(block) for block in page.blocks],
        "findings": [_finding(page, finding) for finding in page.findings],
    }


def _measures(measures: Mapping[str, float | int | str | None]) -> dict[str, float | int | str | None]:
    """All measures; a number that JSON does not know (NaN, infinity) is not computed, so null."""
    return {
        name: None if isinstance(value, float) and not isfinite(value) else value for name, value in measures.items()
    }


def _block(block: Block) -> dict[str, Any]:
    cell = block.cell
    return {
        "kind": block.kind.value,
        "text": block.text,
        "line": block.line,
        "selector": block.selector,
        "level": block.level,
        **({} if block.language is None else {"language": block.language}),
        **({} if block.depth is None else {"depth": block.depth, "lead_in": block.lead_in}),
        **({} if cell is None else {"cell": {"table": cell.table, "row": cell.row, "column": cell.column}}),
        **({} if block.item is None else {"item": {"list": block.item.list, "number": block.item.number}}),
        **({} if not block.emphasis else {"emphasis": [_emphasis(one) for one in block.emphasis]}),
        "links": [{"text": link.text, "target": link.target, "start": link.start} for link in block.links],
    }


def _emphasis(one: Emphasis) -> dict[str, Any]:
    return {"style": one.style, "start": one.start, "end": one.end}


def _site_finding(finding: SiteFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "topic": finding.rule.topic,
        "severity": finding.severity.value,
        "text": finding.text,
        "message": finding.message,
        "places": [
            {"url": place.url, "block": place.block, "start": place.start, "end": place.end} for place in finding.places
        ],
    }


def _finding(page: PageReport, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "topic": finding.rule.topic,
        "severity": finding.severity.value,
        "block": finding.block,
        "start": finding.start,
        "end": finding.end,
        "line": page.line_of(finding),
        "text": finding.text,
        "sentence": finding.sentence,
        "message": finding.message,
        "link": live_link(page.url, finding.sentence),
        "fingerprint": finding.fingerprint,
        "muted": finding.muted,
        "known": finding.known,
        "suggestions": [_suggestion(suggestion) for suggestion in finding.suggestions],
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "text": suggestion.text,
        "kind": suggestion.kind,
        "certainty": suggestion.certainty,
        "start": suggestion.start,
        "end": suggestion.end,
    }


def _skipped(skipped: Skipped) -> dict[str, Any]:
    return {"rule": skipped.rule, "needs": list(skipped.needs)}


def _failure(failure: Failure) -> dict[str, Any]:
    return {
        "url": failure.url,
        "reason": failure_sentence(failure),
        "code": failure.reason.value,
        "detail": failure.detail,
    }
