"""What every baseline does alike: a statement in; the lengths, counts and periods that it saw out, as one schedule."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

# Minutes of a span of time that is a period and not a length.
PERIODS = {1440: "day", 10080: "week", 20160: "fortnight", 43200: "month", 44640: "month", 525600: "year"}


class Seen(NamedTuple):
    """What a library saw in a statement, in the order of the words."""

    lengths: list[float]
    """In minutes."""
    counts: list[float]
    periods: list[str]
    bounds: Sequence[str] = ()


def schedules(seen: Seen) -> list[dict[str, Any]]:
    """The best single amount that these make; none where neither a length nor a period was seen.

    >>> schedules(Seen([20.0], [3.0], ["week"]))
    [{'sessions': 3.0, 'session_minutes': 20.0, 'total_minutes': 60.0, 'per': 'week', 'bound': 'exact'}]
    >>> schedules(Seen([], [4.0], []))
    []
    """
    length = seen.lengths[0] if seen.lengths else None
    per = seen.periods[0] if seen.periods else None
    if length is None and per is None:
        return []
    count = seen.counts[0] if seen.counts and per else 1
    total = None if length is None else length * count
    bound = seen.bounds[0] if seen.bounds else "exact"
    return [{"sessions": count, "session_minutes": length, "total_minutes": total, "per": per, "bound": bound}]


def sort(minutes: float, seen: Seen) -> None:
    """Put a span of time where it belongs: a period or a length."""
    if minutes in PERIODS:
        seen.periods.append(PERIODS[int(minutes)])
    else:
        seen.lengths.append(minutes)


def line_of(asked: dict[str, Any]) -> str:
    """A statement with the cells of its row in words, as a reader of plain text would be given them."""
    columns = asked.get("columns") or {}
    cells = [(key, columns[key]) for key in ("sessions", "minutes") if key in columns]
    said = [f"{cell} {key}" if cell.isdigit() else cell for key, cell in cells]
    return " ".join(filter(None, [asked["text"], columns.get("how_often"), *said]))


def answer_all(look: Callable[[str], Seen]) -> None:
    """Answer each line of stdin with a line on stdout."""
    for line in sys.stdin:
        answer = {"schedules": schedules(look(line_of(json.loads(line))))}
        print(json.dumps(answer), flush=True)  # noqa: T201
