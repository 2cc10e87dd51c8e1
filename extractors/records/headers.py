"""Which row of a table is its header, which form of record that makes it, and what each column holds."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from extractors.cells.words import key, words
from extractors.remembered import remembered
from extractors.tables import Line, Table
from extractors.vocabulary import vocabulary

HEADER_WITHIN = 40
"""A header stands in the first rows of a table."""
UNITS = ("minutes", "hours")
GENERAL = ("label", "child", "ignored", "initials", "target", "staff")
LEAST = ("child", "ignored")
"""Where a header names two things, such as "Session start" or "Time (hrs)", it is about the more particular one."""
INITIALS = ("M", "T", "W", "F")
LONGEST_HEADER = 6
"""More words than this are a sentence, not a column's name."""


class Header(NamedTuple):
    """A header row: its form of record, its row counted from 0, and the column of each role."""

    form: str
    row: int
    columns: dict[str, int]

    @property
    def kind(self) -> str:
        """The kind of evidence: `log`, `timetable`, `register`, `calendar` or `events`."""
        return str(vocabulary("column_names")["forms"][self.form]["kind"])


@cache
def _roles(form: str) -> dict[str, str]:
    """Give the role of each header name of a form, those of the form that it is like included."""
    entry = vocabulary("column_names")["forms"][form]
    names = dict(_roles(entry["like"])) if "like" in entry else {}
    names.update({name: role for role, forms in entry["columns"].items() for name in forms})
    return names


@remembered(20_000)
def role_of(header: str, form: str) -> str | None:
    """Give the role of a column from its header: the whole name, or else the longest name within it.

    >>> role_of("Duration (mins)", "log"), role_of("DONE?", "log"), role_of("Adult / TA initials", "log")
    ('minutes', 'done', 'staff')
    >>> role_of("Session start", "log"), role_of("Name of adult", "log"), role_of("Intervention notes", "log")
    ('start', 'staff', 'notes')
    >>> role_of("he was tired today and left after lunch", "log") is None
    True
    """
    wanted, names = key(header), _roles(form)
    if wanted in names:
        return names[wanted]
    parts = wanted.split()
    if not parts or len(parts) > LONGEST_HEADER:
        return None
    runs = ((start, end) for end in range(1, len(parts) + 1) for start in range(end))
    found = [(end - start, role) for start, end in runs if (role := names.get(" ".join(parts[start:end])))]
    return max(found, key=_particular, default=(0, None))[1]


def named_outright(header: str, form: str) -> str | None:
    """Give the role of a column whose whole header is one of the form's names.

    >>> named_outright("Length", "log"), named_outright("Length of walk", "log")
    ('minutes', None)
    """
    return _roles(form).get(key(header))


def _particular(run: tuple[int, str]) -> tuple[int, bool, bool, bool]:
    length, role = run
    return length, role in UNITS, role not in GENERAL, role not in LEAST


def header_of(line: Line, row: int, form: str) -> Header | None:
    """Read a row as the header of a form; None if it names too little of what the form needs."""
    headers = _days_spelt([words(value) for value in line])
    names = _roles(form)
    exact = [column for column, header in enumerate(headers) if key(header) in names]
    if not exact:
        return None
    filled = [header for header in headers if header]
    known = sum(role_of(header, form) is not None for header in filled)
    figures = sum(any(map(str.isdigit, header)) and key(header) not in names for header in filled)
    if known * 2 < len(filled) or figures * 3 > len(filled):
        return None
    needs = vocabulary("column_names")["forms"][form]["needs"]
    columns: dict[str, int] = {}
    for column in (*exact, *range(len(headers))):
        role = role_of(headers[column], form) if column not in columns.values() else None
        if role:
            columns.setdefault(role, column)
    if form == "ticks" and "label" not in columns and any(map(str.isdigit, headers[columns.get("date", 0)])):
        columns["label"] = columns.pop("date", 0)       # "Week beginning 08/09/2025" stands over what was done in it
    complete = all(any(role in columns for role in need.split("|")) for need in needs)
    return Header(form, row, columns) if complete else None


def _days_spelt(headers: list[str]) -> list[str]:
    """Spell the initials of five days in a row.

    >>> _days_spelt(["Week", "M", "T", "W", "T", "F", "Total"])
    ['Week', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Total']
    """
    initials = "".join(header if header in INITIALS else "." for header in headers)
    start = initials.find("MTWTF")
    spelt = ["Mon", "Tue", "Wed", "Thu", "Fri"]
    return headers if start < 0 else [*headers[:start], *spelt, *headers[start + 5:]]


def again(line: Line, row: int, header: Header, forms: Iterable[str]) -> Header | None:
    """Read a row below a header as the header again, or as another one; its first column must be named outright."""
    column = next((header.columns[role] for role in ("date", "week", "day") if role in header.columns), None)
    named = _roles(header.form).get(key(words(line[column]))) if column is not None and column < len(line) else None
    return best_header(line, row, forms) if named in ("date", "week", "day") else None


def forms_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """Name the forms of record that belong to some kinds of evidence."""
    wanted = set(kinds)
    return tuple(form for form, entry in vocabulary("column_names")["forms"].items() if entry["kind"] in wanted)


def best_header(line: Line, row: int, forms: Iterable[str]) -> Header | None:
    """Read a row as the header of whichever form knows most of its columns."""
    headers = [header for form in forms if (header := header_of(line, row, form))]
    return max(headers, key=lambda header: _fit(header, line), default=None)


def _fit(header: Header, line: Line) -> tuple[int, int]:
    """Count the columns whose role the form knows, those known by their whole name first."""
    entry = vocabulary("column_names")["forms"][header.form]
    names = _roles(header.form)
    whole = sum(names.get(key(words(value)), "ignored") != "ignored" for value in line)
    own = sum(role in entry["columns"] for role in header.columns) if "like" in entry else 0
    return whole + own, len(header.columns)


def find_header(table: Table, forms: Iterable[str]) -> Header | None:
    """Find a table's header row among its first rows."""
    wanted = tuple(forms)
    found = (best_header(line, row, wanted) for row, line in enumerate(table.rows[:HEADER_WITHIN]))
    return next((header for header in found if header), None)
