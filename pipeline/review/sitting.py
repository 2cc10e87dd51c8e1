"""One sitting over what a person has to settle: whose turn it is, what was decided, and how it is taken back."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from models.review import Action, Decision, Made
from pipeline.review.decisions import append, key, read_decisions, settled, standing


class Askable(Protocol):
    """Something to be settled."""

    @property
    def about(self) -> str:
        """The name by which decisions find it again."""


Asked = TypeVar("Asked", bound=Askable)


@dataclass
class Sitting(Generic[Asked]):
    """The queue, the place in it, and the file to which decisions are appended."""

    path: Path
    by: str
    made: list[Made]
    queue: list[Asked] = field(default_factory=list)
    place: int = 0

    @property
    def current(self) -> Asked | None:
        """What is to be settled now; none at the end."""
        return self.queue[self.place] if self.place < len(self.queue) else None

    @property
    def waiting(self) -> list[Asked]:
        """What of the queue nobody has settled yet."""
        done = settled(standing(self.made))
        return [asked for asked in self.queue if asked.about not in done]

    def skip(self) -> None:
        """Leave the current one for another day."""
        self.place += 1

    def go_to(self, about: str) -> bool:
        """Go to the one of a name; whether it is in the queue."""
        found = [place for place, asked in enumerate(self.queue) if asked.about == about]
        self.place = found[0] if found else self.place
        return bool(found)

    def keep(self, *made: Made) -> None:
        """Put decisions on the disk, if there are any, and see what others have put there meanwhile."""
        if made:
            append(self.path, *made)
            self.made[:] = read_decisions(self.path)

    def undo(self, at: dt.datetime) -> bool:
        """Take back what this person did last, if it still stands, and go back to it."""
        last = self.last_act()
        if not last:
            return False
        self.keep(*(taken_back(one, self.by, at) for one in reversed(last)))
        self.go_to(last[0].about)
        return True

    def last_act(self) -> list[Made]:
        """Give what this person decided last and still stands; what was decided at one moment is one act."""
        own = [one for one in standing(self.made) if one.by == self.by and self.concerns(one)]
        return list(takewhile(lambda one: one.at == own[-1].at, reversed(own)))[::-1]

    def concerns(self, _made: Made) -> bool:
        """Whether a decision is of the kind that this sitting is about."""
        return True


def taken_back(made: Made, by: str, at: dt.datetime) -> Decision:
    """Give the undo of a decision."""
    name = getattr(made, "provision_id", "")
    return Decision(provision=made.about, provision_id=name, action=Action.UNDO, undoes=key(made), by=by, at=at)
