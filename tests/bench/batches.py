"""What a caseload costs (`make bench BATCH=500`): under Prefect, in a plain loop, and beside pdfplumber alone."""

import datetime as dt
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from models.errors import ExitCode
from pipeline import steps
from pipeline.batch import caseload, check, order_of, store_of_batches, take_in
from pipeline.store.nouns import Store
from templates.words import count
from tests.bench import caseloads
from tests.bench.reading import words_and_tables
from tests.flows.processes import descendants

DAY = dt.date(2025, 12, 19)
STEPS = ("read_plan", "read_evidence", "compare", "choose_routes", "write")
ALONE = "pdfplumber alone, words and tables of all pages"


class Cost(NamedTuple):
    """What a job took, all of its processes included."""

    clock: float
    most_mb: float


@contextmanager
def watched() -> Iterator[list[Cost]]:
    """Measure the block: seconds by the clock, and the most memory of all processes below this one at any moment."""
    found, done, most = list[Cost](), Event(), [0.0]

    def watch() -> None:
        while not done.wait(0.5):
            most[0] = max(most[0], sum(map(_mb, descendants(os.getpid()))))

    thread, start = Thread(target=watch), time.perf_counter()
    thread.start()
    yield found
    done.set()
    thread.join()
    found.append(Cost(time.perf_counter() - start, most[0]))


def _mb(pid: int) -> float:
    """Give the memory of a process, what it shares with others counted in parts."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024


def batch(cases: Path, out: Path, home: Path, workers: int) -> Cost:
    """The command, as an adviser starts it."""
    command = [sys.executable, "-m", "app", "batch", str(cases), "--out", str(out), "--as-of", str(DAY),
               "--workers", str(workers)]
    with watched() as found:
        done = subprocess.run(command, env={**os.environ, "SECTIONF_HOME": str(home)}, capture_output=True, check=False)
    assert done.returncode in (ExitCode.DONE, ExitCode.SOME_FAILED), done.stderr
    return found[0]


def _check_one(name: str) -> str:
    return str(check(store_of_batches(), name, DAY))


def plain(cases: Path, out: Path, home: Path, workers: int) -> Cost:
    """The same checks in so many processes, without Prefect, time limits or anything else around them."""
    os.environ["SECTIONF_HOME"] = str(home)
    with watched() as found:
        names = [take_in(store_of_batches(), source) for source in caseload(cases, out)]
        with multiprocessing.get_context("spawn").Pool(workers) as pool:
            pool.map(_check_one, names, chunksize=1)
    return found[0]


def by_step(cases: Path, out: Path, home: Path) -> dict[str, float]:
    """CPU seconds of each step over a caseload, and of pdfplumber over all pages of its plans, in this process."""
    store, taken = Store(home / "by step"), dict.fromkeys((*STEPS, ALONE), 0.0)
    for source in caseload(cases, out):
        name = take_in(store, source)
        order = steps.take_order(store, name, partial(order_of, source, DAY))
        for step in (*STEPS, ALONE):
            start = time.process_time()
            if step == ALONE:
                words_and_tables(order.case.plan)
            else:
                getattr(steps, step)(store, name)
            taken[step] += time.process_time() - start
    return taken


def lines(size: int, seed: int = 1) -> Iterator[str]:
    """Give one line for each way of running a caseload, then the costs of each step."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        cases = root / "cases"
        caseloads.make(cases, size, seed)
        yield f"{size} cases, seed {seed}\n{'clock s':>9} {'s a case':>9} {'peak MB':>8}"
        for workers in (1, 2):
            place = (cases, root / f"plain {workers}", root / f"home of plain {workers}", workers)
            yield _line(plain(*place), size, f"plain loop, {count(workers, 'process', 'processes')}")
            place = (cases, root / f"batch {workers}", root / f"home of batch {workers}", workers)
            yield _line(batch(*place), size, f"batch, {count(workers, 'process', 'processes')}")
        yield _line(batch(*place), size, "batch, nothing changed")
        log = next((cases / "case-00000").glob("log.*"))
        log.write_bytes(log.read_bytes() + b"\n")
        yield _line(batch(*place), size, "batch, one log changed")
        yield f"\n{'CPU s':>9} {'s a case':>9}"
        taken = by_step(cases, root / "steps", root)
        yield from (f"{seconds:9.2f} {seconds / size:9.3f}  {step}" for step, seconds in taken.items())
        whole = sum(taken[step] for step in STEPS)
        yield f"{whole:9.2f} {whole / size:9.3f}  all steps: {whole / taken[ALONE]:.2f} times pdfplumber"


def _line(cost: Cost, size: int, what: str) -> str:
    return f"{cost.clock:9.1f} {cost.clock / size:9.3f} {cost.most_mb:8.0f}  {what}"
