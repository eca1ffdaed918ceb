"""Words of a list, by form or by lemma, and fixed phrases; each with what to write instead.

The list's columns: `word` (a lemma or a phrase), `pos`, `forms` (its inflected forms, spaces between; those that are
also an easy word in another sense are left out; of a phrase the forms of its verb), `advice` (replace, explain,
rewrite, or ok: a title or an easy use of a listed word, which gives nothing), `alternatives` (`|` between them, the
plainest first), `note`, `severity` (where it differs from the rule). A column that a list lacks is empty.

A phrase with a verb in front is also found with other words in between ("neemt uw aanvraag in behandeling"), and so is
a separable verb ("dient uw aanvraag in"): then the verb is marked. A phrase that ends in "te" wants an infinitive next.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from helderetaal.checks import is_finite, severity_of
from helderetaal.checks._word_advice import page_explains, suggestions
from helderetaal.checks._word_index import Index, Phrase, Row, cell, index_of
from helderetaal.records import Match, Severity, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"POS", "TAG", "MORPH", "LEMMA", "DEP", "SENT_START"}

VALUES = {"shown"}
COLUMNS = {"word", "pos", "advice"}
ALL_COLUMNS = ("word", "pos", "forms", "advice", "alternatives", "note", "severity", "source")

_PARTS_OF_SPEECH = frozenset(
    {"noun", "verb", "adjective", "adverb", "conjunction", "preposition", "pronoun", "phrase", "name"}
)
_ADVICE = frozenset({"replace", "explain", "rewrite", "ok"})

_VERB = frozenset({"VERB", "AUX", "X"})
"""What a verb of the list may be tagged as; X is what the pipeline gives a word that it cannot place."""

_GAP = 6
"""How many words may stand between the verb of a phrase and the rest."""

_LONGEST_CLAUSE = 60

_NOT_BEFORE_TE = frozenset({"om", "zonder", "tot", "ter", "ertoe"})
"""Words that make another sentence of "dienen" and "te": "dient om te"."""

_TITLES = frozenset({"Wet", "Besluit", "Regeling", "Verordening"})


class _Hit(NamedTuple):
    """A row found in a text: the words to mark, and the places of all words that belong to it."""

    span: Span
    row: Row
    places: tuple[int, ...]


def find(doc: Doc, *, words: Table) -> Iterator[Match]:
    """Words and phrases of the list; a term to explain once a page, and nothing where the page explains it."""
    index = index_of(words)
    explained: set[str] = set()
    told: dict[tuple[str, str], bool] = {}  # a page may have a word a thousand times; it is asked for once
    taken: set[int] = set()
    text = doc.text
    for token, keys in _looked_up(doc):
        if index.keys.isdisjoint(keys) or token.i in taken:
            continue
        hit = _phrase_at(token, index) or _apart_at(token, index) or _word_at(token, index)
        if hit is None or _in_title(hit):
            continue
        span, row, places = hit
        taken.update(places)
        advice = cell(row, "advice")
        if advice == "ok" or row["word"] in explained:
            continue
        key = span.text.lower(), row["word"]
        if key not in told:
            told[key] = page_explains(text, span, row)
        if told[key]:
            continue
        if advice == "explain":
            explained.add(row["word"])
        severity = severity_of(row) or (Severity.NOTE if advice == "explain" else None)
        yield Match(span, {"shown": _shown(doc, places)}, tuple(suggestions(span, row)), severity)


def _looked_up(doc: Doc) -> list[tuple[Token, tuple[str, ...]]]:
    """Each word with all that it may be found under; kept with the Doc, since several lists look for it."""
    found: list[tuple[Token, tuple[str, ...]]] | None = doc.user_data.get("looked up")
    if found is None:
        found = [(token, _keys(token)) for token in doc if token.text[0].isalnum()]
        doc.user_data["looked up"] = found
    return found


def _keys(token: Token) -> tuple[str, ...]:
    word, lemma = token.lower_, token.lemma_.lower()
    keys = (word, lemma, word.removesuffix("e"))
    if token.pos_ in _VERB:
        particles = (child.lower_ for child in token.children if child.dep_ == "compound:prt")
        return (*keys, *(particle + lemma for particle in particles))
    return keys


def wrong_cell(row: Row) -> str | None:
    """The column of a row that cannot be used; None where all can."""
    if not cell(row, "word").strip():
        return "word"
    if cell(row, "pos") not in _PARTS_OF_SPEECH:
        return "pos"
    if cell(row, "advice") not in _ADVICE:
        return "advice"
    return None if cell(row, "severity") in {"", *Severity} else "severity"


def _phrase_at(token: Token, index: Index) -> _Hit | None:
    """The longest phrase that begins at a token, each word by its form or by its lemma; "in werking te treden" too."""
    doc = token.doc
    for key in dict.fromkeys((token.lower_, token.lemma_.lower())):
        for phrase in index.phrases.get(key, ()):
            end = token.i + len(phrase.parts)
            if phrase.verb != 1 and (end > len(doc) or not _may_follow(doc[token.i + 1], phrase)):
                continue  # for speed: most phrases fail here
            tokens = list(doc[token.i : end])
            if phrase.verb == len(phrase.parts) - 1 and (tokens[-1].lower_ == "te" or tokens[-1].pos_ == "AUX"):
                tokens = [*tokens[:-1], *doc[end : end + 1]]
            if len(tokens) == len(phrase.parts) and all(
                _is_part(word, place, phrase) for place, word in enumerate(tokens)
            ):
                span = doc[token.i : tokens[-1].i + 1]
                return _Hit(span, phrase.row, tuple(range(span.start, span.end)))
    return None


def _may_follow(token: Token, phrase: Phrase) -> bool:
    """Whether a token may be the second word of a phrase."""
    second = phrase.parts[1]
    return token.lower_ == second or token.lemma_.lower() == second


def _is_part(token: Token, place: int, phrase: Phrase) -> bool:
    """Whether a token is this word of a phrase; a name is none, save where the row is a title."""
    part, row = phrase.parts[place], phrase.row
    if part not in (token.lower_, token.lemma_.lower()) and (place != phrase.verb or token.lower_ not in phrase.forms):
        return False
    if part == "zijn" and token.pos_ not in _VERB:
        return False  # "zijn voornemens voor het nieuwe jaar"
    return cell(row, "advice") == "ok" or not _is_name(token) or row["word"] != row["word"].lower()


def _apart_at(token: Token, index: Index) -> _Hit | None:
    """The row of a verb whose other part comes later in the clause: a particle, or the rest of a phrase."""
    if _is_name(token):
        return None
    doc = token.doc
    for rest, row in index.apart.get(token.lower_, ()):
        start = _later(token, rest) if cell(row, "pos") == "phrase" else _particle_of(token, rest[0])
        if start is None:
            continue
        places = (token.i, *range(start, start + len(rest)))
        near = start == token.i + 1 and cell(row, "pos") == "phrase" and rest != ("te",)
        return _Hit(doc[token.i : places[-1] + 1] if near else doc[token.i : token.i + 1], row, places)
    return None


def _clause_after(token: Token) -> Iterator[Token]:
    """The tokens after a verb up to a punctuation mark, another finite verb or the end of the sentence.

    At most `_LONGEST_CLAUSE`: text without a full stop would be walked through once for each of its verbs.
    """
    for following in token.doc[token.i + 1 : token.i + 1 + _LONGEST_CLAUSE]:
        if following.is_sent_start or following.is_punct or is_finite(following):
            return
        yield following


def _later(verb: Token, rest: tuple[str, ...]) -> int | None:
    """Where the rest of a phrase begins in the clause after its verb."""
    if verb.pos_ not in _VERB and not verb.is_sent_start:
        return None
    clause = list(_clause_after(verb))
    if rest == ("te",):
        for here, following in pairwise(clause):
            if here.lower_ in _NOT_BEFORE_TE:
                return None
            if here.lower_ == "te" and "inf" in following.tag_:
                return here.i
        return None
    for place in range(min(_GAP + 1, len(clause) - len(rest) + 1)):
        found = clause[place : place + len(rest)]
        if tuple(token.lower_ for token in found) == rest:
            before = clause[place - 1] if place else verb
            described = before.pos_ == "DET" or "prenom" in before.tag_ or "VNW|bez" in before.tag_
            return None if described or any(token.pos_ == "NUM" for token in found) else found[0].i
    return None


def _particle_of(verb: Token, particle: str) -> int | None:
    """Where the particle of a separable verb stands: what the parse says, or else a word tagged as one."""
    for child in verb.children:
        if child.dep_ == "compound:prt":
            return child.i if child.lower_ == particle and child.i > verb.i else None
    for token in _clause_after(verb):
        if token.lower_.startswith(("er", "daar", "hier", "waar")) and token.pos_ == "ADV":
            return None  # "daar … in"
        if token.lower_ == particle and token.dep_ != "compound:prt" and token.tag_.startswith(("VZ|fin", "BW", "ADJ")):
            following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
            return None if following == "te" else token.i
    return None


def _word_at(token: Token, index: Index) -> _Hit | None:
    """The row of a word: by itself, by a form, by its lemma; of a verb that stands apart with its particle."""
    if token.text.endswith("."):
        return None  # "ca." is an abbreviation, whatever its lemma
    lemma, word = token.lemma_.lower(), token.lower_
    child = next((c for c in token.children if c.dep_ == "compound:prt"), None) if token.pos_ in _VERB else None
    rows = [row for row in index.words.get(word, ()) if _is_used_as(token, row)]
    rows += [row for row in index.forms.get(word, ()) if not _is_name(token) and _may_be(token, row)]
    if child is not None:  # "heffen … op" is no "heffen"
        rows = [row for row in rows if cell(row, "pos") != "verb" or row["word"].startswith(child.lower_)]
    for key in sorted(
        {lemma, word.removesuffix("e")}
        if child is None
        else {child.lower_ + lemma} | ({lemma} if lemma.startswith(child.lower_) else set())
    ):
        rows += [row for row in index.words.get(key, ()) if _is_used_as(token, row)]
    if not rows:
        return None
    places = (token.i,) if child is None else tuple(sorted((token.i, child.i)))
    return _Hit(token.doc[token.i : token.i + 1], rows[0], places)


def _is_used_as(token: Token, row: Row) -> bool:
    """Whether a word is used as the row says: not as a name, and as a verb where the row is a verb.

    For other parts of speech the tag is no test: rare words are tagged as anything (13 % of listed words were missed).
    """
    if row["word"] != row["word"].lower():
        return token.text.startswith(row["word"])
    if _is_name(token):
        return False
    return _may_be(token, row) and (cell(row, "pos") != "verb" or token.pos_ in _VERB)


def _may_be(token: Token, row: Row) -> bool:
    """Not where a noun of the list stands as an adjective: "de vereiste bijlagen" is no "vereiste"."""
    describes = "prenom" in token.tag_ and token.i + 1 < len(token.doc) and not token.nbor(1).is_punct
    return cell(row, "pos") != "noun" or not describes


def _is_name(token: Token) -> bool:
    """Whether a word is written as a name: with a capital within a sentence."""
    return bool(token.text[:1].isupper()) and not token.is_sent_start


def _in_title(hit: _Hit) -> bool:
    """Whether a word stands in the title of a law: "de Wet gemeentelijke schuldhulpverlening"."""
    if cell(hit.row, "pos") == "verb" or any(is_finite(token) for token in hit.span):
        return False
    first = hit.span.start
    for place in range(first - 1, max(-1, first - 5), -1):
        token = hit.span.doc[place]
        if token.nbor(1).is_sent_start:
            return False
        if token.text in _TITLES:
            return token.text != "Besluit" or not token.is_sent_start
        if not token.text.islower() or token.pos_ not in {"ADP", "DET", "ADJ", "CCONJ"}:
            return False
    return False


def _shown(doc: Doc, places: tuple[int, ...]) -> str:
    """The words at these places for a message: "wendt … aan" where others than "te" stand between them."""
    first, *rest = [doc[place] for place in places]
    shown = first.text
    for before, token in pairwise((first, *rest)):
        between = doc[before.i + 1 : token.i].text
        shown += " … " if between not in {"", "te"} else f" {between} " if between else before.whitespace_
        shown += token.text
    return shown
