"""Term dates as schools publish them: tables, text, TOML, .ics, and lists of days."""

import datetime as dt

import pytest

from extractors.school_calendar import read_calendar
from models.calendar import ClosureKind
from models.errors import UnusableCalendar
from pipeline.calendars.open_days import SchoolDays
from tests.extractors.papers import write_csv, write_docx, write_xlsx

AUTUMN = [("2025-09-03", "2025-10-24"), ("2025-11-03", "2025-12-19")]


def read(tmp_path, text, name="term_dates.txt"):
    path = tmp_path / name
    path.write_text(text.strip("\n"), "utf-8")
    return read_calendar(path)


def halves(reading):
    return [(half.start.isoformat(), half.end.isoformat()) for half in reading.calendar.half_terms]


def closures(reading):
    return [(closure.kind.value, closure.start.isoformat(), closure.end.isoformat())
            for closure in reading.calendar.closures]


TABLE = [["Event", "Start", "End"], ["INSET day", "01/09/2025", "02/09/2025"],
         ["Autumn term 1", "03/09/2025", "24/10/2025"], ["Half term", "27/10/2025", "31/10/2025"],
         ["Autumn term 2", "03/11/2025", "19/12/2025"]]
PLAIN = {
    "csv": lambda at: write_csv(at / "c.csv", TABLE),
    "workbook": lambda at: write_xlsx(at / "c.xlsx", {"Dates": [["Term dates 2025/26"], [], *TABLE]}),
    "word table": lambda at: write_docx(at / "c.docx", "Term dates 2025/26", TABLE),
    "typed days": lambda at: write_xlsx(at / "c.xlsx", {"Dates": [
        TABLE[0], *([name, *(dt.datetime.strptime(day, "%d/%m/%Y").date() for day in days)]
                    for name, *days in TABLE[1:])]}),
}


@pytest.mark.parametrize("form", PLAIN)
def test_a_table_of_events(form, tmp_path):
    reading = read_calendar(PLAIN[form](tmp_path))
    assert halves(reading) == AUTUMN
    assert closures(reading) == [("inset", "2025-09-01", "2025-09-02"), ("half_term", "2025-10-27", "2025-10-31")]
    assert {half.term for half in reading.calendar.half_terms} == {"autumn 2025"}
    assert not reading.doubts


TEXTS = {
    "opens and closes": """
TERM DATES 2025/26
AUTUMN TERM
INSET days: Mon 1 & Tues 2 September
Pupils return: Wednesday 3 September 2025
HALF TERM: Mon 27 Oct - Fri 31 Oct
Term ends: Friday 19 December 2025 at 1.30pm
""",
    "a line for each term": """
Term dates 2025-26
Autumn Term 2025: Wednesday 3 September 2025 to Friday 19 December 2025
Autumn half term: Monday 27 October to Friday 31 October 2025
Inset: 1st and 2nd September 2025
""",
    "starts and ends": """
Term dates 2025-26
Inset days: 01/09/2025 - 02/09/2025
Autumn term starts Wednesday 3 September 2025 and ends Friday 24 October 2025
Half-term holiday: 27/10/2025 - 31/10/2025
Autumn term 2 starts Monday 3 November 2025 and ends Friday 19 December 2025
""",
    "numbered terms": """
2025/26
Term 1: 3rd September - 24th October
Term 2: 3rd November - 19th December
INSET: 1st - 2nd September
October half term: 27th - 31st October
""",
}


@pytest.mark.parametrize("form", TEXTS)
def test_term_dates_as_text(form, tmp_path):
    reading = read(tmp_path, TEXTS[form])
    assert halves(reading) == AUTUMN
    assert ("half_term", "2025-10-27", "2025-10-31") in closures(reading)
    inset = [closure for closure in reading.calendar.closures if closure.kind is ClosureKind.INSET]
    assert {day for closure in inset for day in (closure.start.day, closure.end.day)} == {1, 2}
    assert not reading.doubts


def test_a_whole_year_has_three_terms(tmp_path):
    reading = read(tmp_path, """
SCHOOL TERM DATES 2025/2026
Autumn term: Tuesday 2 September 2025 - Friday 19 December 2025
Half term: Monday 27 October 2025 - Friday 31 October 2025
Spring term: Monday 5 January 2026 - Friday 27 March 2026
Half term: Monday 16 February 2026 - Friday 20 February 2026
Summer term: Monday 13 April 2026 - Friday 17 July 2026
May Day bank holiday: Monday 4 May 2026
Half term: Monday 25 May 2026 - Friday 29 May 2026
INSET days: 1 September 2025, 24 October 2025 and 20 July 2026
""")
    assert [half.term for half in reading.calendar.half_terms] == [
        "autumn 2025", "autumn 2025", "spring 2025", "spring 2025", "summer 2025", "summer 2025"]
    assert [half.start.isoformat() for half in reading.calendar.half_terms] == [
        "2025-09-02", "2025-11-03", "2026-01-05", "2026-02-23", "2026-04-13", "2026-06-01"]
    assert [kind for kind, *_ in closures(reading)].count("inset") == 3
    assert ("bank_holiday", "2026-05-04", "2026-05-04") in closures(reading)


def test_the_weeks_of_a_cycle(tmp_path):
    reading = read(tmp_path, """
TERM DATES 2025/26
Students return: Thursday 4 September 2025 (Week A)
Half term: Mon 27 Oct - Fri 31 Oct
Students return: Monday 3 November 2025 (Week B)
Term ends: Thursday 18 December 2025
""")
    assert (reading.calendar.cycle, reading.calendar.cycle_start) == (("A", "B"), dt.date(2025, 9, 1))
    assert reading.calendar.cycle_overrides == {dt.date(2025, 11, 3): "B"}


MORE = {
    "opens and closes, as councils list them": """
School term and holiday dates 2025 to 2026
Autumn term 2025
Open on Wednesday 3 September 2025
Close on Friday 24 October 2025
Open on Monday 3 November 2025
Close on Friday 19 December 2025
""",
    "holidays from weekend to weekend": """
TERM DATES 2025-2026
Children return - Wednesday 3rd September
HALF TERM - Saturday 25th October to Sunday 2nd November
Last day of term: Friday 19th December (1.30pm finish)
CHRISTMAS HOLIDAY: Monday 22nd December - Friday 2nd January 2026
""",
    "the break's two days apart": """
Date,Type
03/09/2025,Term starts
27/10/2025,Half term starts
31/10/2025,Half term ends
03/11/2025,Term resumes
19/12/2025,Term ends
""",
    "columns for the break": """
Term,Starts,Half Term,Ends
Autumn 2025,Wed 3 Sep,27 - 31 Oct,Fri 19 Dec
""",
    "month first": """
Event,Start,End
Autumn term,09/03/2025,12/19/2025
Half term,10/27/2025,10/31/2025
""",
}


@pytest.mark.parametrize("form", MORE)
def test_other_ways_to_list_the_same_term(form, tmp_path):
    name = "dates.csv" if "," in MORE[form].strip().splitlines()[0] else "dates.txt"
    assert halves(read(tmp_path, MORE[form], name)) == AUTUMN


def test_a_year_between_holidays_has_terms_of_its_own(tmp_path):
    reading = read(tmp_path, """
2025/26 holidays
Term begins Wednesday 3 September 2025
October half term 27/10/25-31/10/25
Christmas holiday 22/12/25 - 02/01/26
February half term 16/02/26 - 20/02/26
Easter holiday 30/03/26 - 10/04/26
May half term 25/05/26 - 29/05/26
School closes for summer Tuesday 21 July 2026
""")
    assert [half.term for half in reading.calendar.half_terms] == [
        "autumn 2025", "autumn 2025", "spring 2025", "spring 2025", "summer 2025", "summer 2025"]
    assert not reading.doubts


def test_school_is_open_on_the_day_on_which_it_closes_for_a_holiday(tmp_path):
    reading = read(tmp_path, """Event,Start,End
Summer term starts,14/04/2026,14/04/2026
School closes for half term at 3.10pm,22/05/2026,22/05/2026
Half term,25/05/2026,29/05/2026
Students return,01/06/2026,01/06/2026
Last day of summer term,20/07/2026,20/07/2026""", "dates.csv")
    assert [(half.start.isoformat(), half.end.isoformat()) for half in reading.calendar.half_terms] == [
        ("2026-04-14", "2026-05-22"), ("2026-06-01", "2026-07-20")]


def test_a_cycle_that_starts_with_its_second_week_keeps_it(tmp_path):
    rows = [f"{day:02}/01/2026,School day,Day {number}" for day, number in
            zip((5, 6, 7, 8, 9, 12, 13, 14, 15, 16), (6, 7, 8, 9, 10, 1, 2, 3, 4, 5), strict=True)]
    calendar = read(tmp_path, "\n".join(["Date,Status,Cycle day", *rows]), "days.csv").calendar
    assert [SchoolDays(calendar).cycle_week(dt.date(2026, 1, day)) for day in (8, 15)] == ["2", "1"]


def test_a_year_that_is_mistyped_is_not_guessed(tmp_path):
    with pytest.raises(UnusableCalendar):
        read(tmp_path, "TERM DATES 2025/26\nAutumn term: 3 September 20256 - 19 December 2025")


def test_a_term_without_a_break_is_a_doubt(tmp_path):
    reading = read(tmp_path, "Event,Start,End\nAutumn term,03/09/2025,19/12/2025", "dates.csv")
    assert [doubt.code for doubt in reading.doubts] == ["no_half_term"]


def test_a_weekday_that_does_not_fit_is_a_doubt(tmp_path):
    reading = read(tmp_path, """
TERM DATES 2025/26
Summer term 1: Monday 13 April 2026 to Monday 22 May 2026
""")
    assert [(doubt.code, doubt.alternatives) for doubt in reading.doubts] == [("date_weekday", ("2026-04-13",))]
    assert "summer" in reading.calendar.half_terms[0].term


def test_a_toml_calendar(tmp_path):
    reading = read(tmp_path, """
cycle = ["A", "B"]
cycle_start = 2025-09-01
[[terms]]
name = "Autumn term"
start = 2025-09-03
end = 2025-12-19
[[closures]]
kind = "half_term"
name = "Half term"
start = 2025-10-27
end = 2025-10-31
[[closures]]
kind = "inset"
date = 2025-11-24
""", "calendar.toml")
    assert halves(reading) == AUTUMN
    assert ("inset", "2025-11-24", "2025-11-24") in closures(reading)
    assert reading.calendar.cycle_start == dt.date(2025, 9, 1)


@pytest.mark.parametrize(("group", "end"), [("terms", ""), ("terms", 'end = "19 Decembre 2025"'),
                                            ("closures", 'end = "Friday"'), ("closures", f"end = {'9' * 400}")])
def test_an_entry_of_toml_without_a_last_day_that_can_be_read_is_not_taken_for_one_day(tmp_path, group, end):
    with pytest.raises(UnusableCalendar, match="no last day"):
        read(tmp_path, f'[[{group}]]\nname = "Autumn term"\nstart = 2025-09-03\n{end}', "calendar.toml")


def test_an_ics_calendar(tmp_path):
    def event(summary, start, end):
        return f"BEGIN:VEVENT\nSUMMARY:{summary}\nDTSTART;VALUE=DATE:{start}\nDTEND;VALUE=DATE:{end}\nEND:VEVENT\n"

    reading = read(tmp_path, event("Autumn term", "20250903", "20251220") + event("Half term", "20251027", "20251101")
                   + event("INSET day", "20251124", "20251125"), "dates.ics")
    assert halves(reading) == AUTUMN
    assert ("inset", "2025-11-24", "2025-11-24") in closures(reading)


def test_an_ics_calendar_whose_events_have_times(tmp_path):
    def event(summary, start, end):
        return f"BEGIN:VEVENT\nSUMMARY:{summary}\nDTSTART:{start}\nDTEND:{end}\nEND:VEVENT\n"

    reading = read(tmp_path, event("Term starts", "20250903T084500", "20250903T153000")
                   + event("Half term holiday", "20251027T000000", "20251031T235900")
                   + event("Term ends", "20251219T084500", "20251219T133000"), "dates.ics")
    assert halves(reading) == AUTUMN
    assert closures(reading) == [("half_term", "2025-10-27", "2025-10-31")]


def test_a_list_of_days_with_ticks(tmp_path):
    first, rows = dt.date(2025, 9, 1), [["Date", "Day", "Open?", "Note"]]
    for number in range(110):
        day = first + dt.timedelta(days=number)
        half_term = dt.date(2025, 10, 27) <= day <= dt.date(2025, 10, 31)
        closed = day < dt.date(2025, 9, 3) or half_term or day == dt.date(2025, 11, 24) or day.weekday() > 4
        note = "INSET" if day == dt.date(2025, 11, 24) else ""
        rows.append([f"{day:%d/%m/%Y}", f"{day:%a}", "N" if closed else "Y", note])
    reading = read_calendar(write_csv(tmp_path / "days.csv", rows))
    assert halves(reading) == AUTUMN
    assert closures(reading) == [("half_term", "2025-10-27", "2025-10-31"), ("inset", "2025-11-24", "2025-11-24")]


@pytest.mark.parametrize(("rows", "what"), [
    ([["Autumn term 1", "03/09/2025", "24/10/2025"], ["Autumn term 2", "20/10/2025", "19/12/2025"]], "overlap"),
    ([["Autumn term", "19/12/2025", "03/09/2025"]], "ends before it begins"),
    ([["INSET day", "01/09/2025", "01/09/2025"]], "no term"),
])
def test_a_calendar_that_contradicts_itself_stops(rows, what, tmp_path):
    path = write_csv(tmp_path / "c.csv", [["Event", "Start", "End"], *rows])
    with pytest.raises(UnusableCalendar, match=what) as stop:
        read_calendar(path)
    assert stop.value.remedy
    assert "c.csv" in stop.value.where


NEWSLETTER = """
Diary dates 2025-2026
We look forward to welcoming the children back on Wednesday 3rd September 2025 (Tuesday 2nd is a staff day).
School will be closed to pupils on Friday 10th October for staff training.
We break up for half term on Friday 24th October. Monday 3rd November is an INSET day.
Half term holiday: Monday 27th - Friday 31st October
Children return after the half term holiday on Tuesday 4th November.
Last day of the autumn term: Friday 19th December 2025 (2pm finish)
Spring term begins Tuesday 6th January 2026
"""


def test_columns_are_known_by_what_they_hold_and_a_second_table_by_its_words(tmp_path):
    first = [["Term", "Opens on the morning of", "Closes at the end of the afternoon on"],
             ["Autumn (first half)", "Wednesday 3 September 2025", "Friday 24 October 2025"],
             ["Autumn (second half)", "Monday 3 November 2025", "Friday 19 December 2025"]]
    second = [["Date", "Reason"], ["Tuesday 2 September 2025", "INSET"], ["Friday 28 November 2025", "Occasional day"]]
    rows = [["Dates 2025/26"], *first, ["Closed to children on these days as well:"], *second]
    both = write_xlsx(tmp_path / "c.xlsx", {"Dates": rows})
    reading = read_calendar(both)
    assert halves(reading) == AUTUMN
    assert closures(reading) == [("inset", "2025-09-02", "2025-09-02"), ("occasional", "2025-11-28", "2025-11-28")]
    assert not reading.doubts


def test_what_starts_within_a_term_opens_and_closes_nothing(tmp_path):
    reading = read(tmp_path, """
Diary dates 2025-2026
School opens Wednesday 3 September 2025
School closes Friday 24 October 2025
Mock exams begin Monday 3 November 2025 and end Friday 14 November
School opens Monday 3 November 2025
Year 11 study leave starts Monday 1 December 2025
School closes Friday 19 December 2025
Revision classes start Monday 29 December 2025
School opens Tuesday 6 January 2026
School closes Thursday 12 February 2026
""")
    assert halves(reading) == [*AUTUMN, ("2026-01-06", "2026-02-12")]
    assert not closures(reading)


WEEKS = [("01/09/2025", "A", "INSET Mon and Tue"), ("08/09/2025", "B", ""), ("15/09/2025", "A", ""),
         ("22/09/2025", "B", ""), ("29/09/2025", "A", ""), ("06/10/2025", "B", ""), ("13/10/2025", "A", ""),
         ("20/10/2025", "B", ""), ("27/10/2025", "", "Half term"), ("03/11/2025", "A", "INSET Friday 7 November"),
         ("10/11/2025", "B", ""), ("17/11/2025", "A", ""), ("24/11/2025", "B", ""), ("01/12/2025", "A", ""),
         ("08/12/2025", "B", ""), ("15/12/2025", "A", "Term ends Fri 19 Dec")]


@pytest.mark.parametrize("numbered", [False, True])
def test_a_list_of_weeks(numbered, tmp_path):
    rows = [[str(number), *row] for number, row in enumerate(WEEKS, 1)] if numbered else [list(row) for row in WEEKS]
    head = [*(["No."] if numbered else []), "Week commencing", "Week", "Notes"]
    reading = read_calendar(write_csv(tmp_path / "weeks.csv", [head, *rows]))
    assert halves(reading) == AUTUMN
    assert closures(reading) == [("half_term", "2025-10-27", "2025-10-31"), ("inset", "2025-11-07", "2025-11-07")]
    assert (reading.calendar.cycle, reading.calendar.cycle_start) == (("A", "B"), dt.date(2025, 9, 1))
    assert not reading.doubts


@pytest.mark.parametrize("words", ["HALF TERM - school closed all week", "School closed all week", "Half term: closed"])
def test_a_week_without_school_in_a_list_of_weeks_is_closed_whole(words, tmp_path):
    rows = [[first, week, words if note == "Half term" else note] for first, week, note in WEEKS]
    reading = read_calendar(write_csv(tmp_path / "weeks.csv", [["Week commencing", "Week", "Notes"], *rows]))
    closed = [(start, end) for _, start, end in closures(reading)]
    assert [end for start, end in closed if start == "2025-10-27"] == ["2025-10-31"]
    assert "calendar_row" not in [doubt.code for doubt in reading.doubts]


def test_a_week_that_begins_with_a_closed_day_and_names_the_first_open_one(tmp_path):
    said = "Mon 3 Nov INSET - students return Tues 4 Nov"
    rows = [[first, week, said if first == "03/11/2025" else note] for first, week, note in WEEKS]
    reading = read_calendar(write_csv(tmp_path / "weeks.csv", [["Week commencing", "Week", "Notes"], *rows]))
    assert "2025-11-04" in [start for start, _ in halves(reading)]


def test_a_list_of_weeks_that_does_not_say_which_day_is_closed(tmp_path):
    rows = [[first, week, words.replace(" Mon and Tue", "")] for first, week, words in WEEKS]
    reading = read_calendar(write_csv(tmp_path / "weeks.csv", [["Week commencing", "Week", "Notes"], *rows]))
    assert [doubt.code for doubt in reading.doubts] == ["calendar_row"]


def days_of_cycle(skip):
    """The weekdays of a fortnight's cycle from 3 September to 10 October; on 15 September there is an INSET day."""
    rows, number, day = [["Date", "Day", "Timetable day", "Note"]], 2, dt.date(2025, 9, 3)
    while day <= dt.date(2025, 10, 10):
        inset = day == dt.date(2025, 9, 15)
        if day.weekday() < 5:
            rows.append([f"{day:%d/%m/%Y}", f"{day:%a}", "" if inset else f"Day {number % 10 + 1}",
                         "INSET" if inset else ""])
            number += 0 if inset and skip else 1
        day += dt.timedelta(days=1)
    return rows


def test_a_list_of_numbered_days(tmp_path):
    reading = read_calendar(write_csv(tmp_path / "days.csv", days_of_cycle(skip=False)))
    assert halves(reading) == [("2025-09-03", "2025-10-10")]
    assert closures(reading) == [("inset", "2025-09-15", "2025-09-15")]
    assert (reading.calendar.cycle, reading.calendar.cycle_start) == (("1", "2"), dt.date(2025, 9, 1))
    assert not reading.doubts


def test_numbered_days_that_leave_their_weekdays_are_read_date_by_date(tmp_path):
    reading = read_calendar(write_csv(tmp_path / "days.csv", days_of_cycle(skip=True)))
    assert [(doubt.code, doubt.severity.value) for doubt in reading.doubts] == [("cycle_days", "note")]
    assert reading.calendar.cycle == ()
    numbers = {day.isoformat()[5:]: number for day, number in reading.numbers.items()}
    assert [numbers.get(day) for day in ("09-03", "09-12", "09-15", "09-16", "10-10")] == [3, 10, None, 1, 9]


def test_a_term_of_one_day_is_asked_about(tmp_path):
    rows = [["Event", "Start", "End"], ["Autumn term", "03/09/2025", "24/10/2025"], ["Spring term", "06/01/2026", ""]]
    reading = read_calendar(write_csv(tmp_path / "c.csv", rows))
    assert halves(reading) == [("2025-09-03", "2025-10-24")]
    assert [doubt.code for doubt in reading.doubts] == ["calendar_row"]


def test_a_letter_to_parents_tells_several_things_a_line(tmp_path):
    reading = read(tmp_path, NEWSLETTER)
    assert halves(reading) == [("2025-09-03", "2025-10-24"), ("2025-11-04", "2025-12-19")]
    assert closures(reading) == [("inset", "2025-10-10", "2025-10-10"), ("half_term", "2025-10-27", "2025-10-31"),
                                 ("inset", "2025-11-03", "2025-11-03")]
    assert [half.name for half in reading.calendar.half_terms] == ["Autumn term 1", "Autumn term 2"]


def test_school_is_open_on_the_last_day_before_a_break_and_after_one_whose_end_alone_is_given(tmp_path):
    reading = read(tmp_path, """
Classes start Monday 8 September 2025
Last day before half term Friday 17 October 2025
Half term Monday 20 October - Friday 31 October 2025
Last day of autumn term Friday 12 December 2025
""")
    assert halves(reading) == [("2025-09-08", "2025-10-17"), ("2025-11-03", "2025-12-12")]
    assert closures(reading) == [("half_term", "2025-10-20", "2025-10-31")]


def test_a_row_that_only_names_the_week_of_the_cycle_is_no_closure(tmp_path):
    rows = [*TABLE, ["Week 1 (half-term break not counted)", "01/09/2025", "05/09/2025"]]
    reading = read_calendar(write_csv(tmp_path / "c.csv", rows))
    assert halves(reading) == AUTUMN
    assert ("half_term", "2025-09-01", "2025-09-05") not in closures(reading)
    assert reading.calendar.cycle == ("1", "2")


def test_a_first_day_in_words_of_its_own_is_taken_and_asked_about(tmp_path):
    reading = read(tmp_path, """
2025/26 calendar
Children in from Wed 3 Sept 2025
Half-term: w/b 27 Oct
Term finishes Fri 19 Dec
INSET: 1 and 2 Sept, 28 Nov
""")
    assert halves(reading) == [("2025-09-03", "2025-10-24"), ("2025-11-03", "2025-12-19")]
    assert [doubt.code for doubt in reading.doubts] == ["first_day_assumed"]


def test_one_line_may_tell_when_school_closes_and_opens(tmp_path):
    reading = read(tmp_path, """
Academic year 2025/26
New term: 3 September 2025
School shuts 24 October, reopens 3 November
Christmas: last day 19 December 2025
""")
    assert halves(reading) == [("2025-09-03", "2025-10-24"), ("2025-11-03", "2025-12-19")]
    assert "first_day_assumed" in {doubt.code for doubt in reading.doubts}


def test_days_with_the_month_spelt_between_hyphens(tmp_path):
    """A college's list: no column says what it holds but "Note", and its days are written 08-Sep-25."""
    reading = read_calendar(write_csv(tmp_path / "calendar.csv", [
        ["Ashcombe Vale College - student calendar 2025/26"],
        ["Date from", "Date to", "Day", "Note"],
        ["08-Sep-25", "24-Oct-25", "Mon-Fri", "Autumn term first half - students in"],
        ["08-Oct-25", "08-Oct-25", "Wed", "Staff development day - no students"],
        ["27-Oct-25", "31-Oct-25", "Mon-Fri", "Half term"],
        ["04-Nov-25", "12-Dec-2025", "Tue-Fri", "Autumn term second half - students in"],
    ]))
    assert halves(reading) == [("2025-09-08", "2025-10-24"), ("2025-11-04", "2025-12-12")]
    assert ("inset", "2025-10-08", "2025-10-08") in closures(reading)
    assert not reading.doubts


def test_the_notes_beside_a_term_close_days_of_it(tmp_path):
    reading = read_calendar(write_csv(tmp_path / "calendar.csv", [
        ["Term", "Children start", "Children finish", "Half term", "Notes"],
        ["Autumn 1", "03/09/2025", "24/10/2025", "27-31 October", "INSET (no children): Tues 2 Sept, Fri 10 October"],
        ["Autumn 2", "04/11/2025", "19/12/2025", "", "Nativity Thu 11 December. Reports out 5 December"],
    ]))
    assert [kept for kept in closures(reading) if kept[0] != "half_term"] == [
        ("inset", "2025-09-02", "2025-09-02"), ("inset", "2025-10-10", "2025-10-10")]


@pytest.mark.parametrize("lines", [
    "Training days (no students): Mon 1 September; Fri 26\nSeptember; Mon 17 November.",
    "Training days: Mon 1 and Fri 26 September;\nMon 17 November.",
    "INSET: Mon 1 September, Friday 26 September and Monday\n17 November",
    "Staff development (no learners in college): Mon 1 September, Fri 26 September and\nMon 17 November",
])
def test_a_list_of_days_goes_on_in_the_next_line(tmp_path, lines):
    reading = read(tmp_path, f"""
Autumn term Wednesday 3 September 2025 to Friday 19 December 2025
{lines}
Parents' evening Thursday 4 December
""")
    assert [start for kind, start, _ in closures(reading) if kind == "inset"] == [
        "2025-09-01", "2025-09-26", "2025-11-17"]
