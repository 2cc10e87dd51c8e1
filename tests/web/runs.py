"""What stands in for worker processes where a test is about pages: papers are looked at here, checks are only noted."""

from collections.abc import Iterable
from pathlib import Path

from models.caseload import State
from models.papers import Recognised
from pipeline.desk.papers import recognised
from pipeline.store.cases import Cases


class Here:
    def __init__(self, cases: Cases) -> None:
        self.cases = cases
        self.started: list[str] = []
        self.forgotten: list[str] = []

    def start(self, case_id: str) -> None:
        self.started.append(case_id)
        self.cases.mark(case_id, State.WAITING)

    def look(self, paths: Iterable[Path]) -> list[Recognised]:
        return [recognised(path) for path in paths]

    def forget(self, case_id: str) -> None:
        self.forgotten.append(case_id)
