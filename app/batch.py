"""`sectionf batch`: a caseload checked in one go; what has not changed is not done again."""

import datetime as dt
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import screen
from app.options import day
from models.batch import Outcome
from models.errors import ExitCode

if TYPE_CHECKING:
    from flows.caseload import Told

WORDS = {Outcome.CHECKED: "checked", Outcome.UNCHANGED: "unchanged since the last time",
         Outcome.STOPPED: "could not be checked: see below", Outcome.TOO_MUCH: "took too much time or memory",
         Outcome.FAULT: "ended by a fault of this program"}


def batch(
    caseload: Annotated[Path, typer.Argument(help="A folder of case folders, or a CSV list with the columns case "
                                                  "and plan (and timetable, log, register, calendar, events).")],
    out: Annotated[Path, typer.Option(help="The folder for the results, one folder a case.")],
    workers: Annotated[int, typer.Option(min=0, help="How many cases at once; 0 is one for each core.")] = 0,
    dask: Annotated[str, typer.Option(metavar="ADDRESS", help="Run on the Dask cluster with this scheduler.")] = "",
    as_of: Annotated[dt.date | None, typer.Option(parser=day, help="The day of the check; without it, today.")] = None,
) -> None:
    """Check a caseload. One that was interrupted goes on where it stopped; what cannot be read is named."""
    from flows.caseload import Way, run
    from pipeline.batch import caseload as listed
    from pipeline.desk.caseload_page import write_overview

    sources, today = listed(caseload, out), as_of or dt.date.today()
    with _progress(len(sources)) as told:
        cases = run(sources, today, Way(workers or os.cpu_count() or 1, dask, _most_seconds()), told)
    write_overview(cases, out, today)
    _show_how_they_ended([case.outcome for case in cases], out)
    for case in cases:
        if case.outcome.failed:
            screen.say(f"  {case.source.name}: {case.reason}")
    if any(case.outcome.failed for case in cases):
        raise typer.Exit(ExitCode.SOME_FAILED)


def _most_seconds() -> float:
    """Give how long one case may take; whoever has cases of hundreds of scanned pages can say so."""
    from flows.caseload import MOST_SECONDS

    try:
        return float(os.environ.get("SECTIONF_CASE_SECONDS") or MOST_SECONDS)
    except ValueError:
        raise typer.BadParameter("SECTIONF_CASE_SECONDS has to be a number of seconds.") from None


def _show_how_they_ended(outcomes: list[Outcome], out: Path) -> None:
    for outcome in Outcome:
        if outcome in outcomes:
            screen.show(f"{outcomes.count(outcome):6}  {WORDS[outcome]}")
    screen.show(f"The results are in {out}: caseload.html shows them all, and leads to the folder of each case.")


@contextmanager
def _progress(whole: int) -> Iterator["Told"]:
    """Show how many cases have ended; where nobody is watching, nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as shown:
        bar = shown.add_task("Starting", total=whole)
        yield lambda _case_id, _outcome: shown.update(bar, description="Checking", advance=1)
