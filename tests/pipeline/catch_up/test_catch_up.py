"""Making up what was recorded as not held: worked by hand, each limit, the proof, and what is never placed."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from models.catch_up import FreePlace, Outcome
from models.gap import Report
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.catch_up.fitting import Piece, Task, binding_limits, most_that_fits
from pipeline.catch_up.proposal import proposal, usual_limits
from pipeline.catch_up.words import catch_up_words
from pipeline.findings.find import findings
from tests.pipeline.scenario import plan_reading, records, school_calendar

MONDAY = dt.date(2026, 1, 5)
ROW = Row(file="timetable.xlsx", row=2)


def place(day, at="10:00", minutes=30, label="Maths", **more):
    """A free place on a day counted from Monday 5 January 2026."""
    return FreePlace(date=MONDAY + dt.timedelta(days=day), start=dt.time.fromisoformat(at), minutes=minutes,
                     label=label, source=ROW, **more)


def piece(sessions, minutes=30, item="F1", deliverer="therapist"):
    return Piece((item, 0), deliverer, minutes, sessions)


def fitted(pieces, places, **limits):
    task = Task(tuple(pieces), tuple(places), usual_limits(**limits))
    fit = most_that_fits(task)
    return task, fit, [task.places[place].date.weekday() for _, place in sorted(fit.placed, key=lambda pair: pair[1])]


def test_three_sessions_and_three_places_fit_exactly():
    task, fit, days = fitted([piece(3)], [place(0), place(2), place(4)])
    assert (fit.minutes, fit.certain, days) == (90, True, [0, 2, 4])
    assert fit.minutes == task.minutes


def test_the_earliest_days_come_first_and_each_is_used_once_before_it_is_used_twice():
    places = [place(day, at) for day in range(5) for at in ("09:00", "10:00")]
    _, fit, days = fitted([piece(1), piece(1, item="F2", deliverer="assistant")], places)
    assert (fit.minutes, days) == (60, [0, 0])
    _, fit, days = fitted([piece(3)], places)
    assert days == [0, 1, 2]


def test_a_place_that_is_too_short_holds_nothing():
    task, fit, _ = fitted([piece(1, minutes=45)], [place(0)])
    assert (fit.minutes, fit.certain, binding_limits(task, fit.minutes)) == (0, True, ("places",))


def test_places_that_overlap_are_used_once():
    _, fit, _ = fitted([piece(1), piece(1, item="F2")], [place(0, "10:00"), place(0, "10:20")])
    assert (fit.minutes, fit.certain) == (30, True)


BINDING = {
    "minutes_a_day": ([piece(1, 40), piece(1, 40, "F2", "assistant")],
                      [place(0, "09:00", 40), place(0, "11:00", 40)], {}, 40),
    "sessions_a_day": ([piece(1, 10, f"F{n}", f"adult {n}") for n in range(3)],
                       [place(0, f"{hour:02}:00") for hour in (9, 10, 11)], {}, 20),
    "sessions_a_week": ([piece(3), piece(3, item="F2", deliverer="assistant")],
                        [place(day, at) for day in range(5) for at in ("09:00", "11:00")],
                        {"minutes_a_day": 120}, 150),
    "deliverer_sessions_a_week": ([piece(5)], [place(day) for day in range(5)], {}, 90),
    "item_sessions_a_day": ([piece(2)], [place(0, "09:00"), place(0, "11:00")], {}, 30),
    "last_day": ([piece(2)], [place(0), place(1, barred_by=frozenset({"last_day"}))],
                 {"last_day": MONDAY}, 30),
    "labels": ([piece(2)], [place(0), place(1, label="Lunch", barred_by=frozenset({"labels"}))], {}, 30),
}


@pytest.mark.parametrize("name", BINDING)
def test_the_limit_that_binds_is_named_and_the_most_that_fits_is_given(name):
    pieces, places, limits, most = BINDING[name]
    task, fit, _ = fitted(pieces, places, **limits)
    assert (fit.minutes, fit.certain) == (most, True)
    assert binding_limits(task, fit.minutes) == (name,)


def test_limits_that_only_bind_together_are_said_to():
    task, fit, _ = fitted([piece(2)], [place(0, "09:00"), place(0, "11:00")], sessions_a_day=1)
    assert binding_limits(task, fit.minutes) == ("together",)


# A whole case: speech therapy on Tuesdays, cancelled three times; 16 to 18 December 2025 are left.
WEEKLY = {"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}
THERAPY = {"id": "F1", "text": "Speech and language therapy once a week.", "who": "Speech and language therapist",
           "schedules": [WEEKLY]}
SLOTS = [{"day": "tue", "at": "10:00-10:45", "label": "SaLT"}, {"day": "tue", "at": "11:00-12:00", "label": "Maths"},
         {"day": "wed", "at": "12:00-13:00", "label": "Lunch"}, {"day": "thu", "at": "09:00-09:45", "label": "Art"}]
HELD = [f"2025-{day}" for day in ("09-09", "09-16", "09-23", "09-30", "10-07", "10-14", "10-21", "11-04")]
CANCELLED = ["2025-11-11", "2025-11-18", "2025-11-25"]


def case(as_of="2025-12-15", rows=None, slots=SLOTS, **limits):
    day, calendar = dt.date.fromisoformat(as_of), school_calendar({})
    story = {"provisions": [THERAPY], "slots": slots, "rows": rows if rows is not None else [
        {"dates": HELD, "label": "SaLT", "minutes": 45},
        {"dates": CANCELLED, "label": "SaLT", "outcome": "not_delivered"}]}
    reading, evidence, window = plan_reading(story), records(story), (dt.date(2025, 9, 3), day)
    found = findings(reading, evidence, SchoolDays(calendar), window, day)
    report = Report(reading=reading, window=window, as_of=day, calendar=calendar, open_days=1, weeks=1,
                    findings=found.findings)
    return proposal(report, evidence, usual_limits(**limits))


def test_what_was_cancelled_goes_into_free_lessons_and_what_is_silent_does_not():
    found = case("2025-12-01")
    assert (found.outcome, found.minutes_owed, found.minutes_placed) == (Outcome.FITS, 135, 135)
    assert [(one.date.isoformat(), one.label) for one in found.placed] == [
        ("2025-12-02", "Maths"), ("2025-12-04", "Art"), ("2025-12-09", "Maths")]


def test_what_does_not_fit_is_proved_and_the_most_is_offered():
    found = case()
    assert (found.outcome, found.minutes_owed, found.minutes_placed) == (Outcome.DOES_NOT_FIT, 135, 90)
    assert found.binding == ("labels",)
    words = "\n".join(catch_up_words(found))
    assert "that is certain. The most that fits is 1 hour 30 minutes of 2 hours 15 minutes" in words
    assert "What stands in the way: the places of the timetable that may not be used." in words
    assert words.startswith("A proposal to discuss")


def test_lunch_may_be_used_where_somebody_says_so():
    assert case(allowed=("maths", "art", "lunch")).outcome is Outcome.FITS


@pytest.mark.parametrize("rows", [
    [], [{"dates": HELD, "label": "SaLT", "minutes": 45}],
    [{"dates": CANCELLED, "label": "SaLT", "outcome": "child_absent"}],
    [{"dates": CANCELLED, "label": "SaLT", "outcome": "closure"}],
    [{"dates": CANCELLED, "label": "SaLT", "outcome": "not_delivered", "reliability": "parent_observation"}],
])
def test_only_what_a_record_says_the_provider_missed_is_owed(rows):
    assert case(rows=rows).outcome is Outcome.NOTHING_OWED


CUT = tomllib.loads(Path(__file__).with_name("cut_short.toml").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("told", CUT, ids=lambda told: told["reason"] or "nothing")
def test_what_a_record_says_the_school_cut_short_is_placed_and_no_more(told):
    short = {"dates": CANCELLED[:2], "label": "SaLT", "minutes": 30, "reason": told["reason"],
             "staff": told.get("staff", "")}
    found = case("2025-12-01", rows=[{"dates": HELD, "label": "SaLT", "minutes": 45}, short])
    by_school = told["by"] == "school"
    assert found.minutes_owed == (30 if by_school else 0)
    assert [one.minutes for one in found.placed] == ([30] if by_school else [])
    unsaid = "F1: 30 minutes by which sessions were shorter, and no record says that the school"
    assert any(line.startswith(unsaid) for line in found.left_out) is not by_school


def test_cut_short_and_cancelled_come_together_and_never_to_more_than_is_missing():
    rows = [{"dates": HELD, "label": "SaLT", "minutes": 45},
            {"dates": CANCELLED[:1], "label": "SaLT", "outcome": "not_delivered"},
            {"dates": CANCELLED[1:], "label": "SaLT", "minutes": 30, "reason": "fire drill"}]
    found = case("2025-12-01", rows=rows)
    assert found.minutes_owed == 45 + 2 * 15
    assert sorted(one.minutes for one in found.placed) == [30, 45]
    made_up = {"dates": ["2025-11-27"], "label": "SaLT", "minutes": 45, "reason": "catch up for 11/11"}
    assert case("2025-12-01", rows=[*rows, made_up]).minutes_owed <= found.minutes_owed


def test_without_a_timetable_or_a_day_it_says_so():
    assert case(slots=[]).outcome is Outcome.NO_TIMETABLE
    found = case("2025-12-18")
    assert found.outcome is Outcome.NO_DAYS
    assert "no school day after 18 December 2025" in "\n".join(catch_up_words(found))
