"""A checked case as it stands today: what its last check found, with what was sent, received and said since."""

import datetime as dt
from typing import NamedTuple

from models.case import Case
from models.errors import UnusableCase
from models.gap import Report
from models.review import Reviewed
from pipeline.case import with_routes
from pipeline.case_folder import read_case
from pipeline.store.cache_keys import of_evidence, of_reading, of_reviewed
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


def changed_since(store: Store, case_id: str, case: Case) -> bool:
    """Whether papers came in or decisions were made that the last check does not know of."""
    case = case.model_copy(update={"as_of": store.get(case_id, COMPARED, Report).as_of})
    reviewed = of_reviewed(case, store.digest(case_id, "reading"))
    plan = store.get(case_id, "reviewed", Reviewed).reading.plan
    made_from = {"reading": of_reading(case), "reviewed": reviewed, "evidence": of_evidence(case, plan)}
    return any(store.key(case_id, name) != key for name, key in made_from.items())


def checked(store: Store, case_id: str, today: dt.date) -> Checked:
    """Give a case that was checked; clocks and routes are those of today, or of the day that the case names."""
    if not was_checked(store, case_id):
        raise UnusableCase("this case has not been checked yet.", remedy="Its overview says what it waits for.")
    case = read_case(store.papers(case_id), today)
    found = store.get(case_id, COMPARED, Report).model_copy(update={"as_of": case.as_of})
    return Checked(with_routes(found, case), case)
