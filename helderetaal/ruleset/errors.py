"""What is wrong with a rule file, a word list or an overlay, and where."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class RuleError(ValueError):
    """A rule file, a word list or an overlay that cannot be used.

    `where` is the file (or the rule, for changes that stand in no file), `line` the line in it, counted from 1, where
    that is known; `code` says what is wrong, `detail` with which key or word, `near` what was probably meant.
    """

    def __init__(self, where: str, code: str, detail: str = "", *, near: str = "", line: int | None = None) -> None:
        meant = f"; did you mean {near!r}?" if near else ""
        place = where if line is None else f"{where}:{line}"
        super().__init__(f"{place}: {code} {detail}".rstrip() + meant)
        self.where, self.line, self.code, self.detail, self.near = where, line, code, detail, near


def nearest(name: str, known: Iterable[object]) -> str:
    """The name most like this one; "" where none is."""
    return next(iter(difflib.get_close_matches(name, [str(one) for one in known], n=1)), "")
