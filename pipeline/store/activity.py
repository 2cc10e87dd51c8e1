"""What the record says of the last activity on each case, and of the warnings since; read on from where it was read."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from models.record import What
from pipeline.store.record import FILE

LOOKS = {what.value for what in What if what.is_a_look}
WARNINGS = {what.value for what in What if what.is_a_warning}
OF_ALL = What.RESTORED.value
"""Nobody has had time to look at what has only just come back."""


class Seen(NamedTuple):
    """Of one case: the last activity, and the days of the warnings since."""

    last: dt.datetime | None = None
    warned: tuple[dt.date, ...] = ()
    warned_last: tuple[dt.date, ...] = ()


class Activity:
    """The activity that one record tells of."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet."""
        self._path, self._lock = path, Lock()
        self._forget(0)

    def of(self, case_id: str) -> Seen:
        """Give what is told of a case, as of now."""
        with self._lock:
            self._read_on()
            return self._cases.get(case_id, self._all)

    def _forget(self, number: int) -> None:
        self._number, self._upto = number, 0
        self._cases, self._all = dict[str, Seen](), Seen()
        self._cut = False

    def _read_on(self) -> None:
        """Take in the lines that are new; a record that was shortened is another file, and is read anew."""
        if not self._path.exists():
            self._forget(0)
            return
        found = self._path.stat()
        if found.st_ino != self._number or found.st_size < self._upto:
            self._forget(found.st_ino)
        if found.st_size == self._upto:
            return
        with self._path.open("rb") as file:
            file.seek(self._upto)
            whole, end, _ = file.read().rpartition(b"\n")
        self._upto += len(whole + end)
        for line in whole.splitlines():
            self._take_in(line)

    def _take_in(self, line: bytes) -> None:
        try:
            told = json.loads(line)
            what, case_id, at = told["what"], told["case"], dt.datetime.fromisoformat(told["at"])
        except (ValueError, LookupError, TypeError):
            return
        if self._cut:       # what was before is not known: it counts for as late as it may have been
            self._all, self._cut = Seen(at), False
        if what == What.SHORTENED and not self._cases and not self._all.last:
            self._cut = True
        elif what == OF_ALL:
            self._cases, self._all = {}, Seen(at)
        elif case_id and what not in LOOKS:
            self._cases[case_id] = _after(self._cases.get(case_id, self._all), what, at)


def _after(seen: Seen, what: str, at: dt.datetime) -> Seen:
    """Give what is known of a case after one more entry about it."""
    if what not in WARNINGS:
        return Seen(at)
    day = at.astimezone().date()
    if what == What.WARNED:
        return seen._replace(warned=(*seen.warned, day))
    return seen._replace(warned_last=(*seen.warned_last, day))


@cache
def activity(folder: Path) -> Activity:
    """Give the activity that the record of a private folder tells of; each is read once a process, and then read on."""
    return Activity(folder / FILE)
