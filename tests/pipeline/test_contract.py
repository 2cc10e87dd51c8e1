"""The public JSON holds every field that was promised, under its name and in its unit."""

import json

import pytest

from models.gap import Bucket, Report
from pipeline.contract import check_json, extract_json, reading_json
from tests.example_report import report

EXTRACT = {"schema", "plan", "source", "sections", "provisions", "warnings"}
PLAN = {"child_name", "date_of_birth", "local_authority", "setting", "issue_date", "status"}
READING = {
    "text", "service", "deliverer", "mode", "max_group_size", "ratio", "schedules", "vague_terms", "status", "review",
}
PLACED = READING | {"id", "section", "area_of_need", "page", "boxes"}
SCHEDULE = {
    "sessions", "session_minutes", "total_minutes", "per", "bound", "range_max", "contact", "duration_weeks", "text",
}
CHECK = {
    "schema", "plan", "window", "as_of", "calendar", "coverage", "findings", "unmatched_evidence", "routes", "warnings",
}
FINDING = {
    "provision_id", "schedule", "kind", "due_sessions", "due_minutes", "planned_minutes", "ledger", "delivered_minutes",
    "status", "shortfall_minutes", "why", "evidence",
}
EVIDENCE = {"file", "sheet", "row", "bucket", "date", "minutes"}


@pytest.fixture(scope="module")
def found():
    return check_json(report())


@pytest.fixture(scope="module")
def extracted():
    return extract_json(report().reading)


def test_extract_has_every_field_that_was_promised(extracted):
    assert extracted.keys() >= EXTRACT
    assert extracted["schema"] == "sectionf/extract/1"
    assert extracted["plan"].keys() == PLAN
    assert extracted["source"].keys() >= {"file", "sha256", "pages", "ocr_pages"}
    assert all(provision.keys() >= PLACED for provision in extracted["provisions"])
    assert all(schedule.keys() >= SCHEDULE for item in extracted["provisions"] for schedule in item["schedules"])


def test_a_reading_has_every_field_that_was_promised():
    assert reading_json(report().reading.provisions[0]).keys() >= READING | {"provision"}


def test_a_review_entry_says_field_reason_and_alternatives(extracted):
    entries = [entry for provision in extracted["provisions"] for entry in provision["review"]]
    assert entries
    assert all(entry.keys() >= {"field", "reason", "alternatives"} for entry in entries)


def test_check_has_every_field_that_was_promised(found):
    assert found.keys() >= CHECK
    assert found["window"] == ["2025-09-03", "2025-12-19"]
    assert found["calendar"] == {"source": "supplied", "open_days": 72, "weeks": 15}
    assert all(finding.keys() >= FINDING for finding in found["findings"])
    assert all(line.keys() >= EVIDENCE for finding in found["findings"] for line in finding["evidence"])
    assert all(row.keys() >= {"file", "sheet", "row", "date", "text"} for row in found["unmatched_evidence"])
    assert found["coverage"][0].keys() >= {"file", "from", "to", "weeks", "of_weeks"}


def test_a_ledger_shows_only_buckets_that_hold_something(found):
    ledgers = [finding["ledger"] for finding in found["findings"]]
    assert all(set(ledger) <= set(Bucket) for ledger in ledgers)
    assert all(count["sessions"] or count["minutes"] for ledger in ledgers for count in ledger.values())


def test_the_json_can_be_written_and_its_numbers_are_whole(found, extracted):
    def numbers(value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return [number for item in value for number in numbers(item)]
        return [value] if isinstance(value, float) else []

    assert json.loads(json.dumps(found)) == found
    assert numbers(found) == []
    assert all(numbers(provision["schedules"]) == [] for provision in extracted["provisions"])


def test_a_report_comes_back_from_its_own_json_unchanged():
    assert Report.model_validate_json(report().model_dump_json()) == report()
