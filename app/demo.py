"""`sectionf demo`: the main job on a case that is made up."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from app import screen
from app.check import run, show, warn
from app.samples_folder import samples_folder


def demo(
    out: Annotated[Path, typer.Option(help="The folder for the results.")] = Path("sectionf-demo"),
    case: Annotated[str, typer.Option(help="Which of the made-up cases.")] = "nell",
    flow: Annotated[bool, typer.Option("--flow", help="Run as a Prefect flow.")] = False,
) -> None:
    """Check a made-up case, so that you can see what comes out."""
    from pipeline.case_folder import read_case
    from pipeline.said_beside import settled

    names = sorted(path.parent.name for path in samples_folder().glob("*/plan.*"))
    if case not in names:
        raise typer.BadParameter(f"there is no sample called “{case}”; there are {', '.join(names)}.")
    sample = settled(read_case(samples_folder() / case, dt.date.today()), out)
    report, written = run(sample, out, flow=flow)
    warn(report)
    screen.show("A made-up case: no real child.")
    show(report, sample, written, out)
