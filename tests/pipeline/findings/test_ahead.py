"""A timetable that plans less than is due is found while the term still runs."""

import pytest

from models.doubt import Severity
from models.gap import FindingStatus
from tests.pipeline.scenario import found

PROVISION = {"id": "F1", "text": "Direct occupational therapy with an occupational therapist.",
             "who": "Occupational therapist", "service": "occupational_therapy"}
SLOT = {"label": "OT", "staff": "OT", "day": "wed", "at": "10:00-10:20"}


def finding(schedule, as_of, *slots, **more):
    story = {"provisions": [PROVISION | {"schedules": [schedule | more]}], "slots": list(slots), "as_of": as_of}
    return found(story).findings[0]


def foreseen(one):
    return [doubt for doubt in one.doubts if doubt.code == "planned_below_ahead"]


@pytest.mark.parametrize("as_of", ["2025-09-12", "2025-10-24", "2025-11-28", "2025-12-12"])
def test_a_weekly_amount_that_is_planned_too_short_is_short_from_the_first_weeks_on(as_of):
    one = finding({"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}, as_of, SLOT)
    assert one.status is FindingStatus.SHORT
    assert one.planned_minutes < one.due.minutes[0]


@pytest.mark.parametrize(("per", "planned", "until"), [
    ("term", "5 h", "18 December 2025"), ("half_term", "2 h 40 min", "24 October 2025")])
def test_the_rest_of_a_running_term_is_foreseen_and_not_alleged(per, planned, until):
    """20 minutes on 15 Wednesdays of the term, 8 of them in its first half; the plan asks for 6 hours."""
    one = finding({"total_minutes": 360, "per": per}, "2025-09-26", SLOT)
    (note,) = foreseen(one)
    assert note.severity is Severity.NOTE
    assert f"has {planned} of it" in note.reason
    assert f"6 h by {until}" in note.reason
    assert (one.status, one.shortfall_minutes) == (FindingStatus.NOT_DUE, 0)
    assert note.reason in [line.words for line in one.why]


def test_sessions_are_foreseen_where_the_plan_states_no_minutes():
    (note,) = foreseen(finding({"sessions": 20, "per": "term"}, "2025-09-26", SLOT))
    assert "has 15 sessions of it" in note.reason


@pytest.mark.parametrize(("minutes", "as_of", "bound", "slots"), [
    (300, "2025-09-26", "exact", [SLOT]), (360, "2025-12-18", "exact", [SLOT]), (360, "2025-09-26", "up_to", [SLOT]),
    (360, "2025-09-26", "exact", []),
])
def test_nothing_is_foreseen_where_enough_is_planned_or_nothing_is_known(minutes, as_of, bound, slots):
    assert not foreseen(finding({"total_minutes": minutes, "per": "term"}, as_of, *slots, bound=bound))
