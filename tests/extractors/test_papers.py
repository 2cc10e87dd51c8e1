"""Papers are told apart by what they say: plans, reports and records in every layout that we make, under no name."""

import pytest

from app.samples_folder import samples_folder
from extractors.papers import look_at
from tests.extractors.papers import write_csv, write_docx, write_pdf
from tests.extractors.test_scanned_records import GRID, LOG, REGISTER, scan_of
from tests.extractors.timetable_layouts import LAYOUTS
from tests.plans.make_plans import SEED, layouts, make
from tests.plans.reports import REPORTS
from tests.plans.scanned import scanned

SAMPLES = sorted(path for path in samples_folder().glob("*/*.*") if path.suffix != ".toml")


@pytest.mark.parametrize("name", layouts())
def test_a_plan_is_known_by_its_sections(tmp_path, name):
    path = tmp_path / f"a{name[name.rindex('.'):]}"
    path.write_bytes(make(name, SEED)[0])
    assert look_at(path)[::2] == ("plan", "sections")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_no_plan_and_no_record(tmp_path, name):
    kind, content, _ = REPORTS[name]()
    path = tmp_path / f"a.{kind}"
    path.write_bytes(content)
    assert look_at(path).kind == "report"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_timetable_is_known(tmp_path, layout):
    assert look_at(LAYOUTS[layout][0](tmp_path)).kind == "timetable"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_samples_are_known_under_other_names(tmp_path, path):
    copy = tmp_path / f"x{path.suffix}"
    copy.write_bytes(path.read_bytes())
    assert look_at(copy).kind == path.stem


@pytest.mark.parametrize(("kind", "rows"), [("timetable", GRID), ("log", LOG), ("register", REGISTER)])
def test_a_scanned_record_is_known_by_its_first_page(tmp_path, kind, rows):
    assert look_at(scan_of(tmp_path / "a.pdf", "", rows)).kind == kind


def test_a_scanned_plan_is_known_by_its_title(tmp_path):
    rows = [["Education, Health and Care Plan"], ["Name: Kit Marchbanks"], ["Section A"]]
    path = write_pdf(tmp_path / "a.pdf", [("Wrayford City Council", rows), ("Section F", [["20 minutes a day"]])])
    path.write_bytes(scanned(path.read_bytes(), 1))
    assert look_at(path)[::2] == ("plan", "title")


def test_a_list_of_letters_is_no_log(tmp_path):
    rows = [["Date", "Type", "Notes"], ["01/10/2025", "letter sent", "R1 to the SENCO"], ["15/10/2025", "reply", "no"]]
    assert look_at(write_csv(tmp_path / "a.csv", rows)) == ("events", ("Date", "Type", "Notes"), "columns")
    rows = [["Date", "Type", "Notes"], ["01/10/2025", "SaLT", "20 minutes"], ["02/10/2025", "reading", "did well"]]
    assert look_at(write_csv(tmp_path / "b.csv", rows)).kind == "log"


def test_a_week_is_a_timetable_and_days_are_a_log(tmp_path):
    week = [["Day", "Start", "End", "Activity", "Staff"], ["Monday", "09:10", "09:30", "Literacy", "KB"]]
    days = [week[0], ["08/09/2025", "09:10", "09:30", "Literacy", "KB"]]
    assert look_at(write_csv(tmp_path / "a.csv", week)).kind == "timetable"
    assert look_at(write_csv(tmp_path / "b.csv", days)).kind == "log"


@pytest.mark.parametrize(("name", "words"), [
    ("letter.txt", "Dear Mrs Orr,\nThank you for your letter about Section F of the plan. We meet on 3 November.\n"),
    ("shopping.csv", "Item,Price\nBread,1.20\nMilk,0.95\n"),
    ("note.txt", "Hello\n"),
])
def test_what_is_none_of_them_is_not_guessed(tmp_path, name, words):
    path = tmp_path / name
    path.write_text(words, "utf-8")
    assert look_at(path) == (None, (), "")


def test_a_table_in_a_document_is_known(tmp_path):
    rows = [["Date", "Session", "Minutes", "Adult"], ["08/09/2025", "Phonics", "20", "KB"],
            ["09/09/2025", "Phonics", "20", "KB"]]
    assert look_at(write_docx(tmp_path / "a.docx", "Provision log, autumn", rows)).kind == "log"
