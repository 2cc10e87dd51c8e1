"""The ledger of one provision, the finding that follows from it, and the report that holds them all."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from models.ask import Ask
from models.calendar import SchoolCalendar
from models.comparison import Comparison
from models.delivery import Concern, DayAway
from models.doubt import Doubt
from models.due import Due, Kind, Working
from models.noun import Noun
from models.provision import PlanReading
from models.route import Clock, NextStep, Route
from models.source import Row


class Bucket(StrEnum):
    """Where a due session ends; each ends in exactly one (DOMAIN 3.5). `beyond_due` is outside the balance."""

    DELIVERED = "delivered"
    VARIANCE = "variance"
    MISSED_PROVIDER = "missed_provider"
    MISSED_CLOSURE = "missed_closure"
    CHILD_ABSENT = "child_absent"
    CHILD_EXCLUDED = "child_excluded"
    PART_TIME = "part_time"
    OFFERED_REFUSED = "offered_refused"
    REARRANGED = "rearranged"
    NO_RECORD = "no_record"
    BEYOND_DUE = "beyond_due"


HELD = (Bucket.DELIVERED, Bucket.REARRANGED)
"""The buckets of sessions that took place; minutes by which one was too short are a variance."""
GIVEN = (*HELD, Bucket.VARIANCE)
"""The buckets of all that the child was given."""


class Count(Noun):
    """Sessions and minutes in a bucket; sessions are None where the plan states none."""

    sessions: int | None = None
    minutes: int | None = None


class Ledger(Noun):
    """What became of all that was due. The buckets but `beyond_due` add up to the conservative due amount."""

    buckets: Mapping[Bucket, Count] = Field(default_factory=dict)

    def minutes(self) -> int:
        """Add up the minutes of every bucket that counts against what was due."""
        return sum(count.minutes or 0 for bucket, count in self.buckets.items() if bucket is not Bucket.BEYOND_DUE)

    def sessions(self) -> int:
        """Add up the sessions of every bucket that counts against what was due."""
        return sum(count.sessions or 0 for bucket, count in self.buckets.items() if bucket is not Bucket.BEYOND_DUE)


class FindingStatus(StrEnum):
    """What can be said of a provision (CONTRACT)."""

    MET = "met"
    SHORT = "short"
    NOT_EVIDENCED = "not_evidenced"
    NOT_DUE = "not_due"
    NOT_MEASURABLE = "not_measurable"
    CHECKABLE = "checkable"


class EvidenceLine(Noun):
    """One row of evidence and the bucket that it was counted in."""

    source: Row
    bucket: Bucket
    date: dt.date
    minutes: int | None = None
    label: str = ""
    note: str = ""


class LengthFrom(StrEnum):
    """What tells how long a session was, or would have been."""

    RECORD = "record"
    PLAN = "plan"
    TIMETABLE = "timetable"
    NOTHING = "nothing"


class Recorded(Noun):
    """What one row of a log records of a session; minutes are None where it records none."""

    source: Row
    date: dt.date
    start: dt.time | None = None
    """One row can tell of several sessions: of several days, or several times of a day."""
    least: int | None = None
    most: int | None = None
    continued: bool = False
    """It goes on with the session of the row above: its minutes come on top."""
    held: bool = True
    """Whether it says that the session took place, or does not say clearly that it did not."""


class Place(Noun):
    """One place of the timetable: how long it is, and the days on which it takes place."""

    source: Row
    minutes: int | None = None
    days: tuple[dt.date, ...] = ()


class VarianceKind(StrEnum):
    """In what way a session was given otherwise than the plan asks."""

    SHORTER = "shorter"
    OTHER_ADULT = "other_adult"
    GROUP_FOR_ONE_TO_ONE = "group_for_one_to_one"
    GROUP_OVER_SIZE = "group_over_size"
    REMOTE = "remote"
    LATE_ARRIVAL = "late_arrival"
    """Recorded as held; by the register the child came after it had begun."""


class CountedSession(Noun):
    """One session, or one week's summary of several, as it was counted: once, and in one bucket."""

    bucket: Bucket
    date: dt.date
    sessions: int
    minutes: int
    """Held: the most that the rows can mean. Lost: what was due."""
    least: int = 0
    """Held as the plan asks, and nothing speaks against it: the fewest minutes that the rows record."""
    short: int = 0
    """Held: how many minutes it was shorter than the plan asks."""
    held: bool = False
    sure: bool = False
    each: int = 0
    """The length that `length_from` tells; a summary of a week is less by what single rows tell already."""
    times: int = 1
    length_from: LengthFrom = LengthFrom.NOTHING
    rows: tuple[Recorded, ...] = ()
    marks: tuple[Row, ...] = ()
    places: tuple[Place, ...] = ()
    """The places of the timetable that tell its length."""
    otherwise: VarianceKind | None = None
    """Held, but not as the plan asks: in which way."""


class Variance(Noun):
    """The sessions that were given otherwise in one way."""

    kind: VarianceKind
    sessions: int
    minutes: int
    """The minutes that were given so."""
    minutes_lost: int
    """By how much the sessions were shorter than the plan asks."""
    minutes_cut: int = 0
    """Those of them of which a record says that the school or the provider cut them short."""
    minutes_possibly_lost: int = 0
    """What may have been lost on top, for a person to say; counted nowhere."""
    days: tuple[dt.date, ...]


class WeekShare(Noun):
    """What became of the sessions of one week. A week stands for itself: what one has too much of may serve another."""

    monday: dt.date
    buckets: Mapping[Bucket, Count]


class Finding(Noun):
    """One schedule of one provision, set against the records."""

    provision_id: str
    schedule: int | None = None
    kind: Kind
    due: Due
    planned_minutes: int | None = None
    ledger: Ledger = Ledger()
    delivered_minutes: tuple[int, int] = (0, 0)
    """[where a duration is not recorded: 0, the planned length]."""
    status: FindingStatus
    shortfall_minutes: int = Field(default=0, ge=0)
    why: tuple[Working, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    variances: tuple[Variance, ...] = ()
    weeks: tuple[WeekShare, ...] = ()
    """The weeks of which a record or a timetable tells, in their order."""
    would_change: tuple[Ask, ...] = ()
    """The records and facts whose answer could change the status or the shortfall; what settles most comes first."""
    counted: tuple[CountedSession, ...] = ()
    """What became of each session, in the order of the days: what the ledger adds up."""
    places: tuple[Place, ...] = ()
    """The places of the timetable behind `planned_minutes`."""
    possible: tuple[CountedSession, ...] = ()
    """What may belong here or elsewhere: counted nowhere, and taken off what is missing."""


class Coverage(Noun):
    """Which weeks of the window a log covers: a gap in a log is not a gap in delivery."""

    file: str
    first_day: dt.date
    last_day: dt.date
    weeks: int
    of_weeks: int


class SpareEvidence(Noun):
    """A row of evidence that no provision could be found for."""

    source: Row
    date: dt.date | None = None
    text: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()
    """Provisions that it might belong to, likeliest first."""


class Report(Noun):
    """All that one check of one case found."""

    reading: PlanReading
    window: tuple[dt.date, dt.date]
    as_of: dt.date
    calendar: SchoolCalendar
    open_days: int
    weeks: int
    coverage: tuple[Coverage, ...] = ()
    unusable: tuple[str, ...] = ()
    """Logs that were handed in and of which no row counts here: refused, of another child, or of other days."""
    unread: tuple[str, ...] = ()
    """Papers of the case's folders that were not read, because nothing says what they are."""
    findings: tuple[Finding, ...] = ()
    outside_f: tuple[Finding, ...] = ()
    """Of Sections G and H, where a record tells of them: another body answers for these, so they stand apart."""
    unmatched: tuple[SpareEvidence, ...] = ()
    routes: tuple[Route, ...] = ()
    clocks: tuple[Clock, ...] = ()
    """The periods that run, the nearest first."""
    next_step: NextStep | None = None
    comparisons: tuple[Comparison, ...] = ()
    """The plan beside the reports of professionals, and beside the version before it."""
    away: tuple[DayAway, ...] = ()
    """The days on which a register has the child out of school, in their order."""
    concerns: tuple[Concern, ...] = ()
    """Rows of the records with words that may be about safeguarding; nothing of what they say."""
    concerns_seen: bool = False
    """Whether a person has looked at them and said so."""
    accepted: frozenset[str] = frozenset()
    """Provisions that a person has accepted as they are read."""
    rejected: frozenset[str] = frozenset()
    warnings: tuple[Doubt, ...] = ()
    staff: dict[str, str] = Field(default_factory=dict)
    """Who stands beside the rows of the records: the role of each, empty where nothing says it."""
