"""Readings of short texts, remembered: cells and headers come again and again, while a long text comes once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

LONGEST = 200
"""Letters of a text whose reading is remembered: thousands of longer ones would fill the memory of a process."""
Reader = TypeVar("Reader", bound=Callable[..., Any])


def remembered(most: int) -> Callable[[Reader], Reader]:
    """Remember the last readings, so many at most, of a function whose first argument is a text."""
    def remembering(read: Reader) -> Reader:
        kept = lru_cache(maxsize=most)(read)

        @wraps(read)
        def reading(text: str, *more: Any, **named: Any) -> Any:
            return (kept if len(text) <= LONGEST else read)(text, *more, **named)

        return cast("Reader", reading)

    return remembering
