"""Whatever the records: every figure that they come to is worked out from its leaves, and the verifier agrees."""

import json
from pathlib import Path

from hypothesis import given, settings

from models.case import Case
from models.gap import Finding, FindingStatus, Report
from models.provision import Provision, Status
from models.source import Quote
from pipeline.calendars.open_days import SchoolDays
from pipeline.due.amounts import DueSetting, due
from pipeline.proof import verify
from pipeline.proof.derivations import derivations
from pipeline.proof.extent import whole
from tests.properties.test_due import calendars, circumstances, many, schedules, weeks, window
from tests.properties.test_ledger import CASES, DAYS, PLAN, WINDOW, compared, records

CASE = Case(id="c", plan=Path("plan.pdf"), as_of=WINDOW[1])
LATE = "late_arrival"
"""What a late start may have cost follows from the register and not from the sessions that were counted; and of the
summary of a week only that part counts which its single rows leave.
"""


@settings(max_examples=CASES, deadline=None)
@given(records)
def test_every_figure_can_be_redone_from_its_leaves(evidence):
    result = compared(evidence)
    report = Report(reading=PLAN, window=WINDOW, as_of=WINDOW[1], calendar=DAYS.calendar, findings=result.findings,
                    outside_f=result.outside_f, open_days=len(DAYS.open_days(*WINDOW)), weeks=len(DAYS.weeks(*WINDOW)))
    said = json.loads(derivations(whole(report, CASE), {}))
    assert list(verify.of_figures(said, {})) == []
    parts = {one["id"].removesuffix("/part") for one in said["nodes"] if one["id"].endswith("/part")}
    found = [one["id"].removesuffix("/as-found") for one in said["nodes"] if one.get("leaf") == "found"]
    assert [one for one in found if one not in parts and LATE not in one] == []


@many
@given(schedules(), calendars(), weeks, weeks, circumstances())
def test_what_was_due_can_be_redone_from_the_plan_and_the_calendar(schedule, calendar, one, other, around):
    between = window(min(one, other), max(one, other))
    days = SchoolDays(calendar)
    fallen = due(schedule, DueSetting(days=days, window=between, as_of=between[1], **around))
    item = Provision(id="F1", text="x", quote=Quote(text="x"), schedules=(schedule,), status=Status.MEASURABLE)
    finding = Finding(provision_id="F1", schedule=0, kind=fallen.kind, due=fallen, status=FindingStatus.NOT_EVIDENCED)
    report = Report(reading=PLAN.model_copy(update={"provisions": (item,)}), window=between, as_of=between[1],
                    calendar=calendar, findings=(finding,), open_days=len(days.open_days(*between)),
                    weeks=len(days.weeks(*between)))
    said = json.loads(derivations(whole(report, CASE), {}))
    assert [node["id"] for node in said["nodes"] if node.get("leaf") == "found"] == []
    assert list(verify.of_figures(said, {})) == []
