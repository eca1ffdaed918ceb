"""What a team says of its own pages, by CSS selector: the elements to read, and those to leave out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError
from lxml import etree


@lru_cache(maxsize=256)
def _path(selector: str) -> Any:
    """A CSS selector as XPath; raises ValueError where it is none."""
    try:
        path = etree.XPath(HTMLTranslator().css_to_xpath(selector))
        path(etree.Element("html"))  # "a|b" is a selector, but for names that HTML does not have
    except (SelectorError, etree.XPathError, RecursionError) as error:
        raise ValueError(selector) from error
    return path


def is_selector(text: str) -> bool:
    """Whether a text is a CSS selector for the elements of a page."""
    try:
        _path(text)
    except ValueError:
        return False
    return True


def matching(root: Any, selectors: Iterable[str]) -> set[Any]:
    """The elements of a page that fit one of the selectors; raises ValueError for a text that is no selector."""
    return {element for selector in selectors for element in _path(selector)(root)}
