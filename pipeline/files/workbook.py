"""Workbooks: sheets with a frozen head and filters, of which every cell says what it is and none can run anything."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from templates.words import printable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


class Link(NamedTuple):
    """A cell that opens a file beside the workbook."""

    words: str | int | dt.date
    to: str


Cell = str | int | dt.date | Link | None
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell begins with that some spreadsheet takes for a formula; the last four are the wide ones of East Asia."""
WIDEST = 60
A4 = 9
MOST_LINKS = 65_530
"""So many a sheet may have."""


def harmless(words: str) -> str:
    """Give words as a cell of a CSV file, of which no spreadsheet makes a formula.

    >>> harmless("=1+1"), harmless(" @SUM(1)"), harmless("1+1")
    ("'=1+1", "' @SUM(1)", '1+1')
    """
    return f"'{words}" if words.lstrip(" ").startswith(FORMULA_MARKS) else words


def linked(to: str, cells: Iterable[Cell]) -> list[Cell]:
    """Make every cell that says something open a file."""
    return [cell if cell is None or isinstance(cell, Link) else Link(cell, to) for cell in cells]


class Sheet(NamedTuple):
    """One sheet: its name, the heads of its columns, and its rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(title: str, day: dt.date, sheets: Iterable[Sheet], mark: str = "") -> bytes:
    """Give sheets as the bytes of an .xlsx file, dated on the day; `mark` stands on top of every printed page."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, options)
    book.set_properties({"title": title, "created": dt.datetime.combine(day, dt.time())})
    for one in sheets:
        _sheet(book, one).set_header(f"&L&A&R{mark}")
    book.close()
    return file.getvalue()


def _sheet(book: "Workbook", one: Sheet) -> "Worksheet":
    """Write one sheet."""
    sheet, formats = book.add_worksheet(one.name), _formats(book)
    widths = [len(words) for words in one.heads]
    for column, words in enumerate(one.heads):
        sheet.write_string(0, column, words, formats["head"])
    number = 0
    for number, row in enumerate(_with_links_that_fit(one.rows), 1):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], len(str(_words(cell) or "")))
            _write(sheet, (number, column), cell, formats)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, max(9, min(width * 0.95 + 2, WIDEST)))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(number, 1), len(one.heads) - 1)
    return sheet


def _write(sheet: "Worksheet", place: tuple[int, int], cell: Cell, formats: dict[str, "Format"]) -> None:
    """Write a cell as what it is: words that look like a formula stay words, figures that open a file stay figures."""
    if isinstance(cell, Link):
        sheet.write_url(*place, f"external:{cell.to}", formats["text"], "")
        cell = cell.words
    if isinstance(cell, int):
        sheet.write_number(*place, cell, formats["text"])
    elif isinstance(cell, dt.date):
        sheet.write_datetime(*place, dt.datetime.combine(cell, dt.time()), formats["date"])
    elif cell:
        sheet.write_string(*place, str(printable(cell)),
                           formats["quoted" if cell.startswith(FORMULA_MARKS) else "text"])


def _with_links_that_fit(rows: Iterable[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Give the rows; where their links are more than a sheet may have, the first cell of each keeps its own."""
    some = list(rows)
    if sum(isinstance(cell, Link) for row in some for cell in row) <= MOST_LINKS:
        return some
    return [[*row[:1], *map(_words, row[1:])] for row in some]


def _words(cell: Cell) -> Cell:
    return cell.words if isinstance(cell, Link) else cell


def _formats(book: "Workbook") -> dict[str, "Format"]:
    """Give the looks of cells; `quoted` also tells Excel that the words are no formula if someone edits them."""
    plain = {"text_wrap": True, "valign": "top"}
    return {"text": book.add_format(plain), "date": book.add_format({**plain, "num_format": "d mmm yyyy"}),
            "quoted": book.add_format({**plain, "quote_prefix": True}),
            "head": book.add_format({**plain, "bold": True, "bottom": 1})}
