"""Statements with the reading that two careful people would agree on, as tests/cases writes them down."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from models.amounts import Bound, Schedule

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One statement: what it says, how it reads, and where it is written down."""

    place: str
    entry: dict[str, Any]


def statements() -> Iterator[Case]:
    """Every `[[statement]]` of every file."""
    for path in sorted(CASES.rglob("*.toml")):
        for number, entry in enumerate(tomllib.loads(path.read_text("utf-8")).get("statement", []), 1):
            yield Case(f"{path.relative_to(CASES).with_suffix('')}:{number}", entry)


def written(schedule: Schedule) -> str:
    """A schedule in one line: "4 x 20 min / week, at_least"; "/ ?" where the period is not stated."""
    line = f"{_amount(schedule)} / {schedule.per or '?'}"
    if schedule.bound is Bound.RANGE:
        line += f", to {schedule.range_max}"
    elif schedule.bound is not Bound.EXACT:
        line += f", {schedule.bound}"
    return line + (f", for {schedule.duration_weeks} weeks" if schedule.duration_weeks else "")


def _amount(schedule: Schedule) -> str:
    sessions, sitting, total = schedule.sessions, schedule.session_minutes, schedule.total_minutes
    if total is not None and sessions in (None, 1):
        return f"{total} min"  # nobody tells "an hour a week" from "one session of an hour a week"
    if sitting is not None:
        return f"{sessions} x {sitting} min" if sessions else f"each {sitting} min"
    if total is not None:
        return f"{sessions} in {total} min"
    if sessions is not None:
        return f"{sessions} times"
    return f"every {schedule.interval_minutes} min" if schedule.interval_minutes else "full time"
