"""Which routes are open, why, and by when; and rules that are whole."""

import datetime as dt

import pytest

from models.case import Event, EventKind
from models.provision import Plan, PlanStatus
from models.route import Nature
from pipeline.calendars.open_days import SchoolDays
from pipeline.routes.choose import open_routes, route_rules
from pipeline.routes.deadlines import deadline, period_end
from pipeline.routes.facts import CASE_FACTS
from pipeline.rules import rules
from tests.example_report import FINDINGS, calendar, case, report

DAY = dt.date


def routes(of=None, about=None):
    return {route.route: route for route in open_routes(of or report(), about or case())}


def opened(of=None, about=None):
    return {name for name, route in routes(of, about).items() if route.open}


def only(*ids, **changes):
    return report(findings=tuple(one for one in FINDINGS if one.provision_id in ids), coverage=(), **changes)


def event(route, kind, day):
    return Event(date=DAY.fromisoformat(day), kind=EventKind(kind), route=route)


def plan(**fields):
    return report().reading.plan.model_copy(update=fields)


@pytest.mark.parametrize(("ids", "expected"), [
    (("F1",), {"R1", "R4", "R16", "R19"}),
    (("F2",), {"R1", "R4", "R7", "R12", "R16", "R19"}),
    (("F4",), {"R16", "R19"}),
    (("F5",), {"R1", "R4", "R16", "R19"}),
    (("F6",), {"R1", "R16", "R19"}),
    (("F7",), {"R1", "R7", "R16", "R19"}),
    (("F9",), {"R16", "R19"}),
    (("F10",), {"R16", "R19"}),
])
def test_findings_open_routes(ids, expected):
    assert opened(only(*ids)) == expected


def test_a_log_that_covers_the_window_asks_for_no_records():
    whole = report().coverage[0].model_copy(update={"weeks": 15})
    assert "R16" not in opened(only("F4").model_copy(update={"coverage": (whole,)}))


def test_a_reading_in_doubt_opens_nothing_and_says_what_it_waits_for():
    assert routes(only("F10"))["R1"].why == (
        "Waits for you: it would open for F10 once you have checked how we read it.")
    assert "R1" in opened(only("F10", accepted=frozenset({"F10"})))


@pytest.mark.parametrize("status", [one for one in PlanStatus if not one.in_force])
def test_nothing_is_enforced_under_a_plan_that_is_not_final(status):
    assert not opened(report(plan=plan(status=status))) & {"R4", "R5", "R6", "R7", "R9", "R10", "R11"}


def test_a_closed_route_says_why():
    assert all(route.why for route in routes().values())
    assert routes()["R4"].why.startswith("Open, because sessions of F1 and F2 are recorded as not delivered")
    assert routes()["R5"].why .startswith("Opens when R4 stays without an answer, R4 has been answered or")


@pytest.mark.parametrize(("events", "route", "expected"), [
    ((), "R2", False),
    ((("R1", "sent", "2025-12-01"),), "R2", True),
    ((("R4", "sent", "2025-12-10"),), "R5", True),
    ((("R4", "sent", "2025-12-11"),), "R5", False),
    ((("R4", "sent", "2025-12-11"), ("R4", "received", "2025-12-15")), "R5", True),
    ((("R4", "sent", "2025-12-10"),), "R11", True),
    ((("R5", "sent", "2025-11-20"),), "R9", True),
    ((("R5", "sent", "2025-12-01"),), "R9", False),
    ((("R6", "sent", "2025-11-01"), ("R6", "received", "2025-11-20")), "R9", True),
    ((("R4", "received", "2025-12-01"), ("R4", "sent", "2025-12-18")), "R5", False),
])
def test_letters_sent_and_answers_received_open_what_comes_next(events, route, expected):
    about = case(events=tuple(event(*one) for one in events))
    assert routes(about=about)[route].open is expected


@pytest.mark.parametrize(("issued", "expected"), [
    ("2025-10-19", True), ("2025-10-18", False), ("2025-06-12", False), (None, False)])
def test_an_appeal_is_open_for_two_months(issued, expected):
    issue_date = DAY.fromisoformat(issued) if issued else None
    assert routes(report(plan=plan(issue_date=issue_date)))["R10"].open is expected


@pytest.mark.parametrize(("key", "start", "end"), [
    ("r1_reply", "2025-12-01", "2025-12-15"),
    ("r1_reply", "2025-12-05", "2025-12-19"),
    ("r1_reply", "2025-12-08", "2026-01-06"),
    ("r1_reply", "2026-03-20", None),
    ("r4_reply", "2025-12-17", "2025-12-24"),
    ("r4_reply", "2025-12-18", "2025-12-29"),
    ("r4_reply", "2026-04-01", "2026-04-10"),
    ("r5_reply", "2026-05-01", "2026-05-18"),
    ("r5_unacknowledged", "2026-05-01", "2026-05-26"),
    ("r6_request", "2025-12-01", "2025-12-31"),
    ("r9_limit", "2025-02-28", "2026-02-28"),
    ("r9_limit", "2024-02-29", "2025-02-28"),
    ("trib_limit", "2026-06-12", "2026-09-01"),
    ("trib_limit", "2026-05-31", "2026-07-31"),
    ("trib_limit", "2026-10-26", "2027-01-04"),
    ("jr_limit", "2025-11-30", "2026-02-28"),
    ("dda_limit", "2025-08-31", "2026-02-28"),
    ("edrec", "2025-11-28", "2025-12-19"),
    ("sar", "2026-01-31", "2026-02-28"),
    ("plan_review", "2025-03-28", "2026-03-28"),
])
def test_periods_end_where_the_rules_say(key, start, end):
    expected = DAY.fromisoformat(end) if end else None
    assert period_end(key, DAY.fromisoformat(start), SchoolDays(calendar())) == expected


def test_a_day_says_what_kind_it_is_and_how_it_was_worked_out():
    route = routes()["R4"]
    assert route.by == DAY(2025, 12, 30)
    assert route.nature is Nature.SUGGESTED
    assert route.by_how.startswith("5 working days from 19 December 2025 (if it is sent on that day): IPSEA")


def test_a_day_that_has_passed_says_so():
    days = SchoolDays(calendar())
    assert deadline("jr_limit", DAY(2025, 9, 19), days, DAY(2025, 12, 19)).how.endswith("Rules 54.5(1).")
    assert "has passed" in deadline("jr_limit", DAY(2025, 9, 18), days, DAY(2025, 12, 19)).how


def test_what_nobody_has_confirmed_is_marked_so():
    assert "(unconfirmed)" in deadline("r13_limit", DAY(2025, 9, 1), SchoolDays(calendar()), DAY(2025, 12, 19)).how


def test_there_are_nineteen_routes_and_each_is_whole():
    conditions = rules("routes")["conditions"]
    assert list(route_rules()) == [f"R{number}" for number in range(1, 20)]
    assert rules("packs")["matrix"].keys() == route_rules().keys()
    for row in rules("routes")["selector"]:
        assert {"when", "routes", "why"} <= row.keys()
        assert set(row["routes"]) <= route_rules().keys()
    for rule in route_rules().values():
        assert {"title", "opens", "addressee", "next", "cautions"} <= rule.keys()
        assert {one.split(" ")[0] for one in rule["opens"]} <= conditions.keys()
        assert all("no" in conditions[one] for one in rule.get("needs", ()))
        assert set(rule["next"]) <= route_rules().keys()
        keys = (rule.get("deadline", "r1_reply"), *rule.get("reply", ()), *rule.get("clocks", ()))
        assert set(keys) <= rules("deadlines").keys()
        assert set(rule.get("notes", ())) <= CASE_FACTS.keys()


@pytest.mark.parametrize("name", ["duties", "deadlines"])
def test_each_legal_entry_says_where_it_stands_and_when_it_was_checked(name):
    entries = {key: entry for key, entry in rules(name).items() if isinstance(entry, dict) and "title" in entry}
    assert len(entries) > 10
    for entry in entries.values():
        assert entry["title"]
        assert not entry["href"] or entry["href"].startswith("https://")
        assert entry.get("checked_on", rules(name)["checked_on"]) in ("", DAY(2026, 11, 21))
    if name == "duties":
        assert all(isinstance(entry["in_force"], DAY) for entry in entries.values())


def test_a_plan_that_says_nothing_of_itself_breaks_nothing():
    assert not opened(report(plan=Plan())) & {"R4", "R10"}


def test_education_at_home_by_choice_closes_what_asks_for_delivery_and_says_why():
    at_home = report(plan=plan(home_educated=True))
    assert opened(at_home) & {"R1", "R2", "R4", "R5", "R6", "R8", "R9", "R11", "R12", "R13"} == set()
    assert {"R7", "R16", "R19"} <= opened(at_home)
    assert "by the parents' own choice" in routes(at_home)["R4"].why
