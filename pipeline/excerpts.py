"""Rows of the records as they stand in their file: those that count, with their header and the rows around them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from extractors.cells.words import blank, words
from extractors.record_headers import find_header
from extractors.tables import Table, read_tables
from extractors.vocabulary import vocabulary
from models.case import Case
from models.errors import UnusableCase
from models.source import Row

AROUND = 2


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


def excerpts(case: Case, rows: Iterable[Row], around: int = AROUND) -> tuple[Excerpt, ...]:
    """Give the rows as they stand in their files, each with some rows around it; none is left out."""
    wanted: dict[str, list[Row]] = {}
    for row in rows:
        wanted.setdefault(row.file, []).append(row)
    paths = {path.name: path for path in record_files(case)}
    return tuple(one for file, some in wanted.items() for one in _of_file(_known(paths, file), some, around))


def whole(case: Case, file: str) -> tuple[Excerpt, ...]:
    """Give every row of a file."""
    path = _known({path.name: path for path in record_files(case)}, file)
    every = [table.source(number) for table in _tables(path) for number in range(len(table.rows))]
    return tuple(one._replace(rows=tuple(row._replace(counts=False) for row in one.rows))
                 for one in _of_file(path, every, 0))


def _known(paths: dict[str, Path], file: str) -> Path:
    if file not in paths:
        raise UnusableCase("this file is not among the papers of the case any more.", remedy="Check the case again.")
    return paths[file]


def _tables(path: Path) -> tuple[Table, ...]:
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> tuple[Table, ...]:
    """Read the tables of a file, once for as long as it does not change."""
    return read_tables(path)


def _of_file(path: Path, rows: Sequence[Row], around: int) -> Iterable[Excerpt]:
    marked: dict[tuple[str | None, int], set[int]] = {}
    for row in rows:
        marked.setdefault((row.sheet, row.row), set()).update({row.column} if row.column else ())
    for table in _tables(path):
        places = [(place.sheet, place.row) for place in map(table.source, range(len(table.rows)))]
        yield from _of_table(table, places, marked, around)


def _of_table(table: Table, places: list[tuple[str | None, int]], marked: dict[tuple[str | None, int], set[int]],
              around: int) -> Iterable[Excerpt]:
    header = find_header(table, vocabulary("column_names")["forms"])
    for sheet in dict.fromkeys(sheet for sheet, _ in places):
        here = [number for number, place in enumerate(places) if place[0] == sheet]
        hits = [number for number in here if places[number] in marked]
        if not hits:
            continue
        near = {number for hit in hits for number in range(hit - around, hit + around + 1)} & set(here)
        shown = [number for number in sorted(near) if number in hits or not blank(table.rows[number])]
        width = max(len(table.rows[number]) for number in shown)
        rows = tuple(_shown(table, number, places[number], marked, width) for number in shown
                     if not header or number != header.row or places[number] in marked)
        heads = tuple(map(words, table.rows[header.row])) if header else ()
        yield Excerpt(table.file, sheet, heads + ("",) * (width - len(heads)) if header else (), rows)


def _shown(table: Table, number: int, place: tuple[str | None, int],
           marked: dict[tuple[str | None, int], set[int]], width: int) -> ShownRow:
    cells = tuple(map(words, table.rows[number]))
    return ShownRow(place[1], cells + ("",) * (width - len(cells)), place in marked,
                    tuple(sorted(marked.get(place, ()))))
