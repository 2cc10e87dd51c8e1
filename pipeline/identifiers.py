"""What was read, without numbers and addresses that say who somebody is, and without the cells of other sections."""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, TypeVar

from models.noun import Noun
from models.provision import PlanReading, Provision
from pipeline.rules import rules

OneNoun = TypeVar("OneNoun", bound=Noun)
AS_THEY_ARE = frozenset({"file", "sheet", "sha256", "words_sha256", "rule", "id"})
"""Fields that name a place: whoever looks there has to find it."""


def minimised(reading: PlanReading) -> PlanReading:
    """Give a reading of a plan with what is needed of it."""
    versions = tuple(one.model_copy(update={"provisions": _own_cells(one.provisions)}) for one in reading.versions)
    return without_identifiers(
        reading.model_copy(update={"provisions": _own_cells(reading.provisions), "versions": versions}))


def _own_cells(provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
    others = rules("identifiers")["other_sections"]
    return tuple(one.model_copy(update={"columns": {name: words for name, words in one.columns.items()
                                                    if name not in others}}) for one in provisions)


def without_identifiers(noun: OneNoun) -> OneNoun:
    """Give a noun in whose words such numbers and addresses are covered; where they stood and how long stays."""
    if covered(told := noun.model_dump_json()) == told:
        return noun
    return type(noun).model_validate(_covered(noun.model_dump()))


def _covered(value: Any) -> Any:
    if isinstance(value, str):
        return covered(value)
    if isinstance(value, Mapping):
        return {name: one if name in AS_THEY_ARE else _covered(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(_covered(one) for one in value)
    return value


def covered(words: str) -> str:
    """Cover what says who somebody is, sign for sign.

    >>> covered("UPN Z931204711057, NHS 943 476 5919, call 01632 960123 or write to 3 Larkspur Lane")
    'UPN •••••••••••••, NHS ••••••••••••, call •••••••••••• or write to •••••••••••••••'
    >>> covered("45 minutes 3 times a week from 03/11/2025 09:10, 38 weeks, 943 476 5918 of them")
    '45 minutes 3 times a week from 03/11/2025 09:10, 38 weeks, 943 476 5918 of them'
    """
    for pattern, holds in _patterns():
        words = pattern.sub(partial(_cover, holds), words)
    return words


def _cover(holds: Callable[[str], bool], found: re.Match[str]) -> str:
    return str(rules("identifiers")["cover"]) * len(found[0]) if holds(found[0]) else found[0]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...]:
    return tuple((re.compile(one["pattern"]), CHECKS[one.get("check", "")])
                 for one in rules("identifiers")["patterns"].values())


def _modulus_11(number: str) -> bool:
    """Whether the last digit is the one that the nine before it ask for, as in every NHS number.

    >>> _modulus_11("943 476 5919"), _modulus_11("943 476 5918")
    (True, False)
    """
    digits = [int(sign) for sign in number if sign.isdecimal()]
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == digits[9]


CHECKS: Mapping[str, Callable[[str], bool]] = {"": lambda _words: True, "modulus_11": _modulus_11}
