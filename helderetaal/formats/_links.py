"""Links to a sentence on the live page, by text fragment (https://wicg.github.io/scroll-to-text-fragment/)."""

from __future__ import annotations

import re
from urllib.parse import quote

from helderetaal.dutch import harmless

_WEB = re.compile(r"https?://[^\s/?#\\][^\s]*", re.IGNORECASE)
_EXACT = 300  # Characters; of a longer sentence a link names its first and last words.
_EDGE = 5


def is_web(url: str) -> bool:
    """Whether a URL from a page may be a link in the report: http or https, nothing hidden in it."""
    return bool(_WEB.fullmatch(url)) and harmless(url) == url


def live_link(url: str, sentence: str) -> str | None:
    """A link to the sentence on the live page; None for what is no web address or has no sentence to go to."""
    if not sentence.strip() or not is_web(url):
        return None
    words = sentence.split()
    if len(sentence) <= _EXACT or len(words) <= 2 * _EDGE:
        target = _fragment(" ".join(words))
    else:
        target = f"{_fragment(' '.join(words[:_EDGE]))},{_fragment(' '.join(words[-_EDGE:]))}"
    return f"{url}{'' if '#' in url else '#'}:~:text={target}"


def _fragment(text: str) -> str:
    """Text for a text fragment: percent-encoded, the hyphen too, which has a meaning there."""
    return quote(text, safe="", errors="replace").replace("-", "%2D")
