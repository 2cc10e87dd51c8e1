"""Tables of several forms in one document or sheet, told apart: a grid of ticks, and below it a list of visits."""

from collections.abc import Iterator
from itertools import groupby

from extractors.cells.words import key, words
from extractors.records.headers import best_header, find_header, forms_of
from extractors.tables import Line, Merge, Table

KINDS = ("log", "register", "timetable", "calendar")
FEWEST_CELLS = 3
Columns = tuple[str, tuple[str, ...]]
"""The form of a table and the names of its columns."""


def by_form(table: Table) -> tuple[Table, ...]:
    """Part a table where another begins whose header is not that of the one before it; each keeps the title."""
    of_word = any(place.startswith("table ") for place, _ in table.places)
    starts = [0, *(_in_document(table) if of_word else _in_sheet(table))]
    if len(starts) == 1:
        return (table,)
    title = range(_title(table))
    ends = [*starts[1:], len(table.rows)]
    return tuple(_part(table, [*(title if start else ()), *range(start, end)])
                 for start, end in zip(starts, ends, strict=True))


def _in_document(table: Table) -> Iterator[int]:
    """Give the rows at which a table of a Word document has another header than those before it."""
    current: Columns | None = None
    for start, end in _blocks(table):
        header = find_header(table._replace(rows=table.rows[start:end]), forms_of(KINDS))
        line = table.rows[start + header.row] if header else ()
        columns = (header.form, tuple(key(words(value)) for value in line)) if header else current
        if current and columns != current:
            yield start
        current = columns


def _blocks(table: Table) -> Iterator[tuple[int, int]]:
    """Give the rows of each table of a document, with the paragraphs above it."""
    start = 0
    for place, rows in groupby(range(len(table.places)), key=lambda row: table.places[row][0]):
        end = list(rows)[-1] + 1
        if place.startswith("table "):
            yield start, end
            start = end


def _in_sheet(table: Table) -> Iterator[int]:
    """Give the rows at which a log of another form begins, its own title lines included."""
    forms = forms_of(("log",))
    current = ""
    for row, line in enumerate(table.rows):
        header = best_header(line, row, forms) if _may_head(line) else None
        if header is None:
            continue
        if current and header.form != current:
            yield _first_title_line(table, row)
        current = header.form


def _may_head(line: Line) -> bool:
    """Whether a row can be a header: several words, and no figures."""
    filled = [value for value in line if value != ""]
    return len(filled) >= FEWEST_CELLS and all(isinstance(value, str) and not any(map(str.isdigit, value))
                                               for value in filled)


def _first_title_line(table: Table, row: int) -> int:
    while row and sum(bool(words(value)) for value in table.rows[row - 1]) == 1:
        row -= 1
    return row


def _title(table: Table) -> int:
    """Count the lines of words at the top."""
    return next((row for row, line in enumerate(table.rows) if sum(bool(words(value)) for value in line) > 1), 0)


def _part(table: Table, rows: list[int]) -> Table:
    """Keep some rows of a table, with their merged cells and their places."""
    at = {row: number for number, row in enumerate(rows)}
    merged = tuple(Merge(at[merge.top], merge.left, at[merge.bottom], merge.right) for merge in table.merged
                   if merge.top in at and merge.bottom in at)
    places = table.places or tuple((table.sheet or "", row + 1) for row in range(len(table.rows)))
    return table._replace(rows=tuple(table.rows[row] for row in rows), merged=merged,
                          places=tuple(places[row] for row in rows),
                          struck=tuple(at[row] for row in table.struck if row in at))
