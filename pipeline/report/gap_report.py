"""The gap report, written from the same pages: to print and edit, to read on a screen, to sort, and as a PDF."""

from pathlib import Path

from models.case import Case
from models.gap import Report
from pipeline.report.page import report_html
from pipeline.report.pages import pages
from pipeline.report.pdf import report_pdf
from pipeline.report.sheets import report_xlsx
from pipeline.report.word import report_docx


def write_report(report: Report, case: Case, folder: Path) -> list[Path]:
    """Write `report.docx`, `report.html`, `report.xlsx` and, if wanted and possible, `report.pdf`; give their paths."""
    page = pages(report, case)
    word = report_docx(page, report.as_of)
    files = {"report.docx": word, "report.html": report_html(page).encode(), "report.xlsx": report_xlsx(report, case)}
    if case.pdf and (pdf := report_pdf(word, report.as_of)):
        files["report.pdf"] = pdf
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
