"""Notes written as forms: a name and a value on each line, one visit after another."""

import re
from typing import NamedTuple

from extractors.cells.titles import name_alone
from extractors.cells.words import words
from extractors.records.headers import role_of
from extractors.tables import Line, Table

NAMED = re.compile(r"\s*([A-Za-z][\w /()&'-]{1,40}?)\s*[:=]\s*(.*)")
FEWEST_NAMES = 3
ABOVE = ("child", "staff")
"""What a heading may say of all the forms below it."""


class _Field(NamedTuple):
    row: int
    role: str
    value: str


def as_rows(table: Table) -> Table | None:
    """Turn forms into a table with a row for each; None for what is no form.

    >>> note = ("Visit date: 12/09/2025", "Contact type: direct", "Duration: 45 mins", "Worked on narrative")
    >>> as_rows(Table("note.txt", None, tuple((line,) for line in note))).rows[1]
    ('12/09/2025', 'direct', '45 mins')
    """
    fields = _fields(table)
    roles = list(dict.fromkeys(field.role for field in fields))
    if len(roles) < FEWEST_NAMES or "date" not in roles:
        return None
    records: list[list[_Field]] = []
    for field in fields:
        if not records or any(other.role == field.role for other in records[-1]):
            records.append([])
        records[-1].append(field)
    heads = _heads(records)
    rows = [tuple(heads.get(role) or _value(record, role) for role in roles) for record in records]
    places = [_place(table, record[0].row) for record in records]
    return Table(table.file, table.sheet, (_header(roles), *rows), places=(places[0], *places))


def _heads(records: list[list[_Field]]) -> dict[str, str]:
    """Give what stands above the first of several forms and goes for all of them: whose notes they are, and by whom.

    >>> visits = [[_Field(0, "child", "Kai R (7T). Autumn"), _Field(2, "date", "8/9")], [_Field(5, "date", "15/9")]]
    >>> _heads(visits)
    {'child': 'Kai R'}
    """
    again = {field.role for record in records[1:] for field in record}
    above = [field for field in records[0] if field.role in ABOVE and field.role not in again]
    return {field.role: name_alone(field.value) if field.role == "child" else field.value for field in above}


def _fields(table: Table) -> list[_Field]:
    """Find the named values: "Duration: 45 mins" in one cell, or the name in one and the value in the next."""
    found: list[_Field] = []
    for row, line in enumerate(table.rows):
        cells = [words(value) for value in line if words(value)]
        match = NAMED.fullmatch(cells[0]) if len(cells) == 1 else None
        pair = (match[1], match[2]) if match else tuple(cells) if len(cells) == 2 else ("", "")
        name, value = pair[0].rstrip(":"), pair[1]
        role = role_of(name, "visits") if name else None
        if role and role != "ignored":
            found.append(_Field(row, role, value))
    return found


def _value(record: list[_Field], role: str) -> str:
    return next((field.value for field in record if field.role == role), "")


def _place(table: Table, row: int) -> tuple[str, int]:
    return table.places[row] if table.places else (table.sheet or "", row + 1)


def _header(roles: list[str]) -> Line:
    names = {"date": "Visit date", "label": "Service", "contact": "Contact type", "staff": "Therapist",
             "minutes": "Duration", "child": "Pupil", "notes": "Summary", "done": "Outcome", "start": "Time",
             "end": "Time out"}
    return tuple(names.get(role, role) for role in roles)
