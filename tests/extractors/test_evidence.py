"""All files of a case together: each recognised for what it is, and none able to stop the others."""

import contextlib
import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.evidence import EvidencePaths, read_evidence
from models.delivery import Evidence
from models.errors import Stop, UnusableCalendar
from pipeline.calendars.open_days import SchoolDays
from tests.extractors.papers import write_csv, write_pdf, write_xlsx
from tests.measured import cpu_seconds

CHILD = "Nell Ashworth-Ibe"
LOG = [["Date", "Child", "Intervention", "Mins", "Done"], ["04/09/2025", "Nell A-I", "Phonics", "20", "Y"],
       ["w/c 8 Sept", "NAI", "Reading", "3 x 10", ""], ["09/09/2025", "Kayden B", "Phonics", "20", "Y"],
       ["12/09/2025", "Nell", "SaLT", "", "cancelled"], ["", "", "TOTAL", "50", ""]]
GRID = [["", "Mon", "Tue", "Wed", "Thu", "Fri"], ["9.00-9.20", "Phonics (KB)", "", "", "Phonics (KB)", ""]]
REGISTER = [["Week commencing", "Mon", "Tue", "Wed", "Thu", "Fri"], ["08/09/2025", "/\\", "/\\", "/\\", "/\\", "I I"]]
TERMS = [["Event", "Start", "End"], ["Autumn 1", "03/09/2025", "24/10/2025"], ["Half term", "27/10/2025", "31/10/2025"],
         ["Autumn 2", "03/11/2025", "19/12/2025"]]


@pytest.fixture
def papers(tmp_path):
    return {
        "timetable": write_xlsx(tmp_path / "week.xlsx", {"Nell": GRID}),
        "log": write_csv(tmp_path / "sessions.csv", LOG),
        "register": write_csv(tmp_path / "marks.csv", REGISTER),
        "calendar": write_csv(tmp_path / "dates.csv", TERMS),
    }


def facts(evidence: Evidence):
    return [len(evidence.slots), len(evidence.sessions), len(evidence.marks), len(evidence.spare)]


def test_a_whole_case(papers):
    evidence = read_evidence(EvidencePaths(
        (papers["timetable"],), (papers["log"],), (papers["register"],), papers["calendar"]), CHILD)
    assert facts(evidence) == [2, 3, 10, 2]
    assert not evidence.doubts
    assert [(file.kind, file.document.file, len(file.document.sha256)) for file in evidence.files] == [
        ("calendar", "dates.csv", 64), ("log", "sessions.csv", 64), ("register", "marks.csv", 64),
        ("timetable", "week.xlsx", 64)]
    log = evidence.files[1]
    assert (log.first_day, log.last_day) == (dt.date(2025, 9, 4), dt.date(2025, 9, 12))


def test_files_are_known_under_any_option_and_in_any_order(papers):
    right = read_evidence(EvidencePaths(
        (papers["timetable"],), (papers["log"],), (papers["register"],), papers["calendar"]), CHILD)
    for shuffled in itertools.permutations(papers.values()):
        for paths in (EvidencePaths(logs=shuffled), EvidencePaths(timetables=shuffled),
                      EvidencePaths(registers=shuffled)):
            found = read_evidence(paths, CHILD)
            assert (found.slots, found.sessions, found.marks, found.spare, found.doubts) == (
                right.slots, right.sessions, right.marks, right.spare, right.doubts)
            assert found.calendar == right.calendar


@pytest.mark.parametrize("register", [
    "Student Name,Adno,Reg Group,Date,Session,Mark,Comment\nNell Ashworth-Ibe,1234,5K,08/09/2025,AM,/,",
    "Student,Date,AM Roll Call,PM Roll Call,AM Minutes Late,PM Minutes Late,Note\nNell A-I,08/09/2025,/,\\,,,",
    "Pupil,Date,AM,PM,Late (mins)\nNell A-I,Mon 08 Sep 2025,/,\\,",
    "Date,Lesson,Teacher,Status\n08/09/2025,P1 Maths,JSM,Present",
    "Date,Registration,Status,Code,Reason\n08/09/2025,AM,Present,/,",
    "Week Beginning,Mon,Tue,Wed,Thu,Fri,Possible,Present\n08/09/2025,/\\,/\\,/\\,/\\,I I,10,8",
    "Name,08/09/2025 AM,08/09/2025 PM,09/09/2025 AM,09/09/2025 PM\nNell A-I,/,\\,I,I",
])
def test_registers_given_as_logs_are_known(register, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(register, "utf-8")
    evidence = read_evidence(EvidencePaths(logs=(path,)), CHILD)
    assert evidence.marks
    assert (evidence.sessions, [file.kind for file in evidence.files]) == ((), ["register"])


@pytest.mark.parametrize("log", [
    "Date,Phonics,Reading\n08/09/2025,20,10\n09/09/2025,20,\n10/09/2025,20,10",
    "Visit date,Time,Therapist,Contact type,Duration (min),Present,Summary\n12/09/2025,10:00,JB,direct,45,NAI,",
    "Date,Lesson,Teacher,Status\n08/09/2025,SaLT,HC,Delivered\n15/09/2025,SaLT,HC,Cancelled",
    "Intervention,Mon,Tue,Wed,Thu,Fri,Week commencing\nPhonics,✓,✓,✓,A,,08/09/2025",
    "Date,Description,Hours,Rate,Amount\n12/09/2025,OT session,0.75,£80,£60",
    "Date,Session,Notes\n12/09/2025,Phonics,20 mins",
])
def test_logs_given_as_registers_are_known(log, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(log, "utf-8")
    evidence = read_evidence(EvidencePaths(registers=(path,)), CHILD)
    assert evidence.sessions
    assert (evidence.marks, [file.kind for file in evidence.files]) == ((), ["log"])


def test_a_file_given_twice_is_read_once(papers):
    once = read_evidence(EvidencePaths(logs=(papers["log"],), calendar=papers["calendar"]), CHILD)
    twice = read_evidence(EvidencePaths(logs=(papers["log"],) * 2, registers=(papers["log"],),
                                        calendar=papers["calendar"]), CHILD)
    assert twice.sessions == once.sessions
    assert [doubt.code for doubt in twice.doubts] == ["same_file", "same_file"]


def test_one_unusable_file_does_not_stop_the_others(papers, tmp_path):
    broken, empty, prose = tmp_path / "a.pdf", tmp_path / "b.csv", tmp_path / "c.txt"
    broken.write_bytes(b"not a pdf")
    empty.write_bytes(b"")
    prose.write_text("Minutes of the governors' meeting.\nNothing to report.", "utf-8")
    evidence = read_evidence(EvidencePaths(logs=(broken, empty, prose, tmp_path / "gone.csv", papers["log"])), CHILD)
    assert len(evidence.sessions) == 3
    assert [(doubt.code, doubt.place) for doubt in evidence.doubts if doubt.code == "unusable_file"] == [
        ("unusable_file", name) for name in ("a.pdf", "b.csv", "gone.csv", "c.txt")]
    assert all(doubt.next_step for doubt in evidence.doubts)


def test_an_unusable_calendar_stops(papers, tmp_path):
    path = write_csv(tmp_path / "c.csv", [*TERMS, ["Autumn 3", "15/12/2025", "20/12/2025"]])
    with pytest.raises(UnusableCalendar):
        read_evidence(EvidencePaths(logs=(papers["log"],), calendar=path), CHILD)


def test_no_files_at_all():
    assert read_evidence(EvidencePaths(), CHILD) == Evidence()


def test_what_initials_stand_for_comes_from_any_paper(papers, tmp_path):
    key = write_csv(tmp_path / "key.csv", [["Initials", "Name", "Role"], ["JM", "Jo Marsh", "HLTA"],
                                           ["AO", "", "Teacher"]])
    log = write_csv(tmp_path / "log.csv", [["KB = Mrs Bright (LSA)"], *LOG])
    evidence = read_evidence(EvidencePaths(logs=(key, log), calendar=papers["calendar"]), CHILD)
    assert evidence.staff_key == {"JM": "Jo Marsh (HLTA)", "AO": "Teacher", "KB": "Mrs Bright (LSA)"}
    assert len(evidence.sessions) == 3
    assert not evidence.doubts


def test_other_children_are_named_nowhere(papers):
    evidence = read_evidence(EvidencePaths(logs=(papers["log"],), calendar=papers["calendar"]), CHILD)
    assert "Kayden" not in evidence.model_dump_json()


def test_a_table_headed_with_another_childs_name_is_not_used(papers, tmp_path):
    theirs = write_csv(tmp_path / "theirs.csv", [["Pupil", "Burton, Kayden", "Reg", "5H"], [], *REGISTER])
    ours = write_csv(tmp_path / "ours.csv", [["Pupil", "Ashworth-Ibe, Nell", "Reg", "5H"], [], *REGISTER])
    found = read_evidence(EvidencePaths(registers=(theirs,)), CHILD)
    assert (found.marks, [doubt.code for doubt in found.doubts]) == ((), ["unusable_file", "other_child"])
    assert "Burton" not in found.model_dump_json()
    assert len(read_evidence(EvidencePaths(registers=(ours,)), CHILD).marks) == 10


def test_a_log_without_years_takes_them_from_the_register(papers, tmp_path):
    log = write_csv(tmp_path / "log.csv", [["Date", "Activity", "Mins"], ["12 Sep", "Phonics", "20"]])
    assert "date_year" in [doubt.code for doubt in read_evidence(EvidencePaths(logs=(log,)), CHILD).doubts]
    found = read_evidence(EvidencePaths(logs=(log,), registers=(papers["register"],)), CHILD)
    assert [session.date for session in found.sessions] == [dt.date(2025, 9, 12)]


def test_two_registers_that_disagree_are_both_kept(papers, tmp_path):
    other = write_csv(tmp_path / "later.csv", [REGISTER[0], ["08/09/2025", "L/", "/\\", "/\\", "/\\", "/ \\"]])
    evidence = read_evidence(EvidencePaths(registers=(papers["register"], other)), CHILD)
    assert len(evidence.marks) == 20
    assert {mark.source.file for mark in evidence.marks} == {papers["register"].name, "later.csv"}
    assert not evidence.doubts


def test_the_cycle_of_weeks_comes_from_the_timetable_or_the_calendar(papers, tmp_path):
    pages = [(f"Week {week}", GRID) for week in "AB"]
    bare = write_pdf(tmp_path / "bare.pdf", pages)
    told = write_pdf(tmp_path / "told.pdf", [("Week A = w/c 8 Sept. Week A", GRID), pages[1]])
    calendar = tmp_path / "dates.txt"
    calendar.write_text("TERM DATES 2025/26\nStudents return: Wed 3 September 2025 (Week 1)\n"
                        "Half term: 27-31 October\nTerm ends: Fri 19 December 2025", "utf-8")
    assert [doubt.code for doubt in read_evidence(EvidencePaths((bare,)), CHILD).doubts] == ["cycle_start"]
    from_timetable = read_evidence(EvidencePaths((told,), calendar=papers["calendar"]), CHILD)
    assert (from_timetable.calendar.cycle, from_timetable.calendar.cycle_start) == (("A", "B"), dt.date(2025, 9, 8))
    from_calendar = read_evidence(EvidencePaths((bare,), calendar=calendar), CHILD)
    assert (from_calendar.calendar.cycle, from_calendar.calendar.cycle_start) == (("A", "B"), dt.date(2025, 9, 1))
    assert [doubt.code for doubt in read_evidence(EvidencePaths((told,), calendar=calendar), CHILD).doubts] == [
        "cycle_start"]


def test_a_week_that_is_named_keeps_its_name_after_a_holiday(tmp_path):
    dates, grid = tmp_path / "dates.csv", tmp_path / "timetable.csv"
    dates.write_text("Event,Start,End\nAutumn term,03/09/2025,19/12/2025\nHalf term,27/10/2025,31/10/2025\n", "utf-8")
    grid.write_text("Timetable - w/c 3 Nov is Week B\n,Mon,Tue,Wed,Thu,Fri\n,,,,,\nWeek A\n9.00-10.00,Maths,,,,\n"
                    "Week B\n9.00-10.00,Art,,,,\n", "utf-8")
    days = SchoolDays(read_evidence(EvidencePaths((grid,), calendar=dates), CHILD).calendar)
    assert [days.cycle_week(dt.date(2025, *day)) for day in ((10, 20), (11, 3), (11, 10))] == ["A", "B", "A"]


def test_many_doubts_of_a_kind_are_told_as_one(tmp_path):
    rows = [LOG[0], *([f"{day:02d}/09/2025", "Nell", "Phonics", "30-40", "Y"] for day in (*range(1, 6), *range(8, 13),
                                                                                         *range(15, 20)))]
    evidence = read_evidence(EvidencePaths(logs=(write_csv(tmp_path / "log.csv", rows),)), CHILD)
    assert [doubt.code for doubt in evidence.doubts] == ["length_range"]
    assert "15 rows" in evidence.doubts[0].place


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(5)), st.permutations(range(1, 5)))
def test_the_order_of_columns_and_rows_does_not_matter(tmp_path, columns, order):
    def told(rows, name):
        path = write_csv(tmp_path / name, [[row[column] for column in columns] for row in rows])
        evidence = read_evidence(EvidencePaths(logs=(path,)), CHILD)
        return sorted((session.date, session.label, session.minutes or 0, session.outcome)
                      for session in evidence.sessions)

    body = [row for row in LOG[1:5] if row[1] != "NAI"] + [["08/09/2025", "NAI", "Reading", "30", ""]]
    assert told([LOG[0], *body], "a.csv") == told([LOG[0], *(body[place - 1] for place in order)], "b.csv")


ODD = ["", "½ hr", "w/c", "31/02/2025", "x", "✓", "-1", "1e309", "nan", "=1+1", '"', "\n", "Mon", "Tue", "Week B",
       "Date", "Total", "from 99/99", "12.30–", "(((", "10:99", "20256", "3 x x 10", "Wed 32 Sept", "P1", "Nell",
       "\\", "/\\", "24:00", "AM", "PM", "99 Mar 2025", "2025-W99", "0 x 10", "Pupil", "Start", "End",
       "Intervention", "Mon-Fri", "Day 11", "until half term", "08/09/2025", "Fri 5 Sep", "20 mins", "Y", "Event",
       "Autumn term", "Register", "٣", "²"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(ODD), min_size=1, max_size=8), min_size=1, max_size=25))
def test_whatever_the_cells_hold_there_is_an_answer_or_one_clear_error(tmp_path, rows):
    path = write_csv(tmp_path / "odd.csv", rows)
    for paths in (EvidencePaths(logs=(path,)), EvidencePaths(timetables=(path,)), EvidencePaths(calendar=path)):
        with contextlib.suppress(Stop):
            assert isinstance(read_evidence(paths, CHILD), Evidence)


def test_ten_thousand_rows_are_read_quickly(tmp_path):
    first = dt.date(2025, 9, 1)
    rows = [["Date", "Child", "Intervention", "Adult", "Start", "Mins", "Done?", "Comments"]]
    for number in range(10_000):
        day = first + dt.timedelta(days=number % 5 + 7 * (number // 5 % 38))
        rows.append([f"{day:%d/%m/%Y}", ("Nell A-I", "NAI", "Kayden B")[number % 3], f"Phonics {number % 7}", "KB",
                     "09:10", f"{number % 40 + 5} mins", ("Y", "✓", "canc", "")[number % 4], f"note {number}"])
    path = write_csv(tmp_path / "log.csv", rows)
    evidence = read_evidence(EvidencePaths(logs=(path,)), CHILD)
    assert len(evidence.sessions) + len(evidence.spare) == 10_000
    assert cpu_seconds(lambda: read_evidence(EvidencePaths(logs=(path,)), CHILD), tries=2) < 6
