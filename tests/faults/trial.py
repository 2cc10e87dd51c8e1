"""One trial: a journey in a process of its own, in a world that is put back each time, and what it left."""

import os
import pickle
import re
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from models.errors import Stop
from tests.faults.calls import Call, Disk, Way, counted

MARKS = re.compile("[0-9a-f]{32}")
State = Mapping[str, bytes]
"""What is there, by names of it, in clear."""


class Told(NamedTuple):
    """How a process ended: what it gave, or in which words it stopped; neither, if it was killed."""

    gave: object = None
    stopped: str = ""
    fault: str = ""
    killed: bool = False


class Journey(NamedTuple):
    """What somebody does, and how its outcome is looked at; each is called in a process of its own, in the world."""

    name: str
    prepare: Callable[[Path], None]
    go: Callable[[Path], None]
    look: Callable[[Path], State]
    start: Callable[[Path], None] = lambda _world: None
    """What the program does when it is started the next time."""
    together: tuple[str, ...] = ()
    """How the names begin of what changes all at once."""
    tells: tuple[str, ...] = ()
    """The names of what may say meanwhile that it was not done."""
    repeats: bool = True
    """Whether it is done once more in any case; else only by whoever sees that it was not done."""
    again: Callable[[Path], None] | None = None
    """What they do who see that it was not done, where that is not the same."""
    settles: bool = False
    """Whether it is left to the next start to end it."""


class Undisturbed(NamedTuple):
    """What a journey finds, what it leaves, and all its calls."""

    before: State
    after: State
    left: Counter[str]
    calls: tuple[Call, ...]


def apart(do: Callable[[], object]) -> Told:
    """Do something in a process of its own."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(_told(do), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(pid, 0)
    return pickle.loads(said) if os.WIFEXITED(status) and said else Told(killed=True)  # noqa: S301  # by us, just now


def _told(do: Callable[[], object]) -> Told:
    try:
        return Told(gave=do())
    except (Stop, OSError) as stop:
        return Told(stopped=str(stop))
    except BaseException:
        return Told(fault=traceback.format_exc())


class World:
    """A folder that stands where it stood each time."""

    def __init__(self, folder: Path, journey: Journey) -> None:
        self.here, self._first, self.journey = folder / "world", folder / "first", journey
        self.here.mkdir()
        (self.here / "memory").mkdir()
        self._surely(journey.prepare)
        self.here.rename(self._first)
        self.as_before()
        before = self.look()
        self.as_before()
        told = self.go(Disk(self.here))
        assert isinstance(told.gave, tuple), told
        self.undisturbed = Undisturbed(before, self.look(), self.left(), told.gave)
        assert before != self.undisturbed.after, "the journey changes nothing"

    def as_before(self) -> None:
        """Put all back."""
        shutil.rmtree(self.here, ignore_errors=True)
        shutil.copytree(self._first, self.here, symlinks=True)

    def go(self, disk: Disk, *, again: bool = False) -> Told:
        """Go on the journey with a disk, for the first time or once more; what is given are the calls."""
        journey = self.journey.again if again and self.journey.again else self.journey.go

        def going() -> tuple[Call, ...]:
            with counted(disk):
                journey(self.here)
            return tuple(disk.calls)
        return apart(going)

    def look(self) -> State:
        """Look at what is there."""
        return self._surely(self.journey.look)

    def start(self) -> None:
        """Start the program again."""
        self._surely(self.journey.start)

    def left(self) -> Counter[str]:
        """Name the files that are there, whatever their ids are."""
        return Counter(MARKS.sub("*", path.relative_to(self.here).as_posix()) for path in self.here.rglob("*"))

    def _surely(self, do: Callable[[Path], object]) -> object:
        told = apart(lambda: do(self.here))
        assert not told.fault and not told.stopped and not told.killed, told.fault or told
        return told.gave


def tried(world: World, number: int, way: Way) -> list[str]:
    """Go on a journey at whose call of a number something happens; give all that is not as it has to be."""
    world.as_before()
    told = world.go(Disk(world.here, number, way))
    wrong = [f"a fault that nobody was told of: {told.fault}"] if told.fault else []
    if told.killed or world.journey.settles:
        world.start()
    now, plain = world.look(), world.undisturbed
    wrong += _half(now, plain, world.journey)
    if told.gave is not None and now != plain.after:
        wrong.append(f"it said that it was done, and it is not: {_differing(now, plain.after)}")
    world.start()
    if world.journey.repeats or now != plain.after:
        again = world.go(Disk(world.here), again=True)
        wrong += [f"the next run did not complete: {again}"] if again.gave is None else []
    if (now := world.look()) != plain.after:
        wrong.append(f"the next run gave something else: {_differing(now, plain.after)}")
    if (left := world.left()) != plain.left:
        wrong.append(f"left over: {left - plain.left}, missing: {plain.left - left}")
    return wrong


def _half(now: State, plain: Undisturbed, journey: Journey) -> list[str]:
    """Name what is neither as it was nor as it will be."""
    now, before, after = ({name: one for name, one in state.items() if name not in journey.tells}
                          for state in (now, plain.before, plain.after))
    wrong = [f"neither old nor new: {name}" for name in {*before, *after, *now}
             if now.get(name) not in (before.get(name), after.get(name))]
    for group in journey.together:
        states = [{name: one for name, one in state.items() if name.startswith(group)}
                  for state in (now, before, after)]
        if states[0] not in states[1:]:
            wrong.append(f"half of {group or 'all'}: {_differing(states[0], states[1])} | "
                         f"{_differing(states[0], states[2])}")
    return wrong


def _differing(one: State, other: State) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
