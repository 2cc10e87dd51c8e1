"""What makes a trial cheap: the papers are read once, and the results are drawn once; all writing of them is real."""

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from models.delivery import Evidence
from models.gap import Report
from models.provision import PlanReading
from pipeline import case as checking
from pipeline import steps
from pipeline import write as writing
from pipeline.case_folder import read_case
from pipeline.read import read_records, read_versions
from pipeline.report import gap_report
from tests.doors.commands import KIT, contents

YESTERDAY, TODAY = dt.date(2025, 12, 18), dt.date(2025, 12, 19)


class Found(NamedTuple):
    """What the check of the sample case finds on a day."""

    reading: PlanReading
    evidence: Evidence
    report: Report
    drawn: dict[str, bytes]


@cache
def found(day: dt.date) -> Found:
    """Check the sample case, and draw its results."""
    case = read_case(KIT, day)
    reading, report = read_versions(case), checking.check(case)
    with tempfile.TemporaryDirectory() as folder:
        writing.results(report, case, Path(folder))
        return Found(reading, read_records(case, reading.plan), report, contents(Path(folder)))


@contextlib.contextmanager
def read_before() -> Iterator[None]:
    """Have the papers read and the results drawn already, for as long as the block lasts."""
    for day in (YESTERDAY, TODAY):
        found(day)
    with contextlib.ExitStack() as stack:
        for room, name, instead in INSTEAD:
            stack.enter_context(mock.patch.object(room, name, instead))
        yield


INSTEAD = (
    (steps, "read_versions", lambda case, *_: found(case.as_of).reading),
    (steps, "read_records", lambda case, *_: found(case.as_of).evidence),
    (checking, "check", lambda case, *_: found(case.as_of).report),
    (checking, "compared", lambda case, *_: found(case.as_of).report),
    (checking, "with_routes", lambda report, _case: report),
    (gap_report, "pages", lambda report, _case: report.as_of),
    (gap_report, "report_docx", lambda day, *_: found(day).drawn["report.docx"]),
    (gap_report, "report_html", lambda day: found(day).drawn["report.html"].decode()),
    (gap_report, "report_xlsx", lambda report, _case: found(report.as_of).drawn["report.xlsx"]),
    (writing, "whole", lambda report, _case: report.as_of),
    (writing, "derivations", lambda day, _files: found(day).drawn["derivations.json"]),
)
