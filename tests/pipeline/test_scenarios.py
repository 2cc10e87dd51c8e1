"""The scenarios of DOMAIN 9.2, each with an answer worked by hand in its file."""

from typing import Any

import pytest

from models.gap import Finding
from tests.pipeline.scenario import found, scenarios

STORIES = scenarios()


def said(finding: Finding) -> dict[str, Any]:
    """The figures of a finding in the shapes that the stories use."""
    ledger = {str(bucket): [count.sessions, count.minutes] for bucket, count in finding.ledger.buckets.items()}
    return {
        "due_minutes": finding.due.minutes and list(finding.due.minutes),
        "due_sessions": finding.due.sessions and list(finding.due.sessions),
        "planned": finding.planned_minutes,
        "delivered": list(finding.delivered_minutes),
        "ledger": {bucket: [amount for amount in counts if amount is not None] for bucket, counts in ledger.items()},
        "status": str(finding.status),
        "shortfall": finding.shortfall_minutes,
        "doubts": sorted({doubt.code for doubt in finding.doubts}),
    }


@pytest.mark.parametrize("name", STORIES)
def test_the_answer_is_the_one_worked_by_hand(name):
    story = STORIES[name]
    result = found(story)
    by_key = {(finding.provision_id, finding.schedule): said(finding) for finding in result.findings}
    for answer in story["answers"]:
        given = by_key[answer["provision"], answer.get("schedule", 0) if answer.get("measured", True) else None]
        wanted = {field: value for field, value in answer.items() if field in given}
        assert {field: given[field] for field in wanted} == wanted, story["worked"]


@pytest.mark.parametrize("name", STORIES)
def test_other_sections_stand_apart_and_only_where_a_record_tells_of_them(name):
    outside = {finding.provision_id: said(finding) for finding in found(STORIES[name]).outside_f}
    for answer in STORIES[name].get("outside_f", ()):
        given = outside.pop(answer["provision"])
        assert {field: given[field] for field in answer if field in given} == {
            field: value for field, value in answer.items() if field in given}
    assert all(one["status"] != "short" for one in outside.values())


@pytest.mark.parametrize("name", STORIES)
def test_what_belongs_nowhere_is_said(name):
    wanted = STORIES[name].get("unmatched", [])
    spare = found(STORIES[name]).unmatched
    assert sorted({(one.text, one.reason) for one in spare}) == sorted((one["text"], one["reason"]) for one in wanted)


@pytest.mark.parametrize("name", STORIES)
def test_the_ledger_balances(name):
    for finding in found(STORIES[name]).findings:
        if finding.due.minutes is not None:
            assert finding.ledger.minutes() == finding.due.minutes[0]
        if finding.due.sessions is not None:
            assert finding.ledger.sessions() == finding.due.sessions[0]


@pytest.mark.parametrize("name", STORIES)
def test_every_step_says_what_it_rests_on(name):
    for finding in found(STORIES[name]).findings:
        assert finding.why
        assert any(step.sources for step in finding.why)


@pytest.mark.parametrize("name", STORIES)
def test_doubts_about_the_whole_case_are_said(name):
    assert sorted({doubt.code for doubt in found(STORIES[name]).doubts}) == STORIES[name].get("doubts", [])
