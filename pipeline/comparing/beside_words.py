"""A paper beside the plan as a table: each wording with its page, how they compare, and what of it is not shown."""

from collections.abc import Collection
from typing import Any, NamedTuple

from models.comparison import WEAKER, Comparison, Line, Paper, Verdict
from models.gap import Report
from models.provision import Provision, SectionLetter
from pipeline.comparing.beside import usable
from pipeline.comparing.words import tally_words, verdict_words
from pipeline.report.words import beside as other_cells
from pipeline.report.words import place_words
from pipeline.rules import rules
from pipeline.wording import fill
from templates.words import sentence

LESS = (*WEAKER, Verdict.MISSING, Verdict.UNSURE)
"""What somebody has to look at: Section F says less, or may."""


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
    tally: str
    rows: tuple[BesideRow, ...]
    notes: tuple[str, ...]


def paper_words(report: Report, comparison: Comparison, verdicts: Collection[Verdict] = tuple(Verdict)) -> BesidePaper:
    """Give the lines of a comparison that stand in one of these ways; all are counted."""
    lines = usable(report, comparison)
    withheld = sum(line.section is SectionLetter.F for line in comparison.lines) - len(lines)
    unread = [_say("unread", place=sentence(doubt.place).rstrip("."), reason=doubt.reason, next_step=doubt.next_step)
              for doubt in comparison.unread]
    notes = (*unread, *([_say("withheld", lines=withheld)] if withheld else ()))
    column = sentence(rules("comparison")["words"]["papers"][comparison.paper]).rstrip(".")
    return BesidePaper(_say(comparison.paper, file=comparison.other_file), column,
                       tally_words(comparison.model_copy(update={"lines": lines})),
                       tuple(_row(line, comparison.paper) for line in lines if line.verdict in verdicts), notes)


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
