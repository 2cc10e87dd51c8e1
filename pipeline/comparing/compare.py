"""A plan beside its earlier version or a professional's report: each item in both wordings, and what to make of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.comparison import Advice, Comparison, Difference, Line, Paper, Verdict
from models.doubt import Severity
from models.provision import PlanReading, Provision, SectionLetter, Status
from pipeline.comparing.counterparts import Counterpart, counterparts
from pipeline.comparing.differences import differences
from pipeline.comparing.kinship import Kinship
from pipeline.comparing.pairing import stems_of
from pipeline.rules import rules


def compared(plan: PlanReading, other: Sequence[Provision], paper: Paper, file: str) -> Comparison:
    """Set the items of another paper beside those of a plan; of a report only Section F is asked."""
    there = {item.id: item for item in plan.provisions if paper is Paper.VERSION or item.section is SectionLetter.F}
    kin = Kinship((other, list(there.values())), plan.plan.child_name or "")
    papers = _Papers({item.id: item for item in other}, there, paper, kin)
    found = counterparts(other, list(there.values()), kin)
    judged = {one: papers.judged(one, counterpart) for one, counterpart in found.items() if counterpart.items}
    settled = {item for one, line in judged.items() if line.verdict is Verdict.SAME for item in found[one].items}
    lines = [judged.get(one) or papers.unplaced(one, [item for item in counterpart.candidates if item not in settled])
             for one, counterpart in ((item.id, found[item.id]) for item in other)]
    shown = {item.id for line in lines for item in line.items}
    added = [Line(verdict=Verdict.ADDED, plan=item) for item in there.values() if item.id not in shown]
    order = rules("comparison")["order"][paper]
    told = sorted((*lines, *(added if paper is Paper.VERSION else ())), key=lambda line: order.index(line.verdict))
    return Comparison(paper=paper, plan_file=plan.source.file, other_file=file, warnings=plan.warnings,
                      lines=tuple(told))


def beside_report(plan: PlanReading, advice: Advice) -> Comparison:
    """Set what a report recommends beside Section F, and say what of the report could not be read."""
    found = compared(plan, advice.recommendations, Paper.REPORT, advice.source.file)
    return found.model_copy(update={"unread": advice.warnings})


class _Papers(NamedTuple):
    """The items of both papers, and how near they come to each other."""

    here: Mapping[str, Provision]
    there: Mapping[str, Provision]
    paper: Paper
    kin: Kinship

    def judged(self, one: str, found: Counterpart) -> Line:
        """Say how what takes the place of an item differs from it; of several taken together only that they do."""
        mine, theirs = [self.here[item] for item in (one, *found.shared)], [self.there[item] for item in found.items]
        before, now = _whole(mine), _whole(theirs)
        told = () if _same_words(before, now) else differences(before, now)
        verdict = Verdict.SAME if _same_words(before, now) else self._verdict(before, now, told)
        firm = len(mine) == len(theirs) == 1 or verdict is Verdict.SAME
        return Line(verdict=verdict if firm else Verdict.UNSURE, other=mine[0], plan=theirs[0], also=tuple(theirs[1:]),
                    differences=told)

    def unplaced(self, one: str, candidates: Sequence[str]) -> Line:
        """Show what may be meant; only where there is nothing, and this asks for provision, is something missing."""
        maybe, item = [self.there[candidate] for candidate in candidates], self.here[one]
        if maybe:
            return Line(verdict=Verdict.UNSURE, other=item, plan=maybe[0], maybe=tuple(maybe[1:]))
        return Line(verdict=Verdict.MISSING if _asks(item, self.paper) else Verdict.UNSURE, other=item)

    def _verdict(self, before: Provision, now: Provision, told: Sequence[Difference]) -> Verdict:
        """Say how a pair differs; nothing where a reading is in doubt, or where only words could tell."""
        known = rules("comparison")
        about = before.service in known["kin"]["by_subject"] and self.kin.covered(before, now) < known["alike"]["about"]
        if not told:
            stated = any(schedule.measurable for schedule in now.schedules) and not about
            return Verdict.SAME if stated or _covered(before, now) >= known["alike"]["same"] else Verdict.UNSURE
        ways = _ways(told)
        both = Verdict.MORE in ways and (len(ways) > 1 or about)
        another = any(one.aspect == "amount" for one in told) and self.kin.about_more(now, before)
        if Verdict.UNSURE in ways or both or another or _doubted(before, now):
            return Verdict.UNSURE
        return next(way for way in (Verdict.LESS, Verdict.VAGUER, Verdict.MORE) if way in ways)


def _asks(one: Provision, paper: Paper) -> bool:
    """Whether words ask for provision, so that they can be missing: not those that state neither amount nor adult."""
    stated = bool(one.schedules) or one.deliverer is not None or one.status is Status.CHECKABLE
    return paper is Paper.VERSION or (stated and all(doubt.field != "provision" for doubt in one.review))


def _whole(items: Sequence[Provision]) -> Provision:
    """Take several items together as one; what they do not have in common is not said of the whole."""
    if len(items) == 1:
        return items[0]
    alike = {name: getattr(items[0], name) if len({getattr(item, name) for item in items}) == 1 else None
             for name in ("deliverer", "mode", "max_group_size", "ratio")}
    together = {"text": " ".join(item.text for item in items),
                "schedules": tuple(schedule for item in items for schedule in item.schedules),
                "vague_terms": tuple(term for item in items for term in item.vague_terms),
                "review": tuple(doubt for item in items for doubt in item.review)}
    return items[0].model_copy(update={**alike, **together})


def _same_words(before: Provision, now: Provision) -> bool:
    return before.section is now.section and stems_of(before) == stems_of(now) and _printed(before) == _printed(now)


def _printed(item: Provision) -> list[str]:
    """Give the words of an item and of the other cells of its row, in no order."""
    return sorted(" ".join((item.text, *item.columns.values())).casefold().replace(".", " ").split())


def _ways(told: Sequence[Difference]) -> set[Verdict]:
    """Give the directions of the differences; a qualification that is asked for makes up for nothing."""
    ways = {one.verdict for one in told if one.aspect != "qualified" or one.verdict is Verdict.LESS}
    return ways or {Verdict.MORE}


def _doubted(before: Provision, now: Provision) -> bool:
    """Whether a doubt about a reading leaves open how two wordings differ; not how much, where one states nothing."""
    settled = rules("comparison")["doubts"]["settled"]
    return any(doubt.severity is Severity.REVIEW and doubt.code not in settled
               and (beside.schedules or doubt.field != "schedules")
               for side, beside in ((before, now), (now, before)) for doubt in side.review)


def _covered(before: Provision, now: Provision) -> float:
    """Give the share of the words of one item that another has."""
    words = stems_of(before)
    return (words & stems_of(now)).total() / max(words.total(), 1)
