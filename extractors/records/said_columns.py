"""Columns of a log that are not recognised, and what a person has said that they are."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from extractors.cells.words import key, words
from extractors.records.document_tables import by_form
from extractors.records.headers import HEADER_WITHIN, find_header, forms_of, role_of
from extractors.records.recognition import kind_of_table
from extractors.tables import Line, Table, read_tables
from extractors.vocabulary import vocabulary
from models.source import Row

LEAST = 3
"""A header row names at least so many columns."""
EXAMPLES = 3


class UnknownColumn(NamedTuple):
    """A column whose header is not known, where it is, and the first things that stand in it."""

    header: str
    source: Row
    examples: tuple[str, ...]


def with_said_columns(table: Table, said: Mapping[str, str]) -> Table:
    """Give a table with the headers that a person explained in our own words for them; `said` is header -> role.

    >>> sheet = Table("log.csv", None, (("When", "Wot", "How"), ("1 Sep", "Phonics", "20")))
    >>> with_said_columns(sheet, {"wot": "label", "how": "minutes"}).rows[0]
    ('When', 'intervention', 'mins')
    """
    place = next((number for number, line in enumerate(table.rows[:HEADER_WITHIN]) if _explained(line, said)), None)
    if place is None:
        return table
    names = vocabulary("column_names")["forms"]["log"]["columns"]
    line = tuple(names[said[key(words(cell))]][0] if key(words(cell)) in said else cell for cell in table.rows[place])
    return table._replace(rows=(*table.rows[:place], line, *table.rows[place + 1:]))


def _explained(line: Line, said: Mapping[str, str]) -> bool:
    filled = [key(words(cell)) for cell in line if words(cell)]
    return len(filled) >= LEAST and any(cell in said for cell in filled)


def unknown_columns(path: Path) -> Iterator[UnknownColumn]:
    """Give the columns of a log that are in use and whose headers are not known."""
    for sheet in read_tables(path):
        for table in by_form(sheet):
            if kind_of_table(table, "log") in ("log", None):
                yield from _unknown(table)


def _unknown(table: Table) -> Iterator[UnknownColumn]:
    header = find_header(table, forms_of(("log",)))
    place = header.row if header else _likely_header(table)
    if place is None:
        return
    known = set(header.columns.values()) if header else set()
    for column, cell in enumerate(table.rows[place]):
        below = [words(line[column]) for line in table.rows[place + 1:] if column < len(line) and words(line[column])]
        form = header.form if header else "log"
        if words(cell) and below and column not in known and role_of(words(cell), form) is None:
            examples = tuple(dict.fromkeys(below))[:EXAMPLES]
            yield UnknownColumn(words(cell), table.source(place, column), examples)


def _likely_header(table: Table) -> int | None:
    """Give the first row of several short names without figures that stands over others."""
    for number, line in enumerate(table.rows[:HEADER_WITHIN]):
        filled = [words(cell) for cell in line if words(cell)]
        if len(filled) >= LEAST and not any(map(str.isdigit, "".join(filled))) and len(table.rows) > number + 1:
            return number
    return None
