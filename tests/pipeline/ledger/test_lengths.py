"""What a session counts for whose row has no length: its day and the timetable say so, never other rows."""

import pytest

from models.gap import Bucket
from tests.pipeline.scenario import found

WEEKLY = {"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}
SHORT_AND_LONG = [{"label": "SaLT", "day": "mon", "at": "09:00-09:05"},
                  {"label": "SaLT", "day": "wed", "at": "09:00-09:45"}]
A_WEEK = {"dates": ["2025-09-08"], "weekly": True}


def compared(*rows, schedule=WEEKLY, slots=SHORT_AND_LONG):
    story = {"provisions": [{"id": "F1", "text": "Speech and language therapy once a week.", "schedules": [schedule],
                             "who": "Speech and language therapist"}],
             "slots": slots, "rows": [{"label": "SaLT"} | row for row in rows]}
    return found(story).findings[0]


def held(*rows, **more):
    return compared(*rows, **more).delivered_minutes


def missed(*rows):
    return compared(*rows, schedule=POOL).ledger.buckets[Bucket.MISSED_PROVIDER].minutes


@pytest.mark.parametrize(("date", "most"), [("2025-09-08", 5), ("2025-09-10", 45), ("2025-09-11", 45)])
def test_a_row_without_a_length_counts_for_the_place_of_its_own_day_or_else_for_the_longest(date, most):
    assert held({"dates": [date]}) == (0, most)


# A week's summary is of no day: on whichever place it falls that other rows leave free, it counts for the longest.
def test_a_summary_without_a_length_counts_for_the_longest_place():
    assert held(A_WEEK) == (0, 45)
    assert held(A_WEEK | {"count": 3}) == (0, 135)


@pytest.mark.parametrize("day", ["2025-09-08", "2025-09-09", "2025-09-10", "2025-09-11", "2025-09-12"])
def test_one_minute_more_in_the_week_of_a_summary_without_a_length_is_one_minute_more(day):
    assert held(A_WEEK, {"dates": [day], "minutes": 1}) == (1, 46)


# The summary and the row of the week may be of the same sessions: three at 45 minutes are more than both places hold.
def test_a_summary_takes_in_the_rows_of_its_week_where_the_week_has_no_room_for_both():
    summary, thursday = A_WEEK | {"count": 3}, {"dates": ["2025-09-11"]}
    assert held(summary, thursday) == (0, 135)
    assert held(summary, thursday, {"dates": ["2025-09-08"], "minutes": 1}) == (1, 135)


# 40 to 55 minutes in the week, and two sessions of 15 that were perhaps held: 40 are sure, whatever the others were.
def test_a_summary_keeps_what_it_surely_tells_beside_rows_that_tell_nothing_surely():
    four = {"sessions": 4, "session_minutes": 15, "total_minutes": 60, "per": "week"}
    perhaps = {"dates": ["2025-09-08", "2025-09-09"], "outcome": "unclear"}
    assert held(A_WEEK | {"count": 4, "minutes": 40, "minutes_most": 55}, perhaps, schedule=four, slots=[]) == (40, 70)


# Two hours a week, with places of 5 and 45 minutes for a part of them.
POOL = {"total_minutes": 120, "per": "week"}
OFF = {"outcome": "not_delivered", "reason": "therapist off sick"}


@pytest.mark.parametrize(("row", "lost"), [
    ({"dates": ["2025-09-08"]}, 5), ({"dates": ["2025-09-08"], "minutes": 10}, 10), ({"dates": ["2025-09-10"]}, 45),
    ({"dates": ["2025-09-11"]}, 5), ({"dates": ["2025-09-11"], "minutes": 20}, 20),
    (A_WEEK, 50), (A_WEEK | {"count": 2}, 10), (A_WEEK | {"count": 2, "minutes": 50}, 50)])
def test_what_was_lost_is_what_the_day_or_the_row_says_and_else_the_least_that_it_can_be(row, lost):
    assert missed(row | OFF) == lost


@pytest.mark.parametrize("day", ["2025-09-08", "2025-09-09", "2025-09-10", "2025-09-12"])
def test_one_more_session_in_the_week_makes_no_more_of_what_was_lost(day):
    for row in (A_WEEK, A_WEEK | {"count": 2}, A_WEEK | {"count": 2, "minutes": 20}, {"dates": ["2025-09-11"]}):
        assert missed(row | OFF, {"dates": [day], "minutes": 1}) <= missed(row | OFF)
