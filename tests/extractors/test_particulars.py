"""The particulars of a plan where its front page tells them in a sentence or beside those of an earlier plan."""

import pytest

from extractors.plan import read_plan

REST = """
Section A: Views
She likes water.
Section F: Special educational provision
Speech and language therapy for 45 minutes every fortnight.
Section G: Health provision
None.
Section I: Placement
Hazel Copse College of Further Education from 1 September 2025.
"""


@pytest.mark.parametrize("front", [
    "Westerham Borough Council issued this plan for Mabel Quayle, born on 19 February 2018, on 2 July 2025.",
    "Child: Mabel Quayle\nDate of birth: 19 February 2018\nFirst plan issued: 3 June 2019\n"
    "Date of this amended final plan: 2 July 2025",
    "Pupil: Mabel Quayle\nDOB: 19.02.2018\nOriginal plan issued: 3 June 2019\nPlan issued: 2 July 2025",
])
def test_the_date_of_issue_is_neither_that_of_birth_nor_that_of_an_earlier_plan(tmp_path, front):
    path = tmp_path / "plan.txt"
    path.write_text(f"Education, Health and Care Plan\n{front}\n{REST}", "utf-8")
    plan = read_plan(path).plan
    assert (plan.child_name, str(plan.issue_date), plan.setting) == (
        "Mabel Quayle", "2025-07-02", "Hazel Copse College of Further Education")
