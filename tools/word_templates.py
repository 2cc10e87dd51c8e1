"""Makes the Word templates from the plain text beside them: `python tools/word_templates.py` writes every `.docx` anew.

The text is what people edit and review; one mark opens each line:

    # to ####   headings            >   words in a frame       "   words of the plan
    -          bullet              1.  numbered (always 1.)   +   more of the same item   ~   quiet
    |a || b|   row of a table; rows above `|---|` head it; `|= 3 5` sets the widths
    === # ...  on a new page       **words**  bold            {%p %} {%tr %}  Jinja of docxtpl
    @header    words at the top of every page
    @include   the lines of a text in `parts/` beside it

Everything else is a paragraph. Jinja expressions stand in the text as they are.
"""

import io
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipeline.files.package import repacked

TEMPLATES = Path(__file__).parents[1] / "templates"
MARKS = {"# ": "Heading 1", "## ": "Heading 2", "### ": "Heading 3", "#### ": "Heading 4",
         "> ": "Intense Quote", '" ': "Quote", "- ": "List Bullet", "1. ": "List Number", "+ ": "List Continue",
         "~ ": "Subtitle"}
SIZES = {"Normal": 12, "Heading 1": 20, "Heading 2": 16, "Heading 3": 13, "Heading 4": 12,
         "Intense Quote": 12, "Quote": 12, "List Bullet": 12, "List Number": 12, "List Continue": 12, "Subtitle": 12,
         "Header": 10, "Footer": 10}
TABLES = ("Normal Table", "Table Grid")
"""The styles of tables that our texts use, or that Word takes where none is named."""
NOT_NEEDED = ("/stylesWithEffects", "/customXml", "/thumbnail")
"""Parts of an empty Word file that mean nothing for what is printed."""
INK, QUIET = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F)
TEXT_WIDTH = 17.0
BLANK_ROW = Cm(1)
"""How high a row is that somebody writes into."""
CLOSING = "[YOUR SIGNATURE]"
KEPT = 4
"""How many paragraphs before the signature stay on its page."""


def sources() -> list[Path]:
    """Give the texts that templates are made from."""
    return sorted(source for room in ("letters", "packs", "report") for source in TEMPLATES.glob(f"{room}/*.txt"))


def whole(source: Path) -> str:
    """Give a text with the parts that it includes."""
    lines = source.read_text("utf-8").splitlines(keepends=True)
    return "".join(whole(_part(source, line)) if line.startswith("@include ") else line for line in lines)


def _part(source: Path, line: str) -> Path:
    folder = source.parent if source.parent.name == "parts" else source.parent / "parts"
    return folder / f"{line.split()[1]}.txt"


def make(source: Path) -> bytes:
    """Give the bytes of the Word template that a text describes."""
    text, word = whole(source), Document()
    _lean(word)
    _page(word)
    _styles(word)
    _footer(word)
    for table, lines in groupby(text.splitlines(), lambda line: line.startswith("|")):
        if table:
            _stay(word)
            _table(word, list(lines))
        else:
            _paragraphs(word, lines)
    _close(word)
    file = io.BytesIO()
    word.save(file)
    return repacked(file.getvalue())


def _lean(word: Word) -> None:
    """Leave out what Word needs for none of our texts, which every letter would carry: most of its table styles, twice.

    What goes is eight hundred of eight hundred and thirty kilobytes, which are read and written with each document.
    """
    for place in (word.part.rels, word.part.package.rels):
        for name in [name for name, one in place.items() if one.reltype.endswith(NOT_NEEDED)]:
            place.pop(name)
    for style in [one for one in word.styles if one.type is WD_STYLE_TYPE.TABLE and one.name not in TABLES]:
        style.delete()


def _page(word: Word) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.7)
    page.header_distance = page.footer_distance = Cm(1)
    properties = word.core_properties
    properties.author = properties.comments = properties.title = properties.last_modified_by = ""
    properties.language = "en-GB"


def _styles(word: Word) -> None:
    for name, size in SIZES.items():
        style = word.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = QUIET if name in ("Subtitle", "Header", "Footer") else INK
        style.font.italic = False
        for spacing in style.element.get_or_add_rPr().findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[kind]
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), "Arial")
        heads = name.startswith("Heading")
        style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(4 if heads else 6), Pt(10 * heads)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        word.styles[name].paragraph_format.keep_with_next = True
    _frame(word, "Intense Quote", ("top", "left", "bottom", "right"), "0B0C0C", 12)
    _frame(word, "Quote", ("left",), "B1B4B6", 24)
    language = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), "en-GB")


def _frame(word: Word, name: str, sides: tuple[str, ...], colour: str, width: int) -> None:
    style = word.styles[name]
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    border = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", str(width)), ("space", "6"), ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        border.append(line)
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.3)
    style.font.bold = False


def _footer(word: Word) -> None:
    line = word.sections[0].footer.paragraphs[0]
    line.add_run("Page ")
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)


def _paragraphs(word: Word, lines: Iterator[str]) -> None:
    for line in lines:
        if line.startswith("@header "):
            _bold_runs(word.sections[0].header.paragraphs[0], f"**{line.removeprefix('@header ')}**")
        elif line.strip():
            _paragraph(word, line)


def _paragraph(word: Word, line: str) -> None:
    new_page = line.startswith("=== ")
    line = line.removeprefix("=== ")
    mark = next((mark for mark in MARKS if line.startswith(mark)), "")
    paragraph = word.add_paragraph(style=MARKS.get(mark))
    _bold_runs(paragraph, line.removeprefix(mark))
    if new_page:
        paragraph.paragraph_format.page_break_before = True
    if "pictures.add" in line:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(8)


def _stay(word: Word) -> None:
    """Keep the last words before a table on the page on which it begins."""
    words = [one for one in word.paragraphs if not one.text.startswith("{%p")]
    if words:
        words[-1].paragraph_format.keep_with_next = True


def _close(word: Word) -> None:
    """Keep the end of a letter together: a signature never stands alone on a page."""
    words = [one for one in word.paragraphs if not one.text.startswith("{%p")]
    place = next((number for number, one in enumerate(words) if one.text == CLOSING), 0)
    for one in words[max(place - KEPT, 0):place + 1] if place else ():
        one.paragraph_format.keep_with_next = True


def _bold_runs(paragraph: Paragraph, words: str) -> None:
    for place, part in enumerate(re.split(r"\*\*", words)):
        if part:
            paragraph.add_run(part).bold = True if place % 2 else None


def _table(word: Word, lines: list[str]) -> None:
    widths = [float(part) for line in lines if line.startswith("|=") for part in line[2:].split()]
    rows = [line for line in lines if not line.startswith("|=")]
    heads = rows.index("|---|") if "|---|" in rows else 0
    cells = [_cells(row) for row in rows if row != "|---|"]
    table = word.add_table(rows=0, cols=max(len(row) for row in cells), style="Table Grid")
    for number, row in enumerate(cells):
        _row(table, row, number < heads)
    _lines(table)
    _widths(table, widths or [1.0] * len(table.columns))
    gap = word.add_paragraph().paragraph_format
    gap.space_after, gap.line_spacing = Pt(0), Pt(6)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"\|\|(?= )", row.strip().removeprefix("|").removesuffix("|"))]


def _row(table: Table, words: list[str], head: bool) -> None:
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    if not any(words):
        row.height = BLANK_ROW
    for cell, part in zip(row.cells, words, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        _bold_runs(paragraph, f"**{part}**" if head and part else part)
        for run in paragraph.runs:
            run.font.size = Pt(11)


def _lines(table: Table) -> None:
    """Rule a table as the web page does: a thin line under each row and no others."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in ("bottom", "insideH") else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "B1B4B6")
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _widths(table: Table, shares: list[float]) -> None:
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(TEXT_WIDTH * share / sum(shares))
        for cell in column.cells:
            cell.width = Cm(TEXT_WIDTH * share / sum(shares))


if __name__ == "__main__":
    for source in sources():
        source.with_suffix(".docx").write_bytes(make(source))
