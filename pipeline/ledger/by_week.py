"""What became of the sessions of each week, as the strip of weeks shows it."""

import datetime as dt
from collections.abc import Iterable

from models.gap import HELD, Bucket, Count, WeekShare
from pipeline.calendars.open_days import monday_of
from pipeline.ledger.entries import Entry


def by_week(entries: Iterable[Entry]) -> tuple[WeekShare, ...]:
    """Add up the entries of each week by their buckets; minutes by which a session was too short stand apart."""
    weeks: dict[dt.date, dict[Bucket, tuple[int, int]]] = {}
    for entry in entries:
        week = weeks.setdefault(monday_of(entry.date), {})
        _add(week, entry.bucket, entry.sessions, entry.minutes)
        if entry.short and entry.bucket in HELD:
            _add(week, Bucket.VARIANCE, 0, entry.short)
    return tuple(WeekShare(monday=monday, buckets={bucket: Count(sessions=weeks[monday][bucket][0],
                                                                 minutes=weeks[monday][bucket][1])
                                                   for bucket in Bucket if bucket in weeks[monday]})
                 for monday in sorted(weeks))


def _add(week: dict[Bucket, tuple[int, int]], bucket: Bucket, sessions: int, minutes: int) -> None:
    before = week.get(bucket, (0, 0))
    week[bucket] = before[0] + sessions, before[1] + minutes
