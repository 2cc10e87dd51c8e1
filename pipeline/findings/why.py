"""Why a finding says what it says: one line a step, each with the page, the calendar fact or the rows behind it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from models.delivery import Outcome, Session, TimetableSlot
from models.due import Working
from models.gap import Bucket, Count, Coverage, EvidenceLine, Ledger
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.planned import planned_minutes
from pipeline.due.words import count, day, length, listed
from pipeline.ledger.coverage import covered
from pipeline.ledger.entries import Entry
from pipeline.ledger.verdict import Figures
from pipeline.rules import rules

_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_TOLD = tuple(bucket for bucket in Bucket if bucket not in (Bucket.NO_RECORD, Bucket.BEYOND_DUE))


def planned_line(slots: Sequence[TimetableSlot], days: SchoolDays, window: tuple[dt.date, dt.date],
                 files: tuple[str, ...] = ()) -> Working:
    """Say when the timetable has it, and how much that comes to."""
    if not slots:
        return Working(words="The timetable supplied holds no place for it.", sources=files)
    numbers = {number for slot in slots for number in ([day.weekday() for day in slot.only_on] or [slot.weekday])}
    weekdays = listed([_WEEKDAYS[number] for number in sorted(numbers)])
    total = length(planned_minutes(slots, days, *window))
    return Working(words=f"The timetable has it on {weekdays}: {total} from {day(window[0])} to {day(window[1])}.",
                   sources=places(slot.source for slot in slots))


def told_lines(entries: Sequence[Entry]) -> tuple[Working, ...]:
    """Say, for each bucket that the records fill, how much is in it, on which days, and by which rows."""
    by_bucket = {bucket: [entry for entry in entries if entry.bucket is bucket] for bucket in _TOLD}
    return tuple(_told_line(bucket, some) for bucket, some in by_bucket.items() if some)


def silence_lines(entries: Sequence[Entry], files: Iterable[str], logs: Sequence[Coverage]) -> tuple[Working, ...]:
    """Say on which days nothing is recorded, and whether the logs cover those days at all."""
    names, files = rules("ledger")["words"]["silence"], tuple(files)
    silent = [entry for entry in entries if entry.silent]

    def kind(entry: Entry) -> str:
        return silence(entry, files, logs)
    kinds = groupby(sorted(silent, key=lambda entry: (kind(entry), entry.date)), kind)
    return tuple(_silence_line(names[name], list(some), logs) for name, some in kinds)


def unread_lines(figures: Figures | None, files: Sequence[str]) -> tuple[Working, ...]:
    """Say that no figure is given for what is missing, where a log could not be read."""
    if not files or figures is None or figures.most >= figures.asked:
        return ()
    words = str(rules("ledger")["words"]["unread"]["line"])
    return (Working(words=words.format(files=listed(list(files))), sources=tuple(files)),)


def silence(entry: Entry, files: Iterable[str], logs: Sequence[Coverage]) -> str:
    """Say of what kind the silence about an occasion is: no log, the child elsewhere, in a log's weeks or outside."""
    if not logs:
        return "no_log"
    if entry.note:
        return "elsewhere"
    return "covered" if covered(entry.date, files, logs) else "uncovered"


def length_lines(entries: Sequence[Entry]) -> tuple[Working, ...]:
    """Say by how much sessions were shorter than the plan asks, and which have no length recorded."""
    short = [entry for entry in entries if entry.short]
    unsaid = [entry for entry in entries if entry.held and entry.told and entry.told.most is None]
    lines = []
    if short:
        less = length(sum(entry.short for entry in short))
        lines.append(Working(words=f"{_entries(short)} shorter than the plan asks, by {less} in all: "
                                   f"{_dates(short)}.", sources=_rows(short)))
    if unsaid:
        most = length(sum(entry.minutes for entry in unsaid))
        lines.append(Working(words=f"{_entries(unsaid)} without a length: 0 min at least, {most} as "
                                   f"planned at most: {_dates(unsaid)}.", sources=_rows(unsaid)))
    return tuple(lines)


def balance_lines(entries: Sequence[Entry], ledger: Ledger, source: str) -> tuple[Working, ...]:
    """Say why the days without a record do not come to the amount without one: no place for it, or made good."""
    silent = [entry for entry in entries if entry.silent]
    missing = ledger.buckets.get(Bucket.NO_RECORD, Count())
    timed = any(one.minutes is not None for one in ledger.buckets.values())
    found = sum(entry.minutes if timed else entry.sessions for entry in silent)
    rest = ((missing.minutes if timed else missing.sessions) or 0) - found
    if not rest or not ledger.buckets:
        return ()
    amount = length(abs(rest)) if timed else count(abs(rest), "session")
    words = "of what was due has no place in the timetable and no record" if rest > 0 else \
        "of the days without a record is made good by what was held at other times, or is more than was due"
    return (Working(words=f"{amount} {words}.", sources=(source,)),)


def evidence_lines(entries: Iterable[Entry]) -> tuple[EvidenceLine, ...]:
    """Give every row and mark that was counted; of the rows about one session, the first has its minutes."""
    lines = [line for entry in entries for line in _lines(entry)]
    return tuple(sorted(lines, key=lambda line: (line.date, line.source.place())))


def row_lines(rows: Iterable[Session]) -> tuple[EvidenceLine, ...]:
    """Give the rows about a provision without an amount: that something is recorded, or that it is not."""
    held = {Outcome.DELIVERED: Bucket.DELIVERED, Outcome.CHILD_ABSENT: Bucket.CHILD_ABSENT,
            Outcome.REFUSED: Bucket.OFFERED_REFUSED, Outcome.NOT_DELIVERED: Bucket.MISSED_PROVIDER,
            Outcome.CLOSURE: Bucket.MISSED_CLOSURE, Outcome.UNCLEAR: Bucket.NO_RECORD}
    return tuple(EvidenceLine(source=row.source, bucket=held[row.outcome], date=row.date, minutes=row.minutes,
                              label=row.label) for row in rows)


def _lines(entry: Entry) -> list[EvidenceLine]:
    rows = entry.told.rows if entry.told else ()
    lines = [_line(entry, place, row) for place, row in enumerate(rows)]
    marks = [EvidenceLine(source=mark.source, bucket=entry.bucket, date=mark.date, label=f"register mark {mark.code}",
                          minutes=None if rows or place else entry.minutes,
                          note="the log says otherwise" if entry.disputed else entry.note)
             for place, mark in enumerate(entry.marks)]
    return lines + marks


def _line(entry: Entry, place: int, row: Session) -> EvidenceLine:
    """Give one of the rows about a session: the first has its minutes, one that says otherwise counts for nothing."""
    lead = entry.told.rows[0] if entry.told else row
    against = entry.held and row.outcome not in (Outcome.DELIVERED, Outcome.UNCLEAR)
    same = f"{'says otherwise of' if against else 'the same session as'} {lead.source.place()}"
    return EvidenceLine(source=row.source, bucket=Bucket.NO_RECORD if against else entry.bucket, date=row.date,
                        label=row.label, minutes=0 if place else entry.minutes, note=same if place else entry.note)


def _told_line(bucket: Bucket, entries: Sequence[Entry]) -> Working:
    sessions, minutes = sum(entry.sessions for entry in entries), sum(entry.minutes for entry in entries)
    kind = rules("ledger")["words"]["buckets"][bucket]
    notes = sorted({entry.note for entry in entries if entry.note}) if bucket is Bucket.VARIANCE else []
    because = f" ({'; '.join(notes)})" if notes else ""
    words = f"{count(sessions, 'session')} ({length(minutes)}) {kind}{because}: {_dates(entries)}."
    return Working(words=words, sources=_rows(entries))


def _silence_line(words: str, entries: Sequence[Entry], logs: Sequence[Coverage]) -> Working:
    minutes = sum(entry.minutes for entry in entries)
    amount = f"{count(len(entries), 'occasion')}" + (f" ({length(minutes)})" if minutes else "")
    return Working(words=f"{amount}: {words}: {_dates(entries)}. A record of these days could change this.",
                   sources=tuple(log.file for log in logs))


def _entries(entries: Sequence[Entry]) -> str:
    return "1 entry" if len(entries) == 1 else f"{len(entries)} entries"


def _dates(entries: Iterable[Entry]) -> str:
    most = rules("ledger")["words"]["most_dates"]
    dates = sorted({entry.date for entry in entries})
    said = [f"{one.day} {one:%b}" for one in dates[:most]]
    rest = [count(len(dates) - most, "more day")] if len(dates) > most else []
    return listed([*said, *rest])


def _rows(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Name the rows and the marks that entries rest on."""
    entries = tuple(entries)
    rows = [row.source for entry in entries for row in (entry.told.rows if entry.told else ())]
    return places([*rows, *(mark.source for entry in entries for mark in entry.marks)])


def places(sources: Iterable[Row]) -> tuple[str, ...]:
    """Name rows by file and sheet: "log.csv, rows 4, 9 and 12"."""
    rows: dict[tuple[str, str], set[int]] = {}
    for source in sources:
        rows.setdefault((source.file, source.sheet or ""), set()).add(source.row)
    return tuple(f"{file}{f', sheet {sheet}' if sheet else ''}, {'rows' if len(some) > 1 else 'row'} "
                 f"{listed([str(one) for one in sorted(some)])}" for (file, sheet), some in sorted(rows.items()))
