"""When cases are erased that were kept for as long as they may be: as the server starts, and once a day after that."""

import datetime as dt
import logging
from collections.abc import Callable
from threading import Event, Thread

from models.errors import Stop
from pipeline.batch import store_of_batches
from pipeline.desk.retention import erase_what_is_due
from pipeline.kept_by_batches import erase_what_is_old
from pipeline.store.cases import Cases

log = logging.getLogger("sectionf")
SECONDS = 600
"""Between two looks at the clock: a machine that slept notices the new day soon."""


class Keeping:
    """Looks once a day which cases are to be erased."""

    def __init__(self, cases: Cases, clock: Callable[[], dt.datetime], end_check: Callable[[str], None], *,
                 team: bool) -> None:
        """Look at nothing yet."""
        self._cases, self._clock, self._end_check, self._team = cases, clock, end_check, team
        self._day: dt.date | None = None
        self._closed = Event()

    def open(self) -> None:
        """Look now, and go on looking."""
        self.look()
        Thread(target=self._go_on, daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def look(self) -> None:
        """Erase what is due, unless that was done today; what cannot be done now is tried again."""
        now = self._clock()
        if now.date() == self._day:
            return
        try:
            erase_what_is_due(self._cases, now, self._end_check, team=self._team)
            erase_what_is_old(store_of_batches(), now)
            self._day = now.date()
        except (Stop, OSError) as fault:
            log.error("what is due to be erased could not be looked at: %s", type(fault).__name__)

    def _go_on(self) -> None:
        while not self._closed.wait(SECONDS):
            self.look()
