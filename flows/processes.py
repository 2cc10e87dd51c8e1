"""One warm process for one kind of work: a time limit ends it, one that broke is replaced, and none outlives us."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from importlib import import_module
from threading import Lock, Thread
from typing import Any

from pebble import ProcessPool


class Warm:
    """A process that is kept, with its imports done; work for it stands in line."""

    def __init__(self, warm: str) -> None:
        """Start nothing yet; `warm` names what the process imports first, as "module:function"."""
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
        return ProcessPool(max_workers=1, initializer=_begin, initargs=(self._warm,),
                           context=multiprocessing.get_context("spawn"))


def _begin(warm: str) -> None:
    """Do what takes time once the process cannot be left behind."""
    outlive_nobody()
    module, _, function = warm.partition(":")
    getattr(import_module(module), function)()


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
