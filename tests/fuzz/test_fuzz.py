"""What was found once stays right, fresh inputs of every kind are tried, and the trial notices what it is to notice."""

import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.fuzz.inputs import Input, statement
from tests.fuzz.kinds import READERS, Case
from tests.fuzz.workers import tried

CORPUS = sorted(path for path in (Path(__file__).parent / "corpus").rglob("*") if path.is_file())
FRESH = {"statement": 300, "plan-text": 20, "plan-docx": 20, "plan-pdf": 20, "plan-picture": 1,
         **dict.fromkeys(READERS, 60)}


class Kept(NamedTuple):
    """An input that once failed: a statement or a whole plan, or in a folder the file of the reader that it names."""

    path: Path

    def made(self) -> Input:
        folder = self.path.parent.name
        return Input(self.path.suffix, self.path.read_bytes(), reader="plan" if folder == "corpus" else folder)


class Endless(NamedTuple):
    """An input that is never done."""

    def made(self) -> Input:
        end = time.process_time() + 60
        while time.process_time() < end:
            pass
        return statement("-")


class Broken(NamedTuple):
    """An input at which the reader breaks."""

    def made(self) -> Input:
        return Input(".json", b'{"text": 7}')


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
    ended = [one.ended for one in tried([Endless(), Broken(), Kept(CORPUS[0])], workers=1, cpu=1.0)]
    assert ended[0].startswith("ended:")
    assert ended[1].startswith("AttributeError in")
    assert ended[2] == "read"
