"""One warm process for one kind of work, with a time limit that ends it; one that broke is replaced."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

from pebble import ProcessPool


class Warm:
    """A process that is kept, with its imports done; work for it stands in line."""

    def __init__(self, warm: Callable[[], None]) -> None:
        """Start nothing yet; `warm` is what the process does first."""
        self._warm, self._lock = warm, Lock()
        self._pool = self._new()

    def start(self) -> None:
        """Start the process, and do not wait for it."""
        self.do(str)

    def do(self, work: Callable[..., str], *args: str, seconds: float | None = None) -> "Future[str]":
        """Put work in line; its time runs from when it begins, and at the end of it the process is ended."""
        with self._lock:
            if not self._pool.active:
                self._pool = self._new()
            return self._pool.schedule(work, args=args, timeout=seconds)

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _new(self) -> ProcessPool:
        """Give a process that starts with nothing of ours, so that no lock is copied half taken."""
        return ProcessPool(max_workers=1, initializer=self._warm, context=multiprocessing.get_context("spawn"))
