"""Make a caseload as an adviser has it: plans of 8 to 40 pages in every layout, records kept by busy people.

`python -m tests.bench.caseloads FOLDER SIZE [SEED]`; the same seed makes the same caseload.
"""

import csv
import datetime as dt
import io
import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
from pypdf import PdfReader, PdfWriter
from reportlab.platypus import PageBreak

from tests.plans import content as said
from tests.plans.content import Content, Row, content
from tests.plans.make_plans import layouts
from tests.plans.pdf_layouts import BOLD, Story, b, built, grid, p

SHORTEST, LONGEST = 8, 40
MONDAY, WEEKS = dt.date(2025, 9, 8), 14
HALF_TERM = dt.date(2025, 10, 27)
LAST_DAY = dt.date(2025, 12, 19)
TERMS = (("Event", "Start", "End"), ("Autumn term 1", "03/09/2025", "24/10/2025"),
         ("Half term", "27/10/2025", "31/10/2025"), ("Autumn term 2", "03/11/2025", "19/12/2025"))
WEEKLY = {"45 minutes weekly": (1, 45), "3 x 20 minutes per week": (3, 20), "Once a week for 30 minutes": (1, 30),
          "2 x 45 minutes a week": (2, 45), "10 minutes daily": (5, 10), "4 x 15 minutes weekly": (4, 15)}
"""How often an item is, as its plan says it: times a week, and minutes."""
LABELS = {"Direct speech": ("SALT", "Speech and language therapy", "S&LT 1:1"),
          "A programme of vocabulary": ("Vocabulary programme", "Vocab work"),
          "A social communication": ("Social communication group", "Social skills gp"),
          "Individual teaching of reading": ("Phonics 1:1", "Reading with specialist teacher"),
          "Precision teaching": ("Precision teaching", "Number facts"),
          "Fine motor": ("Fine motor practice", "Fine motor skills")}
HELD, NOT_HELD = ("Delivered", "Done", "Yes", "Delivered", "done "), (
    "Cancelled - no cover", "Therapist off sick", "Not delivered", "Child absent", "School trip", "")
DATES = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d %b %Y", "%a %d %b")
Table = list[tuple[object, ...]]


def make(folder: Path, size: int, seed: int = 1) -> None:
    """Make so many case folders."""
    names = sorted(name for name in layouts() if name.endswith(".pdf"))
    for number in range(size):
        way = random.Random(f"{seed} {number}")  # noqa: S311
        case = folder / f"case-{number:05}"
        case.mkdir(parents=True)
        plan = content(way.randrange(10**9))
        (case / "plan.pdf").write_bytes(_lengthened(layouts()[names[number % len(names)]](plan)[0], way))
        _records(case, plan, way)


def _lengthened(pdf: bytes, way: random.Random) -> bytes:
    """Append the reports of professionals, as plans have them, until it is as long as plans are."""
    plan, length = PdfWriter(clone_from=io.BytesIO(pdf)), round(way.triangular(SHORTEST, LONGEST, 16))
    for number in range(max(0, length - len(plan.pages))):
        plan.add_page(_reports().pages[number])
    made = io.BytesIO()
    plan.write(made)
    return made.getvalue()


@cache
def _reports() -> PdfReader:
    """Give pages of advice: prose, lists, and now and then a table of scores."""
    story: Story = []
    for number in range(LONGEST):
        words = [line.format(name="The child") for line in (*said.NEEDS.values(), said.HISTORY, said.ADVICE)]
        story += [p(f"Appendix {number + 1}: advice and information", BOLD),
                  *(p(" ".join(words[(number + line + word) % len(words)] for word in range(3))) for line in range(6)),
                  *(b(words[(number + line) % len(words)]) for line in range(5))]
        if number % 3 == 0:
            story.append(grid([["Measure", "Score", "Percentile", "Comment"]] + [
                [f"Subtest {line}", str(70 + line), str(5 * line), words[line % len(words)]] for line in range(9)],
                [120, 60, 70, 230]))
        story.append(PageBreak())
    return PdfReader(io.BytesIO(built(story)))


def _records(case: Path, plan: Content, way: random.Random) -> None:
    away = {MONDAY + dt.timedelta(days=day) for day in way.sample(range(WEEKS * 7), 6)}
    items = [(row, label) for row in plan.rows() if row.how_often in WEEKLY and (label := _label(row, way))]
    _written(case / "calendar", list(TERMS), "csv")
    _written(case / "register", _register(away), "csv")
    _written(case / "timetable", _timetable(items), way.choice(("csv", "xlsx")))
    _written(case / "log", _log(items, away, way), way.choice(("csv", "xlsx")))
    (case / "case.toml").write_text(f'schema = "sectionf/case/1"\nwindow = [2025-09-03, {LAST_DAY}]\n', "utf-8")


def _label(row: Row, way: random.Random) -> str:
    return next((way.choice(labels) for start, labels in LABELS.items() if row.text.startswith(start)), "")


def _days() -> Iterator[dt.date]:
    for week in range(WEEKS + 1):
        monday = MONDAY + dt.timedelta(weeks=week)
        if monday != HALF_TERM:
            yield from (monday + dt.timedelta(days=day) for day in range(5))


def _register(away: set[dt.date]) -> Table:
    return [("Date", "AM", "PM"), *((f"{day:%d/%m/%Y}", *("II" if day in away else "/\\")) for day in _days())]


def _timetable(items: list[tuple[Row, str]]) -> Table:
    lines: Table = [("Day", "Start", "End", "Activity", "Staff")]
    for number, (row, label) in enumerate(items):
        times, minutes = WEEKLY[row.how_often]
        start = dt.datetime(2025, 9, 8, 9) + dt.timedelta(minutes=50 * number)
        end = start + dt.timedelta(minutes=minutes)
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")[:times]
        lines += [(day, f"{start:%H:%M}", f"{end:%H:%M}", label, row.who) for day in days]
    return lines


def _log(items: list[tuple[Row, str]], away: set[dt.date], way: random.Random) -> Table:
    """Give a log with a title or none, one way of writing dates, days that nobody wrote down, and remarks."""
    written, kept = way.choice(DATES), way.uniform(0.6, 1)
    lines: Table = [("Provision log",), (), ] if way.random() < 0.5 else []
    lines.append(("Date", "Session", "Adult", "Minutes", "Outcome"))
    for day in _days():
        for row, label in items:
            times, minutes = WEEKLY[row.how_often]
            if day.weekday() < times and day <= LAST_DAY and way.random() < kept:
                held = day not in away and way.random() < 0.8
                lines.append((day.strftime(written), label if way.random() < 0.95 else label.upper(), row.who,
                              minutes if way.random() < 0.9 else f"{minutes} mins",
                              way.choice(HELD if held else NOT_HELD)))
    return lines


def _written(path: Path, table: Table, kind: str) -> None:
    if kind == "csv":
        with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
        return
    book = openpyxl.Workbook()
    for line in table:
        book.active.append(line)
    book.save(path.with_suffix(".xlsx"))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
