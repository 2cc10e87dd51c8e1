"""Where a plan says that the parents educate the child at home, and where it says something else."""

import pytest

from extractors.plan import read_plan

PLAN = """Education, Health and Care Plan
Final plan
Name: Maya Okafor
Date of issue: 12 June 2025
School: {school}

Section A
Maya's parents thought about home education for a long time.

Section F: Special educational provision

F1. One 45-minute session of individual speech and language therapy each week from a speech and language therapist.

Section I: Placement
{placed}
"""


def read(tmp_path, school="", placed=""):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.format(school=school, placed=placed), "utf-8")
    return read_plan(path).plan


@pytest.mark.parametrize("placed", [
    "Type: Elective Home Education", "Maya is electively home educated.", "EHE", "Home-educated by parental choice",
    "Maya is educated at home by her parents, who have made suitable arrangements.",
    "Her parents have chosen to home educate."])
def test_section_i_says_so(tmp_path, placed):
    plan = read(tmp_path, placed=placed)
    assert plan.home_educated
    assert plan.quotes["home_educated"].text == placed


@pytest.mark.parametrize("placed", [
    "Elm Row School", "Education otherwise than at school (EOTAS), with tuition at home", "Home tuition",
    "Elm Row School, a maintained mainstream school. Maya was previously home educated.", "Type: mainstream", ""])
def test_section_i_says_something_else(tmp_path, placed):
    assert not read(tmp_path, placed=placed).home_educated


def test_the_name_of_the_setting_says_so(tmp_path):
    assert read(tmp_path, school="Elective home education").home_educated
    assert not read(tmp_path, school="Elm Row School").home_educated
