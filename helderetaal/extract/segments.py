"""The content of a page's tree → blocks in reading order, each visible word in exactly one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from helderetaal.extract.bullets import Part, may_have_bullets, split_at_bullets
from helderetaal.extract.chrome import HOME, NOT_TEXT, word_set
from helderetaal.extract.kinds import BLOCKS, Frame, frame_of
from helderetaal.extract.landmarks import Content
from helderetaal.extract.phrases import SMALL_TALK
from helderetaal.extract.places import Places, lead_in
from helderetaal.extract.runs import (
    Piece,
    Run,
    compose,
    is_only_links,
    link_run,
    links_in,
    split_at_double_breaks,
)
from helderetaal.extract.selectors import Selectors
from helderetaal.extract.small_talk import is_small_talk
from helderetaal.records import Block, Kind, Link

# What takes room on the screen: words on either side of it are two words.
_REPLACED = word_set("select textarea iframe video audio object embed canvas meter progress datalist map")
_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline"}
# What a WYSIWYG editor writes instead: style="font-weight: bold; text-decoration: underline".
_CSS_STYLES = {
    "bold": re.compile(r"font-weight:\s*(?:bold|[6-9]00)"),
    "italic": re.compile(r"font-style:\s*italic"),
    "underline": re.compile(r"text-decoration(?:-line)?:[^;]{0,30}underline"),
}
_FILE_NAME = re.compile(r"\S+\.(jpe?g|png|gif|svg|webp|bmp)|[\d_.-]+", re.IGNORECASE)


def read_blocks(root: Any, content: Content, lines: Callable[[Any], int], names: Mapping[Any, str]) -> list[Block]:
    """The title and the blocks of the content; `lines` tells at which line a tag ends.

    `names` are the tags of the elements that are called otherwise in the source.
    """
    reader = _Reader(content, Selectors(root, names), lines)
    title = next((e for e in root.iter("title") if e.getparent().tag in ("head", "body", "html")), None)
    for part in ([] if title is None else [title]) + list(content.roots):
        reader.read(part)
    return reader.finish()


class _Reader:
    """Walks the roots once, without recursion; `pieces` is the text of the block that is being read."""

    def __init__(self, content: Content, selectors: Selectors, lines: Callable[[Any], int]) -> None:
        self.blocks: list[Block] = []
        self.content, self.selectors, self.lines = content, selectors, lines
        # Blocks as they are if their dash is a bullet, by number, with that dash.
        self.twins: dict[int, tuple[str, Block]] = {}
        self.spoken = False
        self.pieces: list[Piece] = []
        # Images with their place, and whether they stand in a text rather than before it.
        self.images: list[tuple[Piece, Any, bool]] = []
        self.frames: list[Frame] = []
        self.places = Places()
        self.languages: list[str | None] = [None]
        self.links: list[Any] = []
        self.styles: list[tuple[Any, tuple[str, ...]]] = []
        self.line = 1

    def read(self, root: Any) -> None:
        around = root.getparent()
        self.frames = [Frame(root if around is None else around, Kind.PARAGRAPH, Kind.PARAGRAPH)]
        self.languages = [self.language_around(root)]
        self.links, self.styles = [], []
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipping = None
        for event, element in walk:
            if event == "start":
                self.line = self.lines(element)
                if element is not root and (element in self.content.chrome or element.tag in NOT_TEXT):
                    skipping = element
                    walk.skip_subtree()
                    if element.tag in BLOCKS:
                        self.flush()
                    elif element.tag in _REPLACED:
                        self.pieces.append(Piece(" ", self.line))
                else:
                    self.start(element)
            elif event == "end" and element is not skipping:
                self.end(element)
            else:
                self.line = _last_line(element, self.lines)
                skipping = None
            if event != "start" and element is not root:
                self.text(element.tail)
        self.flush()

    def finish(self) -> list[Block]:
        """The blocks; those that begin with a dash are list items where the one before or after begins with it too."""
        for number, (mark, twin) in self.twins.items():
            if any(near in self.twins and self.twins[near][0] == mark for near in (number - 1, number + 1)):
                before = self.blocks[number - 1] if number else None
                leads = before.lead_in if before and before.kind is Kind.LIST_ITEM else lead_in(before)
                self.blocks[number] = replace(twin, lead_in=leads)
        return self.blocks

    def text(self, text: str | None) -> None:
        if not text:
            return
        self.spoken = self.spoken or not text.isspace()
        link = self.links[-1] if self.links else None
        if "\n" in text and self.frames[-1].element.tag == "pre":
            for part in text.split("\n"):
                self.pieces += (Piece(part, self.line, link, self.languages[-1]), Piece(None, self.line))
                self.line += 1
            self.pieces.pop()
            self.line -= 1
            return
        styles = self.styles[-1][1] if self.styles else ()
        self.pieces.append(Piece(text, self.line, link, self.languages[-1], styles))
        self.line += text.count("\n")

    def start(self, element: Any) -> None:
        tag = element.tag
        if (language := element.get("lang")) is not None:
            wraps = element in self.content.wrappers
            self.languages.append(self.languages[-1] if wraps else _foreign(language))
        if styles := _styles_of(element):
            before = self.styles[-1][1] if self.styles else ()
            self.styles.append((element, tuple(dict.fromkeys((*before, *styles)))))
        if tag == "a" and element.get("href") is not None:
            self.links.append(element)
        elif tag == "br":
            self.pieces.append(Piece(None, self.line))
        elif tag == "img":
            self.image(element)
        elif tag == "input":
            self.pieces.append(Piece(" ", self.line))
            self.input(element)
        elif tag == "hr":
            self.flush()
        frame = frame_of(
            element,
            self.frames[-1],
            link=self.links[-1] if self.links else None,
            in_sentence=self.in_sentence(),
            in_data=self.places.in_data,
            ids=self.content.ids,
        )
        if frame is not None:
            self.flush()
            self.frames.append(frame)
        elif tag in BLOCKS:
            self.pieces.append(Piece(" ", self.line))
        self.places.start(element, self.blocks[-1] if self.blocks else None)
        self.text(element.text)

    def end(self, element: Any) -> None:
        tag = element.tag
        if len(self.frames) > 1 and self.frames[-1].element is element:
            self.flush()
            self.frames.pop()
        elif tag in BLOCKS:
            self.pieces.append(Piece(" ", self.line))
        self.places.end(element)
        if self.links and self.links[-1] is element:
            self.links.pop()
        if self.styles and self.styles[-1][0] is element:
            self.styles.pop()
        if element.get("lang") is not None:
            self.languages.pop()

    def in_sentence(self) -> bool:
        """Whether text has been read in this <p>: a button here explains a word and is part of the sentence."""
        return self.frames[-1].element.tag == "p" and self.spoken

    def image(self, element: Any) -> None:
        alt = element.get("alt") or ""
        if (
            alt.strip()
            and element.get("role") not in ("presentation", "none")
            and not _FILE_NAME.fullmatch(alt.strip())
            and not SMALL_TALK.fullmatch(" ".join(alt.split())[:400])
            and not (self.links and HOME.fullmatch(self.links[-1].get("href") or ""))
        ):
            piece = Piece(alt, self.line, self.links[-1] if self.links else None, self.languages[-1])
            self.images.append((piece, element, self.spoken or self.frames[-1].element.tag == "p"))

    def input(self, element: Any) -> None:
        kind = (element.get("type") or "").lower()
        text = element.get("alt" if kind == "image" else "value") or ""
        if kind in ("submit", "button", "reset", "image") and text.strip():
            self.flush()
            frame = Frame(element, Kind.BUTTON, Kind.BUTTON, one_piece=True)
            self.emit(frame, [Piece(text, self.line, None, self.languages[-1])])

    def flush(self) -> None:
        """Makes blocks of the text read so far: two line breaks in a row end one, as a reader sees it."""
        if not self.pieces and not self.images:
            return
        pieces, self.pieces, self.spoken = self.pieces, [], False
        images, self.images = self.images, []
        self.emit_images((piece, place) for piece, place, is_inside in images if not is_inside)
        frame = self.frames[-1]
        if any(piece.text and not piece.text.isspace() for piece in pieces):
            for part in [pieces] if frame.one_piece else split_at_double_breaks(pieces):
                self.emit_lines(frame, part)
        self.emit_images((piece, place) for piece, place, is_inside in images if is_inside)

    def emit_images(self, images: Iterable[tuple[Piece, Any]]) -> None:
        """Makes blocks of the texts of images: those in a text come after it."""
        for piece, place in images:
            run = compose([piece])
            self.add(Kind.IMAGE_TEXT, run, place, links=links_in(run))

    def emit_lines(self, frame: Frame, pieces: list[Piece]) -> None:
        """Makes a block of the pieces, or one of each line with a bullet."""
        parts = [Part(pieces)]
        if frame.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            classes = frame.element.get("class") or ""
            if may_have_bullets(pieces, classes) and not _is_row_of_links(pieces):
                parts = split_at_bullets(pieces, classes)
        for part in parts:
            count = len(self.blocks)
            self.emit(replace(frame, kind=Kind.LIST_ITEM) if part.is_item else frame, part.pieces)
            if part.twin is not None and len(self.blocks) == count + 1:
                plain = self.blocks.pop()
                self.emit(replace(frame, kind=Kind.LIST_ITEM), part.twin)
                self.twins[count] = part.mark, self.blocks.pop() if len(self.blocks) > count else plain
                self.blocks.append(plain)

    def emit(self, frame: Frame, pieces: list[Piece]) -> None:
        run = compose(pieces)
        if (
            not run.text
            or not any(char.isalnum() for char in run.text)
            or (self.content.is_page and is_small_talk(frame, run))
        ):
            return
        standing = run.links if frame.kind is Kind.PARAGRAPH and is_only_links(run) else []
        if standing and not frame.in_card:
            for link in standing:
                part, element = link_run(run, link), link[2]
                # One letter: text size, or an index.
                if self.content.is_page and (len(part.text) == 1 or SMALL_TALK.fullmatch(part.text)):
                    continue
                # A link that was cut in two has its place in what holds both parts.
                place = frame.element if frame.link is element or not _holds(element, part.text) else element
                self.add(Kind.LINK, part, place, links=links_in(part))
            return
        self.add(frame.kind, run, frame.place, level=frame.level, links=links_in(run))

    def add(self, kind: Kind, run: Run, place: Any, *, level: int | None = None, links: tuple[Link, ...] = ()) -> None:
        if any(char.isalnum() for char in run.text):
            depth, leads = None, None
            if kind is Kind.LIST_ITEM:
                depth, leads = self.places.depth(place, self.blocks[-1] if self.blocks else None)
            block = Block(
                kind=kind,
                text=run.text,
                line=run.line,
                selector=self.selectors.of(place),
                level=level,
                links=links,
                language=run.language,
                breaks=run.breaks,
                depth=depth,
                lead_in=leads,
                cell=self.places.cell,
                lines=run.lines,
                emphasis=run.emphasis,
                item=self.places.item if kind is Kind.LIST_ITEM else None,
            )
            self.blocks.append(block)

    def language_around(self, root: Any) -> str | None:
        for element in root.iterancestors():
            if element.tag != "html" and element.get("lang") is not None and element not in self.content.wrappers:
                return _foreign(element.get("lang"))
        return None


def _styles_of(element: Any) -> tuple[str, ...]:
    """How an element makes its text stand out, by its tag or its style; a link is underlined by itself."""
    if element.tag in _STYLES:
        return (_STYLES[element.tag],)
    css = element.get("style")
    if not css or element.tag == "a":
        return ()
    return tuple(style for style, pattern in _CSS_STYLES.items() if pattern.search(css.lower()))


def _holds(link: Any, text: str) -> bool:
    """Whether a link has at least as many letters as a text."""
    return sum(len("".join(part.split())) for part in link.itertext()) >= len("".join(text.split()))


def _is_row_of_links(pieces: list[Piece]) -> bool:
    """Whether this is "• Een • Twee" in links: the bullets stand between them."""
    run = compose(pieces)
    return len(run.links) > 1 and not run.breaks and is_only_links(run)


def _foreign(language: str) -> str | None:
    """A language tag unless it is Dutch or empty."""
    tag = language.strip().replace("_", "-")
    return None if not tag or tag.lower().split("-")[0] in ("nl", "nld", "dut") else tag[:35]


def _last_line(element: Any, lines: Callable[[Any], int]) -> int:
    """The line at which an element ends that was not walked through."""
    tails = 0
    while isinstance(element.tag, str) and len(element):
        element = element[-1]
        tails += (element.tail or "").count("\n")
    if isinstance(element.tag, str):
        return lines(element) + (element.text or "").count("\n") + tails
    return lines(element) + tails
