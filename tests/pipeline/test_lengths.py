"""What a session counts for whose row has no length: its day and the timetable say so, never other rows."""

import pytest

from tests.pipeline.scenario import found

WEEKLY = {"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}
SHORT_AND_LONG = [{"label": "SaLT", "day": "mon", "at": "09:00-09:05"},
                  {"label": "SaLT", "day": "wed", "at": "09:00-09:45"}]
A_WEEK = {"dates": ["2025-09-08"], "weekly": True}


def held(*rows, schedule=WEEKLY, slots=SHORT_AND_LONG, **more):
    story = {"provisions": [{"id": "F1", "text": "Speech and language therapy once a week.", "schedules": [schedule],
                             "who": "Speech and language therapist"}],
             "slots": slots, "rows": [{"label": "SaLT"} | row for row in rows]}
    one = found(story | more).findings[0]
    return one.delivered_minutes


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
