"""Which weeks of the window each log covers: a gap in a log is not a gap in delivery."""

import datetime as dt
from collections.abc import Iterable

from models.delivery import Evidence
from models.gap import Coverage
from pipeline.calendars.open_days import SchoolDays, monday_of

_SUNDAY = dt.timedelta(days=6)


def coverage(evidence: Evidence, days: SchoolDays, window: tuple[dt.date, dt.date]) -> tuple[Coverage, ...]:
    """Give, for each log, its first and last day within the window, and in how many school weeks it has a row."""
    weeks = {week.monday for week in days.weeks(*window)}
    found = []
    within = [(row.source.file, row.date) for row in evidence.sessions if monday_of(row.date) in weeks]
    for file in sorted({file for file, _ in within}):
        dates = sorted(date for name, date in within if name == file)
        first, last = max(dates[0], window[0]), min(max(dates[-1], window[0]), window[1])
        found.append(Coverage(file=file, first_day=first, last_day=last, of_weeks=len(weeks),
                              weeks=len({monday_of(day) for day in dates})))
    return tuple(found)


def unusable_logs(given: Iterable[str], evidence: Evidence, logs: Iterable[Coverage]) -> tuple[str, ...]:
    """Give the logs that were handed in and that cover nothing: nobody is to believe that there was none."""
    refused = {doubt.place for doubt in evidence.doubts if doubt.code == "unusable_file"} & set(given)
    read = {file.document.file for file in evidence.files if file.kind == "log"}
    return tuple(sorted((refused | read) - {log.file for log in logs}))


def covered(day: dt.date, files: Iterable[str], logs: Iterable[Coverage]) -> bool:
    """Whether one of the files has rows from before and after the day, or from its week."""
    names = set(files)
    return any(monday_of(log.first_day) <= day <= monday_of(log.last_day) + _SUNDAY
               for log in logs if not names or log.file in names)
