"""Tokens and sure sentence starts, from the text alone: no parser is needed."""

import pytest

from helderetaal.pipeline import load_pipeline

SENTENCES = [
    ["Log in met DigiD.", "Bewaar de code."],
    ["Neem a.u.b. art. 5 van de wet mee, d.w.z. blz. 3 t/m 5."],
    ["De balie is open van 9.00 tot 13.00 uur en kost € 1.200,50 incl. btw."],
    ["Kijk op www.gemeente.nl voor de tarieven, bijv. van een paspoort."],
    ["Bel mw. Yilmaz of dhr. Jansen.", "Zij helpen u."],
    ["Uw tas mag niet meer wegen dan 30 kg.", "Zet hem buiten."],
    ['Hij zei: "Kom maar."', "Toen ging hij weg."],
    ["“Mag dat?” vroeg ze.", "“Ja”, zei de ambtenaar."],
    ["(Dit geldt ook voor kinderen.)", "Vraag het aan de balie."],
    ["Neem mee: Uw paspoort en een foto."],
    ["Betaal met iDEAL.", "Het geld staat er vandaag."],
    ["Bent u verhuisd?", "Geef het door!", "Dat kan hier."],
    ["Houd de bon bij de hand.", "Open de app.", "De bak is vol.", "Hij weegt 5 kg max.", "Leeg hem."],
    ["De marktmeester heet Art.", "Hij is er elke dinsdag."],
    ["ma. 9.00 tot 17.00 uur"],
    ["Stuur uw Woo-verzoek naar de griffie."],
]


@pytest.mark.parametrize("sentences", SENTENCES, ids=lambda sentences: sentences[0][:30])
def test_sentence_starts_that_punctuation_makes_sure(sentences: list[str]) -> None:
    nlp = load_pipeline("blank:nl")
    doc = nlp.make_doc(" ".join(sentences))
    starts = [token.idx for token in doc if token.is_sent_start and token.i]
    expected = [sum(len(one) + 1 for one in sentences[:count]) for count in range(1, len(sentences))]
    assert starts == expected


@pytest.mark.parametrize("sentences", SENTENCES, ids=lambda sentences: sentences[0][:30])
def test_the_parser_finds_no_other_starts_there(sentences: list[str]) -> None:
    assert [one.text for one in load_pipeline()(" ".join(sentences)).sents] == sentences


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a.d.h.v. het formulier", ["a.d.h.v.", "het", "formulier"]),
        ("met DigiD.", ["met", "DigiD", "."]),
        ("€ 12,50 incl. btw", ["€", "12,50", "incl.", "btw"]),
        ("Tel. 14 0599", ["Tel.", "14", "0599"]),
        ("www.gemeente.nl.", ["www.gemeente.nl", "."]),
    ],
)
def test_which_full_stops_belong_to_a_word(text: str, tokens: list[str]) -> None:
    assert [token.text for token in load_pipeline("blank:nl").make_doc(text)] == tokens


def test_a_thousand_pairs_of_quotation_marks() -> None:
    doc = load_pipeline("blank:nl").make_doc('Hij zei " ja " en " nee ". ' * 1000)
    assert sum(bool(token.is_sent_start) for token in doc) == 1000
