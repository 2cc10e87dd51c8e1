"""Timetables of Days 1 to 10: tied to weekdays, put on dates by the calendar's own list, or asked about."""

import datetime as dt

import pytest

from extractors.evidence import EvidencePaths, read_evidence
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.planned import planned_minutes
from tests.extractors.papers import write_csv

DAYS = [f"Day {number}" for number in range(1, 11)]
GRID = [["", *DAYS], ["9.00-9.45", *("SaLT" if number in (1, 7) else "Maths" for number in range(1, 11))]]
CLOSED = {dt.date(2025, 9, 15): "INSET", dt.date(2025, 9, 26): "Occasional day"}
WINDOW = (dt.date(2025, 9, 1), dt.date(2025, 10, 10))


def school_days(*, drifts):
    """Each weekday from 1 September to 10 October with its day of the cycle; on closed days a drifting cycle waits."""
    rows, number, day = [["Date", "Timetable day", "Note"]], 0, WINDOW[0]
    while day <= WINDOW[1]:
        if day.weekday() < 5:
            note = CLOSED.get(day, "")
            rows.append([f"{day:%d/%m/%Y}", "" if note else f"Day {number % 10 + 1}", note])
            number += 0 if note and drifts else 1
        day += dt.timedelta(days=1)
    return rows


def read(tmp_path, drifts, grid=GRID):
    timetable = write_csv(tmp_path / "timetable.csv", grid)
    calendar = write_csv(tmp_path / "calendar.csv", school_days(drifts=drifts))
    return read_evidence(EvidencePaths(timetables=(timetable,), calendar=calendar), "Nell Ashworth-Ibe")


def therapy(evidence):
    slots = [slot for slot in evidence.slots if slot.label == "SaLT"]
    days = SchoolDays(evidence.calendar)
    return slots, planned_minutes(slots, days, *WINDOW)


def test_days_tied_to_weekdays_are_two_weeks(tmp_path):
    """Days 1 and 7: Mondays of week 1 (1 and 29 September; the 15th is closed), Tuesdays of week 2 (9, 23, 7 Oct)."""
    slots, minutes = therapy(read(tmp_path, drifts=False))
    assert [(slot.weekday, slot.cycle_week, slot.only_on) for slot in slots] == [(0, "1", ()), (1, "2", ())]
    assert minutes == 5 * 45


def test_days_that_closed_days_push_on_are_put_on_their_own_dates(tmp_path):
    """28 school days, Day 1 on 1 September. The 15th is closed, so that Day 1 falls on Tuesday 16, and the 26th is, so
    that Day 10 waits until the 30th: Day 1 on 1 and 16 September and 1 October, Day 7 on 9 and 24 September and 9 Oct.
    """
    evidence = read(tmp_path, drifts=True)
    slots, minutes = therapy(evidence)
    assert {slot.cycle_day: [day.isoformat()[5:] for day in slot.only_on] for slot in slots} == {
        1: ["09-01", "09-16", "10-01"], 7: ["09-09", "09-24", "10-09"]}
    assert minutes == 6 * 45
    assert [(doubt.code, doubt.severity.value) for doubt in evidence.doubts] == [("cycle_days", "note")]


@pytest.mark.parametrize(("title", "asked"), [
    ("Day 1 = Wednesday 3 September 2025", True), ("Day 6 is Tues 9 Sept 2025", True),
    ("Day 1 = Monday 1 September 2025", False), ("Spring timetable", False),
])
def test_a_cycle_that_begins_on_another_weekday_is_asked_about(tmp_path, title, asked):
    timetable = write_csv(tmp_path / "timetable.csv", [[title], [], *GRID])
    evidence = read_evidence(EvidencePaths(timetables=(timetable,)), "Nell Ashworth-Ibe")
    assert ("cycle_days" in {doubt.code for doubt in evidence.doubts}) is asked


@pytest.mark.parametrize(("line", "asked"), [
    ("Nell attends Mon-Wed 9am to 3pm", True), ("15 hours: mornings only", True),
    ("30 funded hours over four days", True), ("Attends Monday to Friday", False), ("Spring timetable for Nell", False),
])
def test_a_week_of_which_the_child_attends_a_part_is_asked_about(tmp_path, line, asked):
    grid = [["", "Mon", "Tue", "Wed", "Thu", "Fri"], ["9.00-9.45", "SaLT", "Phonics", "Play", "Play", "Play"]]
    timetable = write_csv(tmp_path / "timetable.csv", [[line], [], *grid])
    calendar = tmp_path / "dates.txt"
    calendar.write_text(f"Autumn term: 3 September 2025 to 24 October 2025\n{line}\n", "utf-8")
    for paths in (EvidencePaths(timetables=(timetable,)), EvidencePaths(calendar=calendar)):
        doubts = read_evidence(paths, "Nell Ashworth-Ibe").doubts
        found = [doubt.severity.value for doubt in doubts if doubt.code == "attendance_pattern"]
        assert found == (["review"] if asked else [])
