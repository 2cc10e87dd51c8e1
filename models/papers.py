"""The papers of a case as they were handed in: which file is what, on what that rests, and what is wrong with one."""

from enum import StrEnum

from models.caseload import Stopped
from models.noun import Noun


class PaperKind(StrEnum):
    """What a paper is in a case; the values are the names under `[files]` in `case.toml`."""

    PLAN = "plan"
    EARLIER_PLAN = "earlier_plans"
    TIMETABLE = "timetables"
    LOG = "logs"
    REGISTER = "registers"
    CALENDAR = "calendar"
    EVENTS = "event_lists"
    REPORT = "advice"
    """A professional's report. A check does not read it; it can be compared with the plan."""
    UNKNOWN = "others"
    """Kept, and read by nobody until a person says what it is."""


class Recognised(Noun):
    """What a paper was taken for, and on what that rests; or why it cannot be read."""

    kind: PaperKind = PaperKind.UNKNOWN
    because: str = ""
    problem: Stopped | None = None


class Paper(Noun):
    """One paper of a case."""

    id: str
    """The start of the SHA-256 of its bytes: addresses name it so, and never by its file name."""
    file: str
    """The name that it was handed in under, made safe."""
    bytes: int
    kind: PaperKind
    recognised: Recognised = Recognised()


class Refused(Noun):
    """A file that was not taken, and why; without a file name it is about something else that was handed in."""

    file: str
    why: Stopped


class RefusedPapers(Noun):
    """What was refused of all that was handed in last."""

    papers: tuple[Refused, ...] = ()
