"""Where page, pipeline and rules meet: pages in, page reports out."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from helderetaal.extract import Extract, extract
from helderetaal.extract.recurring import Recurring
from helderetaal.findings import find_all, sentences, with_finding
from helderetaal.language import other_language
from helderetaal.measures import measure
from helderetaal.pipeline import load_pipeline, parse, pipeline_name
from helderetaal.records import (
    Block,
    Failure,
    Page,
    PageReport,
    Reason,
    Report,
    Rule,
    Scope,
    Severity,
    Skipped,
    tool_version,
)
from helderetaal.ruleset import load_rules
from helderetaal.site import find_on_site

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PAGES_AT_ONCE = 16
"""Pages whose blocks are parsed in one batch."""

LOOK_AHEAD = 64
"""Pages that are read before the first is checked, to see what recurs on a site; counting goes on after that."""

_PARTLY = frozenset({Reason.ENCODING, Reason.CUT_OFF, Reason.SELECT})
"""Problems of a page that is checked all the same."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page cut into blocks; `dutch` are the indexes of those to check."""

    url: str
    title: str | None
    blocks: tuple[Block, ...]
    dutch: tuple[int, ...]
    published: str | None = None
    modified: str | None = None
    unit: Literal["line", "paragraph"] = "line"
    empty_headings: tuple[int, ...] = ()


class Checker:
    """Pages to reports, with one pipeline and one set of rules.

    `pipeline` is a spaCy pipeline or a name for `load_pipeline`, `rules` what `load_rules` gives, `scope_of` which
    part of a page to read, by its URL, `today` the day that dates on a page are held against. Rules that the pipeline
    has no annotations for do not run and stand in `skipped`. Raises PipelineError and RuleError.
    """

    def __init__(
        self,
        *,
        pipeline: Language | str | None = None,
        rules: Iterable[Rule] | None = None,
        scope_of: Callable[[str], Scope] | None = None,
        today: date | None = None,
    ) -> None:
        self.nlp = load_pipeline(pipeline) if pipeline is None or isinstance(pipeline, str) else pipeline
        self.scope_of = scope_of or _anywhere
        self.today = today or date.today()
        self.all_rules = given = tuple(load_rules() if rules is None else rules)
        has = _annotations(self.nlp)
        self.site_rules = tuple(rule for rule in given if rule.topic == "site")
        self.rules = tuple(rule for rule in given if rule.needs <= has and rule.topic != "site")
        self.skipped = tuple(Skipped(rule.id, tuple(sorted(rule.needs - has))) for rule in given if rule.needs - has)

    def check(self, text: bytes | str, *, url: str = "") -> PageReport:
        """The report of plain text or HTML, whatever its language; without words a report without blocks."""
        extracted = extract(Page(url, text), self.scope_of(url))
        return self._check_batch([_whole(url, extracted, range(len(extracted.blocks)))])[0]

    def check_all(self, pages: Iterable[Page | Failure]) -> Report:
        """The report of many pages, in their order; failures among them are kept, and new ones added."""
        return self.report(self.results(pages))

    def report(self, results: Iterable[PageReport | Failure]) -> Report:
        """What `results` gave, as one report."""
        found = list(results)
        pages = tuple(result for result in found if isinstance(result, PageReport))
        return Report(
            pages=pages,
            site=find_on_site(pages, self.site_rules),
            failures=tuple(result for result in found if isinstance(result, Failure)),
            rules=self.all_rules,
            skipped=self.skipped,
            tool={"name": "helderetaal", "version": tool_version(), "pipeline": pipeline_name(self.nlp)},
        )

    def results(self, pages: Iterable[Page | Failure]) -> Iterator[PageReport | Failure]:
        """A report or a failure for each page, as soon as its batch is done. Nothing that a page holds raises."""
        waiting = self._read_ahead(pages)
        while batch := list(islice(waiting, PAGES_AT_ONCE)):
            readable: list[_Read] = []
            for part in batch:
                if isinstance(part, Failure):
                    yield part
                else:
                    readable.append(part)
            yield from self._check_safely(readable)

    def _read_ahead(self, pages: Iterable[Page | Failure]) -> Iterator[_Read | Failure]:
        """What can be checked of each page, and what went wrong; without what recurs on its site."""
        sites: dict[str, Recurring] = defaultdict(Recurring)
        waiting: deque[tuple[str, Extract] | Failure] = deque()
        for page in pages:
            waiting.append(self._extract(page))
            if isinstance(last := waiting[-1], tuple):
                sites[_site(last[0])].add(last[1].blocks)
            if len(waiting) >= LOOK_AHEAD:
                yield from _parts(waiting.popleft(), sites)
        while waiting:
            yield from _parts(waiting.popleft(), sites)

    def _extract(self, page: Page | Failure) -> tuple[str, Extract] | Failure:
        if isinstance(page, Failure):
            return page
        try:
            return page.url, extract(page, self.scope_of(page.url))
        except Exception as error:  # extract is made to survive anything; where it does not, one page is lost
            return Failure(page.url, Reason.CRASH, type(error).__name__)

    def _check_safely(self, batch: Sequence[_Read]) -> Iterator[PageReport | Failure]:
        """The batch checked together; where that breaks, page by page, the broken one as a failure."""
        try:
            yield from self._check_batch(batch)
        except Exception as error:  # a page may hold what breaks a parser; the other pages must not suffer for it
            if len(batch) == 1:
                yield Failure(batch[0].url, Reason.CRASH, type(error).__name__)
                return
            for read in batch:
                yield from self._check_safely([read])

    def _check_batch(self, batch: Sequence[_Read]) -> list[PageReport]:
        docs = iter(parse(self.nlp, [[read.blocks[index] for index in read.dutch] for read in batch if read.dutch]))
        return [self._page_report(read, next(docs) if read.dutch else None) for read in batch]

    def _page_report(self, read: _Read, doc: Doc | None) -> PageReport:
        page = PageReport(read.url, read.title, read.blocks, (), {}, 0, 0, read.published, read.modified, read.unit)
        if doc is None:
            return page
        doc.user_data |= {"today": self.today, "published": read.published, "empty_headings": read.empty_headings}
        found = find_all(doc, self.rules, read.dutch)
        spans = sentences(doc)
        unclear = with_finding([one for one in found if one.severity is not Severity.NOTE], spans, read.dutch)
        passive = with_finding([one for one in found if one.rule.check == "passive"], spans, read.dutch)
        knows_passive = any(rule.check == "passive" for rule in self.rules)
        measures = measure(doc, spans, len(passive) if knows_passive else None)
        clear = len(spans) - len(unclear)
        return replace(page, findings=found, measures=measures, sentences=len(spans), clear_sentences=clear)


def _anywhere(url: str) -> Scope:
    """Nothing is asked of any page: find out where its content is."""
    return Scope()


def _whole(url: str, extracted: Extract, dutch: Iterable[int]) -> _Read:
    return _Read(
        url,
        extracted.title,
        extracted.blocks,
        tuple(dutch),
        *extracted.dates,
        unit=extracted.unit,
        empty_headings=extracted.empty_headings,
    )


def _site(url: str) -> str:
    """What a site is told by: its host; all files together are one."""
    try:
        return urlsplit(url).netloc.lower().removeprefix("www.") if "://" in url else ""
    except ValueError:  # "https://[bad/"
        return url


def _parts(read: tuple[str, Extract] | Failure, sites: Mapping[str, Recurring]) -> list[_Read | Failure]:
    """A page cut into blocks with what is wrong with it; only a failure where it cannot be checked."""
    if isinstance(read, Failure):
        return [read]
    url, extracted = read
    if any(problem.reason not in _PARTLY for problem in extracted.problems) or not extracted.blocks:
        return list(extracted.problems) or [Failure(url, Reason.NO_TEXT)]
    if not extracted.is_marked:
        extracted = replace(extracted, blocks=sites[_site(url)].without(extracted.blocks))
    text = "\n".join(block.text for block in extracted.blocks)
    if code := other_language(text, extracted.language):
        return [Failure(url, Reason.LANGUAGE, code)]
    dutch = tuple(index for index, block in enumerate(extracted.blocks) if block.language is None)
    # The words say Dutch; where every block is marked as something else, the mark is a leftover of a template.
    everything = tuple(range(len(extracted.blocks)))
    return [*extracted.problems, _whole(url, extracted, dutch or everything)]


def _annotations(nlp: Language) -> frozenset[str]:
    """The token annotations that a pipeline sets, by spaCy's attribute names."""
    text = nlp("Dit is een korte zin.")
    names = ("POS", "TAG", "MORPH", "LEMMA", "DEP", "SENT_START")
    return frozenset(name for name in names if text.has_annotation(name))
