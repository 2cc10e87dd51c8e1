"""The labels and the people of the records that a person goes through: where each belongs, and who it is."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from models.doubt import MATCHING
from models.provision import PlanReading, Provision
from models.review import Action, Decision, Made, Named, Placed, about_label, about_person
from pipeline.by_hand import BY_HAND
from pipeline.due_words import count
from pipeline.matched import NOT_CLEAR, NOTHING_LIKE
from pipeline.review import append, fingerprints, standing
from pipeline.review_desk import Desk

Json = dict[str, Any]


class Choice(NamedTuple):
    """An answer that is offered: a provision, and one of its amounts where it has several and they are in question."""

    provision: Provision
    schedule: int | None = None


class Question(NamedTuple):
    """One thing to be said of the records: where a label belongs, or who somebody is."""

    words: str
    """The label or the name, as the records write it."""
    reason: str
    place: str = ""
    choices: tuple[Choice, ...] = ()
    """Where it may belong, likeliest first."""
    person: bool = False

    @property
    def about(self) -> str:
        """What a decision on it is about."""
        return about_person(self.words) if self.person else about_label(self.words)


@dataclass
class RecordsDesk:
    """One sitting over the records of a case, and the file to which decisions are appended."""

    reading: PlanReading
    path: Path
    by: str
    made: list[Made]
    queue: list[Question] = field(default_factory=list)
    place: int = 0

    @property
    def current(self) -> Question | None:
        """The question whose turn it is; none at the end."""
        return self.queue[self.place] if self.place < len(self.queue) else None

    @property
    def waiting(self) -> list[Question]:
        """The questions that nobody has settled yet."""
        settled = {decision.about for decision in standing(self.made)}
        return [question for question in self.queue if question.about not in settled]

    def provision(self, name: str) -> Provision | None:
        """Give the provision of an id, however it is written."""
        return next((one for one in self.reading.provisions if one.id.casefold() == name.strip().casefold()), None)

    def give(self, choice: Choice | None, at: dt.datetime) -> None:
        """Keep where the current label belongs (None: to nothing in the plan), and go on."""
        label = self.queue[self.place].words
        if choice is None:
            self._keep(Placed(label=label, by=self.by, at=at))
        else:
            self._keep(Placed(label=label, provision=fingerprints(self.reading)[choice.provision.id],
                              provision_id=choice.provision.id, schedule=choice.schedule, by=self.by, at=at))
        self.place += 1

    def name(self, stands_for: str, at: dt.datetime) -> None:
        """Keep who the current person is, and go on."""
        self._keep(Named(initials=self.queue[self.place].words, stands_for=stands_for, by=self.by, at=at))
        self.place += 1

    def skip(self) -> None:
        """Leave the current question for another day."""
        self.place += 1

    def undo(self, at: dt.datetime) -> bool:
        """Take back the last decision about the records that stands, and go back to its question."""
        last = next((one for one in reversed(standing(self.made)) if isinstance(one, Placed | Named)), None)
        if last is None:
            return False
        self._keep(Decision(provision=last.about, provision_id="", action=Action.UNDO, by=self.by, at=at))
        at_place = [number for number, question in enumerate(self.queue) if question.about == last.about]
        self.place = at_place[0] if at_place else self.place
        return True

    def _keep(self, decision: Made) -> None:
        append(decision, self.path)
        self.made.append(decision)


def open_records_desk(desk: Desk, *, every: bool = False) -> RecordsDesk:
    """Open what the last check was not sure of in the records; the queue holds what nobody has settled, or all."""
    findings = desk.path.with_name("findings.json")
    told = json.loads(findings.read_bytes()) if findings.exists() else {}
    settled = {decision.about for decision in standing(desk.made)}
    by_id = {provision.id: provision for provision in desk.reading.provisions}
    asked = {one.about: one for one in reversed([*_open(told, by_id), *_unplaced(told, by_id), *_unknown(told)])}
    queue = [one for one in reversed(asked.values()) if every or one.about not in settled]
    return RecordsDesk(desk.reading, desk.path, desk.by, desk.made, queue)


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
            yield Question(name, f'The records do not say who "{name}" is.', person=True)
