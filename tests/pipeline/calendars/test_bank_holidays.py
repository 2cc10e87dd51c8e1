import datetime as dt

import holidays
import pytest

from pipeline.calendars.bank_holidays import bank_holidays, is_bank_holiday, years_known
from pipeline.calendars.open_days import SchoolDays
from tests.pipeline.calendar_cases import school_calendar


@pytest.mark.parametrize("year", years_known())
def test_each_year_is_that_of_the_holidays_package(year):
    known = {day for day in bank_holidays() if day.year == year}
    theirs = {day for day in holidays.country_holidays("GB", subdiv="ENG", years=year) if day.weekday() < 5}
    assert known == theirs


def test_next_year_is_there():
    """When this fails, add the year to bank_holidays.toml from GOV.UK."""
    assert dt.date.today().year + 1 in years_known()


@pytest.mark.parametrize("day", ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"])
def test_days_that_came_once(day):
    assert is_bank_holiday(dt.date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2025-03-17", "2025-07-14", "2026-01-02", "2026-08-03"])
def test_ordinary_mondays_and_the_holidays_of_other_nations(day):
    assert not is_bank_holiday(dt.date.fromisoformat(day))


def test_a_year_without_data_is_a_doubt_and_a_year_with_it_is_none():
    days = SchoolDays(school_calendar("cutnall_green"))
    after = years_known()[-1] + 1
    doubts = {doubt.code: doubt for doubt in days.doubts(dt.date(after, 1, 1), dt.date(after, 2, 1))}
    assert str(after) in doubts["bank_holidays_missing"].reason
    assert not days.doubts(dt.date(2025, 9, 1), dt.date(2025, 12, 19))


def test_a_calendar_that_ends_before_the_window_is_a_doubt_and_the_summer_is_none():
    days = SchoolDays(school_calendar("cutnall_green"))
    assert not days.doubts(dt.date(2025, 8, 1), dt.date(2026, 8, 31))
    assert [doubt.code for doubt in days.doubts(dt.date(2025, 9, 1), dt.date(2026, 10, 31))] == ["calendar_too_short"]
    assert [doubt.code for doubt in days.doubts(dt.date(2025, 4, 1), dt.date(2025, 12, 19))] == ["calendar_too_short"]
