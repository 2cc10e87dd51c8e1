"""What caseloads cost (`make bench BATCH="100 500"`): by step, in a plain loop, under Prefect, on Dask, and again.

A part may be asked for alone: `make bench BATCH=500 PARTS="plain batch" WORKERS=2`. Processes are measured together.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from models.errors import ExitCode
from templates.words import count
from tests.bench import caseloads
from tests.bench.dask_cluster import cluster
from tests.bench.records import LAST_DAY
from tests.bench.steps import ALONE, STEPS, by_step, on_disk_mb
from tests.bench.watching import Cost, watched

PARTS = ("steps", "plain", "batch", "again", "dask")
MOST_BY_STEP = 100
"""So many cases tell what a step costs."""
UNCHANGED, ONE_LOG = "batch, nothing changed", "batch, one log changed"
HEAD = f"{'cases':>6} {'clock s':>9} {'a case':>8} {'CPU s':>9} {'a case':>8} {'peak MB':>8}"


class Asked(NamedTuple):
    """Which sizes are measured, in which ways."""

    sizes: Sequence[int]
    parts: Sequence[str] = PARTS
    workers: Sequence[int] = (1, 2)
    dask_workers: Sequence[int] = (1, 2, 4)
    seed: int = 1


class Run(NamedTuple):
    """One run of a caseload, and what it cost."""

    size: int
    what: str
    cost: Cost

    def line(self) -> str:
        clock, cpu, most = self.cost
        return (f"{self.size:6} {clock:9.1f} {clock / self.size:8.3f} {cpu:9.1f} {cpu / self.size:8.3f} {most:8.0f}  "
                f"{self.what}")


class _Bench:
    """A made-up caseload in a folder of its own, run in one way after the other."""

    def __init__(self, root: Path, size: int, asked: Asked) -> None:
        self.cases, self.root, self.size, self.asked = root / "cases", root, size, asked
        caseloads.make(self.cases, size, asked.seed)

    def runs(self) -> Iterator[Run]:
        """Measure everything that is asked, one after the other; what a run has written goes before the next."""
        if "plain" in self.asked.parts:
            yield from self._plain()
        if {"batch", "again"} & set(self.asked.parts):
            yield from self._batches()
        if "dask" in self.asked.parts:
            yield from self._dask()

    def _plain(self) -> Iterator[Run]:
        for workers in self.asked.workers:
            yield self._run(f"plain loop, {_processes(workers)}",
                            "tests.bench.plain", self.cases, self._out, workers, LAST_DAY)
            self._clear()

    def _batches(self) -> Iterator[Run]:
        for workers in self.asked.workers:
            yield self._batch(f"batch, {_processes(workers)}", "--workers", workers)
            if "again" in self.asked.parts and workers == self.asked.workers[-1]:
                yield self._batch(UNCHANGED, "--workers", workers)
                self._change_a_log()
                yield self._batch(ONE_LOG, "--workers", workers)
            self._clear()

    def _dask(self) -> Iterator[Run]:
        for workers in self.asked.dask_workers:
            with cluster(self._home, workers) as address:
                yield self._batch(f"Dask, {count(workers, 'worker')}", "--dask", address)
            self._clear()

    def _batch(self, what: str, *options: object) -> Run:
        """Run the command, as an adviser starts it."""
        return self._run(what, "app", "batch", self.cases, "--out", self._out, "--as-of", LAST_DAY, *options)

    def _run(self, what: str, *arguments: object) -> Run:
        with watched(lambda: f"{what}: {len(list(self._out.glob('*/report.html')))} of {self.size} cases") as found:
            done = subprocess.run([sys.executable, "-m", *map(str, arguments)], capture_output=True, check=False,
                                  env={**os.environ, "SECTIONF_HOME": str(self._home)})
        assert done.returncode in (ExitCode.DONE, ExitCode.SOME_FAILED), done.stderr
        return Run(self.size, what, found[0])

    @property
    def _out(self) -> Path:
        return self.root / "out"

    @property
    def _home(self) -> Path:
        return self.root / "home"

    def _change_a_log(self) -> None:
        log = sorted(self.cases.glob("*/log.csv"))[0]
        log.write_bytes(log.read_bytes() + b"\r\n")

    def _clear(self) -> None:
        for folder in (self._out, self._home):
            shutil.rmtree(folder, ignore_errors=True)


def _processes(workers: int) -> str:
    return count(workers, "process", "processes")


def lines(asked: Asked) -> Iterator[str]:
    """Give the whole table, a line as soon as it is known, and what follows from it."""
    made = list[Run]()
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            bench = _Bench(Path(folder), size, asked)
            if "steps" in asked.parts:
                yield from _of_steps(bench)
            if len(asked.parts) > 1 or "steps" not in asked.parts:
                yield f"\n{size} cases, seed {asked.seed}; CPU and memory of all processes together\n{HEAD}"
            for run in bench.runs():
                made.append(run)
                yield run.line()
    yield from ratios(made)


def _of_steps(bench: _Bench) -> Iterator[str]:
    """Give what each step costs, one case after the other in one process."""
    cases = sorted(bench.cases.iterdir())[:MOST_BY_STEP]
    taken = list(by_step(cases, bench.root / "steps"))
    yield f"\nby step, {len(cases)} cases in one process\n{'CPU s':>9} {'a case':>8} {'peak MB':>8}"
    for place, step in enumerate((*STEPS, ALONE)):
        seconds, most = sum(one[place].seconds for one in taken), max(one[place].most_mb for one in taken)
        yield f"{seconds:9.2f} {seconds / len(cases):8.3f} {most:8.0f}  {step}"
    whole, alone = (sum(part.seconds for one in taken for part in one if (part.step == ALONE) is beside)
                    for beside in (False, True))
    each = sorted(sum(part.seconds for part in one[:-1]) / one[-1].seconds for one in taken)
    yield (f"{whole:9.2f} {whole / len(cases):8.3f}           all steps: {whole / alone:.2f} times pdfplumber "
           f"({each[0]:.2f} to {each[-1]:.2f})")
    for what, folder in (("results", "out"), ("kept in our store", "store")):
        yield f"{'':18} {on_disk_mb(bench.root / 'steps' / folder) / len(cases):8.2f}  MB a case, {what}"
    shutil.rmtree(bench.root / "steps")


def ratios(made: Sequence[Run]) -> Iterator[str]:
    """Set runs beside each other: against the plain loop, against one worker, against the smallest caseload."""
    by_name = {(run.size, run.what): run.cost for run in made}
    yield f"\n{'clock':>7} {'CPU':>7}"
    for (size, what), cost in by_name.items():
        beside = [(size, what.replace("batch", "plain loop"))] if what.startswith("batch, ") else []
        beside += [(size, f"{what.rpartition(', ')[0]}, {one}") for one in ("1 process", "1 worker")]
        beside += [(other, what) for other, name in by_name if name == what and other < size][:1]
        for other in beside:
            if other in by_name and other != (size, what):
                yield _ratio(cost, by_name[other], (size, what), other)


def _ratio(one: Cost, other: Cost, name: tuple[int, str], of: tuple[int, str]) -> str:
    share = of[0] / name[0]
    return (f"{one.clock / other.clock * share:7.3f} {one.cpu / other.cpu * share:7.3f}  "
            f"{name[1]} ({name[0]} cases) : {of[1]} ({of[0]} cases), a case")
