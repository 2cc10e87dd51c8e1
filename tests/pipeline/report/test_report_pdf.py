"""The report as a PDF: where LibreOffice is installed, and one clear note where it is not."""

import datetime as dt
import io
import shutil
import time

import pytest
from pypdf import PdfReader

from pipeline.report.gap_report import write_report
from pipeline.report.pages import pages
from pipeline.report.pdf import report_pdf
from pipeline.report.word import report_docx
from tests.example_report import FINDINGS, case, report

DAY = dt.date(2025, 12, 19)


@pytest.fixture
def word():
    return report_docx(pages(report(findings=FINDINGS[:1]), case()), DAY)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Stands for LibreOffice: does to a file what the test says."""
    def stand_in(script):
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    return stand_in


def test_the_same_report_is_the_same_pdf_with_its_structure_and_language(word):
    first = report_pdf(word, DAY)
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        assert first is None
        return
    time.sleep(1.1 - time.time() % 1)
    assert report_pdf(word, DAY) == first
    root = PdfReader(io.BytesIO(first)).root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert PdfReader(io.BytesIO(first)).metadata["/CreationDate"].startswith("D:20251219")


def test_without_libreoffice_there_is_no_pdf_and_all_else_is_there(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    wanted = case().model_copy(update={"pdf": True})
    written = write_report(report(), wanted, tmp_path / "out")
    assert [path.name for path in written] == ["report.docx", "report.html", "report.xlsx"]


def test_a_libreoffice_that_fails_leaves_no_pdf(word, office):
    office("exit 1")
    assert report_pdf(word, DAY) is None


def test_what_libreoffice_makes_is_written_beside_the_others(tmp_path, office):
    office('for last; do :; done; echo "%PDF (D:20260101000000Z)" > "${last%.docx}.pdf"')
    written = write_report(report(), case().model_copy(update={"pdf": True}), tmp_path / "out")
    assert written[-1].read_bytes() == b"%PDF (D:20251219000000Z)\n"


def test_a_pdf_is_made_on_request_alone(tmp_path, office):
    office('for last; do :; done; echo "%PDF" > "${last%.docx}.pdf"')
    assert "report.pdf" not in {path.name for path in write_report(report(), case(), tmp_path / "out")}
