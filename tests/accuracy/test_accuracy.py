"""The scorecard is a ratchet with names: nothing that was read right may be read wrong."""

from collections import Counter

import pytest

from tests.accuracy.labelled import agreed, agrees, changed, labelled, mark_all, marks


def test_every_case_has_its_own_name():
    names = Counter(case["id"] for case in labelled())
    assert not [name for name, count in names.items() if count > 1]


@pytest.mark.xfail(not agreed(), reason="there is no agreed scorecard yet", strict=True)
def test_nothing_was_lost_since_the_agreed_scorecard():
    before, now = agreed(), mark_all()
    assert before.keys() == now.keys(), "make accuracy with --agree, and say why in the commit"
    assert not changed(before, now)[1]


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        ([{"per": "week"}], [{"per": "week", "sessions": 2}], True),
        ([{"per": "week"}], [{"per": "week"}, {"per": "day"}], False),
        ([{"per": "day"}, {"per": "week"}], [{"per": "week"}, {"per": "day"}], True),
        ("null", None, True),
        ("null", 0, False),
        ([], [], True),
    ],
)
def test_a_label_is_compared_on_what_it_names(want, got, same):
    assert agrees(want, got) is same


def test_a_loss_is_not_netted_against_a_gain():
    before = {"a": {"mode": "right"}, "b": {"mode": "wrong, silently"}}
    now = {"a": {"mode": "wrong, a person is asked"}, "b": {"mode": "right"}}
    gains, losses = changed(before, now)
    assert len(gains) == len(losses) == 1


def test_a_wrong_reading_that_asks_for_a_look_is_told_apart():
    case = {"expect": {"mode": "group"}}
    assert marks(case, {"mode": None, "review": []}) == {"mode": "wrong, silently"}
    assert marks(case, {"mode": None, "review": [{"field": "mode"}]}) == {"mode": "wrong, a person is asked"}
