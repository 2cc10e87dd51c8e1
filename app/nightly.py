"""`sectionf nightly`: caseloads that are checked every night, by the standing service or a timer of this machine."""

import datetime as dt
from typing import Annotated

import typer

from app import screen
from app.options import day
from app.unlocking import unlocked
from models.errors import ExitCode

NONE = "No caseload is checked every night. “sectionf nightly add CASELOAD --out DIR” adds one."
nightly = typer.Typer(help="Which caseloads are checked every night; see docs/deploy.md.", no_args_is_help=True)


@nightly.command()
@unlocked()
def add(
    caseload: Annotated[str, typer.Argument(metavar="CASELOAD", help="A folder of case folders, or a CSV list.")],
    out: Annotated[str, typer.Option(help="The folder for the results, one folder a case.")],
) -> None:
    """Check a caseload every night from now on."""
    from pipeline import nightly as nights

    nights.add(caseload, out)
    screen.show("It is on the list. What starts the night is told in docs/deploy.md.")


@nightly.command("list")
@unlocked()
def show() -> None:
    """Show which caseloads are checked, and where their results go."""
    from pipeline.nightly import kept
    from pipeline.places.address import shown

    for number, one in enumerate(kept(), 1):
        screen.show(f"{number:4}  {shown(one.caseload)}  ->  {shown(one.out)}")
    if not kept():
        screen.say(NONE)


@nightly.command()
@unlocked()
def remove(number: Annotated[int, typer.Argument(metavar="NUMBER", help="As “sectionf nightly list” has it.")]) -> None:
    """Check a caseload no longer; its results stay."""
    from pipeline import nightly as nights
    from pipeline.places.address import shown

    screen.show(f"{shown(nights.remove(number).caseload)} is not checked any more.")


@nightly.command()
@unlocked()
def run(
    as_of: Annotated[dt.date | None, typer.Option(parser=day, help="The day of the check; without it, today.")] = None,
) -> None:
    """Check all of them now on this machine. It is for a timer, where there is no standing service."""
    from flows.nightly import check_all
    from pipeline.nightly import kept
    from pipeline.places.address import shown

    stopped = check_all(as_of or dt.date.today())
    for one in kept():
        if one not in [other for other, _ in stopped]:
            screen.show(f"{shown(one.caseload)}: checked. caseload.html in {shown(one.out)} shows all cases.")
    for one, stop in stopped:
        screen.say(f"{shown(one.caseload)}: {stop}")
    if not kept():
        screen.say(NONE)
    if stopped:
        raise typer.Exit(ExitCode.SOME_FAILED)
