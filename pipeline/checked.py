"""A checked case as it stands today: what its last check found, with what was sent, received and said since."""

import datetime as dt
from typing import NamedTuple

from models.case import Case
from models.errors import UnusableCase
from models.gap import Report
from pipeline.case import with_routes
from pipeline.case_folder import read_case
from pipeline.store.nouns import Store

COMPARED = "compared"
"""What the last check found, before anything is said of what can be done."""


class Checked(NamedTuple):
    """What was found, and the case that it was found of."""

    report: Report
    case: Case


def was_checked(store: Store, case_id: str) -> bool:
    """Whether a check of the case has ever come far enough for anything to be said of it."""
    return store.has(case_id, COMPARED)


def checked(store: Store, case_id: str, today: dt.date) -> Checked:
    """Give a case that was checked; clocks and routes are those of today, or of the day that the case names."""
    if not was_checked(store, case_id):
        raise UnusableCase("this case has not been checked yet.", remedy="Its overview says what it waits for.")
    case = read_case(store.papers(case_id), today)
    found = store.get(case_id, COMPARED, Report).model_copy(update={"as_of": case.as_of})
    return Checked(with_routes(found, case), case)
