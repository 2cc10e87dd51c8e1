"""Rows about one session put together: the same session in two records counts once, and every row is kept."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from models.amounts import Period, Schedule
from models.delivery import Outcome, Reliability, Session, TimetableSlot
from pipeline.calendars.open_days import SchoolDays
from pipeline.calendars.planned import takes_place
from pipeline.matching.coincidence import minutes_between
from pipeline.matching.school_speech import read_words
from pipeline.matching.staff import person
from pipeline.rules import rules

_SURENESS = (Outcome.DELIVERED, Outcome.REFUSED, Outcome.CHILD_ABSENT, Outcome.CLOSURE, Outcome.NOT_DELIVERED,
             Outcome.UNCLEAR)
_RECORDS = (Reliability.SCHOOL, Reliability.THERAPIST)
_FEWEST_WORDS, _SHARED = 3, 0.75
"""How many words that carry meaning make a label one's own, and what part of them two records of it share."""


@dataclass(frozen=True)
class Told:
    """One session, or one week of them, as all the rows about it tell it; the first row is the fullest."""

    rows: tuple[Session, ...]

    @property
    def lead(self) -> Session:
        """The row that speaks for the others."""
        return self.rows[0]

    @property
    def date(self) -> dt.date:
        """The day, or the Monday of the week."""
        return self.lead.date

    @property
    def start(self) -> dt.time | None:
        """When it started, where any row says so."""
        return next((row.start for row in self.rows if row.start), None)

    @cached_property
    def least(self) -> int:
        """The fewest minutes that the rows record; 0 where they record none or contradict each other."""
        return 0 if self.conflict else min((least for least, _ in self._lengths if least), default=0)

    @cached_property
    def most(self) -> int | None:
        """The most minutes that the rows record; None where they record none."""
        return max((most for _, most in self._lengths if most), default=None)

    @cached_property
    def _lengths(self) -> tuple[tuple[int, int], ...]:
        """The lengths that each record has: rows that go on with a session come on top of its own."""
        held: dict[tuple[str, str], list[Session]] = defaultdict(list)
        for row in self.rows:
            if row.outcome.held:
                held[row.source.record].append(row)
        return tuple(length for rows in held.values() for length in _lengths_of(rows))

    @cached_property
    def conflict(self) -> bool:
        """Whether one record says that it took place and another that it did not."""
        outcomes = {row.outcome for row in self.rows}
        return Outcome.DELIVERED in outcomes and bool(outcomes - {Outcome.DELIVERED, Outcome.UNCLEAR})

    @property
    def sessions(self) -> int:
        """How many sessions are told of."""
        doubled = 2 if self.lead.count == 1 and mentions("double", self.lead.reason) else 1
        return max(row.count for row in self.rows) * doubled

    @property
    def on_record(self) -> bool:
        """Whether the school's or a therapist's own record tells it, and not a parent's or the child's."""
        return any(row.reliability in _RECORDS for row in self.rows)


def _lengths_of(record: Sequence[Session]) -> list[tuple[int, int]]:
    """Give the fewest and the most minutes of each session that one record has as held."""
    more = sum(row.minutes or 0 for row in record if row.continued)
    whole = [(row.minutes or 0, _length(row)) for row in record if not row.continued]
    return [(least + more, most + more) for least, most in whole or [(0, 0)]]


class Day(NamedTuple):
    """What tells two sessions of one day from one session recorded twice."""

    slots: tuple[TimetableSlot, ...]
    schedule: Schedule
    days: SchoolDays

    @property
    def is_pool(self) -> bool:
        """Whether the plan states hours that can be made up of different things, and not one session or several."""
        one_session = rules("matching")["minutes"]["one_session"]
        return self.schedule.sessions is None and (self.schedule.total_minutes or one_session + 1) > one_session

    def room(self, day: dt.date, shortest: int) -> int:
        """Give how many sessions the timetable or the plan has on one day; hours have room for all that they hold.

        Room for the shortest is room for most: one longer session takes none from the others.
        """
        places = sum(takes_place(slot, day, self.days) for slot in self.slots)
        in_week = rules("thresholds")["weeks"]["days_in_a_week"]
        a_week = {Period.DAY: in_week, Period.WEEK: 1}.get(self.schedule.per or Period.YEAR, 0)
        if self.schedule.sessions is None:
            stated = -(-(self.schedule.total_minutes or 0) * a_week // (in_week * shortest)) if shortest else 0
        else:
            stated = -(-self.schedule.sessions * a_week // in_week)
        return max(1, places, stated)


@lru_cache(maxsize=5_000)
def mentions(kind: str, text: str) -> bool:
    """Whether a comment says that a session was a `double` one, or `made_up` for one that was missed.

    >>> mentions("made_up", "catch up for 25/11"), mentions("double", "double session"), mentions("double", "")
    (True, True, False)
    """
    words = "|".join(map(re.escape, rules("ledger")["second_look"][kind]))
    return re.search(rf"(?<!\w)(?:{words})(?!\w)", text.lower()) is not None


def tell(rows: Iterable[Session], day: Day) -> tuple[Told, ...]:
    """Put together the rows about one session each, whatever order they come in."""
    gathered: dict[tuple[dt.date, bool], list[Session]] = defaultdict(list)
    for row in sorted(_begun(set(rows)), key=_order):
        gathered[row.date, row.weekly].append(row)
    told: list[Told] = []
    for (date, weekly), some in sorted(gathered.items()):
        same: Callable[[Session, Session], bool] = _same_week if weekly else _same_time
        room = len(some) if weekly else day.room(date, min(filter(None, map(_length, some)), default=0))
        told += _merged(some, same, max(room, _unlike(some)) if day.is_pool else room)
    return tuple(told)


def _begun(rows: Collection[Session]) -> Iterator[Session]:
    """Give the rows; one that goes on with a row that is not among them stands for itself."""
    places = {(row.date, row.weekly, row.source.record, row.source.row) for row in rows}
    for row in rows:
        if row.continued and (row.date, row.weekly, row.source.record, row.source.row - 1) not in places:
            yield row.model_copy(update={"continued": False})
        else:
            yield row


def _merged(rows: Sequence[Session], same: Callable[[Session, Session], bool], room: int) -> list[Told]:
    """Put rows together that are surely one session, and then as many more as the day has no room for."""
    groups: list[list[Session]] = []
    for row in sorted(rows, key=lambda row: (row.continued, row.source.row if row.continued else 0)):
        home = next((group for group in groups if any(same(row, other) for other in group)
                     and not _side_by_side(row, group)), None)
        home.append(row) if home is not None else groups.append([row])
    while len(groups) > room and (pair := _nearest(groups)):
        groups[pair[0]] += groups.pop(pair[1])
    return [Told(tuple(sorted(group, key=_order))) for group in groups]


def _side_by_side(row: Session, group: Sequence[Session]) -> bool:
    """Whether a row without a time has another of its own record in the group: two rows of one record are two."""
    untimed = row.start is None and not row.weekly and not row.continued
    return untimed and any(row.source.record == other.source.record and not other.continued for other in group)


def _nearest(groups: Sequence[Sequence[Session]]) -> tuple[int, int] | None:
    """Find two groups that can be one session, so that the fewest minutes are lost: not both timed, not made up."""
    longest = [max(map(_length, group)) for group in groups]

    def order(pair: tuple[int, int]) -> tuple[int, int]:
        one, other = pair
        return min(longest[one], longest[other]), -_likeness(groups[one][0], groups[other][0])
    pairs = [(one, other) for one in range(len(groups)) for other in range(one + 1, len(groups))
             if not _apart(groups[one], groups[other])]
    return min(pairs, key=order, default=None)


def _unlike(rows: Sequence[Session]) -> int:
    """Give how many different things the rows of a day tell: hours can be made up of several."""
    return len({(row.label, row.minutes, person(row.staff)) for row in rows})


def _length(row: Session) -> int:
    return row.minutes_most or row.minutes or 0


def _apart(one: Sequence[Session], other: Sequence[Session]) -> bool:
    if any(row.start for row in one) and any(row.start for row in other):
        return True
    if not any(mentions("made_up", row.reason) for row in (*one, *other)):
        return False
    side_by_side = {row.source.record for row in one} & {row.source.record for row in other}
    return bool(side_by_side) or not any(_twice_recorded(row, elsewhere) for row in one for elsewhere in other)


def _twice_recorded(one: Session, other: Session) -> bool:
    """Whether two records, or two sheets of one, tell of the same adult for the same time."""
    alike = one.outcome is other.outcome and one.minutes == other.minutes
    return alike and one.source.record != other.source.record and person(one.staff) == person(other.staff)


def _likeness(one: Session, other: Session) -> int:
    return sum((one.label == other.label, one.minutes == other.minutes, person(one.staff) == person(other.staff)))


def _same_time(one: Session, other: Session) -> bool:
    """Whether two rows of one day are about one session: timed alike, or the same words in two files."""
    if one.continued or other.continued:
        return one.source.record == other.source.record and abs(one.source.row - other.source.row) == 1
    if one.start is None or other.start is None:
        alike = one.outcome is other.outcome and one.source.record != other.source.record
        return alike and ((one.reason == other.reason and _same_week(one, other)) or _told_alike(one, other))
    apart, lengths = rules("ledger")["duplicates"]["minutes_apart"], filter(None, (one.minutes, other.minutes))
    return bool(minutes_between(one.start, other.start) < min([apart, *lengths]))


def _told_alike(one: Session, other: Session) -> bool:
    """Whether rows of one length are in much the same words, and their adults may be one: "Priti" and "P Rao"."""
    said, again = ({word.stem for word in read_words(row.label)} for row in (one, other))
    alike = len(said) >= _FEWEST_WORDS and len(said & again) >= _SHARED * len(said | again)
    return alike and one.minutes == other.minutes and person(one.staff)[:1] == person(other.staff)[:1]


def _same_week(one: Session, other: Session) -> bool:
    """Whether two summaries of one week are the same summary twice."""
    return (one.minutes, one.count, one.label, person(one.staff)) == (
        other.minutes, other.count, other.label, person(other.staff))


def _order(row: Session) -> tuple[object, ...]:
    """Order rows so that the fullest comes first, and the same rows always come the same way."""
    return (row.date, _SURENESS.index(row.outcome), row.reliability not in _RECORDS, row.minutes is None,
            row.start is None, row.start or dt.time(), *row.source.order)
