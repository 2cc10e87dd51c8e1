"""Courses of so many weeks: when they are known to have begun, and what follows them."""

import copy

from tests.pipeline.scenario import found

WEDNESDAYS = ["2025-09-10", "2025-09-17", "2025-09-24", "2025-10-01"]
OTHER = {"dates": ["2025-09-03"], "label": "Typing", "staff": "ICT TA", "minutes": 20}
WEEKLY = {"total_minutes": 60, "sessions": 1, "per": "week", "duration_weeks": 4, "text": "an hour each week"}
FORTNIGHTLY = {"total_minutes": 60, "sessions": 1, "per": "fortnight", "text": "an hour each fortnight"}
STORY = {
    "plan": {"issue_date": "2025-08-28"},
    "provisions": [
        {"id": "F1", "who": "Physiotherapist", "service": "physiotherapy", "schedules": [WEEKLY, FORTNIGHTLY],
         "text": "Direct physiotherapy for an hour each week for four weeks, after which an hour each fortnight."},
        {"id": "F2", "text": "Touch typing three times a week.", "who": "ICT TA", "service": "literacy",
         "schedules": [{"sessions": 3, "per": "week"}]}],
    "rows": [OTHER, {"dates": [*WEDNESDAYS, "2025-10-15", "2025-11-05"], "label": "Physio", "staff": "KL",
                     "minutes": 60}]}


def figures(story):
    return [(one.due.minutes, one.delivered_minutes) for one in found(story).findings if one.provision_id == "F1"]


def test_a_log_that_runs_before_it_shows_the_start_and_each_amount_has_its_own_days():
    course, after = figures(STORY)
    assert course == ((240, 240), (240, 240))
    assert after[1] == (120, 120)
    assert after[0][0] <= 300


def test_a_log_that_opens_with_it_does_not_show_the_start_and_nothing_is_due_for_certain():
    story = copy.deepcopy(STORY)
    story["rows"] = story["rows"][1:]
    assert all(due[0] == 0 for due, _ in figures(story))


def test_what_follows_for_the_rest_of_the_year_begins_when_the_course_is_over():
    story = copy.deepcopy(STORY)
    story["provisions"][0]["schedules"][1]["when"] = "for the remainder of the academic year"
    assert figures(story) == figures(STORY)


def test_a_course_of_an_older_plan_may_have_been_over_before_the_log_opens_and_nothing_is_due_for_certain():
    story = STORY | {"plan": {"issue_date": "2024-12-06"}}
    assert all(due[0] == 0 for due, _ in figures(story))


def test_what_the_timetable_plans_ends_with_the_course():
    story = copy.deepcopy(STORY)
    story["provisions"][0]["schedules"] = story["provisions"][0]["schedules"][:1]
    story["slots"] = [{"label": "Physio", "staff": "KL", "day": "wed", "at": "10:00-11:00", "first_day": "2025-09-10"}]
    (finding, _) = found(story).findings
    assert finding.planned_minutes == 240
