"""The words for how far a check has come, for whoever waits for it."""

from collections.abc import Callable
from functools import partial

from extractors.watched import Watch

Progress = Callable[[str], None]
"""Told the words for each step as it starts, and for each page as it is read."""

PLAN = "Reading the plan"
EARLIER_PLAN = "Reading an earlier version of the plan"
RECORDS = "Reading the school’s records"
COMPARING = "Setting what was due against the records"
ROUTES = "Looking at what can be done"
WRITING = "Writing the report and the letters"


def untold(_words: str) -> None:
    """Tell nobody."""


def by_page(progress: Progress, words: str) -> Watch:
    """Make words of the pages that are read.

    >>> by_page(print, PLAN)(3, 12)
    Reading the plan, page 3 of 12
    """
    return partial(_tell, progress, words)


def _tell(progress: Progress, words: str, page: int, pages: int) -> None:
    progress(f"{words}, page {page} of {pages}")
