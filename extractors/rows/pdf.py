"""The rows of a PDF: the cells of its ruled tables, and its other lines with one cell each, in printed order."""

import logging
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from extractors.limits import most
from extractors.rows.rings import end_rings
from models.errors import FileTooLarge, LockedFile, UnreadableFile

MOST_PAGES, MOST_PICTURES = most("record", "pages"), most("record", "scanned_pages")
PICTURED = 0.5
"""The share of a page that a picture covers, for the page to be looked at as a scan."""
LINE_HEIGHT = 3.0
"""Words whose tops differ by less than this many points stand on one line."""

WIDE_SPACE = 0.7
"""A gap of more than this many line heights parts two columns."""
FEWEST_COLUMNS = 3
FEWEST_ROWS = 3

Word = dict[str, Any]

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)     # below that it repeats words of the page


class PdfLine(NamedTuple):
    """One line of words or one table row, with its page and its number on that page."""

    page: int
    number: int
    cells: list[str]
    spans: tuple["Span", ...] = ()
    recognised: bool = False
    """The words were recognised in a picture of the page."""


class Span(NamedTuple):
    """A cell that reaches over the rows below it, or the columns to its right."""

    column: int
    rows: int
    columns: int


class _Placed(NamedTuple):
    top: float
    cells: list[str]
    spans: tuple[Span, ...] = ()


def pdf_rows(path: Path) -> list[PdfLine]:
    """Read a PDF's tables and lines from top to bottom, page by page."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    from extractors.pages.pdf import check_pages

    check_pages(path)
    end_rings()
    try:
        with pdfplumber.open(path) as document:
            if len(list(islice(PDFPage.create_pages(document.doc), MOST_PAGES + 1))) > MOST_PAGES:
                raise FileTooLarge(f"there are more than {MOST_PAGES} pages", path.name,
                                   "Give the pages about this child alone.")
            looked_at = [(page.page_number, _has_picture(page), _page(page)) for page in document.pages]
    except (PdfminerException, MalformedPDFException) as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise LockedFile("the PDF needs a password", path.name, "Save a copy without a password.") from error
        raise UnreadableFile("the PDF is damaged or is not a PDF", path.name,
                             "Open it and print it to a new PDF.") from error
    lines = [line for _, _, found in looked_at for line in found]
    if pictured := [number for number, picture, _ in looked_at if picture]:
        pictures = _scanned(path, pictured)
        lines = [line for line in lines if line.page not in pictures] + _recognised(path, pictures)
    if not lines:
        raise UnreadableFile("the PDF holds no words that could be read", path.name,
                             "Ask for the file that it was printed from, or type the record into a spreadsheet.")
    return sorted(lines, key=lambda line: (line.page, line.number))


def _has_picture(page: Any) -> bool:
    most = PICTURED * page.width * page.height
    return any((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) >= most for image in page.images)


def _scanned(path: Path, pictured: list[int]) -> list[int]:
    """Give the pictured pages without words of their own, or with those alone that a scanner laid over the picture."""
    from extractors.pages.pdf import read_pages

    return [page.number for page in read_pages(path) if page.number in pictured and (page.hidden or not page.readable)]


def _recognised(path: Path, pages: list[int]) -> list[PdfLine]:
    """Read the pages that are pictures by recognition."""
    from extractors.rows.recognised import recognised_rows

    if not pages:
        return []
    if len(pages) > MOST_PICTURES:
        raise FileTooLarge(f"there are more than {MOST_PICTURES} scanned pages", path.name,
                           "Give the pages about this child alone, or ask for the file that they were printed from.")
    rows = recognised_rows(path, pages)
    return [PdfLine(page, number, row.cells, tuple(Span(*span) for span in row.spans), recognised=True)
            for page in pages for number, row in enumerate((row for row in rows if row.page == page), 1)]


def _page(page: Any) -> list[PdfLine]:
    words = page.extract_words(keep_blank_chars=False)
    tables = page.find_tables()
    placed = [row for table in tables for row in _table(table, words)]
    outside = [word for word in words if not any(_within(word, table.bbox) for table in tables)]
    placed += _unruled(_lines(outside)) if not tables else [_whole(line) for line in _lines(outside)]
    page.close()
    ordered = sorted(placed, key=lambda row: row.top)
    return [PdfLine(page.page_number, number, row.cells, row.spans) for number, row in enumerate(ordered, 1)]


def _whole(line: list[Word]) -> _Placed:
    return _Placed(line[0]["top"], [" ".join(word["text"] for word in line)])


def _unruled(lines: list[list[Word]]) -> list[_Placed]:
    """Read a table without ruling lines: its columns start where the pieces of its fullest line start."""
    split = [_pieces(line) for line in lines]
    fullest = max(split, key=len, default=[])
    aligned = [pieces for pieces in split if len(pieces) >= FEWEST_COLUMNS]
    if len(aligned) < FEWEST_ROWS:
        return [_whole(line) for line in lines]
    starts = [piece[0]["x0"] for piece in fullest]
    placed: list[_Placed] = []
    for line, pieces in zip(lines, split, strict=True):
        columns = [_column(piece, starts) for piece in pieces]
        if (len(pieces) == 1 and not placed) or len(set(columns)) < len(columns):
            placed.append(_whole(line))
            continue
        cells = [""] * len(starts)
        for column, piece in zip(columns, pieces, strict=True):
            cells[column] = " ".join(word["text"] for word in piece)
        if _continues(placed, line, cells):
            placed[-1] = _joined(placed[-1], cells)
        else:
            placed.append(_Placed(line[0]["top"], cells))
    return placed


def _pieces(line: list[Word]) -> list[list[Word]]:
    """Split a line where a gap is wider than the spaces between words."""
    pieces: list[list[Word]] = []
    for word in line:
        gap = word["x0"] - pieces[-1][-1]["x1"] if pieces else 0.0
        if pieces and gap < WIDE_SPACE * (word["bottom"] - word["top"]):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _column(piece: list[Word], starts: list[float]) -> int:
    """Find the column of a piece: the one whose start is nearest to its own."""
    return min(range(len(starts)), key=lambda column: abs(starts[column] - piece[0]["x0"]))


def _continues(placed: list[_Placed], line: list[Word], cells: list[str]) -> bool:
    """Whether a line goes on with the cells above it: close below, and with nothing in the first column."""
    if not placed or cells[0] or len(placed[-1].cells) != len(cells):
        return False
    height = line[0]["bottom"] - line[0]["top"]
    return bool(line[0]["top"] - placed[-1].top < 1.6 * height)


def _joined(above: _Placed, cells: list[str]) -> _Placed:
    return above._replace(cells=[" ".join(filter(None, pair)) for pair in zip(above.cells, cells, strict=True)])


def _table(table: Any, words: list[Word]) -> list[_Placed]:
    """Join words to the cells that hold their middles; a cell's lines are kept apart."""
    inside = [word for word in words if _within(word, table.bbox)]
    edges = sorted({cell[0] for cell in table.cells})
    tops = [row.bbox[1] for row in table.rows]
    rows = []
    for row in table.rows:
        cells = [_cell_words(cell, inside) if cell else "" for cell in row.cells]
        spans = (Span(column, _covered(cell[1], cell[3], tops), _covered(cell[0], cell[2], edges))
                 for column, cell in enumerate(row.cells) if cell)
        rows.append(_Placed(row.bbox[1], cells, tuple(span for span in spans if span[1:] > (1, 1))))
    return rows


def _covered(start: float, end: float, edges: list[float]) -> int:
    """Count the rows, or columns, that begin between two edges."""
    return max(1, sum(start - 1 <= edge < end - 1 for edge in edges))


def _cell_words(box: tuple[float, float, float, float], words: list[Word]) -> str:
    """Give a cell's lines; those that the cell's width has broken are joined again, centred or not."""
    lines = _lines([word for word in words if _within(word, box)])
    padding = min((line[0]["x0"] - box[0] for line in lines), default=0.0)
    text, used = "", 0.0
    for line in lines:
        first = line[0]
        room = box[2] - box[0] - 2 * padding - used
        broken = text and room < first["x1"] - first["x0"]
        text += (" " if broken else "\n" if text else "") + " ".join(word["text"] for word in line)
        used = line[-1]["x1"] - first["x0"]
    return text


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
