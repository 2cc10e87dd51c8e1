"""Sentences composed of known parts: every amount comes back, and what does not is never wrong in silence."""

import hashlib
from collections.abc import Sequence
from itertools import count as counting

import pytest

from extractors.statement import read_statement
from tests.statements import written

OFTEN = {
    "weekly": (1, "week"), "twice a week": (2, "week"), "once a fortnight": (1, "fortnight"), "daily": (1, "day"),
    "three times per week": (3, "week"), "each half term": (1, "half_term"), "twice per term": (2, "term"),
    "half-termly": (1, "half_term"), "4 times a week": (4, "week"), "each morning": (1, "day"), "monthly": (1, "month"),
    "on two days a week": (2, "week"), "every Tuesday": (1, "week"), "3x per week": (3, "week"),
    "x2 weekly": (2, "week"), "on Mondays and Fridays": (2, "week"), "three times each school year": (3, "year"),
}
LONG = {"30 minutes": 30, "an hour": 60, "half an hour": 30, "45 mins": 45, "1.5 hours": 90, "an hour and a half": 90,
        "three-quarters of an hour": 45, "two hours": 120, "twenty minutes": 20}
SITTING = {"30-minute": 30, "one-hour": 60, "half-hour": 30, "45 minute": 45, "hour-long": 60, "forty-minute": 40}
WORK = ["speech and language therapy", "OT", "physiotherapy", "phonics teaching", "handwriting practice", "mentoring",
        "support from a TA", "social skills teaching", "play therapy", "work on his speech targets"]
HOW = ["", "", "with a trained TA", "by a qualified therapist", "led by a teacher", "in a group of up to four", "1:1",
       "in a small group (max 6)", "with no more than two other children", "with a named adult in a quiet room"]
SHAPES = ["{work} {often} for {long} {how}", "{long} of {work} {often} {how}", "{work} {how}, {often}, {long}",
          "{often} {work} ({long}) {how}", "{work} {how} for {long} {often}",
          "a {sitting} session of {work} {often} {how}",
          "{work} in {sitting} sessions {often} {how}", "{work} {often} {how}; each session will last {long}"]
JOINTS = [" and ", "; ", " plus ", " as well as ", ", together with "]


class Dice:
    """Choices that are the same on every machine."""

    def __init__(self, seed: int) -> None:
        self.throws = (f"{seed}/{throw}" for throw in counting())

    def choice(self, options: Sequence[str]) -> str:
        number = int.from_bytes(hashlib.sha256(next(self.throws).encode()).digest()[:4])
        return options[number % len(options)]


def clause(dice: Dice) -> tuple[str, str]:
    """One amount in words, and as the cases write it."""
    often, long, sitting, shape = (dice.choice(list(table)) for table in (OFTEN, LONG, SITTING, SHAPES))
    text = shape.format(work=dice.choice(WORK), often=often, long=long, sitting=sitting, how=dice.choice(HOW))
    count, per = OFTEN[often]
    minutes = SITTING[sitting] if "{sitting}" in shape else LONG[long]
    amount = f"{minutes} min" if count == 1 else f"{count} x {minutes} min"
    return " ".join(text.split()).replace(" ,", ",").replace(" ;", ";"), f"{amount} / {per}"


def sentence(seed: int) -> tuple[str, list[str]]:
    """A sentence of one amount or two."""
    dice = Dice(seed)
    parts = [clause(dice) for _ in dice.choice(("1", "12"))]
    return f"Sam will receive {dice.choice(JOINTS).join(text for text, _ in parts)}.", [amount for _, amount in parts]


@pytest.mark.parametrize("block", range(10))
def test_what_was_put_in_comes_out(block):
    wrong, silent = [], []
    for seed in range(block * 150, (block + 1) * 150):
        text, amounts = sentence(seed)
        reading = read_statement(text)
        if sorted(written(schedule) for schedule in reading.schedules) != sorted(amounts):
            (wrong if reading.review else silent).append(text)
    assert silent == []
    assert len(wrong) <= 2, wrong
