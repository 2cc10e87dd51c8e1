"""Registers as each system prints or exports them: one mark for each half day, in the national codes."""

import datetime as dt

import pytest

from extractors.records.harvest import Known
from extractors.records.recognition import kind_of_table
from extractors.register import meaning, read_register
from extractors.tables import Table, delimited, read_tables
from extractors.vocabulary import vocabulary
from models.delivery import Half
from tests.extractors.papers import write_plain_pdf

NELL = Known("Nell Ashworth-Ibe", (2025,))


def read(rows):
    table = tuple(map(tuple, delimited(rows.strip("\n")) if isinstance(rows, str) else rows))
    return read_register(Table("register.csv", None, table), NELL)


def marks(harvest):
    return " ".join(f"{mark.date.day}{mark.half[0]}{mark.code}" for mark in harvest.marks)


SIMS = r"""
Attendance for: Nell ASHWORTH-IBE Reg: 5H Printed 12/11/2025
Week Beginning,Mon,Tue,Wed,Thu,Fri,Possible,Present,AEA,Auth Abs,Unauth Abs
01/09/2025,##,##,/\,/\,/\,6,6,0,0,0
08/09/2025,/\,I I,/N,L\,C2C2,10,4,0,5,1
Totals,,,,,,16,10,0,5,1
"""
SIMS_MARKS = r"1A# 1P# 2A# 2P# 3A/ 3P\ 4A/ 4P\ 5A/ 5P\ 8A/ 8P\ 9AI 9PI 10A/ 10PN 11AL 11P\ 12AC2 12PC2"


def test_sims_certificate_with_pairs_of_marks():
    assert marks(read(SIMS)) == SIMS_MARKS


def test_sims_certificate_as_a_pdf_without_ruling_lines(tmp_path):
    rows = delimited(SIMS.strip("\n"))
    path = write_plain_pdf(tmp_path / "r.pdf", rows, [40, 140, 200, 260, 320, 380, 440, 500, 560, 620, 680])
    (table,) = read_tables(path)
    assert marks(read_register(table, NELL)) == SIMS_MARKS


def test_a_column_for_each_half_day():
    found = read("Week,Mon AM,Mon PM,Tue AM,Tue PM,Wed AM,Wed PM,Thu AM,Thu PM,Fri AM,Fri PM\n"
                 "w/c 8 Sept,/,\\,/,\\,/,\\,I,I,,")
    assert marks(found) == r"8A/ 8P\ 9A/ 9P\ 10A/ 10P\ 11AI 11PI"


def test_half_days_below_merged_days():
    found = read([["Week commencing", "Monday", "", "Tuesday", "", "Wednesday", "", "Thursday", "", "Friday", ""],
                  ["", *["AM", "PM"] * 5], ["08/09/2025", "/", "\\", "/", "\\", "/", "\\", "I", "I", "V", "V"]])
    assert marks(found) == r"8A/ 8P\ 9A/ 9P\ 10A/ 10P\ 11AI 11PI 12AV 12PV"


def test_a_day_a_column_and_a_row_for_each_half():
    table = [["Register marks 08/09/2025 - 11/09/2025"], [],
             ["Ashworth-Ibe, Nell", "Mon 8/9", "Tue 9/9", "Wed 10/9", "Thu 11/9", "Fri 12/9"],
             ["AM", "/", "I", "L", "/", "/"], ["PM", *["\\"] * 5]]
    assert kind_of_table(Table("marks.csv", None, tuple(map(tuple, table))), "register") == "register"
    assert marks(read(table)) == r"8A/ 9AI 10AL 11A/ 12A/ 8P\ 9P\ 10P\ 11P\ 12P\ "[:-1]


def test_arbor_list_of_days_with_other_children():
    found = read("""
Student,Date,AM Roll Call,PM Roll Call,AM Minutes Late,PM Minutes Late,Note
"ASHWORTH-IBE, Nell",08/09/2025,/,\\,,,
"ASHWORTH-IBE, Nell",09/09/2025,L,\\,12,,bus
"BURTON, Kayden",09/09/2025,I,I,,,unwell
""")
    assert marks(found) == r"8A/ 8P\ 9AL 9P\ "[:-1]
    assert found.marks[2].comment == "bus"
    assert "Kayden" not in repr(found)
    assert "BURTON" not in repr(found)


def test_bromcom_list_of_marks():
    found = read("""
Student Name,Adno,Reg Group,Date,Session,Mark,Comment
Nell Ashworth-Ibe,1234,5K,08/09/2025,AM,/,
Nell Ashworth-Ibe,1234,5K,08/09/2025,PM,\\,
Nell Ashworth-Ibe,1234,5K,09/09/2025,AM,Y7,staggered start
""")
    assert marks(found) == r"8A/ 8P\ 9AY7"


def test_sessions_called_1_and_2():
    assert marks(read("Date,Session,Mark\n08/09/2025,1,/\n08/09/2025,2,I")) == "8A/ 8PI"


def test_scholarpack_writes_p_for_present():
    found = read("Pupil,Date,AM,PM,Late (mins)\nN Ashworth-Ibe,Mon 08 Sep,P,P,\nN Ashworth-Ibe,Tue 09 Sep,P,I,")
    assert marks(found) == r"8A/ 8P\ 9A/ 9PI"


def test_p_among_other_marks_is_a_sporting_activity():
    found = read("Date,AM,PM\n08/09/2025,/,\\\n09/09/2025,/,\\\n10/09/2025,P,P")
    assert marks(found) == r"8A/ 8P\ 9A/ 9P\ 10AP 10PP"


def test_classcharts_names_categories_of_lessons():
    found = read("""
Date,Lesson,Teacher,Status
08/09/2025,P1 Maths,JSM,Present
08/09/2025,P5 Art,ABC,Authorised absence
09/09/2025,P1 Maths,JSM,Unauthorised
""")
    assert marks(found) == "8A/ 8PAUTHORISED 9AUNAUTHORISED"
    assert [meaning(mark.code, mark.date).bucket for mark in found.marks] == ["", "child_absent", "child_absent"]


def test_a_class_list_with_a_column_for_each_half_day():
    found = read("""
Name,08/09/2025 AM,08/09/2025 PM,09/09/2025 AM,09/09/2025 PM
Nell Ashworth-Ibe,/,\\,I,I
Kayden Burton,/,\\,/,\\
""")
    assert marks(found) == r"8A/ 8P\ 9AI 9PI"
    assert [row.source.row for row in found.spare] == [3]


def test_excel_serials_and_typed_days():
    found = read([["Date", "AM", "PM"], [45908.0, "/", "\\"], [dt.date(2025, 9, 9), "/", "I"]])
    assert marks(found) == r"8A/ 8P\ 9A/ 9PI"


def test_a_weekday_that_does_not_fit_is_not_used():
    found = read("Date,Day,AM,PM\n08/09/2025,Tue,/,\\\n09/09/2025,Tue,/,\\")
    assert marks(found) == r"9A/ 9P\ "[:-1]
    assert [doubt.code for doubt in found.doubts] == ["date_weekday"]


def test_headers_that_repeat_on_each_page():
    assert marks(read("Date,AM,PM\n08/09/2025,/,\\\nDate,AM,PM\n09/09/2025,/,I")) == r"8A/ 8P\ 9A/ 9PI"


@pytest.mark.parametrize("text", [
    "Student,Date,AM Roll Call,PM Roll Call,AM Minutes Late,PM Minutes Late,Note\nNell,09/09/2025,L,\\,25,,bus",
    "Pupil,Date,AM,PM,Late (mins)\nN Ashworth-Ibe,Tue 09 Sep,L,P,25",
    "Pupil,Date,AM,PM,Late (mins)\nN Ashworth-Ibe,Tue 09 Sep,L (25),P,",
    "Date,Session,Mark,Minutes Late\n09/09/2025,AM,L,25 mins",
    "Date,Session,Mark,Comment\n09/09/2025,AM,L,25 minutes late - bus",
    "Date,Lesson,Teacher,Status,Minutes late\n09/09/2025,P1 Maths,JSM,Late,25",
    "Date,Lesson,Teacher,Status\n09/09/2025,P1 Maths,JSM,Late (25 mins)",
])
def test_how_late_the_child_came(text):
    (late,) = [mark for mark in read(text).marks if mark.code == "L"]
    assert (late.half, late.minutes_late) == (Half.AM, 25)


def test_minutes_beside_a_mark_that_is_not_late_are_no_lateness():
    (mark,) = read("Date,Session,Mark,Minutes Late\n09/09/2025,AM,/,0").marks
    assert (mark.code, mark.minutes_late, mark.arrived) == ("/", None, None)


def test_the_time_at_which_the_child_came():
    (mark,) = read("Date,Session,Mark,Comment\n09/09/2025,AM,U,arrived 10.20 after dentist").marks
    assert (mark.minutes_late, mark.arrived) == (None, dt.time(10, 20))


IN_FORCE, BEFORE = dt.date(2024, 8, 19), dt.date(2024, 8, 18)


@pytest.mark.parametrize(("code", "day", "present", "bucket"), [
    ("/", IN_FORCE, True, ""), ("\\", IN_FORCE, True, ""), ("L", IN_FORCE, True, ""), ("U", IN_FORCE, True, ""),
    ("K", IN_FORCE, True, "other_provider"), ("V", IN_FORCE, True, "off_site"), ("I", IN_FORCE, False, "child_absent"),
    ("C2", IN_FORCE, False, "part_time"), ("E", IN_FORCE, False, "child_excluded"),
    ("#", IN_FORCE, False, "missed_closure"), ("Y4", IN_FORCE, False, "missed_closure"),
    ("Q", IN_FORCE, False, "authority"), ("-", IN_FORCE, None, "no_record"),
    ("", IN_FORCE, None, "no_record"), ("H", IN_FORCE, None, "no_record"), ("H", BEFORE, False, "child_absent"),
    ("Y", BEFORE, False, "missed_closure"), ("J", BEFORE, True, "off_site"), ("J1", IN_FORCE, False, "child_absent"),
])
def test_codes_mean_what_they_did_on_the_day(code, day, present, bucket):
    read_code = meaning(code, day)
    assert (read_code.present, read_code.bucket) == (present, bucket)


def test_every_code_has_words():
    codes = vocabulary("attendance_codes")
    assert not [code for group in ("codes", "before") for code, entry in codes[group].items() if not entry.get("words")]
    assert {half.value for half in Half} == {"AM", "PM"}


def test_a_row_for_the_mornings_and_one_for_the_afternoons():
    found = read("Week Commencing,Session,Mon,Tue,Wed,Thu,Fri\n08/09/2025,AM,/,/,I,/,/\n,PM,\\,\\,I,\\,C2")
    assert marks(found) == r"8A/ 9A/ 10AI 11A/ 12A/ 8P\ 9P\ 10PI 11P\ 12PC2"


def test_a_herringbone_grid_with_the_initials_of_the_days():
    found = read("Week,M,T,W,T,F\n01/09/2025,##,##,/\\,/\\,/\\\n08/09/2025,/\\,II,/N,L\\,C2C2")
    assert marks(found) == SIMS_MARKS


def test_marks_in_words_or_beside_words():
    found = read("Date,AM Roll Call,PM Roll Call\n08/09/2025,Present (/),Present (\\)\n"
                 "09/09/2025,I - Illness,Late (L)\n10/09/2025,Authorised absence,see office")
    assert marks(found) == r"8A/ 8P\ 9AI 9PL 10AAUTHORISED"


def test_registration_among_the_lessons_of_a_day():
    found = read("Date,Reg AM,P1,P2,P3,Reg PM,P4,P5\n08/09/2025,/,/,/,/,\\,/,N\n09/09/2025,I,I,I,I,I,I,I")
    assert marks(found) == r"8A/ 8P\ 9AI 9PI"


def test_a_status_that_is_not_known_is_asked_about():
    found = read("Date,Lesson,Teacher,Status\n08/09/2025,P1 Maths,JSM,Present\n08/09/2025,P5 Art,ABC,Hub")
    assert marks(found) == "8A/"
    assert [doubt.code for doubt in found.doubts] == ["mark_unclear"]
