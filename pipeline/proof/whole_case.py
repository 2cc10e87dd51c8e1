"""The figures that are of the whole case: school days and weeks, items by what was found, days out of school."""

from collections.abc import Iterator

from models.due import Unit
from pipeline.calendars.out_of_school import absences
from pipeline.proof.due_steps import TIMES
from pipeline.proof.extent import Extent
from pipeline.proof.session_steps import place_leaf
from pipeline.proof.tree import Json, Tree
from pipeline.rules import rules


def of_the_case(tree: Tree, extent: Extent) -> list[Json]:
    """Give each of them with the node that it comes to."""
    some = [*_calendar(tree, extent), *_items(tree, extent)]
    if not extent.bare:
        some += [*_coverage(tree, extent), *(_away(tree, extent) if extent.away else ())]
    return [{"id": f"case/figure/{what}", "finding": "", "what": what, "value": tree.value(node), "unit": unit,
             "node": node} for what, unit, node in some]


def _calendar(tree: Tree, extent: Extent) -> Iterator[tuple[str, str, str]]:
    first, last = (str(day) for day in extent.report.window)
    yield "open_days", "days", tree.leaf("window/open_days", "days", extent.report.open_days, str(Unit.OPEN_DAY),
                                         first=first, last=last)
    yield "weeks", "weeks", tree.leaf("window/weeks", "days", extent.report.weeks, str(Unit.WEEK), first=first,
                                      last=last)


def _items(tree: Tree, extent: Extent) -> Iterator[tuple[str, str, str]]:
    """Count the items by what was found of each, once, by what is most serious."""
    order, worst = rules("packs")["tally"], dict[str, str]()
    for item, finding in extent.pairs:
        worst[item.id] = min(worst.get(item.id, order[-1]), str(finding.status), key=order.index)
    names = {item: f"item/{number if extent.bare else item}" for number, item in enumerate(worst, 1)}
    leaves = {item: tree.leaf(name, "item", 1, TIMES, status=worst[item]) for item, name in names.items()}
    yield "items", "items", tree.number_of("case/items", "count", [*leaves.values()], "items")
    for status in order:
        some = [leaf for item, leaf in leaves.items() if worst[item] == status]
        if some:
            yield f"items/{status}", "items", tree.number_of(f"case/items/{status}", "count", some, "items")


def _coverage(tree: Tree, extent: Extent) -> Iterator[tuple[str, str, str]]:
    for number, part in enumerate(extent.report.coverage, 1):
        yield f"coverage/{number}/weeks", "weeks", tree.leaf(
            f"coverage/{number}", "coverage", part.weeks, "weeks", file=part.file, first=str(part.first_day),
            last=str(part.last_day), of_weeks=part.of_weeks)


def _away(tree: Tree, extent: Extent) -> Iterator[tuple[str, str, str]]:
    """Count the half-days out of school of each cause, mark by mark, and the days on which they fell."""
    dates = {mark.source: str(day.date) for day in extent.report.away for mark in day.marks}
    for one in absences(extent.report):
        marks = [place_leaf(tree, "mark", row, date=dates[row]) for row in one.rows]
        for what, op in (("half_days", "count"), ("days", "days")):
            name = f"away/{one.cause}/{what}"
            yield name, what, tree.number_of(f"case/{name}", op, marks, what)
