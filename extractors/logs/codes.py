"""The register of an intervention: a national code for each session, as school systems export it (DOMAIN 4.1, 4.2)."""

import datetime as dt
from collections.abc import Sequence

from extractors.cells.lengths import NOTHING, Length
from extractors.cells.outcomes import Said, read_outcome
from extractors.cells.words import cell, words
from extractors.logs.row import LogRow
from extractors.records.headers import Header
from extractors.register import meaning
from extractors.tables import Line
from extractors.vocabulary import vocabulary
from models.delivery import Outcome

STROKES = ("/", "\\")
"""The marks of a child who was there: no other column of a log holds them."""
MARKED = ("code", "present", "done")
"""The columns that may hold the codes of a register."""
ELSEWHERE = ("off_site", "other_provider")
"""The child was at school's business in another place, so that the session of this place was not held."""
CLOSED = ("missed_closure",)


def with_codes(header: Header, rows: Sequence[Line]) -> Header:
    """Call the column that holds the codes of a register `code`; one so named that holds other marks is the outcome."""
    held = next((role for role in MARKED if role in header.columns and _holds_codes(role, header, rows)), None)
    if held:
        return _renamed(header, held, "code")
    if "code" not in header.columns:
        return header
    cells = {words(cell(line, header.columns["code"])) for line in rows} - {""}
    outcomes = "done" not in header.columns and all(read_outcome(text).outcome for text in cells)
    return _renamed(header, "code", "done" if outcomes else "ignored")


def _holds_codes(role: str, header: Header, rows: Sequence[Line]) -> bool:
    """Whether a column has a stroke in it, or is named for marks and holds none but the codes in force."""
    cells = {words(cell(line, header.columns[role])).upper() for line in rows}
    known = vocabulary("attendance_codes")["codes"]
    return not cells.isdisjoint(STROKES) or (role == "code" and cells <= set(known))


def _renamed(header: Header, role: str, other: str) -> Header:
    kept = {name: column for name, column in header.columns.items() if name not in (role, other)}
    return header._replace(columns={**kept, other: header.columns[role]})


def said_by_code(code: str, day: dt.date) -> Said:
    """Say what a code tells of the session in whose register it stands.

    >>> [str(said_by_code(code, dt.date(2025, 9, 25)).outcome) for code in ("/", "I", "V", "#")]
    ['delivered', 'child_absent', 'not_delivered', 'closure']
    >>> said_by_code("L", dt.date(2025, 9, 25)).part, said_by_code("%", dt.date(2025, 9, 25)).unsure
    (True, True)
    """
    told = meaning(code, day)
    if told.bucket in CLOSED:
        return Said(Outcome.CLOSURE)
    if told.bucket in ELSEWHERE:
        return Said(Outcome.NOT_DELIVERED)
    if told.present is None:
        return Said(unsure=True)
    return Said(Outcome.DELIVERED, part=told.late != "") if told.present else Said(Outcome.CHILD_ABSENT)


def marked_in(row: LogRow, day: dt.date) -> Said | None:
    """Say what the register of a session tells of it, nothing where no mark was entered; None where there is none."""
    if "code" not in row.header.columns:
        return None
    code = words(row.value("code"))
    return Said() if code.strip("- ") == "" else said_by_code(code, day)


def as_coded(length: Length, coded: Said) -> Length:
    """Give the length of a session in view of its mark: none without one, and at most the whole of it for a late child.

    >>> as_coded(Length(30), Said()).minutes, as_coded(Length(30), Said(Outcome.DELIVERED, part=True)).most
    (None, 30)
    """
    if coded == Said():
        return NOTHING
    return Length(most=length.minutes, problem="part") if coded.part and length.minutes else length
