"""The readings that a person goes through: those in doubt first, whose turn it is, and what was decided."""

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.statement import read_statement
from models.amounts import Period, Schedule
from models.doubt import MATCHING, Doubt
from models.provision import Mode, PlanReading, Provision, Service, Status
from models.review import Action, Decision, Made
from pipeline.case_folder import DECISIONS, read_case
from pipeline.contract import reading_json
from pipeline.read import read_versions
from pipeline.review import about_provision, append, decided, fingerprints, read_decisions, standing


@dataclass
class Desk:
    """One sitting: the queue, the place in it, and the file to which decisions are appended."""

    reading: PlanReading
    path: Path
    by: str
    made: list[Made]
    queue: list[Provision] = field(default_factory=list)
    place: int = 0

    def __post_init__(self) -> None:
        """Name every provision by its words, so that a decision finds it again."""
        self.prints = fingerprints(self.reading)

    @property
    def current(self) -> Provision | None:
        """The reading whose turn it is; none at the end."""
        return self.queue[self.place] if self.place < len(self.queue) else None

    @property
    def waiting(self) -> list[Provision]:
        """The readings of the queue that nobody has settled yet."""
        settled = {decision.about for decision in standing(self.made)}
        return [provision for provision in self.queue if self.prints[provision.id] not in settled]

    def laid_over(self, provision: Provision) -> Provision:
        """Give the reading with the decisions so far laid over it."""
        return decided(provision, about_provision(standing(self.made), self.prints[provision.id]))

    def decide(self, action: Action, at: dt.datetime, edits: dict[str, Any] | None = None, why: str = "") -> None:
        """Keep a decision about the current reading and go on to the next."""
        self._keep(self.queue[self.place], action, at, edits or {}, why)
        self.place += 1

    def skip(self) -> None:
        """Leave the current reading for another day."""
        self.place += 1

    def undo(self, at: dt.datetime) -> bool:
        """Take back the last decision that stands, of this sitting or an earlier one, and go back to its reading."""
        about = self._last_decided()
        if about is None:
            return False
        self._keep(about, Action.UNDO, at, {}, "")
        if about not in self.queue:
            self.queue.insert(self.place, about)
        self.place = self.queue.index(about)
        return True

    def _last_decided(self) -> Provision | None:
        by_print = {self.prints[provision.id]: provision for provision in self.reading.provisions}
        made = [by_print[decision.about] for decision in standing(self.made) if decision.about in by_print]
        return made[-1] if made else None

    def _keep(self, about: Provision, action: Action, at: dt.datetime, edits: dict[str, Any], why: str) -> None:
        decision = Decision(
            provision=self.prints[about.id],
            provision_id=about.id,
            action=action,
            edits=edits,
            by=self.by,
            at=at,
            why=why,
        )
        append(decision, self.path)
        self.made.append(decision)


def open_desk(folder: Path, by: str, as_of: dt.date, *, every: bool = False) -> Desk:
    """Open the case in a folder; the queue holds what nobody has settled, or everything."""
    reading = _with_doubts_found(read_versions(read_case(folder, as_of)), folder / "findings.json")
    made = list(read_decisions(folder / DECISIONS))
    settled, prints = {decision.about for decision in standing(made)}, fingerprints(reading)
    waiting = [provision for provision in reading.provisions if every or prints[provision.id] not in settled]
    return Desk(reading, folder / DECISIONS, by, made, sorted(waiting, key=lambda provision: not provision.review))


def _with_doubts_found(reading: PlanReading, findings: Path) -> PlanReading:
    """Add what the last check was not sure of, so that one look settles both the words and the records."""
    if not findings.exists():
        return reading
    found: dict[str, tuple[Doubt, ...]] = defaultdict(tuple)
    for finding in json.loads(findings.read_bytes())["findings"]:
        found[finding["provision_id"]] += tuple(Doubt.model_validate(doubt) for doubt in finding["review"])
    provisions = tuple(
        provision.model_copy(update={"review": tuple(dict.fromkeys((*provision.review, *found[provision.id])))})
        for provision in reading.provisions
    )
    return reading.model_copy(update={"provisions": provisions})


def alternatives(provision: Provision) -> list[str]:
    """Give every reading of the words that the doubts name, once, in their order."""
    doubts = [doubt for doubt in provision.review if doubt.field != MATCHING]
    return list(dict.fromkeys(words for doubt in doubts for words in doubt.alternatives))


def edits_from(words: str, provision: Provision) -> dict[str, Any]:
    """Read a person's own words, and give the fields that they state, in the shapes of the public JSON.

    >>> from models.source import Quote
    >>> once = Provision(id="F1", text="x", quote=Quote(text="x"), schedules=(Schedule(total_minutes=30),))
    >>> edits_from("a term", once)["schedules"][0]["per"], edits_from("literacy", once)
    ('term', {'service': 'literacy'})
    """
    named = {str(name).replace("_", " "): name for name in (*Service, *Mode)}
    if name := named.get(words.lower().replace("_", " ")):
        return {"service" if isinstance(name, Service) else "mode": str(name)}
    read = read_statement(words)
    schedules = read.schedules or _with_period(provision, words)
    meant = {"schedules": schedules, "status": Status.MEASURABLE, "provision": True}
    fields = reading_json(read.model_copy(update=meant))
    stated = [name for name in ("mode", "deliverer", "max_group_size", "ratio") if fields[name] is not None]
    stated += ["provision", "schedules"] if schedules else []
    stated += ["status"] if any(schedule.measurable for schedule in schedules) else []
    return {name: fields[name] for name in stated}


def _with_period(provision: Provision, words: str) -> tuple[Schedule, ...]:
    """Give the schedules, those without a period with the one that the words name; none where they name none."""
    read = read_statement(f"30 minutes {words}").schedules
    period = Period.ONCE if words.lower() == "in all" else read[0].per if read else None
    if period is None or all(schedule.per for schedule in provision.schedules):
        return ()
    missing = {"per": period}
    return tuple(one if one.per else one.model_copy(update=missing) for one in provision.schedules)
