"""Warm processes for one kind of work: a time limit ends one, one that broke is replaced, and none outlives us."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Lock, Thread, current_thread, main_thread
from typing import Any

from pebble import ProcessPool

MOST_WORK = 200
"""After so much a process makes room for a new one, so that nothing it has gathered stays."""


class Warm:
    """Processes that are kept, with their imports done; work for them stands in line."""

    def __init__(self, warm: str, at_once: int = 1, most_bytes: int = 0) -> None:
        """Start nothing yet; `warm` names what a process imports first, as "module:function"; 0 bytes are no limit."""
        self._begin, self._at_once, self._lock = (warm, most_bytes), at_once, Lock()
        self._pool, self._going = self._new(), set[Future[str]]()

    def start(self) -> None:
        """Start the processes, and do not wait for them."""
        self.do(str)

    def do(self, work: Callable[..., str], *args: str, seconds: float | None = None) -> "Future[str]":
        """Put work in line; its time runs from when it begins, and at the end of it the process is ended."""
        with self._lock:
            if not self._pool.active:
                self._end()
                self._pool = self._new()
            going = self._pool.schedule(work, args=args, timeout=seconds)
        self._going.add(going)
        going.add_done_callback(self._going.discard)
        return going

    def give_up(self) -> None:
        """Cancel all work that is under way or in line; whoever waits for it is told at once."""
        for going in tuple(self._going):
            going.cancel()

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self.give_up()
        self._end()

    def _end(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _new(self) -> ProcessPool:
        """Give processes that start with nothing of ours, so that no lock is copied half taken."""
        return _Pool(max_workers=self._at_once, max_tasks=MOST_WORK, initializer=_begin, initargs=self._begin,
                     context=multiprocessing.get_context("spawn"))


class _Pool(ProcessPool):
    """Ends its processes before it takes down their locks, which one that is just starting would miss and complain."""

    def _stop_pool(self) -> None:
        if self._pool_manager_loop:         # from here on no process is started
            self._pool_manager_loop.join()
        self._pool_manager.worker_manager.force_stop_workers()  # type: ignore[no-untyped-call]
        super()._stop_pool()  # type: ignore[no-untyped-call]


def _begin(warm: str, most_bytes: int) -> None:
    """Do what takes time once the process cannot be left behind; more memory than this is refused to it."""
    outlive_nobody()
    if most_bytes:
        with suppress(ValueError, OSError):     # macOS knows no such limit
            resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    module, _, function = warm.partition(":")
    getattr(import_module(module), function)()


@contextmanager
def ended_by_ctrl_c(end: Callable[[], None]) -> Iterator[None]:
    """Have what is under way ended when somebody presses Ctrl+C: nobody should have to wait for it."""
    if current_thread() is not main_thread():       # it is told to the first thread alone
        yield
        return

    def interrupted(*_signal: Any) -> None:
        Thread(target=end).start()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def outlive_nobody() -> None:
    """See to it that this process leaves when its parent is gone, or says so."""
    os.setpgrp()
    signal.signal(signal.SIGTERM, _leave)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        _leave()


def _leave(*_signal: Any) -> None:
    """Leave at once, with every program that was started from here."""
    os.killpg(0, signal.SIGKILL)
