"""The report as a workbook: every provision, session, source, school week and finding, to be sorted and filtered."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from models.calendar import CalendarSource
from models.case import Case
from models.gap import Bucket, Coverage, Finding, Report
from models.provision import Provision
from pipeline.calendar import SchoolDays
from pipeline.charts import bar_order
from pipeline.report_front import calendar_mark
from pipeline.report_words import schedule_words
from pipeline.rules import rules
from pipeline.standing import open_doubts, standing
from pipeline.wording import phrase
from templates.words import printable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | dt.date | None
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
A4 = 9
PROVISIONS = ("Item", "Section", "Page", "Words of the plan", "Service", "Who", "How", "Most in a group",
              "Amount as read", "Wording", "Our reading", "Doubts", "Words that leave it open")
SESSIONS = ("Item", "Date", "Counted as", "Minutes", "Words of the record", "Note", "File", "Sheet", "Row")
SOURCES = ("File", "What it is", "First day", "Last day", "School weeks covered", "School weeks in the window")
CALENDAR = ("Week beginning", "Open days", "Half-term", "Week of the timetable", "Days closed")
FINDINGS = ("Item", "Amount as read", "Finding", "Due sessions, at least", "Due sessions, at most",
            "Due minutes, at least", "Due minutes, at most", "Planned minutes", "Shown minutes, at least",
            "Shown minutes, at most", "Difference in minutes")


def report_xlsx(report: Report, case: Case) -> bytes:
    """Give the report as the bytes of an .xlsx file."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(file, options)
    workbook.set_properties({"title": "Section F and the records",
                             "created": dt.datetime.combine(report.as_of, dt.time())})
    _sheet(workbook, "Provisions", PROVISIONS, (_provision(report, one) for one in report.reading.provisions))
    _sheet(workbook, "Sessions", SESSIONS, _sessions(report))
    _sheet(workbook, "Sources", SOURCES, _sources(report, case))
    _sheet(workbook, "Calendar", CALENDAR, _calendar(report))
    _sheet(workbook, "Findings", _finding_heads(), (_finding(report, one) for one in report.findings))
    for sheet in workbook.worksheets():
        sheet.set_header(f"&L&A&R{calendar_mark(report)}")
    workbook.close()
    return file.getvalue()


def _provision(report: Report, one: Provision) -> list[Cell]:
    return [one.id, one.section.value, one.quote.page, one.text, phrase("services", one.service),
            one.deliverer.text if one.deliverer else None, phrase("modes", one.mode) if one.mode else None,
            one.max_group_size, "; ".join(map(schedule_words, one.schedules)), one.status.value,
            standing(report, one).value, " ".join(doubt.reason for doubt in open_doubts(report, one)),
            "; ".join(one.vague_terms)]


def _sessions(report: Report) -> Iterable[list[Cell]]:
    for finding in report.findings:
        for line in finding.evidence:
            yield [finding.provision_id, line.date, _bucket_name(line.bucket), line.minutes, line.label, line.note,
                   line.source.file, line.source.sheet, line.source.row]
    for spare in report.unmatched:
        yield [None, spare.date, "Belongs to no item", None, spare.text, spare.reason, spare.source.file,
               spare.source.sheet, spare.source.row]


def _sources(report: Report, case: Case) -> Iterable[list[Cell]]:
    covered = {part.file: part for part in report.coverage}
    for source in dict.fromkeys((report.reading.source, *(one.source for one in report.reading.versions))):
        yield [source.file, f"Plan, SHA-256 {source.sha256}"]
    kinds = (("Timetable", case.timetables), ("Log", case.logs), ("Register", case.registers),
             ("School calendar", (case.calendar,) if case.calendar else ()))
    if report.calendar.source is CalendarSource.ASSUMED:
        yield [report.calendar.file, "School calendar (assumed)"]
    for kind, paths in kinds:
        for path in paths:
            yield [path.name, kind, *_covered(covered.get(path.name))]


def _covered(part: Coverage | None) -> list[Cell]:
    return [part.first_day, part.last_day, part.weeks, part.of_weeks] if part else []


def _calendar(report: Report) -> Iterable[list[Cell]]:
    days = SchoolDays(report.calendar)
    for week in days.weeks(*report.window):
        named = next((one.name for one in report.calendar.half_terms if one.holds(week.open_days[0])), None)
        last = week.monday + dt.timedelta(days=6)
        closed = [one.name for one in report.calendar.closures if one.start <= last and one.end >= week.monday]
        yield [week.monday, len(week.open_days), named, days.cycle_week(week.monday), "; ".join(closed)]


def _finding_heads() -> tuple[str, ...]:
    buckets = [f"{_bucket_name(bucket)}: {unit}" for bucket in bar_order() for unit in ("sessions", "minutes")]
    return (*FINDINGS, *buckets, "Worked out")


def _finding(report: Report, one: Finding) -> list[Cell]:
    provision = next(item for item in report.reading.provisions if item.id == one.provision_id)
    read = "" if one.schedule is None else schedule_words(provision.schedules[one.schedule])
    counts = [one.ledger.buckets.get(bucket) for bucket in bar_order()]
    workings = [*one.due.workings, *one.why]
    return [one.provision_id, read, phrase("statuses", one.status), *(one.due.sessions or (None, None)),
            *(one.due.minutes or (None, None)), one.planned_minutes, *one.delivered_minutes, one.shortfall_minutes,
            *(cell for count in counts for cell in ((count.sessions, count.minutes) if count else (None, None))),
            " ".join(f"{line.words} ({'; '.join(line.sources)})" for line in workings)]


def _bucket_name(bucket: Bucket) -> str:
    return str(rules("wording")["buckets"][bucket.value]["name"])


def _sheet(workbook: "Workbook", name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write one sheet: a frozen header with filters, then rows of which every cell says what it is."""
    sheet, formats = workbook.add_worksheet(name), _formats(workbook)
    widths = [len(words) for words in heads]
    for column, words in enumerate(heads):
        sheet.write_string(0, column, words, formats["head"])
    number = 0
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], len(str(cell or "")))
            _write(sheet, (number, column), cell, formats)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, max(9, min(width * 0.95 + 2, WIDEST)))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(number, 1), len(heads) - 1)


def _write(sheet: "Worksheet", place: tuple[int, int], cell: Cell, formats: dict[str, "Format"]) -> None:
    """Write a cell as what it is: words that look like a formula stay words."""
    if isinstance(cell, int):
        sheet.write_number(*place, cell, formats["text"])
    elif isinstance(cell, dt.date):
        sheet.write_datetime(*place, dt.datetime.combine(cell, dt.time()), formats["date"])
    elif cell:
        sheet.write_string(*place, str(printable(cell)),
                           formats["quoted" if cell.startswith(FORMULA_MARKS) else "text"])


def _formats(workbook: "Workbook") -> dict[str, "Format"]:
    """Give the looks of cells; `quoted` also tells Excel that the words are no formula if someone edits them."""
    plain = {"text_wrap": True, "valign": "top"}
    return {"text": workbook.add_format(plain), "date": workbook.add_format({**plain, "num_format": "d mmm yyyy"}),
            "quoted": workbook.add_format({**plain, "quote_prefix": True}),
            "head": workbook.add_format({**plain, "bold": True, "bottom": 1})}
