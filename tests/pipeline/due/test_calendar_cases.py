import pytest

from models.amounts import Schedule
from pipeline.due.amounts import due
from tests.pipeline.calendar_cases import read, school_days, setting


def cases(name, table):
    return [pytest.param(case, id=case["id"]) for case in read(name)[table]]


@pytest.mark.parametrize("case", cases("due", "case"))
def test_what_is_due_comes_out_as_worked_by_hand(case):
    found = due(Schedule(**case["schedule"]),
                setting(case["calendar"], case["window"], case.get("as_of"), **case.get("setting", {})))
    assert (found.sessions, found.minutes) == (pair(case, "sessions"), pair(case, "minutes")), case["why"]
    assert found.kind == case.get("kind", found.kind)
    assert case.get("not_yet", "") in found.not_yet
    assert case.get("says", "") in " ".join(working.words for working in found.workings)


def pair(case, name):
    return tuple(case[name]) if name in case else None


@pytest.mark.parametrize("case", cases("days", "count"))
def test_days_and_weeks_are_counted_as_by_hand(case):
    days = school_days(case["calendar"])
    assert len(days.open_days(*case["stretch"])) == case["open_days"]
    assert len(days.weeks(*case["stretch"])) == case["weeks"]


@pytest.mark.parametrize("case", cases("days", "cycle"))
def test_the_cycle_runs_on_over_holidays(case):
    assert school_days(case["calendar"]).cycle_week(case["day"]) == case.get("week")


def test_no_case_is_written_twice():
    ids = [case["id"] for case in read("due")["case"]]
    assert len(ids) == len(set(ids)) >= 40
