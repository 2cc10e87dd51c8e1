"""A person's decisions laid over the machine's reading: kept apart, appended only, never in its place."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.delivery import Evidence, Placement
from models.doubt import Doubt, Severity
from models.errors import OutputFailed, UnusableCase
from models.provision import Deliverer, PlanReading, Provision
from models.review import Action, Decision, Made, Named, Placed, Reviewed

_LINE: TypeAdapter[Made] = TypeAdapter(Made)

FIELDS = frozenset({
    "provision", "service", "deliverer", "mode", "max_group_size", "ratio", "schedules", "vague_terms", "status",
    "area_of_need",
})
"""What a person can correct: how the words are read, never the words themselves."""


def fingerprints(reading: PlanReading) -> dict[str, str]:
    """Give each provision's id the SHA-256 of its section, page and words.

    Words that stand twice on one page are told apart by their order.
    """
    seen: Counter[str] = Counter()
    prints = {}
    for provision in reading.provisions:
        words = f"{provision.section}\n{provision.quote.page}\n{provision.text}"
        seen[words] += 1
        which = f"\n{seen[words]}" if seen[words] > 1 else ""
        prints[provision.id] = hashlib.sha256(f"{words}{which}".encode()).hexdigest()
    return prints


def append(decision: Made, path: Path) -> None:
    """Add a decision to the end of the file, and return only when it is on the disk."""
    try:
        with path.open("ab+") as file:
            torn = file.tell() and not _ends_a_line(path)
            file.write(b"\n" * torn + decision.model_dump_json().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OutputFailed(
            "the decision could not be kept.", where=path.name, remedy="Make room on the disk and decide again."
        ) from error


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def read_decisions(path: Path | None) -> tuple[Made, ...]:
    """Give the decisions in the order in which they were made; a line that a crash cut short does not count."""
    if path is None or not path.exists():
        return ()
    lines = path.read_bytes().split(b"\n")
    whole = [(number, line) for number, line in enumerate(lines, 1) if line.endswith(b"}")]
    return tuple(_decision(line, f"{path.name}, line {number}") for number, line in whole)


def _decision(line: bytes, place: str) -> Made:
    try:
        return _LINE.validate_json(line)
    except ValidationError:
        raise UnusableCase(
            "this is not a decision that sectionf wrote.", where=place, remedy="Remove the line and run again."
        ) from None


def standing(decisions: Iterable[Made]) -> list[Made]:
    """Give the decisions that still count, in their order: an undo takes back the last about the same thing."""
    kept: list[Made] = []
    for decision in decisions:
        if decision.action is not Action.UNDO:
            kept.append(decision)
        elif same := [place for place, made in enumerate(kept) if made.about == decision.about]:
            del kept[same[-1]]
    return kept


def about_provision(decisions: Iterable[Made], print_: str) -> list[Decision]:
    """Give the decisions about the reading of one provision."""
    return [made for made in decisions if isinstance(made, Decision) and made.provision == print_]


def lay_over(reading: PlanReading, decisions: Iterable[Made]) -> Reviewed:
    """Lay what a person decided over the reading; words that nobody decided about stay as they were read."""
    made, prints = standing(decisions), fingerprints(reading)
    about = {name: about_provision(made, print_) for name, print_ in prints.items()}
    rejected = {name for name, decided_ in about.items() if decided_ and decided_[-1].action is Action.REJECT}
    provisions = tuple(decided(provision, about[provision.id]) for provision in reading.provisions)
    return Reviewed(
        reading=reading.model_copy(update={"provisions": provisions}),
        accepted=frozenset(name for name, decided_ in about.items() if decided_) - rejected,
        rejected=frozenset(rejected),
        placements=placements(made, prints),
        staff_key={one.initials: one.stands_for for one in made if isinstance(one, Named)},
    )


def placements(decisions: Iterable[Made], prints: Mapping[str, str]) -> tuple[Placement, ...]:
    """Give what was said last of each label; one whose provision is not in the plan any more falls away."""
    ids = {print_: name for name, print_ in prints.items()}
    last = {one.about: one for one in decisions if isinstance(one, Placed)}
    return tuple(Placement(label=one.label, provision=ids.get(one.provision), schedule=one.schedule, by=one.by,
                           on=one.at.date())
                 for one in last.values() if not one.provision or one.provision in ids)


def with_what_was_said(evidence: Evidence, reviewed: Reviewed) -> Evidence:
    """Lay what a person said of labels and of initials over the records."""
    return evidence.model_copy(update={"placements": reviewed.placements,
                                       "staff_key": {**evidence.staff_key, **reviewed.staff_key}})


def decided(provision: Provision, decisions: Iterable[Decision]) -> Provision:
    """Give the provision as a person left it; a doubt that someone has looked at stays on as a note."""
    for decision in decisions:
        if decision.action is Action.EDIT:
            provision = edited(provision, decision.edits)
        if decision.action is not Action.REJECT:
            provision = provision.model_copy(update={"review": tuple(_noted(doubt) for doubt in provision.review)})
    return provision


def _noted(doubt: Doubt) -> Doubt:
    return doubt.model_copy(update={"severity": Severity.NOTE})


def edited(provision: Provision, edits: Mapping[str, Any]) -> Provision:
    """Put corrected fields, in the shapes of the public JSON, in the place of those that were read."""
    fields = dict(edits)
    if unknown := fields.keys() - FIELDS:
        raise UnusableCase(f"nobody can correct {', '.join(sorted(unknown))}.", where=provision.id)
    if isinstance(words := fields.get("deliverer"), str):
        role = provision.deliverer.role if provision.deliverer else "other"
        fields["deliverer"] = Deliverer(text=words, role=role)
    try:
        return Provision.model_validate({name: getattr(provision, name) for name in Provision.model_fields} | fields)
    except ValidationError as error:
        wrong = ", ".join(sorted({str(place["loc"][0]) for place in error.errors()}))
        raise UnusableCase(
            f"the correction of {wrong} cannot be used.", where=provision.id, remedy="Undo it and correct it again."
        ) from None
