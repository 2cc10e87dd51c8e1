"""Sessions that serve two amounts at once, because the plan says so: "25 hours, of which 10 one to one"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.doubt import MATCHING, Doubt, Severity
from pipeline.matching.item import Item
from pipeline.matching.matched import Matching, Part
from pipeline.matching.school_speech import word_list
from pipeline.matching.staff import roles_in

_HOURS = r"\s+(?:the|these|those|this|that|her|his|their)\s+(\d+(?:\.\d+)?)\s*(?:hours?|hrs?)\b"
_HOUR = 60


def serve_jointly(matching: Matching, items: Sequence[Item]) -> Matching:
    """Count what an amount was given for the other amounts that the plan says it is part of, too; and say so."""
    served = [(item, other) for item in items for other in _served(item, items) if item.key in matching.given]
    given = dict(matching.given)
    for item, other in served:
        given[other.key] = _with(given.get(other.key, Part()), matching.given[item.key])
    return replace(matching, given=given, doubts=(*matching.doubts, *(_said(item, other) for item, other in served)))


def _with(part: Part, more: Part) -> Part:
    """Add slots and rows, none of them twice."""
    return Part((*part.slots, *(slot for slot in more.slots if slot not in part.slots)),
                (*part.sessions, *(row for row in more.sessions if row not in part.sessions)))


def _served(item: Item, items: Sequence[Item]) -> Iterator[Item]:
    """Give the amounts that a session of this one serves besides."""
    for other in items:
        if other.key != item.key and (_is_part(item, other) or _is_within(item, other) or _is_shared(item, other)):
            yield other


def _is_part(item: Item, other: Item) -> bool:
    """Whether an amount is a part of the one before it in the same statement: "of which 10 hours one to one"."""
    if item.provision.id != other.provision.id or item.schedule is None or other.number != (item.number or 0) - 1:
        return False
    words, text = item.schedule.text, item.provision.text
    before = text.partition(words)[0] if words and words in text else ""
    joint = re.compile(rf"\b(?:{_any('part_of_it')})\W+(?:\w+\W+){{0,4}}$", re.IGNORECASE)
    return joint.search(before) is not None


def _is_within(item: Item, other: Item) -> bool:
    """Whether a statement says that it is part of hours that another one states: "within the 25 hours"."""
    schedule = other.schedule
    if schedule is None or schedule.total_minutes is None or item.provision.id == other.provision.id:
        return False
    hits = re.findall(rf"\b(?:{_any('within')}){_HOURS}", item.provision.text, re.IGNORECASE)
    return any(round(float(hours) * _HOUR) == schedule.total_minutes for hours in hits)


def _is_shared(item: Item, other: Item) -> bool:
    """Whether two statements of the same amount speak of joint sessions and each names who holds the other."""
    if item.schedule is None or other.schedule is None or item.provision.id == other.provision.id:
        return False
    stated = [(one.per, one.sessions, one.total_minutes) for one in (item.schedule, other.schedule)]
    return stated[0] == stated[1] and _names_jointly(item, other) and _names_jointly(other, item)


def _names_jointly(item: Item, other: Item) -> bool:
    text = item.provision.text
    joint = re.search(rf"\b(?:{_any('jointly')})\b", text, re.IGNORECASE) is not None
    return joint and bool(other.roles & set(roles_in(text)) - item.roles)


def _any(kind: str) -> str:
    return "|".join(map(re.escape, word_list(kind)))


def _said(item: Item, other: Item) -> Doubt:
    """Say that the plan lets sessions count for both."""
    where = "another amount of it" if item.provision.id == other.provision.id else other.provision.id
    return Doubt(code="joint_sessions", field=MATCHING, severity=Severity.NOTE,
                 alternatives=tuple(dict.fromkeys((item.provision.id, other.provision.id))),
                 reason=f"Sessions of {item.provision.id} count for {where} as well: the plan says that they are "
                        "part of it or held jointly.")
