"""What a person has to say of the records: where labels belong, who somebody is, what a column holds."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors.records.said_columns import UnknownColumn, unknown_columns
from models.doubt import MATCHING
from models.errors import Stop
from models.provision import Provision
from models.review import Columned, Made, Named, Placed, about_column, about_label, about_person
from pipeline.due.words import count
from pipeline.matching.by_hand import BY_HAND
from pipeline.matching.matched import NOT_CLEAR, NOTHING_LIKE
from pipeline.review.decisions import settled, standing
from pipeline.review.desk import OF_RECORDS, Desk, Item
from pipeline.review.sitting import Sitting
from pipeline.rules import rules

Json = dict[str, Any]


class Choice(NamedTuple):
    """An answer that is offered: a provision, and one of its amounts where it has several and they are in question."""

    provision: Provision
    schedule: int | None = None


class Kind(StrEnum):
    """What a question is about."""

    LABEL = "label"
    PERSON = "person"
    COLUMN = "column"


class Question(NamedTuple):
    """One thing to be said of the records: where a label belongs, who somebody is, or what a column holds."""

    words: str
    """The label, the name or the header, as the records write it."""
    reason: str
    place: str = ""
    choices: tuple[Choice, ...] = ()
    """Where a label may belong, likeliest first."""
    kind: Kind = Kind.LABEL
    examples: tuple[str, ...] = ()
    """The first things that stand in a column."""

    @property
    def about(self) -> str:
        """What a decision on it is about."""
        return ABOUT[self.kind](self.words)


ABOUT = {Kind.LABEL: about_label, Kind.PERSON: about_person, Kind.COLUMN: about_column}


@dataclass
class RecordsDesk(Sitting[Question]):
    """One sitting over the records of a case."""

    items: list[Item] = field(kw_only=True)
    """The items of the plan to which a label may belong."""

    def provision(self, name: str) -> Provision | None:
        """Give the provision of an id, however it is written."""
        wanted = name.strip().casefold()
        return next((one.provision for one in self.items if one.provision.id.casefold() == wanted), None)

    def give(self, choice: Choice | None, at: dt.datetime) -> None:
        """Keep where the current label belongs (None: to nothing in the plan), and go on."""
        label = self.queue[self.place].words
        if choice is None:
            self.keep(Placed(label=label, by=self.by, at=at))
        else:
            about = next(item.about for item in self.items if item.provision.id == choice.provision.id)
            self.keep(Placed(label=label, provision=about, provision_id=choice.provision.id, schedule=choice.schedule,
                             by=self.by, at=at))
        self.place += 1

    def name(self, stands_for: str, at: dt.datetime) -> None:
        """Keep who the current person is, and go on."""
        self.keep(Named(initials=self.queue[self.place].words, stands_for=stands_for, by=self.by, at=at))
        self.place += 1

    def hold(self, role: str, at: dt.datetime) -> None:
        """Keep what the current column holds, and go on."""
        self.keep(Columned(header=self.queue[self.place].words, role=role, by=self.by, at=at))
        self.place += 1

    def concerns(self, made: Made) -> bool:
        """Whether a decision is about the records and not about the plan."""
        return isinstance(made, OF_RECORDS)


def open_records_desk(desk: Desk, findings: Path, logs: Iterable[Path] = (), *, every: bool = False) -> RecordsDesk:
    """Open what was not understood of the records; the queue holds what nobody has settled, or all.

    That is what the last check was not sure of, and the columns of the logs that are not known.
    """
    told = json.loads(findings.read_bytes()) if findings.exists() else {}
    done, items = settled(standing(desk.made)), desk.items()
    by_id = {item.provision.id: item.provision for item in items}
    asked = {one.about: one for one in reversed([
        *_columns(logs), *_open(told, by_id), *_unplaced(told, by_id), *_unknown(told)])}
    queue = [one for one in reversed(asked.values()) if every or one.about not in done]
    return RecordsDesk(desk.path, desk.by, desk.made, queue, items=items)


def roles() -> dict[str, str]:
    """Give what a column may hold, in words."""
    return dict(rules("log_columns")["words"])


def _columns(logs: Iterable[Path]) -> Iterator[Question]:
    """Ask about columns of which nobody knows what they hold."""
    for path in logs:
        for column in _unknown_columns(path, path.stat().st_mtime_ns):
            yield Question(column.header, f'It is not known what the column "{column.header}" holds.',
                           column.source.place(), kind=Kind.COLUMN, examples=column.examples)


@lru_cache(maxsize=64)
def _unknown_columns(path: Path, _changed: int) -> tuple[UnknownColumn, ...]:
    try:
        return tuple(unknown_columns(path))
    except Stop:
        return ()


def _open(told: Json, by_id: Mapping[str, Provision]) -> Iterator[Question]:
    """Ask about labels that may belong to several provisions or amounts."""
    for doubt in told.get("warnings", ()):
        if doubt["field"] == MATCHING and doubt.get("about") and doubt["code"] != BY_HAND:
            here = [by_id[name] for name in doubt["alternatives"] if name in by_id]
            amounts = [Choice(one, number) for one in here for number in range(len(one.schedules))]
            choices = amounts if doubt["code"] == "ambiguous_schedule" else [Choice(one) for one in here]
            yield Question(doubt["about"], doubt["reason"], doubt["place"], tuple(choices))


def _unplaced(told: Json, by_id: Mapping[str, Provision]) -> Iterator[Question]:
    """Ask about labels that were given to nothing, the commonest first, and offer what they are a little like."""
    rows = [row for row in told.get("unmatched_evidence", ())
            if row["text"] and row["reason"] in (NOT_CLEAR, NOTHING_LIKE)]
    like = {row["text"]: tuple(Choice(by_id[name]) for name in row["candidates"] if name in by_id) for row in rows}
    for label, times in Counter(row["text"] for row in rows).most_common():
        words = "little in the plan is like it" if like[label] else "nothing in the plan is like it"
        yield Question(label, f'"{label}" ({count(times, "time")}): {words}.', choices=like[label])


def _unknown(told: Json) -> Iterator[Question]:
    """Ask about people of whom the records do not say what they are."""
    for name, role in told.get("staff", {}).items():
        if not role:
            yield Question(name, f'The records do not say who "{name}" is.', kind=Kind.PERSON)
