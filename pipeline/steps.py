"""The steps of a check one by one, for whoever has only a case's id: each takes up what the last one left."""

import contextlib
import datetime as dt
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType

from models.case import Case
from models.delivery import Evidence
from models.errors import Stop
from models.gap import Report
from models.noun import Noun
from models.review import Reviewed
from pipeline import case as steps
from pipeline.case_folder import read_case
from pipeline.progress import COMPARING, ROUTES, WRITING
from pipeline.read import read_records, read_reviewed_plan
from pipeline.store.nouns import Store
from pipeline.store.progress import begin, tell


class Order(Noun):
    """A case, and the folder for its results."""

    case: Case
    out: Path


class Ending(Noun):
    """How a case ended: the files that were written, or what stopped it, in the parts of a stop."""

    written: tuple[Path, ...] = ()
    kind: str = "Stop"
    what: str = ""
    where: str = ""
    remedy: str = ""


class CaseStopped(Exception):
    """A case cannot go on. The words of it are in the store and not here: this text may be kept by others."""


def take(order: Order, store: Store) -> str:
    """Take up a case, and give the id that stands for it from here on."""
    case_id = store.new()
    store.put(case_id, "order", order)
    return case_id


def take_up(store: Store, case_id: str, today: dt.date) -> None:
    """Take up a case of the desk as its papers are now; what an earlier run told or ended with is gone."""
    begin(store, case_id)
    store.drop(case_id, "ending")
    with _opaque(store, case_id):
        case = read_case(store.papers(case_id), today)
        store.put(case_id, "order", Order(case=case, out=store.results(case_id)))


def read_plan(store: Store, case_id: str) -> None:
    """Read the plan and the decisions about it."""
    with _opaque(store, case_id):
        reviewed = read_reviewed_plan(_case(store, case_id), partial(tell, store, case_id))
        store.put(case_id, "reviewed", reviewed)


def read_evidence(store: Store, case_id: str) -> None:
    """Read the school's records."""
    with _opaque(store, case_id):
        plan = store.get(case_id, "reviewed", Reviewed).reading.plan
        evidence = read_records(_case(store, case_id), plan, partial(tell, store, case_id))
        store.put(case_id, "evidence", evidence)


def compare(store: Store, case_id: str) -> None:
    """Set what was due against the records."""
    with _opaque(store, case_id):
        tell(store, case_id, COMPARING)
        reviewed = store.get(case_id, "reviewed", Reviewed)
        evidence = store.get(case_id, "evidence", Evidence)
        store.put(case_id, "compared", steps.compared(_case(store, case_id), reviewed, evidence))


def choose_routes(store: Store, case_id: str) -> None:
    """Look at what can be done."""
    with _opaque(store, case_id):
        tell(store, case_id, ROUTES)
        report = store.get(case_id, "compared", Report)
        store.put(case_id, "report", steps.with_routes(report, _case(store, case_id)))


def write(store: Store, case_id: str) -> None:
    """Write the report and the letters."""
    with _opaque(store, case_id):
        tell(store, case_id, WRITING)
        order = store.get(case_id, "order", Order)
        written = steps.write(store.get(case_id, "report", Report), order.case, order.out)
        store.put(case_id, "ending", Ending(written=tuple(written)))


def _case(store: Store, case_id: str) -> Case:
    return store.get(case_id, "order", Order).case


class _opaque(contextlib.AbstractContextManager[None]):
    """Keep what stops a step in the store, and let only the id and the kind of it out."""

    def __init__(self, store: Store, case_id: str) -> None:
        self.store, self.case_id = store, case_id

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):
            return
        name, place = type(error).__name__, traceback.extract_tb(trace)[-1]
        if isinstance(error, Stop):
            ending = Ending(kind=name, what=error.what, where=error.where, remedy=error.remedy)
            self.store.put(self.case_id, "ending", ending)
        where = f"{Path(place.filename).name}, line {place.lineno}"
        raise CaseStopped(f"{name} in case {self.case_id} ({where})") from None
