"""The table of DOMAIN 3.7, to the minute, with the calendar of the school as data."""

import datetime as dt
from collections import Counter

import pytest

from models.amounts import Period, Schedule
from pipeline.due.amounts import due
from tests.pipeline.calendar_cases import school_days, setting

AUTUMN = (dt.date(2025, 9, 1), dt.date(2025, 12, 19))
PART = (dt.date(2025, 9, 22), dt.date(2025, 11, 28))
SALT = Schedule(sessions=1, session_minutes=45, total_minutes=45, per=Period.WEEK)
SIX_HOURS = Schedule(total_minutes=360, per=Period.TERM)
VISIT = Schedule(sessions=1, per=Period.HALF_TERM)


def found(schedule, window=AUTUMN, **circumstances):
    return due(schedule, setting("cutnall_green", window, source="plan page 7", **circumstances))


def words(result):
    return " ".join(working.words for working in result.workings)


@pytest.mark.parametrize(("half_term", "days", "weeks"), [
    ("Autumn 1", 38, 8), ("Autumn 2", 34, 7), ("Spring 1", 28, 6),
    ("Spring 2", 25, 5), ("Summer 1", 29, 6), ("Summer 2", 35, 7),
])
def test_pupil_days_and_weeks_of_each_half_term(half_term, days, weeks):
    calendar = school_days("cutnall_green")
    period = next(period for period in calendar.half_terms if period.name == half_term)
    assert (len(period.open_days), len(calendar.weeks(period.start, period.end))) == (days, weeks)


def test_the_year_has_189_days_in_39_weeks():
    calendar = school_days("cutnall_green")
    (year,) = calendar.school_years
    assert (len(year.open_days), len(calendar.weeks(year.start, year.end))) == (189, 39)


def test_only_36_mondays_are_open():
    assert Counter(day.weekday() for day in school_days("cutnall_green").school_years[0].open_days)[0] == 36


def test_weekly_therapy_timetabled_on_monday():
    result = found(SALT, weekdays=(0,))
    assert (result.sessions, result.minutes) == ((14, 15), (630, 675))
    assert "45 min x 14 sessions = 10 h 30 min" in words(result)
    assert "45 min x 15 school weeks = 11 h 15 min" in words(result)


def test_weekly_therapy_timetabled_on_wednesday():
    assert found(SALT, weekdays=(2,)).sessions == (15, 15)


def test_25_hours_of_a_teaching_assistant_each_week():
    result = found(Schedule(total_minutes=1500, per=Period.WEEK))
    assert result.minutes == (360 * 60, 375 * 60)
    assert "25 h x 72 open days ÷ 5 = 360 h" in words(result)
    assert "25 h x 15 school weeks = 375 h" in words(result)


def test_each_factor_names_its_source():
    result = found(Schedule(total_minutes=1500, per=Period.WEEK))
    assert result.workings[0].sources == ("plan page 7", "cutnall_green.csv, row 2", "cutnall_green.csv, row 3")


def test_six_hours_a_term_while_the_term_runs():
    result = found(SIX_HOURS, PART)
    assert result.minutes == (0, 0)
    assert result.not_yet == "Not due before 18 December 2025, the last school day of autumn 2025."
    assert "6 h x 45 of 72 open days of autumn 2025 = 3 h 45 min" in words(result)


def test_six_hours_a_term_when_the_term_is_over():
    result = found(SIX_HOURS)
    assert (result.minutes, result.not_yet) == ((360, 360), "")


def test_a_half_termly_visit_while_the_second_half_term_runs():
    result = found(VISIT, PART)
    assert result.sessions == (1, 1)
    assert "not due before 18 December 2025" in words(result)
    assert result.dates == ("2025-09-03",)


def test_twelve_sessions_an_academic_year_by_christmas():
    result = found(Schedule(sessions=12, per=Period.YEAR, text="12 sessions per academic year"))
    assert result.sessions == (0, 0)
    assert "12 sessions x 72 of 189 open days of the school year 2025/26 = 4.6 sessions" in words(result)


def test_fortnightly_occupational_therapy():
    assert found(Schedule(sessions=1, per=Period.FORTNIGHT)).sessions == (7, 8)


def test_ten_minutes_daily():
    assert found(Schedule(sessions=1, session_minutes=10, total_minutes=10, per=Period.DAY)).sessions == (72, 72)


def test_the_week_of_1_september_counts():
    assert found(SALT, (dt.date(2025, 9, 1), dt.date(2025, 9, 7))).sessions == (1, 1)


def test_weeks_a_and_b_over_the_year():
    calendar = school_days("cutnall_green")
    letters = [calendar.cycle_week(week.monday) for week in calendar.weeks(dt.date(2025, 9, 1), dt.date(2026, 7, 31))]
    assert Counter(letters) == {"A": 20, "B": 19}
    assert calendar.cycle_week(dt.date(2026, 1, 6)) == "B"


# The term that is meant has begun by the day of the check: days of the window that are still to come name no other.
def test_a_term_without_a_year_is_the_last_that_had_begun_by_the_day_of_the_check():
    autumn = SALT.model_copy(update={"when": "in the autumn term"})
    ahead = setting("cutnall_green", (AUTUMN[0], dt.date(2026, 12, 18)), as_of=AUTUMN[1], plan_start=AUTUMN[0])
    assert due(autumn, ahead).sessions == due(SALT, setting("cutnall_green", AUTUMN)).sessions == (15, 15)
