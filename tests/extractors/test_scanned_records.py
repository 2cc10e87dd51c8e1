"""Records that are pictures: logs and timetables are read with every row in doubt, registers are refused."""

import pytest

from extractors.evidence import EvidencePaths, read_evidence
from tests.extractors.papers import write_pdf
from tests.plans.scanned import scanned

CHILD = "Nell Ashworth-Ibe"
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri"]
LOG = [["Date", "Child", "Activity", "Adult", "Mins", "Done?", "Comments"],
       ["08/09/2025", "Nell A-I", "Phonics", "KB", "20", "Yes", ""],
       ["09/09/2025", "Nell A-I", "Phonics", "KB", "20", "No", "TA off sick"],
       ["15/09/2025", "Nell A-I", "Speech targets", "HC", "45", "Yes", "worked on sounds"]]
GRID = [["", *DAYS], ["9.00-10.00", "English (KB)", "Maths", "SaLT (HC)", "Maths", "History"],
        ["10.15-11.15", "Maths", "Music (SL)", "English", "Geography", "Reading (KB)"]]
REGISTER = [["Week Beginning", *DAYS], ["08/09/2025", "/\\", "I I", "/N", "L\\", "C2C2"],
            ["15/09/2025", "/\\", "/\\", "/\\", "/\\", "/\\"]]


def scan_of(path, title, rows):
    path.write_bytes(scanned(write_pdf(path, [(title, rows)]).read_bytes(), 1))
    return path


@pytest.fixture(scope="module")
def evidence(tmp_path_factory):
    at = tmp_path_factory.mktemp("scans")
    return read_evidence(EvidencePaths((scan_of(at / "timetable.pdf", "Timetable", GRID),),
                                       (scan_of(at / "log.pdf", "Provision log Autumn 2025", LOG),),
                                       (scan_of(at / "register.pdf", "Attendance", REGISTER),)), CHILD)


def test_a_scanned_log_is_read_row_by_row(evidence):
    assert [(row.date.day, row.minutes, row.label, row.outcome.value) for row in evidence.sessions] == [
        (8, 20, "Phonics", "delivered"), (9, 20, "Phonics", "not_delivered"), (15, 45, "Speech targets", "delivered")]


def test_a_scanned_timetable_is_read_cell_by_cell(evidence):
    assert {(DAYS[slot.weekday], f"{slot.start:%H%M}", slot.label, slot.staff) for slot in evidence.slots} >= {
        ("Mon", "0900", "English", "KB"), ("Wed", "0900", "SaLT", "HC"), ("Fri", "1015", "Reading", "KB")}


def test_every_row_of_a_scan_is_in_doubt(evidence):
    doubted = {doubt.place for doubt in evidence.doubts if doubt.code == "recognised"}
    assert {fact.source.place() for fact in (*evidence.sessions, *evidence.slots)} == doubted


def test_a_scanned_register_is_refused_with_a_remedy(evidence):
    assert not evidence.marks
    (refused,) = (doubt for doubt in evidence.doubts if doubt.code == "unusable_file")
    assert refused.place == "register.pdf"
    assert "Ask the school" in refused.next_step
