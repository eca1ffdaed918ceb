"""Whether the examples of a rule hold: `bad` gives exactly the marked words, `good` gives none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from helderetaal.extract import Extract, extract
from helderetaal.findings import find_all
from helderetaal.pipeline import parse
from helderetaal.records import Block, Example, Kind, Page, Rule
from helderetaal.ruleset import RuleError

if TYPE_CHECKING:
    from spacy.language import Language

DAY = date(2026, 6, 1)
"""The day on which the examples are read."""

Place = tuple[int, int, int] | None
"""A finding as (block, start, end); None for one about the whole page."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An example that does not hold: what is marked in it and was not found, and what was found and is not marked."""

    rule: Rule
    example: Example
    text: str
    missed: tuple[str, ...]
    found: tuple[str, ...]


def broken_examples(nlp: Language, rules: Iterable[Rule]) -> Iterator[Broken]:
    """The examples that do not hold, in their order; those of rules about a site cannot be tried on one page."""
    for rule in rules:
        if rule.topic == "site":
            continue
        for example in rule.examples:
            for text, has_fault in ((example.bad, True), (example.good, False)):
                if text is not None:
                    blocks, marked = marked_blocks(rule, text, has_fault)
                    found = _places(nlp, rule, blocks, _extracted(text).empty_headings if _is_html(text) else ())
                    if found != marked:
                        missed = tuple(_words(blocks, place) for place in marked if place not in found)
                        more = tuple(_words(blocks, place) for place in found if place not in marked)
                        yield Broken(rule, example, text, missed, more)


def marked_blocks(rule: Rule, text: str, has_fault: bool) -> tuple[list[Block], list[Place]]:
    """The blocks of an example without its brackets, and what stood in them."""
    marked = _blocks(rule, text)
    blocks = _blocks(rule, text.replace("[", "").replace("]", ""))
    places: list[Place] = []
    for number, block in enumerate(marked):
        seen = 0
        for offset, character in enumerate(block.text):
            if character == "[":
                places.append((number, offset - seen, -1))
            elif character == "]" and places and places[-1] is not None:
                places[-1] = (*places[-1][:2], offset - seen)
            seen += character in "[]"
    if has_fault and not places:
        return blocks, [None]
    return blocks, places


def _blocks(rule: Rule, text: str) -> list[Block]:
    if not _is_html(text):
        kind = Kind.PARAGRAPH if Kind.PARAGRAPH in rule.blocks else min(rule.blocks)
        return [Block(kind, text, 1, "p")]
    return [replace(block, language=None) for block in _extracted(text).blocks]


def _is_html(text: str) -> bool:
    return text.lstrip().startswith("<")


def _extracted(text: str) -> Extract:
    return extract(Page("", f"<!DOCTYPE html><html lang=nl><body><main>{text}</main></body></html>"))


def _places(nlp: Language, rule: Rule, blocks: list[Block], empty: tuple[int, ...]) -> list[Place]:
    doc = parse(nlp, [blocks])[0]
    doc.user_data |= {"today": DAY, "empty_headings": empty}
    try:
        found = find_all(doc, [rule], range(len(blocks)))
    except Exception as error:  # a town's own check is any code
        raise RuleError(rule.file, "broken-check", f"{rule.check} ({type(error).__name__}: {error})") from error
    return [
        None if one.block is None or one.start is None or one.end is None else (one.block, one.start, one.end)
        for one in found
    ]


def _words(blocks: list[Block], place: Place) -> str:
    return "" if place is None else blocks[place[0]].text[place[1] : place[2]]
