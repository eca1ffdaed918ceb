"""The logic of checks at its edges, on parses built by hand: no pipeline, no luck."""

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, Span

from helderetaal.checks import abbreviation, passive, sentence_length, word_list, words
from helderetaal.records import Block, Kind, Severity, Table

ASK, AGENT = "Wie doet dit?", "Begin met ‘{agent}’."
VOCAB = spacy.blank("nl").vocab


def built(*tokens: str) -> Doc:
    """A Doc from `word lemma POS tag dep head` lines; the head is the number of a token, from 0; `_` says nothing."""
    rows = [token.split() for token in tokens]
    columns: dict[str, list[Any]] = {
        "words": [row[0] for row in rows],
        "lemmas": [row[1] if row[1] != "_" else row[0].lower() for row in rows],
        "pos": [row[2] for row in rows],
        "tags": [row[3] for row in rows],
        "deps": [row[4] for row in rows],
        "heads": [int(row[5]) for row in rows],
    }
    doc = Doc(VOCAB, **columns)
    doc.spans["blocks"] = [Span(doc, 0, len(doc), label="paragraph")]
    doc.user_data["blocks"] = (Block(Kind.PARAGRAPH, doc.text, 1, "p"),)
    return doc


def plain(text: str) -> Doc:
    """A Doc of words without a parse, one sentence."""
    parts = text.split()
    doc = Doc(VOCAB, words=parts, sent_starts=[True] + [False] * (len(parts) - 1))
    doc.spans["blocks"] = [Span(doc, 0, len(doc), label="paragraph")]
    return doc


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bel ons .", 2),
        ("op 9 januari 2025 .", 2),
        ("op 9 jan. 2025 .", 2),
        ("in januari 2025", 2),
        ("kost € 1.200 per jaar", 4),
        ("bel 14 0999 nu", 3),
        ("van 9.00 tot 17.00 uur", 5),
        ("2 of 3 dagen", 4),
        ("www.gemeente.example of een brief", 4),
        ("— ( ) …", 0),
        ("e-mail t/m 's avonds", 4),
    ],
)
def test_words_counts_a_date_and_a_number_as_one(text: str, count: int) -> None:
    assert len(words(plain(text)[:])) == count


PASSIVES = {
    "parsed as passive": (
        ["Dit _ PRON VNW nsubj:pass 2", "wordt worden AUX WW|pv aux:pass 2", "betaald betalen VERB WW|vd|vrij ROOT 2"],
        ["wordt betaald"],
    ),
    "worden as the head of the participle": (
        [
            "Dit _ PRON VNW nsubj 1",
            "moet moeten AUX WW|pv ROOT 1",
            "worden worden VERB WW|inf xcomp 1",
            "betaald betalen VERB WW|vd|vrij ccomp 2",
        ],
        ["moet worden betaald"],
    ),
    "with te and dienen": (
        [
            "Dit _ PRON VNW nsubj 1",
            "dient dienen VERB WW|pv ROOT 1",
            "te te ADP VZ mark 4",
            "worden worden AUX WW|inf aux:pass 4",
            "betaald betalen VERB WW|vd|vrij xcomp 1",
        ],
        ["dient te worden betaald"],
    ),
    "zijn, where the parse says passive": (
        ["Dit _ PRON VNW nsubj:pass 2", "is zijn AUX WW|pv aux:pass 2", "betaald betalen VERB WW|vd|vrij ROOT 2"],
        ["is betaald"],
    ),
    "zijn, where the parse says perfect": (
        ["Hij _ PRON VNW nsubj 2", "is zijn AUX WW|pv aux 2", "gelopen lopen VERB WW|vd|vrij ROOT 2"],
        [],
    ),
    "a state of the rule": (
        ["Het _ PRON VNW nsubj:pass 2", "is zijn AUX WW|pv aux:pass 2", "gesloten sluiten VERB WW|vd|vrij ROOT 2"],
        [],
    ),
    "worden with a state of the rule": (
        ["Het _ PRON VNW nsubj:pass 2", "wordt worden AUX WW|pv aux:pass 2", "gesloten sluiten VERB WW|vd|vrij ROOT 2"],
        ["wordt gesloten"],
    ),
    "never": (
        ["Hij _ PRON VNW nsubj:pass 2", "werd worden AUX WW|pv aux:pass 2", "geboren geboren VERB WW|vd|vrij ROOT 2"],
        [],
    ),
    "an adjective": (
        ["Het _ PRON VNW nsubj 2", "wordt worden AUX WW|pv cop 2", "duurder duur ADJ ADJ|vrij ROOT 2"],
        [],
    ),
    "a participle before a noun": (
        [
            "De _ DET LID det 2",
            "betaalde betalen VERB WW|vd|prenom amod 2",
            "rekening _ NOUN N nsubj 4",
            "wordt worden AUX WW|pv cop 4",
            "leesbaar _ ADJ ADJ|vrij ROOT 4",
        ],
        [],
    ),
    "hebben with the participle": (
        [
            "Na _ ADP VZ mark 1",
            "gewerkt werken VERB WW|vd|vrij advcl 4",
            "te te ADP VZ mark 1",
            "hebben hebben AUX WW|inf aux 1",
            "wordt worden AUX WW|pv ROOT 4",
        ],
        [],
    ),
}


@pytest.mark.parametrize("name", PASSIVES)
def test_passive(name: str) -> None:
    tokens, expected = PASSIVES[name]
    found = passive.find(built(*tokens), states=("gesloten",), never=("geboren",), ask=ASK, agent=AGENT)
    assert [match.span.text for match in found if match.span] == expected


def test_passive_with_an_agent_says_with_whom_to_begin() -> None:
    doc = built(
        "Dit _ PRON VNW nsubj:pass 5",
        "wordt worden AUX WW|pv aux:pass 5",
        "door _ ADP VZ case 4",
        "de _ DET LID det 4",
        "gemeente _ NOUN N obl:agent 5",
        "betaald betalen VERB WW|vd|vrij ROOT 5",
    )
    (match,) = passive.find(doc, ask=ASK, agent=AGENT)
    assert match.span is not None
    assert match.span.text == "wordt door de gemeente betaald"
    assert [suggestion.text for suggestion in match.suggestions] == ["Begin met ‘De gemeente’."]


def long_sentence(joint: str, second: list[str]) -> Doc:
    """`Wij sturen u de brief over de aanvraag JOINT ...`, both parts main clauses of six words or more."""
    first = [
        "Wij _ PRON VNW nsubj 1",
        "sturen sturen VERB WW|pv ROOT 1",
        "u _ PRON VNW iobj 1",
        "de _ DET LID det 4",
        "brief _ NOUN N obj 1",
        "over _ ADP VZ case 7",
        "de _ DET LID det 7",
        "aanvraag _ NOUN N nmod 4",
        ", , PUNCT LET punct 11",
    ]
    return built(*first, f"{joint} _ CCONJ VG|neven cc 11", *second, ". . PUNCT LET punct 1")


CLAUSE = [
    "u _ PRON VNW nsubj 11",
    "leest lezen VERB WW|pv conj 1",
    "daarin _ ADV BW advmod 11",
    "wat _ PRON VNW obj 17",
    "u _ PRON VNW nsubj 17",
    "dan _ ADV BW advmod 17",
    "moet moeten AUX WW|pv aux 17",
    "doen doen VERB WW|inf ccomp 11",
]


@pytest.mark.parametrize(
    ("joint", "expected"),
    [
        ("en", "Wij sturen u de brief over de aanvraag. U leest daarin wat u dan moet doen ."),
        ("maar", "Wij sturen u de brief over de aanvraag. Maar u leest daarin wat u dan moet doen ."),
        ("want", "Wij sturen u de brief over de aanvraag. Want u leest daarin wat u dan moet doen ."),
    ],
)
def test_a_long_sentence_is_split_between_main_clauses(joint: str, expected: str) -> None:
    doc = long_sentence(joint, CLAUSE)
    (match,) = sentence_length.find(doc, note=10, warning=20, error=30, cut="Knip voor {word}.")
    (suggestion,) = match.suggestions
    assert suggestion.text == expected
    assert (suggestion.kind, suggestion.start, suggestion.end) == ("split", 0, len(doc.text.rstrip()))
    assert match.severity is Severity.NOTE


def test_no_split_where_the_second_clause_leans_on_the_first() -> None:
    leaning = ["leest lezen VERB WW|pv conj 1", "u _ PRON VNW nsubj 10", *CLAUSE[2:]]
    tokens = [token.replace(" 11", " 10") for token in leaning]
    doc = long_sentence("en", tokens)
    (match,) = sentence_length.find(doc, note=10, warning=20, error=30, cut="Knip voor {word}.")
    assert [suggestion.kind for suggestion in match.suggestions] == []


@pytest.mark.parametrize(
    ("levels", "severity"),
    [((10, 20, 30), Severity.NOTE), ((5, 10, 30), Severity.WARNING), ((3, 5, 10), Severity.ERROR)],
)
def test_levels_of_length(levels: tuple[int, int, int], severity: Severity) -> None:
    note, warning, error = levels
    doc = long_sentence("en", CLAUSE)
    (match,) = sentence_length.find(doc, note=note, warning=warning, error=error, cut="{word}")
    assert (match.values["words"], match.severity) == (17, severity)


def table(*rows: tuple[str, ...], columns: str) -> Table:
    return Table(tuple(dict(zip(columns.split(), row, strict=True)) for row in rows))


WORDS = table(
    ("verstrekken", "verb", "replace", "geven", ""),
    ("aanwenden", "verb", "replace", "gebruiken", ""),
    ("indien", "conjunction", "replace", "als", ""),
    ("in het kader van", "phrase", "replace", "voor|bij", ""),
    ("leges", "noun", "explain", "", "Leges zijn kosten voor een vergunning."),
    columns="word pos advice alternatives note",
)


def word_findings(*tokens: str) -> list[tuple[str, list[tuple[str, str, int | None]]]]:
    return [
        (match.span.text, [(s.text, s.certainty, s.start) for s in match.suggestions])
        for match in word_list.find(built(*tokens), words=WORDS)
        if match.span
    ]


def test_word_list_finds_an_inflected_verb_and_gives_the_infinitive() -> None:
    found = word_findings("Wij _ PRON VNW nsubj 1", "verstrekken verstrekken VERB WW|pv ROOT 1")
    assert found == [("verstrekken", [("geven", "misschien", None)])]


def test_word_list_finds_a_separable_verb_apart() -> None:
    found = word_findings(
        "Wij _ PRON VNW nsubj 1",
        "wenden wenden VERB WW|pv ROOT 1",
        "dit _ PRON VNW obj 1",
        "aan _ ADP VZ|fin compound:prt 1",
    )
    assert [text for text, _ in found] == ["wenden"]


def test_word_list_replaces_a_conjunction_in_place_with_its_capital() -> None:
    found = word_findings("Indien _ SCONJ VG|onder mark 2", "u _ PRON VNW nsubj 2", "komt _ VERB WW|pv ROOT 2")
    assert found == [("Indien", [("Als", "zeker", 0)])]
    found = word_findings("Indien _ SCONJ VG|onder mark 1", "nodig _ ADJ ADJ ROOT 1")
    assert found == [("Indien", [("als", "misschien", None)])]  # "Als nodig" is no Dutch


def test_word_list_takes_a_phrase_whole() -> None:
    found = word_findings(
        "Dit _ PRON VNW ROOT 0",
        "in _ ADP VZ case 3",
        "het _ DET LID det 3",
        "kader _ NOUN N nmod 0",
        "van _ ADP VZ case 5",
        "zorg _ NOUN N nmod 3",
    )
    assert found == [("in het kader van", [("voor", "waarschijnlijk", 4), ("bij", "waarschijnlijk", 4)])]


def test_word_list_leaves_names_and_other_parts_of_speech_alone() -> None:
    assert word_findings("De _ DET LID det 1", "Leges _ NOUN N ROOT 1") == []
    assert word_findings("Wij _ PRON VNW nsubj 1", "Indien _ PROPN SPEC ROOT 1") == []


def test_word_list_explains_a_term_once() -> None:
    found = word_findings("leges _ NOUN N ROOT 0", "en _ CCONJ VG cc 2", "leges _ NOUN N conj 0")
    assert found == [("leges", [("Leges zijn kosten voor een vergunning.", "zeker", None)])]


FORMS = table(
    ("indienen", "verb", "indient indiende ingediend", "replace", "sturen|terugsturen", ""),
    ("retourneren", "verb", "retourneer retourneert", "replace", "terugsturen|geven", ""),
    ("in behandeling nemen", "phrase", "neem neemt nam namen genomen", "replace", "behandelen", ""),
    ("dienen te", "phrase", "dient diende dienden", "replace", "moet|moeten", ""),
    ("Wet open leges", "phrase", "", "ok", "", ""),
    ("leges", "noun", "", "explain", "", "Leges zijn kosten."),
    ("odd", "thing", "odds", "unheard-of", "even", "Schrijf iets anders."),
    ("", "", "", "", "", ""),
    columns="word pos forms advice alternatives note",
)

TE = ["te te ADP VZ|init mark 2", "retourneren retourneren VERB WW|inf|vrij ROOT 2"]


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["Retourneer Retourneer NOUN N ROOT 0", "dit _ PRON VNW obj 0"], [("Retourneer", "Retourneer")]),
        (["De _ DET LID det 1", "Retourneer _ PROPN SPEC ROOT 1"], []),
        (
            ["Dien die ADV VZ|init ROOT 0", "dit _ PRON VNW obj 0", "in in ADP VZ|fin case 0"],
            [("Dien", "Dien … in")],
        ),
        (["Dien die ADV VZ|init ROOT 0", "in in ADP VZ|init case 2", "mei _ NOUN N obl 0"], []),
        (
            [
                "nam nemen VERB WW|pv ROOT 0",
                "dit _ PRON VNW obj 0",
                "in _ ADP VZ|init case 3",
                "behandeling _ NOUN N obl 0",
            ],
            [("nam", "nam … in behandeling")],
        ),
        (
            [
                "nam nemen VERB WW|pv ROOT 0",
                "dit _ PRON VNW obj 0",
                ", , PUNCT LET punct 0",
                "in _ ADP VZ|init case 4",
                "behandeling _ NOUN N obl 0",
            ],
            [],
        ),
        (
            [
                "dient dienen VERB WW|pv ROOT 0",
                "u _ PRON VNW nsubj 0",
                "te te ADP VZ mark 3",
                "gaan _ VERB WW|inf xcomp 0",
            ],
            [("dient", "dient … te")],
        ),
        (
            [
                "dient dienen VERB WW|pv ROOT 0",
                "om _ ADP VZ mark 3",
                "te te ADP VZ mark 3",
                "gaan _ VERB WW|inf xcomp 0",
            ],
            [],
        ),
        (["Wet _ NOUN N ROOT 0", "open _ ADJ ADJ amod 2", "leges _ NOUN N nmod 0"], []),
        (["odds _ NOUN N ROOT 0"], [("odds", "odds")]),
    ],
)
def test_word_list_finds_forms_and_verbs_that_stand_apart(tokens: list[str], expected: list[tuple[str, str]]) -> None:
    found = word_list.find(built(*tokens), words=FORMS)
    assert [(match.span.text, match.values["shown"]) for match in found if match.span] == expected


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["Nu _ ADV BW advmod 2", *TE], [("terugsturen", None), ("geven", 6)]),
        (
            ["Wij _ PRON VNW nsubj 2", "kunnen _ AUX WW|pv aux 2", "retourneren _ VERB WW|inf|vrij ROOT 2"],
            [("terugsturen", 11), ("geven", 11)],
        ),
    ],
)
def test_after_te_a_separable_verb_is_not_written_in_place(
    tokens: list[str], expected: list[tuple[str, int | None]]
) -> None:
    (match,) = word_list.find(built(*tokens), words=FORMS)
    assert [(suggestion.text, suggestion.start) for suggestion in match.suggestions] == expected


SHORT = table(
    ("bijv.", "bijvoorbeeld", "replace", ""),
    ("o.a.", "onder andere", "replace", ""),
    ("enz.", "enzovoort", "replace", ""),
    ("i.v.m.", "vanwege|door", "replace", ""),
    ("Wmo", "Wet maatschappelijke ondersteuning", "explain", "De Wmo regelt hulp thuis."),
    columns="abbreviation full advice note",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een bewijs , bijv. een brief", [("bijv.", [("bijvoorbeeld", 13, 18)])]),
        ("I.v.m. de brief", [("I.v.m.", [("Vanwege", 0, 6), ("Door", 0, 6)])]),
        ("brood , kaas enz.", [("enz.", [("enzovoort.", 13, 17)])]),
        ("de Wmo en de Wmo", [("Wmo", [("Wet maatschappelijke ondersteuning (Wmo)", 3, 6)])]),
        ("de WMO", []),
        ("de Wet maatschappelijke ondersteuning ( Wmo )", []),
        ("www.wmo.example/o.a./x", []),
        ("mail o.a.b@c.example", []),
        ("Bijvoorbeeld dit", []),
    ],
)
def test_abbreviation(text: str, expected: list[tuple[str, list[tuple[str, int, int]]]]) -> None:
    found = [
        (match.span.text, [(s.text, s.start, s.end) for s in match.suggestions if s.start is not None])
        for match in abbreviation.find(plain(text), words=SHORT)
        if match.span
    ]
    assert found == expected


IN_CONTEXT = table(
    ("vr", "vrijdag", "replace", "", "day"),
    ("okt.", "oktober", "replace", "", "date"),
    ("u.", "uur", "replace", "", "time"),
    ("x.", "iks", "replace", "", "unheard-of"),
    ("WIA", "Wet werk en inkomen", "explain", "De WIA is een uitkering.", ""),
    ("WOZ", "Wet onroerende zaken", "explain", "De WOZ gaat over uw huis.", ""),
    ("WOZ-waarde", "", "ok", "", ""),
    ("", "", "", "", ""),
    columns="abbreviation full advice note context",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open ma t/m vr in mei", [("vr", [("vrijdag", 12)])]),
        ("de vr is dicht", []),
        ("op 9 okt. 2025", [("okt.", [("oktober", 5)])]),
        ("in okt. 2025", []),
        ("om 9.00 u. open", [("u.", [("uur", 8)])]),
        ("voor u. open", []),
        ("een x. hier", [("x.", [("iks", 4)])]),
        ("een WIA-uitkering en een WIA-besluit", [("WIA-uitkering", [("De WIA is een uitkering.", None)])]),
        ("de WOZ-waarde", []),
        ("de Wet werk en inkomen : een WIA-uitkering", []),
    ],
)
def test_abbreviation_asks_what_its_row_asks(
    text: str, expected: list[tuple[str, list[tuple[str, int | None]]]]
) -> None:
    found = [
        (match.span.text, [(s.text, s.start) for s in match.suggestions])
        for match in abbreviation.find(plain(text), words=IN_CONTEXT)
        if match.span
    ]
    assert found == expected


CONJUNCTIONS = table(
    ("alvorens", "conjunction", "replace", "voordat", ""),
    ("teneinde", "conjunction", "replace", "om", ""),
    columns="word pos advice alternatives note",
)


@pytest.mark.parametrize(
    ("word", "rest", "expected"),
    [
        ("Alvorens", ["u _ PRON VNW nsubj 2", "komt komen VERB WW|pv ROOT 2"], [("Voordat", 0)]),
        ("Alvorens", ["te te ADP VZ|init mark 2", "komen komen VERB WW|inf|vrij ROOT 2"], [("voordat", None)]),
        ("Teneinde", ["te te ADP VZ|init mark 2", "komen komen VERB WW|inf|vrij ROOT 2"], [("Om", 0)]),
        ("Teneinde", ["u _ PRON VNW nsubj 2", "komt komen VERB WW|pv ROOT 2"], [("om", None)]),
    ],
)
def test_a_conjunction_is_replaced_in_place_only_where_the_verb_allows_it(
    word: str, rest: list[str], expected: list[tuple[str, int | None]]
) -> None:
    (match,) = word_list.find(built(f"{word} _ SCONJ VG|onder mark 2", *rest), words=CONJUNCTIONS)
    assert [(suggestion.text, suggestion.start) for suggestion in match.suggestions] == expected
