"""The checks of a desk: put in line, run where checks run, and ended when they take too long."""

import datetime as dt
from collections.abc import Callable, Iterable
from concurrent.futures import Future, TimeoutError
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from threading import RLock, Thread

from pebble import ProcessExpired

from extractors.limits import most
from flows import batch_work, desk_work
from flows.desk_checks import checks
from flows.processes import Warm
from models.caseload import UNDER_WAY, State, Stopped
from models.errors import Stop, UnusableCase
from models.papers import Recognised
from pipeline.steps import Ending
from pipeline.store import progress
from pipeline.store.cases import Cases
from pipeline.store.sealed.sealing_up import sealed_up
from pipeline.store.settings import only_one, until_alone
from pipeline.store.team.people import People
from pipeline.store.working import sweep

IN_LINE = "In line"
CHECK_SECONDS, LOOK_SECONDS = most("work", "seconds"), most("work", "look_seconds")
SWEEP_SECONDS = 60
LAST_SECONDS = 10
"""For which whoever erases a case waits for its check to end, which may run on another machine."""
TOO_LONG = Stopped(what="The check took longer than {minutes} minutes and was ended.",
                   remedy="Hand in the plan without its appended reports, or a scan at a lower resolution; "
                          "then check again.")
OUR_FAULT = Stopped(what="The check ended by a fault of this program, not of your papers ({fault}).",
                    remedy="Nothing that you handed in or decided is lost. Check again; if it happens again, "
                           "please report it with the words in brackets.")
NOT_LOOKED_AT = Stopped(what="This file could not be looked at: it took too long, or broke what reads it.",
                        remedy="Open it in the program that made it and save it again, or print it to a new PDF.")


class Runner:
    """Runs the checks of the cases of a desk; `clock` says what time it is."""

    def __init__(self, cases: Cases, clock: Callable[[], dt.datetime], seconds: float = CHECK_SECONDS) -> None:
        """Start nothing yet."""
        self._cases, self._clock, self._seconds = cases, clock, seconds
        self._line: Queue[str] = Queue()
        self._going: dict[str, Future[str] | None] = {}
        self._again: set[str] = set()
        self._lock, self._alone = RLock(), ExitStack()
        self._open = True
        self._checks, self._looks = checks(), Warm("flows.desk_work:warm_for_papers", most_bytes=batch_work.MOST_BYTES)

    def open(self) -> None:
        """Start what takes time to start, and go on with what was under way."""
        self._alone.enter_context(only_one(self._cases.store.folder))
        sweep()
        sealed_up(self._cases.store)
        self._cases.put_right()
        People(self._cases.database).put_right()
        self._cases.database.tidy()
        self._checks.start()
        self._looks.start()
        Thread(target=self._serve, daemon=True).start()
        self.take_up()

    def take_up(self) -> None:
        """Put in line again what a crash interrupted."""
        for case in self._cases.all():
            if case.state in UNDER_WAY:
                self.start(case.id)

    def start(self, case_id: str) -> None:
        """Put a check in line; a case whose check is under way is checked once more afterwards."""
        with self._lock:
            if case_id in self._going:
                self._again.add(case_id)
                return
            self._going[case_id] = None
            progress.begin(self._cases.store, case_id)
            progress.tell(self._cases.store, case_id, IN_LINE)
            self._cases.mark(case_id, State.WAITING)
        self._line.put(case_id)

    def look(self, paths: Iterable[Path]) -> list[Recognised]:
        """Say what papers are; what cannot be looked at in time has a problem."""
        looks = [self._looks.do(desk_work.look, str(path), seconds=LOOK_SECONDS) for path in paths]
        return [_seen(look) for look in looks]

    def forget(self, case_id: str) -> None:
        """End the check of a case that is being erased, and wait until it has ended: it would leave papers behind."""
        with self._lock:
            self._again.discard(case_id)
            running = self._going.pop(case_id, None)
        if running:
            running.cancel()
            until_alone(self._cases.store.folder_of(case_id), LAST_SECONDS)

    def close(self) -> None:
        """End all that was started here; a check that was under way is put in line again by the next start."""
        self._open = False
        self._checks.close()
        self._looks.close()
        sweep()
        self._alone.close()

    def _serve(self) -> None:
        while self._open:
            try:
                case_id = self._line.get(timeout=SWEEP_SECONDS)
            except Empty:
                sweep()     # as other programs of ours may have done that are gone
            else:
                self._begin(case_id)

    def _begin(self, case_id: str) -> None:
        try:
            self._checks.ready(partial(progress.tell, self._cases.store, case_id))
            running = self._put_in_line(case_id)
        except Stop as stop:
            self._end(case_id, Stopped(what=stop.what, where=stop.where, remedy=stop.remedy))
            return
        if running:
            running.add_done_callback(partial(self._ended, case_id))

    def _put_in_line(self, case_id: str) -> "Future[str] | None":
        """Have a case checked, unless it was erased meanwhile."""
        with self._lock:
            if case_id not in self._going:
                return None
            today = self._clock().date().isoformat()
            self._going[case_id] = running = self._checks.check(case_id, today, self._seconds)
        return running

    def _ended(self, case_id: str, running: "Future[str]") -> None:
        if running.cancelled() or not self._open:
            return
        error = running.exception()
        if error:
            sweep()     # what was ended has left its papers in clear
        if isinstance(error, TimeoutError):
            self._end(case_id, _filled(TOO_LONG, minutes=round(self._seconds / 60)))
        elif fault := _fault(error) or ("" if error else running.result()):
            self._end(case_id, _filled(OUR_FAULT, fault=fault))
        else:
            self._end(case_id, self._stopped(case_id))

    def _stopped(self, case_id: str) -> Stopped | None:
        """Give what stopped a check, as the step that it stopped in has left it in the store."""
        if not self._cases.store.has(case_id, "ending"):
            return None
        ending = self._cases.store.get(case_id, "ending", Ending)
        return Stopped(what=ending.what, where=ending.where, remedy=ending.remedy)

    def _end(self, case_id: str, stopped: Stopped | None) -> None:
        with self._lock, suppress(UnusableCase):        # it may have been erased meanwhile
            again = case_id in self._again
            self._again.discard(case_id)
            self._going.pop(case_id, None)
            if again:       # at once, so that nobody sees it done in between
                self.start(case_id)
            else:
                self._cases.mark(case_id, State.STOPPED if stopped else State.DONE, self._clock(), stopped)


def _seen(look: "Future[str]") -> Recognised:
    error = look.exception()
    return Recognised(problem=NOT_LOOKED_AT) if error else Recognised.model_validate_json(look.result())


def _fault(error: BaseException | None) -> str:
    """Name a fault, and say nothing of what it was about."""
    if isinstance(error, ProcessExpired):
        return "its process ended"
    return type(error).__name__ if error else ""


def _filled(stopped: Stopped, **words: object) -> Stopped:
    return stopped.model_copy(update={"what": stopped.what.format(**words)})
