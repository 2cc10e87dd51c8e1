"""Events of a calendar put into its shape: half-terms in order, and the closures within and between them."""

import datetime as dt
import re
from itertools import pairwise
from typing import NamedTuple

from extractors.calendars.words import term_of
from extractors.cells.days import school_year
from models.calendar import CalendarSource, Closure, ClosureKind, HalfTerm, SchoolCalendar
from models.errors import UnusableCalendar
from models.source import Row

ONE_DAY = dt.timedelta(days=1)
LONGEST_BREAK = dt.timedelta(days=17)
"""A "half term" of more days is the run of school weeks, and not the break."""
LONGEST_TERM = dt.timedelta(days=140)
LONGEST_YEAR = dt.timedelta(days=340)
SUMMER_STARTS = (3, 25)
"""A run of weeks that starts on or after this month and day, and does not name its term, is in the summer term."""

STARTS = re.compile(r"\b(?:start|begin)", re.IGNORECASE)
ENDS = re.compile(r"\b(?:end|finish)", re.IGNORECASE)
BREAKS = ("half_term", "half_term_break", "holiday")
CLOSURES = {
    "half_term_break": ClosureKind.HALF_TERM, "holiday": ClosureKind.HOLIDAY, "inset": ClosureKind.INSET,
    "bank_holiday": ClosureKind.BANK_HOLIDAY, "occasional": ClosureKind.OCCASIONAL,
}


class Event(NamedTuple):
    """Something that a calendar lists: its kind, its words, its days, and its row."""

    kind: str
    name: str
    start: dt.date
    end: dt.date
    source: Row


def build(events: list[Event], file: str) -> SchoolCalendar:
    """Put events into a calendar; terms that overlap, or end before they start, make it unusable."""
    for event in events:
        if event.end < event.start:
            raise UnusableCalendar("a term, holiday or closure ends before it begins", event.source.place(),
                                   "Correct the dates of this row.")
    told = [_told_apart(event) for event in _paired(events)]
    terms = sorted((event for event in told if event.kind == "term"), key=lambda event: event.start)
    breaks = [event for event in told if event.kind in ("half_term_break", "holiday")]
    terms = _halves(terms) + _opened(_with_returns(told, breaks), terms)
    _refuse_overlaps(terms)
    half_terms = [half for term in sorted(terms, key=lambda event: event.start) for half in _split(term, breaks)]
    closures = tuple(Closure(name=_short(event.name), start=event.start, end=event.end, source=event.source,
                             kind=CLOSURES[event.kind])
                     for event in sorted(told, key=lambda event: event.start) if event.kind in CLOSURES)
    return SchoolCalendar(source=CalendarSource.SUPPLIED, half_terms=tuple(map(_half_term, half_terms)),
                          closures=closures, file=file)


def _paired(events: list[Event]) -> list[Event]:
    """Join the two days of a break that a calendar lists apart: "Half term starts", "Half term ends"."""
    done: list[Event] = []
    for event in sorted(events, key=lambda event: event.start):
        before = next((other for other in reversed(done) if other.kind == event.kind), None)
        single = event.start == event.end and before is not None and before.start == before.end
        if before and single and event.kind in BREAKS and ENDS.search(event.name) and STARTS.search(before.name):
            done[done.index(before)] = before._replace(end=event.end)
        else:
            done.append(event)
    return done


def _told_apart(event: Event) -> Event:
    """Tell a half-term's break from a half-term's weeks, which share a name, by their length."""
    if event.kind != "half_term":
        return event
    return event._replace(kind="half_term_break" if event.end - event.start <= LONGEST_BREAK else "term")


def _halves(terms: list[Event]) -> list[Event]:
    """Drop a term whose halves are listed as well."""
    return [term for term in terms if not any(
        other is not term and term.start <= other.start and other.end <= term.end and other[2:4] != term[2:4]
        for other in terms)]


def _with_returns(events: list[Event], breaks: list[Event]) -> list[Event]:
    """Add the first day after a break where a calendar gives only the days on which school closes for it."""
    closes = sorted((event for event in events if event.kind == "close"), key=lambda event: event.start)
    opens = [event for event in events if event.kind == "open"]
    added = [pause._replace(kind="open", name="", start=back, end=back)
             for before, after in pairwise(closes) for pause in breaks
             if before.start <= pause.start and (back := _weekday_after(pause.end)) <= after.start
             and not any(before.start < event.start <= after.start for event in opens)]
    return [*events, *added]


def _opened(events: list[Event], terms: list[Event]) -> list[Event]:
    """Pair each day on which school opens with the next on which it closes, where no term is listed as a stretch."""
    opens = sorted((event for event in events if event.kind == "open"), key=lambda event: event.start)
    closes = sorted((event for event in events if event.kind == "close"), key=lambda event: event.start)
    found: list[Event] = []
    for event in opens:
        end = next((close for close in closes if event.start <= close.start), None)
        inside = any(term.start <= event.start <= term.end for term in [*terms, *found])
        if end and not inside and end.end - event.start <= LONGEST_YEAR:
            found.append(event._replace(kind="term", name=_season(event.start), end=end.end))
    return _numbered(found)


def _numbered(runs: list[Event]) -> list[Event]:
    """Number the runs of weeks of a term that has several: they are its halves."""
    names = [run.name for run in runs]
    return [run if names.count(run.name) == 1 else run._replace(
        name=f"{run.name.capitalize()} term {names[:place + 1].count(run.name)}") for place, run in enumerate(runs)]


def _refuse_overlaps(terms: list[Event]) -> None:
    ordered = sorted(terms, key=lambda event: event.start)
    for before, after in pairwise(ordered):
        if after.start <= before.end:
            raise UnusableCalendar("two terms overlap", f"{before.source.place()} and row {after.source.row}",
                                   "Correct the dates of these terms.")


def _split(term: Event, breaks: list[Event]) -> list[Event]:
    """Split a term at the breaks within it; one that is listed twice splits it once."""
    within = sorted((pause for pause in breaks if term.start < pause.start and pause.end < term.end
                     and (pause.end - pause.start).days >= 2), key=lambda event: event.start)
    halves, start = [], term.start
    for pause in within:
        halves.append(term._replace(start=start, end=_weekday_before(pause.start)))
        start = max(start, _weekday_after(pause.end))
    halves = [half for half in (*halves, term._replace(start=start)) if half.start <= half.end]
    if len(halves) == 1:
        return halves
    whole_year = term.end - term.start > LONGEST_TERM
    seasons = [_season(half.start) if whole_year else term_of(term.name) or _season(term.start) for half in halves]
    return [half._replace(name=f"{season.capitalize()} term {seasons[:place + 1].count(season)}")
            for place, (half, season) in enumerate(zip(halves, seasons, strict=True))]


def _weekday_before(day: dt.date) -> dt.date:
    day -= ONE_DAY
    while day.weekday() > 4:
        day -= ONE_DAY
    return day


def _weekday_after(day: dt.date) -> dt.date:
    day += ONE_DAY
    while day.weekday() > 4:
        day += ONE_DAY
    return day


def _half_term(event: Event) -> HalfTerm:
    term = term_of(event.name) or _season(event.start)
    return HalfTerm(name=_short(event.name), start=event.start, end=event.end, source=event.source,
                    term=f"{term} {school_year(event.start)}")


def _season(start: dt.date) -> str:
    if start.month >= 8:
        return "autumn"
    return "summer" if (start.month, start.day) >= SUMMER_STARTS else "spring"


def _short(name: str) -> str:
    return name.split(":")[0].strip(" -")[:60]
