"""The plan of a case beside the reports of professionals and the version before it, as far as they can be compared."""

from collections.abc import Sequence

from models.comparison import WEAKER, Advice, Comparison, Line, Paper, Verdict
from models.doubt import Doubt
from models.gap import Report
from models.provision import PlanReading, Provision, SectionLetter
from models.review import Reviewed
from pipeline.comparing.compare import beside_report, compared
from pipeline.review.standing import Standing, standing
from pipeline.rules import rules


def comparisons(reviewed: Reviewed, reports: Sequence[Advice]) -> tuple[tuple[Comparison, ...], tuple[Doubt, ...]]:
    """Set the plan beside each report about the same child, and beside the version before it; doubt the others."""
    plan, doubts, found = _as_accepted(reviewed), list[Doubt](), list[Comparison]()
    for report in reports:
        if why := _why_not(plan, report):
            doubts.append(_left_out(report, why))
        else:
            found.append(beside_report(plan, report))
            doubts += [doubt.model_copy(update={"place": f"{report.source.file}, {doubt.place}"})
                       for doubt in report.warnings]
    if len(plan.versions) > 1:
        earlier = plan.versions[-2]
        found.append(compared(plan, earlier.provisions, Paper.VERSION, earlier.source.file))
    return tuple(found), tuple(doubts)


def usable(report: Report, comparison: Comparison) -> tuple[Line, ...]:
    """Give the lines that may go to others: of Section F, and of no item whose reading waits for a person."""
    sure = {item.id for item in report.reading.provisions if standing(report, item) is not Standing.DOUBTFUL}
    return tuple(line for line in comparison.lines
                 if line.section is SectionLetter.F and sure.issuperset(item.id for item in line.items))


def weaker_items(report: Report) -> tuple[str, ...]:
    """Give the items of Section F that say less than a report recommends or than the version before said."""
    found = {line.plan.id for comparison in report.comparisons for line in usable(report, comparison)
             if line.plan and line.verdict in WEAKER}
    return tuple(item.id for item in report.reading.provisions if item.id in found)


def lost(report: Report) -> bool:
    """Whether Section F says less than was recommended or said before, or leaves something out."""
    return any(line.verdict in (*WEAKER, Verdict.MISSING)
               for comparison in report.comparisons for line in usable(report, comparison))


def _as_accepted(reviewed: Reviewed) -> PlanReading:
    """Give what the plan asks for now: what a person accepted is in no doubt, what they set aside is out."""
    kept = tuple(_settled(item, reviewed) for item in reviewed.reading.provisions
                 if item.id not in reviewed.rejected and not item.ended)
    return reviewed.reading.model_copy(update={"provisions": kept})


def _settled(item: Provision, reviewed: Reviewed) -> Provision:
    return item.model_copy(update={"review": ()}) if item.id in reviewed.accepted else item


def _why_not(plan: PlanReading, report: Advice) -> str:
    words = rules("comparison")["words"]["left_out"]
    if len({plan.plan.date_of_birth, report.date_of_birth} - {None}) > 1:
        return str(words["child"])
    return "" if report.recommendations else str(words["nothing"])


def _left_out(report: Advice, why: str) -> Doubt:
    words = rules("comparison")["words"]["left_out"]
    return Doubt(code="report_left_out", field="advice", place=report.source.file, reason=why,
                 next_step=words["next_step"])
