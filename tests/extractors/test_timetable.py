"""A timetable in each of the layouts that schools use is read cell by cell."""

import datetime as dt

import pytest

from extractors.cells.days import DateSense
from extractors.records.harvest import Known
from extractors.tables import read_tables
from extractors.timetable import read_timetables
from extractors.timetables.cells import activities
from tests.extractors.papers import write_csv, write_docx, write_pdf, write_plain_pdf, write_xlsx

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri"]
NELL = Known("Nell Ashworth-Ibe", (2025,))
WEEK = "MTWTF"


def read(path, known=NELL):
    return read_timetables(read_tables(path), known)


def told(slot):
    """"Mon 0900-1000 English KB": the slot as one line."""
    times = "-".join(time.strftime("%H%M") if time else "?" for time in (slot.start, slot.end))
    parts = [slot.cycle_week and f"{slot.cycle_week}:", DAYS[slot.weekday], times, slot.label, slot.staff]
    return " ".join(part for part in parts if part)


def lines(path, known=NELL):
    return [told(slot) for slot in read(path, known).harvest.slots]


# The same week in every layout: three periods, two of them with an adult for the child.
PERIODS = ["9.00-10.00", "10.15-11.15", "1.10-2.10"]
LESSONS = [
    ["English (TA: KB)", "Maths", "PE", "Maths + TA", "Art"],
    ["SaLT (HC) 10.15-10.45", "Maths", "Speech targets (KB)", "English", "OT (SL) from 6 Nov"],
    ["Science", "Topic (Mrs Orr)", "Music", "History", "1:1 reading (KB) 1.10-1.25"],
]
EXPECTED = {
    "Mon 0900-1000 English TA: KB", "Tue 0900-1000 Maths", "Wed 0900-1000 PE", "Thu 0900-1000 Maths TA",
    "Fri 0900-1000 Art", "Mon 1015-1045 SaLT HC", "Tue 1015-1115 Maths", "Wed 1015-1115 Speech targets KB",
    "Thu 1015-1115 English", "Fri 1015-1115 OT SL", "Mon 1310-1410 Science", "Tue 1310-1410 Topic Mrs Orr",
    "Wed 1310-1410 Music", "Thu 1310-1410 History", "Fri 1310-1325 1:1 reading KB",
}
ACROSS = [["Time", *DAYS], *([period, *row] for period, row in zip(PERIODS, LESSONS, strict=True))]
DOWN = [["", *PERIODS], *([day, *column] for day, column in zip(DAYS, zip(*LESSONS, strict=True), strict=True))]
NAMED = [["Period", *DAYS], *([f"P{number}", *row] for number, row in enumerate(LESSONS, 1))]
BELLS = [["Period", "Start", "End"], ["P1", "09:00", "10:00"], ["P2", "10:15", "11:15"], ["P3", "13:10", "14:10"]]


def as_list():
    rows = [["Day", "Start", "End", "Subject"]]
    for period, row in zip(PERIODS, LESSONS, strict=True):
        rows += [[day, *period.split("-"), lesson] for day, lesson in zip(DAYS, row, strict=True)]
    return rows


LAYOUTS = {
    "workbook, days across": lambda at: write_xlsx(at / "t.xlsx", {"Nell": [["Nell - timetable"], [], *ACROSS]}),
    "workbook, days down": lambda at: write_xlsx(at / "t.xlsx", {"Nell": [["Nell - timetable"], [], *DOWN]}),
    "workbook, start and end columns": lambda at: write_xlsx(at / "t.xlsx", {"Nell": [
        ["Lesson", "Start", "End", *DAYS],
        *([str(number), *(dt.time(*map(int, time.split(":"))) for time in bell[1:]), *row]
          for number, bell, row in zip((1, 2, 3), BELLS[1:], LESSONS, strict=True))]}),
    "workbook, bells below": lambda at: write_xlsx(at / "t.xlsx", {"Nell": [*NAMED, [], *BELLS]}),
    "workbook, bells on their own sheet": lambda at: write_xlsx(at / "t.xlsx", {"Nell": NAMED, "Day": BELLS}),
    "csv list": lambda at: write_csv(at / "t.csv", as_list()),
    "csv grid, semicolons, windows": lambda at: write_csv(at / "t.csv", ACROSS, delimiter=";", encoding="cp1252"),
    "word, days across": lambda at: write_docx(at / "t.docx", "Nell's timetable", ACROSS),
    "word, days down": lambda at: write_docx(at / "t.docx", "Nell's timetable", DOWN),
    "pdf, ruled": lambda at: write_pdf(at / "t.pdf", [("Nell - timetable", ACROSS)]),
    "pdf, ruled, days down": lambda at: write_pdf(at / "t.pdf", [("Nell - timetable", DOWN)]),
    "pdf, no ruling lines": lambda at: write_plain_pdf(at / "t.pdf", [["Nell - timetable"], *ACROSS],
                                                       [40, 140, 270, 400, 530, 660]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_week_is_read_from_every_layout(layout, tmp_path):
    found = read(LAYOUTS[layout](tmp_path)).harvest
    assert {told(slot) for slot in found.slots} == EXPECTED
    assert len(found.slots) == 15
    assert [slot.first_day for slot in found.slots if slot.label == "OT"] == [dt.date(2025, 11, 6)]


CYCLES = {
    "two sheets": lambda at: write_xlsx(at / "t.xlsx", {
        "Week A": [["", *DAYS], ["9.00-10.00", "a1", "a2", "a3", "a4", "a5"]],
        "Week B": [["", *DAYS], ["9.00-10.00", "b1", "b2", "b3", "b4", "b5"]]}),
    "one below the other": lambda at: write_xlsx(at / "t.xlsx", {"T": [
        ["WEEK A"], ["", *DAYS], ["9.00-10.00", "a1", "a2", "a3", "a4", "a5"], [],
        ["WEEK B"], ["", *DAYS], ["9.00-10.00", "b1", "b2", "b3", "b4", "b5"]]}),
    "side by side": lambda at: write_xlsx(at / "t.xlsx", {"T": [
        ["", "Week A", "", "", "", "", "Week B"], ["", *DAYS, *DAYS],
        ["9.00-10.00", "a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5"]]}, [("T", "B1:F1"), ("T", "G1:K1")]),
    "a letter with each day": lambda at: write_xlsx(at / "t.xlsx", {"T": [
        ["", *(f"{day} A" for day in DAYS), *(f"{day} B" for day in DAYS)],
        ["9.00-10.00", "a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5"]]}),
    "a page for each week": lambda at: write_pdf(at / "t.pdf", [
        ("Timetable - Week A", [["", *DAYS], ["P1 9.00-10.00", "a1", "a2", "a3", "a4", "a5"]]),
        ("Timetable - Week B", [["", *DAYS], ["P1 9.00-10.00", "b1", "b2", "b3", "b4", "b5"]])]),
    "days down, a column for the week": lambda at: write_csv(at / "t.csv", [
        ["Week", "Day", "P1 9.00-10.00"],
        *([("A" if number == 0 else ""), day, f"a{number + 1}"] for number, day in enumerate(DAYS)),
        *([("B" if number == 0 else ""), day, f"b{number + 1}"] for number, day in enumerate(DAYS))]),
    "list": lambda at: write_csv(at / "t.csv", [
        ["Week", "Day", "Start", "End", "Subject"],
        *([week, day, "9:00", "10:00", f"{week.lower()}{number}"]
          for week in "AB" for number, day in enumerate(DAYS, 1))]),
}


@pytest.mark.parametrize("layout", CYCLES)
def test_a_two_week_cycle_is_read_from_every_layout(layout, tmp_path):
    found = read(CYCLES[layout](tmp_path))
    assert found.weeks == ["A", "B"]
    assert {told(slot) for slot in found.harvest.slots} == {
        f"{week}: {day} 0900-1000 {week.lower()}{number}" for week in "AB" for number, day in enumerate(DAYS, 1)}


@pytest.mark.parametrize("named", ["Days", "Day(s)", "Which days"])
def test_a_provision_a_row_with_its_days_in_one_cell(named, tmp_path):
    rows = [["Provision", "Adult", named, "Time", "Mins"], ["Phonics", "KB", "Mon, Wed & Fri", "9.10am-9.30am", "20"],
            ["Talk", "HC", "Mon-Tue", "2.00pm-2.10pm", "10"]]
    assert sorted(lines(write_csv(tmp_path / "map.csv", rows))) == [
        "Fri 0910-0930 Phonics KB", "Mon 0910-0930 Phonics KB", "Mon 1400-1410 Talk HC", "Tue 1400-1410 Talk HC",
        "Wed 0910-0930 Phonics KB"]


def test_ten_numbered_days_are_two_weeks(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["", *(f"Day {number}" for number in range(1, 11))],
                                          ["9.00-10.00", *(f"L{number}" for number in range(1, 11))]])
    found = read(path)
    assert [(slot.cycle_week, slot.weekday, slot.label) for slot in found.harvest.slots] == [
        (str(1 + number // 5), number % 5, f"L{number + 1}") for number in range(10)]


def test_merged_cells_hold_for_all_that_they_cover(tmp_path):
    grid = [["", *DAYS], ["8.50-9.00", "Registration", "", "", "", ""], ["9.00-10.00", "Science", "a", "b", "c", "d"],
            ["10.00-11.00", "", "e", "f", "g", "h"]]
    workbook = write_xlsx(tmp_path / "t.xlsx", {"T": grid}, [("T", "B2:F2"), ("T", "B3:B4")])
    document = write_docx(tmp_path / "t.docx", "T", grid, [((1, 1), (1, 5)), ((2, 1), (3, 1))])
    pdf = write_pdf(tmp_path / "t.pdf", [("T", grid)], [((1, 1), (5, 1)), ((1, 2), (1, 3))])
    expected = {*(f"{day} 0850-0900 Registration" for day in DAYS), "Mon 0900-1100 Science",
                *(f"{day} 0900-1000 {label}" for day, label in zip(DAYS[1:], "abcd", strict=True)),
                *(f"{day} 1000-1100 {label}" for day, label in zip(DAYS[1:], "efgh", strict=True))}
    assert [set(lines(path)) for path in (workbook, document, pdf)] == [expected] * 3


def test_a_lesson_that_goes_on_is_one_slot(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["", *DAYS], ["1.00-2.00", "Science", "PE (KB) 1.00-3.00", "", "", ""],
                                          ["2.00-3.00", "(cont.)", '"', "", "", ""]])
    assert lines(path) == ["Mon 1300-1500 Science", "Tue 1300-1500 PE KB"]


def test_bells_may_differ_by_day(tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", {
        "T": [["", *DAYS], ["P1", "Maths", "", "", "", "Art"]],
        "Bells": [["Period", "Mon-Thu", "Fri"], ["P1", "8.50-9.50", "8.50-9.30"]]})
    assert lines(path) == ["Mon 0850-0950 Maths", "Fri 0850-0930 Art"]


def test_an_old_sheet_is_left_out_with_a_note(tmp_path):
    grid = [["", *DAYS], ["9.00-10.00", "SaLT (HC)", "", "", "", ""]]
    path = write_xlsx(tmp_path / "t.xlsx", {"Autumn": grid, "old - Summer": grid, "Copy": [["SUPERSEDED"], *grid]})
    found = read(path).harvest
    assert len(found.slots) == 1
    assert [doubt.code for doubt in found.doubts] == ["superseded", "superseded"]


def test_the_cell_says_more_than_its_place(tmp_path):
    cells = ["English\nJSM\nE12", "Reading 20 mins (KB)", "OT (SL) wk B only", "Group reading TA (x3)",
             "Mrs Orr - phonics"]
    path = write_csv(tmp_path / "t.csv", [["", *DAYS], ["9.00-10.00", *cells]])
    slots = read(path).harvest.slots
    assert [(slot.label, slot.staff, slot.minutes, slot.cycle_week, slot.sharing) for slot in slots] == [
        ("English", "JSM", 60, None, None), ("Reading", "KB", 20, None, None), ("OT", "SL", 60, "B", None),
        ("Group reading", "TA", 60, None, 3), ("phonics", "Mrs Orr", 60, None, None)]


ADULTS = {
    "SaLT (HC)": ("SaLT", "HC", False), "English (TA: KB)": ("English", "TA: KB", True),
    "Maths + TA": ("Maths", "TA", True),
    "1:1 Reading w KB": ("1:1 Reading", "KB", False), "English - KB supporting": ("English", "KB", True),
    "Maths (1:1 KB)": ("Maths", "KB", False), "Hist (KB in class)": ("Hist", "KB", True),
    "Maths TA": ("Maths", "TA", True),
    "Phonics (RWI) KB": ("Phonics (RWI)", "KB", False), "ELSA – Mrs Green": ("ELSA", "Mrs Green", False),
    "Maths (Set 3) Mr D / TA: KB": ("Maths (Set 3)", "KB", True), "Science Mr Khan + TA": ("Science", "TA", True),
    "Ma, JSM, E12": ("Ma", "JSM", False), "English [KB]": ("English", "KB", False), "PE (hall)": ("PE", "", False),
    "Social skills – JM & MDS": ("Social skills", "JM & MDS", False),
    "OT with Carys Reilly": ("OT", "Carys Reilly", False), "KB": ("KB", "", False),
    "RE / PSHE": ("RE / PSHE", "", False), "TA 1:1": ("TA 1:1", "TA", True),
    "Forest School": ("Forest School", "", False),
    "French (no TA)": ("French (no TA)", "", False), "LUNCH": ("LUNCH", "", False), "Story": ("Story", "", False),
}


@pytest.mark.parametrize("cell", ADULTS)
def test_the_adults_of_a_cell(cell):
    (found,) = activities(cell, DateSense())
    assert (found.label, found.staff, found.support) == ADULTS[cell]


def test_several_activities_in_one_cell(tmp_path):
    cells = ["9.00 Register 9.10 Phonics (KB) 9.30 Maths", "Spelling (TA) 9.00-9.15 Typing (TA) 9.15-9.35", "", "", ""]
    path = write_csv(tmp_path / "t.csv", [["", *DAYS], ["9.00-10.00", *cells]])
    assert lines(path) == ["Mon 0900-0910 Register", "Mon 0910-0930 Phonics KB", "Mon 0930-1000 Maths",
                           "Tue 0900-0915 Spelling TA", "Tue 0915-0935 Typing TA"]


def test_limits_without_a_day_are_a_doubt(tmp_path):
    cells = ["Narrative (JM) until half term", "", "", "", ""]
    path = write_csv(tmp_path / "t.csv", [["", *DAYS], ["9.00-10.00", *cells]])
    assert [doubt.code for doubt in read(path).harvest.doubts] == ["limit_unclear"]


def test_two_things_in_one_period_have_no_length_until_someone_says(tmp_path):
    cells = ["Maths (KB)\nSaLT (HC)", "SaLT alt weeks", "", "", ""]
    path = write_csv(tmp_path / "t.csv", [["", *DAYS], ["9.00-10.00", *cells]])
    found = read(path).harvest
    assert [slot.minutes for slot in found.slots] == [None, None, 60]
    assert [doubt.code for doubt in found.doubts] == ["shared_period", "shared_period", "alternate_weeks"]


def test_the_timetable_of_an_adult_gives_the_childs_part_of_it(tmp_path):
    path = write_csv(tmp_path / "t.csv", [
        ["TA timetable - Mrs Bright (KB)"], ["", *DAYS],
        ["9.00-10.00", "1:1 NAI", "sm gp NAI, KJ, RB", "float", "1:1 KJ", "Phonics Nell"]])
    found = read(path).harvest
    assert [(told(slot), slot.sharing) for slot in found.slots] == [
        ("Mon 0900-1000 1:1 Mrs Bright (KB)", None), ("Tue 0900-1000 sm gp Mrs Bright (KB)", 3),
        ("Fri 0900-1000 Phonics Mrs Bright (KB)", None)]
    assert len(found.spare) == 2
    assert not any("KJ" in row.text + row.reason for row in found.spare)


def test_a_support_timetable_titled_with_the_child_is_the_childs_own(tmp_path):
    path = write_csv(tmp_path / "t.csv", [
        ["Nell A-I - Y5 - support timetable Autumn 2025"], ["", *DAYS],
        ["9.00-10.00", "Maths grp (KB)", "", "", "", ""]])
    assert lines(path) == ["Mon 0900-1000 Maths grp KB"]


def test_a_cell_lists_the_only_days_on_which_it_holds(tmp_path):
    path = write_csv(tmp_path / "t.csv", [
        ["", *DAYS], ["1.00-3.00", "", "OT (SL) 2.20-3.05 on 9/9, 23/9 and 7 Oct - other weeks RE",
                      "Crafts (17/9 to 10/12)", "Typing (KB) 1.10-1.30 then Art", ""]])
    slots = read(path).harvest.slots
    assert [told(slot) for slot in slots] == ["Tue 1420-1505 OT SL", "Wed 1300-1500 Crafts", "Thu 1310-1330 Typing KB"]
    assert [day.isoformat() for day in slots[0].only_on] == ["2025-09-09", "2025-09-23", "2025-10-07"]
    assert (slots[1].first_day, slots[1].last_day) == (dt.date(2025, 9, 17), dt.date(2025, 12, 10))


def test_the_key_and_the_anchor_of_the_cycle_are_read(tmp_path):
    path = write_csv(tmp_path / "t.csv", [
        ["Week A = w/c 8 Sept; KB = Mrs Bright (LSA); HC = speech therapist"], ["WEEK A"], ["", *DAYS],
        ["9.00-10.00", "SaLT (HC)", "", "", "", ""]])
    found = read(path)
    assert found.staff == {"KB": "Mrs Bright (LSA)", "HC": "speech therapist"}
    assert found.named_weeks == {dt.date(2025, 9, 8): "A"}


def test_an_ics_calendar_gives_weekly_slots_and_single_days(tmp_path):
    def event(start, end, summary, rule=""):
        return f"BEGIN:VEVENT\r\nDTSTART:{start}\r\nDTEND:{end}\r\nSUMMARY:{summary}\r\n{rule}END:VEVENT\r\n"

    path = tmp_path / "t.ics"
    path.write_text("BEGIN:VCALENDAR\r\n" + event("20250908T090000", "20250908T093000", "SaLT (HC)",
                                                   "RRULE:FREQ=WEEKLY;UNTIL=20251020T090000\r\n")
                    + event("20250910T080000Z", "20250910T084500Z", "OT") + "END:VCALENDAR\r\n", "utf-8")
    assert [(told(slot), slot.first_day, slot.last_day) for slot in read(path).harvest.slots] == [
        ("Mon 0900-0930 SaLT HC", dt.date(2025, 9, 8), dt.date(2025, 10, 20)),
        ("Wed 0900-0945 OT", dt.date(2025, 9, 10), dt.date(2025, 9, 10))]


def test_a_provision_map_plans_and_is_never_a_record(tmp_path):
    path = write_csv(tmp_path / "t.csv", [
        ["Provision", "Wave", "Start", "End", "Sessions per week", "Mins per session", "Staff", "Pupils", "Cost",
         "Review date"],
        ["Narrative group", "2", "08/09/2025", "19/12/2025", "2", "30", "JM", "NAI", "£400", "Dec 25"]])
    found = read(path).harvest
    assert not found.slots
    assert not found.sessions
    assert ["planned" in row.reason for row in found.spare] == [True]


def test_the_adult_may_stand_in_a_column_beside_each_day(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["Time", *(part for day in DAYS for part in (day, "TA"))],
                                          ["9.00-10.00", "Maths", "KB", "Art", "", "PE", "JM", "SaLT", "yes", "", ""]])
    assert lines(path) == ["Mon 0900-1000 Maths TA: KB", "Tue 0900-1000 Art", "Wed 0900-1000 PE TA: JM",
                           "Thu 0900-1000 SaLT TA"]


def test_teacher_and_room_in_rows_of_their_own_belong_to_the_period_above(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["", *DAYS], ["P1 9.00-10.00", "English", "Maths", "PE", "", ""],
                                          ["", "JSM", "RWT", "", "", ""], ["", "E12", "M4", "", "", ""],
                                          ["P2 10.00-11.00", "Maths", "", "", "", ""], ["", "RWT", "", "", "", ""]])
    assert lines(path) == ["Mon 0900-1000 English JSM", "Tue 0900-1000 Maths RWT", "Wed 0900-1000 PE",
                           "Mon 1000-1100 Maths RWT"]


BELLS_OF_TWO_KINDS = {
    "two tables with their days above": [["Monday to Thursday"], ["Period", "Start", "End"], ["P1", "9:00", "10:00"],
                                         [], ["Friday (early finish)"], ["Period", "Start", "End"],
                                         ["P1", "9:00", "9:40"]],
    "a column for the days": [["Day", "Period", "Start", "End"],
                              *([day, "P1", "9:00", "9:40" if day == "Fri" else "10:00"] for day in DAYS)],
    "periods across": [["", "P1", "P2"], ["Mon-Thu", "9.00-10.00", "10-11"], ["Fri", "9.00-9.40", "9.40-10.20"]],
}


@pytest.mark.parametrize("form", BELLS_OF_TWO_KINDS)
def test_bells_for_groups_of_days_in_every_form(form, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", {"T": [["", *DAYS], ["P1", "Maths", "", "", "", "Art"]],
                                            "Times": BELLS_OF_TWO_KINDS[form]})
    assert lines(path) == ["Mon 0900-1000 Maths", "Fri 0900-0940 Art"]


def test_a_period_with_two_times_has_none_until_someone_says(tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", {
        "T": [["", *DAYS], ["P1", "Maths", "", "", "", ""]],
        "Summer": [["Period", "Start", "End"], ["P1", "9:00", "10:00"]],
        "Winter": [["Period", "Start", "End"], ["P1", "9:10", "10:00"]]})
    found = read(path).harvest
    assert [told(slot) for slot in found.slots] == ["Mon ?-? Maths"]
    assert [doubt.code for doubt in found.doubts] == ["bells_conflict", "no_times"]


def test_a_list_with_several_days_children_and_notes(tmp_path):
    path = write_csv(tmp_path / "t.csv", [
        ["Day", "Time", "Activity", "Adult", "Pupils", "Notes"],
        ["Mon, Wed & Fri", "9.00-9.20", "Phonics", "KB", "NAI", "week A only"],
        ["Tues", "1.30-2.00", "SaLT", "HC", "NAI", "fortnightly"],
        ["Thurs", "2.00-2.45", "Lego", "SL", "NAI, KJ, RB", "from 6 Oct until 12 Dec"],
        ["Fri", "2.00-2.45", "Lego", "SL", "KJ", ""]])
    found = read(path).harvest
    assert [told(slot) for slot in found.slots] == [
        "A: Mon 0900-0920 Phonics KB", "A: Wed 0900-0920 Phonics KB", "A: Fri 0900-0920 Phonics KB",
        "Tue 1330-1400 SaLT HC", "Thu 1400-1445 Lego SL"]
    assert (found.slots[-1].sharing, found.slots[-1].first_day, found.slots[-1].last_day) == (
        3, dt.date(2025, 10, 6), dt.date(2025, 12, 12))
    assert [doubt.code for doubt in found.doubts] == ["alternate_weeks"]
    assert [row.source.row for row in found.spare] == [5]


def test_the_phases_of_a_return_to_school_are_no_weeks_of_a_cycle(tmp_path):
    grid = [["", *DAYS], ["9.00-10.00", "Maths (KB)", "", "", "", ""]]
    path = write_docx(tmp_path / "t.docx", "Return to school", [
        ["Week 1 (3 Nov - 7 Nov)", "", "", "", "", ""], *grid,
        ["Weeks 2-3: 10 to 21 November", "", "", "", "", ""], *grid])
    found = read(path)
    assert [(slot.cycle_week, slot.first_day.day, slot.last_day.day) for slot in found.harvest.slots] == [
        (None, 3, 7), (None, 10, 21)]
    assert not found.weeks


@pytest.mark.parametrize("key", [
    [["Initials", "Name", "Role"], ["JM", "Jo Marsh", "HLTA"]], [["Staff", "Name", "Role"], ["JM", "Jo Marsh", "HLTA"]],
    [["Staff key"], ["JM", "Jo Marsh (HLTA)"]], [["Adults:"], ["JM - Jo Marsh (HLTA)"]],
    [["Staff: JM – Jo Marsh (HLTA); HC – Helen Carr"]], [["JM = Jo Marsh (HLTA)"]]])
def test_what_initials_stand_for_in_every_form(key, tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", {"T": [["", *DAYS], ["9.00-10.00", "Maths JM", "", "", "", ""]], "K": key})
    assert read(path).staff["JM"] == "Jo Marsh (HLTA)"


def test_numbered_days_above_the_names_of_the_days_and_bells_in_pairs(tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", {
        "T": [["", *(f"Day {number}" for number in range(1, 11))], ["", *DAYS, *DAYS],
              ["P1", "Maths MPA + LSA DP", *[""] * 3, "Lit (SW) 9.00-9.30 / Hist", "PE", *[""] * 3, "Art"]],
        "Bells": [["Period", "Mon–Thu start", "Mon–Thu end", "Friday start", "Friday end"],
                  ["P1", "09:00", "10:00", "09:00", "09:50"]]})
    assert lines(path) == ["1: Mon 0900-1000 Maths LSA DP", "1: Fri 0900-0930 Lit SW", "2: Mon 0900-1000 PE",
                           "2: Fri 0900-0950 Art"]


def test_a_list_for_each_day_below_its_name(tmp_path):
    path = write_csv(tmp_path / "t.csv", [
        ["Nell - autumn 2025"], [], ["MONDAY"], ["From", "To", "Session", "With"], ["09.00", "09.10", "Check in", "KB"],
        ["09.10", "10.40", "English + LSA (KB)", "KB"], [], ["Tuesday"], ["From", "To", "Session", "With"],
        ["10.55", "11.55", "Calm session (HC, counsellor) from 6 Nov", "HC"]])
    assert lines(path) == ["Mon 0900-0910 Check in KB", "Mon 0910-1040 English LSA",
                           "Tue 1055-1155 Calm session HC, counsellor"]


def test_bells_for_each_day_are_no_lessons(tmp_path):
    bells = [["Session", "From", "To"], ["P1", "9.00", "10.00"], ["P2", "10.00", "10.50"]]
    path = write_xlsx(tmp_path / "t.xlsx", {
        "T": [["", *DAYS], ["P1", "Maths", "", "", "", "Art"]], "Mon-Thu": bells,
        "Friday": [["Session", "From", "To"], ["P1", "9.00", "9.50"]]})
    assert lines(path) == ["Mon 0900-1000 Maths", "Fri 0900-0950 Art"]


def test_an_adult_on_other_duties_is_no_support_for_the_child_in_a_list_or_in_a_grid(tmp_path):
    lessons = write_csv(tmp_path / "list.csv", [
        ["Day", "Period", "Start", "End", "Subject", "Staff", "Support"],
        *([day, "P1", "09:10", "10:10", "Art", "XX", support] for day, support in zip(
            DAYS, ["TA KB", "float", "PPA cover", "break duty", "1:1 NA"], strict=True))])
    slots = read(lessons).harvest.slots
    assert [slot.support for slot in slots] == [True, False, False, False, True]


def test_a_title_with_two_stretches_holds_in_both(tmp_path):
    """A timetable that was set aside for some weeks, and one that ends with a review: only the first holds again."""
    again = "Timetable summer 2026 - in use 13/04/2026 to 17/04/2026 and again from 02/06/2026"
    reduced = "REDUCED TIMETABLE 20/04/2026 to 22/05/2026 - review 18/05/2026, ends 22/05/2026"
    cells = ["Catch-up literacy (KB)", "", "", "", ""]
    for title, stretches in ((again, [("2026-04-13", "2026-04-17"), ("2026-06-02", "None")]),
                             (reduced, [("2026-04-20", "2026-05-22")])):
        path = write_xlsx(tmp_path / "timetable.xlsx", {"Full": [[title], ["Time", *DAYS], ["9.00-9.30", *cells]]})
        slots = read(path).harvest.slots
        assert [(str(slot.first_day), str(slot.last_day)) for slot in slots] == stretches


def test_lines_of_text_below_the_names_of_their_days(tmp_path):
    path = tmp_path / "week.txt"
    path.write_text("Support timetable - Autumn 2025 (TA: Mrs Finch)\n\nMonday\n8.50 - 9.05  SLT follow up\n"
                    "9.15 - 10.15  English (with TA)\nTuesday\n1.15 - 1.35  Talking and listening group\n", "utf-8")
    assert [line.split(" ", 2)[:2] for line in lines(path)] == [
        ["Mon", "0850-0905"], ["Mon", "0915-1015"], ["Tue", "1315-1335"]]
    assert [slot.support for slot in read(path).harvest.slots] == [False, True, False]
