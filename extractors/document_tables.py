"""The tables of a Word document kept in different forms, told apart: a grid of ticks, then a list of visits."""

from collections.abc import Iterator
from itertools import groupby

from extractors.cells.words import key, words
from extractors.record_headers import Header, find_header, forms_of
from extractors.tables import Merge, Table

KINDS = ("log", "register", "timetable", "calendar")
Columns = tuple[str, tuple[str, ...]]
"""The form of a table and the names of its columns."""


def by_form(table: Table) -> tuple[Table, ...]:
    """Part a document where a table begins whose header is another than that of the tables before it."""
    starts, current = [0], None
    for start, end in _blocks(table):
        columns = _columns(table, start, end)
        if current and columns and columns != current:
            starts.append(start)
        current = columns or current
    if len(starts) == 1:
        return (table,)
    title = range(next((row for row, (place, _) in enumerate(table.places) if place), 0))
    ends = [*starts[1:], len(table.rows)]
    return tuple(_part(table, [*(title if start else ()), *range(start, end)])
                 for start, end in zip(starts, ends, strict=True))


def _blocks(table: Table) -> Iterator[tuple[int, int]]:
    """Give the rows of each table of a document, with the paragraphs above it."""
    start = 0
    for place, rows in groupby(range(len(table.places)), key=lambda row: table.places[row][0]):
        end = list(rows)[-1] + 1
        if place.startswith("table "):
            yield start, end
            start = end


def _columns(table: Table, start: int, end: int) -> Columns | None:
    header: Header | None = find_header(table._replace(rows=table.rows[start:end]), forms_of(KINDS))
    if header is None:
        return None
    return header.form, tuple(key(words(value)) for value in table.rows[start + header.row])


def _part(table: Table, rows: list[int]) -> Table:
    """Keep some rows of a table, with their merged cells and their places."""
    at = {row: number for number, row in enumerate(rows)}
    merged = tuple(Merge(at[merge.top], merge.left, at[merge.bottom], merge.right) for merge in table.merged
                   if merge.top in at and merge.bottom in at)
    return table._replace(rows=tuple(table.rows[row] for row in rows), merged=merged,
                          places=tuple(table.places[row] for row in rows))
