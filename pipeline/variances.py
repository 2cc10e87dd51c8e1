"""Sessions that were given otherwise than the plan asks, added up by the way in which they differ."""

from collections.abc import Iterable

from models.gap import Variance, VarianceKind
from pipeline.entries import Entry


def variances(entries: Iterable[Entry]) -> tuple[Variance, ...]:
    """Give, for each way, how many sessions, how many minutes they had, and how many were lost.

    A session that is shorter and differs in another way, too, stands under the other way, with what was lost.
    """
    ways: dict[VarianceKind, list[Entry]] = {}
    for entry in entries:
        kind = entry.otherwise or (VarianceKind.SHORTER if entry.short else None)
        if entry.held and kind:
            ways.setdefault(kind, []).append(entry)
    return tuple(_variance(kind, ways[kind]) for kind in VarianceKind if kind in ways)


def _variance(kind: VarianceKind, some: Iterable[Entry]) -> Variance:
    some = tuple(some)
    return Variance(kind=kind, sessions=sum(one.sessions for one in some), minutes=sum(one.minutes for one in some),
                    minutes_lost=sum(one.short for one in some), days=tuple(sorted({one.date for one in some})))
