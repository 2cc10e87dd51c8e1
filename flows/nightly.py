"""A night: each caseload of the list in turn; one that cannot be checked is named, and keeps none of the others."""

import datetime as dt

from flows import batch_processes
from flows.caseload import Way, run
from models.batch import Nightly
from models.errors import Stop
from pipeline import nightly
from pipeline.desk.caseload_page import write_overview
from pipeline.places.caseload import caseload


def check_all(today: dt.date) -> list[tuple[Nightly, Stop]]:
    """Check what has changed of each caseload, and give those that could not be checked at all."""
    stops = [(one, _check(one, today)) for one in nightly.kept()]
    return [(one, stop) for one, stop in stops if stop]


def _check(one: Nightly, today: dt.date) -> Stop | None:
    try:
        cases = run(caseload(one.caseload, one.out), today, Way(batch_processes.at_once()), lambda *_: None)
        write_overview(cases, one.out, today)
    except Stop as stop:
        nightly.stopped(one, stop)
        return stop
    nightly.went_well(one)
    return None
