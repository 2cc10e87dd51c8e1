"""The rows of a PDF: the cells of its ruled tables, and its other lines with one cell each, in printed order."""

from pathlib import Path
from typing import Any, NamedTuple

from models.errors import FileTooLarge, LockedFile, UnreadableFile

MOST_PAGES = 80
LINE_HEIGHT = 3.0
"""Words whose tops differ by less than this many points stand on one line."""

Word = dict[str, Any]


class PdfLine(NamedTuple):
    """One line of words or one table row, with its page and its number on that page."""

    page: int
    number: int
    cells: list[str]


class _Placed(NamedTuple):
    top: float
    cells: list[str]


def pdf_rows(path: Path) -> list[PdfLine]:
    """Read a PDF's tables and lines from top to bottom, page by page."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > MOST_PAGES:
                raise FileTooLarge(f"there are more than {MOST_PAGES} pages", path.name,
                                   "Give the pages about this child alone.")
            return [line for page in document.pages for line in _page(page)]
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise LockedFile("the PDF needs a password", path.name, "Save a copy without a password.") from error
        raise UnreadableFile("the PDF is damaged or is not a PDF", path.name,
                             "Open it and print it to a new PDF.") from error


def _page(page: Any) -> list[PdfLine]:
    words = page.extract_words(keep_blank_chars=False)
    tables = page.find_tables()
    placed = [row for table in tables for row in _table(table, words)]
    outside = [word for word in words if not any(_within(word, table.bbox) for table in tables)]
    placed += [_Placed(line[0]["top"], [" ".join(word["text"] for word in line)]) for line in _lines(outside)]
    page.close()
    ordered = sorted(placed, key=lambda row: row.top)
    return [PdfLine(page.page_number, number, row.cells) for number, row in enumerate(ordered, 1)]


def _table(table: Any, words: list[Word]) -> list[_Placed]:
    """Join words to the cells that hold their middles; a cell's lines are kept apart."""
    inside = [word for word in words if _within(word, table.bbox)]
    rows = []
    for row in table.rows:
        cells = [_cell_words(cell, inside) if cell else "" for cell in row.cells]
        rows.append(_Placed(row.bbox[1], cells))
    return rows


def _cell_words(box: tuple[float, float, float, float], words: list[Word]) -> str:
    held = _lines([word for word in words if _within(word, box)])
    return "\n".join(" ".join(word["text"] for word in line) for line in held)


def _within(word: Word, box: tuple[float, float, float, float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _lines(words: list[Word]) -> list[list[Word]]:
    """Group words into lines from top to bottom, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if lines and word["top"] - lines[-1][0]["top"] < LINE_HEIGHT:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]
