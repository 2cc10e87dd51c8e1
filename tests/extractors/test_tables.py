"""Files of every format become the same rows; what cannot be opened says so."""

import contextlib
import datetime as dt
import os

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import limits, tables
from extractors.opening.panic import said_to_nobody
from extractors.tables import read_tables
from models.errors import FileTooLarge, LockedFile, Stop, UnreadableFile
from tests.extractors.papers import write_csv, write_docx, write_pdf, write_plain_pdf, write_xlsx

ROWS = [["Date", "Activity", "Done"], ["08/09/2025", "Café – “phonics”", "✓"], ["09/09/2025", "Maths", "N"]]


def rows(path):
    (table,) = read_tables(path)
    return [list(line) for line in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(delimiter, encoding, tmp_path):
    assert rows(write_csv(tmp_path / "log.csv", ROWS, delimiter=delimiter, encoding=encoding)) == ROWS


def test_windows_encoding(tmp_path):
    windows = [[cell.replace("✓", "½") for cell in row] for row in ROWS]
    assert rows(write_csv(tmp_path / "log.csv", windows, encoding="cp1252")) == windows


def test_a_document_a_workbook_and_a_pdf_hold_the_same_rows(tmp_path):
    words = [[cell.replace("✓", "Y") for cell in row] for row in ROWS]
    title = ["Provision log"]
    assert rows(write_xlsx(tmp_path / "log.xlsx", {"Log": words})) == words
    assert rows(write_docx(tmp_path / "log.docx", title[0], words)) == [title, *words]
    assert rows(write_pdf(tmp_path / "log.pdf", [(title[0], words)])) == [title, *words]


def test_rows_know_their_sheet_page_and_number(tmp_path):
    workbook = read_tables(write_xlsx(tmp_path / "log.xlsx", {"Literacy": ROWS, "OT & PE": ROWS}))
    assert [table.source(2).place() for table in workbook] == [
        "log.xlsx, sheet Literacy, row 3", "log.xlsx, sheet OT & PE, row 3"]
    (pdf,) = read_tables(write_pdf(tmp_path / "log.pdf", [("One", ROWS[:2]), ("Two", ROWS[2:])]))
    assert pdf.source(len(pdf.rows) - 1, 0).place() == "log.pdf, page 2, row 2, column 1"


def test_typed_cells_keep_their_types(tmp_path):
    cells = [dt.date(2025, 9, 8), dt.time(9, 30), dt.timedelta(minutes=45), 0.5, 45908, True, "x"]
    ((found,),) = ([table.rows[0] for table in read_tables(write_xlsx(tmp_path / "t.xlsx", {"T": [cells]}))],)
    assert found == (dt.date(2025, 9, 8), dt.time(9, 30), dt.timedelta(minutes=45), 0.5, 45908.0, True, "x")


def test_hidden_sheets_are_not_read(tmp_path):
    path = write_xlsx(tmp_path / "log.xlsx", {"Log": ROWS, "Other class": ROWS})
    book = openpyxl.load_workbook(path)
    book["Other class"].sheet_state = "hidden"
    book.save(path)
    assert [table.sheet for table in read_tables(path)] == ["Log"]


@pytest.mark.parametrize("name", ["export.xls", "export.html"])
def test_a_web_page_that_calls_itself_a_spreadsheet(name, tmp_path):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    (tmp_path / name).write_text(f"<html><body><table>{cells}</table></body></html>", "utf-8")
    assert rows(tmp_path / name) == ROWS


BROKEN = {
    "log.csv": b"", "log.xlsx": b"not a workbook", "log.docx": b"not a document", "log.pdf": b"%PDF-1.4 cut off",
    "other.csv": b"\x00\x01\x02", "none.csv": None,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gives_one_clear_error(name, tmp_path):
    if BROKEN[name] is not None:
        (tmp_path / name).write_bytes(BROKEN[name])
    with pytest.raises(UnreadableFile) as stop:
        read_tables(tmp_path / name)
    assert (stop.value.where, bool(stop.value.what), bool(stop.value.remedy)) == (name, True, True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["xlsx", "docx", "pdf", "csv"]),
       st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12), st.floats(0.01, 1))
def test_a_file_with_flipped_bytes_is_read_or_refused(tmp_path, kind, flips, kept):
    write = {"xlsx": lambda at: write_xlsx(at, {"Log": ROWS}), "docx": lambda at: write_docx(at, "Log", ROWS),
             "pdf": lambda at: write_pdf(at, [("Log", ROWS)]), "csv": lambda at: write_csv(at, ROWS)}[kind]
    content = bytearray(write(tmp_path / f"whole.{kind}").read_bytes())
    for place, byte in flips:
        content[int(place * (len(content) - 1))] = byte
    path = tmp_path / f"broken.{kind}"
    path.write_bytes(content[:max(1, int(kept * len(content)))])
    with contextlib.suppress(Stop):
        assert read_tables(path) is not None


def test_a_pdf_without_words_says_so(tmp_path):
    path = write_plain_pdf(tmp_path / "empty.pdf", [], [])
    with pytest.raises(UnreadableFile, match="no words"):
        read_tables(path)


def test_a_workbook_or_pdf_that_needs_a_password(tmp_path):
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "log.xlsx").write_bytes(tables.OLE_HEADER + b"\0" * 4096)
    writer = PdfWriter(PdfReader(write_pdf(tmp_path / "plain.pdf", [("T", ROWS)])))
    writer.encrypt("secret")
    writer.write(tmp_path / "log.pdf")
    for name in ("log.xlsx", "log.pdf"):
        with pytest.raises(LockedFile):
            read_tables(tmp_path / name)


@pytest.mark.parametrize(("of", "what"), [("record", "bytes"), ("record", "cells"), ("package", "unpacked_bytes"),
                                          ("package", "parts"), ("package", "xml_bytes"), ("package", "xml_tags")])
def test_limits_of_size(of, what, tmp_path, monkeypatch):
    monkeypatch.setitem(limits.all_limits()[of], what, {"most": 2})
    path = write_xlsx(tmp_path / "log.xlsx", {"Log": ROWS})
    with pytest.raises(FileTooLarge) as stop:
        read_tables(path)
    assert isinstance(stop.value, Stop)


def test_rows_of_a_word_document_are_counted_within_their_table(tmp_path):
    (word,) = read_tables(write_docx(tmp_path / "log.docx", "Extra help", ROWS[:2]))
    assert [word.source(row).place() for row in range(3)] == [
        "log.docx, row 1", "log.docx, table 1, row 1", "log.docx, table 1, row 2"]


class PanicException(BaseException):
    """As pyo3 names what a library of Rust raises when it breaks off; no module offers it by name."""


def test_a_panic_is_an_error_and_its_words_reach_no_screen(capfd):
    with pytest.raises(ValueError, match="a library broke off"), said_to_nobody():
        os.write(2, b"thread panicked at Literacy with Ms Adeyemi")
        raise PanicException
    os.write(2, b"as before")
    assert capfd.readouterr().err == "as before"


def test_what_is_no_panic_goes_on_as_it_is():
    with pytest.raises(KeyboardInterrupt), said_to_nobody():
        raise KeyboardInterrupt
