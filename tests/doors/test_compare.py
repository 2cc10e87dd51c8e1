"""`compare`: a plan beside what a report recommends, and beside its earlier version."""

import json

import docx
import pytest

from tests.doors.commands import sectionf

PLAN = """Education, Health and Care Plan
Status: Amended final plan
Name: Maya Okafor
Date of birth: 03/05/2014
Local authority: Halden County Council
Date of issue: 3 November 2025

Section B: Special educational needs
Maya has a language disorder.

Section F: Special educational provision

F1. 45 minutes of individual speech and language therapy each week from a qualified speech and language therapist.

F2. 30 minutes of direct occupational therapy each half term, delivered by an occupational therapist.

F3. A teaching assistant will read with Maya individually for 20 minutes every day to improve her reading.

F4. Number work in a group of up to four, 30 minutes, twice a week, with a teaching assistant.

F5. Maya would benefit from physiotherapy exercises with a physiotherapist.

F6. One 30-minute ELSA session each fortnight with an ELSA.

F7. Counselling for 40 minutes each month from a counsellor.

Section I
Elm Row School
"""
REPORT = """Dr Ruth Aldous, chartered educational psychologist
Report about Maya Okafor

Background

Maya received 60 minutes of mentoring each week in Year 3.

Recommendations

1. 45 minutes of individual speech and language therapy each week from a qualified speech and language therapist.

2. 60 minutes of direct occupational therapy each half term, delivered by an occupational therapist.

3. A specialist teacher will read with Maya individually for 20 minutes every day to improve her reading.

4. Individual number work, 30 minutes, twice a week, with a teaching assistant.

5. Physiotherapy exercises with a physiotherapist for 30 minutes each week.

6. One 30-minute ELSA session each week with an ELSA.

7. Counselling for 10 minutes each week from a counsellor.

8. Mobility training from a habilitation officer for one hour each term.

Signed

Ruth Aldous
"""
EXPECTED = {
    "R1": ("same", set()),
    "R2": ("less", {"minutes"}),
    "R3": ("less", {"adult"}),
    "R4": ("less", {"mode"}),
    "R5": ("vaguer", {"amount", "vague_terms"}),
    "R6": ("less", {"minutes", "sessions"}),
    "R7": ("unsure", {"minutes"}),
    "R8": ("missing", set()),
}
EARLIER = (PLAN.replace("3 November 2025", "12 June 2025").replace("30 minutes of direct", "60 minutes of direct")
           .replace("would benefit from physiotherapy exercises",
                    "will do physiotherapy exercises for 30 minutes each week")
           .replace("40 minutes each month", "20 minutes each month")
           .replace("F6. One 30-minute ELSA session each fortnight with an ELSA.",
                    "F6. A tablet computer with a keyboard for recording her writing."))


@pytest.fixture
def papers(tmp_path):
    for name, text in (("plan.txt", PLAN), ("report.txt", REPORT), ("earlier.txt", EARLIER)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def lines(*arguments):
    done = sectionf("compare", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["schema"] == "sectionf/compare/1"
    return found


def test_each_recommendation_stands_beside_what_section_f_says(papers):
    found = lines(papers / "plan.txt", papers / "report.txt")
    assert found["paper"] == "report"
    told = {line["other"]["id"]: (line["verdict"], {one["aspect"] for one in line["differences"]})
            for line in found["lines"]}
    assert told == EXPECTED
    beside = {line["other"]["id"]: line["plan"]["id"] for line in found["lines"] if line["plan"]}
    assert beside == {f"R{number}": f"F{number}" for number in range(1, 8)}


def test_two_versions_of_a_plan(papers):
    found = lines(papers / "plan.txt", papers / "earlier.txt")
    told = [((line["other"] or line["plan"])["id"], line["verdict"]) for line in found["lines"]]
    assert told == [("F6", "missing"), ("F2", "less"), ("F5", "vaguer"), ("F6", "added"), ("F7", "more"),
                    ("F1", "same"), ("F3", "same"), ("F4", "same")]


def test_a_plan_beside_itself_is_the_same(papers):
    assert {line["verdict"] for line in lines(papers / "plan.txt", papers / "plan.txt")["lines"]} == {"same"}


def test_the_screen_shows_both_wordings_with_their_pages(papers):
    shown = sectionf("compare", papers / "plan.txt", papers / "report.txt").stdout
    assert "Weaker in Section F: less time" in shown
    assert "page 1    60 minutes of direct occupational therapy" in shown
    assert "page 1    30 minutes of direct occupational therapy" in shown
    assert "Could not tell" in shown


def test_a_report_without_headings_is_only_ever_doubted_or_the_same_words(papers):
    (papers / "report.txt").write_text(REPORT.replace("Recommendations\n", "").replace("Background\n", ""), "utf-8")
    found = lines(papers / "plan.txt", papers / "report.txt")["lines"]
    assert {line["verdict"] for line in found} == {"unsure", "same"}
    assert all(line["other"]["text"] == line["plan"]["text"] for line in found if line["verdict"] == "same")


@pytest.mark.parametrize(("old", "new", "said"), [
    ("12 June 2025", "12 June 2026", "issued after"), ("03/05/2014", "04/05/2014", "another child")])
def test_papers_that_cannot_be_compared_are_refused(papers, old, new, said):
    (papers / "earlier.txt").write_text(EARLIER.replace(old, new), "utf-8")
    done = sectionf("compare", papers / "plan.txt", papers / "earlier.txt")
    assert done.returncode == 1
    assert said in done.stderr


def test_a_paper_that_recommends_nothing_is_refused(papers):
    (papers / "report.txt").write_text("A letter\n\nThank you for coming to the meeting.\n", "utf-8")
    done = sectionf("compare", papers / "plan.txt", papers / "report.txt")
    assert done.returncode == 1
    assert "Neither" in done.stderr


def test_a_word_report_with_lists_and_a_table(papers):
    report = docx.Document()
    for heading, text in (("Assessment", "Maya had 30 minutes of speech therapy each week in 2023."), ("Advice", "")):
        report.add_heading(heading, 1)
        report.add_paragraph(text)
    report.add_paragraph("60 minutes of direct occupational therapy each half term.", style="List Bullet")
    table = report.add_table(0, 3)
    for cells in (("Provision", "By whom", "How often"),
                  ("One ELSA session of 30 minutes", "ELSA", "Weekly")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    report.add_heading("Appendix", 1)
    report.add_paragraph("The test takes 15 minutes with an occupational therapist.")
    report.save(str(papers / "report.docx"))
    shown = lines(papers / "plan.txt", papers / "report.docx")["lines"]
    assert [(line["plan"]["id"], line["verdict"]) for line in shown] == [("F2", "less"), ("F6", "less")]
    assert shown[1]["other"]["columns"]["how_often"] == "Weekly"


def test_what_could_not_be_read_of_the_plan_is_said(papers):
    (papers / "plan.txt").write_text(PLAN.split("F1.")[0] + "Section I\nElm Row School\n", "utf-8")
    found = lines(papers / "plan.txt", papers / "report.txt")
    assert "empty_section_f" in {doubt["code"] for doubt in found["warnings"]}
    assert "Note about the plan" in sectionf("compare", papers / "plan.txt", papers / "report.txt").stdout
