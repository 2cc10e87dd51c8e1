"""`sectionf compare`: a plan beside its earlier version, or beside a professional's report."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from app import screen
from models.comparison import Comparison, Line, Paper
from models.errors import NoSectionF, NotComparable
from models.provision import Plan, PlanReading


def compare(
    plan: Annotated[Path, typer.Argument(help="The plan: PDF (scanned too), DOCX or TXT.")],
    other: Annotated[Path, typer.Argument(help="An earlier version of it, or a professional's report.")],
    report: Annotated[bool, typer.Option("--report", help="OTHER is a report, though it has a Section F.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON, for other programs.")] = False,
) -> None:
    """Set a plan beside its earlier version, or beside a report."""
    with screen.progress() as step:
        step("Reading both papers")
        from extractors.plan import read_plan
        from pipeline.contract import comparison_json

        reading = read_plan(plan)
        found = _compared(reading, other, report)
    if json:
        screen.show_json(comparison_json(found))
    else:
        _show(found)


def _compared(plan: PlanReading, path: Path, report: bool) -> Comparison:
    """Read the other paper as a version of the plan; one without a Section F is a report."""
    from extractors.plan import read_plan
    from extractors.report_advice import read_advice
    from pipeline.comparing.compare import beside_report, compared

    if not report:
        try:
            earlier = read_plan(path)
        except NoSectionF:
            report = True
        else:
            _same_child_in_order(plan.plan, earlier.plan, path)
            return compared(plan, earlier.provisions, Paper.VERSION, path.name)
    advice = read_advice(path)
    if not advice.recommendations:
        raise NotComparable("Neither a Section F nor a recommendation was found", path.name,
                            "Give an earlier version of the plan, or the whole report")
    _same_child({plan.plan.date_of_birth, advice.date_of_birth}, path)
    return beside_report(plan, advice)


def _same_child_in_order(plan: Plan, earlier: Plan, path: Path) -> None:
    _same_child({plan.date_of_birth, earlier.date_of_birth}, path)
    if plan.issue_date and earlier.issue_date and earlier.issue_date > plan.issue_date:
        raise NotComparable("It was issued after the plan that it is compared with", path.name,
                            "Give the later version first")


def _same_child(born: set[dt.date | None], path: Path) -> None:
    if len(born - {None}) > 1:
        raise NotComparable("The date of birth in it is another: it may be about another child", path.name,
                            "Check the first page of both papers")


def _show(found: Comparison) -> None:
    from app.findings_words import note
    from pipeline.comparing.words import tally_words, verdict_words
    from pipeline.rules import rules

    words = rules("comparison")["words"]
    screen.show(f"{words[found.paper]['title']} ({found.plan_file}, {found.other_file})\n")
    for line in found.lines:
        screen.show(verdict_words(line, found.paper))
        for row in _wordings(line, words["papers"][found.paper]):
            screen.show(f"    {row}")
        screen.show("")
    screen.show(tally_words(found))
    for paper, doubts in (("plan", found.warnings), (words["papers"][found.paper], found.unread)):
        for doubt in doubts:
            screen.show(f"Note about the {paper}: {note(doubt)}")


def _wordings(line: Line, paper: str) -> Iterator[str]:
    """Give the words of both papers, with the other cells of their rows and the page."""
    from pipeline.report.words import beside

    further = (*(("and", item) for item in line.also), *(("or", item) for item in line.maybe))
    for name, item in ((paper, line.other), ("plan", line.plan), *further):
        if item:
            cells = f" ({beside(item)})" if beside(item) else ""
            yield f"{name:<16} {item.id:<5} page {item.quote.page:<4} {item.text}{cells}"
