"""The papers that a school keeps of one plan over an autumn, as busy people keep them: seeded, never twice alike."""

import csv
import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl

from tests.extractors.papers import write_pdf
from tests.plans import reports
from tests.plans.content import Content, Row

MONDAY, HALF_TERM, LAST_DAY = dt.date(2025, 9, 8), dt.date(2025, 10, 27), dt.date(2025, 12, 19)
WEEKS = 15
ONE_DAY = dt.timedelta(days=1)
FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WEEKLY = {"45 minutes weekly": (1, 45), "3 x 20 minutes per week": (3, 20), "Once a week for 30 minutes": (1, 30),
          "2 x 45 minutes a week": (2, 45), "10 minutes daily": (5, 10), "4 x 15 minutes weekly": (4, 15),
          "10 minutes twice a day": (5, 20), "12 hours per week": (5, 144)}
"""How often an item is, as its plan says it: times a week, and minutes."""
LABELS = {"Direct speech": ("SALT", "Speech and language therapy", "S&LT 1:1", "Speech (HC)"),
          "A programme of vocabulary": ("Vocabulary programme", "Vocab work", "pre-teach vocab"),
          "A social communication": ("Social communication group", "Social skills gp", "Soc comm grp"),
          "Individual teaching of reading": ("Phonics 1:1", "Reading with specialist teacher", "SpLD teacher"),
          "Precision teaching": ("Precision teaching", "Number facts", "No. facts"),
          "Support in class": ("In class TA", "TA support"),
          "A check-in": ("Check in", "Meet and greet"),
          "Fine motor": ("Fine motor practice", "Fine motor skills", "Hand gym")}
HELD = ("Delivered", "Done", "Yes", "Y", "✓", "done ", "yes")
NOT_HELD = ("Cancelled", "CANCELLED - no cover", "Therapist off sick", "Not delivered", "n", "canc", "")
WHY_NOT = ("assembly overran", "room not available", "TA covering Y3", "school trip", "", "")
REMARKS = ("", "", "", "", "worked hard", "tired today", "new target set", "see TA diary", "late back from assembly")
DATES = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d %b %Y", "%a %d %b", "%d-%b-%y", "%d.%m.%y")
LENGTHS: tuple[Callable[[int], object], ...] = (
    int, int, "{} mins".format, "{}m".format, "{} minutes".format, lambda minutes: f"{minutes // 60}:{minutes % 60:02}")
TERM_DATES = """TERM DATES 2025/26

AUTUMN TERM
Term begins: Wednesday 3 September 2025
HALF TERM: Mon 27 Oct - Fri 31 Oct
Term ends: Friday 19 December 2025
"""
TERMS = (("Event", "Start", "End"), ("Autumn term 1", "03/09/2025", "24/10/2025"),
         ("Half term", "27/10/2025", "31/10/2025"), ("Autumn term 2", "03/11/2025", "19/12/2025"))
EVENTS = (("Date", "Kind", "What"), ("10/10/2025", "call", "Rang the SENCO about missed sessions"),
          ("07/11/2025", "sent", "Email to the school asking for the records"),
          ("14/11/2025", "received", "Reply: cover is being looked for"),
          ("28/11/2025", "meeting", "Meeting with the SENCO"))
SETTINGS = """schema = "sectionf/case/1"
window = [2025-09-03, {last}]

[sender]
name = "Alex Marchbanks"
role = "{child}'s parent"
address = ["3 Mill Lane", "Halden", "HX0 0AB"]

[school]
name = "Mrs J. Orme"
role = "SENCO"
address = ["{school}", "Halden"]

[authority]
name = "Director of Children's Services"
role = "{council}"
address = ["Council House", "Halden"]
"""
Table = list[tuple[object, ...]]


class Kept(NamedTuple):
    """One item that the school keeps records of: its row in the plan, what it is called, when it begins each day."""

    row: Row
    label: str
    begins: dt.datetime
    days: tuple[int, ...]
    minutes: int


def keep(case: Path, plan: Content, way: random.Random) -> None:
    """Write everything beside the plan into a case folder."""
    away = {MONDAY + way.randrange(WEEKS * 7) * ONE_DAY for _ in range(way.randrange(3, 10))}
    items = _items(plan, way)
    if way.random() < 0.3:
        (case / "calendar.txt").write_text(TERM_DATES, "utf-8")
    else:
        _written(case / "calendar", list(TERMS), "csv")
    _written(case / "register", way.choice((_by_day, _by_week))(plan, away), way.choice(("csv", "csv", "xlsx")))
    _timetable(case, items, way)
    visits = [one for one in items if "therapist" in one.row.who.lower() and way.random() < 0.6]
    _written(case / "log", _log(plan, [one for one in items if one not in visits], away, way),
             way.choice(("csv", "xlsx")))
    if visits:
        _notes(case / "log therapist.docx", visits, away, way)
    if way.random() < 0.3:
        _written(case / "events", list(EVENTS), "csv")
    if way.random() < 0.15:
        (case / "report therapist.pdf").write_bytes(_report())
    (case / "case.toml").write_text(
        SETTINGS.format(last=LAST_DAY, child=plan.first, school=plan.school, council=plan.council), "utf-8")


def _items(plan: Content, way: random.Random) -> list[Kept]:
    """Give the items whose amount is per week, each at a time of its own."""
    items, begins = list[Kept](), dt.datetime(2025, 9, 8, 8, 50)
    for row in plan.rows():
        label = next((way.choice(labels) for start, labels in LABELS.items() if row.text.startswith(start)), "")
        if label and row.how_often in WEEKLY:
            times, minutes = WEEKLY[row.how_often]
            items.append(Kept(row, label, begins, tuple(sorted(way.sample(range(5), times))), minutes))
            begins += dt.timedelta(minutes=min(minutes, 45) + way.choice((0, 5, 15)))
    return items


@cache
def _report() -> bytes:
    return reports.speech_therapist()[1]


def _days() -> Iterator[dt.date]:
    for week in range(WEEKS):
        monday = MONDAY + 7 * week * ONE_DAY
        if monday != HALF_TERM:
            yield from (monday + day * ONE_DAY for day in range(5))


def _by_day(_plan: Content, away: set[dt.date]) -> Table:
    return [("Date", "AM", "PM"), *((f"{day:%d/%m/%Y}", *("II" if day in away else "/\\")) for day in _days())]


def _by_week(plan: Content, away: set[dt.date]) -> Table:
    """Give a certificate of registration: a line a week, two marks a day."""
    heads = [f"{day[:3]} {half}" for day in FULL for half in ("AM", "PM")]
    mondays = [day for day in _days() if day.weekday() == 0]
    marks = {monday: [mark for day in range(5) for mark in ("II" if monday + day * ONE_DAY in away else "/\\")]
             for monday in mondays}
    return [(plan.school, "Registration Certificate"), ("Pupil", plan.name), (), ("Week commencing", *heads),
            *((f"{monday:%d/%m/%Y}", *marks[monday]) for monday in mondays)]


def _timetable(case: Path, items: Sequence[Kept], way: random.Random) -> None:
    """Write it as a list or as a grid of the week, now and then as a PDF."""
    form = way.choice(("list", "list", "grid", "grid", "pdf"))
    if form == "pdf":
        write_pdf(case / "timetable.pdf", [("Timetable, autumn 2025", [[str(cell) for cell in line]
                                                                       for line in _grid(items)])])
    elif form == "grid":
        _written(case / "timetable", [("Individual timetable – autumn 2025",), (), *_grid(items)], "xlsx")
    else:
        _written(case / "timetable", _list(items), way.choice(("csv", "xlsx")))


def _list(items: Sequence[Kept]) -> Table:
    return [("Day", "Start", "End", "Activity", "Staff"),
            *((FULL[day], f"{one.begins:%H:%M}", f"{_ends(one):%H:%M}", one.label, one.row.who)
              for one in items for day in one.days)]


def _grid(items: Sequence[Kept]) -> Table:
    """Give times down and days across, with the lessons of the class where the child has nothing of their own."""
    lessons = ("English", "Maths", "Science", "Topic", "PE")
    return [("Time", *FULL), *(
        (f"{one.begins:%H.%M} - {_ends(one):%H.%M}",
         *(f"{one.label} ({one.row.who})" if day in one.days else lessons[(day + number) % 5] for day in range(5)))
        for number, one in enumerate(items)), ("12.00 - 13.00", *("LUNCH",) * 5)]


def _ends(one: Kept) -> dt.datetime:
    return one.begins + dt.timedelta(minutes=one.minutes)


def _log(plan: Content, items: Sequence[Kept], away: set[dt.date], way: random.Random) -> Table:
    """Give a log with a title or none, rows that nobody wrote, remarks, another child's row, and what is said twice."""
    lines: Table = [(f"{plan.school} – provision log",), ("please fill in the same day",), ()][:way.choice((0, 3))]
    lines.append(("Date", "Child", "Session", "Adult", "Minutes", "Outcome", "Comments"))
    ways, kept = way.sample(DATES, way.choice((1, 1, 2, 3))), way.uniform(0.6, 1)
    for day in _days():
        if day.weekday() == 0 and way.random() < 0.2:
            lines.append(())
        for one in items:
            if day.weekday() in one.days and day <= LAST_DAY and way.random() < kept:
                line = _line(plan, one, day, (ways, away), way)
                lines += [line] * (2 if way.random() < 0.01 else 1)
        if way.random() < 0.02:
            lines.append((f"{day:{ways[0]}}", "Ella V", "Phonics 1:1", "TA", 30, "Yes", ""))
    return lines


def _line(plan: Content, one: Kept, day: dt.date, known: tuple[list[str], set[dt.date]],
          way: random.Random) -> tuple[object, ...]:
    ways, away = known
    held = day not in away and way.random() < 0.8
    length: object = way.choice(LENGTHS)(one.minutes - (5 if way.random() < 0.1 else 0))
    return (f"{day:{way.choice(ways)}}", way.choice((plan.name, plan.first)),
            one.label if way.random() < 0.9 else one.label.upper(), one.row.who,
            length if held or way.random() < 0.5 else "", way.choice(HELD if held else NOT_HELD),
            way.choice(REMARKS if held else WHY_NOT))


def _notes(path: Path, items: Sequence[Kept], away: set[dt.date], way: random.Random) -> None:
    """Write what a therapist notes of each visit, as a table in Word."""
    lines: Table = [("Date", "Session", "Mins", "Outcome", "Notes")]
    for day in _days():
        for one in items:
            if day.weekday() in one.days and way.random() < 0.85:
                held = day not in away and way.random() < 0.85
                lines.append((f"{day:%d/%m/%Y}", one.label, str(one.minutes) if held else "",
                              "Seen" if held else "Not seen", "Worked on verbs and sentence building." if held else ""))
    word = docx.Document()
    word.add_paragraph("Notes of visits, autumn 2025")
    table = word.add_table(rows=0, cols=len(lines[0]))
    for line in lines:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = str(words)
    word.save(str(path))


def _written(path: Path, table: Table, kind: str) -> None:
    if kind == "csv":
        with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
        return
    book = openpyxl.Workbook()
    for line in table:
        book.active.append(line)
    book.save(path.with_suffix(".xlsx"))
