"""Provision that carries on another's work: "the specialist teacher's programme" is what that teacher teaches."""

import re
from collections.abc import Sequence

from models.provision import Provision
from pipeline.matching.school_speech import says
from pipeline.matching.staff import family, roles_in, roles_of
from pipeline.rules import rules

_THERAPIST = re.compile(r"\btherapists?\b", re.IGNORECASE)


def carried_on(provision: Provision, plan: Sequence[Provision]) -> tuple[Provision, ...]:
    """Give the provisions of a plan whose work another one practises, so that it goes by their words too.

    It names their deliverer, beside its own, and speaks of a programme, of targets or of practice. "The therapist"
    is the one of whom the plan spoke last.
    """
    if not says("carrying_on", provision.text):
        return ()
    own, taught = roles_of(provision), set(rules("matching")["references"]["families"])
    named = {role for role in roles_in(provision.text) if family(role) in taught} - own
    others = [other for other in plan if other.id != provision.id and roles_of(other) & named]
    if not named and not own & _therapists() and _THERAPIST.search(provision.text):
        before = [other for other in plan[: plan.index(provision)] if roles_of(other) & _therapists()]
        others = before[-1:]
    return tuple(others)


def _therapists() -> set[str]:
    return {entry["role"] for entry in rules("school_speech")["roles"] if entry["family"] == "therapist"}
