"""Sessions that a log only ticks: each counts as held, and its length as not recorded (DOMAIN 3.6)."""

import pytest

from models.gap import FindingStatus
from tests.pipeline.scenario import found

WEDNESDAYS = ["2025-09-10", "2025-09-17", "2025-09-24", "2025-10-01"]
WEEKLY = {"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week"}


def finding(minutes=(None,) * 4, dates=WEDNESDAYS, **row):
    rows = [{"dates": [day], "label": "Lego group"} | ({"minutes": each} if each else {}) | row
            for day, each in zip(dates, minutes, strict=True)]
    story = {"window": ["2025-09-08", "2025-10-05"], "rows": rows,
             "provisions": [{"id": "F1", "text": "A Lego group for 30 minutes each week.", "schedules": [WEEKLY]}]}
    return found(story).findings[0]


def test_all_of_them_ticked_is_met_and_the_length_stays_unknown():
    one = finding()
    assert one.status is FindingStatus.MET
    assert (one.delivered_minutes, one.shortfall_minutes) == ((0, 120), 0)
    assert any("without a length" in line.words for line in one.why)


def test_some_with_their_length_and_some_without_is_met():
    assert finding((30, None, 30, None)).status is FindingStatus.MET


@pytest.mark.parametrize("minutes", [(20, None, None, None), (30, 30, 30, 25)])
def test_one_that_is_recorded_as_shorter_is_not(minutes):
    assert finding(minutes).status is not FindingStatus.MET


def test_a_short_one_beside_all_of_them_takes_nothing_away():
    assert finding((30, None, None, None, 20), [*WEDNESDAYS, "2025-10-02"]).status is FindingStatus.MET


def test_one_too_few_is_not():
    assert finding((None,) * 3, WEDNESDAYS[:3]).status is FindingStatus.NOT_EVIDENCED


def test_one_that_is_not_clearly_held_is_not():
    assert finding(outcome="unclear").status is not FindingStatus.MET


def test_a_timetable_that_plans_less_is_not():
    story = {"window": ["2025-09-08", "2025-10-05"],
             "provisions": [{"id": "F1", "text": "A Lego group for 30 minutes each week.", "schedules": [WEEKLY]}],
             "slots": [{"label": "Lego group", "day": "wed", "at": "10:00-10:20"}],
             "rows": [{"dates": WEDNESDAYS, "label": "Lego group"}]}
    assert found(story).findings[0].status is FindingStatus.SHORT


