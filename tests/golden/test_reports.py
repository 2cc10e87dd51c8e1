"""Whole reports as their readers meet them; UPDATE_GOLDEN=1 writes them anew. The ways on have tests of their own."""

import datetime as dt
import os
from pathlib import Path

import pytest

from app.samples_folder import samples_folder
from models.calendar import CalendarSource
from models.case import Case
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.report.page import report_html
from pipeline.report.pages import Pages, pages
from pipeline.report.word import report_docx
from tests import example_report
from tests.written import page_lines, word_lines

ANSWERS = Path(__file__).parent / "reports"
KIT = samples_folder() / "kit"
WITHOUT_WAYS_ON = {"routes": (), "clocks": (), "next_step": None}


def _checked(case: Case) -> Pages:
    return pages(check(case).model_copy(update=WITHOUT_WAYS_ON), case)


def _gaps() -> Pages:
    shown = {"F1", "F5", "F7", "F9", "G1"}
    provisions = tuple(one for one in example_report.PROVISIONS if one.id in shown)
    findings = tuple(one for one in example_report.FINDINGS if one.provision_id in shown)
    return pages(example_report.report(provisions=provisions, findings=findings), example_report.case())


def _in_doubt() -> Pages:
    provisions = tuple(one for one in example_report.PROVISIONS if one.id == "F10")
    findings = tuple(one for one in example_report.FINDINGS if one.provision_id == "F10")
    assumed = example_report.calendar().model_copy(update={"source": CalendarSource.ASSUMED, "file": ""})
    about = example_report.report(provisions=provisions, findings=findings, calendar=assumed)
    return pages(about, example_report.case())


def _no_gap() -> Pages:
    return _checked(read_case(KIT, dt.date(2025, 12, 19)))


def _no_records() -> Pages:
    return _checked(Case(id="kit", plan=KIT / "plan.txt", calendar=KIT / "calendar.csv", as_of=dt.date(2025, 12, 19),
                         window=(dt.date(2025, 11, 3), dt.date(2025, 12, 19))))


REPORTS = {"gaps": _gaps, "in_doubt": _in_doubt, "no_gap": _no_gap, "no_records": _no_records}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_reads_as_it_did(name):
    page = REPORTS[name]()
    answers = {f"{name}.web.txt": page_lines(report_html(page)),
               f"{name}.word.txt": word_lines(report_docx(page, dt.date(2025, 12, 19)))}
    if os.environ.get("UPDATE_GOLDEN"):
        for file, words in answers.items():
            (ANSWERS / file).write_text(words, "utf-8")
    assert answers == {file: (ANSWERS / file).read_text("utf-8") for file in answers}
