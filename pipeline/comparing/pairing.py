"""Which item of one version of a plan became which item of the next, and whether it asks for the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

from models.provision import Provision
from pipeline.matching.school_speech import read_words
from pipeline.rules import rules

_STATED = ("sessions", "session_minutes", "total_minutes", "per", "bound", "range_max", "contact", "duration_weeks",
           "interval_minutes", "when", "full_time", "year_round")


def paired(earlier: Sequence[Provision], later: Sequence[Provision]) -> Mapping[str, str]:
    """Give the ids of the earlier items with those of the later items that took their place, the likest pairs first."""
    here, there = ({item.id: stems_of(item) for item in items} for items in (earlier, later))
    least = rules("thresholds")["versions"]["alike"]
    likest = sorted(((-_alike(here[one.id], there[other.id]), not same_terms(one, other), one.id, other.id)
                     for one, other in product(earlier, later) if one.section is other.section))
    pairs: dict[str, str] = {}
    for alike, _, one, other in likest:
        if -alike >= least and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def same_terms(one: Provision, other: Provision) -> bool:
    """Whether two items ask for the same: as much, as often, by the same kind of adult, in the same manner."""
    return _terms(one) == _terms(other)


def alike(one: Provision, other: Provision) -> float:
    """Give the share of the words that two items have in common."""
    return _alike(stems_of(one), stems_of(other))


def _terms(item: Provision) -> tuple[object, ...]:
    stated = tuple(tuple(getattr(schedule, name) for name in _STATED) for schedule in item.schedules)
    who = item.deliverer.role if item.deliverer else ""
    return stated, who, item.mode, item.max_group_size, item.ratio, item.status, item.provision


def stems_of(item: Provision) -> Counter[str]:
    """Give the words of an item that carry meaning, without their endings."""
    return Counter(word.stem for word in read_words(f"{item.text} {item.columns.get('who', '')}"))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)
