"""Sessions given otherwise than the plan asks: in which way, how many, and the minutes lost; worked by hand."""

import pytest

from models.gap import Bucket
from tests.pipeline.scenario import found

WEEKLY = {"sessions": 1, "session_minutes": 45, "total_minutes": 45, "per": "week"}
THERAPY = {"id": "F1", "text": "Speech and language therapy once a week.", "who": "Speech and language therapist",
           "schedules": [WEEKLY]}
DAY = {"dates": ["2025-11-04"], "label": "SaLT", "minutes": 45}
WAYS = {
    "shorter": ({}, {"minutes": 30}, ("shorter", 1, 30, 15)),
    "in a group": ({"mode": "individual"}, {"group_size": 4}, ("group_for_one_to_one", 1, 45, 0)),
    "in too large a group, and shorter": (
        {"mode": "group", "max_group_size": 4}, {"group_size": 6, "minutes": 40}, ("group_over_size", 1, 40, 5)),
    "by an assistant": ({}, {"staff": "Mrs Bright (TA)"}, ("other_adult", 1, 45, 0)),
    "from afar": ({}, {"reason": "held on Teams as therapist isolating"}, ("remote", 1, 45, 0)),
    "from afar, and no more is said": ({}, {"reason": "Remote"}, ("remote", 1, 45, 0)),
}


def variances(item, row):
    finding = found({"provisions": [THERAPY | item], "rows": [DAY | row]}).findings[0]
    return finding, [(one.kind.value, one.sessions, one.minutes, one.minutes_lost) for one in finding.variances]


@pytest.mark.parametrize("name", WAYS)
def test_the_way_in_which_it_differs_and_the_minutes_lost(name):
    item, row, expected = WAYS[name]
    finding, told = variances(item, row)
    assert told == [expected]
    assert Bucket.VARIANCE in finding.ledger.buckets


@pytest.mark.parametrize(("item", "row"), [
    ({}, {}), ({"mode": "group", "max_group_size": 4}, {"group_size": 4}), ({}, {"staff": "H. Cole (SLT)"}),
    ({"text": "Speech and language therapy once a week, online or in school."}, {"reason": "virtual session"}),
    ({}, {"reason": "played a game on the remote island"}), ({}, {"reason": "working well in teams"}),
])
def test_what_is_as_the_plan_asks_is_no_variance(item, row):
    finding, told = variances(item, row)
    assert told == []
    assert Bucket.VARIANCE not in finding.ledger.buckets
