"""Recommendations beside provisions: the answers of a person, alone and amid the rest of a plan."""

import pytest

from tests.comparison_cases import CASES, amid, lines, problems


def test_there_are_enough_of_them_and_traps_among_them():
    cases = [case.values[0] for case in CASES]
    assert sum(len(case["answer"]) for case in cases) >= 40
    assert sum("trap" in case for case in cases) >= 15


@pytest.mark.parametrize("case", CASES)
def test_alone(case):
    places = {number: number for number in range(1, len(case["plan"]) + 1)}
    assert problems(case, lines(case["report"], case["plan"]), places) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("case", CASES)
def test_amid_the_rest_of_a_plan_in_any_order(case, seed):
    plan, places = amid(case, seed)
    assert problems(case, lines(case["report"], plan), places) == []
