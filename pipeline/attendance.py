"""What the register says of the time at which a session would have been held."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.register import meaning
from models.delivery import AttendanceMark, Half
from models.doubt import Doubt, Severity
from models.gap import Bucket
from pipeline.calendar import SchoolDays
from pipeline.due_words import day, listed
from pipeline.rules import rules


class Away(NamedTuple):
    """Why the child was not there: the bucket that a session then falls into, and the marks that say so."""

    bucket: Bucket
    marks: tuple[AttendanceMark, ...]
    words: str


class Attendance:
    """The marks of all registers by half-day; marks of one half-day that contradict each other say nothing."""

    def __init__(self, marks: Iterable[AttendanceMark]) -> None:
        """Gather the marks; the order of the files does not matter."""
        gathered: dict[tuple[dt.date, Half], list[AttendanceMark]] = defaultdict(list)
        for mark in sorted(set(marks), key=_order):
            gathered[mark.date, mark.half].append(mark)
        self._marks = {at: some[0] for at, some in gathered.items() if _agree(some)}
        self._contradicting = [some for some in gathered.values() if not _agree(some)]

    def away(self, span: Sequence[dt.date], start: dt.time | None = None) -> Away | None:
        """Give why the child could not be there on any of the days; None if they could, or if nothing is known."""
        halves = tuple(Half) if start is None else (_half(start),)
        found = [self._away(one, half) for one in span for half in halves]
        if not found or not all(found):
            return None
        known = [one for one in found if one]
        return Away(known[0].bucket, tuple(mark for one in known for mark in one.marks), known[0].words)

    def elsewhere(self, date: dt.date, start: dt.time | None = None) -> str:
        """Say where the child was, where the register has them elsewhere or does not require them; else nothing."""
        halves = tuple(Half) if start is None else (_half(start),)
        read = [meaning(mark.code, date) for half in halves if (mark := self._marks.get((date, half)))]
        return next((code.words for code in read if code.bucket in rules("ledger")["register"]["elsewhere"]), "")

    def here(self, date: dt.date, start: dt.time | None = None) -> AttendanceMark | None:
        """Give a mark that has the child in school at the time, if there is one."""
        halves = tuple(Half) if start is None else (_half(start),)
        marks = [mark for half in halves if (mark := self._marks.get((date, half)))]
        return next((mark for mark in marks if _here(mark)), None)

    def agreed(self) -> Iterable[AttendanceMark]:
        """Give the marks of the half-days about which the registers agree."""
        return self._marks.values()

    def knows(self, date: dt.date) -> bool:
        """Whether any register has a mark for the day."""
        return any((date, half) in self._marks for half in Half)

    def doubts(self, days: SchoolDays) -> tuple[Doubt, ...]:
        """Say where registers contradict each other, or the school's calendar."""
        return (*self._between_registers(), *self._with_calendar(days))

    def _with_calendar(self, days: SchoolDays) -> list[Doubt]:
        closed = [mark for mark in self._marks.values() if mark.code == "#" and days.is_open(mark.date)]
        if not closed:
            return []
        dates = listed([day(date) for date in sorted({mark.date for mark in closed})])
        return [Doubt(code="calendar_conflict", field="calendar", place=closed[0].source.place(),
                      reason=f"The register has the school closed on days that the term dates have as open: {dates}.",
                      next_step="Check the term dates: these days count as open until then.")]

    def _between_registers(self) -> tuple[Doubt, ...]:
        return tuple(
            Doubt(code="register_conflict", field="register", severity=Severity.NOTE,
                  place="; ".join(mark.source.place() for mark in some),
                  reason=f"The registers have different codes for {some[0].half} on {some[0].date:%-d %B %Y}: "
                         f"{', '.join(sorted({mark.code for mark in some}))}. Neither is used.",
                  next_step="Ask which register is the later one.")
            for some in self._contradicting)

    def _away(self, date: dt.date, half: Half) -> Away | None:
        mark = self._marks.get((date, half))
        if mark is None:
            return None
        read = meaning(mark.code, mark.date)
        bucket = rules("ledger")["register"].get(read.bucket, read.bucket)
        if read.present is not False or bucket not in set(Bucket):
            return None
        return Away(Bucket(bucket), (mark,), f"{mark.code}: {read.words}")


def _agree(marks: Sequence[AttendanceMark]) -> bool:
    """Whether marks of one half-day mean the same."""
    return len({meaning(mark.code, mark.date)[:2] for mark in marks}) == 1


def _here(mark: AttendanceMark) -> bool:
    read = meaning(mark.code, mark.date)
    return read.present is True and not read.bucket


def _half(start: dt.time) -> Half:
    return Half.PM if start >= rules("ledger")["halves"]["afternoon_from"] else Half.AM


def _order(mark: AttendanceMark) -> tuple[object, ...]:
    source = mark.source
    return (mark.date, mark.half, source.file, source.sheet or "", source.row, source.column or 0)
