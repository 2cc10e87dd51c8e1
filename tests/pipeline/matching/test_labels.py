"""Labels of timetables and logs find their provision, all of a school's at once; what is not provision finds none."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

import pytest

from models.delivery import Evidence, Outcome, Session
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.matching.match import match
from tests.pipeline.scenario import provision, school_calendar

FOLDER = Path(__file__).parents[2] / "cases" / "labels"
PLANS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
WINDOW = (dt.date(2025, 9, 3), dt.date(2025, 12, 18))
DAYS = SchoolDays(school_calendar({}))


def labels(plan):
    return [(item["id"], *label) for item in plan["provisions"] for label in item["labels"]]


def often(plan, wanted):
    """How many rows a label has: one, where the plan asks for it a few times a year."""
    schedules = next((item.get("schedules", ()) for item in plan["provisions"] if item["id"] == wanted), ())
    return 1 if any(schedule["per"] in ("year", "term", "half_term") for schedule in schedules) else 3


MUST = [(name, *case) for name, plan in PLANS.items() for case in labels(plan)]
NONE = [(name, None, *case) for name, plan in PLANS.items() for case in plan["others"]["none"]]


@cache
def matched(name):
    """Which provision each label of a plan's records is given to."""
    plan = PLANS[name]
    provisions = [provision({field: value for field, value in item.items() if field != "labels"})
                  for item in plan["provisions"]]
    cases = [case for case in (*MUST, *NONE) if case[0] == name]
    days = DAYS.open_days(*WINDOW)
    rows = [Session(source=Row(file=f"log {number}.csv", row=week), date=days[(7 * week + number) % len(days)],
                    label=label, staff=staff, minutes=minutes or None, outcome=Outcome.DELIVERED)
            for number, (_, wanted, label, staff, minutes) in enumerate(cases)
            for week in range(1, often(plan, wanted) + 1)]
    given = match(provisions, Evidence(sessions=tuple(rows)), DAYS, WINDOW).given
    return {row.label: key[0] for key, part in given.items() for row in part.sessions}


@pytest.mark.parametrize(("name", "wanted", "label", "staff", "minutes"), MUST)
def test_a_label_finds_its_provision(name, wanted, label, staff, minutes):
    assert matched(name).get(label) == wanted


@pytest.mark.parametrize(("name", "wanted", "label", "staff", "minutes"), NONE)
def test_what_is_not_provision_finds_none(name, wanted, label, staff, minutes):
    assert label not in matched(name)


def test_there_are_as_many_kinds_of_label_as_a_school_has():
    assert len(MUST) >= 50
