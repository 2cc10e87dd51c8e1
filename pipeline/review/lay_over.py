"""A person's decisions laid over the machine's reading: kept apart, appended only, never in its place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from models.delivery import Evidence, Placement
from models.doubt import Doubt, Severity
from models.errors import UnusableCase
from models.provision import Deliverer, PlanReading, Provision
from models.review import Action, Decision, Made, Named, Placed, Reviewed, Second
from pipeline.review.decisions import standing
from pipeline.review.shape import shaped

DISAGREE = Doubt(
    code="readers_disagree", field="schedules",
    reason="A second reader decided otherwise than the first: somebody has to settle it.",
)

FIELDS = frozenset({
    "provision", "service", "deliverer", "mode", "max_group_size", "ratio", "schedules", "vague_terms", "status",
    "area_of_need",
})
"""What a person can correct: how the words are read, never the words themselves."""


def about_provision(decisions: Iterable[Made], print_: str) -> list[Decision | Second]:
    """Give the decisions about the reading of one provision."""
    return [made for made in decisions if isinstance(made, Decision | Second) and made.provision == print_]


def lay_over(reading: PlanReading, decisions: Iterable[Made]) -> Reviewed:
    """Lay what a person decided over the reading; words that nobody decided about stay as they were read."""
    made = standing(decisions)
    reading, prints = shaped(reading, made)
    about = {name: about_provision(made, print_) for name, print_ in prints.items()}
    agreed = {name: decided_ for name, decided_ in about.items() if _own(decided_) and not disputed(decided_)}
    rejected = {name for name, decided_ in agreed.items() if _own(decided_)[-1].action is Action.REJECT}
    provisions = tuple(decided(provision, about[provision.id]) for provision in reading.provisions)
    return Reviewed(
        reading=reading.model_copy(update={"provisions": provisions}),
        accepted=frozenset(agreed) - rejected,
        rejected=frozenset(rejected),
        placements=placements(made, prints),
        staff_key={one.initials: one.stands_for for one in made if isinstance(one, Named)},
    )


def disputed(decisions: Sequence[Decision | Second]) -> bool:
    """Whether a second reader disagreed, and nobody has settled it since."""
    return bool(decisions) and isinstance(decisions[-1], Second) and not decisions[-1].agrees


def _own(decisions: Iterable[Decision | Second]) -> list[Decision]:
    return [one for one in decisions if isinstance(one, Decision)]


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


def decided(provision: Provision, decisions: Sequence[Decision | Second]) -> Provision:
    """Give the provision as a person left it; a doubt that someone has looked at stays on as a note."""
    for decision in _own(decisions):
        if decision.action is Action.EDIT:
            provision = edited(provision, decision.edits)
        if decision.action is not Action.REJECT:
            provision = provision.model_copy(update={"review": tuple(_noted(doubt) for doubt in provision.review)})
    return provision.model_copy(update={"review": (*provision.review, DISAGREE)}) if disputed(decisions) else provision


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
