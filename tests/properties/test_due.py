"""What holds of every due amount, whatever the calendar, the window and the words; `CASES=5000` tries more."""

import datetime as dt
import os

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.amounts import Bound, Period, Schedule
from models.calendar import CalendarSource, Closure, ClosureKind, HalfTerm, SchoolCalendar
from pipeline.calendars.open_days import SchoolDays
from pipeline.due.amounts import DueSetting, due

FIRST_MONDAY = dt.date(2025, 9, 1)
WEEKLY = (Period.DAY, Period.WEEK, Period.FORTNIGHT)
PERIODS = (*WEEKLY, Period.MONTH, Period.HALF_TERM, Period.TERM, Period.YEAR)
WHEN = (None, "in the autumn term", "from January 2026", "by July 2026", "within 4 weeks of the plan", "each term",
        "once settled", "thereafter", "in the first term of the plan", "until the end of the spring term")
NO_TIMETABLE = {"weekdays": None, "weekdays_by_week": {}, "places": {}}
many = settings(max_examples=int(os.environ.get("CASES", "500")))


@st.composite
def calendars(draw):
    """Three terms of two half-terms, of any length, with breaks between them."""
    half_terms, day = [], FIRST_MONDAY + dt.timedelta(days=draw(st.integers(0, 4)))
    for number in range(6):
        end = day + dt.timedelta(days=draw(st.integers(0, 55)))
        term = f"{('autumn', 'spring', 'summer')[number // 2]} 2025"
        half_terms.append(HalfTerm(name=f"half-term {number + 1}", term=term, start=day, end=end))
        day = end + dt.timedelta(days=draw(st.integers(3, 20)))
    return SchoolCalendar(source=CalendarSource.SUPPLIED, half_terms=tuple(half_terms), cycle=("A", "B"),
                          cycle_start=FIRST_MONDAY, closures=tuple(draw(st.lists(closures(), max_size=4))))


@st.composite
def closures(draw):
    start = FIRST_MONDAY + dt.timedelta(days=draw(st.integers(0, 320)))
    return Closure(name="closed", kind=ClosureKind.INSET, start=start,
                   end=start + dt.timedelta(days=draw(st.integers(0, 6))))


@st.composite
def schedules(draw, periods=(*PERIODS, Period.ONCE, Period.BLOCK, None)):
    sessions = draw(st.none() | st.integers(0, 10))
    length = draw(st.none() | st.integers(0, 400))
    total = None if length is None else length * (sessions or 1)
    low, bound = sessions if total is None else total, draw(st.sampled_from(list(Bound)))
    most = None if low is None or bound is not Bound.RANGE else low + draw(st.integers(0, 60))
    return Schedule(sessions=sessions, session_minutes=length if sessions else None, total_minutes=total,
                    per=draw(st.sampled_from(periods)), bound=bound, range_max=most,
                    duration_weeks=draw(st.none() | st.integers(1, 40)), when=draw(st.sampled_from(WHEN)),
                    year_round=draw(st.booleans()))


def plain(periods):
    """An exact amount with nothing said about when."""
    return schedules(periods).map(lambda schedule: schedule.model_copy(
        update={"bound": Bound.EXACT, "range_max": None, "when": None, "duration_weeks": None, "year_round": False}))


@st.composite
def circumstances(draw):
    day = st.none() | st.integers(-400, 300).map(lambda n: FIRST_MONDAY + dt.timedelta(days=n))
    plan_start, plan_end, started = draw(day), draw(day), draw(day)
    return {"plan_start": plan_start, "plan_end": plan_end, "started": started,
            "cycle_week": draw(st.sampled_from([None, "A", "B"])), **draw(timetables())}


@st.composite
def timetables(draw):
    """No timetable, the same places in every week, or other ones in every second week; and how long they are."""
    places = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 120)), min_size=1, max_size=6)
    every, second = draw(st.none() | places), draw(st.none() | places)
    if every is None:
        return NO_TIMETABLE
    here = [every if number % 2 or second is None else second for number in range(-60, 80)]
    by_week = {FIRST_MONDAY + dt.timedelta(weeks=number): some for number, some in enumerate(here, -60)}
    return {"weekdays": tuple(sorted(day for day, _ in every)),
            "weekdays_by_week": {} if second is None else {
                monday: tuple(sorted(day for day, _ in some)) for monday, some in by_week.items()},
            "places": {monday: tuple(minutes for _, minutes in some) for monday, some in by_week.items()}}


weeks = st.integers(0, 50)


def window(first_week, last_week):
    """Whole weeks, from a Monday to a Sunday."""
    return FIRST_MONDAY + dt.timedelta(weeks=first_week), FIRST_MONDAY + dt.timedelta(weeks=last_week + 1, days=-1)


def amounts(schedule, calendar, between, as_of=None, **around):
    setting = DueSetting(days=SchoolDays(calendar), window=between, as_of=as_of or between[1], **around)
    found = due(schedule, setting)
    return found.sessions, found.minutes


def pairs(found):
    return [pair for pair in found if pair is not None]


@many
@given(schedules(), calendars(), weeks, weeks, circumstances())
def test_the_least_is_never_more_than_the_most(schedule, calendar, one, other, around):
    between = window(min(one, other), max(one, other))
    for least, most in pairs(amounts(schedule, calendar, between, **around)):
        assert 0 <= least <= most


@many
@given(schedules(), calendars(), weeks, weeks, circumstances())
def test_every_amount_has_its_workings_or_says_why_there_is_none(schedule, calendar, one, other, around):
    between = window(min(one, other), max(one, other))
    found = due(schedule, DueSetting(days=SchoolDays(calendar), window=between, as_of=between[1], **around))
    assert found.workings or found.not_yet
    assert all(working.words for working in found.workings)


@many
@given(plain((*WEEKLY, Period.MONTH)), calendars(), closures(), weeks, weeks, circumstances())
def test_one_more_closure_never_raises_what_is_due(schedule, calendar, closure, one, other, around):
    between = window(min(one, other), max(one, other))
    assume(around["cycle_week"] is None)      # a week that is closed shifts the letters of those after it
    if schedule.per is Period.MONTH:
        between, first = (dt.date(2025, 8, 1), dt.date(2026, 12, 31)), around["plan_start"] or closure.start
        # closed until the day on which the plan starts, a month is whole from then on: that is no closure of the plan's
        assume(first <= closure.start and closure.end <= (around["plan_end"] or closure.end))
    more = calendar.model_copy(update={"closures": (*calendar.closures, closure)})
    before, after = amounts(schedule, calendar, between, **around), amounts(schedule, more, between, **around)
    for had, has in zip(pairs(before), pairs(after), strict=True):
        assert has[0] <= had[0] and has[1] <= had[1]


@many
@given(plain(PERIODS), calendars(), st.integers(0, 330), st.integers(0, 330), st.integers(0, 60), circumstances())
def test_a_longer_window_never_lowers_what_is_due(schedule, calendar, one, other, longer, around):
    first, last = sorted(FIRST_MONDAY + dt.timedelta(days=n) for n in (one, other))
    short = amounts(schedule, calendar, (first, last), **around)
    for wider in ((first - dt.timedelta(days=longer), last), (first, last + dt.timedelta(days=longer))):
        for had, has in zip(pairs(short), pairs(amounts(schedule, calendar, wider, **around)), strict=True):
            assert had[0] <= has[0] and had[1] <= has[1]


@many
@given(plain((Period.DAY, Period.WEEK)), calendars(), st.tuples(weeks, weeks, weeks), circumstances())
def test_weekly_amounts_of_two_windows_add_up(schedule, calendar, borders, around):
    first, middle, last = sorted(borders)
    assume(middle < last and not around["weekdays_by_week"])      # one that changes can be counted in two ways
    whole = amounts(schedule, calendar, window(first, last), **around)
    early = amounts(schedule, calendar, window(first, middle), **around)
    late = amounts(schedule, calendar, window(middle + 1, last), **around)
    rounding = 1 if schedule.per is Period.WEEK and not schedule.sessions else 0
    for all_of_it, one, other in zip(pairs(whole), pairs(early), pairs(late), strict=True):
        assert all_of_it[1] == one[1] + other[1]
        assert 0 <= all_of_it[0] - one[0] - other[0] <= rounding


@many
@given(plain((Period.HALF_TERM, Period.TERM, Period.YEAR)), calendars(), st.integers(0, 5))
def test_at_the_end_of_a_period_the_whole_amount_is_due_and_a_day_before_it_nothing(schedule, calendar, number):
    days = SchoolDays(calendar)
    periods = {Period.HALF_TERM: days.half_terms, Period.TERM: days.terms}.get(schedule.per, days.school_years)
    assume(periods)
    period = periods[number % len(periods)]
    assume(schedule.per is not Period.YEAR or period.last_open >= dt.date(2026, 6, 1))
    full = (schedule.sessions, schedule.total_minutes)
    at_the_end = amounts(schedule, calendar, (period.first_open, period.last_open))
    assert [pair for pair in at_the_end if pair] == [(amount, amount) for amount in full if amount is not None]
    before = amounts(schedule, calendar, (period.first_open, period.last_open - dt.timedelta(days=1)))
    assert all(pair == (0, 0) for pair in pairs(before))


@many
@given(plain(WEEKLY), calendars(), st.integers(0, 50))
def test_whole_weeks_of_school_have_the_whole_amount_due(schedule, calendar, number):
    span = 2 if schedule.per is Period.FORTNIGHT else 1
    between = window(number, number + span - 1)
    assume(len(SchoolDays(calendar).open_days(*between)) == 5 * span)
    times = 5 if schedule.per is Period.DAY else 1
    full = [amount * times for amount in (schedule.sessions, schedule.total_minutes) if amount is not None]
    assert pairs(amounts(schedule, calendar, between)) == [(amount, amount) for amount in full]


@many
@given(schedules(), calendars(), st.tuples(*[st.integers(0, 330)] * 3), circumstances())
def test_what_is_due_by_a_day_is_what_is_due_in_a_window_that_ends_on_it(schedule, calendar, days, around):
    first, today, last = (FIRST_MONDAY + dt.timedelta(days=n) for n in sorted(days))
    by_today = amounts(schedule, calendar, (first, last), as_of=today, **around)
    assert by_today == amounts(schedule, calendar, (first, today), **around)


@many
@given(schedules(), calendars(), weeks, weeks, circumstances())
def test_of_a_range_a_floor_or_a_rough_amount_the_lower_end_is_due(schedule, calendar, one, other, around):
    between = window(min(one, other), max(one, other))
    exact = schedule.model_copy(update={"bound": Bound.EXACT, "range_max": None})
    found, least = (amounts(told, calendar, between, **around) for told in (schedule, exact))
    assert found == least or schedule.bound is Bound.UP_TO


@many
@given(schedules((Period.WEEK,)), calendars(), weeks, weeks, circumstances())
def test_a_ceiling_is_never_due(schedule, calendar, one, other, around):
    ceiling = schedule.model_copy(update={"bound": Bound.UP_TO})
    found = amounts(ceiling, calendar, window(min(one, other), max(one, other)), **around)
    assert all(pair == (0, 0) for pair in pairs(found))


@many
@given(plain(PERIODS), calendars(), weeks, weeks, circumstances())
def test_nothing_is_due_before_the_plan(schedule, calendar, one, other, around):
    between = window(min(one, other), max(one, other))
    after = around | {"plan_start": between[1] + dt.timedelta(days=1)}
    assert all(pair == (0, 0) for pair in pairs(amounts(schedule, calendar, between, **after)))


@many
@given(plain((Period.WEEK,)), calendars(), weeks, weeks, circumstances())
def test_a_timetable_never_makes_more_due_than_the_plan_says(schedule, calendar, one, other, around):
    between = window(min(one, other), max(one, other))
    known = amounts(schedule, calendar, between, **around)
    literal = amounts(schedule, calendar, between, **(around | NO_TIMETABLE))
    for with_slots, without in zip(pairs(known), pairs(literal), strict=True):
        assert with_slots[0] <= without[1] == with_slots[1]
