"""`check` with an earlier version of the plan: each figure says from which version it comes; a second run agrees."""

import json

import pytest

from tests.doors.commands import sectionf

PLAN = """Education, Health and Care Plan
Status: {status}
Name: Maya Okafor
Date of birth: 03/05/2014
Local authority: Halden County Council
Date of issue: {issued}

Section A
Maya likes drawing.

Section F: Special educational provision

F1. One 45-minute session of individual speech and language therapy each {period} from a speech and language therapist.

F2. Maya will read aloud to a teaching assistant every day for ten minutes.

Section I
Elm Row School
"""
LOG = """Date,Intervention,Staff,Mins
10/09/2025,SaLT,HC,45
12/11/2025,SaLT,HC,45
"""
TERMS = """Term,Start,End
Autumn 1,03/09/2025,24/10/2025
Autumn 2,03/11/2025,18/12/2025
"""


@pytest.fixture
def papers(tmp_path):
    written = {"new.txt": PLAN.format(status="Amended final plan", issued="3 November 2025", period="fortnight"),
               "old.txt": PLAN.format(status="Final plan", issued="12 June 2025", period="week"),
               "log.csv": LOG, "terms.csv": TERMS}
    for name, text in written.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def checked(*arguments):
    done = sectionf("check", *arguments, "--as-of", "2025-12-19", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ledgers(found):
    return {one["provision_id"]: one["ledger"] for one in found["findings"]}


def test_each_version_counts_for_its_own_days(papers):
    out = papers / "case"
    found = checked(papers / "new.txt", "--earlier-plan", papers / "old.txt", "--log", papers / "log.csv",
                    "--calendar", papers / "terms.csv", "--out", out)
    assert {one["provision_id"]: one["due_minutes"] for one in found["findings"]} == {
        "F1": [135, 180], "F2": [720, 720], "F1-2025-06-12": [360, 360]}
    assert found["findings"][2]["in_force"]["became"] == "F1"
    assert [(one["file"], one["first"], one["last"]) for one in found["versions"]] == [
        ("old.txt", "2025-06-12", "2025-11-02"), ("new.txt", "2025-11-03", None)]
    assert [one["date"] for one in found["findings"][2]["evidence"]] == ["2025-09-10"]
    page = (out / "report.html").read_text("utf-8")
    assert "version of 12 June 2025" in page
    assert "in force to 2 November 2025" in page
    assert ledgers(checked(out)) == ledgers(found)


def test_a_version_that_is_not_there_is_named(papers):
    done = sectionf("check", papers / "new.txt", "--earlier-plan", papers / "none.pdf", "--out", papers / "case")
    assert done.returncode == 1
    assert "none.pdf: there is no such file" in done.stderr
