"""What it costs that cases are kept sealed: the same work on a store that seals and on one in clear, in one run."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from fastapi.testclient import TestClient

from app.samples_folder import samples_folder
from app.web import clock
from app.web.access.gate import Gate
from app.web.application import application
from models.caseload import State
from pipeline import steps
from pipeline.desk.overview import SUMMARY
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.nouns import Store
from tests.web.runs import Here

TIMES, CASES = 25, 500
WAITED = 40 * 1024 * 1024
"""Bytes of a scanned plan, as large as one may be expected to be."""


class InClear(Store):
    """A store as it was before there was sealing."""

    def sealed(self, _case_id: str, _name: str, content: bytes) -> bytes:
        return content

    def unsealed(self, _case_id: str, _name: str, sealed: bytes) -> bytes:
        return sealed

    @contextmanager
    def opened(self, case_id: str) -> Iterator[None]:
        for part in (self.papers(case_id), self.results(case_id)):
            part.mkdir(exist_ok=True)
        yield

    def papers(self, case_id: str) -> Path:
        return self.folder_of(case_id) / "papers"

    def results(self, case_id: str) -> Path:
        return self.folder_of(case_id) / "results"


class Taken(NamedTuple):
    """Milliseconds of one kind of work, the median of many times: of the processor, and by the clock."""

    cpu: float
    clock: float


class Cost(NamedTuple):
    """What one kind of work takes on either store."""

    what: str
    clear: Taken
    sealed: Taken


def costs() -> Iterator[Cost]:
    """Do the same work on both, turn by turn."""
    with tempfile.TemporaryDirectory() as folder:
        desks = [_Desk(kind, Path(folder) / kind.__name__) for kind in (InClear, Store)]
        for what, work in (("a check, all steps", _Desk.check), ("the next item of a review", _Desk.look),
                           ("a decision", _Desk.decide), ("the overview of a case", _Desk.overview),
                           ("the page of its papers", _Desk.papers), (f"a caseload of {CASES}", _Desk.caseload),
                           (f"the same papers with a plan of {WAITED >> 20} MB", _Desk.large)):
            taken: list[list[Taken]] = [[], []]
            for _ in range(3 if work is _Desk.check else TIMES):
                for desk, times in zip(desks, taken, strict=True):
                    times.append(_taken(lambda desk=desk, work=work: work(desk)))
            yield Cost(what, *(Taken(*map(statistics.median, zip(*times, strict=True))) for times in taken))


def _taken(work: Callable[[], None]) -> Taken:
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return Taken((time.process_time() - cpu) * 1000, (time.perf_counter() - clock) * 1000)


class _Desk:
    """The app on a store of one kind, with a checked case."""

    def __init__(self, kind: type[Store], folder: Path) -> None:
        folder.mkdir()
        self.cases = Cases(Database(f"sqlite:///{folder / 'sectionf.db'}"), kind(folder / "cases"))
        self.store, self.case_id = self.cases.store, self.cases.add("Nell", clock.now()).id
        gate = Gate()
        self.client = TestClient(application(self.cases, gate, Here(self.cases)), base_url="http://localhost")
        self.client.get("/enter", params={"token": gate.token})
        with self.store.opened(self.case_id):
            shutil.copytree(samples_folder() / "nell", self.store.papers(self.case_id), dirs_exist_ok=True)
        self.check()
        self.cases.mark(self.case_id, State.DONE, clock.now())
        for number in range(CASES - 1):
            one = self.cases.add(f"Case {number}", clock.now()).id
            self.store.put_content(one, SUMMARY, self.store.content(self.case_id, SUMMARY))

    def check(self) -> None:
        for name in self.store.names(self.case_id):
            self.store.drop(self.case_id, name)
        with self.store.opened(self.case_id):
            steps.take_up(self.store, self.case_id, clock.today())
            for step in steps.STEPS:
                step(self.store, self.case_id)

    def _get(self, path: str) -> str:
        answer = self.client.get(path)
        answer.raise_for_status()
        return answer.text

    def look(self) -> None:
        self._get(f"/cases/{self.case_id}/review?item=F1")

    def decide(self) -> None:
        about = self._get(f"/cases/{self.case_id}/review").partition('name="about" value="')[2].partition('"')[0]
        self.client.post(f"/cases/{self.case_id}/review/decide", data={"about": about, "act": "accept"},
                         follow_redirects=False)

    def overview(self) -> None:
        self._get(f"/cases/{self.case_id}")

    def papers(self) -> None:
        self._get(f"/cases/{self.case_id}/papers")

    def caseload(self) -> None:
        self._get("/caseload")

    def large(self) -> None:
        with self.store.opened(self.case_id):
            scan = self.store.papers(self.case_id) / "plan-2019.pdf"
            if not scan.exists():
                scan.write_bytes(b"%PDF-" + bytes(WAITED))
        self.papers()
