"""Findings that need many pages: which words, on which pages, at which places."""

from __future__ import annotations

from typing import Any

import pytest

from helderetaal.records import Block, Finding, Kind, Link, PageReport, Place, Rule, Severity, SiteMatch, Table
from helderetaal.site import find_on_site, mixed_address, one_term, repeated_sentence, same_link_text

FORMAL, INFORMAL = ("u", "uw"), ("je", "jij")
TERMS = Table(
    ({"terms": "grofvuil|grof afval", "source": "test"}, {"terms": "gemeentehuis|stadhuis", "source": "test"})
)


def block(text: str, kind: Kind = Kind.PARAGRAPH, links: tuple[Link, ...] = ()) -> Block:
    return Block(kind, text, 1, "p", links=links)


def link(text: str, target: str, before: str = "") -> Block:
    return block(before + text, links=(Link(text, target, len(before)),))


def page(url: str, *blocks: Block | str, findings: tuple[Finding, ...] = ()) -> PageReport:
    made = tuple(block(one) if isinstance(one, str) else one for one in blocks)
    return PageReport(url, None, made, findings, {}, 0, 0)


def rule(find: Any, message: str = "Fout.", severity: Severity = Severity.NOTE, name: str = "proef") -> Rule:
    kinds = frozenset({Kind.PARAGRAPH})
    texts = ("Proef", "site", severity, kinds, message, "Doe iets.", "Daarom.")
    return Rule(name, *texts, ("bron",), (), "proef", {}, frozenset(), find)


def finding(sentence: str, at: int = 0, severity: Severity = Severity.WARNING, start: int = 0) -> Finding:
    """A finding in a sentence that begins at `start` in block `at`."""
    proof = rule(lambda doc: iter(()))
    return Finding(proof, severity, at, start, start + 3, sentence[:3], sentence, "Fout.", sentence_start=start)


SENTENCE = "De aanvraag wordt door ons behandeld."


def test_a_repeated_sentence_is_told_once_with_its_place_on_each_page() -> None:
    pages = [
        page("a", SENTENCE, findings=(finding(SENTENCE), finding(SENTENCE))),
        page("b", "Let op.", "Dus: " + SENTENCE, findings=(finding(SENTENCE, at=1, start=5),)),
        page("c", SENTENCE.upper(), findings=(finding(SENTENCE.upper()),)),
    ]
    end = len(SENTENCE)
    places = (Place("a", 0, 0, end), Place("b", 1, 5, 5 + end), Place("c", 0, 0, end))
    assert list(repeated_sentence(pages, min_pages=3, min_words=4)) == [SiteMatch(SENTENCE, places)]
    assert list(repeated_sentence(pages, min_pages=4, min_words=4)) == []


def test_notes_and_short_texts_are_no_repeated_sentences() -> None:
    notes = [page(url, SENTENCE, findings=(finding(SENTENCE, severity=Severity.NOTE),)) for url in "abc"]
    links = [page(url, "Lees meer", findings=(finding("Lees meer"),)) for url in "abc"]
    assert list(repeated_sentence([*notes, *links], min_pages=2, min_words=4)) == []


def test_a_link_text_with_two_targets() -> None:
    pages = [
        page("https://t.nl/a", link("Formulier invullen", "/paspoort", "Nu: ")),
        page("https://t.nl/b", link("formulier  invullen", "parkeren")),
        page("https://t.nl/c", link("Formulier invullen", "https://www.t.nl/paspoort/#top")),
    ]
    places = (Place("https://t.nl/a", 0, 4, 22), Place("https://t.nl/b", 0, 0, 19))
    found = list(same_link_text(pages, min_words=2, min_targets=2))
    assert found == [SiteMatch("Formulier invullen", places, {"targets": 2})]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Contact", ("/a", "/b")),
        ("Mail of bel ons", ("mailto:a@t.nl", "tel:140123", "#onder")),
        ("Afspraak maken", ("/afspraak", "/afspraak/", "/afspraak#tijden", "https://www.t.nl/Afspraak")),
        ("Afspraak maken", ("/afspraak", "https://[stuk/")),
    ],
)
def test_links_that_are_fine(text: str, targets: tuple[str, ...]) -> None:
    pages = [page("https://t.nl/", link(text, target)) for target in targets]
    assert list(same_link_text(pages, min_words=2, min_targets=2)) == []


def test_pages_that_call_the_reader_otherwise_than_most() -> None:
    pages = [
        page("a", "Hier regelt u uw pas."),
        page("b", "Neem uw foto mee.", "U neemt ook je pas mee."),
        page("c", "Jan komt.", "Geef je adres door."),
        page("d", "Zonder lezer."),
    ]
    match = SiteMatch("je", (Place("c", 1, 5, 7),), {"usual": "u", "pages": 2})
    assert list(mixed_address(pages, formal=FORMAL, informal=INFORMAL)) == [match]


@pytest.mark.parametrize("texts", [("U komt.", "Je komt."), ("U komt.", "Uw pas."), ("Je komt.", "Jan komt.")])
def test_pages_without_a_usual_form_or_with_one_form(texts: tuple[str, ...]) -> None:
    pages = [page(str(number), text) for number, text in enumerate(texts)]
    assert list(mixed_address(pages, formal=FORMAL, informal=INFORMAL)) == []


def test_what_is_quoted_or_a_button_says_nothing_about_the_form() -> None:
    said = page("c", block("Kom je ook?", Kind.QUOTE), block("Log je in", Kind.BUTTON))
    assert list(mixed_address([page("a", "U komt."), page("b", "U."), said], formal=FORMAL, informal=INFORMAL)) == []


def test_a_word_for_what_most_pages_call_otherwise() -> None:
    pages = [
        page("a", "Wij halen grofvuil op.", "Uw grofvuil."),
        page("b", "Grofvuil wegbrengen"),
        page("c", "Breng Grof afval weg.", "Uw grof afval."),
        page("d", "Het gemeentehuis is dicht."),
        page("e", "Het stadhuis is dicht."),
    ]
    match = SiteMatch("grof afval", (Place("c", 0, 6, 16),), {"usual": "grofvuil", "pages": 2})
    assert list(one_term(pages, terms=TERMS)) == [match]


def test_a_longer_word_is_another_word() -> None:
    pages = [page("a", "Het gemeentehuis."), page("b", "Gemeentehuizen."), page("c", "De stadhuiskelder is open.")]
    assert list(one_term(pages, terms=TERMS)) == []


def test_findings_have_their_message_and_the_worst_come_first() -> None:
    two = [page("a", "Grofvuil."), page("b", "Grofvuil."), page("c", "Grof afval.")]
    note = rule(lambda pages: one_term(pages, terms=TERMS), "‘{text}’ op {places}, ‘{usual}’ op {pages}.")
    most = (Place("a"), Place("b"))
    many = rule(lambda pages: iter([SiteMatch("x", most[:1]), SiteMatch("y", most)]), name="andere")
    bad = rule(lambda pages: iter([SiteMatch("z", most[:1])]), severity=Severity.ERROR, name="zzz")
    found = find_on_site(two, [note, many, bad])
    assert [(one.rule.id, one.text) for one in found] == [
        ("zzz", "z"),
        ("andere", "y"),
        ("andere", "x"),
        ("proef", "grof afval"),
    ]
    assert found[-1].message == "‘grof afval’ op 1, ‘grofvuil’ op 2."
    assert found[-1].places == (Place("c", 0, 0, 10),)


def test_one_page_is_no_site() -> None:
    assert find_on_site([page("a", "Grofvuil.")], [rule(lambda pages: iter([SiteMatch("x", ())]))]) == ()
