"""Reading that somebody waits for: they are told of each page as it is read."""

from collections.abc import Callable

Watch = Callable[[int, int], None]
"""Told the number of a page, counted from 1, and how many the file has."""


def unwatched(_page: int, _pages: int) -> None:
    """Tell nobody."""
