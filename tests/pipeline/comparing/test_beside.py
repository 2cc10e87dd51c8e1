"""The plan of a case beside reports and the version before it: what is compared, what is left out, what it opens."""

import datetime as dt
import json

import pytest

from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.comparing.beside import lost, weaker_items
from pipeline.contract import check_json
from pipeline.report.page import report_html
from pipeline.report.pages import pages
from pipeline.report.word import report_docx
from pipeline.write import write
from tests.comparison_cases import with_advice
from tests.example_report import case, report
from tests.pack_cases import THERAPIST
from tests.written import page_text, word_text

PLAN = """Education, Health and Care Plan
Status: Final plan
Name: Nell Ashworth
Date of birth: 02/11/2016
Date of issue: 20 March 2025

Section F: Special educational provision

F1. 30 minutes of direct individual speech and language therapy each week from an HCPC registered speech and language \
therapist.

F2. Narrative group, two sessions of 30 minutes each week, up to 4 children, led by an HLTA.

Section I
Pennyhollow Primary Academy
"""
LOG = "Date,Session,Minutes,Notes\n08/09/2025,Narrative group,30,Delivered\n10/09/2025,Narrative group,30,Delivered\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    (tmp_path / "log.csv").write_text(LOG, "utf-8")
    (tmp_path / "report-salt.txt").write_text(THERAPIST, "utf-8")
    return tmp_path


def checked(folder):
    return check(read_case(folder, dt.date(2025, 12, 19)))


def test_a_report_in_the_folder_is_set_beside_the_plan_and_opens_an_early_review(folder):
    found = checked(folder)
    assert weaker_items(found) == ("F1",)
    review = next(route for route in found.routes if route.route == "R7")
    assert review.open
    assert "Section F says less than a report recommends, or than the plan before it (F1)" in review.why
    told = check_json(found)["comparisons"][0]
    assert (told["paper"], told["other"], told["lines"][0]["verdict"]) == ("report", "report-salt.txt", "missing")


def test_what_is_the_same_opens_nothing(folder):
    (folder / "report-salt.txt").write_text(f"Recommendations\n\n1. {PLAN.split('F1. ')[1].splitlines()[0]}\n", "utf-8")
    found = checked(folder)
    assert not lost(found)
    assert not next(route for route in found.routes if route.route == "R7").open


@pytest.mark.parametrize(("old", "new", "said"), [
    ("2 November 2016", "3 November 2016", "may be about another child"),
    ("Recommendations", "Thoughts", ""),
    (THERAPIST, "Dear Ms Smith\n\nThank you for the cake.\n", "No recommendation was found in this report."),
])
def test_a_report_that_cannot_be_set_beside_it_is_named_and_alleges_nothing(folder, old, new, said):
    (folder / "report-salt.txt").write_text(THERAPIST.replace(old, new), "utf-8")
    found = checked(folder)
    assert not lost(found)
    told = [f"{doubt.place} {doubt.reason}" for doubt in found.warnings if doubt.code == "report_left_out"]
    assert not said or any("report-salt.txt" in one and said in one for one in told)


def test_a_report_that_cannot_be_read_stops_nothing(folder):
    (folder / "report-ep.pdf").write_bytes(b"%PDF-1.7 cut short")
    assert [doubt.place for doubt in checked(folder).warnings if doubt.code == "unusable_file"] == ["report-ep.pdf"]


def test_a_second_check_of_the_results_takes_its_own_report_for_nobodys_advice(folder):
    out = folder / "out"
    case = read_case(folder, dt.date(2025, 12, 19))
    write(check(case), case, out)
    again = read_case(out, dt.date(2025, 12, 19))
    assert [path.name for path in again.advice] == ["report-salt.txt"]
    before = json.loads((out / "findings.json").read_text("utf-8"))["comparisons"]
    assert check_json(check(again))["comparisons"] == before


def test_pages_of_a_report_that_could_not_be_read_are_named_among_the_notes():
    notes = [doubt.place for doubt in with_advice(report()).warnings if doubt.code == "report_unread"]
    assert notes == ["report-salt.pdf, page 3"]


def test_the_report_shows_both_wordings_where_section_f_says_less_and_what_was_not_read(folder):
    page = pages(checked(folder), case())
    (paper,) = page.beside
    rows = {row.other[0].place: (len(row.plan), row.verdict) for row in paper.rows}
    assert rows["Recommendation 1, page 1"] == (1, "Weaker in Section F: less time.")
    assert rows["Recommendation 3, page 1"][0] == 0
    assert "Recommendation 2, page 1" not in rows
    for text in (page_text(report_html(page)), word_text(report_docx(page, dt.date(2025, 12, 19)))):
        assert "Reports and earlier plans beside Section F" in text
        assert "“Weekly 45-minute music therapy with a registered music therapist.”" in text
        assert "same" in text.lower()
    (note,) = pages(with_advice(report()), case()).beside[0].notes
    assert note.startswith("Page 3")


def test_a_case_without_reports_says_nothing_of_them():
    assert "Reports and earlier plans" not in page_text(report_html(pages(report(), case())))
