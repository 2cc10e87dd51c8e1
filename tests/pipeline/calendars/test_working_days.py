import pytest

from pipeline.calendars.working_days import (
    Post,
    add_months,
    add_school_days,
    add_working_days,
    received,
    tribunal_limit,
)
from tests.pipeline.calendar_cases import read, school_days


def cases(table):
    return [pytest.param(case, id=case["why"]) for case in read("reckoning")[table]]


@pytest.mark.parametrize("case", cases("working"))
def test_working_days_count_from_the_day_after(case):
    assert add_working_days(case["start"], case["number"]) == case["day"]


@pytest.mark.parametrize("case", cases("school"))
def test_school_days_are_those_on_which_the_school_is_open(case):
    assert add_school_days(case["start"], case["number"], school_days(case["calendar"])) == case.get("day")


@pytest.mark.parametrize("case", cases("months"))
def test_a_month_ends_on_the_corresponding_date_or_the_last_day(case):
    assert add_months(case["start"], case["number"]) == case["day"]


@pytest.mark.parametrize("case", cases("received"))
def test_a_letter_counts_as_received(case):
    assert received(case["sent"], Post(case["how"]), case.get("at")) == case["day"]


@pytest.mark.parametrize("case", cases("tribunal"))
def test_a_limit_for_the_tribunal_moves_in_august_and_at_christmas(case):
    assert tribunal_limit(case["limit"]) == case["day"]
