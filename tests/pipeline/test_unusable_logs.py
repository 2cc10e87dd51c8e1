"""A log that was handed in and cannot be used is named wherever a reader would think that there was none."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.gap import FindingStatus, Report
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.letters.letter import write_letters
from pipeline.packs.pack import scope_of
from pipeline.packs.summary import summary
from pipeline.report.pages import pages
from pipeline.report.word import report_docx
from tests.doors.commands import KIT
from tests.written import word_lines

TODAY = dt.date(2025, 12, 19)
NONE = "o record of sessions was supplied"
COLUMNS = "Date,Session,Minutes,Outcome\n"
OF_LAST_YEAR = f"{COLUMNS}05/11/2024,Literacy programme,20,Delivered\n"


def _bomb(case: Path) -> None:
    shutil.move(case / "log.csv", case / "log.xlsx")


def _of_other_days(case: Path) -> None:
    (case / "log.csv").write_text(OF_LAST_YEAR, "utf-8")


def _of_no_days(case: Path) -> None:
    (case / "log.csv").write_text(f"{COLUMNS}soon,Literacy programme,20,Delivered\n", "utf-8")


def _said(report: Report, case: Path) -> dict[str, str]:
    """What a report, letters and the summary of a pack say."""
    read = read_case(case, TODAY)
    said = {"report": word_lines(report_docx(pages(report, read), TODAY))}
    said |= {path.name: word_lines(path.read_bytes()) for path in write_letters(report, read, case)}
    route = next(one for one in report.routes if one.route == "R1")
    return said | {"summary": str(summary(scope_of(report, read, route)))}


def _case(folder: Path) -> Path:
    return shutil.copytree(KIT, folder / "case")


@pytest.mark.parametrize("spoil", [_bomb, _of_other_days, _of_no_days])
def test_nobody_is_told_that_no_log_was_supplied(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    case = _case(tmp_path)
    spoil(case)
    report = check(read_case(case, TODAY))
    name, = report.unusable
    said = _said(report, case)
    assert {"report", "summary", "R1_senco.docx", "list_of_records.docx"} <= said.keys()
    assert not [where for where, words in said.items() if NONE in words]
    assert not [where for where in ("report", "summary", "R1_senco.docx", "list_of_records.docx")
                if f"{name} was supplied, but nothing in it could be used" not in said[where]]


@pytest.mark.parametrize("spoil", [_bomb, _of_no_days])
def test_no_figure_is_put_on_what_a_log_that_cannot_be_read_may_show(tmp_path: Path,
                                                                     spoil: Callable[[Path], None]) -> None:
    case = _case(tmp_path)
    spoil(case)
    name, = {path.name for path in case.iterdir()} & {"log.csv", "log.xlsx"}
    found = check(read_case(case, TODAY)).findings
    assert any(one.status is FindingStatus.NOT_EVIDENCED for one in found)
    assert not [one.provision_id for one in found if one.shortfall_minutes]
    assert any(f"{name} could not be read" in line.words and line.sources == (name,)
               for one in found for line in one.why)


def test_without_a_log_what_is_not_evidenced_has_its_figure(tmp_path: Path) -> None:
    case = _case(tmp_path)
    (case / "log.csv").unlink()
    assert any(one.shortfall_minutes for one in check(read_case(case, TODAY)).findings)


def test_of_two_logs_the_one_that_cannot_be_used_is_named_beside_the_other(tmp_path: Path) -> None:
    case = _case(tmp_path)
    (case / "log-2.xlsx").write_bytes(b"PK\3\4")
    said = _said(check(read_case(case, TODAY)), case)
    assert "log.csv covers 7 of 7 school weeks" in said["report"]
    assert "log-2.xlsx was supplied as well, but nothing in it could be used" in said["report"]


def test_where_papers_were_not_read_it_is_not_said_that_there_was_no_log(tmp_path: Path) -> None:
    case = _case(tmp_path)
    (case / "log.csv").rename(case / "what we wrote down.csv")
    said = _said(check(read_case(case, TODAY)), case)
    assert not [where for where, words in said.items() if NONE in words]
    assert "No record of sessions was read" in said["R1_senco.docx"]


def test_a_log_that_could_not_be_read_and_was_left_out_at_the_desk_is_no_log_that_nobody_had(tmp_path: Path) -> None:
    case = _case(tmp_path)
    (case / "log.csv").rename(case / "bomb.xlsx")
    with (case / "case.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[files]\nothers = ["bomb.xlsx"]\n')
    said = _said(check(read_case(case, TODAY)), case)
    assert not [where for where, words in said.items() if NONE in words]


def test_where_there_was_none_that_is_said(tmp_path: Path) -> None:
    case = _case(tmp_path)
    (case / "log.csv").unlink()
    report = check(read_case(case, TODAY))
    assert (report.unusable, report.unread) == ((), ())
    assert NONE in _said(report, case)["report"]
