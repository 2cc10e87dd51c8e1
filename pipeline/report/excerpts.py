"""Rows of the records as they stand in their file: those that count, with their header and the rows around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from extractors.cells.words import words
from extractors.records.headers import find_header
from extractors.tables import Table, read_tables
from extractors.vocabulary import vocabulary
from models.case import Case
from models.errors import UnusableCase
from models.source import Row

AROUND = 2
Place = tuple[str | None, int]
"""The sheet and the number of a row."""


class ShownRow(NamedTuple):
    """One row: its number, its cells, whether it counts, and which of its cells (all of them where none is named)."""

    number: int
    cells: tuple[str, ...]
    counts: bool
    columns: tuple[int, ...] = ()


class Excerpt(NamedTuple):
    """Rows of one sheet of one file; `heads` are the words above its columns, where they are known."""

    file: str
    sheet: str | None
    heads: tuple[str, ...]
    rows: tuple[ShownRow, ...]


def record_files(case: Case) -> tuple[Path, ...]:
    """Give the files that rows may stand in; pages name them by their place in this list."""
    calendar = (case.calendar,) if case.calendar else ()
    return (*case.timetables, *case.logs, *case.registers, *calendar, *case.event_lists)


def excerpts(case: Case, rows: Iterable[Row]) -> tuple[Excerpt, ...]:
    """Give the rows as they stand in their files, each with some rows around it; none is left out."""
    wanted: dict[str, dict[Place, set[int]]] = {}
    for row in rows:
        columns = wanted.setdefault(row.file, {}).setdefault((row.sheet, row.row), set())
        columns |= {row.column} if row.column else set()
    return tuple(one for file, marked in wanted.items() for one in _excerpts(_sheets(case, file), marked))


def whole(case: Case, file: str) -> tuple[Excerpt, ...]:
    """Give every row of a file; none of them is marked."""
    return tuple(_excerpt(sheet, range(len(sheet.rows)), {}) for sheet in _sheets(case, file) if sheet.rows)


class _Sheet(NamedTuple):
    """The rows of one sheet, the number of each, and the words above its columns."""

    file: str
    name: str | None
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    heads: tuple[str, ...]
    header: int | None
    """The place of the header among the rows."""


def _sheets(case: Case, file: str) -> tuple[_Sheet, ...]:
    path = next((path for path in record_files(case) if path.name == file), None)
    if path is None:
        raise UnusableCase("this file is not among the papers of the case any more.", remedy="Check the case again.")
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> tuple[_Sheet, ...]:
    """Read the sheets of a file, once for as long as it does not change."""
    return tuple(sheet for table in read_tables(path) for sheet in _parts(table))


def _parts(table: Table) -> Iterator[_Sheet]:
    """Part a table by the sheet or the page that its rows stand on."""
    header = find_header(table, vocabulary("column_names")["forms"])
    heads = tuple(map(words, table.rows[header.row])) if header else ()
    places: tuple[Place, ...] = table.places or tuple((table.sheet, one) for one in range(1, len(table.rows) + 1))
    for name in dict.fromkeys(place[0] for place in places):
        here = [number for number, place in enumerate(places) if place[0] == name]
        yield _Sheet(table.file, name or None, tuple(tuple(map(words, table.rows[number])) for number in here),
                     tuple(places[number][1] for number in here), heads,
                     here.index(header.row) if header and header.row in here else None)


def _excerpts(sheets: Iterable[_Sheet], marked: Mapping[Place, set[int]]) -> Iterator[Excerpt]:
    for sheet in sheets:
        hits = [place for place, number in enumerate(sheet.numbers) if (sheet.name, number) in marked]
        near = {place for hit in hits for place in range(hit - AROUND, hit + AROUND + 1)} & set(range(len(sheet.rows)))
        if hits:
            yield _excerpt(sheet, [one for one in sorted(near) if one in hits or any(sheet.rows[one])], marked)


def _excerpt(sheet: _Sheet, shown: Sequence[int], marked: Mapping[Place, set[int]]) -> Excerpt:
    width = max(len(sheet.heads), *(len(sheet.rows[place]) for place in shown))
    rows = []
    for place in shown:
        columns = marked.get((sheet.name, sheet.numbers[place]))
        if place != sheet.header or columns is not None:
            rows.append(ShownRow(sheet.numbers[place], _wide(sheet.rows[place], width), columns is not None,
                                 tuple(sorted(columns or ()))))
    return Excerpt(sheet.file, sheet.name, _wide(sheet.heads, width) if sheet.heads else (), tuple(rows))


def _wide(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
