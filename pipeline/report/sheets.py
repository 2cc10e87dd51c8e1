"""The report as a workbook: every provision, session, source, school week and finding, to be sorted and filtered."""

import datetime as dt
from collections.abc import Iterable

from models.calendar import CalendarSource
from models.case import Case
from models.gap import Bucket, Coverage, Finding, Report
from models.provision import Provision
from pipeline.calendars.open_days import SchoolDays
from pipeline.files.workbook import Cell, Sheet, workbook
from pipeline.report.charts import bar_order
from pipeline.report.front import calendar_mark
from pipeline.report.words import schedule_words
from pipeline.review.standing import open_doubts, standing
from pipeline.rules import rules
from pipeline.wording import phrase

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
    return workbook("Section F and the records", report.as_of, (
        Sheet("Provisions", PROVISIONS, (_provision(report, one) for one in report.reading.provisions)),
        Sheet("Sessions", SESSIONS, _sessions(report)),
        Sheet("Sources", SOURCES, _sources(report, case)),
        Sheet("Calendar", CALENDAR, _calendar(report)),
        Sheet("Findings", _finding_heads(), (_finding(report, one) for one in _all(report)))),
        calendar_mark(report))


def _all(report: Report) -> tuple[Finding, ...]:
    """Give the findings of Section F, and then those of health and social care, which stand apart by their ids."""
    return (*report.findings, *report.outside_f)


def _provision(report: Report, one: Provision) -> list[Cell]:
    return [one.id, one.section.value, one.quote.page, one.text, phrase("services", one.service),
            one.deliverer.text if one.deliverer else None, phrase("modes", one.mode) if one.mode else None,
            one.max_group_size, "; ".join(map(schedule_words, one.schedules)), one.status.value,
            standing(report, one).value, " ".join(doubt.reason for doubt in open_doubts(report, one)),
            "; ".join(one.vague_terms)]


def _sessions(report: Report) -> Iterable[list[Cell]]:
    for finding in _all(report):
        for line in finding.evidence:
            yield [finding.provision_id, line.date, _bucket_name(line.bucket), line.minutes, line.label, line.note,
                   line.source.file, line.source.sheet, line.source.row]
    counted = {line.source for finding in report.outside_f for line in finding.evidence}
    for spare in (row for row in report.unmatched if row.source not in counted):
        yield [None, spare.date, "Not counted", None, spare.text, spare.reason, spare.source.file,
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
