"""A library of Rust that meets what it never thought of: what it says is kept quiet, what it raises made an error."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from types import TracebackType

_alone = Lock()


@contextmanager
def said_to_nobody() -> Iterator[None]:
    """Raise a panic as an error, and keep its words, which are for programmers, from the screen."""
    with _alone, _AsError():
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


class _AsError(AbstractContextManager[None]):
    """Let a panic, which is no `Exception`, go on as one."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind and kind.__name__ == "PanicException":
            raise ValueError("a library broke off") from None
