"""What each step of a check costs, case by case in one warm process, beside pdfplumber over the same plan."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from flows import batch_work
from pipeline import steps
from pipeline.case_folder import read_case
from pipeline.steps import Order
from pipeline.store.nouns import Store
from tests.bench.reading import words_and_tables
from tests.bench.records import LAST_DAY

STEPS = ("read_plan", "read_evidence", "compare", "choose_routes", "write")
ALONE = "pdfplumber alone, words and tables of all pages"


class StepCost(NamedTuple):
    """What one step of one case took: CPU seconds, and the memory of the process at its most."""

    step: str
    seconds: float
    most_mb: float


def by_step(cases: list[Path], root: Path) -> Iterator[list[StepCost]]:
    """Check cases one after the other, and give for each what its steps took, and what pdfplumber takes of its plan."""
    store = Store(root / "store")
    batch_work.warm()
    for case in cases:
        name = store.new()
        order = steps.take_order(store, name, partial(_order, case, root / "out" / case.name))
        taken = [_cost(step, partial(getattr(steps, step), store, name)) for step in STEPS]
        yield [*taken, _cost(ALONE, partial(words_and_tables, order.case.plan))]


def _order(case: Path, out: Path) -> Order:
    return Order(case=read_case(case, LAST_DAY), out=out)


def _cost(name: str, work: Callable[[], object]) -> StepCost:
    Path("/proc/self/clear_refs").write_text("5", "utf-8")      # the most memory is counted anew
    start = time.process_time()
    work()
    taken = time.process_time() - start
    status = Path("/proc/self/status").read_text("utf-8").splitlines()
    most = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    return StepCost(name, taken, most / 1024)


def on_disk_mb(folder: Path) -> float:
    """Give the megabytes of the files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
