"""A document or a sheet may hold tables of several forms: each is read as what it is."""

import docx
import pytest

from extractors.evidence import EvidencePaths, read_evidence
from tests.extractors.papers import write_xlsx

TICKS = [["W/B 8 Sept 2025"], ["Intervention", "Mon", "Tue", "Wed", "Thu", "Fri", "Comments"],
         ["Phonics", "✓", "", "✓", "", "", ""]]
VISITS = [["Date", "Session", "Who", "Length", "Done?"], ["09/09/2025", "SaLT", "HC", "45", "Y"]]
MORE = [["Date", "Session", "Who", "Length", "Done?"], ["16/09/2025", "SaLT", "HC", "45", "Y"]]


def document(path, *tables):
    paper = docx.Document()
    paper.add_paragraph("Nell - record of support")
    for rows in tables:
        table = paper.add_table(rows=len(rows), cols=max(map(len, rows)))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=False):
                cell.text = text
        paper.add_paragraph("Next page")
    paper.save(path)
    return path


@pytest.mark.parametrize("tables", [(TICKS, VISITS, MORE), (VISITS, TICKS, MORE), (VISITS, MORE, TICKS)])
def test_each_table_is_read_in_its_own_form(tables, tmp_path):
    found = read_evidence(EvidencePaths(logs=(document(tmp_path / "log.docx", *tables),)), "Nell Ashworth-Ibe")
    assert sorted((row.date.isoformat(), row.label) for row in found.sessions) == [
        ("2025-09-08", "Phonics"), ("2025-09-09", "SaLT"), ("2025-09-10", "Phonics"), ("2025-09-16", "SaLT")]
    assert {row.source.sheet for row in found.sessions} <= {"table 1", "table 2", "table 3"}


@pytest.mark.parametrize("tables", [(TICKS, VISITS, MORE), (VISITS, TICKS, MORE)])
def test_forms_below_each_other_on_one_sheet(tables, tmp_path):
    rows = [line for table in tables for line in (*table, [])]
    found = read_evidence(EvidencePaths(logs=(write_xlsx(tmp_path / "log.xlsx", {"All": rows}),)), "Nell Ashworth-Ibe")
    assert sorted((row.date.isoformat(), row.label) for row in found.sessions) == [
        ("2025-09-08", "Phonics"), ("2025-09-09", "SaLT"), ("2025-09-10", "Phonics"), ("2025-09-16", "SaLT")]
    assert {(row.source.sheet, rows[row.source.row - 1][0] in ("Phonics", row.date.strftime("%d/%m/%Y")))
            for row in found.sessions} == {("All", True)}
