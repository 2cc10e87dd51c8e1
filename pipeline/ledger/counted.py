"""What the figures of a finding add up: each session as it was counted, each place as it is planned."""

import datetime as dt
from collections.abc import Iterable, Sequence

from models.delivery import Session, TimetableSlot
from models.gap import Bucket, CountedSession, LengthFrom, Place, Recorded
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.planned import occurrences
from pipeline.ledger.entries import Entry


def sessions_counted(entries: Iterable[Entry]) -> tuple[CountedSession, ...]:
    """Give every entry of a ledger with the rows, marks and places that it rests on."""
    return tuple(map(_counted, entries))


def _counted(entry: Entry) -> CountedSession:
    length = entry.length
    return CountedSession(
        bucket=entry.bucket, date=entry.date, sessions=entry.sessions, minutes=entry.minutes, least=entry.least,
        short=entry.short, held=entry.held, sure=entry.sure, each=length.each, times=length.times,
        length_from=length.told_by, rows=tuple(map(_recorded, entry.told.rows if entry.told else ())),
        marks=tuple(mark.source for mark in entry.marks),
        places=tuple(Place(source=slot.source, minutes=slot.minutes) for slot in length.slots),
        otherwise=entry.otherwise)


def _recorded(row: Session) -> Recorded:
    return Recorded(source=row.source, date=row.date, start=row.start, least=row.minutes,
                    most=row.minutes_most or row.minutes, continued=row.continued, held=row.outcome.held)


def places_planned(slots: Iterable[TimetableSlot], days: SchoolDays,
                   window: tuple[dt.date, dt.date]) -> tuple[Place, ...]:
    """Give each place of the timetable with the open days on which it takes place."""
    return tuple(Place(source=slot.source, minutes=slot.minutes, days=occurrences(slot, days, *window))
                 for slot in slots)


def possibly_counted(rows: Sequence[Session], each: int) -> tuple[CountedSession, ...]:
    """Give the sessions of rows that may belong here and are counted nowhere; the same in two records is one."""
    once: dict[object, Session] = {}
    for row in rows:
        if row.outcome.held:
            once.setdefault((row.date, row.start, row.label, row.count, row.minutes_most or row.minutes), row)
    return tuple(_possible(row, each) for row in once.values())


def _possible(row: Session, each: int) -> CountedSession:
    recorded = row.minutes_most or row.minutes
    known = {"each": recorded, "length_from": LengthFrom.RECORD} if recorded else {
        "each": each, "times": row.count, "length_from": LengthFrom.PLAN}
    return CountedSession(bucket=Bucket.NO_RECORD, date=row.date, sessions=row.count,
                          minutes=recorded or each * row.count, rows=(_recorded(row),), **known)
