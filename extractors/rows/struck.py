"""Cells of a workbook that someone has struck through: still there, but no longer meant."""

import zipfile
from pathlib import Path

Place = tuple[str, int, int]
"""Sheet, row and column, counted from 0."""


def struck_cells(path: Path) -> set[Place]:
    """Find the struck cells of an .xlsx workbook; its styles are read only where one of them strikes through."""
    if not zipfile.is_zipfile(path):
        return set()
    with zipfile.ZipFile(path) as parts:
        if "xl/styles.xml" not in parts.namelist() or b"<strike" not in parts.read("xl/styles.xml"):
            return set()
    import openpyxl

    book = openpyxl.load_workbook(path)
    return {(sheet.title, cell.row - 1, cell.column - 1) for sheet in book.worksheets
            for cell in sheet._cells.values() if cell.value is not None and cell.font and cell.font.strike}
