"""Blocks to one parsed Doc a page; the only module that imports spaCy, and only when it is called.

Importing spaCy takes about a second, so `helderetaal --help` must not do it.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from helderetaal.pipeline._tokens import Tokenizer, dutch_tokenizer
from helderetaal.records import Block

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED = Path(__file__).parents[1] / "nl_helderetaal"
BATCH = 32
"""Texts that spaCy parses together; 8 was 1.2 times slower, 128 was 1.1 times slower, 1000 1.4 times."""


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
        nlp.tokenizer = dutch_tokenizer(nlp.vocab, nlp.Defaults, nlp.tokenizer)
        return nlp
    _use_fast_blas()
    try:
        if Path(source).resolve() == SHIPPED.resolve():
            return _load_shipped()
        nlp = spacy.load(source, exclude=["ner"])
        nlp.tokenizer = dutch_tokenizer(nlp.vocab, nlp.Defaults, nlp.tokenizer)
    except Exception as error:  # a name may be any installed package, and loading runs that package's code
        raise PipelineError(source) from error
    return nlp


def _load_shipped() -> Language:
    """The shipped pipeline, with its tokenizer made once: spaCy would read its special cases four times (0.6 s)."""
    import spacy
    from spacy.util import registry

    def make() -> Callable[[Language], Tokenizer]:
        return lambda nlp: dutch_tokenizer(nlp.vocab, nlp.Defaults)

    registry.tokenizers("helderetaal.Tokenizer.v1", func=make)
    tokenizer = {"tokenizer": {"@tokenizers": "helderetaal.Tokenizer.v1"}}
    nlp = spacy.load(SHIPPED, exclude=["tokenizer"], config={"nlp": tokenizer})
    # So that what is saved loads anywhere, with the tokens as they are and without the sure sentence starts.
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "spacy.Tokenizer.v1"}
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
    # A site says the same on page after page: "Contact", the hours, "Maak een afspraak". Each text is parsed once.
    texts = list(dict.fromkeys(text for page in lines for block in page for text in block))
    parsed = dict(zip(texts, nlp.pipe(texts, batch_size=BATCH), strict=True))
    return [_join(blocks, page, parsed) for blocks, page in zip(pages, lines, strict=True)]


def _join(blocks: Sequence[Block], lines: Iterable[Iterable[str]], parsed: Mapping[str, Doc]) -> Doc:
    """The parsed lines of each block as one Doc, with a span for each block."""
    from spacy.tokens import Doc, Span

    parts = [[parsed[line] for line in block] for block in lines]
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
