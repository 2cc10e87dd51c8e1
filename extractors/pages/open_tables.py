"""Tables without upright lines: columns told from where the words of the header row begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pages.layout import Area, Cell, Line, Page, Paragraph, Rule, TableRow, Word
from extractors.pages.paragraphs import Setting, unfinished
from extractors.pages.ruling import Grid, GridCell
from extractors.plans.columns import header_of
from extractors.plans.section_headings import letters_of

GAP = 0.9
"""The heads of columns stand at least this many letter heights apart."""
SLACK = 3.0
"""Words may begin so much, in points, to the left of the head of their column."""
FEWEST = 3
"""A list of labels has at least so many of them,"""
LABEL = 7
"""each of no more words than this."""
WIDE = 0.5
"""A line that parts two rows runs across at least this share of the table."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table begin, and where the last one ends."""

    lefts: tuple[float, ...]
    right: float

    def crossed(self, line: Line) -> bool:
        """Whether a word of a line stands on the border of two columns."""
        return any(word.x0 < left - 1 < word.x1 - 1 for word in line.words for left in self.lefts[1:])

    def filled(self, line: Line) -> set[int]:
        """Give the columns in which a line has words."""
        return {sum(word.x0 >= left - SLACK for left in self.lefts) - 1 for word in line.words}


def open_grids(page: Page, lines: Sequence[Line], setting: Setting) -> list[Grid]:
    """Give the tables that the lines of a page make without upright rules."""
    found: list[Grid] = []
    place = 0
    while place < len(lines):
        columns = _header(lines[place], page.width)
        end = _end(lines, place + 1, columns) if columns else place
        if columns is None or end - place < 2:
            place += 1
            continue
        found.append(_grid(page, lines[place:end], columns, setting))
        place = end
    return found


def is_header(line: Line) -> bool:
    """Whether a line is the header row of a table of provision."""
    return _header(line, 0.0) is not None


def _header(line: Line, width: float) -> _Columns | None:
    """Read a line as the header row of a table with a column of provision."""
    pieces = pieces_of(line)
    texts = [" ".join(word.text for word in piece) for piece in pieces]
    cells = tuple(Cell(place, 1, (Paragraph(text),)) for place, text in enumerate(texts))
    header = header_of(TableRow(cells)) if len(pieces) > 1 else None
    roles = {column.role for column in header.values()} if header else set()
    if header is None or len(header) < len(pieces) or "provision" not in roles or letters_of(line.text, prominent=True):
        return None
    return _Columns(tuple(piece[0].x0 for piece in pieces), width)


def pieces_of(line: Line) -> list[list[Word]]:
    """Part the words of a line at its wide gaps."""
    pieces: list[list[Word]] = [[line.words[0]]]
    least = GAP * line.size
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > least:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _end(lines: Sequence[Line], start: int, columns: _Columns) -> int:
    """Give the line after the last of a table: one that crosses its columns, unless it is short and parts its rows."""
    place = start
    while place < len(lines):
        line = lines[place]
        outside = line.words[0].x0 < columns.lefts[0] - 2 * SLACK
        long = columns.crossed(line) and len(line.words) > 8
        if outside or long or letters_of(line.text, prominent=line.bold):
            break
        place += 1
    return place


def label_grids(page: Page, lines: Sequence[Line]) -> list[Grid]:
    """Give the lists of labels with their values in a column of their own, as front pages have without any lines."""
    found: list[Grid] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and run and _beside(run[0], line):
            run.append(line)
            continue
        labelled = [member for member in run if len(pieces_of(member)) == 2]
        if len(labelled) >= FEWEST:
            found.append(_label_grid(page, run, labelled))
        run = [line] if line is not None and _labels(line) else []
    return found


def _labels(line: Line) -> bool:
    pieces = pieces_of(line)
    worded = any(word.text[:2].isalpha() and len(word.text) > 1 for word in pieces[0])
    return len(pieces) == 2 and len(pieces[0]) <= LABEL and worded


def _beside(first: Line, line: Line) -> bool:
    """Whether a line has its value, or more of the value above, where the values of a list stand."""
    pieces = pieces_of(line)
    values = pieces_of(first)[1][0].x0
    return (_labels(line) or len(pieces) == 1) and abs(pieces[-1][0].x0 - values) < SLACK


def _label_grid(page: Page, run: Sequence[Line], labelled: Sequence[Line]) -> Grid:
    values = pieces_of(run[0])[1][0].x0 - SLACK
    left = min(line.area.x0 for line in labelled) - SLACK
    tops = [line.area.top - 1 for line in labelled] + [run[-1].area.bottom + 2]
    grid = Grid(Area(page.number, left, tops[0], page.width, tops[-1]), tops, [left, values, page.width])
    for row, (top, bottom) in enumerate(pairwise(tops)):
        grid.cells.append(GridCell(row, 0, 1, 1, Area(page.number, left, top, values, bottom)))
        grid.cells.append(GridCell(row, 1, 1, 1, Area(page.number, values, top, page.width, bottom)))
    return grid


def _grid(page: Page, lines: Sequence[Line], columns: _Columns, setting: Setting) -> Grid:
    tops = _tops(page.rules, lines, columns, setting)
    lefts = [left - SLACK for left in columns.lefts] + [columns.right]
    grid = Grid(Area(page.number, lefts[0], tops[0], lefts[-1], tops[-1]), tops, lefts)
    for row, (top, bottom) in enumerate(pairwise(tops)):
        inside = [line for line in lines if top <= (line.area.top + line.area.bottom) / 2 < bottom]
        whole = len(inside) == 1 and columns.crossed(inside[0])
        spans = [(0, len(columns.lefts))] if whole else [(column, 1) for column in range(len(columns.lefts))]
        for column, wide in spans:
            area = Area(page.number, lefts[column], top, lefts[column + wide], bottom)
            grid.cells.append(GridCell(row, column, 1, wide, area))
    return grid


def _tops(rules: Sequence[Rule], lines: Sequence[Line], columns: _Columns, setting: Setting) -> list[float]:
    """Give where the rows part: at the flat lines across the table, or at the wider gaps between its lines."""
    first, last = lines[0].area.top - 2, lines[-1].area.bottom + 2
    least = WIDE * (max(line.area.x1 for line in lines) - columns.lefts[0])
    across = [rule for rule in rules if rule.flat and rule.end - rule.start > least]
    drawn = sorted({round(rule.at) for rule in across if first < rule.at < last})
    if len(drawn) > 1:
        return [first, *(float(at) for at in drawn), last]
    inner = [line.area.top - 1 for before, line in pairwise(lines)
             if _opens_row(before, line, columns, setting) or before is lines[0]]
    return [first, *inner, last]


def _opens_row(before: Line, line: Line, columns: _Columns, setting: Setting) -> bool:
    apart = (line.area.top - before.area.top) / max(before.size, 1) > setting.leading * 1.2 + 0.1
    return apart or columns.crossed(line) or columns.crossed(before) or (
        len(columns.filled(line)) == len(columns.lefts) and not unfinished(before.text))
