"""Statements with the reading that two careful people would agree on, as tests/cases writes them down."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.accuracy import notation

if TYPE_CHECKING:
    from models.amounts import Schedule

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One statement: what it says, how it reads, and where it is written down."""

    place: str
    entry: dict[str, Any]

    @property
    def phenomenon(self) -> str:
        """The folder that it stands in."""
        return self.place.split("/")[0]

    @property
    def name(self) -> str:
        """What it is known by wherever it is moved to: its own words, and those of its row."""
        columns = self.entry.get("columns", {})
        return " | ".join([self.entry["text"], *(f"{key}: {words}" for key, words in sorted(columns.items()))])


def statements() -> Iterator[Case]:
    """Every `[[statement]]` of every file."""
    for path in sorted(CASES.rglob("*.toml")):
        for number, entry in enumerate(tomllib.loads(path.read_text("utf-8")).get("statement", []), 1):
            yield Case(f"{path.relative_to(CASES).with_suffix('').as_posix()}:{number}", entry)


def written(schedule: "Schedule") -> str:
    """A schedule in one line, as the cases write it."""
    return notation.written(schedule.model_dump())
