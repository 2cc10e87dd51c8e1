"""What a batch shows: how far it has come while it runs, and at its end what was not checked and how many were."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app import screen
from models.batch import Ended, Outcome
from templates.words import count

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

WORDS = {Outcome.CHECKED: "checked", Outcome.UNCHANGED: "unchanged since the last time",
         Outcome.STOPPED: "could not be checked: see above",
         Outcome.TOO_MUCH: "took too much time or memory: see above",
         Outcome.FAULT: "ended by a fault of this program: see above"}
PARTLY = "of the checked ones without some of their papers: see above"
EVERY_SECONDS = 60
"""So often a line says how far it has come, where nobody watches a terminal."""
LEAST_SECONDS = 5
"""Before that nobody can say how long it takes."""


class HowFar:
    """How far a batch has come."""

    def __init__(self, whole: int, bar: "Progress | None") -> None:
        """Begin; without a bar, lines say it now and then."""
        self.whole, self._bar, self._ended = whole, bar, Counter[Outcome]()
        self._said = self._began = time.monotonic()
        self._before, self._what = 0, "Looking for what has changed"
        self._task = bar.add_task(self._what, total=whole, failed="", left="") if bar else None

    @property
    def ended(self) -> int:
        """How many cases have ended, one way or another."""
        return self._ended.total()

    def doing(self, what: str) -> None:
        """Tell what is going on; what has ended until now says nothing of how long the rest takes."""
        self._what, self._before, self._began = what, self.ended, time.monotonic()
        self._show()

    def told(self, _case_id: str, outcome: Outcome) -> None:
        """Tell how a case has ended."""
        self._ended[outcome] += 1
        self._show()

    def _show(self) -> None:
        failed = sum(number for outcome, number in self._ended.items() if outcome.failed)
        said = f"{failed:,} could not be checked" if failed else ""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=self._what, completed=self.ended, failed=said, left=self._left())
        elif time.monotonic() - self._said >= EVERY_SECONDS:
            self._said = time.monotonic()
            screen.say("; ".join(filter(None, (f"{self._what}: {self.ended:,} of {self.whole:,}", said, self._left()))))

    def _left(self) -> str:
        here, seconds = self.ended - self._before, time.monotonic() - self._began
        left = self.whole - self.ended
        if not here or not left or seconds < LEAST_SECONDS:
            return ""
        return time_left(seconds / here * left)


def time_left(seconds: float) -> str:
    """Say about how long something still takes.

    >>> time_left(20), time_left(200), time_left(30_000)
    ('less than a minute left', 'about 3 minutes left', 'about 8 hours left')
    """
    minutes = round(seconds / 60)
    if not minutes:
        return "less than a minute left"
    return f"about {count(minutes, 'minute') if minutes < 90 else count(round(minutes / 60), 'hour')} left"


@contextmanager
def how_far(whole: int) -> Iterator[HowFar]:
    """Show how far a batch has come: as a bar on a terminal, and else as a line now and then."""
    if not sys.stderr.isatty():
        yield HowFar(whole, None)
        return
    from rich.console import Console

    with bar_on(Console(stderr=True)) as bar:
        yield HowFar(whole, bar)


def bar_on(console: "Console") -> "Progress":
    """Give the bar that says how far it has come, on one line of a console."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                    TextColumn("{task.fields[failed]}"), TextColumn("{task.fields[left]}"), console=console)


def show_how_they_ended(cases: Sequence[Ended], out: str) -> None:
    """Name what was not checked or not used, those of one reason in one line; then say how many ended how."""
    from pipeline.desk.caseload_page import by_reason

    failed = by_reason((case, case.reason) for case in cases if case.outcome.failed)
    unused = by_reason((case, why) for case in cases if case.glance for why in case.glance.unused)
    for why, sources in [*failed.items(), *unused.items()]:
        screen.say(f"  {', '.join(source.name for source in sources)}: {why}")
    numbers = Counter(case.outcome for case in cases)
    for outcome in Outcome:
        if numbers[outcome]:
            screen.show(f"{numbers[outcome]:6,}  {WORDS[outcome]}")
    if partly := sum(bool(case.glance and case.glance.unused) for case in cases):
        screen.show(f"{partly:6,}  {PARTLY}")
    screen.show(f"The results are in {out}: caseload.html shows them all, and leads to the folder of each case.")
