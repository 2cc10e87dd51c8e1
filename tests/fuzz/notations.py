"""Files of JSON and of TOML that mostly stay so: values, names and elements are others, gone, or said again."""

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any

from tests.fuzz.words import NUMBERS, borrowed, mutated, strange

ODD = (*NUMBERS, "", "\x00", "\ud83d", "9999999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "2026-01-12T19:30:00",
       None, True, 0, -1, 10 ** 30, 1e308, float("nan"), [], {}, [[]] * 3, {"": []})
TOML_VALUE = re.compile(r'(?<==)\s*(?:"[^"\n]*"|\d[^\s,\]]*)|"[^"\n]*"|\d{4}-\d\d-\d\d')
TOML_ODD = ("0", "-1", "1e400", "inf", "nan", "true", "[]", "{}", '[""]', "[[[]]]", "0001-01-01", "9999-12-31",
            "2025-09-01T25:00:00", "2025-09-01T09:00:00Z", "09:00:00", "{ name = 0 }", '""', '"""\n"""', "9" * 30)
Place = tuple[Any, Any]
"""A list or a table, and where in it something stands."""


def strange_json(dice: random.Random, text: str) -> str:
    """One text of JSON, or one on each line, after one change or several."""
    lines = [json.loads(line) for line in text.splitlines() if line]
    for _ in range(dice.choice((1, 1, 2, 4))):
        places = list(_places(lines))
        if places:
            dice.choice(CHANGES)(dice, *dice.choice(places), places)
    return "\n".join(json.dumps(line, ensure_ascii=dice.random() < 0.5) for line in lines)


def _places(tree: Any) -> Iterator[Place]:
    if isinstance(tree, dict | list):
        for key, inner in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
            yield tree, key
            yield from _places(inner)


def _revalued(dice: random.Random, tree: Any, key: Any, _places: list[Place]) -> None:
    """Change words a little, and put something else in the place of anything now and then."""
    words = tree[key] if isinstance(tree[key], str) else ""
    others = mutated(dice, words)[:2000], borrowed(dice), strange(dice)
    tree[key] = dice.choice(others) if words and dice.random() < 0.6 else copy.deepcopy(dice.choice(ODD))


def _exchanged(dice: random.Random, tree: Any, key: Any, places: list[Place]) -> None:
    """Say what stands elsewhere under the same name."""
    _moved(dice, tree, key, [place for place in places if place[1] == key])


def _moved(dice: random.Random, tree: Any, key: Any, places: list[Place]) -> None:
    """Say what is said elsewhere."""
    other, there = dice.choice(places)
    tree[key] = copy.deepcopy(other[there])


def _again(dice: random.Random, tree: Any, key: Any, places: list[Place]) -> None:
    """Say a thing again, in a list or under another name."""
    if isinstance(tree, list):
        tree[key:key] = copy.deepcopy([tree[key]] * dice.choice((1, 1, 30)))
    else:
        tree[dice.choice([there for _, there in places if isinstance(there, str)])] = copy.deepcopy(tree[key])


def _gone(_dice: random.Random, tree: Any, key: Any, _places: list[Place]) -> None:
    del tree[key]


CHANGES = (_revalued, _revalued, _exchanged, _exchanged, _exchanged, _moved, _again, _gone)


def strange_toml(dice: random.Random, text: str) -> str:
    """A text of TOML with other values in places, and a line gone or said again."""
    for _ in range(dice.choice((1, 1, 2, 4))):
        places = list(TOML_VALUE.finditer(text))
        if places:
            found = dice.choice(places)
            words = mutated(dice, found[0].strip('" '))[:2000], borrowed(dice), strange(dice), dice.choice(NUMBERS)
            other = dice.choice((json.dumps(dice.choice(words)), dice.choice(places)[0], dice.choice(TOML_ODD)))
            text = text[:found.start()] + other + text[found.end():]
    lines = text.split("\n")
    if dice.random() < 0.3:
        place = dice.randrange(len(lines))
        lines[place:place + dice.choice((0, 1))] = [dice.choice(lines)] * dice.choice((0, 1))
    return "\n".join(lines)
