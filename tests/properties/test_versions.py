"""What holds of a plan in two versions, whatever changed between them, when, and whatever the records say."""

import datetime as dt
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from models.provision import PlanStatus
from pipeline.comparing.versions import together
from pipeline.findings.find import findings
from tests.properties.test_ledger import DAYS, LOGS, OPEN, PLAN, WINDOW, records

CASES = int(os.environ.get("CASES", "60"))
many = settings(max_examples=CASES, deadline=None)


def changed(item, how):
    """An item of the next version: the same, with another amount, or gone."""
    if how == "gone":
        return None
    if how == "same" or not item.schedules:
        return item
    schedule = item.schedules[0]
    more = {name: value * 2 for name in ("sessions", "total_minutes") if (value := getattr(schedule, name))}
    return item.model_copy(update={"schedules": (schedule.model_copy(update=more),)})


@st.composite
def versions(draw):
    """The plan of the ledger's properties, and a later version of it issued on a day of the window."""
    hows = [draw(st.sampled_from(("same", "more", "gone"))) for _ in PLAN.provisions]
    later = tuple(item for one, how in zip(PLAN.provisions, hows, strict=True) if (item := changed(one, how)))
    issued = draw(st.sampled_from(OPEN)) - dt.timedelta(days=draw(st.integers(0, 6)))
    plan = PLAN.plan.model_copy(update={"issue_date": issued, "status": PlanStatus.AMENDED_FINAL})
    given_first = draw(st.booleans())
    two = [PLAN.model_copy(update={"plan": plan, "provisions": later}), PLAN]
    return together(two if given_first else two[::-1], WINDOW[1])


def compared(reading, evidence):
    return findings(reading, evidence, DAYS, WINDOW, WINDOW[1])


@many
@given(versions(), records)
def test_the_buckets_of_every_version_add_up_to_what_was_due(reading, evidence):
    for one in compared(reading, evidence).findings:
        for due, filled in ((one.due.minutes, one.ledger.minutes()), (one.due.sessions, one.ledger.sessions())):
            if due is not None:
                assert 0 <= due[0] <= due[1]
                assert filled == due[0]


@many
@given(versions(), records)
def test_no_row_is_counted_for_two_versions_and_none_is_dropped(reading, evidence):
    found = compared(reading, evidence)
    counted = [line.source for one in found.findings for line in one.evidence if line.source.file in LOGS]
    spare = [one.source for one in found.unmatched if one.source.file in LOGS]
    assert sorted(counted + spare, key=str) == sorted((row.source for row in evidence.sessions), key=str)


@many
@given(versions())
def test_every_item_holds_on_days_of_its_own(reading):
    for item in reading.provisions:
        assert item.in_force is not None
        assert item.in_force.last is None or item.in_force.first <= item.in_force.last
        assert item.ended == (item.in_force.last is not None)
    assert len({item.id for item in reading.provisions}) == len(reading.provisions)


@many
@given(st.integers(-6, 120), records)
def test_a_version_that_changes_nothing_changes_no_figure(shift, evidence):
    issued = WINDOW[0] + dt.timedelta(days=shift)
    plan = PLAN.plan.model_copy(update={"issue_date": min(issued, WINDOW[1]), "status": PlanStatus.AMENDED_FINAL})
    twice = together([PLAN.model_copy(update={"plan": plan}), PLAN], WINDOW[1])

    def figures(found):
        return [(one.provision_id, one.due.minutes, dict(one.ledger.buckets), one.delivered_minutes, one.status,
                 one.shortfall_minutes) for one in found.findings]
    assert figures(compared(twice, evidence)) == figures(compared(PLAN, evidence))
