"""A second reader sees a few of what was accepted, draws them the same whoever asks, and reopens what they dispute."""

import datetime as dt

import pytest

from models.review import Action
from pipeline.review.card import card
from pipeline.review.decisions import settled, standing
from pipeline.review.lay_over import DISAGREE, lay_over
from pipeline.review.second_reader import agreement, left, read_again, round_of, sample

NOON = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)
WEEKLY = {"schedules": [{"sessions": 9, "session_minutes": 10, "total_minutes": 90, "per": "week"}]}


def accept_all(desk):
    desk.keep(*(desk.decision(item, Action.ACCEPT, NOON) for item in desk.items()))


def test_one_in_twenty_is_drawn_and_one_at_least(desk):
    assert sample(desk, "case", 1) == []
    first = desk.items()[0]
    desk.keep(desk.decision(first, Action.ACCEPT, NOON))
    assert sample(desk, "case", 1) == [first]
    accept_all(desk)
    assert len(sample(desk, "case", 1)) == 2


def test_the_draw_hangs_on_the_case_and_the_round_alone(desk):
    accept_all(desk)
    draws = {(case, number): tuple(item.about for item in sample(desk, case, number))
             for case in "abcd" for number in (1, 2, 3)}
    assert draws["a", 1] == tuple(item.about for item in sample(desk, "a", 1))
    assert len(set(draws.values())) > 6


def test_what_was_set_aside_is_not_drawn(desk):
    desk.keep(*(desk.decision(item, Action.REJECT, NOON) for item in desk.items()))
    assert sample(desk, "case", 1) == []


def test_two_who_agree_leave_it_settled(desk):
    accept_all(desk)
    item = sample(desk, "case", 1)[0]
    assert read_again(desk, item, 1, (Action.ACCEPT, {}), NOON).agrees
    assert item not in left(desk, "case", 1)
    assert item.about in settled(standing(desk.made))
    assert agreement(desk.made).rate == 100


@pytest.mark.parametrize("took", [(Action.REJECT, {}), (Action.EDIT, WEEKLY)])
def test_what_they_dispute_is_open_again_with_both_readings(desk, took):
    accept_all(desk)
    item = sample(desk, "case", 1)[0]
    assert not read_again(desk, item, 1, took, NOON).agrees
    reviewed = lay_over(desk.reading, desk.made)
    (read,) = [one for one in reviewed.reading.provisions if one.id == item.provision.id]
    assert item.provision.id not in reviewed.accepted | reviewed.rejected
    assert DISAGREE in read.review
    shown = card(desk, item)
    assert DISAGREE in shown.doubts
    assert not shown.settled
    assert [choice.edits["schedules"][0]["sessions"] for choice in shown.choices] == [9] * (took[0] is Action.EDIT)
    assert agreement(desk.made).rate == 0
    desk.keep(desk.decision(item, Action.ACCEPT, NOON))
    assert item.provision.id in lay_over(desk.reading, desk.made).accepted


def test_the_same_correction_made_twice_is_agreement(desk):
    item = desk.items()[0]
    desk.keep(desk.decision(item, Action.EDIT, NOON, WEEKLY))
    assert read_again(desk, item, 1, (Action.EDIT, WEEKLY), NOON).agrees
    assert not read_again(desk, item, 2, (Action.ACCEPT, {}), NOON).agrees


def test_a_round_that_is_read_is_followed_by_the_next(desk):
    accept_all(desk)
    assert round_of(desk, "case") == 1
    for item in sample(desk, "case", 1):
        read_again(desk, item, 1, (Action.ACCEPT, {}), NOON)
    assert round_of(desk, "case") == 2
