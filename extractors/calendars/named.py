"""What the days of a line of a calendar are, by its words and the heading above: a stretch, or an event for each."""

import datetime as dt
import re
from collections.abc import Iterator

from extractors.calendars.clauses import clauses
from extractors.calendars.shape import BREAKS, Event
from extractors.calendars.words import kind_of, kind_of_day
from extractors.cells.days import DateSense
from models.source import Row

STARTS = re.compile(r"\b(?:start|begin|open|return)", re.IGNORECASE)
WEEK_OF = re.compile(r"\b(?:w/?[bc]|(?:week|wk) (?:beginning|commencing|starting|of))\b", re.IGNORECASE)
ENDS = re.compile(r"\b(?:end|clos|finish|break)", re.IGNORECASE)
SHUT = ("inset", "bank_holiday", "occasional")
"""Single days on which school is closed within a term."""


def named_days(text: str, heading: str, days: list[tuple[dt.date, dt.date]], source: Row) -> Iterator[Event]:
    """Name the days of a line: "term starts A and ends B" is one stretch, and a list of days is one event each."""
    single = len(days) == 1 and days[0][0] == days[0][1]
    kind = (kind_of_day(text) if single else kind_of(text)) or kind_of(heading)
    name = text if kind_of(text) else f"{heading} - {text}"
    singles = all(start == end for start, end in days)
    if len(days) == 2 and singles and kind in ("open", "close", "term") and STARTS.search(text) and ENDS.search(text):
        days = [(days[0][0], days[1][1])]
    if single and kind in BREAKS and WEEK_OF.search(text):
        days = [(days[0][0], days[0][0] + dt.timedelta(days=4))]
    for start, end in days:
        stretch = kind in ("open", "close") and end > start
        yield Event("term" if stretch else kind, name, start, end, source)


def shut_days(text: str, sense: DateSense, source: Row) -> Iterator[Event]:
    """Give the days on which some words say that school is closed: "INSET Mon 3 November"."""
    for part in clauses(text, sense):
        days = [(day.start, day.end) for day in part.days]
        yield from (event for event in named_days(part.text, "", days, source) if event.kind in SHUT)
