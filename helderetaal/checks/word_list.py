"""Words of a list, by form or by lemma, and fixed phrases; each with what to write instead.

The list's columns: `word` (a lemma or a phrase), `pos`, `forms` (its inflected forms, spaces between; those that are
also an easy word in another sense are left out; of a phrase the forms of its verb), `advice` (replace, explain,
rewrite, or ok: a title or an easy use of a listed word, which gives nothing), `alternatives` (`|` between them, the
plainest first), `note`. A column that a list lacks is empty.

A phrase with a verb in front is also found with other words in between ("neemt uw aanvraag in behandeling"), and so is
a separable verb ("dient uw aanvraag in"): then the verb is marked. A phrase that ends in "te" wants an infinitive next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from helderetaal.checks import is_finite
from helderetaal.records import Match, Severity, Suggestion, Table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NEEDS = {"POS", "TAG", "MORPH", "LEMMA", "DEP", "SENT_START"}

VALUES = {"shown"}

Row = Mapping[str, str]

_VERB = frozenset({"VERB", "AUX", "X"})
"""What a verb of the list may be tagged as; X is what the pipeline gives a word that it cannot place."""

_UNINFLECTED = frozenset({"adverb", "conjunction", "preposition", "pronoun"})
"""Parts of speech whose alternative fits in the place of the word as it is."""

# fmt: off
_PARTICLES = (
    "tegemoet", "uiteen", "kennis", "teniet", "teweeg", "kwijt", "terug", "samen", "tegen", "voort", "mede", "leeg",
    "los", "vast", "door", "dank", "goed", "over", "stil", "weg", "aan", "bij", "mee", "toe", "uit", "af", "in", "na",
    "om", "op",
)
# fmt: on
"""What may come off a separable verb, the longest first."""

_INSEPARABLE = frozenset({"overleggen", "overtuigen", "overwegen", "doorzoeken", "aanvaarden", "onderzoeken"})

_GAP = 6
"""How many words may stand between the verb of a phrase and the rest."""

_NEAR = 150
"""How many characters around a word its explanation is looked for."""

_NOT_BEFORE_TE = frozenset({"om", "zonder", "tot", "ter", "ertoe"})
"""Words that make another sentence of "dienen" and "te": "dient om te"."""

_TITLES = frozenset({"Wet", "Besluit", "Regeling", "Verordening"})


class _Hit(NamedTuple):
    """A row found in a text: the words to mark, and the places of all words that belong to it."""

    span: Span
    row: Row
    places: tuple[int, ...]


class _Phrase(NamedTuple):
    """A phrase word by word, with the forms of its verb and which word that is."""

    parts: tuple[str, ...]
    row: Row
    forms: frozenset[str]
    verb: int | None


class _Index(NamedTuple):
    """The rows of a list by word, by form, phrases by first word, verbs that come apart by the form of the verb."""

    words: dict[str, list[Row]]
    forms: dict[str, list[Row]]
    phrases: dict[str, list[_Phrase]]
    apart: dict[str, list[tuple[tuple[str, ...], Row]]]


def find(doc: Doc, *, words: Table) -> Iterator[Match]:
    """Words and phrases of the list; a term to explain once a page, and nothing where the page explains it."""
    index = _index(words)
    explained: set[str] = set()
    taken: set[int] = set()
    text = doc.text
    for token in doc:
        if token.i in taken:
            continue
        hit = _phrase_at(token, index) or _apart_at(token, index) or _word_at(token, index)
        if hit is None or _in_title(hit):
            continue
        span, row, places = hit
        taken.update(places)
        advice = _cell(row, "advice")
        if advice == "ok" or _page_explains(text, span, row):
            continue
        if advice == "explain":
            if row["word"] in explained:
                continue
            explained.add(row["word"])
        severity = Severity.NOTE if advice == "explain" else None
        yield Match(span, {"shown": _shown(doc, places)}, tuple(_suggestions(span, row)), severity)


def _cell(row: Row, column: str) -> str:
    return row.get(column) or ""


@lru_cache(maxsize=8)
def _index(words: Table) -> _Index:
    index = _Index({}, {}, {}, {})
    for row in words.rows:
        parts, forms = tuple(_cell(row, "word").lower().split()), _cell(row, "forms").lower().split()
        if len(parts) == 1:
            index.words.setdefault(parts[0], []).append(row)
            for form in forms:
                index.forms.setdefault(form, []).append(row)
            if _cell(row, "pos") == "verb":
                _add_separable(index, parts[0], forms, row)
        elif parts:
            verb = _place_of_verb(parts, forms) if forms else None
            if parts[-1] != "te":
                for first in {parts[0], *(forms if verb == 0 else ())}:
                    index.phrases.setdefault(first, []).append(_Phrase(parts, row, frozenset(forms), verb))
            if verb is not None:
                rest = parts[:verb] + parts[verb + 1 :]
                for form in {parts[verb], *forms}:
                    if not _is_participle_of(form, parts[verb]):
                        index.apart.setdefault(form, []).append((rest, row))
    for phrases in index.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase.parts))
    for rests in index.apart.values():
        rests.sort(key=lambda rest: -len(rest[0]))
    return index


def _add_separable(index: _Index, word: str, forms: list[str], row: Row) -> None:
    """The finite forms of a verb without its particle: "dient", "diende", "dienen" and "dien" with "in"."""
    particle = next((particle for particle in _PARTICLES if word.startswith(particle)), None)
    if particle is None or not forms:
        return
    bases = {form.removeprefix(particle) for form in (word, *forms) if form.startswith(particle)}
    bases = {base for base in bases if not _is_participle_of(base, word.removeprefix(particle))}
    bases |= {base[:-1] for base in bases if base.endswith("t")}
    for base in bases:
        if len(base) > 2:
            index.apart.setdefault(base, []).append(((particle,), row))


def _is_participle_of(form: str, verb: str) -> bool:
    return form.startswith("ge") and (not verb.startswith("ge") or form.startswith("gege"))


def _place_of_verb(parts: tuple[str, ...], forms: list[str]) -> int:
    """Which word of a phrase its forms belong to: the last, the first or the one in between that begins alike."""
    for place in (len(parts) - 1, 0, 1):
        if forms and parts[place][:2] == forms[0][:2]:
            return place
    return len(parts) - 1


def _phrase_at(token: Token, index: _Index) -> _Hit | None:
    """The longest phrase that begins at a token, each word by its form or by its lemma; "in werking te treden" too."""
    doc = token.doc
    for key in dict.fromkeys((token.lower_, token.lemma_.lower())):
        for phrase in index.phrases.get(key, ()):
            end = token.i + len(phrase.parts)
            if phrase.verb is None and (end > len(doc) or not _is_part(doc[token.i + 1], 1, phrase)):
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


def _is_part(token: Token, place: int, phrase: _Phrase) -> bool:
    """Whether a token is this word of a phrase; a name is none, save where the row is a title."""
    part, row = phrase.parts[place], phrase.row
    if part not in (token.lower_, token.lemma_.lower()) and (place != phrase.verb or token.lower_ not in phrase.forms):
        return False
    if part == "zijn" and token.pos_ not in _VERB:
        return False  # "zijn voornemens voor het nieuwe jaar"
    return _cell(row, "advice") == "ok" or not _is_name(token) or row["word"] != row["word"].lower()


def _apart_at(token: Token, index: _Index) -> _Hit | None:
    """The row of a verb whose other part comes later in the clause: a particle, or the rest of a phrase."""
    if _is_name(token):
        return None
    doc = token.doc
    for rest, row in index.apart.get(token.lower_, ()):
        start = _later(token, rest) if _cell(row, "pos") == "phrase" else _particle_of(token, rest[0])
        if start is None:
            continue
        places = (token.i, *range(start, start + len(rest)))
        near = start == token.i + 1 and _cell(row, "pos") == "phrase" and rest != ("te",)
        return _Hit(doc[token.i : places[-1] + 1] if near else doc[token.i : token.i + 1], row, places)
    return None


def _clause_after(token: Token) -> Iterator[Token]:
    """The tokens after a verb up to a punctuation mark, another finite verb or the end of the sentence."""
    for following in token.doc[token.i + 1 : token.sent.end]:
        if following.is_punct or is_finite(following):
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


def _word_at(token: Token, index: _Index) -> _Hit | None:
    """The row of a word: by itself, by a form, by its lemma; of a verb that stands apart with its particle."""
    if token.text.endswith("."):
        return None  # "ca." is an abbreviation, whatever its lemma
    lemma, word = token.lemma_.lower(), token.lower_
    child = next((c for c in token.children if c.dep_ == "compound:prt"), None) if token.pos_ in _VERB else None
    rows = [row for row in index.words.get(word, ()) if _is_used_as(token, row)]
    rows += [row for row in index.forms.get(word, ()) if not _is_name(token) and _may_be(token, row)]
    if child is not None:  # "heffen … op" is no "heffen"
        rows = [row for row in rows if _cell(row, "pos") != "verb" or row["word"].startswith(child.lower_)]
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
    return _may_be(token, row) and (_cell(row, "pos") != "verb" or token.pos_ in _VERB)


def _may_be(token: Token, row: Row) -> bool:
    """Not where a noun of the list stands as an adjective: "de vereiste bijlagen" is no "vereiste"."""
    describes = "prenom" in token.tag_ and token.i + 1 < len(token.doc) and not token.nbor(1).is_punct
    return _cell(row, "pos") != "noun" or not describes


def _is_name(token: Token) -> bool:
    """Whether a word is written as a name: with a capital within a sentence."""
    return bool(token.text[:1].isupper()) and not token.is_sent_start


def _in_title(hit: _Hit) -> bool:
    """Whether a word stands in the title of a law: "de Wet gemeentelijke schuldhulpverlening"."""
    if _cell(hit.row, "pos") == "verb" or any(is_finite(token) for token in hit.span):
        return False
    first = hit.span.start
    for token in reversed(list(hit.span.doc[max(hit.span[0].sent.start, first - 4) : first])):
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


def _suggestions(span: Span, row: Row) -> Iterator[Suggestion]:
    """What to write: in place where the form is sure to fit, else as in a dictionary; the note for a term."""
    advice, note = _cell(row, "advice"), _cell(row, "note")
    if advice == "replace":
        alternatives = [text for text in _cell(row, "alternatives").split("|") if text]
        for text in alternatives:
            if " " in text and _cell(row, "pos") == "adjective" and "prenom" in span[0].tag_:
                continue  # "een tijdige aanvraag" is not "een op tijd aanvraag"
            if _fits_in_place(span, row, text):
                certainty = "zeker" if len(alternatives) == 1 else "waarschijnlijk"
                yield Suggestion(_as_written(text, span), "word", certainty, span.start_char, span.end_char)
            else:
                yield Suggestion(text, "word", "misschien")
    if note:
        yield Suggestion(note, "explain" if advice == "explain" else "sentence")


def _fits_in_place(span: Span, row: Row, alternative: str) -> bool:
    """Whether an alternative can stand where the word stands: nothing inflects, or the infinitive is written."""
    pos = _cell(row, "pos")
    if span.text.lower() != row["word"].lower():
        return False
    if pos == "conjunction" and _opens_infinitive(span) != (alternative.split()[0] == "om"):
        return False  # "alvorens te komen" is not "voordat te komen", "teneinde dat te doen" is "om dat te doen"
    if pos == "phrase":
        return not any(token.pos_ in {"VERB", "AUX"} for token in span)
    if pos == "verb":
        after_te = span.start > 0 and span[0].nbor(-1).lower_ == "te"
        splits = after_te and _is_separable(alternative)  # "te retourneren" is not "te terugsturen"
        return span[0].tag_.startswith("WW|inf|vrij") and " " not in alternative and not splits
    return pos in _UNINFLECTED


def _is_separable(infinitive: str) -> bool:
    """Whether "te" goes between the parts of an infinitive: "terug te sturen"."""
    if infinitive in _INSEPARABLE or not infinitive.endswith(("en", "gaan", "staan", "doen")):
        return False
    return any(infinitive.startswith(particle) and len(infinitive) >= len(particle) + 4 for particle in _PARTICLES)


def _opens_infinitive(span: Span) -> bool:
    """Whether the clause that follows has "te" with an infinitive, and no finite verb before it."""
    for token in span.doc[span.end : span[-1].sent.end]:
        if is_finite(token):
            return False
        if token.lower_ == "te" and token.i + 1 < len(token.doc) and "inf" in token.nbor(1).tag_:
            return True
    return False


def _as_written(text: str, span: Span) -> str:
    """`text` with a capital where the span has one."""
    return text[:1].upper() + text[1:] if span.text[:1].isupper() else text


def _page_explains(text: str, span: Span, row: Row) -> bool:
    """Whether the page explains a word: "Wat is een dwangsom?", "Dit noemen wij een dwangsom", "een bedrag (dwangsom)".

    A term to explain also by what follows it: "dwangsom (…)", "Met een dwangsom …".
    """
    explain = _cell(row, "advice") == "explain"
    if not explain and _cell(row, "pos") != "noun":
        return False  # "(uitsluitend)" explains nothing
    word = re.escape(span.text)
    ways = [
        rf"wat (?:is|zijn|betekent|houdt)(?: \w+)? {word}\b",
        rf"\b(?:heet|heten|noemt|noemen)(?: \w+){{0,4}} {word}\b",
        rf"\w \({word}\)",
        rf"[‘“\"']{word}[’”\"']",
        rf"(?:^|[.!?:] )een {word} is (?:een|het|de)\b",
    ]
    if explain:
        ways += [
            rf"\b{word}\b(?: \(|[’']? betekent\b| (?:is|zijn) een\b| houdt in\b|: |, (?:ofwel|oftewel|dat is)\b)",
            rf"\b{word}\b[^.!?]*[.!?] (?:dat|dit) (?:is|betekent|houdt in)\b",
            rf"(?:^|[.!?] )(?:met|in|bij|door|via|als u)(?: een| de| het)? {word}\b",
        ]
    told = re.compile("|".join(ways), re.IGNORECASE)
    places = (found.start() for found in re.finditer(word, text, re.IGNORECASE))
    return any(told.search(text[max(0, place - _NEAR) : place + len(span.text) + _NEAR]) for place in places)
