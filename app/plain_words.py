"""A reading in plain English, for a person who must say whether it is right."""

from models.amounts import Bound, Contact, Period, Schedule
from models.provision import Mode, Reading
from templates.words import count, hours_and_minutes

PERIODS = {
    Period.DAY: "a school day",
    Period.WEEK: "a week",
    Period.FORTNIGHT: "a fortnight",
    Period.MONTH: "a month",
    Period.HALF_TERM: "a half term",
    Period.TERM: "a term",
    Period.YEAR: "a year",
    Period.ONCE: "once only",
    Period.BLOCK: "in one block",
}
BOUNDS = {Bound.AT_LEAST: "at least ", Bound.UP_TO: "up to ", Bound.APPROX: "about "}
MODES = {
    Mode.INDIVIDUAL: "one to one",
    Mode.GROUP: "in a group",
    Mode.CLASS: "in class",
    Mode.INDIRECT: "work done for the child, not with them",
}


def schedule_words(schedule: Schedule) -> str:
    """Say what a schedule states, and name what it leaves out.

    >>> schedule_words(Schedule(sessions=2, session_minutes=30, total_minutes=60, per=Period.WEEK))
    '2 sessions of 30 minutes (1 hour in all) a week'
    >>> schedule_words(Schedule(total_minutes=60, bound=Bound.UP_TO))
    'up to 1 hour, it is not said per what'
    """
    amount = BOUNDS.get(schedule.bound, "") + _amount(schedule)
    per = f" {PERIODS[schedule.per]}" if schedule.per else ", it is not said per what"
    weeks = f", for {count(schedule.duration_weeks, 'week')}" if schedule.duration_weeks else ""
    return amount + per + weeks + _contact(schedule)


def _amount(schedule: Schedule) -> str:
    if schedule.full_time:
        return "full time"
    if schedule.sessions is None:
        return _total(schedule)
    sessions = count(schedule.sessions, "session")
    if schedule.session_minutes is None:
        return f"{sessions} ({_total(schedule)})" if schedule.total_minutes else f"{sessions}{_top(schedule)}"
    each = f"{sessions} of {hours_and_minutes(schedule.session_minutes)}"
    return each if schedule.sessions == 1 and not schedule.range_max else f"{each} ({_total(schedule)} in all)"


def _total(schedule: Schedule) -> str:
    if schedule.total_minutes is None:
        spacing = schedule.interval_minutes
        return f"every {hours_and_minutes(spacing)}" if spacing else "no amount"
    most = f" to {hours_and_minutes(schedule.range_max)}" if schedule.range_max else ""
    return hours_and_minutes(schedule.total_minutes) + most


def _top(schedule: Schedule) -> str:
    return f" to {schedule.range_max}" if schedule.range_max else ", length not said"


def _contact(schedule: Schedule) -> str:
    if schedule.contact is Contact.INDIRECT:
        return ", not with the child"
    return ", direct and indirect work together" if schedule.contact is Contact.UNSPLIT else ""


def reading_words(reading: Reading) -> list[str]:
    """Say how a statement is read, a fact a line.

    >>> reading_words(Reading(text="as needed", vague_terms=("as needed",)))[0]
    'What: other'
    """
    if not reading.provision:
        return ["Not read as provision (an outcome, a need, history or a price)."]
    group = f", {reading.max_group_size} children at most" if reading.max_group_size else ""
    how = (MODES[reading.mode] if reading.mode else "not said") + group
    facts = [
        f"What: {str(reading.service).replace('_', ' ')}",
        f"Who: {reading.deliverer.text if reading.deliverer else 'not said'}",
        f"How: {how}{f', ratio {reading.ratio}' if reading.ratio else ''}",
    ]
    facts += [f"How much: {schedule_words(schedule)}" for schedule in reading.schedules] or ["How much: not said"]
    vague = ", ".join(f"“{term}”" for term in reading.vague_terms)
    return [*facts, *([f"Words that bind nobody: {vague}"] if vague else []), f"Standing: {reading.status}"]
