"""A text file → its paragraphs and tables: wrapped lines joined, rows with bars or tabs taken for tables."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extractors.limits import most
from extractors.opening.kinds import other_than
from extractors.pages.layout import Block, Cell, Flow, Line, Paragraph, Table, TableRow, Word
from extractors.pages.paragraphs import paragraphs_of, setting_of
from models.errors import FileTooLarge

WIDE, HIGH = 6.0, 10.0
"""The letters of a text file count as so many points wide and high."""
UNWRAPPED = 110
"""A file with lines of more letters than this is not wrapped: each of its lines is a paragraph."""
UNDERLINE = re.compile(r"\s*([-=_*~])\1{3,}\s*$")


def read_text(path: Path) -> Flow:
    """Read a .txt file; a form feed starts a new page."""
    pages = _decoded(path).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if len(pages) > most("plan", "pages"):
        raise FileTooLarge(f"This text has {len(pages):,} pages; the limit is {most('plan', 'pages')}.", path.name,
                           "Give the plan without its appended reports.")
    blocks: list[Block] = []
    for number, page in enumerate(pages, 1):
        blocks += _blocks(page.split("\n"), number)
    return Flow(tuple(blocks), len(pages) if len(pages) > 1 else 0)


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise other_than("a text file", path, "Give the plan as .pdf, .docx or .txt.")


def _blocks(lines: list[str], page: int) -> Iterator[Block]:
    """Give the tables of a page and the paragraphs between them."""
    run: list[str] = []
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        cells = _cells(line)
        if cells and (not rows or len(cells) == len(rows[0])):
            yield from _paragraphs(run, page)
            run = []
            rows.append(cells)
            continue
        if rows and not re.fullmatch(r"[\s|+:=-]+", line):
            yield from _table(rows, page)
            rows = []
        if not rows:
            run.append(line)
    yield from _paragraphs(run, page)


def _cells(line: str) -> list[str] | None:
    """Part a table row at its bars or tabs; None for a line of text."""
    if re.fullmatch(r"[\s|+:=-]+", line):
        return None
    for sign in ("|", "\t"):
        cells = [cell.strip() for cell in line.strip().strip("|").split(sign)] if sign in line.strip() else []
        if len(cells) > 1:
            return cells
    return None


def _table(rows: list[list[str]], page: int) -> Iterator[Block]:
    if len(rows) == 1:
        yield from _paragraphs([" ".join(rows[0])], page)
        return
    made = []
    for cells in rows:
        filled = [tuple(_paragraphs([text], page)) if text else () for text in cells]
        made.append(TableRow(tuple(Cell(place, 1, found) for place, found in enumerate(filled)), page))
    yield Table(tuple(made), len(rows[0]))


def _paragraphs(texts: list[str], page: int) -> Iterator[Paragraph]:
    lines = [_line(text, row, page) for row, text in enumerate(texts) if text.strip() and not UNDERLINE.match(text)]
    titles = {texts[row].strip() for row in range(len(texts) - 1) if UNDERLINE.match(texts[row + 1])}
    if not lines:
        return
    longest = max(line.area.x1 for line in lines)
    right = max(longest, 40 * WIDE) if longest < UNWRAPPED * WIDE else 10 * longest
    for paragraph in paragraphs_of(lines, right, replace(setting_of(lines), leading=1.2)):
        yield replace(paragraph, areas=(), style="heading" if paragraph.text in titles else "")


def _line(text: str, row: int, page: int) -> Line:
    words = tuple(Word(found[0].strip("*_#") or found[0], found.start() * WIDE, row * HIGH * 1.2,
                       found.end() * WIDE, row * HIGH * 1.2 + HIGH)
                  for found in re.finditer(r"\S+", text.expandtabs(4)))
    return Line(page, words)
