"""What holds of every noun: it never changes, refuses what it does not know, and comes back from JSON as it went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.amounts import Bound, Period, Range, Schedule
from models.gap import Bucket, Count, Ledger
from models.source import Box, Quote, Row

ends = st.integers(min_value=0, max_value=10**6)
ranges = st.tuples(ends, ends).map(lambda pair: Range(low=min(pair), high=max(pair)))
open_ranges = st.one_of(ranges, ends.map(lambda low: Range(low=low)), ends.map(lambda high: Range(high=high)))
schedules = st.builds(
    Schedule, sessions=st.none() | ends, session_minutes=st.none() | ends, total_minutes=st.none() | ends,
    per=st.none() | st.sampled_from(Period), bound=st.sampled_from((Bound.EXACT, Bound.AT_LEAST, Bound.UP_TO)))


@given(open_ranges, open_ranges)
def test_ranges_add_up_in_any_order(one, other):
    assert one.plus(other) == other.plus(one)


@given(ranges, st.integers(min_value=0, max_value=40))
def test_times_is_adding_again_and_again(amount, count):
    total = Range.exactly(0)
    for _ in range(count):
        total = total.plus(amount)
    assert amount.times(count) == total


@given(ends, st.integers(min_value=1, max_value=10**6))
def test_a_range_runs_from_low_to_high(low, more):
    with pytest.raises(ValidationError):
        Range(low=low + more, high=low)


@given(schedules)
def test_a_schedule_comes_back_from_json_as_it_went(schedule):
    assert Schedule.model_validate_json(schedule.model_dump_json()) == schedule


@given(schedules)
def test_the_floor_of_a_schedule_is_never_above_what_is_stated(schedule):
    floor = schedule.minutes_per_period.low
    assert floor is None or (schedule.total_minutes is not None and floor <= schedule.total_minutes)
    assert schedule.bound is not Bound.UP_TO or floor in (None, 0)


@given(st.dictionaries(st.sampled_from(Bucket), ends))
def test_what_lies_beyond_is_outside_the_balance(minutes):
    ledger = Ledger(buckets={bucket: Count(minutes=amount) for bucket, amount in minutes.items()})
    assert ledger.minutes() == sum(minutes.values()) - minutes.get(Bucket.BEYOND_DUE, 0)


@given(st.text(min_size=1), st.data())
def test_a_part_of_a_quote_is_its_words_at_its_place(words, data):
    start = data.draw(st.integers(min_value=0, max_value=len(words) - 1))
    end = data.draw(st.integers(min_value=start + 1, max_value=len(words)))
    part = Quote(text=words).part(start, end)
    assert part.text == words[part.start:part.end]


@pytest.mark.parametrize("noun", [Row(file="log.csv", row=1), Box(page=1, x0=0, top=0, x1=1, bottom=1), Range(low=1)])
def test_a_noun_never_changes_and_knows_its_fields(noun):
    name, value = next(iter(noun))
    with pytest.raises(ValidationError):
        setattr(noun, name, value)
    with pytest.raises(ValidationError):
        type(noun)(**dict(noun), nickname="x")


@pytest.mark.parametrize("amount", [-1, 2.5])
def test_minutes_are_whole_and_never_below_nought(amount):
    with pytest.raises(ValidationError):
        Schedule(total_minutes=amount)


def test_a_fact_without_a_quote_cannot_be_built():
    with pytest.raises(ValidationError):
        Quote(text="")
