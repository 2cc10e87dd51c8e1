"""One session in two records counts once; two sessions of one day count twice."""

import datetime as dt

import pytest

from models.amounts import Period, Schedule
from models.delivery import Outcome
from pipeline.calendars.open_days import SchoolDays
from pipeline.ledger.same_session import Day, tell
from tests.pipeline.scenario import school_calendar, session, slot

DAYS = SchoolDays(school_calendar({}))
WEEKLY = Schedule(sessions=1, session_minutes=30, total_minutes=30, per=Period.WEEK)
TWICE_A_DAY = Schedule(sessions=2, session_minutes=10, total_minutes=20, per=Period.DAY)
ONE_VISIT = Schedule(total_minutes=45, per=Period.FORTNIGHT)
HOURS = Schedule(total_minutes=600, per=Period.WEEK)
DAY = "2025-09-10"


def rows(*told):
    return [session({"label": "SaLT"} | one, DAY, number) for number, one in enumerate(told, 2)]


@pytest.mark.parametrize(("schedule", "told", "sessions"), [
    (WEEKLY, [{"minutes": 30}, {"minutes": 30}], 1),
    (WEEKLY, [{"minutes": 30, "staff": "JW"}, {"minutes": 30, "staff": "SENCO"}], 1),
    (WEEKLY, [{"minutes": 30, "start": "10:00"}, {"minutes": 30, "start": "10:20"}], 1),
    (WEEKLY, [{"minutes": 30, "start": "10:00"}, {"minutes": 30, "start": "13:00"}], 2),
    (WEEKLY, [{"minutes": 30}, {"minutes": 30, "reason": "catch up for last week"}], 2),
    (TWICE_A_DAY, [{"minutes": 10}, {"minutes": 10}], 2),
    (TWICE_A_DAY, [{"minutes": 10}, {"minutes": 10}, {"minutes": 10}], 2),
    (TWICE_A_DAY, [{"minutes": 10, "start": "09:00"}, {"minutes": 10, "start": "09:15"}], 2),
    (HOURS, [{"minutes": 60}, {"minutes": 60}], 2),
    (HOURS, [{"minutes": 60}] * 3, 2),
    (HOURS, [{"minutes": 60, "file": "a.csv"}, {"minutes": 60, "file": "b.csv"}], 1),
    (HOURS, [{"minutes": 90, "label": "SLT indirect", "file": "a.csv"},
             {"minutes": 90, "label": "SaLT targets", "file": "b.csv"}], 2),
    (HOURS, [{"minutes": 90, "label": "SaLT: targets + staff modelling", "staff": "Priti", "file": "a.csv"},
             {"minutes": 90, "label": "SLT - Indirect - targets, staff modelling", "staff": "P Rao", "start": "15:50",
              "file": "b.csv"}], 1),
    (WEEKLY, [{"minutes": 30, "reason": "catch up", "start": start, "file": file}
              for file in ("a.csv", "b.csv") for start in ("09:00", None)], 2),
    (ONE_VISIT, [{"minutes": 45, "start": "09:50"}, {"minutes": 45, "label": "Direct 1:1"}], 1),
    (WEEKLY, [{"weekly": True, "minutes": 30}, {"weekly": True, "minutes": 30}], 1),
    (HOURS, [{"weekly": True, "minutes": 240, "staff": "KB"}, {"weekly": True, "minutes": 300, "staff": "SP"}], 2),
])
def test_rows_are_put_together(schedule, told, sessions):
    result = tell(rows(*told), Day((), schedule, DAYS))
    assert len(result) == sessions
    assert sum(len(one.rows) for one in result) == len(told)


def test_a_visit_in_the_therapists_sheet_and_in_the_schools_is_one_even_where_it_makes_up_for_another():
    school = session({"label": "OT", "staff": "DM", "minutes": 45, "reason": "catch up"}, DAY, 2)
    visit = session({"label": "Direct 1:1", "staff": "D Mwangi", "minutes": 45}, DAY, 9)
    sheets = [row.model_copy(update={"source": row.source.model_copy(update={"sheet": sheet})})
              for row, sheet in ((school, "TA log"), (visit, "Visitors"))]
    assert len(tell(sheets, Day((), WEEKLY, DAYS))) == 1
    pages = [row.model_copy(update={"source": row.source.model_copy(update={"sheet": sheet})})
             for row, sheet in ((school, "page 1"), (visit, "page 2"))]
    assert len(tell(pages, Day((), WEEKLY, DAYS))) == 2


def test_the_timetable_says_how_many_a_day_has():
    slots = tuple(slot({"label": "SaLT", "day": "wed", "at": at}, 2) for at in ("09:00-09:30", "14:00-14:30"))
    assert len(tell(rows({"minutes": 30}, {"minutes": 20}), Day(slots, WEEKLY, DAYS))) == 2


# Ten hours a week are two hours a day: six of 20 minutes have room, and a longer one beside them takes none of it.
@pytest.mark.parametrize(("lengths", "most"), [([20] * 6, 120), ([20] * 6 + [25], 125), ([30, 30, 30, 120], 210)])
def test_a_longer_session_takes_no_room_from_the_others_of_its_day(lengths, most):
    told = tell(rows(*({"minutes": each} for each in lengths)), Day((), HOURS, DAYS))
    assert sum(one.most for one in told) == most


def test_two_lengths_of_one_session_are_kept_as_a_range():
    (told,) = tell(rows({"minutes": 30}, {"minutes": 20}), Day((), WEEKLY, DAYS))
    assert (told.least, told.most) == (20, 30)


def test_a_row_that_goes_on_with_the_one_above_adds_its_minutes_to_it():
    (told,) = tell(rows({"minutes": 20}, {"minutes": 10, "continued": True}), Day((), WEEKLY, DAYS))
    assert (told.least, told.most, told.sessions, len(told.rows)) == (30, 30, 1, 2)
    (cut,) = tell(rows({"minutes": 20}, {"minutes": 10, "continued": True, "outcome": "not_delivered"}),
                  Day((), WEEKLY, DAYS))
    assert cut.most == 20


def test_a_second_copy_of_a_log_adds_the_minutes_of_a_row_that_goes_on_no_second_time():
    one = rows({"minutes": 20}, {"minutes": 10, "continued": True}, {"continued": True, "minutes": 5})
    two = [row.model_copy(update={"source": row.source.model_copy(update={"file": "copy.csv"})}) for row in one]
    for schedule in (WEEKLY, HOURS):
        (told,) = tell([*one, *two], Day((), schedule, DAYS))
        assert (told.least, told.most) == (35, 35)


def test_a_second_record_that_has_less_of_a_session_leaves_a_range():
    one = rows({"minutes": 20}, {"minutes": 10, "continued": True})
    (told,) = tell([*one, *rows({"minutes": 20, "file": "therapist.csv"})], Day((), WEEKLY, DAYS))
    assert (told.least, told.most) == (20, 30)


def test_a_row_that_goes_on_with_one_that_is_not_here_stands_for_itself():
    _, one = rows({}, {"minutes": 10, "continued": True})
    (told,) = tell([one, one.model_copy(update={"source": one.source.model_copy(update={"file": "copy.csv"})})],
                   Day((), HOURS, DAYS))
    assert (told.least, told.most, told.sessions) == (10, 10, 1)


def test_records_that_contradict_each_other_stay_a_contradiction():
    (told,) = tell(rows({"minutes": 30}, {"outcome": "not_delivered"}), Day((), WEEKLY, DAYS))
    assert told.conflict
    assert told.lead.outcome is Outcome.DELIVERED
    assert (told.least, told.most) == (0, 30)


def test_a_double_session_is_two():
    (told,) = tell(rows({"reason": "double session"}), Day((), WEEKLY, DAYS))
    assert told.sessions == 2
    assert told.date == dt.date(2025, 9, 10)
