"""The order of the steps: read, set what was due against the records, look at the routes, write."""

import datetime as dt
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from models.calendar import SchoolCalendar
from models.case import Case
from models.delivery import Evidence
from models.doubt import Doubt
from models.errors import OutputFailed
from models.gap import Report
from models.provision import PlanReading
from models.review import Reviewed
from pipeline.assumed_calendar import assumed_calendar
from pipeline.calendar import SchoolDays
from pipeline.case_folder import SETTINGS, inputs, read_settings, settings_toml
from pipeline.contract import check_json, extract_json
from pipeline.findings import findings
from pipeline.letters import write_letters
from pipeline.read import read_records, read_reviewed_plan, read_sent_and_received
from pipeline.report import write_report
from pipeline.routes import open_routes
from pipeline.whole import fingerprint, replaced

Progress = Callable[[str], None]


def check(case: Case, progress: Progress = lambda _step: None) -> Report:
    """Read the plan and the records, set what was due against what they show, and look at what can be done."""
    progress("Reading the plan")
    reviewed = read_reviewed_plan(case)
    progress("Reading the school's records")
    evidence = read_records(case, reviewed.reading.plan)
    progress("Setting what was due against the records")
    report = compared(case, reviewed, evidence)
    progress("Looking at what can be done")
    return with_routes(report, case)


def compared(case: Case, reviewed: Reviewed, evidence: Evidence) -> Report:
    """Set what fell due within the window against the records; what a person rejected is left out."""
    recorded = _days_recorded(case, evidence)
    calendar, assumed = _term_dates(evidence, case.window or recorded)
    days = SchoolDays(calendar)
    window = case.window or days.window_of(*recorded)
    found = findings(_without(reviewed.reading, reviewed.rejected), evidence, days, window, case.as_of)
    return Report(
        reading=reviewed.reading,
        window=window,
        as_of=case.as_of,
        calendar=calendar,
        open_days=len(days.open_days(*window)),
        weeks=len(days.weeks(*window)),
        coverage=found.coverage,
        findings=found.findings,
        unmatched=found.unmatched,
        accepted=reviewed.accepted,
        rejected=reviewed.rejected,
        warnings=_each_once(
            *assumed, *reviewed.reading.warnings, *evidence.doubts, *days.doubts(*window), *found.doubts
        ),
    )


def _term_dates(evidence: Evidence, needed: tuple[dt.date, dt.date]) -> tuple[SchoolCalendar, tuple[Doubt, ...]]:
    if evidence.calendar:
        return evidence.calendar, ()
    calendar, assumed = assumed_calendar(*needed)
    return calendar, (assumed,)


def _days_recorded(case: Case, evidence: Evidence) -> tuple[dt.date, dt.date]:
    """Give the first and the last day in a log or a register; the day of the check, where there are none."""
    known = [session.date for session in evidence.sessions] or [mark.date for mark in evidence.marks]
    return (min(known), max(known)) if known else (case.as_of, case.as_of)


def _without(reading: PlanReading, rejected: frozenset[str]) -> PlanReading:
    kept = tuple(provision for provision in reading.provisions if provision.id not in rejected)
    return reading.model_copy(update={"provisions": kept})


def _each_once(*doubts: Doubt) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))


def with_routes(report: Report, case: Case) -> Report:
    """Add the routes: which are open after what was sent and received, why, and by when."""
    events, doubts = read_sent_and_received(case)
    routes = open_routes(report, case.model_copy(update={"events": events}))
    return report.model_copy(update={"routes": routes, "warnings": (*report.warnings, *doubts)})


def write(report: Report, case: Case, folder: Path) -> list[Path]:
    """Write everything that a check gives into a folder, whole or not at all; give the paths in reading order."""
    outdated = _outdated(folder, case)
    with replaced(folder, outdated) as new:
        written = write_report(report, case, new) + write_letters(report, case, new)
        written += [
            _write_json(check_json(report), new / "findings.json"),
            _write_json(extract_json(report.reading), new / "extract.json"),
        ]
        names = {path.relative_to(new).as_posix(): fingerprint(path) for path in written}
        (new / SETTINGS).write_text(settings_toml(case, names), "utf-8")
        for name, source in inputs(case).items():
            shutil.copyfile(source, new / name)
    return [folder / name for name in [*names, SETTINGS]]


def _outdated(folder: Path, case: Case) -> Mapping[str, str]:
    """Give what the last check wrote into the folder; refuse to write over a file that no check put there."""
    settings = read_settings(folder)
    copied = {name for names in settings.files.values() for name in ([names] if isinstance(names, str) else names)}
    for name, source in inputs(case).items():
        there = folder / name
        if name not in copied and there.exists() and not there.samefile(source):
            raise OutputFailed(
                "another file of this name stands where a copy of the input would go.",
                where=name,
                remedy="Choose another folder for the results.",
            )
    return settings.written


def _write_json(answer: dict[str, Any], path: Path) -> Path:
    path.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path
