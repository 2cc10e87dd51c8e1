"""Component N: what reports recommend, and what the plan said before, beside what Section F says, with their pages."""

from typing import Any, NamedTuple

from models.comparison import Comparison, Line, Paper
from models.provision import Provision
from pipeline.beside import usable
from pipeline.comparison_words import verdict_words
from pipeline.packs.scope import Scope
from pipeline.report_words import beside as other_cells
from pipeline.report_words import place_words
from pipeline.rules import rules
from pipeline.wording import fill
from templates.words import sentence


class Words(NamedTuple):
    """One wording, and where it stands."""

    place: str
    text: str


class BesideRow(NamedTuple):
    """One recommendation, or item of an earlier plan, beside what Section F says; either may be missing."""

    other: tuple[Words, ...]
    plan: tuple[Words, ...]
    verdict: str


class BesidePaper(NamedTuple):
    """One paper beside the plan, and what of it is not shown."""

    title: str
    column: str
    rows: tuple[BesideRow, ...]
    notes: tuple[str, ...]


def beside(scope: Scope) -> dict[str, Any] | None:
    """Give each paper that was set beside the plan; nothing where there is none."""
    papers = tuple(_paper(scope, one) for one in scope.report.comparisons)
    return {"papers": papers} if papers else None


def _paper(scope: Scope, comparison: Comparison) -> BesidePaper:
    lines = usable(scope.report, comparison)
    withheld = sum(line.section in scope.sections for line in comparison.lines) - len(lines)
    unread = [_say("unread", place=sentence(doubt.place).rstrip("."), reason=doubt.reason, next_step=doubt.next_step)
              for doubt in comparison.unread]
    notes = (*unread, *([_say("withheld", lines=withheld)] if withheld else ()))
    column = sentence(rules("comparison")["words"]["papers"][comparison.paper]).rstrip(".")
    return BesidePaper(_say(comparison.paper, file=comparison.other_file), column,
                       tuple(_row(line, comparison.paper) for line in lines), notes)


def _row(line: Line, paper: Paper) -> BesideRow:
    other = (_words(line.other, _other_name(line.other, paper)),) if line.other else ()
    return BesideRow(other, tuple(_words(item, item.id) for item in line.items), verdict_words(line, paper))


def _other_name(item: Provision, paper: Paper) -> str:
    """Name an item of the other paper: a recommendation by its number, which is ours, an item by its id."""
    return item.id if paper is Paper.VERSION else _say("recommendation", number=item.id.removeprefix("R"))


def _words(item: Provision, name: str) -> Words:
    printed = f" ({cells})" if (cells := other_cells(item)) else ""
    return Words(_say("place", name=name, page=place_words(item)), f"“{item.text}”{printed}")


def _say(key: str, **facts: Any) -> str:
    return fill(rules("comparison")["words"]["pack"][key], **facts)
