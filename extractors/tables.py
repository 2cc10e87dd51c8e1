"""CSV, Excel, Word and PDF tables and plain text, read into rows of cells that know their file, sheet and row."""

import csv
import datetime as dt
import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractors.limits import most
from extractors.opening.compound import check_compound
from extractors.opening.kinds import kind_of, opening_of, other_than
from extractors.opening.package import check_package
from extractors.opening.panic import said_to_nobody
from extractors.opening.pdf import check_pdf
from extractors.opening.regular import check_regular
from extractors.opening.sheets import check_sheets
from extractors.rows.html import html_rows, is_html
from extractors.rows.ics import ics_rows
from extractors.rows.pdf import pdf_rows
from extractors.rows.struck import Place, struck_cells
from extractors.watched import reading
from models.errors import FileTooLarge, LockedFile, UnreadableFile
from models.source import Row

if TYPE_CHECKING:
    from docx.table import Table as WordTable
    from python_calamine import CalamineSheet

Value = str | float | bool | dt.date | dt.time | dt.timedelta
"""What a cell holds: words, or what the spreadsheet itself says is a number, a day or a time."""

Line = tuple[Value, ...]

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = (most("record", what) for what in ("rows", "columns", "cell_letters"))
ALONE = "Export the records of this child alone."

SPREADSHEETS = {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"}
PAGES = {".xls", ".html", ".htm", ".csv"}
DELIMITED = {".csv", ".tsv"}
MAY_BE = {".pdf": ("pdf",), ".docx": ("package",), ".xls": ("package", "compound", "web"),
          **dict.fromkeys(SPREADSHEETS - {".xls"}, ("package", "compound"))}
"""What a record may be by its first bytes, where these tell it; all others are texts, or pages of the web."""
OLE_HEADER = b"\xd0\xcf\x11\xe0"


DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, NotImplementedError, EOFError,
           RecursionError, SyntaxError, zipfile.BadZipFile, zlib.error, struct.error, csv.Error)
"""What the libraries that open files raise over a damaged one."""


class Merge(NamedTuple):
    """Merged cells: the first and the last row and column, counted from 0; the top left cell holds the words."""

    top: int
    left: int
    bottom: int
    right: int


class Table(NamedTuple):
    """The rows of one sheet, or of one whole document where a format has no sheets."""

    file: str
    sheet: str | None
    rows: tuple[Line, ...]
    merged: tuple[Merge, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    """Page and line of each row, where the rows come from more than one page."""
    struck: tuple[int, ...] = ()
    """Rows in which someone has struck words through; these words are left out."""
    recognised: bool = False
    """The words, or some of them, were recognised in a picture of a page."""

    def source(self, row: int, column: int | None = None) -> Row:
        """Say where a row, or a cell of it, counted from 0, stands; people count from 1."""
        sheet, number = self.places[row] if self.places else (self.sheet, row + 1)
        return Row(file=self.file, sheet=sheet or None, row=number, column=None if column is None else column + 1)


def read_tables(path: Path) -> tuple[Table, ...]:
    """Read every table of a file: one for each visible sheet, or one for all of a document."""
    with reading(path.name):
        try:
            _check(path)
            return _read(path)
        except DAMAGED as error:
            raise UnreadableFile("the file is damaged, or is not what its name says", path.name,
                                 "Open it in the program that made it and save it again.") from error


def _read(path: Path) -> tuple[Table, ...]:
    kind = path.suffix.lower()
    with path.open("rb") as file:
        page = kind in PAGES and is_html(file.read(2000))
    if page:
        check_regular(path, most("record", "web_bytes"), ALONE)
        return (Table(path.name, None, _within_limits(path, html_rows(decoded(path)))),)
    if kind in SPREADSHEETS:
        return _workbook(path)
    if kind == ".docx":
        return (_word(path),)
    if kind == ".pdf":
        return (_pdf(path),)
    text = decoded(path)
    rows = ics_rows(text, path.name) if kind == ".ics" else delimited(text, prose=kind not in DELIMITED)
    return (Table(path.name, None, _within_limits(path, rows)),)


def _check(path: Path) -> None:
    """Refuse a file that is missing, empty, or more than a school's record of one child, before it is unpacked."""
    check_regular(path, most("record", "bytes"), ALONE)
    kind = path.suffix.lower()
    told = kind_of(opening_of(path))
    if told and told.key not in MAY_BE.get(kind, ("web",)):
        raise other_than(f"what its name says ({kind})", path, "")
    if kind == ".pdf":
        check_pdf(path, most("pdf", "record_unpacked_bytes"))
    elif kind == ".docx":
        check_package(path, most("package", "word_tags"))
    elif kind in SPREADSHEETS and zipfile.is_zipfile(path):
        check_package(path, most("package", "xml_tags"))
        check_sheets(path)
    elif kind == ".xls" and _opens_with(path, OLE_HEADER):
        check_compound(path)


def _opens_with(path: Path, sign: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(sign)) == sign


def _within_limits(path: Path, rows: Sequence[Sequence[Value]]) -> tuple[Line, ...]:
    if len(rows) > MOST_ROWS:
        raise FileTooLarge(f"it has more than {MOST_ROWS:,} rows", path.name, ALONE)
    kept = tuple(tuple(row[:MOST_COLUMNS]) for row in rows)
    for number, line in enumerate(kept, 1):
        if any(isinstance(value, str) and len(value) > MOST_LETTERS for value in line):
            raise FileTooLarge("a cell of it has more words than a whole record", f"{path.name}, row {number}",
                               ALONE)
    return kept


def decoded(path: Path) -> str:
    """Give a text file's words, whichever of the usual encodings it was saved in."""
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise other_than("a text file or a spreadsheet", path, "Save it as CSV, XLSX, DOCX or PDF.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def delimited(text: str, *, prose: bool = False) -> list[list[str]]:
    r"""Split delimited text into rows of cells; text without a steady delimiter has one cell a row.

    >>> delimited("Date;Mins\n03/09/2025;20")
    [['Date', 'Mins'], ['03/09/2025', '20']]
    >>> delimited("HALF TERM: Mon 27 Oct - Fri 31 Oct\nStaff days: Mon 1, Tues 2", prose=True)
    [['HALF TERM: Mon 27 Oct - Fri 31 Oct'], ['Staff days: Mon 1, Tues 2']]
    """
    delimiter = _delimiter(text, 0.8 if prose else 0.5) or ("" if prose else ",")
    if not delimiter:
        return [[line.strip()] for line in text.splitlines()]
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def _delimiter(text: str, enough: float) -> str | None:
    """Find the character that stands equally often in most of the lines."""
    lines = [line for line in text.splitlines()[:400] if line.strip()]
    best, most = None, 0.0
    for mark in ("\t", ";", "|", ","):
        counts = Counter(count for count in (_outside_quotes(line).count(mark) for line in lines) if count)
        if counts:
            width, steady = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
            share = steady / len(lines)
            if share >= enough and steady > (len(lines) > 1) and share * width > most:
                best, most = mark, share * width
    return best


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _workbook(path: Path) -> tuple[Table, ...]:
    """Read every sheet that a person who opens the workbook sees."""
    import python_calamine

    if path.suffix.lower() != ".xls" and _opens_with(path, OLE_HEADER):
        raise LockedFile("the workbook needs a password", path.name, "Save a copy without a password.")
    try:
        with said_to_nobody():
            book = python_calamine.load_workbook(str(path))
            shown = [meta.name for meta in book.sheets_metadata
                     if meta.visible is python_calamine.SheetVisibleEnum.Visible
                     and meta.typ is python_calamine.SheetTypeEnum.WorkSheet]
            struck = struck_cells(path)
            return tuple(_unstruck(_sheet(path, book.get_sheet_by_name(name), name), struck) for name in shown)
    except python_calamine.CalamineError as error:
        raise UnreadableFile("the workbook is damaged or is not a workbook", path.name,
                             "Open it in a spreadsheet program and save it again.") from error


def _sheet(path: Path, sheet: "CalamineSheet", name: str) -> Table:
    if sheet.total_height * sheet.total_width > most("record", "cells"):
        raise FileTooLarge("its sheets have far more cells than a school's record has", path.name, ALONE)
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
    merged = tuple(Merge(*start, *end) for start, end in sheet.merged_cell_ranges or [])
    return Table(path.name, name, _within_limits(path, rows), merged)


def _unstruck(table: Table, struck: set[Place]) -> Table:
    """Empty the cells that are struck through, and remember their rows."""
    places = {(row, column) for sheet, row, column in struck if sheet == table.sheet}
    if not places:
        return table
    rows = tuple(tuple("" if (number, column) in places else value for column, value in enumerate(line))
                 for number, line in enumerate(table.rows))
    return table._replace(rows=rows, struck=tuple(sorted({row for row, _ in places})))


def _pdf(path: Path) -> Table:
    lines = pdf_rows(path)
    merged = tuple(Merge(number, span.column, number + span.rows - 1, span.column + span.columns - 1)
                   for number, line in enumerate(lines) for span in line.spans)
    return Table(path.name, None, _within_limits(path, [line.cells for line in lines]), merged,
                 tuple((f"page {line.page}", line.number) for line in lines),
                 recognised=any(line.recognised for line in lines))


def _word(path: Path) -> Table:
    """Read a Word document's paragraphs (one cell a row) and table rows, in their order."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph

    try:
        document = docx.Document(str(path))
    except PackageNotFoundError as error:
        raise UnreadableFile("this is not a Word document", path.name,
                             "Open it in a word processor and save it again.") from error
    if sum(map(int, document.element.body.xpath(".//w:gridSpan/@w:val"))) > most("record", "cells"):
        raise FileTooLarge("its tables have far more cells than a school's record has.", path.name, ALONE)
    rows: list[list[str]] = []
    merged: list[Merge] = []
    places: list[tuple[str, int]] = []
    tables = 0
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines = [[line.strip()] for line in block.text.splitlines() if line.strip()]
            rows, places = rows + lines, places + [("", len(rows) + number) for number, _ in enumerate(lines, 1)]
            continue
        tables += 1
        cells, joins = _word_table(block, len(rows))
        rows, places = rows + cells, places + [(f"table {tables}", number) for number, _ in enumerate(cells, 1)]
        merged += joins
    return Table(path.name, None, _within_limits(path, rows), tuple(merged), tuple(places))


def _word_table(table: "WordTable", above: int) -> tuple[list[list[str]], list[Merge]]:
    """Give a table's rows, and its merged cells with their words in the top left one only."""
    rows: list[list[str]] = []
    reach: dict[object, Merge] = {}
    for number, row in enumerate(table.rows, above):
        texts: list[str] = []
        for column, cell in enumerate(row.cells):
            seen = reach.get(cell._tc)
            texts.append("" if seen else "\n".join(part for part in cell.text.splitlines() if part.strip()))
            reach[cell._tc] = Merge(*(seen or (number, column))[:2], number, column)
        rows.append(texts)
    return rows, [merge for merge in reach.values() if merge[:2] != merge[2:]]
