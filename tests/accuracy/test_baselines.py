"""The baselines are given a fair hearing, and stay out of our environment."""

import re
from pathlib import Path

import pytest

from tests.accuracy.baselines.answers import Seen, line_of, schedules, sort
from tests.accuracy.baselines.matcher import look
from tests.accuracy.notation import written

HERE = Path(__file__).parent / "baselines"
OURS = Path(__file__).parents[2] / "requirements" / "dev.txt"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("3 x 20 minutes weekly", "3 x 20 min / week"),
        ("Twice a week for an hour", "2 x 60 min / week"),
        ("At least 25 hours per week of support", "1500 min / week, at_least"),
        ("One 45-minute session each term", "45 min / term"),
        ("Weekly", "1 times / week"),
    ],
)
def test_the_matcher_reads_what_it_was_made_for(text, line):
    assert [written(schedule) for schedule in schedules(look(text))] == [line]


def test_a_row_is_given_to_a_reader_of_lines_in_words():
    asked = {"text": "Reading.", "columns": {"minutes": "20", "sessions": "3 per week"}}
    assert line_of(asked) == "Reading. 3 per week 20 minutes"


def test_a_span_of_time_is_a_period_or_a_length():
    seen = Seen([], [], [])
    for minutes in (10080, 45):
        sort(minutes, seen)
    assert (seen.periods, seen.lengths) == (["week"], [45])


def test_what_baselines_need_is_locked_without_addresses_and_is_none_of_ours():
    lock = (HERE / "requirements.txt").read_text("utf-8")
    assert "://" not in lock
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", lock))
    ours = OURS.read_text("utf-8")
    assert not [name for name in ("recognizers-text", "quantulum3", "emoji") if re.search(rf"^{name}", ours, re.M)]
