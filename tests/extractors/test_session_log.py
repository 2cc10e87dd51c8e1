"""Logs in each of the forms in which records are kept: what each row says, and why a row is not used."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from extractors.records.harvest import Known
from extractors.session_log import read_record
from extractors.tables import Table, delimited, read_tables
from models.delivery import Outcome, Reliability
from tests.extractors.papers import write_xlsx

NELL = Known("Nell Ashworth-Ibe", (2025,))


def read(text, known=NELL, sheet=None):
    """The harvest of a log written as text with commas or bars."""
    rows = delimited(text.strip("\n")) if isinstance(text, str) else text
    return read_record(Table("log.csv", sheet, tuple(map(tuple, rows))), known)


def days(harvest):
    return [session.date.isoformat()[5:] for session in harvest.sessions]


def outcomes(harvest):
    return [session.outcome.value for session in harvest.sessions]


def codes(harvest):
    return [doubt.code for doubt in harvest.doubts]


def test_title_rows_repeated_headers_blank_rows_and_totals():
    found = read("""
Pennyhollow - provision log,,,,
Autumn 2025 (fill in same day!!),,,,
,,,,
Date,Child,Intervention,Duration,Done?
w/c 1 Sep,Nell A-I,Reading,3 @ 10 mins,
03/09/2025,Nell,Phonics,20m,CANCELLED
,,,,
,,TOTAL AUT 1,1h 20,
Date,Child,Intervention,Duration,Done?
04/11/2025,NAI,Phonics,,Done
""")
    assert days(found) == ["09-01", "09-03", "11-04"]
    assert [(session.weekly, session.count, session.minutes) for session in found.sessions] == [
        (True, 3, 30), (False, 1, 20), (False, 1, None)]
    assert outcomes(found) == ["delivered", "not_delivered", "delivered"]
    assert [row.reason for row in found.spare] == ["A row of totals."]
    assert [session.source.row for session in found.sessions] == [5, 6, 10]


def test_rows_about_other_children_are_never_counted_and_never_named():
    found = read("""
Date,Pupil,Activity,Mins,Comments
08/09/2025,Nell A-I,Lego,30,with Kayden Burton
08/09/2025,Kayden Burton,Lego,30,shared with Nell
09/09/2025,"Nell A-I, Kayden Burton, R.B.",Lego,30,
10/09/2025,N,Lego,30,
""")
    assert days(found) == ["09-08", "09-09"]
    assert [session.group_size for session in found.sessions] == [None, 3]
    assert found.sessions[0].reason == "with another child"
    assert codes(found) == ["child_unclear"]
    assert "Kayden" not in repr([found.spare, found.doubts, found.sessions])


def test_a_label_that_names_another_child_is_asked_about_and_not_counted():
    found = read("Date,What,By,Mins\n08/09/2025,ELSA,Gwen P,40\n09/09/2025,ELSA - Maisie R,Gwen P,40\n"
                 "10/09/2025,ELSA - Gwen P,GP,40\n11/09/2025,Lego (Nell not in this one),GP,30")
    assert days(found) == ["09-08", "09-10"]
    assert codes(found) == ["child_unclear", "child_unclear"]
    assert not any("Maisie" in row.text for row in found.spare)


def test_columns_in_any_order_give_the_same_sessions():
    first = read("Date,Intervention,Adult,Mins,Done\n08/09/2025,Phonics,KB,20,Y\n09/09/2025,Phonics,KB,20,N")
    second = read("Done,Mins,Adult,Intervention,Date\nY,20,KB,Phonics,08/09/2025\nN,20,KB,Phonics,09/09/2025")
    assert first.sessions == second.sessions


@pytest.mark.parametrize(("row", "outcome"), [
    ("20,Y,", "delivered"), ("20,,", "delivered"), (",✓,", "delivered"), ("-,abs,", "child_absent"),
    ("0,N,hall in use", "not_delivered"), ("20,N,pupil absent - dentist", "child_absent"),
    ("20,N,would not engage", "refused"), ("20,N,snow - school closed", "closure"),
    (",,SALT off sick", "not_delivered"), ("cancelled,,", "not_delivered"),
    ("20,Y,cut short - fire drill", "delivered"), ("20,,late back from assembly", "delivered"),
    ("20,,cancelled - no room", "not_delivered"), (",,", "unclear"), ("abs,,", "child_absent"),
    ("0:30,,", "delivered"), ("n/a,not in,", "child_absent"), (",Yes - 10 mins,", "delivered"),
    ("15 (of 30),Y,", "delivered"), ("as timetable,Y,", "delivered"), (",INSET,", "closure"),
    (",no TA,", "not_delivered"),
    (",class trip,", "not_delivered"), ("½ hr,,", "delivered"), ("10.15–10.45,Y,", "delivered"),
])
def test_what_became_of_a_session(row, outcome):
    found = read(f"Date,Intervention,Mins,Done,Comments\n08/09/2025,Phonics,{row}\n09/09/2025,Phonics,20,Y,")
    assert outcomes(found)[0] == outcome
    assert not found.doubts


@pytest.mark.parametrize(("row", "code"), [
    ("20,Y,session cancelled", "outcome_conflict"), ("20,abs,TA absent", "outcome_conflict"),
    ("20,AB,", "outcome_unclear"), ("20,,class trip", "outcome_unclear"), ("30-40,Y,", "length_range"),
    ("60 inc travel,Y,", "length_includes_more"), ("20,Yes - 10 mins only,", "length_conflict"),
    ("20,Y,only 10 mins - fire drill", "length_conflict"), ("20,partial,", "length_part"),
    ("20,n/a,", "outcome_unclear"), ("no TA,Y,", "outcome_conflict"), ("2 of 20 mins,Y,", "length_unclear"),
    ("P2,Y,", "length_unclear"), ("20,assembly over-ran,", "outcome_unclear"),
    ("20,,assembly over-ran", "outcome_unclear"),
    ("1,Y,", "length_unclear"), ("0.5,Y,", "length_unclear"),
])
def test_what_can_be_read_in_two_ways_is_a_doubt(row, code):
    found = read(f"Date,Intervention,Mins,Done,Comments\n08/09/2025,Phonics,{row}\n09/09/2025,Phonics,20,Y,")
    assert codes(found) == [code]
    assert found.sessions[0].minutes in (None, 10, 20, 30)


def test_a_cross_is_a_cross_only_beside_ticks():
    alone = read("Date,Intervention,Mins,Done\n08/09/2025,Phonics,20,x\n09/09/2025,Phonics,20,x")
    beside = read("Date,Intervention,Mins,Done\n08/09/2025,Phonics,20,x\n09/09/2025,Phonics,20,✓")
    assert (outcomes(alone), codes(alone)) == (["unclear"] * 2, ["outcome_unclear"] * 2)
    assert (outcomes(beside), codes(beside)) == (["not_delivered", "delivered"], [])


@pytest.mark.parametrize("tick", ["✓", "✔", "☑", "✅", "√", "ü", "\uf0fc", "Y", "yes", "Yes.", "1", "TRUE"])
def test_ticks_of_every_font(tick):
    assert outcomes(read(f"Date,Intervention,Mins,Done\n08/09/2025,Phonics,20,{tick}")) == ["delivered"]


@pytest.mark.parametrize("cross", ["✗", "✘", "☒", "❌", "N", "no", "CANC", "cancelled", "not done", "FALSE"])
def test_crosses_of_every_font(cross):
    assert outcomes(read(f"Date,Intervention,Mins,Done\n08/09/2025,Phonics,20,{cross}")) == ["not_delivered"]


def test_dates_that_cannot_be_used_leave_the_row_spare():
    found = read("""
Date,Day,Intervention,Mins
11/09/2025,Fri,Phonics,20
Thu 5 Sep,,Phonics,20
soon,,Phonics,20
12/09/2025,Fri,Phonics,20
""")
    assert days(found) == ["09-12"]
    assert codes(found) == ["date_weekday", "date_weekday", "date_unreadable"]
    assert [row.source.row for row in found.spare] == [2, 3, 4]


def test_a_date_without_a_year_needs_one_from_somewhere():
    text = "Date,Intervention,Mins\n12/9,Phonics,20\n15 Sep,Phonics,20"
    assert codes(read(text, Known("Nell Ashworth-Ibe"))) == ["date_year"] * 2
    assert days(read(text)) == ["09-12", "09-15"]
    titled = read("Autumn 2024,,\n" + text, Known("Nell Ashworth-Ibe"))
    assert [session.date.year for session in titled.sessions] == [2024, 2024]


def test_days_below_a_heading_and_ditto_marks():
    found = read("""
Date,Activity,Adult,Mins,Done
Monday 8 September,,,,
,Phonics,KB,20,Y
,Reading,″,10,Y
Tues 9 Sept,,,,
,Phonics,KB,20,N
10/9,Reading,KB,10,Y
″,ditto,ditto,10,Y
""")
    assert days(found) == ["09-08", "09-08", "09-09", "09-10", "09-10"]
    assert [session.label for session in found.sessions][-1] == "Reading"
    assert {session.staff for session in found.sessions} == {"KB"}
    assert not found.doubts


def test_a_row_that_goes_on_with_the_one_above_says_so():
    found = read("""
Date,Activity,Adult,Mins,Done
10/09/2025,Reading comp,KB,20,Y
″,″ cont'd after,″,10,Y
10/09/2025,cont'd,KB,10,Y
""")
    assert [(session.label, session.minutes, session.continued) for session in found.sessions] == [
        ("Reading comp", 20, False), ("Reading comp", 10, True), ("Reading comp", 10, False)]
    assert set(days(found)) == {"09-10"}


def test_as_above_stands_for_an_activity_and_not_for_a_reason():
    found = read("""
Date,Activity,Adult,Mins,Done,Comments
08/09/2025,Phonics,KB,20,N,TA off sick
09/09/2025,as above,same,20,Y,cont'd
10/09/2025,cont'd,″,20,″,″
""")
    assert [(session.label, session.staff) for session in found.sessions] == [("Phonics", "KB")] * 3
    assert outcomes(found) == ["not_delivered", "delivered", "delivered"]
    assert [session.reason for session in found.sessions] == ["TA off sick", "cont'd", "cont'd"]


def test_a_row_without_a_date_takes_the_one_above_and_says_so():
    found = read("Date,Activity,Mins\n08/09/2025,Phonics,20\n,Reading,10\n\n,Reading,10")
    assert days(found) == ["09-08", "09-08"]
    assert codes(found) == ["date_from_above", "date_none"]


def test_american_dates_are_told_by_impossible_months_and_by_weekends():
    months = read("Date,Activity,Mins\n9/8/2025,Phonics,20\n9/15/2025,Phonics,20")
    weekends = read("Date,Activity,Mins\n9/8/2025,Phonics,20\n10/1/2025,Phonics,20\n11/3/2025,Phonics,20")
    assert days(months) == ["09-08", "09-15"]
    assert days(weekends) == ["09-08", "10-01", "11-03"]


def test_one_date_at_a_weekend_does_not_turn_a_file_round():
    few = read("Date,Activity,Mins\n06/09/2025,Phonics,20\n09/09/2025,Phonics,20")
    assert (days(few), codes(few)) == (["09-09"], ["date_order"])
    many = [f"{day:02d}/09/2025,Phonics,20" for day in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)]
    assert len(read("Date,Activity,Mins\n" + "\n".join(many)).sessions) == 11


def test_dates_that_a_spreadsheet_has_exchanged_are_put_right(tmp_path):
    rows = [["Date", "Activity", "Mins"], [dt.date(2025, 8, 9), "Phonics", 20], [dt.date(2025, 9, 9), "Phonics", 20],
            [dt.date(2025, 10, 9), "Phonics", 20], ["15/09/2025", "Phonics", 20], ["16/09/2025", "Phonics", 20]]
    (table,) = read_tables(write_xlsx(tmp_path / "log.xlsx", {"Log": rows}))
    found = read_record(table, NELL)
    assert days(found) == ["09-08", "09-09", "09-10", "09-15", "09-16"]
    assert codes(found) == ["dates_swapped"]


def test_lengths_from_times_and_when_they_disagree():
    found = read("""
Date,Start,End,Mins,Intervention
08/09/2025,09:00,09:20,,Phonics
09/09/2025,10.15-10.45,,,Phonics
10/09/2025,1.10,1.30,20,Phonics
11/09/2025,09:00,09:30,20,Phonics
""")
    assert [(session.minutes, session.minutes_most) for session in found.sessions] == [
        (20, None), (30, None), (20, None), (20, 30)]
    assert codes(found) == ["length_conflict"]
    assert [session.start for session in found.sessions] == [dt.time(9), dt.time(10, 15), dt.time(13, 10), dt.time(9)]


def test_a_length_written_as_times_tells_the_start():
    found = read("Date,What,How long\n08/09/2025,Phonics,11.50 - 12.10\n09/09/2025,Phonics,20")
    assert [(row.start, row.minutes) for row in found.sessions] == [(dt.time(11, 50), 20), (None, 20)]


def test_planned_beside_delivered():
    found = read("""
Date planned,Date delivered,Provision,Planned mins,Delivered mins,Status
08/09/2025,08/09/2025,SaLT,40,40,Complete
15/09/2025,16/09/2025,SaLT,40,30,Complete
22/09/2025,,SaLT,40,0,Not delivered
,,Weekly total,120,70,
""")
    assert days(found) == ["09-08", "09-16", "09-22"]
    assert [session.minutes for session in found.sessions] == [40, 30, 0]
    assert outcomes(found) == ["delivered", "delivered", "not_delivered"]
    assert [row.reason for row in found.spare] == ["A row of totals."]


def test_what_a_diary_adds_up_below_its_week_is_no_session():
    found = read("""
Date,What we did,How long,Notes
Thu 4 Sep 2025,Lang prog,20m,
05/09/2025,Lang prog,20m,
,TOTAL this week: lang prog x 2,40 mins,
08/09/2025,Total communication group,20m,
""")
    assert [session.label for session in found.sessions] == ["Lang prog", "Lang prog", "Total communication group"]
    assert [row.reason for row in found.spare] == ["A row of totals."]


def test_the_length_of_each_of_several_sessions():
    found = read("W/c,Intervention,Sessions delivered,Mins per session\n"
                 "08/09/2025,Phonics,3,20\n15/09/2025,Phonics,2,15")
    assert [(session.count, session.minutes) for session in found.sessions] == [(3, 60), (2, 30)]


def test_an_outcome_column_may_tell_how_it_went():
    found = read("""
Date,Intervention,Mins,Outcome
08/09/2025,Phonics,20,Blended cvc words well
09/09/2025,Phonics,20,Needed prompts for digraphs
10/09/2025,Phonics,20,Session cancelled - no TA
11/09/2025,Phonics,20,Able to read ten words
""")
    assert outcomes(found) == ["delivered", "delivered", "not_delivered", "delivered"]
    assert not found.doubts
    assert found.sessions[0].reason == "Blended cvc words well"


@pytest.mark.parametrize("comment", ["no session next week", "TA off sick last week", "cancelled tomorrow - trip"])
def test_what_is_said_of_another_day_says_nothing_of_this_one(comment):
    assert outcomes(read(f"Date,Intervention,Mins,Comments\n08/09/2025,Phonics,20,{comment}")) == ["delivered"]


def test_a_row_about_several_weeks_is_a_doubt():
    found = read("Date,Activity,Mins\n8-19 Sept,Phonics,60\n22-26 Sept,Phonics,60")
    assert [(session.date.day, session.weekly) for session in found.sessions] == [(8, True), (22, True)]
    assert codes(found) == ["date_range"]


def test_a_year_unlike_the_others_is_a_doubt():
    rows = [f"{day}/09/2025,Phonics,20" for day in (15, 16, 17, 18, 19, 22, 23, 24, 25, 26)]
    found = read("\n".join(["Date,Activity,Mins", *rows, "29/09/2024,Phonics,20"]))
    assert codes(found) == ["year_unlikely"]
    assert found.sessions[-1].date == dt.date(2024, 9, 29)


def test_a_note_of_a_closure_is_no_session():
    found = read("Date,Activity,Mins\n24/10/2025,Phonics,20\nw/c 27/10/2025,HALF TERM,\n03/11/2025,INSET,")
    assert days(found) == ["10-24"]
    assert [row.date.isoformat() for row in found.spare] == ["2025-10-27", "2025-11-03"]


def test_a_length_beside_a_count_may_be_each_or_all():
    unsure = read("W/c,Intervention,Sessions,Mins\n08/09/2025,Phonics,3,20")
    total = read("W/c,Intervention,Sessions,Total mins\n08/09/2025,Phonics,3,60")
    assert [(session.minutes, session.minutes_most) for session in unsure.sessions] == [(20, 60)]
    assert codes(unsure) == ["length_each"]
    assert [(session.minutes, codes(total)) for session in total.sessions] == [(60, [])]


def test_minutes_missed_are_not_minutes_had():
    found = read("Date,Intervention,Mins delivered,Minutes missed\n08/09/2025,Phonics,10,20")
    assert [session.minutes for session in found.sessions] == [10]
    assert read("Date,Intervention,Minutes missed\n08/09/2025,Phonics,20").sessions[0].minutes is None


@pytest.mark.parametrize(("header", "mark", "outcome"), [
    ("Attended?", "N", "child_absent"), ("Attendance", "Absent", "child_absent"),
    ("Pupil present", "✗", "child_absent"), ("Missed?", "Y", "not_delivered"),
    ("Cancelled (Y/N)", "N", "delivered"), ("Adult present", "N", "delivered"), ("Attended?", "Y", "delivered"),
])
def test_columns_that_say_it_from_another_side(header, mark, outcome):
    assert outcomes(read(f"Date,Intervention,Mins,{header}\n08/09/2025,Phonics,20,{mark}")) == [outcome]


def test_visits_written_as_forms():
    found = read([[line] for line in """Visit note - Speech and Language Therapy
Visit date: 12/09/2025
Time: 10:00 - 10:45
Contact type: direct individual
Duration: 45 mins
Summary: narrative retell

Visit date: 19/09/2025
Contact type: cancelled by service
Summary: therapist sick""".splitlines()])
    assert [(session.date.day, session.label, session.minutes, session.outcome.value, session.source.row)
            for session in found.sessions] == [
        (12, "direct individual", 45, "delivered", 2), (19, "cancelled by service", None, "not_delivered", 8)]


def test_a_name_above_all_forms_goes_for_all_and_a_visit_without_a_label_is_of_the_visitors_job():
    therapist = ("Professional", "Beth Moss, Speech and Language Therapist (HCPC)")
    visits = [("Date of visit", "8 September 2025"), therapist,
              ("Type of contact", "Direct - individual"), ("Time in", "9.00"), ("Time out", "10.00"),
              ("Date of visit", "15 September 2025"), therapist,
              ("Type of contact", "Not seen - pupil absent"), ("Time in", "9.00"), ("Time out", "9.05")]
    found = read([["Pupil: Nell A-I (5H). School: Larkrise.  Autumn term 2025"], *visits])
    assert [(one.label, one.outcome.value, one.minutes) for one in found.sessions] == [
        ("Speech and Language Therapist - Direct - individual", "delivered", 60),
        ("Speech and Language Therapist", "child_absent", None)]


def test_headers_in_words_of_their_own():
    found = read("""
Session date,Session start,Session end,Name of pupil,Name of adult,Name of intervention,Delivered?,If not why not?
08/09/2025,09:00,09:20,Nell A-I,KB,Phonics,Y,
09/09/2025,09:00,09:20,Nell A-I,KB,Phonics,N,TA off sick
""")
    assert [(session.label, session.staff, session.minutes, session.reason) for session in found.sessions] == [
        ("Phonics", "KB", 20, ""), ("Phonics", "KB", 20, "TA off sick")]


def test_a_remark_about_the_child_is_not_a_name():
    assert days(read("Date,Activity,Mins,Child's response\n08/09/2025,Phonics,20,enjoyed it")) == ["09-08"]


def test_a_log_that_names_nobody_known_says_so():
    found = read("Date,Pupil,Activity,Mins\n08/09/2025,Eleanor,Phonics,20\n09/09/2025,Eleanor,Phonics,20")
    assert (found.sessions, codes(found)) == ([], ["child_nowhere"])


def test_a_therapists_visits():
    found = read("""
Visit date|Time|Therapist|Service|Contact type|Duration (min)|Present|Summary
12/09/2025|10:00-10:45|Jo Bell|SLT|direct individual|45|N A-I|narrative
19/09/2025|10:00|Jo Bell|SLT|staff training|60|TA|Makaton
26/09/2025||Jo Bell|SLT|DNA|||child absent
03/10/2025||Jo Bell|SLT|cancelled by service|||therapist sick
10/10/2025|10:00|Jo Bell|SLT|direct|60 inc travel||seen with 2 peers
17/10/2025||Jo Bell|SLT|UTA|||
""")
    assert {session.reliability for session in found.sessions} == {Reliability.THERAPIST}
    assert outcomes(found) == ["delivered", "delivered", "child_absent", "not_delivered", "delivered", "unclear"]
    assert [session.label for session in found.sessions][:2] == ["SLT - direct individual", "SLT - staff training"]
    assert [(session.minutes, session.minutes_most) for session in found.sessions][4] == (None, 60)
    assert found.sessions[4].group_size == 3


def test_an_invoice_charges_for_time_and_for_other_things():
    found = read("""
Invoice 2231||||
Client: Nell A-I||||
Date|Description|Hours|Rate|Amount
12/09/2025|1:1 OT session|0.75|£80|£60
19/09/2025|Travel|0.5|£40|£20
26/09/2025|Report writing|2|£80|£160
Total||3.25||£240
""")
    assert [(session.label, session.minutes) for session in found.sessions] == [
        ("1:1 OT session", 45), ("Report writing", 120)]
    assert [row.reason for row in found.spare] == ["A charge for something other than time.", "A row of totals."]


def test_a_familys_notes_are_theirs():
    found = read("""
Date|What should have happened|What happened|How I know|Reason given
12/09/2025|SALT 30 mins|No SALT today|Home-school book blank, I think|-
19/09/2025|SALT 30 mins|Session took place, 20 mins|Therapist's note in bag|
26/09/2025|1:1 TA|TA covering another class|He told me|TA off sick
03/10/2025|OT|Cancelled|Email from school|OT off sick
""")
    assert [session.reliability for session in found.sessions] == [
        Reliability.INFERENCE, Reliability.PARENT, Reliability.CHILD, Reliability.PARENT]
    assert outcomes(found) == ["not_delivered", "delivered", "not_delivered", "not_delivered"]
    assert found.sessions[1].minutes == 20


def test_weekly_grids_of_ticks():
    found = read("""
Interventions week commencing 8 September 2025,,,,,,
Intervention,Mon,Tue,Wed,Thu,Fri,Comments
Phonics (20 mins),✓,✓,A,x,–,Thu TA off sick
Speech targets 15m,15,10,,T,TA cover,
,,,,,,
Week commencing 15/9,,,,,,
Intervention,Mon,Tue,Wed,Thu,Fri,Comments
Phonics (20 mins),✓,,✓,,✓,
""")
    assert [(session.date.day, session.label.split()[0], session.minutes, session.outcome.value)
            for session in found.sessions] == [
        (8, "Phonics", 20, "delivered"), (9, "Phonics", 20, "delivered"), (10, "Phonics", 20, "child_absent"),
        (11, "Phonics", 20, "not_delivered"), (8, "Speech", 15, "delivered"), (9, "Speech", 10, "delivered"),
        (11, "Speech", 15, "not_delivered"), (12, "Speech", 15, "unclear"),
        (15, "Phonics", 20, "delivered"), (17, "Phonics", 20, "delivered"), (19, "Phonics", 20, "delivered")]
    assert codes(found) == ["outcome_unclear"]


def test_a_comment_beside_a_week_of_ticks_shortens_the_day_that_it_names():
    grid = "Week beginning 8 September 2025\nIntervention,Mon,Tue,Wed,Thu,Fri,Comments\n"
    named = read(f"{grid}Phonics,✓,✓,,,,Tue 15 mins only - fire drill")
    assert [(one.outcome.value, one.minutes) for one in named.sessions] == [("delivered", None), ("delivered", 15)]
    assert codes(named) == []
    unnamed = read(f"{grid}Phonics,✓,✓,,,,only 15 mins")
    assert [one.minutes for one in unnamed.sessions] == [None, None]
    assert set(codes(unnamed)) == {"length_unclear"}


def test_ticks_with_the_week_in_each_row_and_other_children():
    found = read("""
W/C,Pupil,Intervention,Mins,Mon,Tue,Wed,Thu,Fri
08/09/2025,Nell A-I,Phonics,20,1,1,0,1,1
08/09/2025,Kayden,Phonics,20,1,1,1,1,1
""")
    assert outcomes(found) == ["delivered", "delivered", "not_delivered", "delivered", "delivered"]
    assert [row.source.row for row in found.spare] == [3]


def test_ticks_without_a_week_are_spare():
    found = read("Intervention,Mon,Tue,Wed,Thu,Fri\nPhonics,✓,✓,✓,✓,✓")
    assert not found.sessions
    assert codes(found) == ["date_none"]


def test_a_daily_checklist():
    found = read("""
Date,Phonics,Speech targets,Reading,Comments
08/09/2025,✓,✓,10,
09/09/2025,✓,A,,dentist
10/09/2025,x,✓,5 mins,
""")
    assert [(session.date.day, session.label, session.outcome.value) for session in found.sessions] == [
        (8, "Phonics", "delivered"), (8, "Speech targets", "delivered"), (8, "Reading", "delivered"),
        (9, "Phonics", "delivered"), (9, "Speech targets", "child_absent"),
        (10, "Phonics", "not_delivered"), (10, "Speech targets", "delivered"), (10, "Reading", "delivered")]
    assert [session.minutes for session in found.sessions if session.label == "Reading"] == [10, 5]


def test_dashes_leave_a_column_of_a_checklist_its_marks():
    found = read("""
Date,Day,SaLT,Reading,Note
13-Apr-26,Mon,-,10,
14-Apr-26,Tue,-,10,
15-Apr-26,Wed,-,C,staff sick
16-Apr-26,Thu,40,10,
17-Apr-26,Fri,-,10,
20-Apr-26,Mon,40,10,
""")
    assert [(one.date.day, one.minutes) for one in found.sessions if one.label == "SaLT"] == [(16, 40), (20, 40)]
    assert len(found.sessions) == 8


def test_an_entry_of_a_diary_may_tell_of_several_sessions_each_with_its_length():
    found = read([["Mon 8 Sept 2025: writing 25 mins; lang prog 20m; no SaLT - Jo off sick"],
                  ["Tue 9 Sept 2025: writing half an hour; read well, said Mum"],
                  ["Wed 10 Sept 2025: swam 20m"]])
    assert [(one.date.day, one.label, one.minutes, one.outcome.value) for one in found.sessions] == [
        (8, "writing 25 mins", 25, "delivered"), (8, "lang prog 20m", 20, "delivered"),
        (8, "no SaLT - Jo off sick", None, "not_delivered"),
        (9, "writing half an hour; read well, said Mum", 30, "delivered")]


def test_a_log_with_a_session_a_row_is_no_checklist():
    found = read("""
Date,Client,Session no,Length,Outcome
08.01.2026,NAI,1,50 mins,attended
05.02.2026,NAI,5,,DNA
12.03.2026,NAI,9,,cancelled - conference
""")
    assert outcomes(found) == ["delivered", "child_absent", "not_delivered"]
    assert [(session.label, session.minutes) for session in found.sessions] == [("", 50), ("", None), ("", None)]


def test_a_checklist_of_one_thing():
    found = read("""
Date,Phonics with KB (20 mins)?
08/09/2025,Yes
09/09/2025,No - assembly
10/09/2025,Yes
""")
    assert outcomes(found) == ["delivered", "not_delivered", "delivered"]
    assert [session.minutes for session in found.sessions] == [20, 20, 20]
    assert found.sessions[1].reason == "assembly"


def test_a_tracker_of_weeks():
    found = read("""
Intervention,w/c 8 Sep,w/c 15 Sep,w/c 22 Sep,w/c 29 Sep
Phonics,3,2,cancelled,-
Reading,50 mins,3 x 10,0:40,?
TOTAL,5,3,,
""")
    assert all(session.weekly for session in found.sessions)
    assert [(session.label, session.date.day, session.count, session.minutes, session.outcome.value)
            for session in found.sessions] == [
        ("Phonics", 8, 3, None, "delivered"), ("Phonics", 15, 2, None, "delivered"),
        ("Phonics", 22, 1, None, "not_delivered"), ("Reading", 8, 1, 50, "delivered"),
        ("Reading", 15, 3, 30, "delivered"), ("Reading", 22, 1, 40, "delivered"), ("Reading", 29, 1, None, "unclear")]


MONTH = """
TRACKER  Pupil: Nell  Month: {month},,,,,,,,
Intervention,Mins,3,4,5,6,7,10,Comments
,,M,T,W,T,F,M,
Phonics,20,INSET,✓,x,A,10m,,5/11 cover needed
Reading,10,INSET,✓,✓,T,✓,✓,
Sessions done,,0,2,1,0,2,1,
"""


def test_a_tracker_of_the_days_of_a_month():
    found = read(MONTH.format(month="November 2025"), sheet="Nov")
    assert [(session.label, session.date.isoformat()[5:], session.minutes, session.outcome.value)
            for session in found.sessions if session.label == "Phonics"] == [
        ("Phonics", "11-03", None, "closure"), ("Phonics", "11-04", 20, "delivered"),
        ("Phonics", "11-05", 20, "not_delivered"), ("Phonics", "11-06", 20, "child_absent"),
        ("Phonics", "11-07", 10, "delivered")]
    assert {session.label for session in found.sessions} == {"Phonics", "Reading"}


def test_the_days_of_a_month_that_nothing_names_are_no_dates():
    assert read(MONTH.format(month=""), sheet="Spring").sessions == []


def test_a_week_a_row_and_a_provision_a_column_for_several_children():
    found = read("""
EHCP provision: sessions each week,,,,,
,,Literacy,,Other,
Week,Child,Phonics (20 min),Reading (10 min),In-class TA (hours),Comments
w/c 3.11.25,Nell A-I,3,2,6.5,assembly
w/c 3.11.25,Reuben K,1,5,5,
w/c 10.11.25,Nell A-I,0 - TA sick,0,10,
w/c 17.11.25,Nell A-I,2 x 15,4,7,Nell ill Thu
TOTAL,Nell A-I,5,6,23.5,
""")
    assert all(session.weekly for session in found.sessions)
    assert [(session.label.split()[0], session.date.day, session.count, session.minutes, session.outcome.value)
            for session in found.sessions] == [
        ("Phonics", 3, 3, 60, "delivered"), ("Reading", 3, 2, 20, "delivered"), ("In-class", 3, 1, 390, "delivered"),
        ("Phonics", 10, 1, None, "not_delivered"), ("In-class", 10, 1, 600, "delivered"),
        ("Phonics", 17, 2, 30, "delivered"), ("Reading", 17, 4, 40, "delivered"), ("In-class", 17, 1, 420, "delivered")]
    assert [row.reason for row in found.spare] == ["This row is about another child.", "A row of totals."]


def test_a_groups_list_of_who_came():
    found = read("""
Date,Group,Adult,Mins,Attendees
08/09/2025,Lego club,MDS,30,"NAI, KB2, RJ"
15/09/2025,Lego club,MDS,30,"KB2, RJ"
""")
    assert [(session.date.day, session.label, session.group_size) for session in found.sessions] == [
        (8, "Lego club", 3)]
    assert [row.source.row for row in found.spare] == [3]


def test_a_sheet_for_a_week_with_days_alone():
    rows = [("Day", "Activity", "Adult", "Mins", "Done"), ("Mon", "Phonics", "KB", 20.0, "Y"),
            ("Tue", "Phonics", "KB", 20.0, "N")]
    assert days(read(rows, sheet="wc 8 Sept")) == ["09-08", "09-09"]


def test_a_summary_of_a_week_says_why_it_was_not_more():
    found = read("""
Week commencing,Intervention,Staff,Sessions delivered,Total mins,Comments
08/09/2025,Phonics,KB,3,60,
15/09/2025,Phonics,KB,1,20,Wk 3 - hall in use
22/09/2025,Phonics,KB,0,0,staff sick
""")
    assert all(session.weekly for session in found.sessions)
    assert [(session.count, session.minutes, session.outcome) for session in found.sessions] == [
        (3, 60, Outcome.DELIVERED), (1, 20, Outcome.DELIVERED), (0, 0, Outcome.NOT_DELIVERED)]


def test_dated_notes_in_prose():
    rows = [["Nell's home book, my notes"], ["Mon 8 Sept - SALT today with Jo, 20 mins"],
            ["Tues 9 Sept: no SALT, Jo off sick"], ["10/9 Lovely day"], ["11/9 Said he didn't have his session"]]
    found = read(rows)
    assert outcomes(found) == ["delivered", "not_delivered", "not_delivered"]
    assert [session.reliability for session in found.sessions] == [
        Reliability.PARENT, Reliability.PARENT, Reliability.CHILD]
    assert [row.date for row in found.spare] == [dt.date(2025, 9, 10)]


def test_struck_words_are_left_out(tmp_path):
    import openpyxl
    from openpyxl.styles import Font

    path = write_xlsx(tmp_path / "log.xlsx", {"Log": [["Date", "Activity", "Mins"], ["08/09/2025", "Phonics", 20],
                                                      ["09/09/2025", "Phonics", 20]]})
    book = openpyxl.load_workbook(path)
    for cell in book["Log"][3]:
        cell.font = Font(strike=True)
    book.save(path)
    (table,) = read_tables(path)
    assert days(read_record(table, NELL)) == ["09-08"]
    assert table.struck == (2,)


def test_a_table_for_each_week_with_a_heading_and_times_or_lengths_in_one_column():
    found = read([["Week beginning 8th September 2025"], ["Day", "What we did", "With", "Time", "OK?"],
                  ["Mon", "Phonics", "KB", "9.00-9.20", "✓"], ["Tues", "Typing", "KB", "15m", "✓"],
                  ["Week beginning 15th September"], ["Day", "What we did", "With", "Time", "OK?"],
                  ["Mon", "Phonics", "KB", "30", "✓"], ["Wed 17th", "Typing", "KB", "15m", "x"]])
    assert days(found) == ["09-08", "09-09", "09-15", "09-17"]
    assert [row.minutes for row in found.sessions] == [20, 15, 30, 15]
    assert outcomes(found) == ["delivered", "delivered", "delivered", "not_delivered"]


def test_weekdays_below_a_week_and_days_below_a_month():
    found = read([["Date", "What", "Mins"], ["w/c 8/9/25", "", ""], ["Mon", "Phonics", "20"], ["Thu", "Phonics", "20"]])
    assert days(found) == ["09-08", "09-11"]
    found = read([["October 2025"], ["Date", "What", "Mins"], ["Wed 1", "Phonics", "20"], ["2nd", "Phonics", "20"]])
    assert days(found) == ["10-01", "10-02"]


def test_a_grid_with_a_letter_for_each_day_a_week_for_several_rows_and_lengths_beside_ticks():
    found = read([["w/b", "Intervention", "M", "T", "W", "Th", "F"], ["8/9/25", "Phonics", "✓ 20", "", "A", "", "✓ 15"],
                  ["", "Typing", "10", "", "", "x", ""]])
    assert days(found) == ["09-08", "09-10", "09-12", "09-08", "09-11"]
    assert [row.minutes for row in found.sessions] == [20, None, 15, 10, None]


def test_a_tracker_whose_cells_hold_a_mark_for_each_session():
    found = read([
        ["Intervention", "Who", "Mins each", "w/c 8 Sep", "w/c 15 Sep", "w/c 22 Sep", "Comments"],
        ["Dyslexia teaching 1:1", "AO", "50", "✓x", "A✓", "✓(35)✓", "8/9 AO on course"],
        ["In-class TA", "LG/TR", "50", "7/7", "10/12", "–", ""],
        ["Fluency (Kofi J only)", "RB", "30", "✓✓", "✓✓", "✓✓", ""]])
    assert [(session.date.day, session.count, session.minutes, session.outcome.value, session.staff)
            for session in found.sessions] == [
        (8, 1, 50, "delivered", "AO"), (8, 1, 50, "not_delivered", "AO"), (15, 1, 50, "child_absent", "AO"),
        (15, 1, 50, "delivered", "AO"), (22, 2, 85, "delivered", "AO"), (8, 7, 350, "delivered", "LG/TR"),
        (15, 10, 500, "delivered", "LG/TR")]
    assert [row.source.row for row in found.spare] == [4]
    assert "Kofi" not in repr(found)


def test_a_timesheet_of_hours_by_the_end_of_each_week():
    found = read([["TA timesheet - decimal hours"],
                  ["Week ending", "TA", "Work", "Mon", "Tue", "Wed", "Thu", "Fri", "Total", "Notes"],
                  ["12/09/2025", "MK", "In lessons", 5.0, 4.5, 0.0, "closed", 4.0, 13.5, "Wed MK on course"]])
    assert days(found) == ["09-08", "09-09", "09-10", "09-11", "09-12"]
    assert [session.minutes for session in found.sessions] == [300, 270, None, None, 240]
    assert outcomes(found) == ["delivered", "delivered", "not_delivered", "closure", "delivered"]


def test_morning_and_afternoon_in_one_cell_of_a_grid():
    found = read([["W/C", "Intervention", "Mon", "Tue", "Wed", "Thu", "Fri"],
                  ["08/09/2025", "Check-in (10 mins)", "✓✓", "✓x", "A", "", "✓"]])
    assert [(session.date.day, session.minutes, session.outcome.value) for session in found.sessions] == [
        (8, 10, "delivered"), (8, 10, "delivered"), (9, 10, "delivered"), (9, 10, "not_delivered"),
        (10, 10, "child_absent"), (12, 10, "delivered")]


def test_an_invoice_names_travel_and_cancellations_at_length():
    found = read("""
Invoice no|Invoice date|Session date|Description|Hours|Rate (£)|Amount (£)
SA1|01/10/2025|12/09/2025|Hydrotherapy 1:1 - 30 min in water|0.5|48|24
SA1||12/09/2025|Travel 12 miles|0.25|20|5
SA1|01/10/2025|19/09/2025|Late cancellation by school - charged at 50%|0|48|12
""")
    assert [(session.date.day, session.minutes, session.outcome.value) for session in found.sessions] == [
        (12, 30, "delivered"), (19, 0, "not_delivered")]
    assert [row.reason for row in found.spare] == ["A charge for something other than time."]


def test_a_note_filed_with_the_wrong_child_is_asked_about():
    found = read("Visit date,Therapist,Service,Contact type,Duration,Summary\n"
                 "12/09/2025,D Mwangi,OT,direct,45,cutlery\n"
                 "19/09/2025,D Mwangi,OT,direct,45,T.W. (not Nell) handwriting")
    assert days(found) == ["09-12"]
    assert codes(found) == ["child_unclear"]


def test_the_only_name_of_a_column_may_be_the_childs_cut_short():
    found = read("Date,Pupil,Activity,Mins\n08/09/2025,Jess,Phonics,20\n09/09/2025,Jess,Phonics,20",
                 Known("Jessamy Orr", (2025,)))
    assert days(found) == ["09-08", "09-09"]


@pytest.mark.parametrize("comment", ["Nell ill - not there", "Nell absent", "NELL was absent", "Nell off"])
def test_comments_that_call_the_child_by_name(comment):
    found = read(f"Date,Activity,Mins,Comments\n08/09/2025,Phonics,30,{comment}\n09/09/2025,Phonics,30,")
    assert outcomes(found) == ["child_absent", "delivered"]


def test_dates_in_two_orders_are_told_by_the_rows_around_them():
    found = read("""
Date,Activity,Adult,Mins
Mon 5 Jan,Phonics,KB,20
06-Jan-26,Phonics,KB,20
01/09/2026,Boxing,KP,50
12 Jan 26,Phonics,KB,20
01/16/2026,Boxing,KP,50
w/c 19/1,Phonics,KB,60
02/03/2026,Boxing,KP,50
Fri 6 Feb,Phonics,KB,20
""")
    assert days(found) == ["01-05", "01-06", "01-09", "01-12", "01-16", "01-19", "02-03", "02-06"]
    assert codes(found) == ["date_order"] * 2


def test_one_date_in_the_other_order_is_told_by_its_school_year():
    rows = [f"{day}/01/2026,Phonics,20" for day in (13, 14, 15, 16, 19, 20, 21, 22, 23)]
    found = read("\n".join(["Date,Activity,Mins", "05/01/2026,Phonics,20", "01/09/2026,Boxing,50", *rows]))
    assert days(found)[:3] == ["01-05", "01-09", "01-13"]
    assert codes(found) == ["date_order"]


def test_a_book_of_visitors_says_who_was_there_and_not_whom_they_saw():
    found = read("""
Date,Visitor,Company,Here to see,Time in,Time out,Badge
08/09/2025,Helen Carr,NHS speech therapy,SENCO,9.50,11.05,12
09/09/2025,J Smith,Kitchen fitters,Office,8.00,16.00,3
""")
    assert [(session.label, session.staff, session.minutes, session.minutes_most) for session in found.sessions] == [
        ("NHS speech therapy", "Helen Carr", None, 75), ("Kitchen fitters", "J Smith", None, 480)]
    assert outcomes(found) == ["unclear", "unclear"]
    assert set(codes(found)) == {"length_includes_more", "outcome_unclear"}


ABSENCES = tomllib.loads(Path(__file__).with_name("absences.toml").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", ABSENCES, ids=lambda case: case["row"])
def test_whose_absence_a_row_tells_of(case):
    row = case["row"].split(",", 2)
    found = read([["Date", "Intervention", "Adult", "Mins", "Done", "Comments"],
                  ["08/09/2025", "SaLT", "Jo Marsh (JM)", *row],
                  ["09/09/2025", "SaLT", "Kirsty Bright / KB", "20", "Y", ""]])
    told = found.sessions[0]
    assert (told.outcome, told.or_else) == (case["becomes"], case.get("or")), case.get("why", "")


def test_ticks_checklists_weeks_and_diaries_read_absences_alike():
    grid = read("w/c 8 Sept,,,,,\nIntervention,Mon,Tue,Wed,Thu,Fri\nPhonics,✓,away,off - TA,Y,pupil ill")
    assert [(one.outcome.value, one.or_else) for one in grid.sessions] == [
        ("delivered", None), ("child_absent", "not_delivered"), ("not_delivered", None), ("delivered", None),
        ("child_absent", None)]
    weeks = read("Intervention,w/c 8 Sep,w/c 15 Sep,w/c 22 Sep,w/c 29 Sep\nPhonics,3,away,TA off sick,4")
    assert [(one.outcome.value, one.or_else) for one in weeks.sessions] == [
        ("delivered", None), ("child_absent", "not_delivered"), ("not_delivered", None), ("delivered", None)]


def test_ticks_whose_week_stands_over_their_labels():
    found = read("""
Leona S-R - weekly record (tick when done)
Week beginning 08/09/2025,Mon,Tue,Wed,Thu,Fri,Comments
1:1 maths (60),✓,–,–,–,–,
Reading 1:1 (20),–,✓,–,✓,–,

Week beginning 15/09/2025,Mon,Tue,Wed,Thu,Fri,Comments
1:1 maths (60),x,–,–,–,–,tutor off
Reading 1:1 (20),–,✓,–,–,–,
""", Known("Leona Sandhu-Reid", (2025,)))
    assert [(str(one.date), one.minutes, one.outcome) for one in found.sessions] == [
        ("2025-09-08", 60, Outcome.DELIVERED), ("2025-09-09", 20, Outcome.DELIVERED),
        ("2025-09-11", 20, Outcome.DELIVERED), ("2025-09-15", 60, Outcome.NOT_DELIVERED),
        ("2025-09-16", 20, Outcome.DELIVERED)]
