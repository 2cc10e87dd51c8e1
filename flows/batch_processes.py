"""The warm processes that check the cases of a batch: shared by a run on this machine, its own for each Dask worker."""

import os
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from signal import SIGKILL
from threading import Lock

from pebble import ProcessExpired

from flows import batch_work, desk_work
from flows.cluster import threads
from flows.processes import Warm, ended_by_ctrl_c
from models.batch import Outcome
from pipeline.batch import store_of_batches
from pipeline.desk.endings import BROKE_OFF, FAULT, TOO_LARGE, TOO_LONG, end, ended_by
from pipeline.steps import Ending
from pipeline.store.working import sweep
from templates.words import count

NO_MEMORY = (batch_work.OUT_OF_MEMORY, -SIGKILL)
"""Refused to the process by us, or the process ended by the system for what it took."""


class _Here:
    """The processes of this process, which no parameter can carry."""

    processes: Warm | None = None
    over = False
    lock = Lock()


@contextmanager
def ready(at_once: int) -> Iterator[None]:
    """Have so many processes for as long as the block lasts; none where the work is done elsewhere.

    What a case has left in clear that was ended, here or by a run that was killed, is removed.
    """
    if not at_once:
        yield
        return
    sweep()
    _Here.processes, _Here.over = _warm(at_once), False
    try:
        with ended_by_ctrl_c(leave):
            yield
    finally:
        _Here.processes.close()
        _Here.processes = None
        sweep()


def leave() -> None:
    """Give up what the processes are at; from here on none takes a case."""
    with _Here.lock:
        _Here.over = True
        if _Here.processes:
            _Here.processes.give_up()


def check(case_id: str, today: str, seconds: float) -> Outcome:
    """Check a case in one of the processes, and say how it ended; one whose process was lost is begun once more."""
    work = _processes().do(batch_work.check, case_id, today, seconds=seconds)
    if _was_lost(work.exception()):
        work = _processes().do(batch_work.check, case_id, today, seconds=seconds)
    error = _ended_by(work)
    return end(store_of_batches(), case_id, _ending(error, seconds)) if error else Outcome(work.result())


def check_at_desk(case_id: str, today: str, seconds: float) -> str:
    """Check a case of the web app in one of the processes; give the kind of fault, if there was one."""
    work = _processes().do(desk_work.check, case_id, today, seconds=seconds)
    error = _ended_by(work)
    return type(error).__name__ if error else work.result()


def _ended_by(work: "Future[str]") -> BaseException | None:
    """Give what ended a check, if it did not end by itself; what it has left in clear is removed."""
    error = work.exception()
    if error:
        sweep()
    return error


def broke_off(case_id: str, fault: str = "its worker was lost") -> Outcome:
    """Say that a check ended without saying how."""
    return end(store_of_batches(), case_id, ended_by(FAULT, fault=fault))


def _processes() -> Warm:
    """Give the processes; a Dask worker, which nobody has given any, makes itself one for each case it has at once."""
    with _Here.lock:
        if _Here.over:
            raise CancelledError
        if _Here.processes is None:
            _Here.processes = _warm(threads())
        return _Here.processes


def at_once() -> int:
    """Say how many cases a machine checks at once: one for each core, or what `SECTIONF_WORKERS` says."""
    said = os.environ.get("SECTIONF_WORKERS", "")
    return int(said) if said.isdecimal() and int(said) else os.cpu_count() or 1


def _warm(at_once: int) -> Warm:
    made = Warm("flows.batch_work:warm", at_once, batch_work.MOST_BYTES)
    made.start()
    return made


def _was_lost(error: BaseException | None) -> bool:
    """Whether a process ended that nobody here had ended: that may have been no matter of its case.

    One that ends while it takes its work from the others takes the way to them along.
    """
    lost = isinstance(error, ProcessExpired) and error.exitcode != batch_work.OUT_OF_MEMORY
    return lost or isinstance(error, BrokenProcessPool)


def _ending(error: BaseException, seconds: float) -> Ending:
    if isinstance(error, TimeoutError):
        return ended_by(TOO_LONG, time=count(round(seconds / 60), "minute") if seconds >= 60
                        else count(round(seconds), "second"))
    if not isinstance(error, ProcessExpired):
        return ended_by(FAULT, fault=type(error).__name__)
    if error.exitcode in NO_MEMORY:
        return TOO_LARGE
    return ended_by(BROKE_OFF, fault=f"signal {-error.exitcode}" if error.exitcode < 0 else f"status {error.exitcode}")
