"""A case written out in TOML, as small as its story needs, made into the nouns that the pipeline takes."""

import datetime as dt
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from extractors.evidence import EvidencePaths, read_evidence
from models.calendar import CalendarSource, Closure, ClosureKind, HalfTerm, SchoolCalendar
from models.delivery import AttendanceMark, Evidence, Half, Session, TimetableSlot
from models.provision import Plan, PlanReading, Provision, Schedule
from models.source import Document, Quote, Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.comparing.versions import together, without_ended
from pipeline.findings.find import FindingSet, findings

FOLDER = Path(__file__).parent / "scenarios"
AUTUMN = [["2025-09-03", "2025-10-24"], ["2025-11-03", "2025-12-18"]]
"""The autumn of DOMAIN 3.7: 72 open days in 15 school weeks."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def scenarios() -> dict[str, dict[str, Any]]:
    """Every scenario by the name of its file."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def found(story: dict[str, Any]) -> FindingSet:
    """What the pipeline finds in a story, with its records as nouns or as the text of files."""
    calendar = school_calendar(story.get("calendar", {}))
    window = tuple(dt.date.fromisoformat(day) for day in story.get("window", (AUTUMN[0][0], AUTUMN[-1][1])))
    as_of = dt.date.fromisoformat(story.get("as_of", window[1].isoformat()))
    return findings(reading_of(story, window[0], as_of), records(story), SchoolDays(calendar), window, as_of)


def reading_of(story: dict[str, Any], first: dt.date, as_of: dt.date) -> PlanReading:
    """The plan of a story with the versions before it, as of a day."""
    versions = [plan_reading(story), *(plan_reading(told) for told in story.get("earlier", ()))]
    return without_ended(together(versions, as_of), first)


def school_calendar(told: dict[str, Any]) -> SchoolCalendar:
    """The school's calendar; the autumn of DOMAIN 3.7 where the story has none."""
    half_terms = [HalfTerm(name=f"half-term {number}", start=start, end=end, term=told.get("term", "autumn 2025"),
                           source=Row(file="term_dates.csv", row=number + 1))
                  for number, (start, end) in enumerate(told.get("half_terms", AUTUMN), 1)]
    closures = [Closure(name="closed", start=day, end=day, kind=ClosureKind.INSET) for day in told.get("closed", ())]
    return SchoolCalendar(source=CalendarSource.SUPPLIED, half_terms=tuple(half_terms), closures=tuple(closures),
                          file="term_dates.csv", cycle=tuple(told.get("cycle", ())),
                          cycle_start=told.get("cycle_start"))


def plan_reading(story: dict[str, Any]) -> PlanReading:
    """The plan of a story: final since before the window, unless the story says otherwise."""
    plan = Plan.model_validate({"status": "final", "issue_date": "2025-06-12"} | story.get("plan", {}))
    provisions = tuple(provision(told) for told in story["provisions"])
    return PlanReading(plan=plan, source=Document(file="plan.pdf", sha256="0" * 64, pages=9), provisions=provisions)


def provision(told: dict[str, Any]) -> Provision:
    """One item of the plan."""
    schedules = [Schedule.model_validate({"session_minutes": None} | one) for one in told.get("schedules", ())]
    columns = {"who": told["who"]} if "who" in told else {}
    return Provision.model_validate(
        {"status": "measurable" if schedules else "vague"}
        | {name: value for name, value in told.items() if name not in ("who", "schedules", "page")}
        | {"schedules": schedules, "columns": columns, "quote": Quote(text=told["text"], page=told.get("page", 7))})


def records(story: dict[str, Any]) -> Evidence:
    """The records of a story, read from files where it has their text."""
    if "files" not in story:
        return evidence(story)
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / name for name in story["files"]}
        for name, path in paths.items():
            path.write_text(story["files"][name], "utf-8")
        kinds = {kind: tuple(path for name, path in paths.items() if name.startswith(kind))
                 for kind in ("timetable", "log", "register")}
        given = EvidencePaths(kinds["timetable"], kinds["log"], kinds["register"], paths.get("calendar.csv"))
        return read_evidence(given, story.get("child"))


def evidence(story: dict[str, Any]) -> Evidence:
    """The records of a story; rows are numbered as they stand in it."""
    slots = [slot(told, number) for number, told in enumerate(story.get("slots", ()), 2)]
    days = [(told, date) for told in story.get("rows", ()) for date in told["dates"]]
    rows = [session(told, date, number) for number, (told, date) in enumerate(days, 2)]
    marks = [mark for number, told in enumerate(story.get("marks", ()), 2) for mark in halves(told, number)]
    return Evidence(slots=tuple(slots), sessions=tuple(rows), marks=tuple(marks))


def slot(told: dict[str, Any], number: int) -> TimetableSlot:
    """One place in the timetable: `day = "wed"`, `at = "10:00-10:45"`."""
    start, end = (dt.time.fromisoformat(time) for time in told["at"].split("-"))
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    rest = {name: value for name, value in told.items() if name not in ("day", "at")}
    return TimetableSlot.model_validate(
        rest | {"source": Row(file="timetable.xlsx", row=number), "weekday": WEEKDAYS.index(told["day"]),
                "start": start, "end": end, "minutes": minutes})


def session(told: dict[str, Any], date: str, number: int) -> Session:
    """One row of a log."""
    rest = {name: value for name, value in told.items() if name not in ("dates", "file")}
    source = Row(file=told.get("file", "log.csv"), row=number)
    return Session.model_validate({"outcome": "delivered"} | rest | {"source": source, "date": date})


def halves(told: dict[str, Any], number: int) -> list[AttendanceMark]:
    """The marks of days, the same on each: `codes = ["/", "I"]` for morning and afternoon."""
    source = Row(file=told.get("file", "register.csv"), row=number)
    more = {name: value for name, value in told.items() if name not in ("file", "dates", "codes")}
    return [AttendanceMark.model_validate({"source": source, "date": date, "half": half, "code": code} | more)
            for date in told["dates"] for half, code in zip(Half, told["codes"], strict=True)]
