"""Tokens and sure sentence starts, from the text alone: no parser is needed."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from helderetaal.pipeline import load_pipeline
from helderetaal.pipeline._tokens import dutch_tokenizer

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
    ["Wij helpen u.", "Bel me."],
    ["Ons adres is Kerkstr. 12 in Delden.", "Uw klantnr. 1234 staat op de rekening."],
    ["De zitting is om 10.00 u. in zaal 2.", "Wees op tijd."],
    ["Het kost 10 euro p.p.p.d.", "Kinderen zijn gratis."],
    ["Kom langs van 19.30 tot 21.00 uur in dorpshuis De Brink.", "Zwembad De Waterlelie is open."],
    ["Zie bijlage B.", "Daar staat meer."],
    ["Reis met het ov.", "Koop een kaartje."],
    ["Heeft u een vraag?", "Bel dhr. Dan de Boer of mw. Er."],
    ["Bel a.u.b. art. 3 niet door, maar lees par. 3 van de nota."],
    ["Neem mee: paspoort enz.", "Zet de fiets binnen."],
    ["1. Vul het formulier in.", "Stuur het op."],
    ["De maatregel geldt max. 3 jaar en min. 2 jaar."],
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


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Het is klaar.\nKom langs. Doe het.", ["Kom", "Doe"]),
        ("Heeft u een vraag?Bel ons.", ["Bel"]),
        ("Let op (belangrijk!): U moet betalen.", []),
        ("", []),
        ("   ", []),
        (". ! ?", []),
    ],
)
def test_odd_spaces(text: str, starts: list[str]) -> None:
    doc = load_pipeline("blank:nl").make_doc(text)
    assert [token.text for token in doc if token.is_sent_start and token.i] == starts


@given(st.text(alphabet="aB1. ?!\"'“”«»(),:;-€\n😀", max_size=60))
@settings(deadline=None)
def test_any_text_is_cut_and_kept(text: str) -> None:
    doc = load_pipeline("blank:nl")(text)
    assert doc.text == text
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


def test_what_is_saved_can_be_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    text = "Wij helpen u. Bel 14 0599 of mail a.d.h.v. het formulier."
    docs = [load_pipeline(str(tmp_path / "saved"))(text), spacy.load(tmp_path / "saved")(text), nlp(text)]
    assert len({tuple((token.text, token.tag_, token.dep_) for token in doc) for doc in docs}) == 1


def test_a_tokenizer_of_another_make_is_kept(nlp: Language) -> None:
    from spacy.tokens import Doc

    def by_spaces(text: str) -> Doc:
        return Doc(nlp.vocab, words=text.split())

    tokenizer = dutch_tokenizer(nlp.vocab, nlp.Defaults, by_spaces)
    assert [token.text for token in tokenizer("Wij helpen u. Bel me.") if token.is_sent_start] == ["Wij"]


def test_a_thousand_pairs_of_quotation_marks() -> None:
    doc = load_pipeline("blank:nl").make_doc('Hij zei " ja " en " nee ". ' * 1000)
    assert sum(bool(token.is_sent_start) for token in doc) == 1000
