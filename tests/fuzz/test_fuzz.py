"""What was found once stays right, fresh inputs of every kind are tried, and the trial notices what it is to notice."""

import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.fuzz.__main__ import Trial
from tests.fuzz.inputs import Input, statement
from tests.fuzz.kinds import READERS, Case
from tests.fuzz.trial import outcome
from tests.fuzz.workers import MOST_GROWTH, OFTEN, WARM, tried

CORPUS = sorted(path for path in (Path(__file__).parent / "corpus").rglob("*") if path.is_file())
FRESH = {"statement": 300, "plan-text": 20, "plan-docx": 20, "plan-pdf": 20, "plan-picture": 1,
         **dict.fromkeys(READERS, 60)}


class Kept(NamedTuple):
    """An input that once failed: a statement or a whole plan, or in a folder the file of the reader that it names."""

    path: Path

    def made(self) -> Input:
        folder = self.path.parent.name
        return Input(self.path.suffix, self.path.read_bytes(), reader="plan" if folder == "corpus" else folder)


class Broken(NamedTuple):
    """An input at which the reader breaks."""

    def made(self) -> Input:
        return Input(".json", b'{"text": 7}')


class Said(NamedTuple):
    """A statement of a word."""

    word: str

    def made(self) -> Input:
        return statement(self.word)


def endless(given, folder):
    """Read, and with one word never be done."""
    end = time.process_time() + 60
    while b"endless" in given.content and time.process_time() < end:
        pass
    return outcome(given, folder)


HELD = []


def leaking(given, _folder):
    """Keep a little of each input."""
    HELD.append(given.content * (MOST_GROWTH // OFTEN // len(given.content)))
    return "read"


def scattering(given, _folder):
    """Use a lot of memory once and free it, but for a little at its end that keeps the process from shrinking."""
    if given.content == Said("lots").made().content:
        HELD.append([bytes(1000) for _ in range(MOST_GROWTH // 800)][-1])
    return "read"


def failures(cases):
    return {str(one.case): one.ended for one in tried(cases) if not one.fine}


def test_what_failed_once_gives_a_result_or_one_clear_line():
    assert CORPUS
    assert failures([Kept(path) for path in CORPUS]) == {}


def test_fresh_inputs_give_a_result_or_one_clear_line():
    assert failures([Case(kind, 1_000_000 + seed) for kind, count in FRESH.items() for seed in range(count)]) == {}


@pytest.mark.parametrize("kind", FRESH)
def test_the_same_seed_makes_the_same_input(kind):
    assert Case(kind, 7).made() == Case(kind, 7).made()


def test_a_hang_and_a_fault_are_failures_and_those_behind_them_are_tried():
    ended = [one.ended for one in tried([Said("endless"), Broken(), Kept(CORPUS[0])], 1, 1.0, endless)]
    assert ended[0].startswith("ended:")
    assert ended[1].startswith("AttributeError in")
    assert ended[2] == "read"


@pytest.mark.parametrize(("read", "grew"), [(leaking, ["grew from input to input"]), (scattering, [])])
def test_what_a_reader_keeps_of_each_input_is_growth_and_what_it_has_freed_is_not(read, grew):
    cases = [Said(word) for word in ["-"] * WARM + ["lots"] + ["-"] * 2 * OFTEN]
    trial = Trial("-", range(len(cases)))
    for one in tried(cases, 1, read=read):
        trial.add(one)
    assert [one.ended for one in trial.growth()] == grew
