"""What stands on many pages of a site, at the top or the bottom, is no text of a page: for pages without landmarks.

A page that marks its <main> is believed. Of the others, a menu or a footer without a name may come through; seen
beside the other pages of its site it gives itself away (the idea of site templates: Bar-Yossef and Rajagopalan,
"Template detection via data mining and its applications", WWW 2002).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from helderetaal.records import Block, Kind

_LEAST_PAGES = 5
"""On fewer pages of a site, what recurs may well be what an editor wrote on all of them."""
_SHARE = 0.5
# At the end of a page a sentence may well be an editor's, on all pages about one thing; a footer has none.
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.!?]$")


class Recurring:
    """How many pages of one site hold each block."""

    def __init__(self) -> None:
        self._pages = 0
        self._counts: Counter[tuple[Kind, str]] = Counter()

    def add(self, blocks: Iterable[Block]) -> None:
        """Counts one more page."""
        self._pages += 1
        self._counts.update({(block.kind, block.text) for block in blocks})

    def without(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks of a page without those at its top and bottom that are on most pages; never without all."""
        title = [block for block in blocks if block.kind is Kind.TITLE]
        rest = [block for block in blocks if block.kind is not Kind.TITLE]
        if self._pages < _LEAST_PAGES:
            return tuple(blocks)
        own = [number for number, block in enumerate(rest) if not self._recurs(block)]
        if not own:
            return tuple(blocks)
        last = max(own[-1], *(n for n, block in enumerate(rest) if _SENTENCE.search(block.text)), own[-1])
        return (*title, *rest[own[0] : last + 1])

    def _recurs(self, block: Block) -> bool:
        return block.level != 1 and self._counts[block.kind, block.text] > _SHARE * self._pages
