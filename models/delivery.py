"""The evidence: what was timetabled, what a log says happened, and whether the child was in school."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from models.amounts import Minutes
from models.calendar import SchoolCalendar
from models.doubt import Doubt
from models.noun import Noun
from models.source import Document, Row


class Reliability(StrEnum):
    """Whose record it is (DOMAIN 4.7)."""

    SCHOOL = "school_record"
    THERAPIST = "therapist_record"
    PARENT = "parent_observation"
    CHILD = "child_report"
    INFERENCE = "inference"


class TimetableSlot(Noun):
    """One place in the weekly timetable: planned, which is not delivered."""

    source: Row
    weekday: int = Field(ge=0, le=6)
    """0 is Monday."""
    start: dt.time | None = None
    end: dt.time | None = None
    minutes: Minutes | None = None
    label: str
    """The words of the cell without times, staff and dates."""
    staff: str = ""
    support: bool = False
    """The staff named are there beside the lesson's own teacher ("Maths + TA", "English (TA: KB)")."""
    cycle_week: str | None = None
    """The week of a cycle ("A"), or None for every week."""
    cycle_day: int | None = Field(default=None, ge=1)
    """The day of a cycle whose days are numbered ("Day 7"): a weekday only where the calendar ties them."""
    first_day: dt.date | None = None
    """"from 6 Nov"."""
    last_day: dt.date | None = None
    only_on: tuple[dt.date, ...] = ()
    """"on 9/9, 23/9 and 7/10": no other days; empty where the week decides."""
    sharing: int | None = Field(default=None, ge=1)
    """Among how many children the adult is shared, where the cell says so."""


class Outcome(StrEnum):
    """What a row of a log says became of the session."""

    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    """The record says that it did not take place, for a reason of the school or the provider, or without a reason."""
    CLOSURE = "closure"
    CHILD_ABSENT = "child_absent"
    REFUSED = "refused"
    UNCLEAR = "unclear"

    @property
    def held(self) -> bool:
        """Whether it took place, as far as the row tells."""
        return self in (Outcome.DELIVERED, Outcome.UNCLEAR)


class Session(Noun):
    """One row of a session log about this child."""

    source: Row
    date: dt.date
    """The day; for a weekly summary the Monday of its week."""
    weekly: bool = False
    """A summary of a whole week ("w/c 8 Sep, 4 x 10 mins")."""
    count: int = Field(default=1, ge=0)
    """How many sessions the row stands for."""
    minutes: Minutes | None = None
    """All the minutes that the row records; None where it records none."""
    minutes_most: Minutes | None = None
    """The upper end where the row is unsure ("30-40", two lengths that disagree); None where `minutes` is all."""
    continued: bool = False
    """It goes on with the session of the row above: one session, and these minutes come on top."""
    start: dt.time | None = None
    label: str
    staff: str = ""
    group_size: int | None = Field(default=None, ge=1)
    outcome: Outcome
    or_else: Outcome | None = None
    """What else the row can mean: an absence of which it does not say whose it was. `outcome` is the one that alleges
    less."""
    reason: str = ""
    reliability: Reliability = Reliability.SCHOOL


class Half(StrEnum):
    """A register is taken twice a day."""

    AM = "AM"
    PM = "PM"


class AttendanceMark(Noun):
    """One mark of the register, in the Department for Education's codes (DOMAIN 4.1)."""

    source: Row
    date: dt.date
    half: Half
    code: str
    comment: str = ""
    lesson: str = ""
    """The lesson that it is of, where the register has a mark for each; empty for the mark of a half-day."""
    start: dt.time | None = None
    """When that lesson starts, where the register says so."""
    minutes_late: Minutes | None = None
    """How late the child came, where the register says so."""
    arrived: dt.time | None = None


class DayAway(Noun):
    """A school day on which a register has the child out of school for half of it or all of it."""

    date: dt.date
    marks: tuple[AttendanceMark, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the codes of the half-days missed, morning first."""
        return tuple(mark.code for mark in self.marks)


class Concern(Noun):
    """A row whose words may be about harm to a child, and of what kind; never the words themselves."""

    source: Row
    kind: str
    words_sha256: str = ""
    """The SHA-256 of the row's words, so that a row that was changed is looked at again."""


class SpareRow(Noun):
    """A row that could not be used or belongs to nothing here, and why: nothing is dropped without a word."""

    source: Row
    reason: str
    date: dt.date | None = None
    text: str = ""


class EvidenceFile(Noun):
    """One file of evidence: what it was taken for and the days that its rows cover."""

    document: Document
    kind: str
    """`timetable`, `log`, `register` or `calendar`."""
    first_day: dt.date | None = None
    last_day: dt.date | None = None


class Placement(Noun):
    """A label of the records that a person has given to a provision, or to none."""

    label: str
    provision: str | None = None
    """The id of the provision; None where it belongs to nothing in the plan."""
    schedule: int | None = None
    """Which of its amounts, where the person says so."""
    by: str
    on: dt.date


class Evidence(Noun):
    """All that was read from the evidence files of one case."""

    files: tuple[EvidenceFile, ...] = ()
    slots: tuple[TimetableSlot, ...] = ()
    sessions: tuple[Session, ...] = ()
    marks: tuple[AttendanceMark, ...] = ()
    calendar: SchoolCalendar | None = None
    staff_key: dict[str, str] = Field(default_factory=dict)
    """What the papers say that initials stand for: KB -> "Mrs Bright (LSA)"."""
    cycle: tuple[str, ...] = ()
    """The weeks of the timetable's cycle in order; the calendar has them too, where there is one."""
    cycle_start: dt.date | None = None
    """The Monday of a week that is the first of the cycle, where a paper says so."""
    placements: tuple[Placement, ...] = ()
    """What a person has said of labels: it goes before everything that the labels say themselves."""
    spare: tuple[SpareRow, ...] = ()
    """Rows that could not be used: unreadable, other children, totals."""
    unread_logs: tuple[str, ...] = ()
    """Files that were handed in as records of sessions and of which no session could be read: it may be in them."""
    concerns: tuple[Concern, ...] = ()
    """Rows whose words may be about harm to a child."""
    doubts: tuple[Doubt, ...] = ()
