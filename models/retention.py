"""For how long a case is kept: the day on which it is to be erased, what was said of that, and a hold on it."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from models.noun import Noun
from models.record import What


class Hold(Noun):
    """A hold put on a case or lifted from it by a person: a complaint is open, or a claim may come."""

    at: dt.datetime
    by: str
    why: str = Field(min_length=1)
    lifted: bool = False


class Stage(StrEnum):
    """How near the erasure of a case is."""

    FAR = "far"
    NEAR = "near"
    """Within the time of the first warning."""
    LAST = "last"
    """Within that of the last one."""
    DUE = "due"


class Standing(Noun):
    """How it stands with the time of a case."""

    last: dt.date
    """The last day on which anybody did anything with it but look."""
    day: dt.date | None = None
    """The day on which it is to be erased, if today's warning is seen; None where it is on hold, or kept for good."""
    stage: Stage = Stage.FAR
    to_say: What | None = None
    """The warning that has to be given before the day can come, where it was not."""
    hold: Hold | None = None
    unknown: bool = False
    """It cannot be opened: nobody can tell whether it is on hold, and so it is not erased by itself."""

    @property
    def warns(self) -> bool:
        """Whether it has to be said wherever the case is shown."""
        return self.stage is not Stage.FAR
