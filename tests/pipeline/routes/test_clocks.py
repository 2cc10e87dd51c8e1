"""Every period has a day on which it is still in time and a day after, and ends with what ends it."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from models.case import Event, EventKind, Milestone, Post
from models.delivery import AttendanceMark, Half
from models.route import ClockState
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.out_of_school import absences, days_away, days_by_bucket, whole_days
from pipeline.calendars.school_age import of_school_age
from pipeline.ledger.attendance import Attendance
from pipeline.routes.clocks import clock, clock_rules, setting, state_of
from pipeline.routes.deadlines import deadline, period_end
from pipeline.routes.rights import Holder, holder, needs_authority
from pipeline.rules import rules
from tests.pipeline.routes.story import calendar, case, report

DAYS = SchoolDays(calendar())
START = dt.date(2025, 11, 3)
BY_HAND = tomllib.loads((Path(__file__).parent / "periods_by_hand.toml").read_text("utf-8"))
BY_HAPPENING = {
    "first_missed": {"found": ["missed"], "missed": [START]}, "last_missed": {"found": ["missed"], "missed": [START]},
    "grounds": {"found": ["missed"], "missed": [START]},
    "appealable": {"plan": {"issue_date": START}}, "plan_or_review": {"plan": {"issue_date": START}},
    "health_missing_since": {"situation": {"health_missing_since": START}},
    "social_missing_since": {"situation": {"social_missing_since": START}},
    "last_treatment": {"situation": {"unequal_treatment_last": START}},
    "mediation_over": {"events": [{"date": START, "kind": "call", "milestone": "mediation_declined"}]},
    "day_before_out_of_school": {"situation": {"out_of_school_since": START}},
    "day_before_permanent_exclusion": {
        "events": [{"date": START, "kind": "received", "milestone": "permanent_exclusion"}]},
}


def told(rule):
    """A story in which the period of a rule starts on a Monday in term."""
    verb, _, route = rule["from"].partition(" ")
    if route:
        kind = "received" if verb in ("answered", "acknowledged") else "sent"
        more = {"milestone": "acknowledged"} if verb == "acknowledged" else {"post": "by_hand"}
        return {"events": [{"date": START, "kind": kind, "route": route} | more]}
    known = BY_HAPPENING.get(rule["from"])
    story = known or {"events": [{"date": START, "kind": "happened", "milestone": rule["from"]}]}
    own = {"situation": {rule["when"]: True}} if "when" in rule else {}
    return story | own


def test_every_period_is_counted_by_hand_and_none_that_is_gone():
    assert BY_HAND.keys() == clock_rules().keys()


@pytest.mark.parametrize("key", clock_rules())
def test_a_period_ends_on_the_day_that_was_counted_by_hand(key):
    first = START - dt.timedelta(days=clock_rules()[key]["from"].startswith("day_before"))
    last = period_end(key, first, DAYS)
    assert last == BY_HAND[key]
    assert (state_of(last, last), state_of(last, last + dt.timedelta(days=1))) == (ClockState.NEAR, ClockState.PAST)


@pytest.mark.parametrize("key", [key for key, rule in clock_rules().items() if rule["from"] != "never"])
def test_the_last_day_is_in_time_and_the_next_is_not(key):
    rule, last = clock_rules()[key], BY_HAND[key]
    for day, state in ((last, ClockState.NEAR), (last + dt.timedelta(days=1), ClockState.PAST)):
        story = told(rule) | {"as_of": day}
        run = clock(key, setting(report(story), case(story)))
        assert (run.day, run.state) == (last, state)
        assert ("has passed" in run.how) is (state is ClockState.PAST)
        assert ("(unconfirmed)" in run.how) is (rule.get("checked_on") == "") is not run.confirmed


@pytest.mark.parametrize("key", [key for key, rule in clock_rules().items() if rule.get("until")])
def test_what_ends_a_period_ends_it(key):
    rule = clock_rules()[key]
    for name in rule["until"]:
        verb, _, route = name.partition(" ")
        kind = {"sent": "sent", "answered": "received", "acknowledged": "received"}.get(verb, "happened")
        end = {"date": START + dt.timedelta(days=1), "kind": kind}
        end |= {"route": route} if route else {"milestone": name}
        end |= {"milestone": "acknowledged"} if verb == "acknowledged" else {}
        story = told(rule) | {"as_of": START + dt.timedelta(days=1)}
        if name in ("back_in_school",):
            story["situation"] = story["situation"] | {name: START + dt.timedelta(days=1)}
        else:
            story["events"] = [*story.get("events", ()), end]
        assert clock(key, setting(report(story), case(story))) is None, name


def test_every_period_says_where_it_stands():
    known = {*clock_rules(), *(f"{verb} R{number}" for verb in ("sent", "received", "answered", "acknowledged")
                               for number in range(1, 20))}
    for key, rule in clock_rules().items():
        assert {"from", "period", "unit", "nature", "what", "title", "href"} <= rule.keys(), key
        assert rule["unit"] in rules("routes")["units"]
        starts = {*known, *BY_HAPPENING, *Milestone, "never"}
        assert rule["from"] in starts, key
        assert set(rule.get("until", ())) <= {*starts, "back_in_school"}, key
        assert rule.get("or_sooner", key) in clock_rules()


@pytest.mark.parametrize(("key", "sent", "ends", "says"), [
    ("r4_reply", dt.date(2025, 12, 19), dt.date(2025, 12, 30), "(if it is sent on that day)"),
    ("r4_reply", dt.date(2025, 12, 20), dt.date(2025, 12, 31), "22 December 2025 (the next working day, if it"),
    ("r1_reply", dt.date(2025, 12, 20), dt.date(2026, 1, 16), "(if it is sent on that day)"),
    ("r1_reply", dt.date(2026, 7, 20), None, "the calendar that we hold ends before that"),
])
def test_a_letter_that_has_not_gone_yet_counts_from_the_day_of_the_check(key, sent, ends, says):
    asked = deadline(key, sent, DAYS, sent)
    assert asked.day == ends
    assert says in asked.how


@pytest.mark.parametrize(("born", "situation", "expected"), [
    ("2009-09-01", {}, Holder.PARENT),                       # leaves school age on 26 June 2026
    ("2009-08-31", {}, Holder.YOUNG_PERSON),                 # left it on 27 June 2025
    ("2009-08-31", {"lacks_capacity": True}, Holder.REPRESENTATIVE),
    ("2009-09-01", {"lacks_capacity": True}, Holder.PARENT),
])
def test_from_the_end_of_school_age_the_rights_are_the_young_persons(born, situation, expected):
    story = {"as_of": dt.date(2025, 12, 19), "plan": {"date_of_birth": born}, "situation": situation}
    assert holder(report(story), case(story)) is expected
    assert needs_authority(report(story), case(story)) is (expected is Holder.REPRESENTATIVE)


def test_a_child_of_unknown_age_is_taken_to_be_of_school_age():
    assert of_school_age(None, START)


def test_an_event_of_the_future_starts_nothing():
    meeting = {"date": dt.date(2025, 11, 4), "kind": "meeting", "milestone": "review_meeting"}
    story = {"as_of": START, "events": [meeting]}
    assert clock("ar_decision", setting(report(story), case(story))) is None


def test_events_are_told_apart_by_what_they_were():
    sent = Event(date=START, kind=EventKind.SENT, route="R4", post=Post.FIRST_CLASS)
    assert Event.model_validate(sent.model_dump(mode="json")) == sent


def test_days_out_of_school_are_those_of_the_register_and_not_of_the_sessions_that_fell_on_them():
    away = [["I", dt.date(2025, 12, 1), 3], ["E", dt.date(2025, 12, 8), 2], ["C2", dt.date(2025, 12, 15), 5, "am"]]
    told_ = {"as_of": dt.date(2025, 12, 19), "found": ["suspended"], "away": away}
    days = days_by_bucket(report(told_))
    assert {str(bucket): len(found) for bucket, found in days.items()} == {
        "child_absent": 3, "child_excluded": 2, "part_time": 5}
    assert {one.cause: one.halves for one in absences(report(told_))} == {
        "illness": 6, "suspension": 4, "part_time": 5}
    assert whole_days(report(told_))[-1] == dt.date(2025, 12, 18)


def test_a_closed_day_a_weekend_and_marks_of_two_registers_that_disagree_are_no_days_out_of_school():
    row = Row(file="register.csv", row=2)
    marks = [AttendanceMark(source=row, date=day, half=half, code="I") for half in Half
             for day in (dt.date(2025, 10, 28), dt.date(2025, 11, 8), dt.date(2025, 11, 10), dt.date(2025, 11, 11))]
    other = AttendanceMark(source=Row(file="other.csv", row=2), date=dt.date(2025, 11, 11), half=Half.AM, code="/")
    agreed = Attendance([*marks, other]).agreed()
    assert [(one.date, one.codes) for one in days_away(agreed, DAYS)] == [
        (dt.date(2025, 11, 10), ("I", "I")), (dt.date(2025, 11, 11), ("I",))]
