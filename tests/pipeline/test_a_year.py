"""A year of daily rows is set against a plan within two seconds of work."""

import datetime as dt
import itertools

from models.delivery import AttendanceMark, Evidence, Half, Outcome, Session
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.findings.find import findings
from tests.measured import cpu_seconds
from tests.pipeline.matching.test_labels import MUST, PLANS
from tests.pipeline.scenario import plan_reading, school_calendar, slot

YEAR = [["2025-09-03", "2025-10-24"], ["2025-11-03", "2025-12-18"], ["2026-01-06", "2026-02-12"],
        ["2026-02-23", "2026-03-27"], ["2026-04-13", "2026-05-22"], ["2026-06-01", "2026-07-17"]]
WINDOW = (dt.date(2025, 9, 3), dt.date(2026, 7, 17))
ROWS = 10_000


def test_ten_thousand_rows_take_at_most_two_seconds():
    days = SchoolDays(school_calendar({"half_terms": YEAR}))
    items = [{name: value for name, value in item.items() if name != "labels"}
             for item in PLANS["primary"]["provisions"]]
    labels = [case[2:] for case in MUST]
    pairs = itertools.product(days.open_days(*WINDOW), labels)
    rows = [Session(source=Row(file="log.csv", row=number), date=day, label=label, staff=staff, minutes=minutes,
                    outcome=Outcome.DELIVERED) for number, (day, (label, staff, minutes)) in enumerate(pairs, 2)][:ROWS]
    slots = [slot({"label": label, "staff": staff, "day": day, "at": "09:00-09:30"}, number)
             for number, ((label, staff, _), day) in enumerate(itertools.product(labels, ("mon", "tue", "wed")), 2)]
    marks = [AttendanceMark(source=Row(file="register.csv", row=number), date=day, half=half, code="/")
             for number, (day, half) in enumerate(itertools.product(days.open_days(*WINDOW), Half), 2)]
    evidence = Evidence(slots=tuple(slots), sessions=tuple(rows), marks=tuple(marks))
    reading = plan_reading({"provisions": items})
    assert cpu_seconds(lambda: findings(reading, evidence, days, WINDOW, WINDOW[1])) < 2
    result = findings(reading, evidence, days, WINDOW, WINDOW[1])
    assert len(rows) == ROWS
    assert sum(len(finding.evidence) for finding in result.findings) > ROWS / 3
