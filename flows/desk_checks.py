"""Where the checks of a desk run: in a warm process of this program, or by the workers of a standing service."""

import os
import time
from concurrent.futures import Future, TimeoutError
from contextlib import suppress
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Protocol

from flows import batch_work, desk_work
from flows.beside import Beside
from flows.names import DESK_FLOW, MOST_RUNS
from flows.processes import Warm
from pipeline.progress import Progress

if TYPE_CHECKING:
    from uuid import UUID

    from flows.workers import Workers

POLL_SECONDS = 0.5


class Checks(Protocol):
    """A place where checks run; the result of each is its fault, if it was one of ours."""

    def start(self) -> None:
        """Start what takes time to start."""

    def ready(self, progress: Progress) -> None:
        """Wait until a check can begin."""

    def check(self, case_id: str, today: str, seconds: float) -> "Future[str]":
        """Put a check in line; whoever cancels it ends it."""

    def close(self) -> None:
        """End what was started here."""


def checks() -> Checks:
    """Give the workers of the service that `SECTIONF_SERVICE` names, or else a process of ours."""
    service = os.environ.get("SECTIONF_SERVICE", "")
    return ByService(service) if service else Here()


class Here:
    """One process, warm, and a Prefect server beside it."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self.beside, self._url = Beside(), ""
        self._warm = Warm("flows.desk_work:warm_for_checks", most_bytes=batch_work.MOST_BYTES)

    def start(self) -> None:
        """Start the server and the process."""
        self.beside.start()
        self._warm.start()

    def ready(self, progress: Progress) -> None:
        """Wait for the server."""
        self._url = self.beside.ready(progress)

    def check(self, case_id: str, today: str, seconds: float) -> "Future[str]":
        """Put a check in line for the process."""
        return self._warm.do(desk_work.check, case_id, today, self._url, seconds=seconds)

    def close(self) -> None:
        """End both."""
        self._warm.close()
        self.beside.close()


class ByService:
    """The workers of a service; what they were given is looked after from here."""

    def __init__(self, url: str) -> None:
        """Call nobody yet."""
        self._url, self._lock, self._open = url, Lock(), True
        self._workers: Workers | None = None
        self._going: dict[UUID, _Handed] = {}

    def start(self) -> None:
        """Begin to look after what is handed over."""
        from flows.workers import Workers

        self._workers = Workers(self._url)
        Thread(target=self._look_after, daemon=True).start()

    def ready(self, progress: Progress) -> None:
        """Stop where nobody would take a check."""
        self._there.check_that_they_are_there()

    def check(self, case_id: str, today: str, seconds: float) -> "Future[str]":
        """Hand a check over."""
        handed = _Handed({"case_id": case_id, "today": today, "seconds": seconds})
        self._hand_over(handed)
        return handed.result

    def close(self) -> None:
        """Look after nothing any more; what was handed over goes on."""
        self._open = False

    @property
    def _there(self) -> "Workers":
        assert self._workers  # noqa: S101  # it was started
        return self._workers

    def _hand_over(self, handed: "_Handed") -> None:
        run = self._there.hand_over(DESK_FLOW, **handed.what)
        handed.runs += 1
        with self._lock:
            self._going[run] = handed

    def _look_after(self) -> None:
        import httpx

        while self._open:
            time.sleep(POLL_SECONDS)
            with self._lock:
                going = dict(self._going)
            with suppress(httpx.HTTPError):         # a server that starts again just now answers the next time
                self._end(going)

    def _end(self, going: "dict[UUID, _Handed]") -> None:
        for run in [run for run, handed in going.items() if handed.result.cancelled()]:
            self._there.cancel(run)
            self._let_go(run)
            del going[run]
        for run, ended in (self._there.ended(going) if going else {}).items():
            handed = self._let_go(run)
            if ended.state and ended.state.is_crashed() and handed.runs < MOST_RUNS:
                self._hand_over(handed)
            else:
                handed.end(ended.state)

    def _let_go(self, run: "UUID") -> "_Handed":
        with self._lock:
            return self._going.pop(run)


class _Handed:
    """A check that was handed over, and how often."""

    def __init__(self, what: dict[str, Any]) -> None:
        self.what, self.runs, self.result = what, 0, Future[str]()

    def end(self, state: Any) -> None:
        if not self.result.set_running_or_notify_cancel():
            return
        if state.message == TimeoutError.__name__:
            self.result.set_exception(TimeoutError())
        else:
            self.result.set_result("" if state.is_completed() else state.message or state.name)
