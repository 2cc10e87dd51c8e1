"""What the assignment gave to each schedule, and what it left open: labels that could as well belong elsewhere."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from models.delivery import Placement, Session, TimetableSlot
from models.doubt import MATCHING, Doubt, Severity
from models.gap import SpareEvidence
from models.review import about_label
from models.source import Row
from pipeline.due.words import count
from pipeline.matching.by_hand import said_by_hand
from pipeline.matching.strands import Strand

Key = tuple[str, int | None]
NOT_CLEAR = "it is not clear which provision is meant"
NOTHING_LIKE = "no provision like it was found in the plan"
"""Why a row was given to none."""


class Part(NamedTuple):
    """Slots of the timetable and rows of the logs."""

    slots: tuple[TimetableSlot, ...] = ()
    sessions: tuple[Session, ...] = ()

    def until(self, last: dt.date) -> "Part":
        """Keep the rows up to a day; the slots stay."""
        return self._replace(sessions=tuple(row for row in self.sessions if row.date <= last))

    @property
    def labels(self) -> tuple[str, ...]:
        """Give the labels of the rows, and after them those of the slots."""
        return tuple(dict.fromkeys([*(row.label for row in self.sessions), *(slot.label for slot in self.slots)]))

    def since(self, first: dt.date) -> "Part":
        """Keep the rows from a day on; the slots stay."""
        return self._replace(sessions=tuple(row for row in self.sessions if row.date >= first))


@dataclass(frozen=True)
class Matching:
    """The slots and rows of each schedule, what belongs to none, and what might belong to several."""

    given: Mapping[Key, Part] = field(default_factory=dict)
    possible: Mapping[Key, Part] = field(default_factory=dict)
    """What may belong to the schedule or elsewhere: counted nowhere, and never alleged as missing."""
    spare: tuple[SpareEvidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @cached_property
    def candidates(self) -> Mapping[str, Sequence[str]]:
        """What each label was given to or may belong to: provisions, each as often as it has such amounts."""
        found: dict[str, list[str]] = defaultdict(list)
        for (provision, _), part in (*self.given.items(), *self.possible.items()):
            for about in set(map(about_label, part.labels)):
                found[about].append(provision)
        return dict(found)


class Choice(NamedTuple):
    """What was decided, by the numbers of labels and items."""

    chosen: Mapping[int, int]
    unsure: Mapping[int, int | None]
    """Labels with a real rival: the item that they have in an assignment nearly as good, or none there."""
    faint: Mapping[int, Sequence[int]]
    """For labels that were given to none, the items that they are a little like."""
    followed: frozenset[int] = frozenset()
    """Labels that were given where their rows fall in the timetable, and not by their words."""
    said: Mapping[int, Placement] = MappingProxyType({})
    """Labels of which a person said where they belong."""


def matched(labels: Sequence[Strand], keys: Sequence[Key], choice: Choice) -> Matching:
    """Put together what each schedule was given; a label with a real rival is given to nobody but kept as possible."""
    given: list[tuple[Key, Strand]] = []
    possible: list[tuple[Key, Strand]] = []
    spare: list[SpareEvidence] = []
    open_labels: dict[tuple[str, tuple[Key, ...]], list[Strand]] = {}
    for number, label in enumerate(labels):
        places = (choice.chosen.get(number), choice.unsure.get(number), *choice.faint.get(number, ()))
        options = list(dict.fromkeys(keys[place] for place in places if place is not None))
        if number in choice.unsure:
            open_labels.setdefault((label.label, tuple(options)), []).append(label)
        if number in choice.chosen and (number not in choice.unsure or _within_one(options)):
            given.append((options[0], label))
            possible += [(key, label) for key in options[1:]]
        else:
            possible += [(key, label) for key in options]
            spare += _spare(label, options, by_hand=number in choice.said)
    doubts = [_ambiguous(some, options) for (_, options), some in open_labels.items()]
    doubts += [_by_its_place(labels[number], keys[choice.chosen[number]]) for number in sorted(choice.followed)]
    doubts += [said_by_hand(labels[number], said) for number, said in sorted(choice.said.items())]
    return Matching(_parts(given), _parts(possible), tuple(spare), tuple(doubts))


def _within_one(options: Sequence[Key]) -> bool:
    """Whether the rivals are two schedules of one provision: then the label belongs to the provision in any case."""
    return len(options) > 1 and len({provision for provision, _ in options}) == 1


def _parts(pairs: Iterable[tuple[Key, Strand]]) -> dict[Key, Part]:
    parts: dict[Key, Part] = {}
    for key, label in pairs:
        part = parts.get(key, Part())
        parts[key] = Part((*part.slots, *label.slots), (*part.sessions, *label.sessions))
    return parts


def _spare(label: Strand, options: Sequence[Key], *, by_hand: bool) -> list[SpareEvidence]:
    """Keep every row of a label that was given to no provision, and the first slot of such a place in the timetable."""
    candidates = tuple(dict.fromkeys(provision for provision, _ in options))
    reason = NOT_CLEAR if options else NOTHING_LIKE
    reason = "a person said that it belongs to nothing in the plan" if by_hand else reason
    rows = [(row.source, row.date) for row in label.sessions] + [(slot.source, None) for slot in label.slots[:1]]
    return [SpareEvidence(source=source, date=date, text=label.label, reason=reason, candidates=candidates)
            for source, date in rows]


def _sources(label: Strand) -> tuple[Row, ...]:
    return (*(row.source for row in label.sessions), *(slot.source for slot in label.slots))


def _ambiguous(labels: Sequence[Strand], options: Sequence[Key]) -> Doubt:
    """Ask about a label, once for all the people who stand beside it."""
    places = [source for label in labels for source in _sources(label)]
    provisions = tuple(dict.fromkeys(provision for provision, _ in options))
    if _within_one(options):
        where, code = f"belongs to {provisions[0]}; to which of its amounts is not clear.", "ambiguous_schedule"
    else:
        names = [*provisions, *(["to nothing in the plan"] if len(options) == 1 else [])]
        where, code = f"may belong to {' or '.join(names)}: counted for none.", "ambiguous_label"
    return Doubt(code=code, field=MATCHING, severity=Severity.REVIEW, alternatives=provisions, about=labels[0].label,
                 place=places[0].place(), reason=f'"{labels[0].label}" ({count(len(places), "time")}) {where}',
                 next_step="Say which provision it belongs to.")


def _by_its_place(label: Strand, key: Key) -> Doubt:
    """Ask about a label that no wording explains and that was taken by where its rows fall."""
    return Doubt(code="label_by_place", field=MATCHING, severity=Severity.REVIEW, alternatives=(key[0],),
                 about=label.label, place=label.sessions[0].source.place(),
                 reason=f'"{label.label}" ({count(len(label.sessions), "time")}) falls into the places that the '
                        f"timetable has for {key[0]}; its words do not say so.",
                 next_step=f"Say whether it belongs to {key[0]}.")
