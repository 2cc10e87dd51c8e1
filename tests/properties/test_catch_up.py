"""What holds of every placing of sessions: no overlap, no closed day, no limit broken, and the most that fits."""

import datetime as dt
import itertools
import os
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from models.catch_up import FreePlace
from models.delivery import Evidence, TimetableSlot
from models.source import Row
from pipeline.calendar import SchoolDays, monday_of
from pipeline.catch_up import usual_limits
from pipeline.fitting import Piece, Task, most_that_fits, overlap
from pipeline.free_places import free_places
from pipeline.matched import Matching, Part
from pipeline.rules import rules
from tests.pipeline.scenario import school_calendar

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
