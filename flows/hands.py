"""The warm processes that check the cases of a batch: shared by a run on this machine, its own for each Dask worker."""

from collections.abc import Iterator
from concurrent.futures import Future, TimeoutError
from contextlib import contextmanager
from signal import SIGKILL
from threading import Lock

from pebble import ProcessExpired

from flows import hand
from flows.cluster import threads
from flows.processes import Warm
from models.batch import Outcome
from pipeline.batch import FAULT, TOO_MUCH, end, store_of_batches

NO_MEMORY = (hand.OUT_OF_MEMORY, -SIGKILL)
"""Refused to the process by us, or the process ended by the system for what it took."""


class _Here:
    """The processes of this process, which no parameter can carry."""

    hands: Warm | None = None
    lock = Lock()


@contextmanager
def ready(at_once: int) -> Iterator[None]:
    """Have so many processes for as long as the block lasts; none where the work is done elsewhere."""
    if not at_once:
        yield
        return
    _Here.hands = _warm(at_once)
    try:
        yield
    finally:
        _Here.hands.close()
        _Here.hands = None


def check(case_id: str, today: str, seconds: float) -> Outcome:
    """Check a case in one of the processes, and say how it ended."""
    return _outcome(case_id, _hands().do(hand.check, case_id, today, seconds=seconds))


def broke_off(case_id: str, fault: str = "its worker was lost") -> Outcome:
    """Say that a check ended without saying how."""
    end(store_of_batches(), case_id, FAULT.model_copy(update={"what": FAULT.what.format(fault=fault)}))
    return Outcome.FAULT


def _hands() -> Warm:
    """Give the processes; a Dask worker, which nobody has given any, makes itself one for each case it has at once."""
    with _Here.lock:
        if _Here.hands is None:
            _Here.hands = _warm(threads())
        return _Here.hands


def _warm(at_once: int) -> Warm:
    made = Warm("flows.hand:warm", at_once, hand.MOST_BYTES)
    made.start()
    return made


def _outcome(case_id: str, work: "Future[str]") -> Outcome:
    error = work.exception()
    if error is None:
        return Outcome(work.result())
    if isinstance(error, TimeoutError) or (isinstance(error, ProcessExpired) and error.exitcode in NO_MEMORY):
        end(store_of_batches(), case_id, TOO_MUCH)
        return Outcome.TOO_MUCH
    return broke_off(case_id, "its process ended" if isinstance(error, ProcessExpired) else type(error).__name__)
