"""Thirty cases that can be read in two ways: nothing is alleged that the reading with less to allege does not."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from models.delivery import Placement
from pipeline.calendars.open_days import SchoolDays
from pipeline.findings.find import findings
from tests.pipeline.scenario import AUTUMN, found, plan_reading, records, school_calendar

FOLDER = Path(__file__).parents[2] / "cases" / "ambiguous"
LABELS, RECORDS = ({case["id"]: case for case in tomllib.loads((FOLDER / name).read_text("utf-8"))["case"]}
                   for name in ("labels.toml", "records.toml"))
WEDNESDAYS = ["2025-09-10", "2025-09-17", "2025-09-24", "2025-10-01", "2025-10-08", "2025-11-12"]
WEEKLY = {"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week"}
WINDOW = (dt.date.fromisoformat(AUTUMN[0][0]), dt.date.fromisoformat(AUTUMN[-1][1]))


def story(case):
    minutes, per = case.get("minutes"), case.get("per", "week")
    length = minutes or 30
    schedule = {"sessions": 1, "session_minutes": length, "total_minutes": length, "per": per}
    row = {"dates": WEDNESDAYS[: 6 if per == "week" else 1], "label": case["label"], "staff": case.get("staff", "")}
    return {"provisions": [{"id": f"F{number}", "text": text, "schedules": [schedule]}
                           for number, text in enumerate(case["texts"], 1)],
            "rows": [row | ({"minutes": minutes} if minutes else {})]}


def alleged(result):
    return {finding.provision_id: finding.shortfall_minutes for finding in result.findings}


def compared(told, placements=()):
    evidence = records(told).model_copy(update={"placements": tuple(placements)})
    return findings(plan_reading(told), evidence, SchoolDays(school_calendar({})), WINDOW, WINDOW[1])


@pytest.mark.parametrize("case", LABELS.values(), ids=LABELS)
def test_a_label_that_may_be_either_alleges_of_neither_what_it_may_show(case):
    told = story(case)
    said = alleged(compared(told))
    for name in ("F1", "F2"):
        reading = alleged(compared(told, [Placement(label=case["label"], provision=name, by="us", on=WINDOW[1])]))
        assert said[name] <= reading[name]
    assert sum(said.values()) > 0 or case.get("per")


@pytest.mark.parametrize("case", LABELS.values(), ids=LABELS)
def test_a_label_that_may_be_either_is_given_to_neither_and_goes_to_a_person_with_both(case):
    result = compared(story(case))
    assert not any(finding.evidence for finding in result.findings)
    assert {spare.candidates for spare in result.unmatched} in ({("F1", "F2")}, {("F2", "F1")})
    asked = [doubt for doubt in result.doubts if doubt.code == "ambiguous_label"]
    assert all((doubt.about, set(doubt.alternatives)) == (case["label"], {"F1", "F2"}) for doubt in asked)


def test_most_of_them_are_asked_about_because_one_would_nearly_have_been_chosen():
    asked = {name for name, case in LABELS.items() if compared(story(case)).doubts}
    assert len(asked) > len(LABELS) / 2


@pytest.mark.parametrize("case", RECORDS.values(), ids=RECORDS)
def test_rows_that_can_be_read_in_two_ways_allege_no_more_than_either(case):
    def told(rows):
        dates = {True: ["2025-09-08"], False: [WEDNESDAYS[0]]}
        return {"window": ["2025-09-08", "2025-09-19"],
                "provisions": [{"id": "F1", "text": "A Lego group for 30 minutes each week.", "schedules": [WEEKLY]}],
                "rows": [{"dates": dates[row.get("weekly", False)], "label": "Lego group"} | row for row in rows]}
    said = alleged(found(told(case["rows"])))["F1"]
    assert said <= min(alleged(found(told(reading)))["F1"] for reading in case["either"])


def test_there_are_thirty():
    assert len(LABELS) + len(RECORDS) == 30
