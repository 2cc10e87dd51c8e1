"""Papers as schools make them: small workbooks, documents, PDFs and text files, written for a test."""

import csv

import docx
import openpyxl
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle


def write_csv(path, rows, *, delimiter=",", encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_xlsx(path, sheets, merged=()):
    """A workbook of `{sheet: rows}`; `merged` are ranges such as ("Sheet1", "B2:F2")."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(["" if value is None else value for value in row])
    for name, cells in merged:
        book[name].merge_cells(cells)
    book.save(path)
    return path


def write_docx(path, title, rows, merged=()):
    """A document with a title line and a table; `merged` are ((row, column), (row, column))."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
    for (top, left), (bottom, right) in merged:
        words = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = words
    document.save(path)
    return path


def write_pdf(path, pages, spans=()):
    """A PDF of pages `(title, rows)` with ruled tables; `spans` are reportlab's ((column, row), (column, row))."""
    style = getSampleStyleSheet()["Normal"]
    flow = []
    for title, rows in pages:
        cells = [[Paragraph(text.replace("\n", "<br/>"), style) for text in row] for row in rows]
        table = Table(cells, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                                               *(("SPAN", *span) for span in spans)]))
        flow += [Paragraph(title, style), table, PageBreak()]
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build(flow)
    return path


def write_plain_pdf(path, rows, columns):
    """A PDF without ruling lines: words at fixed columns."""
    page = canvas.Canvas(str(path), pagesize=landscape(A4))
    page.setFont("Helvetica", 9)
    for number, row in enumerate(rows):
        for text, left in zip(row, columns, strict=False):
            page.drawString(left, 550 - 20 * number, text)
    page.save()
    return path
