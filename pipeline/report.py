"""The gap report, written three times from the same pages: to print and edit, to read on a screen, to sort."""

from pathlib import Path

from models.case import Case
from models.gap import Report
from pipeline.report_docx import report_docx
from pipeline.report_html import report_html
from pipeline.report_pages import pages
from pipeline.report_xlsx import report_xlsx


def write_report(report: Report, case: Case, folder: Path) -> list[Path]:
    """Write `report.docx`, `report.html` and `report.xlsx` into the folder, and give their paths."""
    page = pages(report, case)
    files = {"report.docx": report_docx(page, report.as_of), "report.html": report_html(page).encode(),
             "report.xlsx": report_xlsx(report, case)}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
