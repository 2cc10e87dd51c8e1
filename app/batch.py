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
    from pipeline.store.nouns import Store

WORDS = {Outcome.CHECKED: "checked", Outcome.UNCHANGED: "unchanged since the last time",
         Outcome.STOPPED: "could not be checked: see below", Outcome.TOO_MUCH: "took too much time or memory",
         Outcome.FAULT: "ended by a fault of this program"}
FAILED = (Outcome.STOPPED, Outcome.TOO_MUCH, Outcome.FAULT)


def batch(
    caseload: Annotated[Path, typer.Argument(help="A folder of case folders, or a CSV list with the columns case "
                                                  "and plan (and timetable, log, register, calendar, events).")],
    out: Annotated[Path, typer.Option(help="The folder for the results, one folder a case.")],
    workers: Annotated[int, typer.Option(min=0, help="How many cases at once; 0 is one for each core.")] = 0,
    as_of: Annotated[dt.date | None, typer.Option(parser=day, help="The day of the check; without it, today.")] = None,
) -> None:
    """Check a caseload. One that was interrupted goes on where it stopped; what cannot be read is named."""
    from flows.caseload import run
    from pipeline.batch import caseload as listed
    from pipeline.batch import store_of_batches

    sources, store = listed(caseload, out), store_of_batches()
    with _progress(len(sources)) as told:
        ended = run(sources, as_of or dt.date.today(), workers or os.cpu_count() or 1, told)
    _show_how_they_ended(list(ended.values()), out)
    for source, (case_id, outcome) in zip(sources, ended.items(), strict=True):
        if outcome in FAILED:
            screen.say(f"  {source.name}: {reason(store, case_id, outcome)}")
    if any(outcome in FAILED for outcome in ended.values()):
        raise typer.Exit(ExitCode.SOME_FAILED)


def reason(store: "Store", case_id: str, outcome: Outcome) -> str:
    """Say in one line why a case was not checked, and what to do."""
    from pipeline.steps import Ending

    if outcome is Outcome.TOO_MUCH:
        return "it took more time or memory than one case may. Hand in the plan without its appended reports."
    ending = store.get(case_id, "ending", Ending)
    where = f"{ending.where}: " if ending.where else ""
    return f"{where}{ending.what} {ending.remedy}"


def _show_how_they_ended(outcomes: list[Outcome], out: Path) -> None:
    for outcome in Outcome:
        if outcome in outcomes:
            screen.show(f"{outcomes.count(outcome):6}  {WORDS[outcome]}")
    screen.show(f"The results are in {out}, a folder for each case.")


@contextmanager
def _progress(whole: int) -> Iterator["Told"]:
    """Show how many cases have ended; where nobody is watching, nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as shown:
        bar = shown.add_task("Starting", total=whole)
        yield lambda _case_id, _outcome: shown.update(bar, description="Checking", advance=1)
