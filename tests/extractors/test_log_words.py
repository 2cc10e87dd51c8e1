"""Logs that say little: periods instead of lengths, sentences instead of columns, a title instead of a label."""

import tomllib
from pathlib import Path

import pytest

from extractors.records.harvest import Known
from extractors.records.recognition import kind_of_table
from extractors.session_log import read_record
from extractors.tables import Table, delimited
from extractors.timetable import bells_of

PERIODS = tomllib.loads(Path(__file__).with_name("periods.toml").read_text("utf-8"))["cases"]
BELLS = """Period,Days,Start,End
P1,Mon-Fri,9.00,10.00
P2,Mon-Fri,10.00,10.50
P3,Mon-Fri,11.10,12.10
P4,Mon-Thu,13.00,13.45
P4,Fri,12.40,13.10
P5,Mon-Fri,13.45,14.30"""


def read(text, file="log.csv", bells=BELLS):
    table = Table(file, None, tuple(map(tuple, delimited(text))))
    timetable = Table("timetable.csv", "Bells", tuple(map(tuple, delimited(bells))))
    return read_record(table, Known("Nell Ashworth-Ibe", (2025,), bells_of([timetable])))


@pytest.mark.parametrize("case", PERIODS, ids=lambda case: f"{case['heads']}: {case['row']}")
def test_a_period_says_when_and_as_a_length_how_long(case):
    found = read(f"{case['heads']}\n{case['row']}")
    (one,) = found.sessions
    assert (one.minutes, one.start) == (case.get("minutes"), case.get("start")), case.get("why", "")
    assert [doubt.code for doubt in found.doubts] == ([case["asks"]] if "asks" in case else [])


def test_without_bells_a_period_is_no_length_and_asked():
    found = read("Date,Activity,Length,Done\n08/09/2025,Phonics,P4,Y", bells="Period,Start,End")
    assert [one.minutes for one in found.sessions] == [None]
    assert [doubt.code for doubt in found.doubts] == ["length_unclear"]


@pytest.mark.parametrize("heads", ["Date,TA,Comment", "Date,TA,What we did", "Date,Adult,Notes"])
def test_rows_in_sentences_have_their_own_words_for_a_label_and_for_a_length(heads):
    found = read(f'{heads}\n08/09/2025,KB,"Worked with Nell on phonics cards, 20 min"\n'
                 '09/09/2025,KB,"Speech sounds with N, two lots of 10 mins and 5 mins"\n10/09/2025,KB,Nell absent\n'
                 '11/09/2025,KB,no TA today')
    assert [(one.minutes, one.outcome.value) for one in found.sessions] == [
        (20, "delivered"), (None, "unclear"), (None, "child_absent"), (None, "not_delivered")]
    assert found.sessions[0].label == "Worked with Nell on phonics cards, 20 min"


def test_a_length_in_the_name_of_an_activity_is_none_where_another_column_tells_whether_it_was_held():
    found = read("Date,Activity,Done\n08/09/2025,Phonics 20 mins,Y")
    assert [one.minutes for one in found.sessions] == [None]


def test_work_with_somebody_of_another_initial_is_asked_about_and_not_counted():
    found = read('Date,TA,Comment\n08/09/2025,MB,"Worked with K on phonics cards, 20 min"\n'
                 '09/09/2025,MB,"Worked with N on phonics cards, 20 min"\n'
                 '10/09/2025,MB,"Session with M, speech sounds, 20 min"')
    assert [one.date.day for one in found.sessions] == [9, 10]
    assert [doubt.code for doubt in found.doubts] == ["child_unclear"]


def test_a_log_without_a_column_of_what_was_done_goes_by_its_title_and_says_so():
    rows = "Date,Client,Session no,Length,Outcome\n08.01.2026,NAI,1,50 mins,attended\n15.01.2026,NAI,2,50 mins,DNA"
    found = read(rows, file="AR counselling sheet.csv")
    assert [one.label for one in found.sessions] == ["AR counselling sheet"] * 2
    assert [(doubt.code, doubt.severity.value) for doubt in found.doubts] == [("label_from_title", "note")]
    titled = read(f"Music therapy with Jo,,,,\n{rows}")
    assert [one.label for one in titled.sessions] == ["Music therapy with Jo"] * 2
    assert [one.label for one in read(rows, file="session log autumn 2025.csv").sessions] == ["", ""]


REGISTER = """Student,Intervention,Date,Start,End,Mark,Comment
Nell Ashworth-Ibe,Lego,08/09/2025,10:00,10:40,/,
Nell Ashworth-Ibe,Lego,09/09/2025,10:00,10:40,I,
Nell Ashworth-Ibe,Lego,10/09/2025,10:00,10:40,V,
Nell Ashworth-Ibe,Lego,11/09/2025,10:00,10:40,L,
Nell Ashworth-Ibe,Lego,12/09/2025,10:00,10:40,,Cancelled - KB on training
Nell Ashworth-Ibe,Lego,15/09/2025,10:00,10:40,,register not taken
Nell Ashworth-Ibe,Lego,16/09/2025,10:00,10:40,,"""


@pytest.mark.parametrize("column", ["Mark", "Attendance code", "Present"])
def test_the_marks_of_an_interventions_register_say_what_became_of_it(column):
    found = read(REGISTER.replace("Mark", column))
    assert [(one.outcome.value, one.minutes, one.minutes_most) for one in found.sessions] == [
        ("delivered", 40, None), ("child_absent", 40, None), ("not_delivered", 40, None), ("delivered", None, 40),
        ("not_delivered", None, None)]
    assert [row.date.day for row in found.spare] == [15, 16], "a register that was not taken records nothing"
    assert [doubt.code for doubt in found.doubts] == ["length_part"]


def test_marks_without_a_stroke_are_codes_where_the_column_is_named_for_them():
    found = read("Date,Activity,Start,End,Mark\n08/09/2025,Lego,10:00,10:40,I\n09/09/2025,Lego,10:00,10:40,N")
    assert [one.outcome.value for one in found.sessions] == ["child_absent", "child_absent"]
    ticks = read("Date,Activity,Start,End,Mark\n08/09/2025,Lego,10:00,10:40,Y\n09/09/2025,Lego,10:00,10:40,N")
    assert [one.outcome.value for one in ticks.sessions] == ["delivered", "not_delivered"]


def test_no_time_with_a_word_of_why_is_a_session_that_was_not_held():
    found = read("Date,Start,Finish,Hrs,Activity,Worker,Notes\n08/09/2025,,,0,Placement,Dev,placement not found yet\n"
                 "09/09/2025,,,0,Travel training,Leon,too anxious and did not go\n10/09/2025,,,0,Placement,Dev,\n"
                 "11/09/2025,10:00,11:30,1.5,Placement,Dev,kennels closed early\n"
                 "12/09/2025,10:00,13:00,0,Placement,Dev,learner absent")
    assert [one.outcome.value for one in found.sessions] == [
        "not_delivered", "refused", "unclear", "delivered", "child_absent"]


def test_a_matrix_with_a_day_a_column_holds_lengths_ticks_and_crosses():
    found = read("Nell (A = absent)\nIntervention,08/09/2025,09/09/2025,10/09/2025,11/09/2025,12/09/2025\n"
                 "Phonics,25,,x,A,20\nMentor,,✓,,15,x")
    assert [(one.label, one.date.day, one.minutes, one.weekly, one.outcome.value) for one in found.sessions] == [
        ("Phonics", 8, 25, False, "delivered"), ("Phonics", 10, None, False, "not_delivered"),
        ("Phonics", 11, None, False, "child_absent"), ("Phonics", 12, 20, False, "delivered"),
        ("Mentor", 9, None, False, "delivered"), ("Mentor", 11, 15, False, "delivered"),
        ("Mentor", 12, None, False, "not_delivered")]


def test_a_register_with_a_day_a_column_is_no_matrix_of_work():
    marks = "Name,08/09/2025,09/09/2025,10/09/2025,11/09/2025\nNell Ashworth-Ibe,/\\,I I,/\\,/\\"
    table = Table("register.csv", None, tuple(map(tuple, delimited(marks))))
    assert kind_of_table(table, "log") == "register"
