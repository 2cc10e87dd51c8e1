"""Amounts, readings and places as a report says them."""

from textwrap import shorten

from models.amounts import Bound, Schedule
from models.ask import Ask
from models.due import Kind
from models.gap import GIVEN, Bucket, Finding, FindingStatus, Report
from models.provision import Plan, Provision
from models.source import Quote
from pipeline.rules import rules
from pipeline.wording import phrase, say
from templates.words import count, hours_and_minutes, long_date

SCHOOL_WEEKS = (Kind.PER_WEEK, Kind.PER_FORTNIGHT)


def amount(sessions: int | None, minutes: int | None) -> str:
    """Say how much, in sessions and in time, as far as either is known.

    >>> amount(14, 560), amount(28, None), amount(None, 8640), amount(0, 0)
    ('14 sessions (9 hours 20 minutes)', '28 sessions', '144 hours', 'none of it')
    """
    if not sessions and not minutes:
        return phrase("headlines", "nothing")
    time = hours_and_minutes(minutes) if minutes is not None else ""
    if sessions is None or not sessions:
        return time
    return f"{count(sessions, 'session')} ({time})" if time else count(sessions, "session")


def coverage_words(report: Report) -> str:
    """Say what of the dates the logs cover, and which log was handed in and says nothing of them."""
    told = [say("caveats", "coverage", **part.model_dump()) for part in report.coverage]
    if told and report.unusable:
        told.append(say("caveats", "unusable", files=report.unusable))
    return " ".join(told) or say("caveats", "no_coverage", files=report.unusable, unread=report.unread)


def no_records(report: Report) -> str:
    """Say in a few words why no log counts: none was supplied, or none could be used.

    >>> from models.gap import Report
    >>> no_records(Report.model_construct(unusable=("log.xlsx",), unread=()))
    'no record of sessions could be used'
    """
    return phrase("caveats", "none_used" if report.unusable or report.unread else "none_supplied")


def due_amount(finding: Finding, end: int = 0) -> str:
    """Say what was due: the least (0), which is all that is ever relied on, or the most (1)."""
    due = finding.due
    return amount(due.sessions and due.sessions[end], None if due.minutes is None else due.minutes[end])


def due_words(finding: Finding) -> str:
    """Say what was due in both readings."""
    due = finding.due
    if finding.status is FindingStatus.NOT_DUE:
        return say("status_sentences", "not_due", not_yet=due.not_yet or phrase("due", "not_yet"))
    if due.minutes is None and due.sessions is None:
        return phrase("due", "none")
    least, most = due_amount(finding), due_amount(finding, 1)
    if least == most:
        return say("due", "one", amount=least)
    return say("due", "two" if finding.kind in SCHOOL_WEEKS else "two_other", amount=least, literal=most)


def bucket_amount(finding: Finding, *buckets: Bucket) -> str:
    """Say how much of what was due ended in some buckets; empty where none of it did."""
    counts = [finding.ledger.buckets[bucket] for bucket in buckets if bucket in finding.ledger.buckets]
    sessions = sum(one.sessions or 0 for one in counts)
    minutes = sum(one.minutes or 0 for one in counts)
    return amount(sessions, minutes or None) if sessions or minutes else ""


def shown_amount(finding: Finding) -> str:
    """Say what the records show as given: a range where some lengths were not recorded."""
    sessions = _given_sessions(finding)
    if finding.due.minutes is None:
        return amount(sessions, finding.delivered_minutes[1] or None)
    time = shown_time(finding)
    return f"{count(sessions, 'session')} ({time})" if sessions else time


def short_amount(finding: Finding) -> str:
    """Say the least that was due in one figure: time where the plan states time, or else sessions."""
    sessions = finding.due.sessions and finding.due.sessions[0]
    return amount(None, finding.due.minutes[0]) if finding.due.minutes else amount(sessions, None)


def shown_time(finding: Finding) -> str:
    """Say what the records show as given in the same figure as `short_amount`."""
    if finding.due.minutes is None:
        return amount(_given_sessions(finding), None)
    low, high = finding.delivered_minutes
    if low == high:
        return amount(None, high)
    return f"{hours_and_minutes(low)} to {hours_and_minutes(high)}" if low else f"up to {hours_and_minutes(high)}"


def _given_sessions(finding: Finding) -> int:
    return sum(one.sessions or 0 for bucket, one in finding.ledger.buckets.items() if bucket in GIVEN)


def ask_words(ask: Ask) -> str:
    """Say what to ask for, and how much it could settle.

    >>> ask_words(Ask(kind="record", words="the log of Tuesday 4 November 2025", sessions=1, minutes=45))
    'the log of Tuesday 4 November 2025 (up to 45 minutes)'
    """
    return f"{ask.words} (up to {hours_and_minutes(ask.minutes)})" if ask.minutes else ask.words


def schedule_words(schedule: Schedule) -> str:
    """Say how a schedule is read.

    >>> from models.amounts import Period
    >>> schedule_words(Schedule(sessions=3, session_minutes=20, total_minutes=60, per=Period.WEEK))
    '3 sessions of 20 minutes each week (1 hour)'
    >>> schedule_words(Schedule(total_minutes=600, per=Period.WEEK, bound=Bound.AT_LEAST))
    'at least 10 hours each week'
    >>> schedule_words(Schedule(sessions=2, per=Period.WEEK))
    '2 sessions each week'
    """
    per = f" {phrase('periods', schedule.per)}" if schedule.per else ""
    bound = phrase("bounds", schedule.bound)
    weeks = f", for {count(schedule.duration_weeks, 'week')}" if schedule.duration_weeks else ""
    return f"{bound}{_dose(schedule)}{per}{_total(schedule)}{weeks}"


def _dose(schedule: Schedule) -> str:
    if schedule.sessions is None:
        return "full time" if schedule.full_time else _span(schedule, schedule.total_minutes)
    if schedule.session_minutes is None:
        return count(schedule.sessions, "session")
    return f"{count(schedule.sessions, 'session')} of {hours_and_minutes(schedule.session_minutes)}"


def _span(schedule: Schedule, minutes: int | None) -> str:
    if minutes is None:
        return "an amount that is not stated"
    if schedule.bound is Bound.RANGE and schedule.range_max is not None:
        return f"{hours_and_minutes(minutes)} to {hours_and_minutes(schedule.range_max)}"
    return hours_and_minutes(minutes)


def _total(schedule: Schedule) -> str:
    single = schedule.sessions == 1 and schedule.bound is not Bound.RANGE
    if schedule.sessions is None or schedule.total_minutes is None or single:
        return ""
    return f" ({_span(schedule, schedule.total_minutes)})"


def page_words(quote: Quote) -> str:
    """Say where in the plan a quote stands.

    >>> page_words(Quote(text="x", page=7)), page_words(Quote(text="x", page=8, page_end=9))
    ('page 7', 'pages 8 to 9')
    """
    end = quote.page_end or quote.page
    return f"page {quote.page}" if end == quote.page else f"pages {quote.page} to {end}"


def place_words(provision: Provision) -> str:
    """Say where a provision stands, and in which version of the plan, where there are several."""
    version = f" of the version of {long_date(provision.in_force.issued)}" if provision.in_force else ""
    return page_words(provision.quote) + version


def plan_words(plan: Plan) -> str:
    """Say which plan this is: its date and its standing."""
    day = long_date(plan.issue_date) if plan.issue_date else phrase("missing", "plan_date")
    status = phrase("plan_statuses", plan.status) if plan.status else phrase("missing", "status")
    return f"{day}, {status}"


def title(provision: Provision) -> str:
    """Name a provision: its id and what it is."""
    return f"{provision.id} {phrase('services', provision.service)}"


def beside(provision: Provision) -> str:
    """Give what the plan prints beside the words of an item, in the other cells of its row."""
    names = rules("wording")["columns"]
    return "; ".join(f"{names[key]}: {provision.columns[key]}" for key in names if provision.columns.get(key))


def gist(provision: Provision, width: int = 72) -> str:
    """Give the first words of a provision, to tell it from others of its kind."""
    return shorten(provision.text, width, placeholder=" …")


def reading_rows(provision: Provision) -> tuple[tuple[str, str], ...]:
    """Say how the words of a provision are read, as names and values; what the words do not state is said, too."""
    group = f", {provision.max_group_size} at most" if provision.max_group_size else ""
    mode = f"{phrase('modes', provision.mode)}{group}" if provision.mode else "not stated"
    amounts = "; ".join(schedule_words(schedule) for schedule in provision.schedules)
    return (("What", phrase("services", provision.service)), ("How much", amounts or "not stated"),
            ("Who", provision.deliverer.text if provision.deliverer else "not stated"), ("How", mode))
