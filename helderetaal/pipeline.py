"""Blocks to one parsed Doc a page; the only module that imports spaCy, and only when it is called.

Importing spaCy takes about a second, so `helderetaal --help` must not do it.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helderetaal.records import Block

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

SHIPPED = Path(__file__).parent / "nl_helderetaal"
BATCH = 128
"""Texts that spaCy parses together; 32 was 1.1 times slower, 512 no faster."""


_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
"""An abbreviation with a full stop after each letter: "a.d.h.v."."""

_ABBREVIATIONS = (
    *("afb.", "afd.", "art.", "cq.", "dd.", "dgn.", "excl.", "huisnr.", "incl.", "jo.", "mld.", "nr.", "nrs.", "ong."),
    *("tel.", "tel.nr.", "telefoonnr.", "telnr.", "vlgs."),
)
"""What spaCy does not know yet. Not "max." or "zo.": "Dat is zo." ends with a word of its own."""

_LAST = frozenset({"kg.", "km.", "cm.", "mm.", "enz.", "etc.", "e.d.", "z.s.m.", "p.p.", "p.j.", "p.m.", "a.u.b."})
"""Abbreviations after which a capital begins a sentence: "niet meer dan 30 kg. Zet hem buiten." """

_MONTHS = ("jan.", "feb.", "mrt.", "apr.", "aug.", "sep.", "sept.", "okt.", "nov.", "dec.")
"""Only in small letters: "Jan." may be somebody's name at the end of a sentence."""

_DAYS = frozenset({"ma", "di", "wo", "do", "vr", "za", "zo"})

_NEVER_LAST = frozenset(
    {
        "de",
        "een",
        "uw",
        "onze",
        "mijn",
        "jouw",
        "deze",
        "elke",
        "ieder",
        "iedere",
        "van",
        "voor",
        "met",
        "en",
        "of",
        "te",
    }
)
"""Words that end no sentence; the parser began one at the name in "stuur uw Woo-verzoek"."""

_TITLES = ("bc.", "dhr.", "dr.", "drs.", "ds.", "fam.", "ing.", "ir.", "mevr.", "mr.", "mw.", "prof.", "wed.")
"""Abbreviations that stand before a name, so that the capital after them begins no sentence."""


class PipelineError(ValueError):
    """A pipeline that cannot be loaded; the message is the name or path that was asked for."""


def load_pipeline(source: str | None = None) -> Language:
    """A spaCy pipeline for Dutch, loaded once a process.

    `source` is whatever `spacy.load` takes (a package name such as `nl_core_news_lg`, a path), or `blank:nl`: no
    parser, sentences by punctuation. None takes the environment variable HELDERETAAL_PIPELINE, else the shipped one.
    Raises PipelineError if there is no such pipeline. Never downloads.
    """
    return _load(source or os.environ.get("HELDERETAAL_PIPELINE") or str(SHIPPED))


@functools.cache
def _load(source: str) -> Language:
    import spacy

    if source == "blank:nl":
        nlp: Language = spacy.blank("nl")
        nlp.add_pipe("sentencizer")
        return _with_full_stops(nlp)
    _use_fast_blas()
    try:
        return _with_full_stops(spacy.load(source, exclude=["ner"]))
    except Exception as error:  # a name may be any installed package, and loading runs that package's code
        raise PipelineError(source) from error


def _with_full_stops(nlp: Language) -> Language:
    """The pipeline with a tokenizer that knows which full stops belong to a word.

    spaCy leaves it on "DigiD." and takes it off "incl." and "a.d.h.v.", and sentences then end in the wrong places.
    """
    from spacy.util import compile_suffix_regex

    known: Any = nlp.tokenizer  # typed as any callable; a pipeline for Dutch has spaCy's own
    spellings = {spelling for one in (*_ABBREVIATIONS, *_TITLES) for spelling in (one, one.capitalize())} | {*_MONTHS}
    suffixes = [*(nlp.Defaults.suffixes or ()), r"(?<=[a-z][A-Z])\."]
    # A new one: each attribute that is set on a tokenizer makes it read its 4,670 special cases again (0.15 s).
    nlp.tokenizer = type(known)(
        nlp.vocab,
        rules={**known.rules, **{spelling: [{"ORTH": spelling}] for spelling in spellings}},
        prefix_search=known.prefix_search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=known.infix_finditer,
        token_match=_DOTTED.fullmatch,
        url_match=known.url_match,
    )
    return nlp


def _use_fast_blas() -> None:
    """numpy's BLAS instead of thinc's: 2.1 times faster on x86-64, same annotations (tests/test_pipeline.py).

    HELDERETAAL_BLIS=1 keeps thinc's own, for machines where numpy comes with a slow one.
    """
    if os.environ.get("HELDERETAAL_BLIS") == "1":
        return
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    if type(get_current_ops()) is NumpyOps:
        set_current_ops(NumpyOps(use_blis=False))


def pipeline_name(nlp: Language) -> str:
    """Name and version, as reports give it: `nl_helderetaal 1.0.0`."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def parse(nlp: Language, pages: Sequence[Sequence[Block]]) -> list[Doc]:
    """One Doc a page, its blocks as labelled spans in `doc.spans["blocks"]`, the records in `doc.user_data["blocks"]`.

    Each line of each block is parsed on its own, so that no sentence runs from one into the next, and all of them in
    one batch: a loop over blocks takes 4 to 5 times as long. A page needs at least one block with text.
    """
    lines = [[_lines(block) for block in blocks] for blocks in pages]
    parsed = read(nlp, (text for page in lines for block in page for text in block))
    return [_join(blocks, [len(block) for block in page], parsed) for blocks, page in zip(pages, lines, strict=True)]


def read(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Parsed Docs of texts, in batches; a sentence starts at least where the punctuation says so.

    The parser alone runs on at times after a short sentence: "log in met DigiD. Bewaar de code" became one sentence.
    """
    return nlp.pipe((_with_sure_starts(nlp.make_doc(text)) for text in texts), batch_size=BATCH)


def _with_sure_starts(doc: Doc) -> Doc:
    """The Doc with the sentence starts that the punctuation makes sure; the others are left to the parser.

    A capital after a full stop, question mark or exclamation mark is a start. A small letter without one of these
    before it is none ("€ 12 incl. verzendkosten"), nor is what follows the abbreviation of a title ("mw. Yilmaz") or
    of a number ("art. 5").
    """
    for before, token in pairwise(doc):
        if (
            (before.text in {".", "?", "!"} or before.lower_ in _LAST)
            and before.whitespace_
            and token.text[0].isupper()
        ):
            token.is_sent_start = True
        elif _goes_on(before, token):
            token.is_sent_start = False
    return doc


def _goes_on(before: Token, token: Token) -> bool:
    """Whether a token belongs to the sentence of the one before; "iDEAL" can begin one, "verzendkosten" cannot."""
    if before.lower_ in _NEVER_LAST:
        return True
    if before.text == "." and before.i and before.nbor(-1).lower_ in _DAYS and not token.text[0].isupper():
        return True
    if token.text[0].islower():
        return before.text not in {".", "?", "!"} and not token.text[1:2].isupper()
    abbreviated = before.text.endswith(".") and before.text[0].isalpha()
    return abbreviated and (before.lower_ in _TITLES or token.text[0].isdigit() or token.text[0] in "(€")


def _join(blocks: Sequence[Block], counts: Iterable[int], parsed: Iterator[Doc]) -> Doc:
    """The next parsed lines as one Doc, each block a span of as many of them as `counts` says."""
    from spacy.tokens import Doc, Span

    parts = [list(islice(parsed, count)) for count in counts]
    doc = Doc.from_docs([line for part in parts for line in part], ensure_whitespace=True)
    start = 0
    spans = []
    for block, part in zip(blocks, parts, strict=True):
        end = start + sum(map(len, part))
        spans.append(Span(doc, start, end, label=str(block.kind)))
        start = end
    doc.spans["blocks"] = spans
    doc.user_data["blocks"] = tuple(blocks)
    return doc


def _lines(block: Block) -> list[str]:
    """The text of a block cut at those line breaks that end a sentence.

    A line that goes on in lower case goes on in the same sentence: editors break lines for looks as well. Not where
    there are figures: "ma. 9.00 tot 17.00 uur" and "di. t/m vr. 9.00 tot 12.00 uur" are lines of their own.
    """
    text, start, lines = block.text, 0, []
    ends = (0, *block.breaks, len(text))
    for before, position, after in zip(ends, ends[1:], ends[2:], strict=False):
        figures = any(map(str.isdigit, text[before:after]))
        if figures or not text[position + 1 : position + 2].islower():
            lines.append(text[start:position])
            start = position + 1
    return [line for line in (*lines, text[start:]) if line]
