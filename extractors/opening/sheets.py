"""Workbooks before they are opened: how far their cells and merged cells reach, and what their words add up to."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.limits import most
from models.errors import FileTooLarge

FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,8})(\d+)[\"'][^>]*>\s*<(?:\w+:)?(?:v|is|f)\b")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Za-z]{1,8})(\d{1,10}):([A-Za-z]{1,8})(\d{1,10})")
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)")
CELL = re.compile(rb"<(?:\w+:)?c\b")
UNNAMED = re.compile(rb"<(?:\w+:)?c\b(?![^>]*?\br\s*=)[^>]*>\s*<(?:\w+:)?(?:v|is|f)\b")
LONGEST_NUMBER = 9
"""Digits of a row; a sheet of Excel has 1,048,576."""
SHARED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<")
SHEETS = re.compile(rb"<(?:\w+:)?sheet\b")
STRING_ENDS = re.compile(rb"</(?:\w+:)?si>")
REPEATED = re.compile(rb"<table:table-(row|cell)\b([^>]*?)(/?)>")
ROWS, COLUMNS = (re.compile(rb"number-%b-repeated\s*=\s*[\"'](\d{1,12})" % what) for what in (b"rows", b"columns"))


def check_sheets(path: Path) -> None:
    """Refuse a workbook whose cells, laid out as a table, would be more than a record can have."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.endswith(".xml")]
        if "content.xml" in names:
            reach = _reach_of_repeats(package.read("content.xml"))
        else:
            strings = [len(one) for name in names if "sharedStrings" in name
                       for one in STRING_ENDS.split(package.read(name))]
            reach = sum(_reach(package.read(name), strings) for name in names if "sharedStrings" not in name)
    if reach > most("record", "cells"):
        raise too_far(path)


def _reach(sheet: bytes, strings: Sequence[int]) -> int:
    """Count the cells of a sheet as a table; a sheet of another sort that reaches too far counts as too many."""
    rows, columns = [0], [0]
    for letters, row in FILLED.findall(sheet):
        rows.append(_row(row))
        columns.append(_column(letters))
    for row, count in _unnamed(sheet):
        rows.append(row)
        columns.append(count)
    merges = MERGED.findall(sheet)
    said = sum(strings[int(place)] for place in SHARED.findall(sheet) if int(place) < len(strings))
    beyond = (said > most("package", "xml_bytes") or len(merges) > most("package", "merges")
              or sum(map(_area, merges)) > most("package", "merged_cells")
              or len(SHEETS.findall(sheet)) > most("package", "sheets"))
    return most("record", "cells") + 1 if beyond else max(rows) * max(columns)


def _unnamed(sheet: bytes) -> Iterator[tuple[int, int]]:
    """Give the number and the cells of each row with cells that have no name and stand where their order puts them."""
    _, *parts = ROW.split(sheet)
    for told, cells in zip(parts[::2], parts[1::2], strict=True):
        if UNNAMED.search(cells):
            named = NUMBER.search(told)
            yield _row(named[1]) if named else 0, len(CELL.findall(cells))


def _row(digits: bytes) -> int:
    return int(digits[:LONGEST_NUMBER])


def _column(letters: bytes) -> int:
    """Give the number of a column.

    >>> _column(b"A"), _column(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _area(merge: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, top, right, bottom = _column(merge[0]), int(merge[1]), _column(merge[2]), int(merge[3])
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _reach_of_repeats(content: bytes) -> int:
    """Count the cells of a spreadsheet of OpenDocument, in which rows and cells say how often they are repeated."""
    return sum(rows * cells for rows, cells in _rows(content))


def _rows(content: bytes) -> Iterator[tuple[int, int]]:
    """Give how often each row is repeated, and the cells in it up to the last that holds anything."""
    rows, cells, empty = 1, 0, 0
    for what, told, closed in REPEATED.findall(content):
        if what == b"row":
            yield rows, cells
            rows, cells, empty = _times(ROWS, told), 0, 0
        elif closed:
            empty += _times(COLUMNS, told)
        else:
            cells, empty = cells + empty + _times(COLUMNS, told), 0
    yield rows, cells


def _times(pattern: re.Pattern[bytes], told: bytes) -> int:
    found = pattern.search(told)
    return int(found[1]) if found else 1


def too_far(path: Path) -> FileTooLarge:
    """Say that a workbook reaches too far."""
    return FileTooLarge("its sheets have far more cells than a school's record has.", path.name,
                        "Copy the rows about this child alone into a new workbook.")
