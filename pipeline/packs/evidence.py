"""Component E: each file of the records, the rows of it that were used, and a copy of these rows and of no others."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extractors.opening.unseen import Unseen, hidden_cells, unseen
from extractors.records.headers import find_header
from extractors.tables import Table, Value, read_tables
from extractors.vocabulary import vocabulary
from models.gap import EvidenceLine
from models.source import Row
from pipeline.case_folder import KINDS
from pipeline.files.whole import fingerprint
from pipeline.files.workbook import harmless
from pipeline.packs.rows_used import RowsUsed, lines_of, rows_used
from pipeline.packs.scope import Scope, pack_words, without_address
from pipeline.rules import rules
from pipeline.wording import fill
from templates.words import printable


class Copy(NamedTuple):
    """What goes along of one file, and what the file holds that nobody sees who opens it."""

    name: str
    how: str
    content: bytes
    unseen: tuple[Unseen, ...] = ()


class Exhibit(NamedTuple):
    """One file of the records: what it is, the rows of it that count here, and the copy that goes along."""

    number: int
    name: str
    kind: str
    days: str
    sha256: str
    copy: Copy
    used: tuple[RowsUsed, ...]


def evidence(scope: Scope) -> dict[str, Any] | None:
    """Give the index of the records; nothing where no row was counted for an item that may be named."""
    exhibits = tuple(_exhibit(scope, number, kind, path) for number, (kind, path) in enumerate(_files(scope), 1))
    return {"exhibits": exhibits} if exhibits else None


def _files(scope: Scope) -> Iterator[tuple[str, Path]]:
    """Give the files that the route may carry and that something in this pack rests on."""
    planned = any(finding.planned_minutes is not None for _, finding in scope.findings)
    used = {row.file for row in _rows(scope)}
    for kind, name in rules("packs")["kinds"].items():
        if name in scope.rule.get("kinds", (name,)):
            yield from ((kind, path) for path in getattr(scope.case, kind)
                        if (planned if kind == "timetables" else path.name in used))


def _rows(scope: Scope) -> set[Row]:
    """Give the rows that count here: those of the findings, and those of days out of school where these matter."""
    rows = {line.source for line in lines_of(scope.findings)}
    if scope.rule.get("summary") == "attendance":
        rows |= {mark.source for day in scope.report.away for mark in day.marks}
    return rows


def _exhibit(scope: Scope, number: int, kind: str, path: Path) -> Exhibit:
    lines = [line for line in lines_of(scope.findings) if line.source.file == path.name]
    return Exhibit(number, path.name, rules("packs")["kinds"][kind], _days(lines), fingerprint(path),
                   _copy(scope, number, kind, path), rows_used(scope.findings, path.name))


def _days(lines: list[EvidenceLine]) -> str:
    days = [line.date for line in lines]
    return pack_words("days", first=min(days), last=max(days)) if days else pack_words("planned")


def _copy(scope: Scope, number: int, kind: str, path: Path) -> Copy:
    """Copy a timetable whole, if all of it can be seen; of a record only the rows that count here.

    The name of a copy is ours: families call their files after the child.
    """
    name = f"{number}-{KINDS[kind]}"
    if kind != "timetables":
        rows = _rows(scope) - {one.source for one in scope.report.concerns}
        kept = _kept_rows(read_tables(path), [row for row in rows if row.file == path.name], scope)
        return Copy(f"{name}-rows-used.csv", pack_words("rows_copied"), kept)
    found = unseen(path)
    if not (scope.hiding.active or found):
        return Copy(f"{name}{path.suffix.lower()}", pack_words("copied"), path.read_bytes())
    tables = read_tables(path)
    shown = _shown(tables, hidden_cells(path, found))
    return Copy(f"{name}.csv", pack_words("shown_copied"), _kept_rows(tables, shown, scope), found)


def _shown(tables: Iterable[Table], hidden: Mapping[str, tuple[set[int], set[int]]]) -> Iterator[Row]:
    """Give what whoever opens a file sees of it."""
    for table in tables:
        rows, columns = hidden.get(table.sheet or "", (set[int](), set[int]()))
        for number, line in enumerate(table.rows):
            if number + 1 not in rows:
                shown = [column for column in range(len(line)) if column + 1 not in columns]
                yield from (table.source(number, column) for column in shown) if columns else [table.source(number)]


def withheld(exhibits: Iterable[Exhibit]) -> tuple[str, ...]:
    """Name each timetable that holds what nobody sees who opens it, and say what: only what it shows goes along."""
    words = rules("packs")["unseen"]
    return tuple(pack_words("withheld_parts", file=exhibit.name,
                            parts=[fill(words[one.what], names=one.names) for one in exhibit.copy.unseen])
                 for exhibit in exhibits if exhibit.copy.unseen)


def _kept_rows(tables: tuple[Table, ...], rows: Iterable[Row], scope: Scope) -> bytes:
    """Write the rows that are kept, with sheet and number and under the header of their table, as CSV."""
    kept: dict[tuple[str | None, int], set[int | None]] = defaultdict(set)
    for row in rows:
        kept[row.sheet, row.row].add(row.column)
    file = io.StringIO()
    for table in tables:
        csv.writer(file).writerows(scope.hiding.rows(_written(table, kept)))
    return without_address(file.getvalue(), scope.case).encode("utf-8-sig")


def _written(table: Table, kept: Mapping[tuple[str | None, int], set[int | None]]) -> Iterator[list[str]]:
    places = [table.source(number) for number in range(len(table.rows))]
    numbers = [number for number, place in enumerate(places) if (place.sheet, place.row) in kept]
    cells = {number: kept[places[number].sheet, places[number].row] for number in numbers}
    header = find_header(table, vocabulary("column_names")["forms"]) if numbers else None
    if header and header.row not in cells:
        cells[header.row] = set().union(*cells.values())
    for number in sorted(cells):
        place = places[number]
        yield [_cell(place.sheet or ""), str(place.row), *_cells(table.rows[number], cells[number])]


def _cells(line: Sequence[Value], columns: set[int | None]) -> list[str]:
    """Write a row; of a grid, in which the others are other days or other children, only the cells that count."""
    return [_cell(value) if None in columns or column in columns else "" for column, value in enumerate(line, 1)]


def _cell(value: Value) -> str:
    return harmless(str(printable(str(value))))
