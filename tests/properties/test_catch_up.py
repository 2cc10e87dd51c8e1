"""What holds of every placing of sessions: no overlap, no closed day, no limit broken, and the most that fits."""

import datetime as dt
import itertools
import os
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from models.catch_up import FreePlace
from models.catch_up import Outcome as Became
from models.delivery import Evidence, Outcome, Session, TimetableSlot
from models.gap import Bucket, Count, Report
from models.source import Row
from pipeline.calendars.open_days import SchoolDays, monday_of
from pipeline.catch_up.fitting import Piece, Task, most_that_fits, overlap
from pipeline.catch_up.free_places import free_places
from pipeline.catch_up.proposal import proposal, usual_limits
from pipeline.findings.find import findings
from pipeline.matching.matched import Matching, Part
from pipeline.rules import rules
from tests.pipeline.scenario import plan_reading, school_calendar

CASES = int(os.environ.get("CASES", "40"))
many = settings(max_examples=CASES, deadline=None)
MONDAY = dt.date(2026, 1, 5)
TIMES = (dt.time(9), dt.time(9, 20), dt.time(10), dt.time(13, 10))
limits = st.builds(usual_limits, minutes_a_day=st.integers(20, 90), sessions_a_day=st.integers(1, 3),
                   sessions_a_week=st.integers(1, 4), deliverer_sessions_a_week=st.integers(1, 3),
                   item_sessions_a_day=st.integers(1, 2))
pieces = st.lists(st.builds(lambda item, who, minutes, sessions: Piece((item, 0), who, minutes, sessions),
                            st.sampled_from(("F1", "F2")), st.sampled_from(("therapist", "assistant")),
                            st.sampled_from((15, 20, 30, 45)), st.integers(1, 2)), min_size=1, max_size=2)
places = st.lists(st.builds(
    lambda day, at, minutes: FreePlace(date=MONDAY + dt.timedelta(days=day), start=at, minutes=minutes, label="Maths",
                                       source=Row(file="timetable.xlsx", row=2)),
    st.sampled_from((0, 1, 2, 7, 8)), st.sampled_from(TIMES), st.sampled_from((15, 30, 45))), max_size=6)


def lawful(task, placed):
    """Whether a placing keeps to everything."""
    told = [(task.pieces[piece], task.places[place]) for piece, place in placed]
    used = Counter(piece for piece, _ in placed)
    days, weeks, adults, items, minutes = Counter(), Counter(), Counter(), Counter(), Counter()
    for piece, place in told:
        days[place.date] += 1
        weeks[monday_of(place.date)] += 1
        adults[monday_of(place.date), piece.deliverer] += 1
        items[place.date, piece.item] += 1
        minutes[place.date] += piece.minutes
    kept = ((days, "sessions_a_day"), (weeks, "sessions_a_week"), (adults, "deliverer_sessions_a_week"),
            (items, "item_sessions_a_day"), (minutes, "minutes_a_day"))
    apart = all(one.date != other.date or not overlap(one, other)
                for (_, one), (_, other) in itertools.combinations(told, 2))
    return (apart and all(used[number] <= piece.sessions for number, piece in enumerate(task.pieces))
            and all(piece.minutes <= place.minutes for piece, place in told)
            and all(max(counter.values(), default=0) <= getattr(task.limits, name) for counter, name in kept))


def every_placing(task):
    """Every way of giving each place one piece or none, lawful or not."""
    for choice in itertools.product((None, *range(len(task.pieces))), repeat=len(task.places)):
        yield [(piece, place) for place, piece in enumerate(choice) if piece is not None]


def worth(task, placed):
    return sum(task.pieces[piece].minutes for piece, _ in placed)


@many
@given(pieces, places, limits)
def test_a_placing_keeps_to_every_limit_and_no_other_places_more(owed, free, limited):
    task = Task(tuple(owed), tuple(sorted(free, key=lambda one: (one.date, one.start))), limited)
    fit = most_that_fits(task)
    assert lawful(task, fit.placed)
    assert fit.certain
    assert fit.minutes == worth(task, fit.placed) <= task.minutes
    assert fit.minutes == max(worth(task, other) for other in every_placing(task) if lawful(task, other))
    assert fit == most_that_fits(task)


slots = st.lists(st.builds(lambda day, at, minutes, label: TimetableSlot(
    source=Row(file="timetable.xlsx", row=2), weekday=day, start=at, minutes=minutes, label=label),
    st.integers(0, 4), st.sampled_from(TIMES), st.sampled_from((15, 45)), st.sampled_from(("Maths", "Art", "Lunch"))),
    max_size=8)


@many
@given(slots, slots)
def test_a_free_place_is_on_an_open_day_and_not_at_the_time_of_anything_in_the_plan(lessons, planned):
    days, limited = SchoolDays(school_calendar({"closed": ["2025-11-05"]})), usual_limits()
    span = (dt.date(2025, 10, 20), dt.date(2025, 11, 14))
    evidence = Evidence(slots=(*lessons, *planned))
    free = free_places(evidence.slots, Matching(given={("F1", 0): Part(slots=tuple(planned))}), days, limited, span)
    for place in free:
        assert days.is_open(place.date)
        assert ("labels" in place.barred_by) == (place.label == "Lunch")
        held = [slot for slot in planned if slot.weekday == place.date.weekday()]
        assert not any(overlap(place, place.model_copy(update={"start": slot.start, "minutes": slot.minutes}))
                       for slot in held)


def test_an_answer_that_is_not_found_in_time_is_no_proof(monkeypatch):
    monkeypatch.setitem(rules("catch_up")["solver"], "effort", 1e-9)
    free = [FreePlace(date=MONDAY + dt.timedelta(days=7 * week + day), start=at, minutes=45, label="Maths",
                      source=Row(file="timetable.xlsx", row=2))
            for week in range(12) for day in range(5) for at in TIMES]
    owed = [Piece((f"F{number}", 0), f"adult {number % 5}", 15 + number, 7) for number in range(12)]
    fit = most_that_fits(Task(tuple(owed), tuple(free), usual_limits()))
    assert not fit.certain


# Whole proposals, from the records to the sessions placed, checked with nothing of what places them.
CALENDAR = school_calendar({"cycle": ["A", "B"], "cycle_start": "2025-09-01", "closed": ["2025-12-09"]})
AS_OF = dt.date(2025, 11, 28)
WEEKS_A = (dt.date(2025, 12, 1), dt.date(2025, 12, 15))
"""Eight school weeks to October and no letter for the holiday: 3 November is in a week A, as 1 September is."""
WEEKLY = {"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}
OWED = plan_reading({"provisions": [
    {"id": "F1", "text": "Speech and language therapy once a week.", "who": "Speech and language therapist",
     "schedules": [WEEKLY]},
    {"id": "F2", "text": "Touch typing practice for 20 minutes three times a week.", "who": "TA",
     "schedules": [{"sessions": 3, "session_minutes": 20, "total_minutes": 60, "per": "week"}]}]})
ITEMS, LESSONS = (("SaLT", "SLT"), ("Touch typing", "TA")), (("Maths", ""), ("Art", ""), ("Lunch", ""), ("Drama", ""))
PAST = [day for day in SchoolDays(CALENDAR).open_days(dt.date(2025, 9, 3), AS_OF) if day.weekday() in (0, 2)]


@st.composite
def timetables(draw):
    """Places for items and for lessons, at any time of the day, in every week or every second."""
    told = draw(st.lists(st.tuples(st.sampled_from(ITEMS + LESSONS * 2), st.integers(0, 2), st.sampled_from(TIMES[:3]),
                                   st.sampled_from((20, 45, 60)), st.sampled_from((None, None, "A", "B")),
                                   st.sampled_from((False, False, False, True))), min_size=2, max_size=12))
    return tuple(TimetableSlot(source=Row(file="timetable.xlsx", row=number), label=label, staff=staff, weekday=day,
                               start=start, minutes=minutes, cycle_week=week, support=support and not staff)
                 for number, ((label, staff), day, start, minutes, week, support) in enumerate(told, 2))


@st.composite
def cancelled(draw):
    """Sessions of the items, of which many were not held."""
    held = st.sampled_from((True, False, False))
    told = draw(st.lists(st.tuples(st.sampled_from(PAST), st.sampled_from(ITEMS), held), min_size=3, max_size=16,
                         unique_by=lambda one: one[:2]))
    return tuple(Session(source=Row(file="log.csv", row=number), date=day, label=label, staff=staff, minutes=45,
                         outcome=Outcome.DELIVERED if was_held else Outcome.NOT_DELIVERED)
                 for number, (day, (label, staff), was_held) in enumerate(told, 2))


chosen = st.builds(lambda limited, **more: limited.model_copy(update={key: one for key, one in more.items() if one}),
                   limits, last_day=st.none() | st.dates(dt.date(2025, 12, 2), dt.date(2025, 12, 18)),
                   allowed=st.sampled_from(((), (), ("maths", "drama"))))


@many
@given(timetables(), cancelled(), chosen)
def test_a_proposal_is_within_its_limits_and_where_the_timetable_is_free(planned, logged, limited):
    evidence, window = Evidence(slots=planned, sessions=logged), (dt.date(2025, 9, 3), AS_OF)
    found = findings(OWED, evidence, SchoolDays(CALENDAR), window, AS_OF)
    report = Report(reading=OWED, window=window, as_of=AS_OF, calendar=CALENDAR, open_days=1, weeks=1,
                    findings=found.findings)
    offered = proposal(report, evidence, limited)
    for one in offered.placed:
        assert _open(one.date) and AS_OF < one.date <= (limited.last_day or one.date)
        assert _in_a_lesson(one, planned, limited)
    assert not [pair for pair in itertools.combinations(offered.placed, 2) if _at_once(*pair)]
    _within(offered.placed, limited)
    _of_what_is_owed(offered, {one.provision_id: one for one in found.findings})


def _open(day):
    """Whether the school is open, by the dates of the story."""
    return (day.weekday() < 5 and day != dt.date(2025, 12, 9)
            and (dt.date(2025, 11, 3) <= day <= dt.date(2025, 12, 18)))


def _minute(time):
    return time.hour * 60 + time.minute


def _at_once(one, other):
    first, second = sorted((one, other), key=lambda placed: _minute(placed.start))
    return one.date == other.date and _minute(second.start) < _minute(first.start) + first.minutes


def _week(day):
    return "A" if day - dt.timedelta(days=day.weekday()) in WEEKS_A else "B"


def _in_a_lesson(one, planned, limited):
    """Whether the timetable has a lesson there that may be used, long enough, and no item of the plan meanwhile."""
    today = [slot for slot in planned
             if slot.weekday == one.date.weekday() and slot.cycle_week in (None, _week(one.date))]
    lessons = [slot for slot in today if slot.source == one.source and slot.start == one.start
               and slot.minutes >= one.minutes and not slot.support and slot.label == one.label]
    names = {name for name, _ in LESSONS} - {"Lunch"}
    items = [slot for slot in today if (slot.label, slot.staff) in ITEMS]
    return (len(lessons) == 1 and one.label in names and (not limited.allowed or one.label.lower() in limited.allowed)
            and not any(_minute(slot.start) < _minute(one.start) + one.minutes
                        and _minute(one.start) < _minute(slot.start) + slot.minutes for slot in items))


def _within(placed, limited):
    """Check that no day, week, adult or item has more than it may."""
    for most, key in ((limited.sessions_a_day, lambda one: one.date),
                      (limited.sessions_a_week, lambda one: one.date.isocalendar()[:2]),
                      (limited.deliverer_sessions_a_week, lambda one: (one.date.isocalendar()[:2], one.deliverer)),
                      (limited.item_sessions_a_day, lambda one: (one.date, one.provision_id, one.schedule))):
        assert all(count <= most for count in Counter(map(key, placed)).values())
    for day in {one.date for one in placed}:
        assert sum(one.minutes for one in placed if one.date == day) <= limited.minutes_a_day


def _of_what_is_owed(offered, told):
    """Check that no more is placed than is owed, and no more owed than a record has as not held and is missing."""
    for owed in offered.owed:
        missed = told[owed.provision_id].ledger.buckets.get(Bucket.MISSED_PROVIDER, Count()).minutes or 0
        assert owed.minutes <= min(missed, told[owed.provision_id].shortfall_minutes)
        assert sum(one.minutes for one in offered.placed if one.provision_id == owed.provision_id) <= owed.minutes
    assert {one.provision_id for one in offered.placed} <= {owed.provision_id for owed in offered.owed}
    assert (offered.outcome is Became.FITS) <= (offered.minutes_owed - offered.minutes_placed < 10 * len(told))
    assert (offered.outcome is Became.DOES_NOT_FIT) <= bool(offered.binding)
