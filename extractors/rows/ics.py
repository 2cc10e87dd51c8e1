"""An .ics calendar as rows: lessons with their weekday and times, or a school's events with their days."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from extractors.limits import most
from models.errors import FileTooLarge

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LESSONS = ["Day", "Start", "End", "Subject", "From date", "To date"]
EVENTS = ["Event", "Start", "End"]
LONGEST_RUN = 60
"""A rule without an end is followed for this many weeks,"""
LONGEST_YEARS = 30
"""and one with an end for so many years at most."""

Cell = str | dt.date | dt.time


class _Event(NamedTuple):
    summary: str
    start: dt.datetime
    end: dt.datetime
    all_day: bool
    rule: dict[str, str]
    without: frozenset[dt.date]


def ics_rows(text: str, file: str = "") -> list[list[Cell]]:
    r"""Give the rows of a calendar: a list of lessons where most events have times of one day, else of days.

    >>> day = "BEGIN:VEVENT\nSUMMARY:INSET\nDTSTART;VALUE=DATE:20250901\nDTEND;VALUE=DATE:20250903\nEND:VEVENT"
    >>> ics_rows(day)[1]
    ['INSET', datetime.date(2025, 9, 1), datetime.date(2025, 9, 2)]
    """
    events = list(_events(text))
    over_days = any(event.end.date() > event.start.date() for event in events if not event.all_day)
    if over_days or sum(event.all_day for event in events) * 2 >= len(events):
        rows: list[list[Cell]] = [[event.summary, event.start.date(), _last_day(event)] for event in events]
        return [list(EVENTS), *rows]
    return [list(LESSONS), *_lessons([event for event in events if not event.all_day], file)]


def _last_day(event: _Event) -> dt.date:
    """Give the last day of an event; the end of a whole day is the day after it."""
    last = event.end - dt.timedelta(days=1) if event.all_day else event.end
    return max(last, event.start).date()


def _events(text: str) -> Iterator[_Event]:
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for begun in unfolded.split("BEGIN:VEVENT")[1:]:
        block, ends, _ = begun.partition("END:VEVENT")
        if not ends:
            continue
        fields: dict[str, list[str]] = defaultdict(list)
        for line in block.splitlines():
            head, _, value = line.partition(":")
            fields[head.partition(";")[0].strip().upper()].append(value.strip())
        start = _moment(fields["DTSTART"][0]) if fields["DTSTART"] else None
        if start is None:
            continue
        all_day = len(fields["DTSTART"][0]) == 8
        end = (_moment(fields["DTEND"][0]) if fields["DTEND"] else None) or start + _duration(fields["DURATION"])
        pairs = (part.partition("=") for part in fields["RRULE"][0].split(";")) if fields["RRULE"] else ()
        skipped = (_moment(part) for value in fields["EXDATE"] for part in value.split(","))
        yield _Event(_text(fields["SUMMARY"]), start, end, all_day, {name: value for name, _, value in pairs},
                     frozenset(moment.date() for moment in skipped if moment))


def _text(values: list[str]) -> str:
    text = values[0] if values else ""
    return text.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").replace("\\\\", "\\")


def _duration(values: list[str]) -> dt.timedelta:
    """Read the length of an event that names no end.

    >>> _duration(["PT1H15M"]), _duration(["P1D"]), _duration([])
    (datetime.timedelta(seconds=4500), datetime.timedelta(days=1), datetime.timedelta(0))
    """
    found = re.findall(r"(\d+)([WDHM])", values[0]) if values else []
    units = {"W": "weeks", "D": "days", "H": "hours", "M": "minutes"}
    return dt.timedelta(**{units[unit]: int(number) for number, unit in found})


def _moment(value: str) -> dt.datetime | None:
    """Read a day or a time; times in UTC are turned into British time."""
    try:
        if len(value) == 8:
            return dt.datetime.strptime(value, "%Y%m%d")
        moment = dt.datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")
    except ValueError:
        return None
    return moment + dt.timedelta(hours=_summer_time(moment)) if value.endswith("Z") else moment


def _summer_time(moment: dt.datetime) -> bool:
    """Whether clocks are an hour ahead: from the last Sunday of March to the last Sunday of October, at 1 o'clock UTC.

    >>> [_summer_time(dt.datetime(2025, *day)) for day in ((3, 30, 0), (3, 30, 1), (10, 26, 0), (10, 26, 1), (12, 1))]
    [False, True, True, False, False]
    """
    start, end = (dt.datetime(moment.year, month, 31, 1) for month in (3, 10))
    start, end = (last - dt.timedelta(days=(last.weekday() + 1) % 7) for last in (start, end))
    return start <= moment < end


def _lessons(events: list[_Event], file: str) -> Iterator[list[Cell]]:
    """Give a row for each lesson that comes every week, and one for each day of those that do not."""
    groups: dict[tuple[int, dt.time, dt.time, str], set[dt.date]] = defaultdict(set)
    held = ((event, day) for event in events for day in _occurrences(event))
    for event, day in islice(held, most("record", "occasions")):
        groups[day.weekday(), event.start.time(), event.end.time(), event.summary].add(day)
    if next(held, None):
        raise FileTooLarge("the calendar holds more lessons than a child can have.", file,
                           "Export the calendar of this child for one school year.")
    for (weekday, start, end, summary), days in sorted(groups.items()):
        for first, last in _runs(sorted(days)):
            yield [NAMES[weekday], start, end, summary, first, last]


def _occurrences(event: _Event) -> Iterator[dt.date]:
    """Follow a weekly rule to its end; an event without one takes place once."""
    first = event.start.date()
    if event.rule.get("FREQ") not in ("WEEKLY", "DAILY"):
        yield first
        return
    until = _moment(event.rule["UNTIL"][:8]) if "UNTIL" in event.rule else None
    last = min(until.date() if until else first + dt.timedelta(weeks=LONGEST_RUN), _later(first, LONGEST_YEARS))
    daily = event.rule["FREQ"] == "DAILY"
    wanted = {DAYS.index(day[-2:]) for day in event.rule.get("BYDAY", "").split(",") if day[-2:] in DAYS}
    wanted = wanted or (set(range(7)) if daily else {first.weekday()})
    every, left = int(event.rule.get("INTERVAL", 1)), int(event.rule.get("COUNT", 10_000))
    base = first - dt.timedelta(days=first.weekday())
    for offset in range((last - first).days + 1):
        day = first + dt.timedelta(days=offset)
        turn = offset if daily else (day - base).days // 7
        if day.weekday() in wanted and turn % every == 0 and left:
            left -= 1
            if day not in event.without:
                yield day


def _later(day: dt.date, years: int) -> dt.date:
    return dt.date(min(day.year + years, dt.MAXYEAR), 12, 31)


def _runs(days: list[dt.date]) -> Iterator[tuple[dt.date, dt.date]]:
    """Join days that follow each other week by week; a week or two without, as in a holiday, parts no run of weeks."""
    gaps = [(after - before).days for before, after in pairwise(days)]
    if len(days) > 2 and sum(gap == 7 for gap in gaps) * 2 > len(gaps):
        start = days[0]
        for before, after in pairwise(days):
            if (after - before).days > 21:
                yield start, before
                start = after
        yield start, days[-1]
        return
    yield from ((day, day) for day in days)
