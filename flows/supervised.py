"""A command in a process of its own: one that takes too long, too much memory, or breaks, is ended and explained.

The process is a copy of this one, made before anything heavy is imported: a start costs some milliseconds, its results
need not travel, and what no Python code can catch (a library that aborts, or that never comes back) cannot take the
explanation with it. A limit within the one process would do neither.
"""

import atexit
import contextlib
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from extractors import watched
from extractors.limits import most

OUT_OF_MEMORY = 71
"""The exit status of a process that was refused more memory."""
DIE_WITH_PARENT = 1
"""What `prctl` of Linux calls it."""
PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
OFTEN = 0.5
"""So many seconds at most until an end is noticed that the pipe does not tell."""


class Ended(NamedTuple):
    """How a command ended: with its own status, or why it was ended and at which file."""

    status: int
    why: str = ""
    """`time`, `memory` or `broken`; empty for an end of its own."""
    file: str = ""


def supervised(work: Callable[[], int], seconds: float | None) -> Ended:
    """Do work in a process of its own, for so many seconds at most; while it reads a file, for those of a file."""
    ours, theirs = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent, child = os.getpid(), os.fork()
    if child == 0:
        os.close(ours)
        _work(work, parent, theirs)
    os.close(theirs)
    return _Watch(child, ours, seconds).ended()


def _work(work: Callable[[], int], parent: int, told: int) -> NoReturn:
    """Do the work, and leave with its status; nothing of whoever was copied goes on in the copy."""
    _die_with(parent)
    with contextlib.suppress(ValueError, OSError):      # it has less already
        bytes_of_memory = most("work", "bytes_of_memory")
        resource.setrlimit(resource.RLIMIT_AS, (bytes_of_memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    watched.tell(lambda seconds, name: _say(told, f"{seconds} {name}\n"))
    try:
        status = work()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except KeyboardInterrupt:
        status = 128 + signal.SIGINT
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _die_with(parent: int) -> None:
    """See to it that nothing goes on once nobody waits for it."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _say(told: int, words: str) -> None:
    with contextlib.suppress(OSError):
        os.write(told, words.encode("utf-8", "replace"))


class _Watch:
    """What is known of the process, and when it has to be done."""

    def __init__(self, child: int, told: int, seconds: float | None) -> None:
        self._child, self._told = child, told
        self._end = time.monotonic() + seconds if seconds else float("inf")
        self._file, self._file_end, self._heard = "", float("inf"), b""

    def ended(self) -> Ended:
        """Wait for the end, or bring it about."""
        before = {sign: signal.signal(sign, self._pass_on) for sign in PASSED_ON}
        try:
            while True:
                self._listen()
                done, status = os.waitpid(self._child, os.WNOHANG)
                if done:
                    return self._how(os.waitstatus_to_exitcode(status))
                if time.monotonic() > min(self._end, self._file_end):
                    os.kill(self._child, signal.SIGKILL)
                    os.waitpid(self._child, 0)
                    return Ended(1, "time", self._file)
        finally:
            os.close(self._told)
            for sign, handler in before.items():
                signal.signal(sign, handler)

    def _listen(self) -> None:
        """Wait for what the process tells, or for its end."""
        if not select.select([self._told], [], [], OFTEN)[0]:
            return
        heard = os.read(self._told, 4096)
        if not heard:
            time.sleep(0.002)       # the pipe is closed a moment before the process is gone
            return
        *lines, self._heard = (self._heard + heard).split(b"\n")
        for line in lines:
            seconds, _, name = line.decode("utf-8", "replace").partition(" ")
            self._file, self._file_end = name, time.monotonic() + float(seconds) if name else float("inf")

    def _how(self, status: int) -> Ended:
        if status == OUT_OF_MEMORY:
            return Ended(1, "memory", self._file)
        if status >= 0:
            return Ended(status)
        if -status in PASSED_ON:
            return Ended(128 - status)
        return Ended(1, "memory" if status == -signal.SIGKILL else "broken", self._file)

    def _pass_on(self, sign: int, _frame: object) -> None:
        """Give a signal to the process; Ctrl-C at a terminal has reached it already."""
        if sign != signal.SIGINT or not os.isatty(0):
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, sign)
