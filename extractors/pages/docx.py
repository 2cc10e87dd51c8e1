"""A Word document → its paragraphs and tables, from its own structure: lists, merged cells, changes, struck words."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from extractors.opening.kinds import other_than
from extractors.pages.layout import Block, Cell, Flow, Paragraph, Table, TableRow
from extractors.pages.marks import split_mark
from models.errors import UnreadableFile

CLUMSY = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError, struct.error)
"""What the reader of a damaged file raises beside its own exceptions."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STEP = 18.0
"""How much further in each level of a list stands, in points."""
WIDE = 3_000_000
"""A picture of this width, in units of Word (360,000 a centimetre), takes half a page's width."""
GONE = {f"{W}del", f"{W}moveFrom", f"{W}fldChar", f"{W}instrText", f"{W}delText"}
SIGNS = {"F0FE": "☒", "00FE": "☒", "F0FC": "✓", "F052": "☑", "F0A8": "☐", "F06F": "☐", "F0B7": "•",
         "F0D8": "➢", "F0A7": "▪"}
NUMBERED = {"decimal": "1.", "lowerLetter": "(a)", "upperLetter": "(a)", "lowerRoman": "(i)", "upperRoman": "(i)"}


def read_docx(path: Path) -> Flow:
    """Read a .docx file."""
    try:
        _check(path)
        document = docx.Document(str(path))
        reader = _Reader(document)
        blocks, margins = tuple(reader.blocks(document.element.body)), tuple(reader.margins())
    except (*CLUMSY, OSError, SyntaxError, zipfile.BadZipFile, zlib.error) as cause:
        raise UnreadableFile("This Word document cannot be read: it is damaged.", path.name,
                             "Open it in Word, save it as .docx again and give that file.") from cause
    partly = (1,) if _pictured(document.element.body) else ()
    return Flow(blocks, struck=(1,) if reader.struck else (), partly=partly, margins=margins)


def _check(path: Path) -> None:
    """Refuse a package that is no Word document, or one of those that hold programs."""
    with zipfile.ZipFile(path) as package:
        if "word/document.xml" not in package.namelist():
            raise other_than("a plan that can be read", path, "Give the plan as .pdf, .docx or .txt.")
        if b"macroEnabled" in package.read("[Content_Types].xml"):
            raise UnreadableFile("this Word document holds macros, which are small programs.", path.name,
                                 "Open it in Word, save it as .docx, and give that file.")


class _Reader:
    """Goes through the body of a document; counts what it leaves out."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.struck = 0
        self.styles = {style.style_id: style for style in document.styles}
        self.formats = _number_formats(document)

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Give paragraphs and tables in reading order, those of content controls and text boxes among them."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraphs(child)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            elif child.tag in (f"{W}sdt", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
                content = child.find(f"{W}sdtContent")
                yield from self.blocks(child if content is None else content)

    def paragraphs(self, element: Any) -> Iterator[Paragraph]:
        """Give a paragraph, in pieces where it has line breaks, and the text boxes that hang on it."""
        mark, indent = self._list(element)
        style = self._style(element)
        heading = "heading" if style and style.name.lower().startswith(("heading", "title")) else ""
        runs = list(self._runs(element))
        inherited = self._bold(style)
        bold = bool(runs) and all(inherited if strong is None else strong for text, strong in runs if text.strip())
        for line in "".join(text for text, _ in runs).split("\n"):
            text = " ".join(line.split())
            if text:
                own, rest = split_mark(text)
                yield Paragraph(rest if not mark else text, mark or own, (), indent, 0.0, bold, heading)
                mark = ""
        for box in element.iter(f"{W}txbxContent"):
            if self._hangs_on(box, element):
                yield from (block for block in self.blocks(box) if isinstance(block, Paragraph))

    @staticmethod
    def _hangs_on(box: Any, element: Any) -> bool:
        """Whether a text box hangs on a paragraph itself, not on one in its boxes; a copy for old Word does not.

        A box that was read for each that it stands in would double the work with every one.
        """
        within = list(takewhile(lambda up: up is not element, box.iterancestors()))
        return not any(up.tag == f"{W}txbxContent" or up.tag.endswith("}Fallback") for up in within)

    def _runs(self, element: Any) -> Iterator[tuple[str, bool | None]]:
        for child in element:
            if child.tag == f"{W}r":
                yield self._run(child)
            elif child.tag == f"{W}del":
                self.struck += 1
            elif child.tag not in GONE and child.tag != f"{W}pPr":
                content = child.find(f"{W}sdtContent")
                yield from self._runs(child if content is None else content)

    def _run(self, run: Any) -> tuple[str, bool | None]:
        properties = run.find(f"{W}rPr")
        if _on(properties, "strike") or _on(properties, "dstrike"):
            self.struck += 1
            return " ", None
        if _on(properties, "vanish"):
            return "", None
        return "".join(_piece(child) for child in run), _on(properties, "b")

    def _style(self, element: Any) -> Any:
        found = element.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(found.get(qn("w:val"))) if found is not None else None

    def _bold(self, style: Any) -> bool:
        return next((bool(one.font.bold) for one in _ancestry(style) if one.font.bold is not None), False)

    def _list(self, element: Any) -> tuple[str, float]:
        """Give the kind of mark that a list paragraph has, and how far in it stands."""
        numbering = element.find(f"{W}pPr/{W}numPr")
        for style in _ancestry(self._style(element)) if numbering is None else ():
            numbering = style.element.find(f"{W}pPr/{W}numPr") if numbering is None else numbering
        left = element.find(f"{W}pPr/{W}ind")
        twips = left.get(qn("w:left")) if left is not None else None
        own = float(twips) / 20 if twips and twips.isdecimal() else 0.0
        if numbering is None:
            return "", own
        level, number = (numbering.find(f"{W}{name}") for name in ("ilvl", "numId"))
        depth = int(level.get(qn("w:val"))) if level is not None else 0
        number_id = number.get(qn("w:val")) if number is not None else "0"
        if number_id == "0":
            return "", own
        kind = self.formats.get((number_id, depth), "bullet")
        return NUMBERED.get(kind, "" if kind == "none" else "•"), (depth + 1) * STEP

    def table(self, element: Any) -> Iterator[Table]:
        """Give a table; a row that a tracked change deleted is left out."""
        rows = []
        width = 0
        for row in element.iter(f"{W}tr"):
            if next(up for up in row.iterancestors() if up.tag == f"{W}tbl") is not element:
                continue
            if row.find(f"{W}trPr/{W}del") is not None:
                self.struck += 1
                continue
            cells = tuple(self._cells(row))
            width = max([width, *(cell.end for cell in cells)])
            rows.append(TableRow(cells))
        if rows:
            yield Table(tuple(rows), width)

    def _cells(self, row: Any) -> Iterator[Cell]:
        before = row.find(f"{W}trPr/{W}gridBefore")
        column = int(before.get(qn("w:val"))) if before is not None else 0
        for cell in _cells_of(row):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            wide = int(span.get(qn("w:val"))) if span is not None else 1
            hangs = merge is not None and merge.get(qn("w:val")) != "restart"
            yield Cell(column, wide, () if hangs else tuple(self._inside(cell)), hangs)
            column += wide

    def _inside(self, cell: Any) -> Iterator[Paragraph]:
        for block in self.blocks(cell):
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (Paragraph(row.text) for row in block.rows if row.filled)

    def margins(self) -> Iterator[str]:
        """Give the words of headers and footers, each once; sections that go on with those before add none."""
        seen = set()
        for section in self.document.sections:
            parts = (section.header, section.footer, section.first_page_header, section.first_page_footer)
            for part in (one for one in parts if not one.is_linked_to_previous):
                for block in self.blocks(part._element):
                    text = block.text if isinstance(block, Paragraph) else " ".join(p.text for p in block.paragraphs())
                    if text and text not in seen:
                        seen.add(text)
                        yield text


def _ancestry(style: Any) -> Iterator[Any]:
    """Give a style and those on which it rests, each once: of a ring there is no end."""
    seen: set[str] = set()
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        yield style
        style = style.base_style


def _pictured(body: Any) -> bool:
    """Whether any picture is as wide as one of a table would be."""
    sizes = (extent for drawing in body.iter(f"{W}drawing") for extent in drawing.iter(qn("wp:extent"))
             if next(drawing.iter(qn("pic:pic")), None) is not None)
    return any(int(extent.get("cx")) >= WIDE for extent in sizes)


def _cells_of(element: Any) -> Iterator[Any]:
    """Give the cells of a row, those in content controls among them, and not those of tables within cells."""
    for child in element:
        if child.tag == f"{W}tc":
            yield child
        else:
            yield from _cells_of(child)


def _on(properties: Any, name: str) -> bool | None:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else found.get(qn("w:val")) not in ("0", "false", "off")


def _piece(element: Any) -> str:
    """Give the words of one part of a run."""
    tag = element.tag.removeprefix(W)
    if tag == "t":
        return element.text or ""
    if tag == "sym":
        return SIGNS.get((element.get(qn("w:char")) or "").upper(), "•")
    return {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(tag, "")


def _number_formats(document: Any) -> dict[tuple[str, int], str]:
    """Give the number format of each level of each list."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    levels = {}
    for abstract in numbering.iter(f"{W}abstractNum"):
        for level in abstract.iter(f"{W}lvl"):
            kind = level.find(f"{W}numFmt")
            key = abstract.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl")))
            levels[key] = kind.get(qn("w:val")) if kind is not None else "bullet"
    formats = {}
    for number in numbering.iter(f"{W}num"):
        abstract = number.find(f"{W}abstractNumId").get(qn("w:val"))
        for (which, depth), kind in levels.items():
            if which == abstract:
                formats[number.get(qn("w:numId")), depth] = kind
    return formats
