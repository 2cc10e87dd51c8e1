"""`sectionf batch`: a caseload checked in one go; what has not changed is not done again."""

import datetime as dt
import os
from collections.abc import Callable
from typing import Annotated, NamedTuple

import typer

from app.batch_screen import how_far, show_how_they_ended
from app.options import day, takes
from app.recorded import record
from app.unlocking import unlocked
from models.batch import Outcome
from models.errors import ExitCode, Interrupted
from models.record import What


class BatchOptions(NamedTuple):
    """What `batch` can be told."""

    caseload: Annotated[str, typer.Argument(help="A folder of case folders, or a CSV list with the columns case "
                                                 "and plan (and timetable, log, register, calendar, events); here, or "
                                                 "at an address such as s3://BUCKET/CASELOAD or sftp://HOST/CASELOAD.")]
    out: Annotated[str, typer.Option(help="The folder for the results, one folder a case; here, or at an address.")]
    workers: Annotated[int, typer.Option(min=0, help="How many cases at once; 0 is one for each core.")] = 0
    dask: Annotated[str, typer.Option(metavar="ADDRESS", help="Run on the Dask cluster with this scheduler.")] = ""
    service: Annotated[str, typer.Option(metavar="URL", envvar="SECTIONF_SERVICE",
                                         help="Run by the workers of the standing service with this Prefect "
                                              "server, such as http://HOST:4200/api.")] = ""
    as_of: Annotated[dt.date | None, typer.Option(parser=day, help="The day of the check; without it, today.")] = None


@unlocked()
@takes(BatchOptions)
def batch(options: BatchOptions) -> None:
    """Check a caseload. One that was interrupted goes on where it stopped; what cannot be read is named."""
    from flows.caseload import Way, run
    from pipeline.desk.caseload_page import check_that_it_can_be_written, write_overview
    from pipeline.places.caseload import caseload as listed

    sources, out, today = listed(options.caseload, options.out), options.out, options.as_of or dt.date.today()
    service = "" if options.dask else options.service
    way = Way(options.workers or os.cpu_count() or 1, options.dask, service, _most_seconds())
    check_that_it_can_be_written(out)
    with how_far(len(sources)) as shown:
        try:
            cases = run(sources, today, way, _and_recorded(shown.told), shown.doing)
        except KeyboardInterrupt:
            raise Interrupted(f"Stopped by you; {shown.ended:,} of {len(sources):,} cases have ended.",
                              remedy="Start the same command again to go on: what is done stays done.") from None
    try:
        write_overview(cases, out, today)
    finally:
        show_how_they_ended(cases, out)
    if any(case.outcome.failed for case in cases):
        raise typer.Exit(ExitCode.SOME_FAILED)


def _and_recorded(told: Callable[[str, Outcome], None]) -> Callable[[str, Outcome], None]:
    """Put each case that was checked into the record, and tell it on."""
    def tell(case_id: str, outcome: Outcome) -> None:
        if outcome is Outcome.CHECKED:
            record(What.CHECKED, case_id)
        told(case_id, outcome)
    return tell


def _most_seconds() -> float:
    """Give how long one case may take; whoever has cases of hundreds of scanned pages can say so."""
    from flows.caseload import MOST_SECONDS

    try:
        return float(os.environ.get("SECTIONF_CASE_SECONDS") or MOST_SECONDS)
    except ValueError:
        raise typer.BadParameter("SECTIONF_CASE_SECONDS has to be a number of seconds.") from None
