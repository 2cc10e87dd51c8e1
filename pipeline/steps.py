"""The steps of a check one by one, for whoever has only a case's id: each takes up what the last one left."""

import contextlib
import datetime as dt
import traceback
from collections.abc import Callable
from errno import ENOMEM
from functools import partial
from pathlib import Path
from types import TracebackType

from models.case import Case
from models.delivery import Evidence
from models.errors import Stop
from models.gap import Report
from models.noun import Noun
from models.provision import PlanReading
from models.review import Reviewed
from pipeline import case as job
from pipeline.case_folder import read_case
from pipeline.desk.overview import SUMMARY, summary
from pipeline.progress import COMPARING, ROUTES, WRITING
from pipeline.read import read_records, read_versions
from pipeline.review.decisions import read_decisions
from pipeline.review.lay_over import lay_over
from pipeline.store.cache_keys import FILES, facts, key, of_evidence, of_reading, of_reviewed
from pipeline.store.nouns import Store
from pipeline.store.progress import tell
from pipeline.store.refused import refused


class Order(Noun):
    """A case, and the folder for its results."""

    case: Case
    out: Path


class Written(Noun):
    """The files that a check wrote, in reading order."""

    paths: tuple[Path, ...]


class Ending(Noun):
    """What stopped a check, in the parts of a stop."""

    kind: str
    what: str
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
    """Take up a case of the desk as its papers are now."""
    take_order(store, case_id, lambda: Order(case=read_case(store.papers(case_id), today), out=store.results(case_id)))


def take_order(store: Store, case_id: str, read: Callable[[], Order]) -> Order:
    """Read what is to be checked, and keep it; what an earlier run ended with is gone."""
    store.drop(case_id, "ending")
    with opaque(store, case_id):
        order = read()
        store.put(case_id, "order", order)
    return order


def read_plan(store: Store, case_id: str) -> None:
    """Read the plan, and lay the decisions about it over what was read."""
    with opaque(store, case_id):
        case, watch = _case(store, case_id), partial(tell, store, case_id)
        _unless_kept(store, case_id, "reading", of_reading(case), lambda: read_versions(case, watch))
        reading = store.digest(case_id, "reading")
        _unless_kept(store, case_id, "reviewed", of_reviewed(case, reading),
                     lambda: lay_over(store.get(case_id, "reading", PlanReading), read_decisions(case.decisions)))


def read_evidence(store: Store, case_id: str) -> None:
    """Read the school's records."""
    with opaque(store, case_id):
        case, plan = _case(store, case_id), store.get(case_id, "reviewed", Reviewed).reading.plan
        _unless_kept(store, case_id, "evidence", of_evidence(case, plan),
                     lambda: read_records(case, plan, partial(tell, store, case_id)))


def compare(store: Store, case_id: str) -> None:
    """Set what was due against the records."""
    with opaque(store, case_id):
        tell(store, case_id, COMPARING)
        case, rests_on = _case(store, case_id), [store.digest(case_id, name) for name in ("reviewed", "evidence")]
        _unless_kept(store, case_id, "compared", key("compare", case, ("advice", "decisions"), facts(case), rests_on),
                     lambda: job.compared(case, store.get(case_id, "reviewed", Reviewed),
                                          store.get(case_id, "evidence", Evidence)))


def choose_routes(store: Store, case_id: str) -> None:
    """Look at what can be done."""
    with opaque(store, case_id):
        tell(store, case_id, ROUTES)
        case, compared = _case(store, case_id), store.digest(case_id, "compared")
        _unless_kept(store, case_id, "report", key("routes", case, ("event_lists",), facts(case), compared),
                     lambda: job.with_routes(store.get(case_id, "compared", Report), case))


def write(store: Store, case_id: str) -> None:
    """Write the report and the letters; done before, they are left as they are, unless one of them is gone.

    What a glance at the case shows is kept last.
    """
    with opaque(store, case_id):
        tell(store, case_id, WRITING)
        order = store.get(case_id, "order", Order)
        made_from = key("write", order.case, FILES, facts(order.case), store.digest(case_id, "report"), order.out)
        if store.key(case_id, "written") != made_from or not _still_there(store.get(case_id, "written", Written)):
            paths = job.write(store.get(case_id, "report", Report), order.case, order.out)
            store.seal(case_id)
            store.put(case_id, "written", Written(paths=tuple(paths)), made_from)
        store.put(case_id, SUMMARY, summary(store.get(case_id, "report", Report)))


STEPS = (read_plan, read_evidence, compare, choose_routes, write)
"""All of a check, in their order."""


def _unless_kept(store: Store, case_id: str, name: str, made_from: str, make: Callable[[], Noun]) -> None:
    """Make a noun and keep it, unless the one that is kept was made from the same."""
    if store.key(case_id, name) != made_from:
        store.put(case_id, name, make(), made_from)


def _still_there(written: Written) -> bool:
    return all(path.is_file() for path in written.paths)


def _case(store: Store, case_id: str) -> Case:
    return store.get(case_id, "order", Order).case


class opaque(contextlib.AbstractContextManager[None]):
    """Keep what stops a step in the store, and let only the id and the kind of it out."""

    def __init__(self, store: Store, case_id: str) -> None:
        """Keep it with a case."""
        self.store, self.case_id = store, case_id

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say only the kind, the place in our code and the id."""
        if not isinstance(error, Exception):
            return
        name, place = type(error).__name__, traceback.extract_tb(trace)[-1]
        if isinstance(error, OSError):
            name, error = ("MemoryError", error) if error.errno == ENOMEM else ("OutputFailed", refused(error))
        if isinstance(error, Stop):
            ending = Ending(kind=name, what=error.what, where=error.where, remedy=error.remedy)
            self.store.put(self.case_id, "ending", ending)
        where = f"{Path(place.filename).name}, line {place.lineno}"
        raise CaseStopped(f"{name} in case {self.case_id} ({where})") from None
