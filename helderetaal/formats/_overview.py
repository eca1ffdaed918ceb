"""What the reports for people derive from a report: which findings show, in which order, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from helderetaal.dutch import UNNAMED, harmless, shortened
from helderetaal.records import Finding, PageReport, Report, Rule, Severity, SiteFinding, Suggestion


def shown(page: PageReport) -> list[Finding]:
    """The findings that are neither muted nor known: about the whole page first, then in reading order."""
    return sorted((finding for finding in page.findings if not finding.muted and not finding.known), key=_reading_order)


def _reading_order(finding: Finding) -> tuple[int, int, int, str]:
    block = -1 if finding.block is None else finding.block
    return block, finding.start or 0, -(finding.end or 0), finding.rule.id


def hidden(pages: Iterable[PageReport]) -> tuple[int, int]:
    """How many findings are muted, and how many others are known."""
    findings = [finding for page in pages for finding in page.findings]
    muted = sum(1 for finding in findings if finding.muted)
    return muted, sum(1 for finding in findings if finding.known and not finding.muted)


def tally(findings: Iterable[Finding]) -> dict[Severity, int]:
    """The number of findings of each severity, the worst severity first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in sorted(Severity, key=lambda each: -each.rank)}


def worst_first(pages: Iterable[PageReport]) -> list[PageReport]:
    """The pages by number of sentences that are not clear, most first; on a tie by number of findings.

    Not by share: a page with one sentence that is not clear is no worse than one with thirty.
    """
    return sorted(pages, key=lambda page: (page.clear_sentences - page.sentences, -len(shown(page))))


def most_found(report: Report) -> list[tuple[Rule, int, int]]:
    """The rules that fire, with the number of findings and of pages, most findings first."""
    findings: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    rules: dict[str, Rule] = {}
    for page in report.pages:
        here = {finding.rule.id: finding.rule for finding in shown(page)}
        rules.update(here)
        pages.update(list(here))
        findings.update(finding.rule.id for finding in shown(page))
    order = sorted(rules, key=lambda rule: (-findings[rule], -pages[rule], rule))
    return [(rules[rule], findings[rule], pages[rule]) for rule in order]


def site_first(found: Iterable[SiteFinding]) -> list[SiteFinding]:
    """The findings about a site, one of each rule first, so that no rule hides the others."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, SiteFinding]] = []
    for finding in found:
        ranked.append((seen[finding.rule.id], len(ranked), finding))
        seen[finding.rule.id] += 1
    return [finding for *_, finding in sorted(ranked, key=lambda each: each[:2])]


def rule_title(report: Report, rule: str) -> str:
    """The title of a rule; its id where the report does not know it."""
    return next((each.title for each in report.rules if each.id == rule), rule)


def page_name(page: PageReport) -> str:
    """What a reader calls the page: its title, else its URL, made harmless."""
    unnamed = UNNAMED if page.url in ("", "-") else page.url
    return shortened(harmless((page.title or "").strip() or unnamed))


def sentence_place(text: str, finding: Finding) -> tuple[int, int]:
    """Where the sentence of a finding stands in its block; the whole block where the finding is larger than it."""
    if finding.sentence_start is None or finding.sentence_start + len(finding.sentence) < (finding.end or 0):
        return 0, len(text)
    return finding.sentence_start, finding.sentence_start + len(finding.sentence)


def passages(page: PageReport) -> list[list[Finding]]:
    """The findings that show, those in one sentence together; one about a whole block or page by itself."""
    groups: dict[tuple[int, int, int], list[Finding]] = {}
    for finding in shown(page):
        block = -1 if finding.block is None else finding.block
        start, end = (0, len(groups)) if finding.block is None else sentence_place(page.blocks[block].text, finding)
        groups.setdefault((block, start, end), []).append(finding)
    return list(groups.values())


def pieces(page: PageReport, findings: list[Finding]) -> list[tuple[str, bool]]:
    """The sentence of these findings in pieces, each marked or not; what covers the whole sentence marks nothing.

    Where findings overlap, one mark runs from the first character of them to the last.
    """
    first = findings[0]
    if first.block is None:
        return []
    text = page.blocks[first.block].text
    start, end = sentence_place(text, first)
    found, at = [], start
    spans = sorted((f.start or 0, f.end or 0) for f in findings if (f.start, f.end) != (start, end))
    for left, right in _merged(spans):
        found += [(text[at:left], False), (text[left:right], True)]
        at = right
    return [(piece, marked) for piece, marked in [*found, (text[at:end], False)] if piece]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans with those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def improved(page: PageReport, findings: list[Finding]) -> str | None:
    """The sentence of these findings with each word filled in that is sure to fit; None where none is."""
    block = findings[0].block
    if block is None:
        return None
    text = page.blocks[block].text
    start, end = sentence_place(text, findings[0])
    better, at = "", start
    for finding in sorted(findings, key=_reading_order):
        sure = (each for each in finding.suggestions if each.certainty == "zeker" and fits(each))
        word = next((each for each in sure if each.kind in ("word", "explain")), None)
        if word is not None and word.start is not None and word.end is not None and word.start >= at:
            better += text[at : word.start] + word.text
            at = word.end
    return better + text[at:end] if better else None


def fits(suggestion: Suggestion) -> bool:
    """Whether the suggestion says which slice of the block it replaces."""
    return suggestion.start is not None and suggestion.end is not None


def encodable(text: str, encoding: str | None) -> str:
    """The text with a question mark for what the stream cannot write (an old Windows code page, say)."""
    name = encoding or "utf-8"
    return text.encode(name, "replace").decode(name)
