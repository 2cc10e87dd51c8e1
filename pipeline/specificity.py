"""What an item of the plan would have to say to be measured: seven elements, and which of them are missing."""

from typing import NamedTuple

from models.provision import Provision, Service
from pipeline.rules import rules


class Missing(NamedTuple):
    """An element that the words leave open, and the question that would settle it."""

    name: str
    ask: str


def missing_elements(provision: Provision) -> tuple[Missing, ...]:
    """Give the elements of a specific item that the words do not state."""
    schedules = provision.schedules
    stated = {
        "type": provision.service is not Service.OTHER or len(provision.text.split()) > 2,
        "dose": any(one.total_minutes is not None or one.session_minutes is not None for one in schedules),
        "frequency": any(one.per is not None for one in schedules),
        "who": provision.deliverer is not None,
        "expertise": provision.deliverer is not None and provision.deliverer.qualified,
        "mode": provision.mode is not None,
        "review": "review" in provision.columns or any(one.duration_weeks or one.when for one in schedules),
    }
    elements = rules("wording")["elements"]
    return tuple(Missing(elements[key]["name"], elements[key]["ask"]) for key in elements if not stated[key])
