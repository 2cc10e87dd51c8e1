"""What the register says of the time at which a session would have been held."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.register import meaning
from models.delivery import AttendanceMark, Half
from models.doubt import Doubt, Severity
from models.gap import Bucket
from pipeline.calendars.open_days import SchoolDays
from pipeline.due.words import day, listed
from pipeline.rules import rules


class Away(NamedTuple):
    """Why the child was not there: the bucket that a session then falls into, and the marks that say so."""

    bucket: Bucket
    marks: tuple[AttendanceMark, ...]
    words: str


class Attendance:
    """The marks of all registers by half-day; of two that contradict each other, the one that alleges less counts."""

    def __init__(self, marks: Iterable[AttendanceMark]) -> None:
        """Gather the marks; the order of the files does not matter."""
        gathered: dict[tuple[dt.date, Half], list[AttendanceMark]] = defaultdict(list)
        for mark in sorted(set(marks), key=_order):
            gathered[mark.date, mark.half].append(mark)
        self._all = {at: _telling(some) for at, some in gathered.items()}
        self._marks = {at: some[0] for at, some in self._all.items() if _agree(some)}
        self._contradicting = [some for some in self._all.values() if not _agree(some)]

    def away(self, span: Sequence[dt.date], start: dt.time | None = None) -> Away | None:
        """Give why the child could not be there on any of the days; None if they could, or if nothing is known.

        Where registers contradict each other and one of them has the child away, the child counts as away.
        """
        halves = tuple(Half) if start is None else (_half(start),)
        found = [self._away(one, half, start) for one in span for half in halves]
        if not found or not all(found):
            return None
        known = [one for one in found if one]
        return Away(known[0].bucket, tuple(mark for one in known for mark in one.marks), known[0].words)

    def elsewhere(self, date: dt.date, start: dt.time | None = None) -> str:
        """Say where the child was, where the register has them elsewhere or does not require them; else nothing."""
        halves = tuple(Half) if start is None else (_half(start),)
        read = [meaning(mark.code, date) for half in halves for mark in self._all.get((date, half), ())]
        return next((code.words for code in read if code.bucket in rules("ledger")["register"]["elsewhere"]), "")

    def here(self, date: dt.date, start: dt.time | None = None) -> AttendanceMark | None:
        """Give a mark that has the child in school at the time, if there is one."""
        halves = tuple(Half) if start is None else (_half(start),)
        marks = [mark for half in halves if (mark := self._marks.get((date, half)))]
        return next((mark for mark in marks if _here(mark)), None)

    def late(self, date: dt.date, start: dt.time) -> tuple[AttendanceMark, ...]:
        """Give the marks that have the child late in the half of the day in which a time falls."""
        return tuple(mark for mark in self._all.get((date, _half(start)), ()) if meaning(mark.code, date).late)

    def agreed(self) -> Iterable[AttendanceMark]:
        """Give the marks of the half-days about which the registers agree."""
        return self._marks.values()

    def knows(self, date: dt.date) -> bool:
        """Whether any register has a mark for the day."""
        return any((date, half) in self._marks for half in Half)

    def doubts(self, days: SchoolDays) -> tuple[Doubt, ...]:
        """Say where registers contradict each other, or the school's calendar, and which lateness has no time."""
        return (*self._between_registers(), *self._with_calendar(days), *self._late_for_lessons())

    def _late_for_lessons(self) -> list[Doubt]:
        """Name the lateness that is set against no session: that of a later lesson whose time is not known."""
        late = [mark for some in self._all.values() for mark in some if mark.lesson and mark.start is None
                and not begins_a_half(mark) and meaning(mark.code, mark.date).late]
        if not late:
            return []
        dates = listed([day(date) for date in sorted({mark.date for mark in late})])
        return [Doubt(code="late_lesson", field="register", severity=Severity.NOTE,
                      place="; ".join(dict.fromkeys(mark.source.place() for mark in late)),
                      reason=f"The register has the child late for lessons without saying when they begin: {dates}. "
                             "This is set against no session, and nothing is counted as lost for it.",
                      next_step="Ask for the times of the school's periods, and what the child missed.")]

    def _with_calendar(self, days: SchoolDays) -> list[Doubt]:
        closed = [mark for mark in self._marks.values() if mark.code == "#" and days.is_open(mark.date)]
        if not closed:
            return []
        dates = listed([day(date) for date in sorted({mark.date for mark in closed})])
        return [Doubt(code="calendar_conflict", field="calendar", place=closed[0].source.place(),
                      reason=f"The register has the school closed on days that the term dates have as open: {dates}.",
                      next_step="Check the term dates: these days count as open until then.")]

    def _between_registers(self) -> tuple[Doubt, ...]:
        return tuple(_contradiction(some) for some in self._contradicting)

    def _away(self, date: dt.date, half: Half, start: dt.time | None) -> Away | None:
        marks = _of_the_lesson(self._all.get((date, half), ()), start)
        found = [one for mark in marks if (one := _away(mark))]
        if not found or (len(found) < len(marks) and _of_lessons(marks)):
            return None
        if _agree(marks):
            return found[0]
        least = min(found, key=lambda one: rules("ledger")["register"]["alleges_least"].index(one.bucket))
        return Away(least.bucket, marks, f"{least.words}; another register says otherwise")


def begins_a_half(mark: AttendanceMark) -> bool:
    """Whether a mark is of a half-day, or of the lesson with which the day begins."""
    named = f"{mark.lesson.casefold()} "
    return not mark.lesson or any(named.startswith(f"{first} ") for first in rules("ledger")["late"]["first_lessons"])


def _away(mark: AttendanceMark) -> Away | None:
    """Give why a single mark has the child away."""
    read = meaning(mark.code, mark.date)
    bucket = rules("ledger")["register"].get(read.bucket, read.bucket)
    if read.present is not False or bucket not in set(Bucket):
        return None
    return Away(Bucket(bucket), (mark,), f"{mark.code}: {read.words}")


def _telling(marks: Sequence[AttendanceMark]) -> tuple[AttendanceMark, ...]:
    """Leave out marks that say nothing beside others that do: a mark is entered later, and no contradiction."""
    told = tuple(mark for mark in marks if meaning(mark.code, mark.date).bucket != "no_record")
    return told or tuple(marks)


def _of_lessons(marks: Sequence[AttendanceMark]) -> bool:
    """Whether it is the lessons of one half-day that differ: the child was there for some of them."""
    return all(mark.lesson for mark in marks) and len({mark.source.file for mark in marks}) == 1


def _of_the_lesson(marks: tuple[AttendanceMark, ...], start: dt.time | None) -> tuple[AttendanceMark, ...]:
    """Give the mark of the lesson in which a session falls, where a register tells when its lessons start."""
    timed = [mark for mark in marks if mark.start]
    if start is None or not _of_lessons(marks) or len(timed) < len(marks):
        return marks
    before = [mark for mark in timed if mark.start and mark.start <= start]
    return tuple(mark for mark in before if mark.start == max(one.start for one in before if one.start)) or marks


def _contradiction(marks: Sequence[AttendanceMark]) -> Doubt:
    """Ask about marks of one half-day that differ: between registers, or between the lessons of one."""
    place, when = "; ".join(mark.source.place() for mark in marks), f"{marks[0].half} on {day(marks[0].date)}"
    codes = ", ".join(sorted({mark.code for mark in marks}))
    if _of_lessons(marks):
        return Doubt(code="register_lessons", field="register", severity=Severity.NOTE, place=place,
                     reason=f"The lessons of {when} have different marks: {codes}. The child was there for some of "
                            "them; no session of that half-day is taken as lost by an absence.",
                     next_step="Ask for which lessons the child was in school.")
    return Doubt(code="register_conflict", field="register", place=place,
                 alternatives=tuple(dict.fromkeys(f"{mark.code}: {meaning(mark.code, mark.date).words} "
                                                  f"({mark.source.place()})" for mark in marks)),
                 reason=f"The registers have different marks for {when}: {codes}. Both are kept; until it is known "
                        "which is right, the one that says less against anybody is counted.",
                 next_step="Ask which register is the later one.")


def _agree(marks: Sequence[AttendanceMark]) -> bool:
    """Whether marks of one half-day mean the same."""
    return len({meaning(mark.code, mark.date)[:2] for mark in marks}) == 1


def _here(mark: AttendanceMark) -> bool:
    read = meaning(mark.code, mark.date)
    return read.present is True and not read.bucket


def _half(start: dt.time) -> Half:
    return Half.PM if start >= rules("ledger")["halves"]["afternoon_from"] else Half.AM


def _order(mark: AttendanceMark) -> tuple[object, ...]:
    return (mark.date, mark.half, *mark.source.order)
