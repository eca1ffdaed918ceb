"""What is no HTML: Word, Markdown and web archives of one page, each to blocks with their place."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest

from helderetaal.extract import Extract, extract
from helderetaal.records import Link, Page, Reason

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/hyperlink" Target="https://a.nl/" TargetMode="External"/>'
    f'<Relationship Id="rId2" Type="{_R}/styles" Target="styles.xml"/></Relationships>'
)
# A Dutch Word calls its styles Kop1 and Titel; in `w:name` they are English everywhere.
_STYLES = (
    f'<w:styles xmlns:w="{_W}">'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style></w:styles>'
)


def word(body: str, **extra: str) -> bytes:
    """A .docx file as Word writes it, as far as text goes."""
    document = f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _PARTS,
        "word/styles.xml": _STYLES,
        **extra,
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def rows(result: Extract) -> list[tuple[str, str, int]]:
    return [(f"{block.kind}{block.level or block.depth or ''}", block.text, block.line) for block in result.blocks]


def test_word() -> None:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    body = (
        p("Paspoort aanvragen", "Titel")
        + p("")
        + '<w:p><w:r><w:t xml:space="preserve">U vraagt een pas</w:t></w:r><w:r><w:b/><w:t>poort aan.</w:t></w:r></w:p>'
        + p("Kosten", "Kop2")
        + table.format(p("Leeftijd"), p("Prijs"), p("18 jaar"), p("86 euro"))
        + '<w:p><w:r><w:t xml:space="preserve">Maak een </w:t></w:r>'
        + '<w:hyperlink r:id="rId1"><w:r><w:t>afspraak</w:t></w:r></w:hyperlink></w:p>'
        + "<w:p><w:ins><w:r><w:t>Nieuw.</w:t></w:r></w:ins><w:del><w:r><w:delText>Oud.</w:delText></w:r></w:del></w:p>"
    )
    result = extract(Page("brief.docx", word(body)))
    assert rows(result) == [
        ("heading1", "Paspoort aanvragen", 1),
        ("paragraph", "U vraagt een paspoort aan.", 2),
        ("heading2", "Kosten", 3),
        ("cell", "Leeftijd", 4),
        ("cell", "Prijs", 5),
        ("cell", "18 jaar", 6),
        ("cell", "86 euro", 7),
        ("paragraph", "Maak een afspraak", 8),
        ("paragraph", "Nieuw.", 9),
    ]
    assert (result.unit, result.problems, {block.selector for block in result.blocks}) == ("paragraph", (), {""})
    assert result.blocks[7].links == (Link("afspraak", "https://a.nl/", 9),)


@pytest.mark.parametrize(
    "source",
    [
        b"PK\x03\x04 cut off",
        word("<w:p>")[:300],
        word("<w:p><w:r>"),
        word(p("x"), **{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        word(p("x"), **{"word/big.xml": "x" * 100_000_001}),
    ],
    ids=["no zip", "cut off", "no XML", "entities", "bomb"],
)
def test_a_damaged_word_file_is_named(source: bytes) -> None:
    result = extract(Page("brief.docx", source))
    assert (result.blocks, [problem.reason for problem in result.problems]) == ((), [Reason.DAMAGED])


MARKDOWN = """---
title: "Paspoort aanvragen"
date: 2026-05-03
---

# Paspoort

U vraagt een *pas*poort aan bij de gemeente.
Maak eerst een
[afspraak](https://a.nl/).

U neemt mee:

- een foto
  - niet ouder dan 6 maanden
- uw oude paspoort

1. Kom langs.

| Leeftijd | Prijs |
|---|---|
| 18 jaar | 86 euro |

```
code
```

> Wat een mooie pas.

Kosten
------

<div>In HTML.</div>
"""


def test_markdown_keeps_its_lines() -> None:
    result = extract(Page("inhoud/paspoort.md", MARKDOWN.encode()))
    assert rows(result) == [
        ("title", "Paspoort aanvragen", 2),
        ("heading1", "Paspoort", 6),
        ("paragraph", "U vraagt een paspoort aan bij de gemeente. Maak eerst een afspraak.", 8),
        ("paragraph", "U neemt mee:", 12),
        ("list-item1", "een foto", 14),
        ("list-item2", "niet ouder dan 6 maanden", 15),
        ("list-item1", "uw oude paspoort", 16),
        ("list-item1", "Kom langs.", 18),
        ("header-cell", "Leeftijd", 20),
        ("header-cell", "Prijs", 20),
        ("cell", "18 jaar", 22),
        ("cell", "86 euro", 22),
        ("quote", "Wat een mooie pas.", 28),
        ("heading2", "Kosten", 30),
        ("paragraph", "In HTML.", 33),
    ]
    block = result.blocks[2]
    assert [block.line_at(block.text.index(word)) for word in ("U vraagt", "Maak", "afspraak")] == [8, 9, 10]
    assert result.blocks[4].lead_in == "U neemt mee:"
    assert (result.dates, result.unit) == (("2026-05-03", None), "line")


def test_marks_of_markdown_are_no_text() -> None:
    text = "Een zin[^1].\n\n:::info\nLet op.\n:::\n\n- [x] Betaal\n\n{{< knop >}}\n\n[^1]: Een noot.\n"
    result = extract(Page("a.md", text))
    assert [(block.text, block.line) for block in result.blocks] == [
        ("Een zin.", 1),
        ("Let op.", 4),
        ("Betaal", 7),
        ("Een noot.", 11),
    ]


@pytest.mark.parametrize("text", ["", "---\n", "# Kop", "```\n" * 9, "[a](b", "| a |\n|---|", "\x00", "- " * 2000])
def test_any_markdown_survives(text: str) -> None:
    assert all(block.text for block in extract(Page("a.md", text)).blocks)


def test_a_page_that_a_browser_saved_in_one_file() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://www.gemeente.nl/paspoort"
    message.set_content("<html><main>\n<p>Een café in de buurt = vlakbij.</p></main></html>", subtype="html")
    message.add_related(b"\x89PNG", "image", "png")
    source = message.as_bytes()
    assert [(block.text, block.line, block.selector) for block in extract(Page("a.mhtml", source)).blocks] == [
        ("Een café in de buurt = vlakbij.", 2, "main > p")
    ]
    assert [problem.reason for problem in extract(Page("a.mht", b"MIME-Version: 1.0\n\nx")).problems] == [
        Reason.DAMAGED
    ]
