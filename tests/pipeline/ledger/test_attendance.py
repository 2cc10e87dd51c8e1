"""What a register says about the time of a session, and where it says two things."""

import datetime as dt

import pytest

from models.delivery import AttendanceMark, Half
from models.gap import Bucket
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.ledger.attendance import Attendance
from tests.pipeline.scenario import found, halves, school_calendar

DAY = dt.date(2025, 9, 10)
DAYS = SchoolDays(school_calendar({}))


def attendance(*codes, day=DAY):
    marks = [halves({"dates": [day.isoformat()], "codes": pair, "file": f"register {number}.csv"}, number + 2)
             for number, pair in enumerate(codes)]
    return Attendance(mark for some in marks for mark in some)


@pytest.mark.parametrize(("codes", "start", "bucket"), [
    (["I", "I"], None, Bucket.CHILD_ABSENT),
    (["I", "\\"], None, None),
    (["I", "\\"], dt.time(10), Bucket.CHILD_ABSENT),
    (["I", "\\"], dt.time(13), None),
    (["/", "E"], dt.time(13), Bucket.CHILD_EXCLUDED),
    (["/", "C2"], dt.time(13), Bucket.PART_TIME),
    (["Y4", "Y4"], dt.time(10), Bucket.MISSED_CLOSURE),
    (["L", "\\"], dt.time(10), None),
    (["U", "\\"], dt.time(10), None),
    (["V", "V"], dt.time(10), None),
    (["-", "-"], None, None),
    (["X", "X"], None, None),
    (["#", "#"], None, Bucket.MISSED_CLOSURE),
])
def test_a_code_says_whether_the_child_was_away(codes, start, bucket):
    away = attendance(codes).away((DAY,), start)
    assert (away.bucket if away else None) == bucket


def test_a_week_is_lost_only_if_every_day_of_it_is():
    week = (DAY, DAY + dt.timedelta(days=1))
    assert attendance(["I", "I"]).away(week) is None


def test_a_trip_and_another_school_are_elsewhere_and_not_away():
    assert attendance(["V", "V"]).elsewhere(DAY) == "educational visit or trip"
    assert attendance(["D", "D"]).elsewhere(DAY)
    assert attendance(["X", "X"]).elsewhere(DAY) == "not required to attend"
    assert not attendance(["/", "\\"]).elsewhere(DAY)


def test_two_registers_that_mean_the_same_agree():
    register = attendance(["/", "\\"], ["L", "\\"])
    assert register.here(DAY)
    assert not register.doubts(DAYS)


@pytest.mark.parametrize(("first", "second", "bucket"), [
    (["/", "\\"], ["I", "I"], Bucket.CHILD_ABSENT),
    (["E", "E"], ["I", "I"], Bucket.CHILD_ABSENT),
    (["E", "E"], ["C2", "C2"], Bucket.PART_TIME),
    (["Y4", "Y4"], ["/", "\\"], Bucket.MISSED_CLOSURE),
    (["V", "V"], ["/", "\\"], None),
])
def test_of_two_registers_that_differ_the_one_that_alleges_less_counts(first, second, bucket):
    for register in (attendance(first, second), attendance(second, first)):
        away = register.away((DAY,), dt.time(10))
        assert (away.bucket if away else None) == bucket
        assert not away or len({mark.source.file for mark in away.marks}) == 2
        morning, _ = register.doubts(DAYS)
        assert (morning.code, morning.severity, len(morning.alternatives)) == ("register_conflict", "review", 2)
        assert "register 0.csv, row 2; register 1.csv, row 3" in morning.place


def test_a_mark_that_is_not_entered_yet_contradicts_nothing():
    register = attendance(["-", "-"], ["I", "I"])
    assert register.away((DAY,)).bucket is Bucket.CHILD_ABSENT
    assert not register.doubts(DAYS)


def lessons(*told):
    return Attendance(AttendanceMark(source=Row(file="lessons.csv", row=row), date=DAY, half=Half.AM, code=code,
                                     lesson=lesson, start=start)
                      for row, (lesson, start, code) in enumerate(told, 2))


def test_lessons_that_differ_are_no_contradiction_and_each_speaks_for_its_own_time():
    register = lessons(("P1", dt.time(9), "N"), ("P2", dt.time(10), "/"))
    assert register.away((DAY,), dt.time(9, 15)).bucket is Bucket.CHILD_ABSENT
    assert register.away((DAY,), dt.time(10)) is None
    assert [(doubt.code, doubt.severity) for doubt in register.doubts(DAYS)] == [("register_lessons", "note")]


def test_lessons_without_times_that_differ_take_no_session_away():
    assert lessons(("P1", None, "N"), ("P2", None, "/")).away((DAY,), dt.time(9)) is None


def test_a_register_that_has_the_school_closed_on_an_open_day_is_asked_about():
    assert [doubt.code for doubt in attendance(["#", "#"]).doubts(DAYS)] == ["calendar_conflict"]
    assert not attendance(["#", "#"], day=dt.date(2025, 10, 28)).doubts(DAYS)


def test_a_row_that_says_nothing_clearly_of_a_child_who_was_away_is_an_absence():
    """The Wednesday of 10 September has code I; on the 17th the child was there, and the row may mean either."""
    told = {"provisions": [{"id": "F1", "text": "Speech and language therapy once a week.", "who": "SaLT",
                            "schedules": [{"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}]}],
            "rows": [{"dates": ["2025-09-10", "2025-09-17"], "label": "SaLT", "outcome": "unclear"}],
            "marks": [{"dates": ["2025-09-10"], "codes": ["I", "I"]}]}
    (one,) = found(told).findings
    assert one.ledger.buckets[Bucket.CHILD_ABSENT].minutes == 45
    assert one.delivered_minutes == (0, 45)
    assert [doubt.place for doubt in one.doubts if doubt.code == "outcome_unclear"] == ["log.csv, row 3"]


THERAPY = {"id": "F1", "text": "Speech and language therapy once a week.", "who": "SaLT",
           "schedules": [{"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}]}


def somebody_away(*codes):
    marks = [{"dates": ["2025-09-10"], "codes": list(codes)}] if codes else []
    row = {"dates": ["2025-09-10"], "label": "SaLT", "outcome": "child_absent", "or_else": "not_delivered"}
    week = {"window": ["2025-09-08", "2025-09-12"], "provisions": [THERAPY]}
    return found(week | {"rows": [row], "marks": marks}).findings[0]


@pytest.mark.parametrize(("codes", "asked"), [((), True), (("/", "\\"), True), (("I", "I"), False)])
def test_an_absence_of_nobody_knows_whom_is_never_missed_and_is_asked_unless_a_register_settles_it(codes, asked):
    one = somebody_away(*codes)
    assert one.ledger.buckets[Bucket.CHILD_ABSENT].minutes == 45
    assert Bucket.MISSED_PROVIDER not in one.ledger.buckets
    assert ("absence_whose" in {doubt.code for doubt in one.doubts}) is asked
    assert ("outcome" in {ask.kind.value for ask in one.would_change}) is asked


@pytest.mark.parametrize(("lesson", "noted"), [("P3", True), ("P1", False), ("", False)])
def test_lateness_for_a_later_lesson_without_a_time_is_set_against_nothing_and_said(lesson, noted):
    mark = {"dates": ["2025-09-10"], "codes": ["L", "\\"], "lesson": lesson}
    result = found({"window": ["2025-09-08", "2025-09-12"], "provisions": [THERAPY], "marks": [mark]})
    assert ("late_lesson" in {doubt.code for doubt in result.doubts}) is noted


@pytest.mark.parametrize(("reason", "minutes", "asked"), [
    ("early bus Fri", 30, True), ("weekly total", 30, False), ("early bus Fri", 50, False)])
def test_a_cause_in_the_summary_of_a_week_that_is_not_full_is_asked_about(reason, minutes, asked):
    daily = {"id": "F1", "text": "Ten minutes of reading each day.", "who": "TA",
             "schedules": [{"sessions": 1, "session_minutes": 10, "total_minutes": 10, "per": "day"}]}
    row = {"dates": ["2025-09-08"], "weekly": True, "count": minutes // 10, "minutes": minutes, "label": "Reading",
           "reason": reason, "outcome": "delivered"}
    (one,) = found({"window": ["2025-09-08", "2025-09-12"], "provisions": [daily], "rows": [row],
                    "slots": [{"day": name, "at": "09:00-09:10", "label": "Reading"} for name in (
                        "mon", "tue", "wed", "thu", "fri")]}).findings
    assert ("week_cause" in {doubt.code for doubt in one.doubts}) is asked
    assert Bucket.MISSED_PROVIDER not in one.ledger.buckets


def test_what_was_held_in_a_term_that_the_plan_does_not_name_is_asked_about():
    hydro = {"id": "F1", "text": "Hydrotherapy once a week in the spring and summer terms.", "who": "Physiotherapist",
             "schedules": [{"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week",
                            "when": "in the spring and summer terms"}]}
    row = {"dates": ["2025-09-10"], "label": "Hydrotherapy", "minutes": 30, "outcome": "delivered"}
    asked = [[doubt.code for doubt in found({"provisions": [one], "rows": [row]}).findings[0].doubts]
             for one in (hydro, hydro | {"schedules": [hydro["schedules"][0] | {"when": "in the autumn term"}]})]
    assert ["other_term" in codes for codes in asked] == [True, False]
