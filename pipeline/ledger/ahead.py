"""A look ahead: what the timetable plans for a term that still runs, against what will be due when it ends."""

from collections.abc import Sequence

from models.amounts import Bound, Period, Schedule
from models.delivery import TimetableSlot
from models.doubt import Doubt, Severity
from pipeline.calendars.open_days import SchoolPeriod
from pipeline.calendars.planned import occurrences, planned_minutes
from pipeline.due.setting import DueSetting
from pipeline.due.words import amount, count, day, length
from pipeline.findings.why import places


def planned_below(schedule: Schedule, slots: Sequence[TimetableSlot], due: DueSetting) -> tuple[Doubt, ...]:
    """Note that the timetable plans less for the running half-term or term than will be due on its last day.

    Nothing is due yet and nothing is alleged; but there is still time to put it right.
    """
    period = _running(schedule, due)
    if period is None or schedule.bound is Bound.UP_TO or not slots:
        return ()
    days = due.days, period.first_open, period.last_open
    timed = schedule.total_minutes is not None
    planned = planned_minutes(slots, *days) if timed else sum(len(occurrences(slot, *days)) for slot in slots)
    asked = (schedule.total_minutes if timed else schedule.sessions) or 0
    if not 0 < planned < asked:
        return ()
    said = length(planned) if timed else count(planned, "session")
    return (Doubt(code="planned_below_ahead", field="timetable", severity=Severity.NOTE,
                  place="; ".join(places(slot.source for slot in slots)),
                  reason=f"The timetable has {said} of it in {period.name}; the plan asks for {amount(schedule)} by "
                         f"{day(period.last_open)}.",
                  next_step="Ask before the term ends when the rest is planned."),)


def _running(schedule: Schedule, due: DueSetting) -> SchoolPeriod | None:
    """Give the period that the last day checked falls into, if the plan asks for all of it."""
    periods = {Period.HALF_TERM: due.days.half_terms, Period.TERM: due.days.terms}.get(schedule.per or Period.ONCE, ())
    running = next((one for one in periods if one.first_open <= due.end < one.last_open), None)
    whole = running and (due.in_force_from or running.first_open) <= running.first_open \
        and (due.in_force_to or running.last_open) >= running.last_open
    return running if whole else None
