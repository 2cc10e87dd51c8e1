"""Why a finding says what it says: one line a step, each with the page, the calendar fact or the rows behind it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from models.delivery import Outcome, Session, TimetableSlot
from models.due import Working
from models.gap import Bucket, Count, Coverage, EvidenceLine, Ledger
from models.source import Row
from pipeline.calendar import SchoolDays
from pipeline.coverage import covered
from pipeline.due_words import count, day, length, listed
from pipeline.entries import Entry
from pipeline.planned import planned_minutes
from pipeline.rules import rules

_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_TOLD = tuple(bucket for bucket in Bucket if bucket not in (Bucket.NO_RECORD, Bucket.BEYOND_DUE))


def planned_line(slots: Sequence[TimetableSlot], days: SchoolDays, window: tuple[dt.date, dt.date]) -> Working:
    """Say when the timetable has it, and how much that comes to."""
    if not slots:
        return Working(words="The timetable supplied holds no place for it.")
    weekdays = listed([_WEEKDAYS[number] for number in sorted({slot.weekday for slot in slots})])
    total = length(planned_minutes(slots, days, *window))
    return Working(words=f"The timetable has it on {weekdays}: {total} from {day(window[0])} to {day(window[1])}.",
                   sources=_places(slot.source for slot in slots))


def told_lines(entries: Sequence[Entry]) -> tuple[Working, ...]:
    """Say, for each bucket that the records fill, how much is in it, on which days, and by which rows."""
    by_bucket = {bucket: [entry for entry in entries if entry.bucket is bucket] for bucket in _TOLD}
    return tuple(_told_line(bucket, some) for bucket, some in by_bucket.items() if some)


def silence_lines(entries: Sequence[Entry], files: Iterable[str], logs: Sequence[Coverage]) -> tuple[Working, ...]:
    """Say on which days nothing is recorded, and whether the logs cover those days at all."""
    names, files = rules("ledger")["words"]["silence"], tuple(files)
    silent = [entry for entry in entries if entry.bucket is Bucket.NO_RECORD and entry.told is None]

    def kind(entry: Entry) -> str:
        if not logs:
            return "no_log"
        if entry.note:
            return "elsewhere"
        return "covered" if covered(entry.date, files, logs) else "uncovered"
    kinds = groupby(sorted(silent, key=lambda entry: (kind(entry), entry.date)), kind)
    return tuple(_silence_line(names[name], list(some), logs) for name, some in kinds)


def untold_line(entries: Sequence[Entry], ledger: Ledger) -> tuple[Working, ...]:
    """Say how much of what was due has neither a place in the timetable nor a row in a log."""
    silent = [entry for entry in entries if entry.bucket is Bucket.NO_RECORD]
    missing = ledger.buckets.get(Bucket.NO_RECORD, Count())
    sessions = (missing.sessions or 0) - sum(entry.sessions for entry in silent)
    minutes = (missing.minutes or 0) - sum(entry.minutes for entry in silent)
    if max(minutes, sessions if missing.minutes is None else 0) <= 0:
        return ()
    amount = count(sessions, "session") if missing.minutes is None else length(minutes)
    return (Working(words=f"{amount} of what was due has no place in the timetable and no record."),)


def evidence_lines(entries: Iterable[Entry]) -> tuple[EvidenceLine, ...]:
    """Give every row and mark that was counted; of the rows about one session, the first has its minutes."""
    lines = [line for entry in entries for line in _lines(entry)]
    return tuple(sorted(lines, key=lambda line: (line.date, line.source.place())))


def row_lines(rows: Iterable[Session], window: tuple[dt.date, dt.date]) -> tuple[EvidenceLine, ...]:
    """Give the rows about a provision without an amount: that something is recorded, or that it is not."""
    held = {Outcome.DELIVERED: Bucket.DELIVERED, Outcome.CHILD_ABSENT: Bucket.CHILD_ABSENT,
            Outcome.REFUSED: Bucket.OFFERED_REFUSED, Outcome.NOT_DELIVERED: Bucket.MISSED_PROVIDER,
            Outcome.CLOSURE: Bucket.MISSED_CLOSURE, Outcome.UNCLEAR: Bucket.NO_RECORD}
    return tuple(EvidenceLine(source=row.source, bucket=held[row.outcome], date=row.date, minutes=row.minutes,
                              label=row.label) for row in rows if window[0] <= row.date <= window[1])


def _lines(entry: Entry) -> list[EvidenceLine]:
    rows = entry.told.rows if entry.told else ()
    same = f"the same session as {rows[0].source.place()}" if rows else ""
    lines = [EvidenceLine(source=row.source, bucket=entry.bucket, date=row.date, label=row.label,
                          minutes=entry.minutes if place == 0 else 0, note=same if place else entry.note)
             for place, row in enumerate(rows)]
    marks = [EvidenceLine(source=mark.source, bucket=entry.bucket, date=mark.date, label=f"register mark {mark.code}",
                          minutes=None if rows or place else entry.minutes, note=entry.note)
             for place, mark in enumerate(entry.marks)]
    return lines + marks


def _told_line(bucket: Bucket, entries: Sequence[Entry]) -> Working:
    sources = [row.source for entry in entries for row in (entry.told.rows if entry.told else ())]
    marks = [mark.source for entry in entries for mark in entry.marks]
    sessions, minutes = sum(entry.sessions for entry in entries), sum(entry.minutes for entry in entries)
    kind = rules("ledger")["words"]["buckets"][bucket]
    words = f"{count(sessions, 'session')} ({length(minutes)}) {kind}: {_dates(entries)}."
    return Working(words=words, sources=_places([*sources, *marks]))


def _silence_line(words: str, entries: Sequence[Entry], logs: Sequence[Coverage]) -> Working:
    minutes = sum(entry.minutes for entry in entries)
    amount = f"{count(len(entries), 'occasion')}" + (f" ({length(minutes)})" if minutes else "")
    return Working(words=f"{amount}: {words}: {_dates(entries)}. A record of these days could change this.",
                   sources=tuple(log.file for log in logs))


def _dates(entries: Iterable[Entry]) -> str:
    most = rules("ledger")["words"]["most_dates"]
    dates = sorted({entry.date for entry in entries})
    said = [f"{one.day} {one:%b}" for one in dates[:most]]
    rest = [count(len(dates) - most, "more day")] if len(dates) > most else []
    return listed([*said, *rest])


def _places(sources: Iterable[Row]) -> tuple[str, ...]:
    """Name rows by file and sheet: "log.csv, rows 4, 9 and 12"."""
    rows: dict[tuple[str, str], set[int]] = {}
    for source in sources:
        rows.setdefault((source.file, source.sheet or ""), set()).add(source.row)
    return tuple(f"{file}{f', sheet {sheet}' if sheet else ''}, {'rows' if len(some) > 1 else 'row'} "
                 f"{listed([str(one) for one in sorted(some)])}" for (file, sheet), some in sorted(rows.items()))
