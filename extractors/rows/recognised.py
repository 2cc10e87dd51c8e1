"""The rows of pages that are pictures: their words recognised, their cells told from the lines of the picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extractors.pages.layout import Area, Page, Word
    from extractors.pages.ruling import Grid, GridCell

SAME_LINE = 4.0
"""Words whose middles differ by less than this many points stand on one line."""


class Recognised(NamedTuple):
    """The cells of one row of a picture's table, or one line outside of it."""

    page: int
    top: float
    cells: list[str]
    spans: tuple[tuple[int, int, int], ...] = ()
    """Cells that reach over rows or columns: the column, the rows, the columns."""


def recognised_rows(path: Path, pages: Sequence[int]) -> list[Recognised]:
    """Recognise some pages of a PDF and give their rows from top to bottom."""
    from extractors.pages.scan import recognise

    return [row for page in recognise(path, pages) for row in rows_of(page)]


def rows_of(page: "Page") -> list[Recognised]:
    """Give the rows of a page that was recognised, from top to bottom."""
    from extractors.pages.ruling import grids

    found = [grid for grid in grids(page.rules, page.number, page.width, page.height) if len(grid.cells) > 1]
    rows = [row for grid in found for row in _table(page, grid)]
    outside = [word for word in page.words if not any(_within(word, grid.area) for grid in found)]
    rows += [Recognised(page.number, line[0].top, [_said(line)]) for line in _lines(outside)]
    return sorted(rows, key=lambda row: row.top)


def _table(page: "Page", grid: "Grid") -> list[Recognised]:
    """Give the rows of a table; the words of a merged cell stand in its first row and column."""
    rows = [Recognised(page.number, top, [""] * (len(grid.lefts) - 1)) for top in grid.tops[:-1]]
    for cell in grid.cells:
        rows[cell.row].cells[cell.column] = _words(page, cell)
        if cell.rows > 1 or cell.columns > 1:
            spans = (*rows[cell.row].spans, (cell.column, cell.rows, cell.columns))
            rows[cell.row] = rows[cell.row]._replace(spans=spans)
    return rows


def _words(page: "Page", cell: "GridCell") -> str:
    return " ".join(_said(line) for line in _lines([word for word in page.words if _within(word, cell.area)]))


def _within(word: "Word", area: "Area") -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return area.x0 <= across <= area.x1 and area.top <= down <= area.bottom


def _lines(words: Sequence["Word"]) -> list[list["Word"]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        if lines and abs(lines[-1][0].top + lines[-1][0].bottom - word.top - word.bottom) < 2 * SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _said(line: Sequence["Word"]) -> str:
    return " ".join(word.text for word in line)
