"""A machine that stops at any moment of a piece of work: at the so-manyth of the calls that are watched."""

from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(BaseException):
    """The machine stops."""


class Machine:
    """Runs on and on, but while it is told when to stop."""

    def __init__(self, monkeypatch, *watched) -> None:
        """Watch calls, each given by the place that has it and its name there."""
        self._left = 0
        for place, name in watched:
            monkeypatch.setattr(place, name, self._counted(getattr(place, name)))

    @contextmanager
    def stopping_at(self, moment: int) -> Iterator[None]:
        """Stop at this call of the block, if it comes so far."""
        self._left = moment
        try:
            yield
        finally:
            self._left = 0

    def _counted(self, function):
        def call(*given, **named):
            self._left -= 1
            if self._left == 0:
                raise Stopped
            return function(*given, **named)
        return call
