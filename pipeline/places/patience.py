"""Another try where the way to a store failed: what was done twice there is done once."""

import time
from collections.abc import Callable
from typing import TypeVar

from models.errors import ConnectionLost

WAITS = (2, 8)
"""Seconds before the second try and the third."""
Found = TypeVar("Found")


def patiently(do: Callable[[], Found]) -> Found:
    """Do what may be done again, and again after a while if a connection was lost."""
    for seconds in WAITS:
        try:
            return do()
        except ConnectionLost:
            time.sleep(seconds)
    return do()
