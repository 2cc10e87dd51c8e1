"""What holds for every way of writing an amount: words or figures, hyphens or none, big letters or small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.statement import read_statement
from tests.statements import statements, written

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
           "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
PERIODS = {"week": "week", "day": "day", "fortnight": "fortnight", "half term": "half_term", "term": "term",
           "month": "month", "academic year": "year"}
TENS = {"ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45,
        "fifty": 50, "sixty": 60}


def reads(text: str) -> list[str]:
    return [written(schedule) for schedule in read_statement(text).schedules]


counts = st.integers(min_value=2, max_value=20)
lengths = st.sampled_from(list(TENS.items()))
periods = st.sampled_from(list(PERIODS.items()))


@given(counts, lengths, periods)
def test_sittings_of_a_length_come_back_as_they_were_composed(count, length, period):
    per, name = period
    want = [f"{count} x {length[1]} min / {name}"]
    assert reads(f"{count} x {length[1]} minutes per {per}") == want
    assert reads(f"{count} sessions of {length[1]} minutes each {per}") == want
    assert reads(f"{count} {length[1]}-minute sessions a {per}") == want


@given(counts, lengths, periods)
def test_number_words_and_figures_read_the_same(count, length, period):
    word = NUMBERS[count - 1]
    assert reads(f"{word} {length[0]}-minute sessions per {period[0]}") == reads(
        f"{count} {length[1]}-minute sessions per {period[0]}")
    assert reads(f"{length[0]} minutes every {period[0]}") == reads(f"{length[1]} minutes every {period[0]}")


@given(st.integers(min_value=1, max_value=50), periods)
def test_hours_and_their_minutes_read_the_same(hours, period):
    unit = "hour" if hours == 1 else "hours"
    assert reads(f"{hours} {unit} per {period[0]}") == reads(f"{hours * 60} minutes per {period[0]}")


@given(lengths, periods)
def test_a_floor_a_ceiling_and_a_rough_amount_are_told_apart(length, period):
    texts = [f"{words} {length[1]} minutes per {period[0]}" for words in ("at least", "up to", "about")]
    assert [line.rsplit(", ", 1)[1] for text in texts for line in reads(text)] == ["at_least", "up_to", "approx"]


@given(lengths, st.integers(min_value=5, max_value=30), periods)
def test_a_range_keeps_both_ends(length, more, period):
    low, high = length[1], length[1] + more
    want = [f"{low} min / {PERIODS[period[0]]}, to {high}"]
    assert reads(f"{low}-{high} minutes per {period[0]}") == reads(f"{low} to {high} minutes a {period[0]}") == want
    assert reads(f"between {low} and {high} minutes per {period[0]}") == want


PLAIN = [case for case in statements() if not case.entry.get("gap") and not case.entry.get("columns")]


@pytest.mark.parametrize("vary", [
    pytest.param(str.upper, id="capitals"),
    pytest.param(str.lower, id="small letters"),
    pytest.param(lambda text: "  " + text.replace(" ", "  ") + "\n", id="white space"),
    pytest.param(lambda text: text.replace("-", "\u2011").replace(" \u2011 ", " - "), id="hyphens that do not break"),
    pytest.param(lambda text: text.replace("'", "\u2019"), id="curly apostrophes"),
    pytest.param(lambda text: text.replace(" x ", " \u00d7 "), id="a real times sign"),
])
def test_how_it_is_set_does_not_change_what_it_says(vary):
    changed = [case.entry["text"] for case in PLAIN if reads(vary(case.entry["text"])) != reads(case.entry["text"])]
    assert changed == []


def test_a_full_stop_at_the_end_changes_nothing():
    texts = [case.entry["text"] for case in PLAIN if case.entry["text"][-1].isalnum()]
    assert [text for text in texts if reads(text + ".") != reads(text)] == []


@given(st.text(max_size=200))
def test_any_text_gives_a_reading(text):
    reading = read_statement(text)
    assert reading.text


JUMBLE = ["5", "15", "two", "half", "x", "/", "-", "(", ")", ",", ".", ":", "hour", "minutes", "weekly", "per", "week",
          "each", "session", "term", "of", "to", "or", "and", "at", "least", "up", "every", "day", "1:1", "once",
          "twice", "block", "121", "between", "year", "£"]


@given(st.lists(st.sampled_from(JUMBLE), max_size=25))
def test_any_jumble_of_our_own_words_gives_a_reading_in_which_low_is_below_high(words):
    for schedule in read_statement(" ".join(words)).schedules:
        assert schedule.range_max is None or schedule.range_max >= (schedule.total_minutes or 0)
