"""In what way a session that took place was not as the plan asks: a group, another adult, from afar."""

from typing import NamedTuple

from models.gap import VarianceKind
from models.provision import Mode
from pipeline.ledger.same_session import Told, mentions
from pipeline.matching.item import Item
from pipeline.matching.staff import StaffKey, stands_apart
from pipeline.rules import rules


class Otherwise(NamedTuple):
    """The way, and the words for it."""

    kind: VarianceKind
    words: str


def otherwise(told: Told, item: Item, key: StaffKey) -> Otherwise | None:
    """Say in what way a session was not as the plan asks: a group over its size, an assistant for a therapist."""
    return _group(told, item) or _adult(told, item, key) or _afar(told, item)


def _group(told: Told, item: Item) -> Otherwise | None:
    most, size = item.provision.max_group_size, told.lead.group_size or 1
    if most and size > most:
        return Otherwise(VarianceKind.GROUP_OVER_SIZE, f"a group of {size}, where the plan says no more than {most}")
    if item.provision.mode is Mode.INDIVIDUAL and size > 1:
        return Otherwise(VarianceKind.GROUP_FOR_ONE_TO_ONE, f"a group of {size}, where the plan says one to one")
    return None


def _adult(told: Told, item: Item, key: StaffKey) -> Otherwise | None:
    roles = [key.role(row.staff) for row in told.rows if row.staff]
    if item.roles and roles and all(stands_apart(one, role) for one in roles for role in item.roles):
        return Otherwise(VarianceKind.OTHER_ADULT, "held by an adult of another kind than the plan names")
    return None


def _afar(told: Told, item: Item) -> Otherwise | None:
    """Say that it was held from afar, where every row says so and nothing in the plan does."""
    if not all(_from_afar(row.reason) for row in told.rows) or mentions("remote_allowed", item.provision.text):
        return None
    return Otherwise(VarianceKind.REMOTE, "held from afar, which the plan does not say")


def _from_afar(comment: str) -> bool:
    """Whether a comment says that a session was held from afar.

    >>> _from_afar("held on Teams"), _from_afar("Remote"), _from_afar("a game on a remote island")
    (True, True, False)
    """
    return mentions("remote", comment) or comment.strip(" .").lower() in rules("ledger")["second_look"]["remote_alone"]
