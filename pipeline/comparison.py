"""A plan beside its earlier version or a professional's report: each item in both wordings, and what to make of it."""

from collections.abc import Mapping, Sequence

from models.comparison import Comparison, Difference, Line, Paper, Verdict
from models.doubt import Severity
from models.provision import PlanReading, Provision, SectionLetter, Service
from pipeline.differences import differences
from pipeline.pairing import alike, paired
from pipeline.rules import rules


def compared(plan: PlanReading, other: Sequence[Provision], paper: Paper, file: str) -> Comparison:
    """Set the items of another paper beside those of a plan; of a report only Section F is asked."""
    items = {item.id: item for item in plan.provisions if paper is Paper.VERSION or item.section is SectionLetter.F}
    pairs = _pairs(other, list(items.values()))
    unmet = [item for item in items.values() if item.id not in pairs.values()]
    judged = {one.id: _judged(one, items[pairs[one.id]], unmet) for one in other if one.id in pairs}
    settled = {pairs[one] for one, line in judged.items() if line.verdict is Verdict.SAME}
    free = [item for item in items.values() if item.id not in settled]
    lines = [judged.get(one.id) or _unpaired(one, free, paper) for one in other]
    shown = {line.plan.id for line in lines if line.plan}
    added = [Line(verdict=Verdict.ADDED, plan=item) for item in items.values() if item.id not in shown]
    return Comparison(paper=paper, plan_file=plan.source.file, other_file=file, warnings=plan.warnings,
                      lines=(*lines, *(added if paper is Paper.VERSION else ())))


def _pairs(other: Sequence[Provision], items: Sequence[Provision]) -> Mapping[str, str]:
    """Pair items of the same service by their words; then the one that is left with the one that is left."""
    pairs: dict[str, str] = {}
    for service in Service:
        before, now = ([item for item in side if item.service is service] for side in (other, items))
        pairs |= paired(before, now)
        rest = [item for item in before if item.id not in pairs]
        free = [item for item in now if item.id not in pairs.values()]
        if len(rest) == len(free) == 1 and _only(rest[0], free[0]):
            pairs[rest[0].id] = free[0].id
    rest = [item for item in other if item.id not in pairs]
    return {**pairs, **_by_person(rest, [item for item in items if item.id not in pairs.values()])}


def _by_person(rest: Sequence[Provision], free: Sequence[Provision]) -> Mapping[str, str]:
    """Pair work that one paper files under what is taught, and the other under who teaches it."""
    known = rules("comparison")["filed"]
    either = (*known["by_work"], *known["by_person"])
    before, now = ({item.id: item for item in side if item.service in either} for side in (rest, free))
    return {one: item for one, item in paired(list(before.values()), list(now.values())).items()
            if not {before[one].service, now[item].service} <= set(known["by_work"])}


def _only(one: Provision, item: Provision) -> bool:
    """Whether two items of one service belong together where no other is left."""
    known = one.service is not Service.OTHER and one.section is item.section
    return known and alike(one, item) >= float(rules("comparison")["alike"]["least"])


def _judged(one: Provision, item: Provision, unmet: Sequence[Provision]) -> Line:
    """Say how a pair differs; nothing where a reading is in doubt, only words could tell, or another may be meant."""
    found = differences(one, item)
    stated = any(schedule.measurable for schedule in item.schedules)
    if not found and not stated and alike(one, item) < rules("comparison")["alike"]["same"]:
        return Line(verdict=Verdict.UNSURE, other=one, plan=item)
    doubted = any(doubt.severity is Severity.REVIEW for side in (one, item) for doubt in side.review)
    near = alike(one, item) - rules("comparison")["alike"]["near"]
    rivals = any(rival.service is one.service and alike(one, rival) >= near for rival in unmet)
    unsure = (doubted and (found or one.text != item.text)) or (rivals and found)
    verdict = Verdict.UNSURE if unsure else _whole(found)
    return Line(verdict=verdict, other=one, plan=item, differences=found)


def _whole(found: Sequence[Difference]) -> Verdict:
    """Give one verdict for several differences; those that point both ways are for a person."""
    ways = {difference.verdict for difference in found}
    if Verdict.UNSURE in ways or (Verdict.MORE in ways and len(ways) > 1):
        return Verdict.UNSURE
    return next((way for way in (Verdict.LESS, Verdict.VAGUER, Verdict.MORE) if way in ways), Verdict.SAME)


def _unpaired(one: Provision, free: Sequence[Provision], paper: Paper) -> Line:
    """Show the likest item that may be meant; only where there is none, and this is provision, is something missing."""
    least = rules("thresholds")["versions"]["alike"]
    known = one.service is not Service.OTHER
    maybe = [item for item in free if (known and item.service is one.service) or alike(one, item) >= least]
    if not maybe:
        stated = paper is Paper.VERSION or bool(one.schedules) or one.deliverer is not None
        asks = stated and all(doubt.field != "provision" for doubt in one.review)
        return Line(verdict=Verdict.MISSING if asks else Verdict.UNSURE, other=one)
    return Line(verdict=Verdict.UNSURE, other=one, plan=max(maybe, key=lambda item: alike(one, item)))
