"""What is kept of a plan and of records: what the comparison needs, and nothing that only says who somebody is."""

import datetime as dt
import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.contract import check_json, extract_json
from pipeline.identifiers import covered
from pipeline.read import read_records, read_versions
from tests.doors.commands import KIT, NELL

DAY = dt.date(2025, 12, 19)
NUMBERS = ("Z931204711057", "943 476 5919", "01632 960123", "zt@thistlewick.example", "3 Larkspur Hollow", "EA1 5TN")
BELONGS_TO = {"A": "xylophones", "B": "quagmires", "C": "epilepsia", "D": "fostering", "E": "pagodas", "I": "minaret",
              "J": "vouchers", "K": "appendage"}
"""A word planted in every section that nothing is worked out from."""


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Case:
    """A case whose plan has everything that a plan may have, and whose log has numbers in its notes."""
    folder = tmp_path_factory.mktemp("kept") / "case"
    shutil.copytree(KIT, folder)
    plan = (folder / "plan.txt").read_text("utf-8")
    plan = plan.replace("Status: FINAL\n", "Status: FINAL\n" + "".join(f"Contact: {one}\n" for one in NUMBERS))
    plan = re.sub(r"(Section ([A-E]):[^\n]*\n\n)", lambda found: f"{found[1]}{BELONGS_TO[found[2]].title()}.\n\n", plan)
    plan = plan.replace("with changes shown to Kit", f"as told on {NUMBERS[2]}, with changes shown")
    plan += "".join(f"\nSection {letter}: Of this section\n\n{BELONGS_TO[letter].title()}.\n" for letter in "IJK")
    (folder / "plan.txt").write_text(plan, "utf-8")
    lines = (folder / "log.csv").read_text("utf-8").splitlines()
    log = [f"{line},{'Notes' if not number else NUMBERS[number % len(NUMBERS)]}" for number, line in enumerate(lines)]
    (folder / "log.csv").write_text("\n".join(log), "utf-8")
    return read_case(folder, DAY)


def everything(case: Case) -> str:
    """All nouns of a case, and the public JSON of them."""
    reading = read_versions(case)
    report = check(case)
    nouns = (reading, read_records(case, reading.plan), report)
    return "\n".join([*(noun.model_dump_json() for noun in nouns), str(extract_json(report.reading)),
                      str(check_json(report))])


def test_neither_numbers_nor_other_sections_are_kept(case):
    kept = everything(case).lower()
    assert "visual timetables in the classroom, as told on ••••" in kept
    assert not [one for one in (*NUMBERS, *BELONGS_TO.values()) if one.lower() in kept]


def test_no_figure_changes_because_numbers_are_covered(case):
    plain = check_json(check(read_case(KIT, DAY).model_copy(update={"id": case.id})))
    asked = ("due_minutes", "due_sessions", "planned_minutes", "ledger", "delivered_minutes", "status")
    found = check_json(check(case))
    assert [[one[name] for name in asked] for one in found["findings"]] == [
        [one[name] for name in asked] for one in plain["findings"]]


def test_cells_of_needs_and_outcomes_are_not_kept_and_the_others_are():
    columns = {name for one in read_versions(read_case(NELL, DAY)).provisions for name in one.columns}
    assert columns == {"who", "how_often", "review"}


@pytest.mark.parametrize("words", [
    "+44 1632 960123", "(01632) 960 123", "07700 900461", "07700900461", "020 7946 0958", "0113 496 0123",
    "943-476-5919", "A123456789012", "Z93120471105B", "12a Mill Lane", "4 Upper Park Road", "WR9 0PH"])
def test_what_says_who_somebody_is(words):
    assert covered(f"see {words}, please") == f"see {'•' * len(words)}, please"


@pytest.mark.parametrize("words", [
    "25 hours", "32.5 hours a week", "45 minutes 3 times", "03/11/2025 09:10", "0910 0930 1015",
    "2025-11-03 09:10-09:30", "09:10 10:30 11:50", "1:1 0.5 FTE", "from 1 September 2025 to 31 August 2026",
    "2 x 30 minutes Park Road Primary", "943 476 5918", "0 1 2 3 4 5 6 7 8 9", "F12 and F13", "15 minutes in Place"])
def test_what_does_not(words):
    assert covered(words) == words


@given(st.text("0123456789 .:/-xh", max_size=40))
def test_words_keep_their_length_and_covering_twice_is_covering_once(words):
    once = covered(words)
    assert len(once) == len(words)
    assert covered(once) == once
