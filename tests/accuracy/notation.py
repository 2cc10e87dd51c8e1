"""An amount in one line, as the cases write it: "4 x 20 min / week, at_least"; "/ ?" where no period is stated."""

from collections.abc import Mapping
from typing import Any


def written(schedule: Mapping[str, Any]) -> str:
    """A schedule of the public JSON in the words of the cases; fields that are left out count as not stated."""
    line = f"{_amount(schedule)} / {schedule.get('per') or '?'}"
    bound = schedule.get("bound") or "exact"
    if bound == "range":
        line += f", to {_plain(schedule.get('range_max'))}"
    elif bound != "exact":
        line += f", {bound}"
    weeks = _plain(schedule.get("duration_weeks"))
    return line + (f", for {weeks} weeks" if weeks else "")


def _amount(schedule: Mapping[str, Any]) -> str:
    sessions, sitting, total = (_plain(schedule.get(key)) for key in ("sessions", "session_minutes", "total_minutes"))
    if total is None and sessions is not None and sitting is not None:
        total = sessions * sitting
    if total is not None and sessions in (None, 1):
        return f"{total} min"  # nobody tells "an hour a week" from "one session of an hour a week"
    if sitting is not None:
        return f"{sessions} x {sitting} min" if sessions else f"each {sitting} min"
    if total is not None:
        return f"{sessions} in {total} min"
    if sessions is not None:
        return f"{sessions} times"
    spacing = _plain(schedule.get("interval_minutes"))
    return f"every {spacing} min" if spacing else "full time"


def _plain(number: float | None) -> float | None:
    """20.0 as 20: JSON does not tell them apart."""
    return int(number) if isinstance(number, float) and number.is_integer() else number
