"""What programs send and get beside the nouns and the public JSON of the house."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, StringConstraints

from models.case import Event
from models.caseload import CaseEntry, CaseSummary, State, Stopped
from models.noun import Noun
from models.papers import Paper, PaperKind, Refused
from models.record import Entry, Head
from pipeline.desk.caseload import Queue, Sort
from pipeline.review.records_desk import Kind

Json = dict[str, Any]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000, pattern=r"^[^\x00]*$")]
Correctable = Literal["provision", "service", "deliverer", "mode", "max_group_size", "ratio", "schedules",
                      "vague_terms", "status", "area_of_need"]


class CaseName(Noun):
    """What a case is called: the person's own choice."""

    name: Name = ""


class PapersHeld(Noun):
    """The papers of a case, why the last ones were refused, and what has to be settled before a check."""

    papers: list[Paper]
    refused: list[Refused]
    to_settle: list[str]


class PaperIs(Noun):
    """What a paper is."""

    kind: PaperKind


class Progress(Noun):
    """How far the check of a case has come."""

    state: State
    checked_at: dt.datetime | None = None
    stopped: Stopped | None = None
    run: str = ""
    steps: list[str]


class Offered(Noun):
    """A reading that is possible, and what it would change; empty where only a person can say that."""

    words: str
    edits: Json


class ReadingHeld(Noun):
    """One reading, as it stands, and all that is needed to settle it."""

    about: str
    """Its fingerprint: what decisions name it by."""
    reading: Json
    """As in `extract --json`, with the decisions so far laid over it."""
    settled: bool
    doubts: list[Json]
    choices: list[Offered]
    decisions: list[Json]
    """What was decided and stands."""


class Decide(Noun):
    """What somebody decides about a reading."""

    act: Literal["accept", "reject", "edit", "take"]
    choice: int = Field(default=0, ge=0, le=99)
    """With `take`: the number of the choice, counted from 1."""
    edits: dict[Correctable, JsonValue] = Field(default_factory=dict)
    """With `edit`: the fields that are otherwise, in the shapes of `extract --json`."""
    words: Words = ""
    """With `edit`, in the place of fields: how it is to be read, such as "two 30-minute sessions a week"."""
    why: Words = ""


class Asked(Noun):
    """What has to be said of the records."""

    about: str
    kind: Kind
    words: str
    """The label, the name or the header."""
    reason: str
    place: str
    choices: list[Json]
    """Items to which a label may belong, likeliest first."""
    examples: list[str]
    answered: bool


class Answer(Noun):
    """An answer to one question about the records."""

    about: Words
    choice: int = Field(default=0, ge=0, le=999)
    """Of a label: one of those offered, counted from 1."""
    provision: Name = ""
    """Of a label: another item of the plan."""
    nothing: bool = False
    """Of a label: it belongs to nothing in the plan."""
    name: Name = ""
    """Of a person: who it is."""
    role: Name = ""
    """Of a column: what it holds."""


class EventHeld(Noun):
    """Something that was sent, received or said."""

    id: str
    event: Event


class Letter(Noun):
    """A route of which a letter can be drafted now."""

    route: str
    title: str


class FileHeld(Noun):
    """A file of the last check: what it is, its size in bytes, and the SHA-256 by which it is asked for."""

    sha256: str
    what: str
    bytes: int


class Wanted(Noun):
    """How the caseload is asked for."""

    sort: Sort = Sort.PRIORITY
    up: bool | None = None
    """Whether the least comes first; left out, as is usual for what it is sorted by."""
    queue: Queue = Queue.ALL
    q: Words = Field(default="", max_length=200)
    """Words of the names of cases."""


class Glance(Noun):
    """One case of the caseload; it has no summary before its first check."""

    case: CaseEntry
    summary: CaseSummary | None
    priority: int | None
    """Minutes unexplained, times the weeks in which something can be done."""
    notes: int


class Otherwise(Noun):
    """What is to be otherwise; what is left out is as it was."""

    first: dt.date | None = None
    last: dt.date | None = None
    as_of: dt.date | None = None
    term_dates: Words = ""


class Seen(Noun):
    """What would be found, and what would be said otherwise, amount by amount."""

    check: Json
    """As in `check --json`."""
    lines: list[Json]


class RecordHeld(Noun):
    """Who did what with one case."""

    head: Head
    """The last entry of the whole record: kept elsewhere, it shows later whether entries were taken off the end."""
    entries: list[Entry]
