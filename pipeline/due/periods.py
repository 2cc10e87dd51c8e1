"""What is due by the month, the half-term and the term: all of it on the last open day, and nothing before."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from models.amounts import Schedule
from models.due import Kind, Tally, Unit, Working
from pipeline.calendars.open_days import SchoolPeriod
from pipeline.due.count import Counted, Reading, Share
from pipeline.due.setting import DueSetting
from pipeline.due.words import amount, count, day, listed
from pipeline.rules import rules


class Ending(NamedTuple):
    """A period that has ended, and the shares of its amount that are beyond argument and that can be meant at most."""

    period: SchoolPeriod
    least: Share
    most: Share


def per_month(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count months that are complete and long enough; literally every month with an open day."""
    months = setting.days.months(setting.start, setting.end)
    complete = [month for month in months if setting.start <= month.first_open and month.last_open <= setting.end
                and len(month.open_days) >= rules("thresholds")["months"]["counts_from_open_days"]]
    return Counted(Kind.PER_MONTH, Reading(tuple(map(whole_period, complete)), count(len(complete), "complete month")),
                   Reading(tuple(map(whole_period, months)), count(len(months), "month")), sources=sources_of(months),
                   dates=tuple(month.start.isoformat() for month in months),
                   notes=tuple(note(words, months) for words in _on_months(months, complete)))


def _on_months(months: Iterable[SchoolPeriod], complete: list[SchoolPeriod]) -> Iterator[str]:
    """Name the months that the lower figure leaves out, and those that it counts although holidays cut them short."""
    rule = rules("thresholds")["months"]
    short = [month.name for month in months if month not in complete]
    split = [month.name for month in complete if month.start.month in rule["split_by_holidays"]]
    if short:
        yield (f"{listed(short)}: not complete within these days, or fewer than {rule['counts_from_open_days']} "
               "open days; not counted in the lower figure")
    if split:
        yield f"{listed(split)}: cut short by the holidays, and counted"


def per_half_term(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count the half-terms that ended within the window."""
    return _ended(Kind.PER_HALF_TERM, "half-term", setting.days.half_terms, (schedule, setting))


def per_term(schedule: Schedule, setting: DueSetting) -> Counted:
    """Count the terms that ended within the window."""
    return _ended(Kind.PER_TERM, "term", setting.days.terms, (schedule, setting))


def _ended(kind: Kind, noun: str, periods: tuple[SchoolPeriod, ...], stated: tuple[Schedule, DueSetting]) -> Counted:
    schedule, setting = stated
    touched = [period for period in periods if setting.days.open_days(max(period.start, setting.start),
                                                                      min(period.end, setting.end))]
    endings = [Ending(period, share_in_force(period, setting), whole_period(period)) for period in touched
               if period.last_open <= setting.end]
    broken = [_broken_off(period, setting) for period in touched if broken_off(period.last_open, setting)]
    running = [period for period in touched[len(endings):] if not broken]
    shown = [*endings, *broken]
    return Counted(kind, Reading(tuple(ending.least for ending in shown), _words(endings, noun, "least")),
                   Reading(tuple(ending.most for ending in shown), _words(shown, noun, "most")),
                   sources=sources_of(touched), dates=tuple(ending.period.first_open.isoformat() for ending in shown),
                   notes=(*_early(endings, setting), *(_so_far(period, schedule, setting) for period in running)),
                   not_yet="" if endings else why_broken_off(setting) if broken else _why_not(running, noun))


def broken_off(due_on: dt.date, setting: DueSetting) -> bool:
    """Whether the plan stopped asking for an amount, within the days checked, before the day on which it fell due."""
    last = setting.in_force_to
    return last is not None and last < due_on and last <= setting.checked_to


def _broken_off(period: SchoolPeriod, setting: DueSetting) -> Ending:
    """Count nothing of it as beyond argument, and at most the share of the days on which it was in force."""
    days = setting.days.open_days(max(period.start, setting.in_force_from or period.start), setting.end)
    return Ending(period, Share(0), _share(period, days))


def why_broken_off(setting: DueSetting) -> str:
    """Say why nothing fell due for sure of what the plan stopped asking for."""
    return f"The plan asked for this to {day(setting.end)}, before the amount fell due: nothing of it is certain."


def share_in_force(period: SchoolPeriod, setting: DueSetting) -> Share:
    """Give the share of the period's open days on which the plan was in force: 1 of 1 where it was throughout."""
    if setting.in_force_from is None or setting.in_force_from <= period.first_open:
        return whole_period(period)
    return _share(period, setting.days.open_days(setting.in_force_from, period.end))


def whole_period(period: SchoolPeriod) -> Share:
    """Give all of a period."""
    return Share(1, 1, Unit.PERIOD, (Tally(first=period.first_open, last=period.last_open, number=1),))


def _share(period: SchoolPeriod, days: Sequence[dt.date]) -> Share:
    """Give so many open days of a period."""
    tallies = (Tally(first=days[0], last=days[-1], number=len(days)),) if days else ()
    return Share(len(days), len(period.open_days), Unit.OPEN_DAY, tallies)


def _words(endings: list[Ending], noun: str, which: str) -> str:
    """Say how many whole periods, and which shares of others."""
    shares = [(getattr(ending, which), ending.period.name) for ending in endings]
    parts = [f"{share.part} of {share.of} open days of {name}" for share, name in shares if share.of > 1]
    return listed(([count(len(shares) - len(parts), noun)] if len(shares) > len(parts) or not parts else []) + parts)


def _early(endings: list[Ending], setting: DueSetting) -> tuple[Working, ...]:
    """Say which periods began before the window: what was delivered in them before it counts for them as well."""
    return tuple(note(f"{period.name} began on {day(period.first_open)}, before these days: "
                       "what was delivered from then on counts for it too", [period])
                 for period, *_ in endings
                 if period.first_open < setting.window[0] and period.first_open < setting.start)


def _so_far(period: SchoolPeriod, schedule: Schedule, setting: DueSetting) -> Working:
    days = len(setting.days.open_days(max(period.start, setting.start), setting.end))
    return note(f"For information only: {amount(schedule)} x {days} of {len(period.open_days)} open days of "
                 f"{period.name} = {amount(schedule, Share(days, len(period.open_days)))}; "
                 f"not due before {day(period.last_open)}", [period])


def _why_not(running: list[SchoolPeriod], noun: str) -> str:
    if not running:
        return f"No {noun} of the calendar ends within these days."
    return f"Not due before {day(running[0].last_open)}, the last school day of {running[0].name}."


def note(words: str, periods: Iterable[SchoolPeriod]) -> Working:
    """Give a line of the workings that states no amount."""
    return Working(words=words + ".", sources=sources_of(periods))


def sources_of(periods: Iterable[SchoolPeriod]) -> tuple[str, ...]:
    """Give the rows of the calendar that the periods come from, each once."""
    return tuple(dict.fromkeys(source for period in periods for source in period.sources))
