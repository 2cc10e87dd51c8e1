"""What the readers bring in from the evidence files: facts, spare rows and doubts."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.timetables.bells import Bells
from models.delivery import AttendanceMark, Concern, Session, SpareRow, TimetableSlot
from models.doubt import Doubt, Severity
from models.source import Row

NO_BELLS = Bells({})


class Known(NamedTuple):
    """What is known of a case before a file is read."""

    child: str | None = None
    school_years: tuple[int, ...] = ()
    """The calendar years in which the school years of the calendar start."""
    bells: Bells = NO_BELLS
    """When the periods of the school day are, where a timetable tells it."""


@dataclass
class Harvest:
    """The facts read from one or more files, in reading order."""

    slots: list[TimetableSlot] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    marks: list[AttendanceMark] = field(default_factory=list)
    spare: list[SpareRow] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def leave_out(self, source: Row, reason: str, *, day: dt.date | None = None, text: str = "") -> None:
        """Keep a row that could not be used, with the reason."""
        self.spare.append(SpareRow(source=source, reason=reason, date=day, text=text))

    def doubt(self, code: str, field_name: str, reason: str, source: Row, *, options: tuple[str, ...] = ()) -> None:
        """Note something about a row that a person must look at."""
        self.doubts.append(Doubt(code=code, field=field_name, reason=reason, alternatives=options, place=source.place(),
                                 next_step="Look at this row and correct it in the file."))

    def note(self, code: str, field_name: str, reason: str, place: str, *, next_step: str = "") -> None:
        """Note something worth knowing, which nothing waits for."""
        self.doubts.append(Doubt(code=code, field=field_name, reason=reason, place=place, next_step=next_step,
                                 severity=Severity.NOTE))

    def add(self, other: "Harvest") -> None:
        """Take in all that another harvest holds."""
        self.slots += other.slots
        self.sessions += other.sessions
        self.marks += other.marks
        self.spare += other.spare
        self.concerns += other.concerns
        self.doubts += other.doubts
