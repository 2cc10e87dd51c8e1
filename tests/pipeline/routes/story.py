"""A case in a few lines of TOML, made into a report: findings, plan, family, register and events."""

import datetime as dt
import tomllib
from pathlib import Path

from models.amounts import Contact, Period, Schedule
from models.calendar import CalendarSource, HalfTerm, SchoolCalendar
from models.case import Case, Event, Situation
from models.delivery import AttendanceMark, Half
from models.doubt import Doubt
from models.due import Due, Kind
from models.gap import Bucket, Count, Coverage, EvidenceLine, Finding, FindingStatus, Ledger, Report
from models.provision import Plan, PlanReading, Provision
from models.source import Document, Quote, Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.out_of_school import days_away
from pipeline.routes.choose import with_ways_on

FOLDER = Path(__file__).parent / "stories"
YEAR = [("2025-09-03", "2025-10-24", "autumn 2025"), ("2025-11-03", "2025-12-19", "autumn 2025"),
        ("2026-01-05", "2026-02-13", "spring 2026"), ("2026-02-23", "2026-03-27", "spring 2026"),
        ("2026-04-13", "2026-05-22", "summer 2026"), ("2026-06-01", "2026-07-21", "summer 2026")]
SHORT, SILENT = FindingStatus.SHORT, FindingStatus.NOT_EVIDENCED
KINDS = {
    "missed": (SHORT, Bucket.MISSED_PROVIDER, 400), "below": (SHORT, Bucket.NO_RECORD, 200),
    "silent": (SILENT, Bucket.NO_RECORD, None), "doubtful": (SILENT, Bucket.NO_RECORD, None),
    "met": (FindingStatus.MET, Bucket.DELIVERED, None), "unsplit": (FindingStatus.MET, Bucket.DELIVERED, None),
    "vague": (FindingStatus.NOT_MEASURABLE, None, None), "part_time": (FindingStatus.MET, Bucket.PART_TIME, None),
    "suspended": (FindingStatus.MET, Bucket.CHILD_EXCLUDED, None),
}
"""What was found of an item: its status, the bucket of its ledger, and the minutes planned of the 400 due."""


def stories():
    """Every story, with the name of its file."""
    return [(path.stem, told) for path in sorted(FOLDER.glob("*.toml"))
            for told in tomllib.loads(path.read_text("utf-8"))["story"]]


def checked(told):
    """The report of a story, with its routes, its clocks and the step to take next."""
    return with_ways_on(report(told), case(told))


def report(told):
    """What was found: an item of Section F for each word of `found`, and one item each of Sections G and H1."""
    names = told.get("found", [])
    plan = {"status": "final", "issue_date": "2024-11-04", "date_of_birth": "2016-11-02"} | told.get("plan", {})
    items = tuple(provision(f"F{number}", name) for number, name in enumerate(names, 1))
    reading = PlanReading(plan=Plan.model_validate({name: value for name, value in plan.items() if value != "none"}),
                          source=Document(file="plan.pdf", sha256="0" * 64, pages=9),
                          provisions=(*items, provision("G1", "met"), provision("H11", "met", "H1")))
    terms = calendar()
    findings = tuple(finding(f"F{number}", name, told) for number, name in enumerate(names, 1))
    start, end = dt.date(2025, 9, 3), told["as_of"]
    log = Coverage(file="log.csv", first_day=start, last_day=end, weeks=15, of_weeks=told.get("log_weeks", 15))
    return Report(reading=reading, window=(start, end), as_of=end, calendar=terms, open_days=70, weeks=15,
                  coverage=(log,), findings=findings,
                  outside_f=tuple(finding(name, "missed", told) for name in told.get("outside_f", ())),
                  away=days_away(marks(told), SchoolDays(terms)))


def provision(name, kind, section="F"):
    doubts = (Doubt(code="range", field="schedules", reason="Two readings."),) if kind == "doubtful" else ()
    contact = Contact.UNSPLIT if kind == "unsplit" else None
    schedules = () if kind == "vague" else (
        Schedule(sessions=1, session_minutes=40, total_minutes=40, per=Period.WEEK, contact=contact),)
    return Provision(id=name, section=name[0] if name[0] in "FG" else section, text="words",
                     quote=Quote(text="words", page=7), schedules=schedules,
                     status="vague" if kind == "vague" else "measurable", review=doubts)


def finding(name, kind, told):
    status, bucket, planned = KINDS[kind]
    ledger = Ledger(buckets={bucket: Count(sessions=10, minutes=400)} if bucket else {})
    lines = [EvidenceLine(source=Row(file="log.csv", row=number), bucket=bucket, date=day)
             for number, day in enumerate(told.get("missed", [dt.date(2025, 11, 12)]), 2)] if kind == "missed" else []
    return Finding(provision_id=name, schedule=None if kind == "vague" else 0, kind=Kind.PER_WEEK,
                   due=Due(kind=Kind.PER_WEEK, minutes=None if kind == "vague" else (400, 400)), status=status,
                   planned_minutes=planned, ledger=ledger, evidence=tuple(lines))


def calendar():
    """A school year without INSET days, so that school days can be counted by hand."""
    return SchoolCalendar(source=CalendarSource.SUPPLIED, file="term_dates.csv", half_terms=tuple(
        HalfTerm(name=start, term=term, start=start, end=end) for start, end, term in YEAR))


def marks(told):
    """The marks of a register: `I = ["2025-09-08", 5]` is five school days of I from that one on; "am" for a half."""
    days = SchoolDays(calendar())
    for number, (code, first, wanted, *half) in enumerate(told.get("away", ()), 2):
        for day in days.open_days(first, dt.date.max)[:wanted]:
            for one in [Half.AM] if half else Half:
                yield AttendanceMark(source=Row(file="register.csv", row=number), date=day, half=one, code=code)


def case(told):
    """What the family says, and what was sent and received."""
    situation = Situation.model_validate(told.get("situation", {}))
    events = tuple(Event.model_validate(event) for event in told.get("events", ()))
    return Case(id="story", plan=Path("plan.pdf"), as_of=told["as_of"], situation=situation, events=events)
