"""Tables as TOML text: the settings of a case, which tomllib reads and cannot write."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any


def toml(values: Mapping[str, Any]) -> str:
    """Write a table: its plain values first, then the tables and the lists of tables within it.

    >>> print(toml({"as_of": dt.date(2025, 9, 1), "school": {"name": "Elm"}, "events": [{"words": "Call"}]}), end="")
    as_of = 2025-09-01
    <BLANKLINE>
    [school]
    name = "Elm"
    <BLANKLINE>
    [[events]]
    words = "Call"
    """
    lines = _plain({name: value for name, value in values.items() if not _has_tables(value)})
    for name, value in values.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_plain(value)]
        elif _has_tables(value):
            lines += [line for table in value for line in ("", f"[[{name}]]", *_plain(table))]
    return "\n".join(lines) + "\n"


def _has_tables(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _plain(values: Mapping[str, Any]) -> list[str]:
    return [f"{_name(name)} = {_value(value)}" for name, value in values.items()]


def _name(name: str) -> str:
    """Write a key: bare where TOML allows it, else as a string."""
    return name if re.fullmatch("[A-Za-z0-9_-]+", name) else _value(name)


def _value(value: Any) -> str:
    """Write a string, a number, a date or a list of them.

    >>> _value(["Ms Smith", dt.date(2025, 9, 1)])
    '["Ms Smith", 2025-09-01]'
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return f"[{', '.join(_value(item) for item in value)}]"
    return f'"{"".join(_escaped(letter) for letter in str(value))}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    return letter if letter >= " " and letter != "\x7f" else f"\\u{ord(letter):04x}"
