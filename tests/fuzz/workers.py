"""Inputs tried in processes that are ended when one takes too long: a hang is a failure, with where it hung."""

import ctypes
import faulthandler
import gc
import logging
import multiprocessing
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple, Protocol

from extractors.statement import read_statement
from models.errors import Stop
from tests.fuzz.inputs import Input
from tests.fuzz.trial import outcome

CPU, CLOCK = 10.0, 180.0
"""Seconds that an input may take, of its process and by the clock: recognition of pictures has its own processes."""
MOST_GROWTH = 100_000_000
"""So many bytes more than after its first inputs a process that reads may hold: caches of words fill slowly."""
MOST_MEMORY = 4 << 30
WARM = 2000
"""After so many inputs what is built once is built."""
STATM = Path("/proc/self/statm")
TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)
"""What makes glibc give back freed memory, of which it keeps as much as was ever in use at once."""
OFTEN = 1000
"""After each so many inputs it is looked what the process holds."""
FINE = ("read", *(stop.__name__ for stop in Stop.__subclasses__()))
Read = Callable[[Input, Path], str]
"""What reads an input, with a folder of its own, and says how that ended."""


class Named(Protocol):
    """What can make an input; it travels to the maker by itself."""

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


def tried(cases: Sequence[Named], workers: int = 2, cpu: float = CPU, read: Read = outcome) -> Iterator[Tried]:
    """Try every input; a worker that has to be ended is followed by another one."""
    pool = [_Worker(cases[first::workers], cpu, read) for first in range(min(workers, len(cases)))]
    while pool:
        for ready in wait([worker.results for worker in pool]):
            worker = next(worker for worker in pool if worker.results is ready)
            yield from worker.next()
            if not worker.left:
                worker.join()
                pool.remove(worker)


class _Worker:
    """A process that reads, one that makes its inputs (what making leaves is not ours), and the inputs still to try."""

    def __init__(self, cases: Sequence[Named], cpu: float, read: Read) -> None:
        self.left, self.cpu, self.read = list(cases), cpu, read
        self.place = tempfile.NamedTemporaryFile("w+", suffix=".txt")  # noqa: SIM115
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("forkserver")
        made, into = context.Pipe(duplex=False)
        self.results, far = context.Pipe(duplex=False)
        self.processes = (
            context.Process(target=_make, args=(self.left, into)),
            context.Process(target=_work, args=(made, far, self.place.name, self.cpu, self.read)))
        for process in self.processes:
            process.start()
        for end in (made, into, far):
            end.close()

    def join(self) -> None:
        """Wait until both processes have ended."""
        for process in self.processes:
            process.join()

    def next(self) -> Iterator[Tried]:
        """Give what has come in, or how the process ended."""
        try:
            yield Tried(self.left[0], *self.results.recv())
        except EOFError:
            self.join()
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


def _make(cases: Sequence[Named], into: Connection) -> None:
    """Make inputs one by one, for as long as there is one who reads them."""
    with suppress(BrokenPipeError):
        for case in cases:
            into.send(case.made())
        into.send(None)


def _work(made: Connection, results: Connection, place: str, cpu: float, read: Read) -> None:
    """Try inputs one by one; the timers end the process, and leave a dump of where it was."""
    read_statement("Builds the language pipeline, once a process, for 5 minutes a day.")
    logging.disable(logging.CRITICAL)
    held = 0
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # a folder of our own within it
    with tempfile.TemporaryDirectory(dir=memory) as folder, Path(place).open("w") as dump:
        for end in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(end, signal.SIG_DFL)
            faulthandler.register(end, file=dump, all_threads=False, chain=True)
        for number, given in enumerate(iter(made.recv, None)):
            held = _held() if number == WARM else held
            dump.truncate(0)
            signal.setitimer(signal.ITIMER_PROF, cpu)
            signal.setitimer(signal.ITIMER_REAL, CLOCK)
            start = time.process_time()
            ended = _tried(read, given, Path(folder))
            seconds = time.process_time() - start
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            grown = _held() - held if held and number % OFTEN == 0 else 0
            results.send((ended, seconds, grown))


def _held() -> int:
    """Count the bytes of its own that this process holds, once what it has freed is given back to the system."""
    if not STATM.exists():
        return 0
    gc.collect()
    if TRIM:
        TRIM(0)
    _, resident, shared, *_ = map(int, STATM.read_text().split())
    return (resident - shared) * resource.getpagesize()


def _tried(read: Read, given: Input, folder: Path) -> str:
    try:
        return read(given, folder)
    except BaseException as fault:      # what a library of Rust raises is no Exception
        ours = [step for step in traceback.extract_tb(fault.__traceback__) if "site-packages" not in step.filename]
        return f"{type(fault).__name__} in {Path(ours[-1].filename).name}:{ours[-1].lineno} {ours[-1].name}"
