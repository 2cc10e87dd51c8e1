"""Reading that somebody waits for: told of each page as it is read, and of each file and the time that it may take."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extractors.limits import most
from extractors.opening.regular import shown

Watch = Callable[[int, int], None]
"""Told the number of a page, counted from 1, and how many the file has."""


def unwatched(_page: int, _pages: int) -> None:
    """Tell nobody."""


class _Here:
    """Whoever limits this process, which no argument of a reader can carry."""

    told: Callable[[int, str], None] | None = None
    names: tuple[str, ...] = ()


def tell(told: Callable[[int, str], None]) -> None:
    """Tell this from now on how many seconds the file of a name may take; an empty name: none is being read."""
    _Here.told = told


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Say which file is being read while the block lasts."""
    _Here.names = (*_Here.names, shown(name))
    _say("file_seconds")
    try:
        yield
    finally:
        _Here.names = _Here.names[:-1]
        if not isinstance(sys.exc_info()[1], MemoryError):      # whoever ends us for that names the file
            _say("file_seconds")


def page_begins() -> None:
    """Say that a page is begun whose words have to be recognised, which has a time of its own."""
    _say("page_seconds")


def _say(time: str) -> None:
    if _Here.told:
        name = _Here.names[-1] if _Here.names else ""
        _Here.told(most("work", time), name)
