"""Several versions of one plan put together into one reading: each item holds on the days of its own version."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from models.doubt import Doubt
from models.provision import InForce, PlanReading, PlanVersion, Provision
from pipeline.calendars.open_days import ONE_DAY
from pipeline.comparing.pairing import paired, same_terms
from pipeline.due.words import day


class _Version(NamedTuple):
    """A version that binds, and the days on which it is the one in force."""

    reading: PlanReading
    first: dt.date
    last: dt.date | None

    def holds(self, item: Provision, **more: str) -> Provision:
        """Give an item the days of this version."""
        in_force = InForce(first=self.first, last=self.last, issued=self.first, file=self.reading.source.file, **more)
        return item.model_copy(update={"in_force": in_force})


def together(readings: Sequence[PlanReading], as_of: dt.date) -> PlanReading:
    """Give the last version in force by a day, with the items that held before it: issue dates decide, not the order.

    A final plan stays in force until an amended one is issued, whatever drafts there are.
    """
    if len(readings) == 1:
        return readings[0]
    binding, doubts = _binding(readings, as_of)
    if _undated(readings[0]):
        binding, doubts = [], [_left_out(one, "the plan itself has no date of issue") for one in readings[1:]]
    if not binding:
        return readings[0].model_copy(update={"warnings": (*readings[0].warnings, *doubts)})
    firsts = [reading.plan.issue_date or dt.date.min for reading in binding]
    lasts = [after - ONE_DAY for _, after in pairwise(firsts)]
    versions = [_Version(*one) for one in zip(binding, firsts, (*lasts, None), strict=True)]
    warnings = tuple(dict.fromkeys((*doubts, *(doubt for one in reversed(binding) for doubt in one.warnings))))
    days = tuple(PlanVersion(plan=one.reading.plan, source=one.reading.source, first=one.first, last=one.last,
                             provisions=one.reading.provisions) for one in versions)
    items = tuple(_asked(item, versions) for item in _merged(versions))
    return binding[-1].model_copy(update={"provisions": items, "warnings": warnings, "versions": days})


def without_ended(reading: PlanReading, first: dt.date) -> PlanReading:
    """Leave out the items that no version in force asked for from a day on."""
    kept = tuple(item for item in reading.provisions if not item.in_force or (item.in_force.last or first) >= first)
    return reading.model_copy(update={"provisions": kept})


def in_force_words(item: Provision) -> tuple[str, ...]:
    """Say on which days an item held, and by which version of the plan; nothing where there is one version only."""
    held = item.in_force
    if held is None:
        return ()
    same = "" if held.first == held.issued else f", and in the same terms since {day(held.first)}"
    then = f"{held.became} took its place" if held.became else "nothing like it stands in the next version"
    until = f"; in force to {day(held.last)}: {then}" if held.last else ""
    return (f"By the plan of {day(held.issued)}{same}{until}.",)


def _undated(reading: PlanReading) -> bool:
    """Whether a plan that binds, or may, has no date by which to put it in order with others."""
    status = reading.plan.status
    return reading.plan.issue_date is None and (status is None or status.in_force)


def _binding(readings: Sequence[PlanReading], as_of: dt.date) -> tuple[list[PlanReading], list[Doubt]]:
    """Give the versions that bind, the earliest first, and a doubt about each of the others."""
    binding: dict[dt.date, PlanReading] = {}
    doubts = []
    for reading in readings:
        issued = reading.plan.issue_date
        if why := _why_not(reading, readings[0], binding, as_of):
            doubts.append(_left_out(reading, why))
        elif issued:
            binding[issued] = reading
    return [binding[issued] for issued in sorted(binding)], doubts


def _why_not(reading: PlanReading, given: PlanReading, taken: Iterable[dt.date], as_of: dt.date) -> str:
    plan, born = reading.plan, given.plan.date_of_birth
    if plan.status is not None and not plan.status.in_force:
        return "it is not a final plan, and the plan before it stays in force"
    if plan.issue_date is None:
        return "no date of issue was found in it"
    if plan.issue_date > as_of:
        return f"it was issued on {day(plan.issue_date)}, after the day of this check"
    if plan.issue_date in taken:
        return f"another version has the same date, {day(plan.issue_date)}"
    if plan.date_of_birth and born and plan.date_of_birth != born:
        return "the date of birth in it is another: it may be about another child"
    return ""


def _left_out(reading: PlanReading, why: str) -> Doubt:
    return Doubt(code="version_left_out", field="plan", place=reading.source.file,
                 reason=f"This version of the plan was not counted: {why}.",
                 next_step="Check the date and the standing of each version on its first page.")


def _merged(versions: Sequence[_Version]) -> tuple[Provision, ...]:
    """Give the items of the latest version, and those of earlier ones that asked for something else.

    An item that asks for the same in two versions that follow each other is one, and holds from the first of them.
    """
    items: dict[str, Provision] = {}
    after, now = versions[-1], {item.id: item.id for item in versions[-1].reading.provisions}
    items.update((item.id, after.holds(item)) for item in after.reading.provisions)
    for version in reversed(versions[:-1]):
        pairs = paired(version.reading.provisions, after.reading.provisions)
        before = {}
        for item in version.reading.provisions:
            became = now.get(pairs.get(item.id, ""), "")
            if became and same_terms(item, items[became]):
                items[became] = _since(version, items[became])
                before[item.id] = became
            else:
                own = f"{item.id}-{version.first}"
                items[own] = version.holds(item, became=became).model_copy(update={"id": own})
                before[item.id] = own
        after, now = version, before
    return tuple(items.values())


def _asked(item: Provision, versions: Sequence[_Version]) -> Provision:
    """Ask about an item that a version changed which does not say in words that we read whether it is final."""
    unsure = {one.first for one in versions[1:] if one.reading.plan.status is None}
    held = item.in_force
    if held is None or not unsure & {held.first, (held.last or dt.date.max - ONE_DAY) + ONE_DAY}:
        return item
    doubt = Doubt(code="version_standing", field="in_force",
                  reason="It is not clear whether the version of the plan that changed this was a final one.",
                  next_step="Look at its first page: only a final or an amended final plan changes what is due.")
    return item.model_copy(update={"review": (*item.review, doubt)})


def _since(version: _Version, item: Provision) -> Provision:
    if item.in_force is None:
        return item
    return item.model_copy(update={"in_force": item.in_force.model_copy(update={"first": version.first})})
