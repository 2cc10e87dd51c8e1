"""Which items of a plan take the place of which items of another paper, in one assignment of all of them at once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from models.provision import Provision
from pipeline.comparing.kinship import Kinship
from pipeline.comparing.pairing import stems_of
from pipeline.rules import rules


class Counterpart(NamedTuple):
    """What takes the place of one item of the other paper: items of the plan, or those that may be meant."""

    items: tuple[str, ...] = ()
    """One item as a rule; several where it was split, and none where nothing is near enough to be sure."""
    shared: tuple[str, ...] = ()
    """Further items of the other paper that stand in the same item of the plan."""
    candidates: tuple[str, ...] = ()


class _Near(NamedTuple):
    """How near each item of the other paper comes to each of the plan."""

    scores: Mapping[tuple[str, str], float]
    chosen: Mapping[str, str]

    def rivals(self, one: str) -> list[str]:
        """Give the items that come nearly as near as the chosen one, and are not nearer to another."""
        margin = rules("comparison")["kin"]["near"]
        near = max(self.scores[one, self.chosen[one]] - margin, _least())
        return [item for (other, item), score in self.scores.items() if other == one and score >= near
                and item != self.chosen[one] and not self._held(item, score + margin)]

    def open_to(self, one: str) -> list[str]:
        """Give the items that may be meant by one that has none: those that are not clearly another's."""
        margin = rules("comparison")["kin"]["clear"]
        found = sorted(((-score, item) for (other, item), score in self.scores.items() if other == one
                        and score >= _least() and not self._held(item, score + margin)))
        return [item for _, item in found]

    def _held(self, item: str, score: float) -> bool:
        """Whether the item was chosen for another that comes at least so near."""
        return any(self.scores[owner, item] >= score for owner, chosen in self.chosen.items() if chosen == item)


def counterparts(other: Sequence[Provision], items: Sequence[Provision], kin: Kinship) -> dict[str, Counterpart]:
    """Give each item of the other paper what takes its place in the plan."""
    here, there = ({item.id: item for item in side} for side in (other, items))
    near = _near(other, items, kin)
    sure = {one: item for one, item in near.chosen.items()
            if near.scores[one, item] >= rules("comparison")["kin"]["sure"] and not near.rivals(one)}
    found = {one: Counterpart((item,)) for one, item in sure.items()}
    for one in here:
        if one not in found:
            chosen = [near.chosen[one]] if one in near.chosen else []
            open_to = [*chosen, *(near.rivals(one) if chosen else near.open_to(one))]
            found[one] = Counterpart(candidates=tuple(dict.fromkeys(open_to)))
    return _joined(here, _split(found, here, there), there)


def _least() -> float:
    return float(rules("comparison")["kin"]["least"])


def _near(other: Sequence[Provision], items: Sequence[Provision], kin: Kinship) -> _Near:
    scores = {(one.id, item.id): 1.0 if _same_words(one, item) else kin.score(one, item)
              for one in other for item in items}
    matrix = np.array([[scores[one.id, item.id] for item in items] for one in other]).reshape(len(other), len(items))
    rows, columns = linear_sum_assignment(np.where(matrix >= _least(), matrix, 0.0), maximize=True)
    pairs = [(other[int(row)].id, items[int(column)].id) for row, column in zip(rows, columns, strict=True)]
    return _Near(scores, {one: item for one, item in pairs if scores[one, item] >= _least()})


def _same_words(one: Provision, item: Provision) -> bool:
    return one.section is item.section and stems_of(one) == stems_of(item)


def _split(found: dict[str, Counterpart], here: Mapping[str, Provision],
           there: Mapping[str, Provision]) -> dict[str, Counterpart]:
    """Add to what takes an item's place the items that nobody has and that hold nothing but its words."""
    taken = {item for counterpart in found.values() for item in counterpart.items}
    for item in [one for one in there if one not in taken]:
        owner = _within(there[item], {one: here[one] for one in here})
        if owner:
            found[owner] = Counterpart((*found[owner].items, item))
    return found


def _joined(here: Mapping[str, Provision], found: dict[str, Counterpart],
            there: Mapping[str, Provision]) -> dict[str, Counterpart]:
    """Give an item that has no place of its own the item of the plan that holds its words beside another's."""
    for one in [one for one, counterpart in found.items() if not counterpart.items]:
        if item := _within(here[one], there):
            beside = tuple(other for other, counterpart in found.items() if counterpart.items == (item,))
            found |= {other: found[other]._replace(shared=(*found[other].shared, one)) for other in beside}
            found[one] = Counterpart((item,), shared=beside)
    return found


def _within(part: Provision, wholes: Mapping[str, Provision]) -> str | None:
    """Give the one item that holds nearly all the words of another."""
    words, most = stems_of(part), rules("comparison")["kin"]["within"]
    held = {one: (words & stems_of(whole)).total() / max(words.total(), 1) for one, whole in wholes.items()}
    likest = max(held, key=lambda one: held[one], default=None)
    return likest if likest and held[likest] >= most else None
