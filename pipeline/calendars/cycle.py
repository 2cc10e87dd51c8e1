"""Which week of a timetable's cycle a week is, where the calendar does not say: from the timetable, or assumed."""

from models.delivery import Evidence
from models.doubt import Doubt, Severity
from pipeline.calendars.open_days import SchoolDays, monday_of
from pipeline.rules import rules


def with_cycle(days: SchoolDays, evidence: Evidence) -> tuple[SchoolDays, tuple[Doubt, ...]]:
    """Give the school's days with the cycle that the timetable needs, and a doubt where its start is assumed."""
    needed = tuple(sorted({slot.cycle_week for slot in evidence.slots if slot.cycle_week}))
    known = days.calendar.cycle and (days.calendar.cycle_start or days.calendar.cycle_overrides)
    if not needed or known:
        return days, ()
    names = days.calendar.cycle or evidence.cycle or _whole(needed)
    start = evidence.cycle_start
    doubts: tuple[Doubt, ...] = ()
    if start is None and days.school_years:
        first = days.school_years[0].first_open
        start, doubts = monday_of(first), (_assumed(names[0], evidence),)
    cycle = {"cycle": names, "cycle_start": start}
    return SchoolDays(days.calendar.model_copy(update=cycle)), doubts


def _whole(needed: tuple[str, ...]) -> tuple[str, ...]:
    """Complete the names of a cycle of which the timetable shows some.

    >>> _whole(("B",))
    ('A', 'B')
    """
    cycles = (tuple(names) for names in rules("ledger")["cycles"]["names"])
    return next((names for names in cycles if set(needed) <= set(names)), needed)


def _assumed(name: str, evidence: Evidence) -> Doubt:
    place = next(slot.source.file for slot in evidence.slots if slot.cycle_week)
    return Doubt(code="cycle_assumed", field="timetable", severity=Severity.REVIEW, place=place,
                 reason=f"Nothing says which weeks are week {name}: we take the first week of the school year for one.",
                 next_step=f"Ask the school which weeks are week {name}, and write it into the term dates.")
