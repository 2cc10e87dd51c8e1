"""What holds of every comparison, whatever the timetable, the logs and the register; `CASES=5000` tries more."""

import datetime as dt
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from models.delivery import AttendanceMark, Evidence, Half, Outcome, Reliability, Session, TimetableSlot
from models.gap import Bucket, FindingStatus
from models.source import Row
from pipeline.calendars.open_days import SchoolDays, monday_of
from pipeline.due.amounts import DueSetting
from pipeline.findings.find import findings
from pipeline.ledger.account import Records, Setting, account
from pipeline.ledger.attendance import Attendance
from pipeline.matching.item import Item
from pipeline.matching.matched import Part
from pipeline.matching.staff import StaffKey
from tests.pipeline.scenario import plan_reading, provision, school_calendar

DAYS = SchoolDays(school_calendar({"cycle": ["A", "B"], "cycle_start": "2025-09-01"}))
WINDOW = (dt.date(2025, 9, 3), dt.date(2025, 12, 18))
OPEN = DAYS.open_days(*WINDOW)
DATES = st.sampled_from(OPEN[:12]) | st.sampled_from(OPEN)
"""Days of which many meet in the first weeks."""
PLAN = plan_reading({"provisions": [
    {"id": "F1", "text": "Direct speech and language therapy once a week.", "who": "Speech and language therapist",
     "schedules": [{"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}]},
    {"id": "F2", "text": "Practice of the speech and language targets.", "who": "TA",
     "schedules": [{"sessions": 4, "session_minutes": 15, "total_minutes": 60, "per": "week"}]},
    {"id": "F3", "text": "Reading aloud to an adult every day.", "who": "TA",
     "schedules": [{"sessions": 1, "session_minutes": 10, "total_minutes": 10, "per": "day"}]},
    {"id": "F4", "text": "In-class support from a teaching assistant.", "who": "Teaching assistant",
     "schedules": [{"total_minutes": 600, "per": "week"}]},
    {"id": "F5", "text": "A friendship group at lunchtime.", "who": "Midday supervisor",
     "schedules": [{"sessions": 2, "per": "week"}]},
    {"id": "F6", "text": "Six hours of occupational therapy a term, with training and liaison.", "who": "OT",
     "schedules": [{"total_minutes": 360, "per": "term"}]},
    {"id": "F7", "text": "Access to a quiet space."},
    {"id": "F8", "text": "Occupational therapy once a fortnight.", "who": "Occupational therapist",
     "schedules": [{"sessions": 1, "session_minutes": 60, "total_minutes": 60, "per": "fortnight"}]},
    {"id": "F9", "text": "Physiotherapy twice a week for 30 to 45 minutes.", "who": "Physiotherapist",
     "schedules": [{"sessions": 2, "session_minutes": 30, "total_minutes": 60, "range_max": 90, "bound": "range",
                    "per": "week"}]}]})
LABELS = (("SaLT", "HC"), ("S&LT", "SaLT"), ("Speech targets", "KB (LSA)"), ("speech prog", "KB"), ("1:1 read", "TA"),
          ("Reading", "TA"), ("In class TA", "TA"), ("Friendship club", "MDS"), ("OT", "OT"), ("OT liaison", "CR"),
          ("Physio", "PT"), ("Zumba", "PE"), ("Work", ""))
LENGTHS = (None, 0, 5, 10, 15, 20, 30, 45, 60)
TIMES = (None, dt.time(9), dt.time(9, 20), dt.time(10), dt.time(13, 10))
SOURCES = (Row(file="log.csv", row=2), Row(file="log.csv", row=2), Row(file="visits.xlsx", sheet="Autumn", row=2))
LOGS = tuple({row.file for row in SOURCES})
CASES = int(os.environ.get("CASES", "120"))
many = settings(max_examples=CASES, deadline=None)


@st.composite
def sessions(draw, labels=LABELS):
    label, staff = draw(st.sampled_from(labels))
    weekly, date, length = draw(st.booleans()), draw(DATES), draw(st.sampled_from(LENGTHS))
    count = draw(st.integers(1, 5)) if weekly else 1
    minutes = length and length * count
    return Session(source=draw(st.sampled_from(SOURCES)), date=monday_of(date) if weekly else date,
                   weekly=weekly, count=count, label=label, staff=staff, minutes=minutes,
                   minutes_most=draw(st.sampled_from((None, None, None, (minutes or 0) + 15))),
                   start=None if weekly else draw(st.sampled_from(TIMES)),
                   continued=not weekly and draw(st.sampled_from((False,) * 5 + (True,))),
                   group_size=draw(st.sampled_from((None, None, 2, 9))),
                   reason=draw(st.sampled_from(("", "catch up", "double session", "came late, cut short"))),
                   outcome=draw(st.sampled_from([*Outcome, *[Outcome.DELIVERED] * 4])),
                   reliability=draw(st.sampled_from([Reliability.SCHOOL] * 3 + [Reliability.PARENT])))


@st.composite
def slots(draw, labels=LABELS):
    label, staff = draw(st.sampled_from(labels))
    return TimetableSlot(source=Row(file="timetable.xlsx", row=draw(st.integers(2, 1000))), label=label, staff=staff,
                         weekday=draw(st.integers(0, 4)), start=draw(st.sampled_from(TIMES)),
                         minutes=draw(st.sampled_from(LENGTHS)),
                         cycle_week=draw(st.sampled_from((None, None, "A", "B"))),
                         first_day=draw(st.sampled_from((None, None, None, dt.date(2025, 9, 10)))),
                         last_day=draw(st.sampled_from((None, None, None, dt.date(2025, 11, 20)))))


@st.composite
def marks(draw):
    day, half = draw(DATES), draw(st.sampled_from(list(Half)))
    return AttendanceMark(source=Row(file="register.csv", row=draw(st.integers(2, 1000))), date=day, half=half,
                          code=draw(st.sampled_from(("/", "I", "M", "E", "C2", "V", "Y4", "#", "B"))))


def unique(rows):
    """Rows as files have them: each at a place of its own, one below the other."""
    return tuple(row.model_copy(update={"source": row.source.model_copy(update={"row": number})})
                 for number, row in enumerate(rows, 2))


records = st.builds(
    lambda planned, logged, register: Evidence(slots=unique(planned), sessions=unique(logged), marks=unique(register)),
    st.lists(slots(), max_size=12), st.lists(sessions(), max_size=30), st.lists(marks(), max_size=20))


def compared(evidence):
    return findings(PLAN, evidence, DAYS, WINDOW, WINDOW[1])


def figures(found):
    return [(one.provision_id, one.schedule, one.planned_minutes, dict(one.ledger.buckets), one.delivered_minutes,
             one.status, one.shortfall_minutes) for one in found.findings]


@many
@given(records)
def test_the_buckets_add_up_to_what_was_due(evidence):
    for one in compared(evidence).findings:
        assert all((count.minutes or 0) >= 0 and (count.sessions or 0) >= 0 for count in one.ledger.buckets.values())
        if one.due.minutes is not None:
            assert one.ledger.minutes() == one.due.minutes[0]
        if one.due.sessions is not None:
            assert one.ledger.sessions() == one.due.sessions[0]


@many
@given(records)
def test_no_row_is_counted_twice_and_none_is_dropped(evidence):
    found = compared(evidence)
    counted = [line.source for one in found.findings for line in one.evidence if line.source.file in LOGS]
    spare = [one.source for one in found.unmatched if one.source.file in LOGS]
    assert sorted(counted + spare, key=str) == sorted((row.source for row in evidence.sessions), key=str)


@many
@given(records)
def test_what_is_said_follows_from_the_figures(evidence):
    for one in compared(evidence).findings:
        least, most = one.delivered_minutes
        assert least <= most
        if one.due.minutes is not None:
            assert one.shortfall_minutes <= max(one.due.minutes[0] - most, 0)
            timed = 0 < (one.due.minutes[0] or one.due.minutes[1]) <= least
            assert timed <= (one.status is FindingStatus.MET) <= (timed or _ticked(one))
        if one.status is FindingStatus.SHORT:
            said = {Bucket.MISSED_PROVIDER, Bucket.VARIANCE} & set(one.ledger.buckets)
            assert said or 0 < (one.planned_minutes or 0) < one.due.minutes[0]


def _ticked(one):
    """Whether nothing but the length of sessions is missing: the buckets have all of them as held."""
    held = {Bucket.DELIVERED, Bucket.REARRANGED, Bucket.BEYOND_DUE}
    enough = one.delivered_minutes[1] >= one.due.minutes[0]
    return one.due.sessions is not None and set(one.ledger.buckets) <= held and enough


@many
@given(records, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_does_not_matter(evidence, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))
    other = evidence.model_copy(update={"slots": shuffled(evidence.slots), "sessions": shuffled(evidence.sessions),
                                        "marks": shuffled(evidence.marks)})
    assert compared(other) == compared(evidence)


@many
@given(records)
def test_a_second_copy_of_a_log_changes_no_figure(evidence):
    def copied(row):
        return row.model_copy(update={"source": row.source.model_copy(update={"file": f"copy of {row.source.file}"})})
    twice = (*evidence.sessions, *map(copied, evidence.sessions))
    assert figures(compared(evidence.model_copy(update={"sessions": twice}))) == figures(compared(evidence))


@many
@given(st.lists(slots(), max_size=12), st.lists(marks(), max_size=20))
def test_without_rows_of_a_log_nothing_is_held_and_no_provider_missed_anything(planned, register):
    silent, marked = (compared(Evidence(slots=unique(planned), marks=some)) for some in ((), unique(register)))
    for one in silent.findings:
        assert set(one.ledger.buckets) <= {Bucket.NO_RECORD}
    for one in (*silent.findings, *marked.findings):
        assert not {Bucket.MISSED_PROVIDER, Bucket.VARIANCE} & set(one.ledger.buckets)
        assert one.delivered_minutes == (0, 0)


@many
@given(st.lists(slots(), max_size=4), st.lists(sessions(), max_size=20), st.integers(0, 5), st.data())
def test_one_more_session_never_enlarges_a_gap(planned, logged, which, data):
    told = PLAN.provisions[which]
    free = [day for day in OPEN if day not in {row.date for row in logged}]
    more = Session(source=Row(file="log.csv", row=1), date=data.draw(st.sampled_from(free)), label="one more",
                   minutes=data.draw(st.integers(1, 120)), outcome=Outcome.DELIVERED)
    gaps = [_gap(told, unique(planned), rows) for rows in (unique(logged), (*unique(logged), more))]
    assert gaps[1] <= gaps[0]


def _gap(told, planned, logged):
    setting = Setting(DueSetting(days=DAYS, window=WINDOW, as_of=WINDOW[1]), Attendance(()), StaffKey(()), ())
    result = account(Item(told, 0), told.schedules[0], Records(Part(planned, logged)), setting)
    return result.verdict.shortfall, result.held.minutes[1] * -1, result.held.sessions[1] * -1


def test_a_plan_is_read_from_a_story():
    assert provision({"id": "F1", "text": "A laptop."}).schedules == ()
