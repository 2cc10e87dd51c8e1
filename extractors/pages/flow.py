"""Pages as they were found → paragraphs and tables in reading order, joined over page breaks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.pages.facing import Sides, facing, in_order
from extractors.pages.layout import Block, Cell, Flow, Line, Page, Paragraph, Table, TableRow, Word
from extractors.pages.margins import margins_of
from extractors.pages.open_tables import label_grids, open_grids
from extractors.pages.paragraphs import Setting, joined, lines_of, paragraphs_of, setting_of, unfinished
from extractors.pages.ruling import Grid, grids

BESIDE = 0.4
"""Text that begins further to the right than this share of the page is a column of its own."""
SMALL, LARGE = 0.02, 0.2
"""A picture that takes less of a page than the first holds no table; one of less than the second may be a badge."""
MATCH = 6.0
"""Column lines of two pages that are this close, in points, are the same column."""


def flow_of(pages: Sequence[Page]) -> Flow:
    """Put pages together to one document."""
    drawn = {page.number: grids(page.rules, page.number, page.width, page.height) for page in pages}
    ruled = {number: [(grid.area.top, grid.area.bottom) for grid in found] for number, found in drawn.items()}
    margins = margins_of(pages, ruled)
    for page in pages:
        gone = {id(word) for line in margins[page.number] for word in line.words}
        page.words = [word for word in page.words if id(word) not in gone]
    setting = setting_of([line for page in pages for line in lines_of(page.words, page.number)])
    found = [block for page in pages for block in _blocks(page, drawn[page.number], setting)]
    blocks = tuple(_over_pages(in_order(found), setting))
    return Flow(blocks, len(pages), recognised=tuple(page.number for page in pages if page.recognised),
                struck=tuple(page.number for page in pages if any(word.struck for word in page.words)),
                unread=tuple(page.number for page in pages if not page.readable and not page.recognised),
                partly=tuple(_partly(pages)), margins=_margin_words(pages, margins))


def _partly(pages: Sequence[Page]) -> Iterator[int]:
    """Give the pages that were read and have a picture as well; a badge that comes again on most of them is none."""
    shares = Counter(round(page.pictured, 2) for page in pages)
    for page in pages:
        badge = page.pictured < LARGE and shares[round(page.pictured, 2)] * 2 > len(pages) > 1
        if page.readable and not page.recognised and page.pictured >= SMALL and not badge:
            yield page.number


def _margin_words(pages: Sequence[Page], margins: dict[int, list[Line]]) -> tuple[str, ...]:
    """Give the words at the edges, each once whatever its page number."""
    texts = [line.text for found in margins.values() for line in found] + [page.turned for page in pages if page.turned]
    return tuple({re.sub(r"\d+(?=\s*(?:of|/|$))", "#", text): text for text in texts}.values())


def _blocks(page: Page, drawn: list[Grid], setting: Setting) -> list[Block | Sides]:
    """Give the tables of a page and the paragraphs between them from top to bottom."""
    free = list(page.words)
    placed: list[tuple[float, Block | Sides]] = []
    inner = [word for word in free if not any(_inside(grid, word) for grid in drawn)]
    lines = lines_of(inner, page.number)
    for grid in [*drawn, *(open_grids(page, lines, setting) or label_grids(page, lines))]:
        inside = [word for word in free if _inside(grid, word)]
        if not inside:
            continue
        taken = {id(word) for word in inside}
        free = [word for word in free if id(word) not in taken]
        placed.append((grid.area.top, _table(grid, inside, setting)))
    tops = sorted(top for top, _ in placed)
    for start, end in zip([0.0, *tops], [*tops, page.height], strict=True):
        between = [word for word in free if start <= (word.top + word.bottom) / 2 < end]
        for run in facing(lines_of(between, page.number), page.width):
            sides = [_column(lines, page, setting) for lines in run]
            placed += [(start + 0.001, paragraph) for paragraph in sides[0]] if len(sides) == 1 else \
                [(start + 0.001, Sides(*sides))]
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def _column(lines: list[Line], page: Page, setting: Setting) -> tuple[Paragraph, ...]:
    right, left = max(line.area.x1 for line in lines), min(line.area.x0 for line in lines)
    return tuple(paragraphs_of(lines, right, setting, left if left > BESIDE * page.width else 0.0))


def _inside(grid: Grid, word: Word) -> bool:
    return grid.area.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)


def _table(grid: Grid, words: Iterable[Word], setting: Setting) -> Table:
    held: dict[int, list[Word]] = {index: [] for index in range(len(grid.cells))}
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        home = next((i for i, cell in enumerate(grid.cells) if cell.area.holds(x, y)), None)
        if home is not None:
            held[home].append(word)
    lines = {index: lines_of(found, grid.area.page) for index, found in held.items()}
    right: dict[int, float] = {}
    for index, cell in enumerate(grid.cells):
        edge = cell.column + cell.columns
        right[edge] = max([right.get(edge, 0.0), *(line.area.x1 for line in lines[index])])
    columns = len(grid.lefts) - 1
    rows = [_row(grid, number, lines, right, setting) for number in range(len(grid.tops) - 1)]
    return Table(tuple(rows), columns, tuple(grid.lefts))


def _row(grid: Grid, number: int, lines: dict[int, list[Line]], right: dict[int, float], setting: Setting) -> TableRow:
    cells = []
    for index, cell in enumerate(grid.cells):
        if not cell.row <= number < cell.row + cell.rows:
            continue
        hangs = number > cell.row
        edge = right[cell.column + cell.columns]
        found = () if hangs else tuple(paragraphs_of(lines[index], edge, setting))
        cells.append(Cell(cell.column, cell.columns, found, hangs))
    last = number == len(grid.tops) - 2
    return TableRow(tuple(sorted(cells, key=lambda c: c.column)), grid.area.page, last and grid.open)


def _over_pages(found: Iterable[Block], setting: Setting) -> list[Block]:
    """Join blocks that a page end has cut: the first of a page may continue the last of the page before."""
    blocks: list[Block] = []
    for block in found:
        together = _continued(blocks[-1], block, setting) if blocks and _end_page(blocks[-1]) < block.page else None
        if together is not None:
            blocks[-1] = together
        else:
            blocks.append(block)
    return blocks


def _end_page(block: Block) -> int:
    return block.page_end if isinstance(block, Paragraph) else max((row.page for row in block.rows), default=1)


def _continued(last: Block, first: Block, setting: Setting) -> Block | None:
    if isinstance(last, Table) and isinstance(first, Table):
        return _one_table(last, first)
    if isinstance(last, Paragraph) and isinstance(first, Paragraph) and _runs_on(last, first):
        return last.joined(first, joined(last.text, first.text, setting))
    return None


def _runs_on(last: Paragraph, first: Paragraph) -> bool:
    return not first.mark and last.bold is first.bold and unfinished(last.text) and abs(last.size - first.size) < 1 \
        and (first.text[:1].islower() or len(last.text.split()) > 12)


def _one_table(last: Table, first: Table) -> Table | None:
    """Join two tables whose column lines are the same, or of which one has only some of the other's."""
    if not _within(first.edges, last.edges) and not _within(last.edges, first.edges):
        return None
    edges = last.edges if len(last.edges) >= len(first.edges) else first.edges
    rows = [_moved(row, table.edges, edges) for table in (last, first) for row in table.rows]
    return Table(tuple(rows), len(edges) - 1, edges)


def _within(some: tuple[float, ...], others: tuple[float, ...]) -> bool:
    ends = some and others and abs(some[0] - others[0]) < MATCH and abs(some[-1] - others[-1]) < MATCH
    return bool(ends) and all(any(abs(edge - other) < MATCH for other in others) for edge in some)


def _moved(row: TableRow, old: tuple[float, ...], new: tuple[float, ...]) -> TableRow:
    """Count a row's columns by other column lines."""
    if len(old) == len(new):
        return row
    place = [_nearest(new, edge) for edge in old]
    cells = tuple(replace(cell, column=place[cell.column], span=place[cell.end] - place[cell.column])
                  for cell in row.cells)
    return replace(row, cells=cells)


def _nearest(places: tuple[float, ...], at: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - at))
