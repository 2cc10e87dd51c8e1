"""What a job and all the processes that it starts take: seconds by the clock, CPU seconds, and memory at its most."""

import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from tests.flows.processes import descendants

TICKS = os.sysconf("SC_CLK_TCK")
LOOK_SECONDS, TELL_SECONDS = 0.5, 30


class Cost(NamedTuple):
    """What a job took, all of its processes included."""

    clock: float
    cpu: float
    most_mb: float


@contextmanager
def watched(progress: Callable[[], str]) -> Iterator[list[Cost]]:
    """Measure the block, and tell now and then how far it has come; the cost is there when the block has ended."""
    found, done, most = list[Cost](), Event(), [0.0]

    def watch() -> None:
        told = time.monotonic()
        while not done.wait(LOOK_SECONDS):
            most[0] = max(most[0], sum(map(megabytes, descendants(os.getpid()))))
            if time.monotonic() - told > TELL_SECONDS:
                told = time.monotonic()
                sys.stderr.write(f"  … {progress()} after {told - start:.0f} s\n")

    thread, start, spent = Thread(target=watch), time.monotonic(), _spent()
    thread.start()
    try:
        yield found
        found.append(Cost(time.monotonic() - start, _spent() - spent, most[0]))
    finally:
        done.set()
        thread.join()
        found[:] = [one._replace(most_mb=most[0]) for one in found]


def megabytes(pid: int) -> float:
    """Give the memory of a process, what it shares with others counted in parts."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024


def _spent() -> float:
    """CPU seconds of all that was ever started from here: of what has ended, and of what still runs."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + sum(map(_spent_by, descendants(os.getpid())))


def _spent_by(pid: int) -> float:
    """CPU seconds of a process, and of those that it has seen end."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / TICKS
