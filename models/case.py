"""One child's case: the files, the people to write to, the window, and what was sent and received."""

import datetime as dt
from enum import StrEnum
from pathlib import Path

from pydantic import Field, field_validator

from models.noun import Noun
from models.provision import Service


class Contact(Noun):
    """A person or an office to write to."""

    name: str = ""
    role: str = ""
    address: tuple[str, ...] = ()


class EventKind(StrEnum):
    """How something came about in the course of a case."""

    SENT = "sent"
    RECEIVED = "received"
    MEETING = "meeting"
    CALL = "call"
    HAPPENED = "happened"
    """Neither said nor written: a decision took effect, support was taken away."""


class Milestone(StrEnum):
    """What an event was, where a period starts or ends with it (DOMAIN 5.2)."""

    ACKNOWLEDGED = "acknowledged"
    """A letter of ours was acknowledged; that is no answer."""
    REVIEW_MEETING = "review_meeting"
    REVIEW_REPORT = "review_report"
    DECISION_TO_AMEND = "decision_to_amend"
    DECISION_NOT_TO_AMEND = "decision_not_to_amend"
    DECISION_TO_CEASE = "decision_to_cease"
    REFUSAL = "refusal"
    """The authority will not assess, or assess again."""
    AMENDMENT_NOTICE = "amendment_notice"
    DRAFT_PLAN = "draft_plan"
    FINAL_PLAN = "final_plan"
    MEDIATION_REQUEST = "mediation_request"
    MEDIATION_MEETING = "mediation_meeting"
    MEDIATION_DECLINED = "mediation_declined"
    MEDIATION_CERTIFICATE = "mediation_certificate"
    TRIBUNAL_APPEAL = "tribunal_appeal"
    TRIBUNAL_ORDER = "tribunal_order"
    TRIBUNAL_ORDER_PLACEMENT = "tribunal_order_placement"
    """An order about Section I alone."""
    PROVISION_REMOVED = "provision_removed"
    PERMANENT_EXCLUSION = "permanent_exclusion"
    RECORDS_REFUSED = "records_refused"
    PRE_ACTION_LETTER = "pre_action_letter"
    FOI_REQUEST = "foi_request"
    EDUCATIONAL_RECORD_REQUEST = "educational_record_request"
    HEALTH_COMPLAINT = "health_complaint"
    SOCIAL_STAGE_1 = "social_stage_1"
    SOCIAL_STAGE_1_REPLY = "social_stage_1_reply"
    SOCIAL_STAGE_2 = "social_stage_2"
    SOCIAL_STAGE_3 = "social_stage_3"
    CONCERNS_READ = "concerns_read"
    """A person has looked at the rows whose words may be about harm."""


class Post(StrEnum):
    """How a letter goes."""

    EMAIL = "email"
    FIRST_CLASS = "first_class"
    BY_HAND = "by_hand"


class Event(Noun):
    """A letter, a reply, a meeting, a call, or something that happened."""

    date: dt.date
    kind: EventKind
    route: str | None = None
    words: str = ""
    milestone: Milestone | None = None
    post: Post | None = None
    at: dt.time | None = None
    """The time of day, which matters for an email."""
    reply_by: dt.date | None = None
    """The day by which a letter of ours asked for an answer, where it was another than the usual one."""

    @field_validator("route")
    @classmethod
    def _in_capitals(cls, route: str | None) -> str | None:
        return route.strip().upper() or None if route else None


class SchoolKind(StrEnum):
    """What kind of school it is: what may be asked of it, and how, depends on that."""

    MAINTAINED = "maintained"
    NON_MAINTAINED_SPECIAL = "non_maintained_special"
    ACADEMY = "academy"
    INDEPENDENT = "independent"
    COLLEGE = "college"


class Situation(Noun):
    """What only the family can say of the child's situation; None is "not said"."""

    school_kind: SchoolKind | None = None
    out_of_school_since: dt.date | None = None
    back_in_school: dt.date | None = None
    health_missing: tuple[str, ...] = ()
    """Section G items that the family says are not delivered; nothing here is set against records."""
    health_missing_since: dt.date | None = None
    social_missing: tuple[str, ...] = ()
    social_missing_since: dt.date | None = None
    school_conduct: bool = False
    """The complaint is about how the school itself has acted."""
    unequal_treatment_last: dt.date | None = None
    """The last act that put the child at a disadvantage because of a disability."""
    no_review: bool = False
    """The family says that no review was held since the plan, or since the last one that the events name."""
    urgent: bool = False
    separated_parents: bool = False
    """Parents who live apart: neither's address is given to the other."""
    lacks_capacity: bool = False
    """A young person who, by the Mental Capacity Act, cannot decide this: a representative does."""


class Case(Noun):
    """All that a check needs: paths of the files, the window, the day it is done as of, and whom letters name."""

    id: str
    plan: Path
    earlier_plans: tuple[Path, ...] = ()
    """Other versions of the plan; their dates say which was in force when."""
    advice: tuple[Path, ...] = ()
    """Reports of professionals, which recommend what Section F should say."""
    timetables: tuple[Path, ...] = ()
    logs: tuple[Path, ...] = ()
    registers: tuple[Path, ...] = ()
    calendar: Path | None = None
    events: tuple[Event, ...] = ()
    event_lists: tuple[Path, ...] = ()
    """Files that list more events."""
    window: tuple[dt.date, dt.date] | None = None
    """First and last day to check; None for the terms of the calendar that the log touches."""
    as_of: dt.date
    sender: Contact = Contact()
    school: Contact = Contact()
    authority: Contact = Contact()
    representative: Contact = Contact()
    """Who acts for the parent or the young person, where somebody does."""
    other_parent: Contact = Contact()
    """A parent who lives apart; the address of neither goes to the other."""
    situation: Situation = Situation()
    providers: dict[Service, str] = Field(default_factory=dict)
    """Who gives a service, where somebody has said so: no paper of a case says it for sure."""
    concerns_seen: str = ""
    """The code of the safeguarding notice that a person has looked at (`pipeline.routes.safeguarding`)."""
    decisions: Path | None = None
    unread: tuple[str, ...] = ()
    """Files of its folder that are no part of it as far as anybody has said: none of them is read."""
    left_out: tuple[str, ...] = ()
    """Papers that were handed in and that a person has left out, those that could not be read among them."""
    pdf: bool = False
    """Whether the report is wanted as a PDF, too."""
