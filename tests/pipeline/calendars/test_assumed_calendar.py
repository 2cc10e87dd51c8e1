import datetime as dt

import pytest

from models.calendar import CalendarSource
from models.errors import UnusableCalendar
from pipeline.calendars.assumed import assumed_calendar
from pipeline.calendars.open_days import SchoolDays

YEARS = range(2023, 2028)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("setting", "weeks"), [("school", {39}), ("nursery", {39}), ("college", {36})])
def test_a_year_has_the_usual_number_of_weeks(setting, weeks, year):
    start, end = dt.date(year, 9, 1), dt.date(year + 1, 8, 14)
    calendar, _ = assumed_calendar(start, end, setting)
    days = SchoolDays(calendar)
    assert len(days.weeks(start, end)) in weeks
    assert len(days.open_days(start, end)) <= 191
    assert [term.name for term in days.terms] == [f"{season} {year}" for season in ("autumn", "spring", "summer")]


@pytest.mark.parametrize("year", YEARS)
def test_half_terms_follow_each_other_and_begin_and_end_on_weekdays(year):
    calendar, _ = assumed_calendar(dt.date(year, 9, 1), dt.date(year, 12, 1))
    edges = [day for half_term in calendar.half_terms for day in (half_term.start, half_term.end)]
    assert edges == sorted(edges)
    assert all(day.weekday() < 5 for day in edges)


def test_it_is_marked_and_comes_with_a_doubt():
    calendar, doubt = assumed_calendar(dt.date(2025, 9, 1), dt.date(2026, 7, 1))
    assert calendar.source is CalendarSource.ASSUMED
    assert doubt.code == "assumed_calendar"
    assert "term dates" in doubt.next_step


def test_years_that_no_pattern_is_known_for_stop_with_a_remedy():
    with pytest.raises(UnusableCalendar, match="2035/36"):
        assumed_calendar(dt.date(2035, 9, 1), dt.date(2035, 12, 1))
