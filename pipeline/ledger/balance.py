"""The ledger of one schedule: all that was due, and the one bucket in which each part of it ends."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models.due import Due
from models.gap import GIVEN, HELD, Bucket, Count, Ledger
from pipeline.ledger.entries import Entry

FIRST_KEPT = (*GIVEN, Bucket.CHILD_EXCLUDED, Bucket.PART_TIME, Bucket.CHILD_ABSENT, Bucket.OFFERED_REFUSED,
              Bucket.MISSED_CLOSURE)
"""What is kept first where the records tell of more than was due: what was given, then what no provider answers for."""
ORDER = (*FIRST_KEPT, Bucket.MISSED_PROVIDER, Bucket.NO_RECORD)


class Held(NamedTuple):
    """The minutes and sessions that the records show: the fewest and the most that they can mean."""

    minutes: tuple[int, int]
    sessions: tuple[int, int]


class Part(NamedTuple):
    """An amount that goes into one bucket."""

    bucket: Bucket
    amount: int
    held: bool = False
    """Whether it took place, so that what exceeds the amount due still counts as beyond it."""


def held(entries: Iterable[Entry]) -> Held:
    """Add up what took place: surely and as the plan asks, and at most."""
    took_place = [entry for entry in entries if entry.held]
    sure = [entry for entry in took_place if entry.sure]
    return Held((sum(entry.least for entry in sure), sum(entry.minutes for entry in took_place)),
                (sum(entry.sessions for entry in sure), sum(entry.sessions for entry in took_place)))


def ledger(entries: Sequence[Entry], due: Due) -> Ledger:
    """Put all that was due into buckets; they add up to the conservative amount, `beyond_due` apart."""
    minutes = _fitted(_minutes(entries), None if due.minutes is None else due.minutes[0])
    sessions = _fitted(_sessions(entries), None if due.sessions is None else due.sessions[0])
    counts = {bucket: Count(sessions=sessions.get(bucket, 0) if due.sessions else None,
                            minutes=minutes.get(bucket, 0) if due.minutes else None)
              for bucket in Bucket if sessions.get(bucket) or minutes.get(bucket)}
    return Ledger(buckets=counts)


def _minutes(entries: Sequence[Entry]) -> list[Part]:
    """Give the minutes of each entry, and after what was held or excused those by which sessions were too short."""
    parts = [Part(entry.bucket, entry.minutes, entry.bucket in GIVEN) for entry in _in_order(entries)]
    short = sum(entry.short for entry in entries if entry.bucket in HELD)
    excused = sum(part.bucket in FIRST_KEPT for part in parts)
    return [*parts[:excused], Part(Bucket.VARIANCE, short), *parts[excused:]]


def _sessions(entries: Iterable[Entry]) -> list[Part]:
    return [Part(entry.bucket, entry.sessions, entry.bucket in GIVEN) for entry in _in_order(entries)]


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Order entries as they are kept: what a provider missed comes last but for silence."""
    return sorted(entries, key=lambda entry: ORDER.index(entry.bucket))


def _fitted(parts: Iterable[Part], due: int | None) -> Mapping[Bucket, int]:
    """Fill what was due part by part, in order; what nothing tells of has no record."""
    if due is None:
        return {}
    filled = dict.fromkeys(Bucket, 0)
    left = due
    for part in parts:
        taken = min(part.amount, left)
        filled[part.bucket] += taken
        left -= taken
        if part.held:
            filled[Bucket.BEYOND_DUE] += part.amount - taken
    filled[Bucket.NO_RECORD] += left
    return {bucket: amount for bucket, amount in filled.items() if amount}
