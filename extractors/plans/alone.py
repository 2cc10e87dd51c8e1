"""Items that are an amount and nothing else: the columns of an item before them, read as items of their own."""

import re
from collections.abc import Sequence
from functools import cache

from extractors.plans.doubts import doubt, threshold
from extractors.vocabulary import vocabulary
from models.provision import Provision, SectionLetter


def with_neighbours(provisions: Sequence[Provision]) -> list[Provision]:
    """Ask about every item that is only an amount, and about the items without an amount before it."""
    doubted: dict[int, str] = {}
    for place, provision in enumerate(provisions):
        if is_amount_alone(provision):
            doubted[place] = "amount_alone"
            doubted |= dict.fromkeys(_before(provisions, place), "amount_nearby")
    return [asked(provision, doubted[place]) if place in doubted else provision
            for place, provision in enumerate(provisions)]


def is_amount_alone(provision: Provision) -> bool:
    """Whether an amount of Section F is all that an item says."""
    said = set(re.findall(r"[a-z]+", provision.quote.text.lower()))
    return provision.section is SectionLetter.F and bool(provision.schedules) and said <= _of_amounts()


@cache
def _of_amounts() -> frozenset[str]:
    amount = vocabulary("plan_headings")["amount"]
    phrases = (*amount["units"], *amount["rhythms"], *vocabulary("plan_doubts")["around"]["words"])
    return frozenset(word for phrase in phrases for word in re.findall(r"[a-z]+", phrase))


def _before(provisions: Sequence[Provision], place: int) -> list[int]:
    """Give the items without an amount that stand right before one."""
    found: list[int] = []
    for before in range(place - 1, max(place - 1 - int(threshold("reach")), -1), -1):
        other = provisions[before]
        if other.schedules or other.section is not provisions[place].section:
            break
        found.append(before)
    return found


def asked(provision: Provision, code: str) -> Provision:
    """Add a doubt about what stands beside an item."""
    return provision.model_copy(update={"review": (*provision.review, doubt(code))})
