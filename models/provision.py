"""What a plan is, and what one item of provision in it is."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from models.amounts import Schedule
from models.doubt import Doubt
from models.noun import Noun
from models.source import Document, Quote


class PlanStatus(StrEnum):
    """The standing of a plan document. Only a final and an amended final plan bind (DOMAIN 1.4)."""

    DRAFT = "draft"
    FINAL = "final"
    AMENDED_FINAL = "amended_final"
    PROPOSED_AMENDED = "proposed_amended"
    WORKING_DOCUMENT = "working_document"
    CEASED = "ceased"

    @property
    def in_force(self) -> bool:
        """Whether a plan of this standing must be delivered."""
        return self in (PlanStatus.FINAL, PlanStatus.AMENDED_FINAL)


class Plan(Noun):
    """The particulars of a plan. None where the document does not state one; `quotes` says where each was read."""

    child_name: str | None = None
    date_of_birth: dt.date | None = None
    local_authority: str | None = None
    setting: str | None = None
    issue_date: dt.date | None = None
    status: PlanStatus | None = None
    home_educated: bool = False
    """The plan says that the parents have chosen to educate the child at home."""
    quotes: dict[str, Quote] = Field(default_factory=dict)


SectionLetter = StrEnum("SectionLetter", [
    ("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"), ("E", "E"), ("F", "F"), ("G", "G"),
    ("H1", "H1"), ("H2", "H2"), ("I", "I"), ("J", "J"), ("K", "K")])
"""The parts of a plan that regulation 12 of the SEND Regulations 2014 names."""


class Section(Noun):
    """A section and the pages, counted from 1, on which it stands."""

    letter: SectionLetter
    pages: tuple[int, ...]


class AreaOfNeed(StrEnum):
    """The four areas of the SEND Code of Practice, preparing for adulthood, and anything else that a plan prints."""

    COMMUNICATION = "communication_and_interaction"
    COGNITION = "cognition_and_learning"
    SEMH = "social_emotional_and_mental_health"
    SENSORY = "sensory_and_physical"
    ADULTHOOD = "preparing_for_adulthood"
    OTHER = "other"


class Service(StrEnum):
    """The kind of provision (CONTRACT)."""

    SPEECH_AND_LANGUAGE_THERAPY = "speech_and_language_therapy"
    OCCUPATIONAL_THERAPY = "occupational_therapy"
    PHYSIOTHERAPY = "physiotherapy"
    TEACHING_ASSISTANT = "teaching_assistant"
    SPECIALIST_TEACHER = "specialist_teacher"
    EDUCATIONAL_PSYCHOLOGY = "educational_psychology"
    LITERACY = "literacy"
    NUMERACY = "numeracy"
    SMALL_GROUP = "small_group"
    ELSA = "elsa"
    MENTORING = "mentoring"
    COUNSELLING = "counselling"
    TRAINING = "training"
    REVIEW_MEETING = "review_meeting"
    PROGRAMME_PLANNING = "programme_planning"
    SENSORY = "sensory"
    EQUIPMENT = "equipment"
    ACCESS_ARRANGEMENT = "access_arrangement"
    MOBILITY = "mobility"
    TRANSPORT = "transport"
    ENVIRONMENT = "environment"
    OTHER = "other"


class Mode(StrEnum):
    """How the child meets it: alone, in a group, in class, or not at all (work done for the child)."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    CLASS = "class"
    INDIRECT = "indirect"


class Status(StrEnum):
    """Whether the words can be measured (DOMAIN 2.2)."""

    MEASURABLE = "measurable"
    CHECKABLE = "checkable"
    PARTLY = "partly"
    VAGUE = "vague"
    CONDITIONAL = "conditional"


class Deliverer(Noun):
    """Who is to do it: the words, the role that they name, and whether they ask for a qualification."""

    text: str
    role: str
    """A role of `vocabulary/deliverers.toml`: slt, ot, ta, specialist_teacher ..."""
    qualified: bool = False


class Reading(Noun):
    """How the words of one statement are read; the same for a line of text and for an item of a plan."""

    text: str = Field(min_length=1)
    provision: bool = True
    """Whether it is provision at all, and not an outcome, a need, history or a price."""
    service: Service = Service.OTHER
    deliverer: Deliverer | None = None
    mode: Mode | None = None
    max_group_size: int | None = Field(default=None, ge=1)
    ratio: str | None = None
    schedules: tuple[Schedule, ...] = ()
    vague_terms: tuple[str, ...] = ()
    status: Status = Status.VAGUE
    review: tuple[Doubt, ...] = ()


class InForce(Noun):
    """The days on which an item stood in a plan that was in force, where several versions of the plan were given."""

    first: dt.date
    last: dt.date | None = None
    """None for an item of the latest version."""
    issued: dt.date
    """The date of the version whose words and pages these are."""
    file: str
    became: str = ""
    """The id of the item of the next version that took its place."""


class Provision(Reading):
    """One item of Section F, G, H1 or H2, with its place in the plan."""

    id: str
    """`F1`, `F2` ... in printed order."""
    section: SectionLetter = SectionLetter.F
    area_of_need: AreaOfNeed | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    """The other cells of its table row: who, how_often, review, outcome ..."""
    quote: Quote
    in_force: InForce | None = None
    """None where only one version of the plan was given: its own dates then say when it holds."""

    @property
    def ended(self) -> bool:
        """Whether only a version that is no longer in force has it."""
        return self.in_force is not None and self.in_force.last is not None


class PlanVersion(Noun):
    """One version of a plan, and the days on which it was the one in force."""

    plan: Plan
    source: Document
    first: dt.date
    last: dt.date | None = None
    provisions: tuple[Provision, ...] = ()
    """Its items as it prints them."""


class PlanReading(Noun):
    """A plan as it was read: particulars, sections, provisions, and what we are not sure of."""

    plan: Plan
    source: Document
    sections: tuple[Section, ...] = ()
    provisions: tuple[Provision, ...] = ()
    """The items of this version, and after them those that only an earlier version in force had."""
    versions: tuple[PlanVersion, ...] = ()
    """The versions in force, the earliest first, where several were given."""
    warnings: tuple[Doubt, ...] = ()
