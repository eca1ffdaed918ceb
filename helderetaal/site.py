"""Findings that need many pages: pure functions over the pages of a report.

The check of a rule with topic `site` is a function here: the pages in, SiteMatches out, options by keyword.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urldefrag, urljoin

from helderetaal.checks.term_choice import patterns
from helderetaal.records import Kind, PageReport, Place, Rule, SiteFinding, SiteMatch, Table

VALUES = {"places", "targets", "usual", "pages"}
COLUMNS = {"terms"}
ALL_COLUMNS = ("terms", "source")

_PROSE = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.DEFINITION, Kind.ALERT, Kind.HEADING, Kind.SUMMARY})
_LETTERS = re.compile(r"[^\W\d_]+")


def find_on_site(pages: Sequence[PageReport], rules: Iterable[Rule]) -> tuple[SiteFinding, ...]:
    """The findings of the rules about a site, those with most places first; none where there is but one page."""
    if len(pages) < 2:
        return ()
    found = [
        SiteFinding(
            rule,
            rule.severity,
            match.text,
            rule.message.format(text=match.text, places=len(match.places), **match.values),
            match.places,
        )
        for rule in rules
        for match in rule.find(pages)
    ]
    return tuple(sorted(found, key=lambda one: (-one.severity.rank, -len(one.places), one.rule.id, one.text)))


def repeated_sentence(pages: Sequence[PageReport], *, min_pages: int, min_words: int) -> Iterator[SiteMatch]:
    """Sentences with a warning or an error that stand on at least `min_pages` pages: mend once, many pages better.

    What has fewer than `min_words` words is a link or a heading.
    """
    places: dict[str, dict[str, Place]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for page in pages:
        for finding in page.findings:
            if finding.severity.rank and finding.sentence and finding.sentence_start is not None:
                key = " ".join(finding.sentence.casefold().split())
                if len(key.split()) < min_words:
                    continue
                shown.setdefault(key, finding.sentence)
                end = finding.sentence_start + len(finding.sentence)
                places[key].setdefault(page.url, Place(page.url, finding.block, finding.sentence_start, end))
    for key, found in places.items():
        if len(found) >= min_pages:
            yield SiteMatch(shown[key], tuple(found.values()))


def same_link_text(pages: Sequence[PageReport], *, min_words: int, min_targets: int) -> Iterator[SiteMatch]:
    """Link texts of at least `min_words` words that lead to at least `min_targets` different pages."""
    targets: dict[str, dict[str, Place]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for page in pages:
        for number, block in enumerate(page.blocks):
            for link in block.links:
                key = " ".join(link.text.casefold().split())
                target = _address(page.url, link.target)
                if target and len(key.split()) >= min_words:
                    shown.setdefault(key, link.text)
                    place = Place(page.url, number, link.start, link.start + len(link.text))
                    targets[key].setdefault(target, place)
    for key, found in targets.items():
        if len(found) >= min_targets:
            yield SiteMatch(shown[key], tuple(found.values()), {"targets": len(found)})


def mixed_address(
    pages: Sequence[PageReport], *, formal: tuple[str, ...], informal: tuple[str, ...]
) -> Iterator[SiteMatch]:
    """Pages that call the reader otherwise than most pages of the site do; each page by what it says most."""
    said: dict[bool, list[Place]] = {True: [], False: []}
    for page in pages:
        first: dict[bool, Place] = {}
        counts: Counter[bool] = Counter()
        for number, block in enumerate(page.blocks):
            if block.kind not in _PROSE:
                continue
            for match in _LETTERS.finditer(block.text):
                word = match[0].lower()
                if word in formal or word in informal:
                    counts[word in formal] += 1
                    first.setdefault(word in formal, Place(page.url, number, match.start(), match.end()))
        if counts:
            most = counts.most_common(1)[0][0]
            said[most].append(first[most])
    few = min(said.values(), key=len)
    many = max(said.values(), key=len)
    if few and len(many) > len(few):
        yield SiteMatch(
            (informal if few is said[False] else formal)[0],
            tuple(few),
            {"usual": (formal if few is said[False] else informal)[0], "pages": len(many)},
        )


def one_term(pages: Sequence[PageReport], *, terms: Table) -> Iterator[SiteMatch]:
    """Words for a thing that most pages of the site call otherwise; a row of `terms` holds the words for one thing."""
    texts = [
        (page, number, block) for page in pages for number, block in enumerate(page.blocks) if block.kind in _PROSE
    ]
    for row in patterns(terms):
        places: dict[str, dict[str, Place]] = {term: {} for term, _ in row}
        for page, number, block in texts:
            for term, pattern in row:
                if page.url not in places[term] and (match := pattern.search(block.text)):
                    places[term][page.url] = Place(page.url, number, match.start(), match.end())
        usual = max(places, key=lambda term: len(places[term]))
        for term, found in places.items():
            if found and term != usual and len(found) < len(places[usual]):
                yield SiteMatch(term, tuple(found.values()), {"usual": usual, "pages": len(places[usual])})


def _address(page: str, target: str) -> str:
    """Where a link leads, without its fragment; "" for what is no other page."""
    if not target or target.startswith("#") or re.match(r"(?:mailto|tel|javascript|data|sms|whatsapp):", target, re.I):
        return ""
    try:
        return urldefrag(urljoin(page, target)).url.rstrip("/").lower().replace("://www.", "://")
    except ValueError:  # "https://[bad/"
        return ""
