"""Readings of texts, remembered: many of short ones, which come again and again, and few of long ones."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

SHORT = 200
"""Letters of a text that is short."""
FEW = 64
"""So many of long texts are: thousands, of up to 32,767 letters each, would fill the memory of a process."""
Reader = TypeVar("Reader", bound=Callable[..., Any])


def remembered(most: int) -> Callable[[Reader], Reader]:
    """Remember the last readings of a function whose first argument is a text, so many at most if it is short."""
    def remembering(read: Reader) -> Reader:
        of_short, of_long = lru_cache(maxsize=most)(read), lru_cache(maxsize=FEW)(read)

        @wraps(read)
        def reading(text: str, *more: Any, **named: Any) -> Any:
            return (of_short if len(text) <= SHORT else of_long)(text, *more, **named)

        return cast("Reader", reading)

    return remembering
