"""What belongs together and stands far apart: the tang construction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helderetaal.checks import is_finite, without_punctuation
from helderetaal.records import Match, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEEDS = {"DEP", "TAG", "MORPH", "POS"}

VALUES = {"first", "last", "words"}

_HEBBEN = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden"})
_LIKE_AUXILIARIES = frozenset({"dient", "dienen", "behoort", "behoren", "hoeft", "hoeven"})


def find(doc: Doc, *, verb_note: int, verb_warning: int, noun_words: int, subject_words: int) -> Iterator[Match]:
    """Two words that belong together with many words between them.

    More than `verb_note` or `verb_warning` words between a finite verb and its participle, infinitive or particle; more
    than `noun_words` between an article and its noun where a participle stands before the noun; more than
    `subject_words` between a subject and its verb. The match runs from the first to the last.
    """
    for token in doc:
        if (first := _finite_of(token)) is not None:
            yield from _between(first, token, verb_note, verb_warning)
        elif token.dep_ == "det" and token.head.i > token.i + noun_words and _has_participle(token.head):
            yield from _between(token, token.head, noun_words, noun_words)
        elif token.dep_.startswith("nsubj") and token.pos_ == "NOUN" and (verb := _verb_of_subject(token)):
            yield from _between(token, verb, subject_words, subject_words)


def _between(first: Token, last: Token, note: int, warning: int) -> Iterator[Match]:
    """The match, where enough words stand between the first and the verbs that the last one stands among.

    In "zullen niet meer in behandeling kunnen worden genomen" those are "kunnen worden genomen".
    """
    doc, end = first.doc, last.i
    while end - 1 > first.i and _is_of_cluster(doc[end - 1]) and last.pos_ in {"VERB", "AUX"}:
        end -= 1
    words = without_punctuation(doc[first.i + 1 : end]) if end - first.i - 1 > note else 0
    if words > note:
        severity = Severity.WARNING if words > warning else Severity.NOTE
        yield Match(doc[first.i : last.i + 1], {"first": first.text, "last": last.text, "words": words}, (), severity)


def _is_of_cluster(token: Token) -> bool:
    """Whether a token can stand in a row of verbs at the end of a clause: "te worden ingediend", "door te geven"."""
    is_verb = token.pos_ in {"VERB", "AUX"} and not is_finite(token) and "|prenom" not in token.tag_
    return is_verb or token.dep_ == "compound:prt" or (token.lower_ == "te" and token.dep_ == "mark")


def _finite_of(token: Token) -> Token | None:
    """The finite verb far before a participle, an infinitive or a particle, within one clause.

    A particle is no preposition ("Houd uw brief bij de hand") and no conjunction: those have tags of their own.
    """
    if token.dep_ == "compound:prt":
        if token.tag_.startswith(("VZ|init", "VG")) or token.head.lower_ in _HEBBEN:
            return None
        first: Token | None = token.head
    elif token.pos_ in {"VERB", "AUX"} and not is_finite(token):
        first = _auxiliary(token)
    else:
        return None
    if first is None or first.i >= token.i or not is_finite(first) or token.i - first.i < 4:
        return None
    return first if _is_one_clause(first, token) else None


def _auxiliary(verb: Token) -> Token | None:
    """What helps a verb: its auxiliary, or "dient" with "te".

    Not *hebben* with a single infinitive: "Het plan heeft doelen voor groen en circulair bouwen".
    """
    helper = next((child for child in verb.children if child.dep_.startswith("aux") and is_finite(child)), None)
    if helper is not None and helper.lower_ in _HEBBEN and "|inf" in verb.tag_ and verb.nbor(-1).pos_ != "AUX":
        return None
    if helper is None and verb.dep_ == "xcomp" and (verb.head.pos_ == "AUX" or verb.head.lower_ in _LIKE_AUXILIARIES):
        return verb.head
    return helper


def _is_one_clause(first: Token, last: Token) -> bool:
    """Whether nothing between two words shows that they are of two clauses.

    Another finite verb does, unless its clause stands between commas: "kan, als u niet meewerkt, uw hulp stoppen". In
    "Uw kind kan naar school als het niet kan fietsen" the first "kan" has no verb of its own.
    """
    between = first.doc[first.i + 1 : last.i]
    if any(part.is_sent_start or part.text in {":", ";", "–", "…"} for part in between):
        return False
    if any(part.text == "," and part.head.dep_ == "conj" for part in between):
        return False  # an enumeration: "pakken de straat, het groen en de verlichting aan"
    commas = [part.i for part in between if part.text == ","]
    finite = [part.i for part in between if is_finite(part)]
    return not finite or (len(commas) == 2 and all(commas[0] < place < commas[1] for place in finite))


def _has_participle(noun: Token) -> bool:
    """Whether a participle stands before a noun: "de door u op 3 mei ingediende aanvraag"."""
    return any(
        child.i < noun.i and child.dep_ in {"amod", "acl"} and child.tag_.startswith(("WW|vd|prenom", "WW|od|prenom"))
        for child in noun.children
    )


def _verb_of_subject(subject: Token) -> Token | None:
    """The finite verb of a main clause, far after its subject; None where the noun is in an enumeration.

    A clause in between ends in a comma: "Bouwwerken die zonder vergunning zijn opgericht, moeten weg".
    """
    head = subject.head
    verbs = [head, *(child for child in head.children if child.dep_.startswith(("aux", "cop")))]
    verb = next((verb for verb in verbs if is_finite(verb)), None)
    if verb is None or verb.i < subject.i + 4 or any(child.dep_ == "conj" for child in subject.children):
        return None
    if any(child.dep_ == "mark" for child in head.children) or head.dep_.startswith(("acl", "advcl", "ccomp")):
        return None
    between = subject.doc[subject.i + 1 : verb.i]
    if is_finite(between[0]) or any(part.is_sent_start or part.text in {":", ";", "–", "-"} for part in between):
        return None
    has_clause, has_comma = any(is_finite(part) for part in between), any(part.text == "," for part in between)
    if has_clause:
        return verb if between[-1].text == "," else None
    return None if has_comma else verb  # "Winkels zoals de bakker, de slager en de kapper zijn dicht"
