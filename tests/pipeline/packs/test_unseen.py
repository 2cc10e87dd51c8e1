"""What a timetable holds that nobody sees who opens it goes into no pack, and the sender is told of it by name."""

import csv
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from extractors.opening.unseen import unseen
from models.redaction import Hidden
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.packs.checklist import checks
from pipeline.packs.evidence import Exhibit, evidence
from pipeline.packs.pack import scope_of
from pipeline.packs.scope import Scope
from pipeline.redaction.hiding import NOBODY, Hiding
from tests.doors.commands import KIT
from tests.hostile import pdfs, sheets, word
from tests.pack_cases import SAMPLES
from tests.small_files import printed

TODAY = dt.date(2025, 12, 19)
PRIVATE = "Tamsin Wrenfield"


@pytest.mark.parametrize(("name", "content", "what"), [
    ("t.xlsx", sheets.macros, {"macros"}),
    ("t.xlsx", sheets.links_and_connections, {"links"}),
    ("t.xlsx", sheets.hidden_sheets, {"sheets"}),
    ("t.xls", lambda: b"\xd0\xcf", {"opaque"}),
    ("t.docx", word.macros_and_objects, {"macros", "embedded"}),
    ("t.docx", word.template_elsewhere, {"links"}),
    ("t.docx", word.fields_that_run, {"links"}),
    ("t.docx", word.plain, set()),
    ("t.pdf", pdfs.embedded_files, {"embedded"}),
    ("t.pdf", lambda: (SAMPLES / "priya" / "timetable.pdf").read_bytes(), set()),
    ("t.pdf", lambda: printed([["Monday", "Reading"]]), {"opaque"}),
    ("t.csv", lambda: b"Monday,Reading", set()),
])
def test_what_is_not_seen_is_found(tmp_path: Path, name: str, content: Callable[[], bytes], what: set[str]) -> None:
    (tmp_path / name).write_bytes(content())
    assert {one.what for one in unseen(tmp_path / name)} == what


def _scope(folder: Path, hide: Callable[[openpyxl.Workbook], None], hiding: Hiding = NOBODY) -> Scope:
    """A case whose timetable is a workbook in which something is hidden."""
    case = shutil.copytree(KIT, folder / "case")
    book = openpyxl.Workbook()
    with (case / "timetable.csv").open(encoding="utf-8", newline="") as rows:
        for line in csv.reader(rows):
            book.active.append(line)
    hide(book)
    book.save(case / "timetable.xlsx")
    (case / "timetable.csv").unlink()
    read = read_case(case, TODAY)
    report = check(read)
    return scope_of(report, read, next(one for one in report.routes if one.route == "R4"), hiding)


def _timetable(scope: Scope) -> Exhibit:
    return next(one for one in evidence(scope)["exhibits"] if one.kind == "timetable")


def _sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Other children")["A1"] = PRIVATE
    book["Other children"].sheet_state = "veryHidden"


def _row(book: openpyxl.Workbook) -> None:
    book.active.append([PRIVATE])
    book.active.row_dimensions[book.active.max_row].hidden = True


def _columns(book: openpyxl.Workbook) -> None:
    book.active["K2"] = PRIVATE
    book.active.column_dimensions.group("J", "L", hidden=True)


def _comment(book: openpyxl.Workbook) -> None:
    book.active["A1"].comment = Comment(PRIVATE, PRIVATE)


@pytest.mark.parametrize("hide", [_sheet, _row, _columns, _comment])
@pytest.mark.parametrize("hiding", [NOBODY, Hiding([Hidden(name="Adeyemi", instead="the TA", hide=True)])])
def test_nothing_that_is_hidden_goes_along(tmp_path: Path, hide: Callable[[openpyxl.Workbook], None],
                                           hiding: Hiding) -> None:
    scope = _scope(tmp_path, hide, hiding)
    timetable = _timetable(scope)
    assert timetable.copy.name.endswith(".csv")
    assert "Multiplication facts" in timetable.copy.content.decode("utf-8-sig")
    assert PRIVATE not in timetable.copy.content.decode("utf-8-sig")
    assert "timetable.xlsx" in " ".join(checks(scope, {}, [timetable]))


def test_a_timetable_of_which_all_is_seen_goes_along_as_it_is(tmp_path: Path) -> None:
    scope = _scope(tmp_path, lambda book: None)
    timetable = _timetable(scope)
    assert timetable.copy.content == scope.case.timetables[0].read_bytes()
    assert "timetable.xlsx" not in " ".join(checks(scope, {}, [timetable]))
