"""Bytes of a page → its text: the declared character set where that holds, else a careful guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from bs4.dammit import EncodingDetector, UnicodeDammit

# Character sets that web pages use; Python knows more codecs (punycode, unicode_escape) that a page must not choose.
_WEB_CHARSET = re.compile(
    r"utf-8|utf-16(-[lb]e)?|utf-32(-[lb]e)?|iso8859-\d+|cp125\d|cp(437|850|852|858|866)|mac-roman|koi8-[ru]"
    r"|gb.*|big5.*|euc_.*|shift_jis.*|iso2022_.*"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# UTF-8 that was read as windows-1252 ("Ã©" for "é", "â€™" for an apostrophe), or a character that is lost for good.
_DAMAGE = re.compile("Ã[\u0080-\u00bf‰Š€‡ˆ“”–—]|Â[\u00a0-\u00bf]|â€[\u0098-\u009d™œžš˜“”¦¢\u00b9\u00ba]|\ufffd")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_CONTROL_BYTES = bytes({*range(32)} - {*b"\t\n\v\f\r"})
_SAMPLE = 65536


class Decoded(NamedTuple):
    """The text of a page with "\\n" as its only line end, the character set, and whether characters are in doubt."""

    text: str
    charset: str
    doubtful: bool


def decode(html: bytes | str, charset: str | None = None) -> Decoded:
    """The text in `html`, read by its BOM, the server's `charset`, its <meta>, or a guess, in that order."""
    if isinstance(html, str):
        return _clean(html, charset or "", guessed=False)
    for bom, name in _BOMS:
        if html.startswith(bom):
            return _clean(html[len(bom) :].decode(name, errors="replace"), name, guessed=False)
    declared = [name for name in (_known(charset), _known(_meta(html))) if name]
    for name in declared:
        text = _strict(html, name)
        if text is not None and not (name == "cp1252" and _is_utf8(html)):
            return _clean(text, name, guessed=False)
    text, name = _guess(html)
    return _clean(text, name, guessed=bool(declared) and name not in declared)


def is_binary(html: bytes | str) -> bool:
    """Whether this is no text in any language: more than one in ten of its first characters is a control character."""
    sample = html[:4096]
    if isinstance(sample, str):
        sample = sample.encode("utf-8", errors="replace")
    elif sample.startswith(tuple(bom for bom, _ in _BOMS)):
        return False
    return (len(sample) - len(sample.translate(None, _CONTROL_BYTES))) * 10 > max(len(sample), 40)


def _clean(text: str, charset: str, *, guessed: bool) -> Decoded:
    doubtful = guessed or _DAMAGE.search(text) is not None or re.search("[\ud800-\udfff]", text) is not None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    return Decoded(_CONTROLS.sub("", text), charset, doubtful)


def _meta(html: bytes) -> str | None:
    return EncodingDetector.find_declared_encoding(html[:_SAMPLE], is_html=True, search_entire_document=False)


def _known(charset: str | None) -> str | None:
    """The Python name of a declared character set; latin-1 and ASCII mean windows-1252, as they do in browsers."""
    try:
        name = codecs.lookup((charset or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name.replace("_sig", "") if _WEB_CHARSET.fullmatch(name.replace("-sig", "")) else None


def _strict(html: bytes, name: str) -> str | None:
    """The text if every byte fits; bytes of one last character that was cut in two are dropped."""
    try:
        return html.decode(name)
    except UnicodeDecodeError as error:
        if error.end == len(html) and error.start >= len(html) - 3 and error.start > 0 and name.startswith("utf"):
            return html[: error.start].decode(name, errors="replace")
        return None


def _is_utf8(html: bytes) -> bool:
    """Whether the bytes hold characters outside ASCII and all of them are UTF-8, which no other text is by accident."""
    return not html.isascii() and _strict(html, "utf-8") is not None


def _guess(html: bytes) -> tuple[str, str]:
    """UTF-8 (also with a few damaged bytes), else windows-1252, else what bs4's detector makes of it."""
    text = html.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    if lost == 0 or lost * 2 < sum(1 for char in text if char > "\x7f"):
        return text, "utf-8"
    western = _strict(html, "cp1252")
    if western is not None:
        return western, "cp1252"
    dammit = UnicodeDammit(html[:_SAMPLE], is_html=True)
    name = _known(dammit.original_encoding) or "cp1252"
    return html.decode(name, errors="replace"), name
