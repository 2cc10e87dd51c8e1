"""Component G: what was written and what came back, and which of it belongs to another body's pack."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from models.case import Event, Milestone
from models.provision import SectionLetter
from pipeline.letters.events import event_words
from pipeline.letters.items import letter_rule, sections
from pipeline.packs.scope import Scope, pack_words
from pipeline.routes.choose import route_rules
from templates.words import long_date

ELSEWHERE = {
    SectionLetter.G: (Milestone.HEALTH_COMPLAINT,),
    SectionLetter.H1: (Milestone.SOCIAL_STAGE_1, Milestone.SOCIAL_STAGE_1_REPLY, Milestone.SOCIAL_STAGE_2,
                       Milestone.SOCIAL_STAGE_3),
}
"""Events that are about a complaint to the health service or to social care, whatever route they name."""


class Letter(NamedTuple):
    """One letter or talk, and where its copy is to go."""

    number: int
    date: str
    words: str
    copy: str


def own_events(events: Iterable[Event], about: tuple[SectionLetter, ...]) -> tuple[Event, ...]:
    """Give the events that have to do with these sections of the plan, or with none in particular."""
    return tuple(one for one in events if not _sections(one) or set(_sections(one)) & set(about))


def _sections(event: Event) -> tuple[SectionLetter, ...]:
    for section, milestones in ELSEWHERE.items():
        if event.milestone in milestones:
            return (section,)
    return sections(letter_rule(event.route)) if event.route in route_rules() else ()


def earlier_letters(scope: Scope) -> dict[str, Any] | None:
    """List what was sent, answered and said; nothing where the case lists none."""
    if not scope.events:
        return None
    letters = tuple(Letter(number, long_date(one.date), "" if scope.bare else event_words(one),
                           pack_words("letter_copy")) for number, one in enumerate(scope.events, 1))
    withheld = pack_words("withheld", letters=scope.withheld) if scope.withheld else ""
    return {"letters": letters, "withheld": withheld}
