"""Inputs tried in processes that are ended when one takes too long: a hang is a failure, with where it hung."""

import faulthandler
import logging
import multiprocessing
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import NamedTuple, Protocol

from extractors.statement import read_statement
from models.errors import Stop
from tests.fuzz.inputs import Input
from tests.fuzz.trial import outcome

CPU, CLOCK = 10.0, 180.0
"""Seconds that an input may take, of its process and by the clock: recognition of pictures has its own processes."""
MOST_GROWTH = 200_000_000
"""So many bytes more than after its first inputs a process may hold after its last: caches of words fill slowly."""
MOST_MEMORY = 4 << 30
WARM = 2000
"""After so many inputs what is built once is built."""
FINE = ("read", *(stop.__name__ for stop in Stop.__subclasses__()))


class Named(Protocol):
    """What can make an input; it travels to the worker by itself."""

    def made(self) -> Input:
        """Make the input."""


class Tried(NamedTuple):
    """How one input ended, after so many CPU seconds."""

    case: Named
    ended: str
    """`read`, the name of a stop, or what went wrong and where."""
    seconds: float
    grown: int = 0
    """Bytes by which its process has grown since its first inputs."""

    @property
    def fine(self) -> bool:
        """Whether it gave a result or one clear stop."""
        return self.ended in FINE


def tried(cases: Sequence[Named], workers: int = 2, cpu: float = CPU) -> Iterator[Tried]:
    """Try every input; a worker that has to be ended is followed by another one."""
    pool = [_Worker(cases[first::workers], cpu) for first in range(min(workers, len(cases)))]
    while pool:
        for ready in wait([worker.results for worker in pool]):
            worker = next(worker for worker in pool if worker.results is ready)
            yield from worker.next()
            if not worker.left:
                worker.process.join()
                pool.remove(worker)


class _Worker:
    """A process and the inputs that it has still to try."""

    def __init__(self, cases: Sequence[Named], cpu: float) -> None:
        self.left, self.cpu = list(cases), cpu
        self.place = tempfile.NamedTemporaryFile("w+", suffix=".txt")  # noqa: SIM115
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("forkserver")
        self.results, far = context.Pipe(duplex=False)
        given = self.left, far, self.place.name, self.cpu
        self.process: ForkServerProcess = context.Process(target=_work, args=given)
        self.process.start()
        far.close()

    def next(self) -> Iterator[Tried]:
        """Give what has come in, or how the process ended."""
        try:
            yield Tried(self.left[0], *self.results.recv())
        except EOFError:
            self.process.join()
            yield Tried(self.left[0], f"ended: {_last_place(Path(self.place.name).read_text())}", self.cpu)
            del self.left[0]
            if self.left:
                self._start()
            return
        del self.left[0]


def _last_place(dump: str) -> str:
    """Give the innermost place of our own in a dump of where a process was."""
    ours = [line.strip() for line in dump.splitlines() if "site-packages" not in line and "/extractors/" in line]
    return ours[0].rsplit("/extractors/", 1)[1] if ours else "without a trace"


def _work(cases: Sequence[Named], results: Connection, place: str, cpu: float) -> None:
    """Try inputs one by one; the timers end the process, and leave a dump of where it was."""
    read_statement("Builds the language pipeline, once a process, for 5 minutes a day.")
    held = 0
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # a folder of our own within it
    with tempfile.TemporaryDirectory(dir=memory) as folder, Path(place).open("w") as dump:
        for end in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(end, signal.SIG_DFL)
            faulthandler.register(end, file=dump, all_threads=False, chain=True)
        for number, case in enumerate(cases):
            held = _held() if number == WARM else held
            dump.truncate(0)
            signal.setitimer(signal.ITIMER_PROF, cpu)
            signal.setitimer(signal.ITIMER_REAL, CLOCK)
            start = time.process_time()
            ended = _tried(case, Path(folder))
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            grown = _held() - held if held and number % 100 == 0 else 0
            results.send((ended, time.process_time() - start, grown))


def _held() -> int:
    """Count the bytes that this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * resource.getpagesize()


def _tried(case: Named, folder: Path) -> str:
    logging.disable(logging.CRITICAL)
    try:
        return outcome(case.made(), folder)
    except BaseException as fault:      # what a library of Rust raises is no Exception
        ours = [step for step in traceback.extract_tb(fault.__traceback__) if "site-packages" not in step.filename]
        return f"{type(fault).__name__} in {Path(ours[-1].filename).name}:{ours[-1].lineno} {ours[-1].name}"
