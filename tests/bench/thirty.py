"""A made-up case of thirty provisions and a term of records, and what writing its report and letters costs."""

import csv
import datetime as dt
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from models.case import Case
from models.gap import Report
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.letters.letter import write_letters
from pipeline.report.gap_report import write_report
from templates.words import count

FIRST, WEEKS, AS_OF = dt.date(2025, 11, 3), 7, dt.date(2025, 12, 19)
SUBJECTS = (
    "handwriting", "spelling", "phonics", "touch typing", "number bonds", "times tables", "fractions", "vocabulary",
    "story telling", "reading fluency", "lunchtime friendship", "turn taking", "anger management", "relaxation", "yoga",
    "swimming", "ball skills", "scissor skills", "gardening", "cooking", "music", "drama", "chess", "coding", "pottery",
    "money skills", "road safety", "time telling", "map reading", "listening skills")
TIMES = ((1, 30), (2, 20), (3, 15), (1, 45), (2, 30))
OUTCOMES = (("Delivered", 0), ("Delivered", 0), ("Not delivered", 0), ("Delivered", 0), ("", 0), ("Delivered", 10))
"""What is recorded, and how many minutes the session was too short; nothing where there is no record."""
PLAN = """EASTMERE COUNTY COUNCIL
EDUCATION, HEALTH AND CARE PLAN

Name: Kit Okafor-Lyle
School: Larkfield Primary School
Status: FINAL
Date of final plan: 10 July 2025

Section A: The views of the child

Kit loves trains.

Section F: The special educational provision

{items}

Section G: Health provision

None.

Section I: Placement

Larkfield Primary School
"""


class Cost(NamedTuple):
    """CPU seconds, imports and reading left out."""

    report: float
    letters: float


def thirty_provisions(folder: Path) -> Case:
    """Make the case folder: one provision a subject; a session is recorded, not recorded, short or not delivered."""
    items = [f"{n}. A {subject} session, one to one with a teaching assistant: {count(times, 'session')} of {minutes} "
             "minutes each week." for n, (subject, (times, minutes)) in enumerate(_doses(), 1)]
    (folder / "plan.txt").write_text(PLAN.format(items="\n\n".join(items)), "utf-8")
    _table(folder / "calendar.csv", ("Event", "Start", "End"), [("Autumn term 2", FIRST, AS_OF)])
    _table(folder / "log.csv", ("Date", "Session", "Minutes", "Outcome"), _log())
    return read_case(folder, AS_OF)


def _doses() -> Iterator[tuple[str, tuple[int, int]]]:
    return ((subject, TIMES[n % len(TIMES)]) for n, subject in enumerate(SUBJECTS))


def _log() -> Iterator[tuple[object, ...]]:
    for week in range(WEEKS):
        for n, (subject, (times, minutes)) in enumerate(_doses()):
            for day in range(times):
                outcome, lost = OUTCOMES[(n + week + day) % len(OUTCOMES)]
                if outcome:
                    date = FIRST + dt.timedelta(weeks=week, days=day + n % 3)
                    yield date, f"{subject.capitalize()} session", minutes - lost, outcome


def _table(path: Path, heads: tuple[str, ...], rows: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])


def cost(report: Report, case: Case) -> Cost:
    """What writing the report and then the letters takes."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        write_report(report, case, Path(folder))
        between = time.process_time()
        write_letters(report, case, Path(folder))
        return Cost(between - start, time.process_time() - between)


def costs() -> Iterator[Cost]:
    """The costs of writing the first time in a process, and of a second time."""
    with tempfile.TemporaryDirectory() as folder:
        case = thirty_provisions(Path(folder))
        report = check(case)
        yield cost(report, case)
        yield cost(report, case)
