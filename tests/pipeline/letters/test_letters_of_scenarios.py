"""The letters of every scenario hold no number that leads nowhere, whatever its plan, calendar and records are."""

import datetime as dt

import pytest

from models.gap import Report
from pipeline.calendars.open_days import SchoolDays
from pipeline.comparing.versions import together, without_ended
from pipeline.letters.letter import written
from pipeline.letters.linter import problems
from pipeline.letters.subject import of_paper, of_route
from tests import example_report
from tests.letter_cases import EVENTS, opened
from tests.pipeline.scenario import AUTUMN, found, plan_reading, scenarios, school_calendar

STORIES = scenarios()
ROUTES = ("R1", "R4", "R12", "R19")


def report(story):
    """What is found in a story, with every reading accepted and every route open."""
    days, results = SchoolDays(school_calendar(story.get("calendar", {}))), found(story)
    window = tuple(dt.date.fromisoformat(day) for day in story.get("window", (AUTUMN[0][0], AUTUMN[-1][1])))
    as_of = dt.date.fromisoformat(story.get("as_of", window[1].isoformat()))
    versions = [plan_reading(story), *(plan_reading(told) for told in story.get("earlier", ()))]
    reading = without_ended(together(versions, as_of), window[0])
    return opened(Report(
        reading=reading, window=window, as_of=as_of, calendar=school_calendar(story.get("calendar", {})),
        open_days=len(days.open_days(*window)), weeks=len(days.weeks(*window)), coverage=results.coverage,
        findings=results.findings, unmatched=results.unmatched,
        accepted=frozenset(one.id for one in reading.provisions)))


@pytest.mark.parametrize("name", STORIES)
def test_its_letters_pass(name):
    of, about = report(STORIES[name]), example_report.case(events=EVENTS)
    subjects = [of_route(of, about, route) for route in of.routes if route.route in ROUTES]
    subjects.append(of_paper(of, about, "records"))
    assert {one.name: problems(written(one), one) for one in subjects} == {one.name: () for one in subjects}
