"""What became of each session: the bucket that the records put it in, and how much of it there was."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.amounts import Schedule
from models.delivery import AttendanceMark, Outcome, TimetableSlot
from models.gap import Bucket, LengthFrom, VarianceKind
from pipeline.calendars.open_days import monday_of
from pipeline.ledger.attendance import Attendance
from pipeline.ledger.occasions import Occasion, Occasions, session_length
from pipeline.ledger.otherwise import otherwise
from pipeline.ledger.same_session import Told, mentions
from pipeline.matching.item import Item
from pipeline.matching.staff import StaffKey
from pipeline.rules import rules

_LOST = {Outcome.NOT_DELIVERED: Bucket.MISSED_PROVIDER, Outcome.CLOSURE: Bucket.MISSED_CLOSURE,
         Outcome.CHILD_ABSENT: Bucket.CHILD_ABSENT, Outcome.REFUSED: Bucket.OFFERED_REFUSED,
         Outcome.UNCLEAR: Bucket.NO_RECORD}


class Length(NamedTuple):
    """How long so many sessions are, and what tells it."""

    each: int = 0
    times: int = 1
    told_by: LengthFrom = LengthFrom.NOTHING
    slots: tuple[TimetableSlot, ...] = ()

    @property
    def minutes(self) -> int:
        """Give the minutes of all of them."""
        return self.each * self.times


class Entry(NamedTuple):
    """What became of one session that was due, or was held: the bucket, how much, and what says so."""

    bucket: Bucket
    date: dt.date
    sessions: int = 1
    minutes: int = 0
    """Held: the most that the rows can mean. Lost: what was due."""
    least: int = 0
    """Held as the plan asks: the fewest minutes that the rows record."""
    short: int = 0
    """Held: how many minutes it was shorter than the plan asks."""
    told: Told | None = None
    marks: tuple[AttendanceMark, ...] = ()
    occasion: Occasion | None = None
    note: str = ""
    unknown: bool = False
    """Held, but neither the records, the timetable nor the plan tell how long."""
    disputed: bool = False
    """The register says otherwise: it has the child away from a session that was held, or in school for one that
    the log has the child away from."""

    otherwise: VarianceKind | None = None
    """Held, but not as the plan asks: in which way."""
    length: Length = Length()
    """What `minutes` rest on."""

    @property
    def held(self) -> bool:
        """Whether a session took place, or may have: a row that does not say so clearly, of a child who was there."""
        outcome = self.told.lead.outcome if self.told else None
        return outcome is Outcome.DELIVERED or (outcome is Outcome.UNCLEAR and self.bucket is Bucket.NO_RECORD)

    @property
    def silent(self) -> bool:
        """Whether no log tells anything of it, and no register why."""
        return self.bucket is Bucket.NO_RECORD and self.told is None

    @property
    def sure(self) -> bool:
        """Whether it took place as the plan asks, and no record says otherwise."""
        contradicted = self.disputed or (self.told is not None and self.told.conflict)
        return self.held and self.bucket in (Bucket.DELIVERED, Bucket.REARRANGED) and not contradicted


@dataclass(frozen=True)
class Circumstances:
    """What is needed to say what became of the sessions of one schedule."""

    item: Item
    schedule: Schedule
    attendance: Attendance
    key: StaffKey
    timed: tuple[TimetableSlot, ...] = ()
    """Its places in the timetable, where the timetable says how long they are."""

    @property
    def length(self) -> int | None:
        """The length of one session as the plan states it."""
        return session_length(self.schedule)

    def of_plan(self, times: int) -> Length:
        """Give the length of so many sessions as the plan states it."""
        return Length(self.length, times, LengthFrom.PLAN) if self.length else Length()


def entries(occasions: Occasions, told: Iterable[Told], circumstances: Circumstances) -> tuple[Entry, ...]:
    """Give an entry for every session told of, and for every occasion of which nothing is told."""
    told = tuple(told)
    occasions.settle(told, circumstances.attendance)
    places: dict[int, list[Occasion]] = defaultdict(list)
    for one in occasions.all:
        places[id(one.told)].append(one)
    made = [_of_told(one, places.get(id(one), []), circumstances) for one in told]
    silent = [_of_silence(one, circumstances) for one in occasions.all if one.told is None]
    return tuple(sorted((*_summaries(made, occasions), *silent), key=lambda entry: entry.date))


def _of_told(told: Told, places: Sequence[Occasion], circumstances: Circumstances) -> Entry:
    own = _own(told, places)
    attendance, start = circumstances.attendance, told.start or (own.start if own else None)
    away = None if told.lead.weekly else attendance.away((told.date,), start)
    if told.lead.outcome is Outcome.DELIVERED or (told.lead.outcome is Outcome.UNCLEAR and away is None):
        entry = _held(told, places, circumstances)
        return entry if away is None else entry._replace(least=0, marks=away.marks, disputed=True)
    entry = _lost(told, places, circumstances)
    if away is not None and entry.bucket is not Bucket.OFFERED_REFUSED:
        return entry._replace(bucket=away.bucket, marks=away.marks, note=away.words)
    here = attendance.here(told.date, start) if entry.bucket is Bucket.CHILD_ABSENT and not told.lead.weekly else None
    return entry._replace(marks=(here,), disputed=True) if here else entry


def _own(told: Told, places: Sequence[Occasion]) -> Occasion | None:
    """Give the place of the timetable on the very day of a row.

    Which other place of its week a row falls into depends on the other rows, so that it says nothing of this one.
    """
    return next((place for place in places if place.span == (told.date,) and not told.lead.weekly), None)


def _lost(told: Told, places: Sequence[Occasion], circumstances: Circumstances) -> Entry:
    """Give what a row says was not held: one session, or all of a week of which nothing else is told."""
    bucket, note = _LOST[told.lead.outcome], ""
    if bucket is Bucket.MISSED_PROVIDER and not told.on_record:
        bucket, note = Bucket.NO_RECORD, "said by a parent or the child, not by a record of the school"
    lost = _length_lost(told, places, circumstances)
    return Entry(bucket, told.date, max(told.sessions, len(places)), lost.minutes, told=told, note=note,
                 occasion=places[0] if places else None, length=lost)


def _length_lost(told: Told, places: Sequence[Occasion], circumstances: Circumstances) -> Length:
    """Give what was due where the plan says so; else what the row says, or the place of its day, or the least.

    The row comes before the place: whether the place is left for it depends on the other rows.
    """
    own, times, said = _own(told, places), max(told.sessions, len(places)), told.lead.minutes
    if circumstances.length:
        return circumstances.of_plan(times)
    if own and own.slot and own.minutes and (told.lead.weekly or not said):
        return _planned([own.slot], times)
    if said:
        return Length(said, 1, LengthFrom.RECORD)
    if told.lead.weekly and told.sessions == 1:
        return _planned([place.slot for place in places if place.slot], 1)
    shortest = min(circumstances.timed, key=_minutes_of, default=None)
    return _planned([shortest], told.sessions) if shortest else Length()


def _planned(slots: Sequence[TimetableSlot], times: int) -> Length:
    """Give the length of so many sessions of all of these places of the timetable."""
    return Length(sum(map(_minutes_of, slots)), times, LengthFrom.TIMETABLE, tuple(slots))


def _minutes_of(slot: TimetableSlot) -> int:
    return slot.minutes or 0


def _held(told: Told, places: Sequence[Occasion], circumstances: Circumstances) -> Entry:
    """Give a session that took place, at its length; as a variance where another than the plan asks for held it."""
    sessions = _sessions(told, circumstances.length)
    length = _length_held(told, _own(told, places), sessions, circumstances)
    way = otherwise(told, circumstances.item, circumstances.key)
    other = way.words if way else ""
    made_up = mentions("made_up", told.lead.reason) and not places
    bucket = Bucket.VARIANCE if other else Bucket.REARRANGED if made_up else Bucket.DELIVERED
    sure = told.lead.outcome is Outcome.DELIVERED and not other
    if told.lead.outcome is Outcome.UNCLEAR:
        bucket, other = Bucket.NO_RECORD, "the row does not say clearly whether it took place"
    short = max((circumstances.length or 0) * sessions - length.minutes, 0) if told.most is not None else 0
    return Entry(bucket, told.date, sessions, length.minutes, least=told.least if sure else 0, short=short, told=told,
                 occasion=places[0] if places else None, note=other,
                 unknown=told.most is None and length.told_by is LengthFrom.NOTHING,
                 otherwise=way.kind if way else None, length=length)


def _length_held(told: Told, own: Occasion | None, sessions: int, circumstances: Circumstances) -> Length:
    """Give what the rows record; else what the timetable has on its day or at most, or what the plan states."""
    if told.most is not None:
        return Length(told.most, 1, LengthFrom.RECORD)
    longest = max(circumstances.timed, key=_minutes_of, default=None)
    slot = own.slot if own and own.slot and own.minutes else longest
    return _planned([slot], sessions) if slot else circumstances.of_plan(sessions)


def _sessions(told: Told, length: int | None) -> int:
    """Give how many sessions were held; a week's total in minutes holds as many as it is long."""
    if told.lead.weekly and told.sessions == 1 and told.most and length:
        return max(1, told.most // length)
    return told.sessions


def _of_silence(place: Occasion, circumstances: Circumstances) -> Entry:
    """Give an occasion of which no log tells: the child was away, or nothing is recorded."""
    away = circumstances.attendance.away(place.span, place.start)
    planned = _planned([place.slot], 1) if place.slot and place.minutes else Length()
    length = circumstances.of_plan(1) if circumstances.length else planned
    if away is not None:
        return Entry(away.bucket, place.span[0], 1, length.minutes, marks=away.marks, occasion=place, note=away.words,
                     length=length)
    elsewhere = circumstances.attendance.elsewhere(place.span[0], place.start) if place.slot else ""
    return Entry(Bucket.NO_RECORD, place.span[0], 1, length.minutes, occasion=place, note=elsewhere, length=length)


def _summaries(made: Sequence[Entry], occasions: Occasions) -> list[Entry]:
    """Take out of the summaries of a week what its single rows tell already, where the week has no room for both."""
    weeks: dict[dt.date, list[Entry]] = defaultdict(list)
    for entry in made:
        weeks[monday_of(entry.date)].append(entry)
    return [entry for monday, week in weeks.items() for entry in _summarised(week, occasions.in_week(monday))]


def _summarised(week: Sequence[Entry], room: tuple[int, int]) -> list[Entry]:
    summaries = [entry for entry in week if entry.held and entry.told and entry.told.lead.weekly]
    single = [entry for entry in week if entry.held and entry not in summaries]
    if not summaries or not single:
        return list(week)
    least = _rest([one.least for one in summaries], [one.least for one in single], 0)
    left = (least, max(_rest([one.minutes for one in summaries], [one.minutes for one in single], room[0]) - least, 0),
            _rest([one.sessions for one in summaries], [one.sessions for one in single], room[1]))
    cut: list[Entry] = []
    for entry in summaries:
        least = min(entry.least, left[0])
        more, sessions = min(entry.minutes - least, left[1]), min(entry.sessions, left[2])
        left = left[0] - least, left[1] - more, left[2] - sessions
        note = entry.note or ("" if least + more == entry.minutes else rules("ledger")["words"]["summary"])
        cut.append(entry._replace(minutes=least + more, sessions=sessions, least=least, note=note))
    return [entry for entry in week if entry not in summaries] + cut


def _rest(summaries: Sequence[int], single: Sequence[int], room: int) -> int:
    """Give what summaries add to single rows: all of it if there is room, and never less than either tells alone."""
    whole, told = sum(summaries), sum(single)
    return max(min(whole + told, room), whole, told) - told
