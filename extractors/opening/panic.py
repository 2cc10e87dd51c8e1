"""A library of Rust that meets what it never thought of: what it says is kept quiet, what it raises made an error."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_alone = Lock()


@contextmanager
def said_to_nobody() -> Iterator[None]:
    """Raise a panic as an error, and keep its words, which are for programmers, from the screen."""
    with _alone:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        try:
            yield
        except BaseException as raised:
            if type(raised).__name__ != "PanicException":
                raise
            raise ValueError("a library broke off") from None
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)
