"""Weeks A and B where the calendar says which is which, and where it does not."""

import copy

from tests.pipeline.scenario import found

STORY = {
    "calendar": {"cycle": ["A", "B"], "cycle_start": "2025-09-08"},
    "provisions": [{"id": "F1", "text": "Direct occupational therapy, 45 minutes a fortnight.", "service":
                    "occupational_therapy", "who": "Occupational therapist",
                    "schedules": [{"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "fortnight"}]}],
    "slots": [{"label": "OT", "staff": "OT", "day": "wed", "at": "10:00-10:45", "cycle_week": "B"}]}


def planned(story):
    result = found(story)
    return result.findings[0].planned_minutes, [doubt.code for doubt in result.doubts]


def test_the_calendar_says_which_week_is_b():
    assert planned(STORY) == (8 * 45, [])


def test_without_a_word_the_first_week_is_a_and_somebody_is_asked():
    story = copy.deepcopy(STORY)
    del story["calendar"]
    assert planned(story) == (7 * 45, ["cycle_assumed"])
