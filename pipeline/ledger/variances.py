"""Sessions that were given otherwise than the plan asks, added up by the way in which they differ."""

from collections.abc import Iterable, Sequence

from models.gap import Variance, VarianceKind
from pipeline.ledger.cut_short import by_the_school
from pipeline.ledger.entries import Entry
from pipeline.ledger.lateness import LateStart


def variances(entries: Iterable[Entry], late: Sequence[LateStart] = ()) -> tuple[Variance, ...]:
    """Give, for each way, how many sessions, how many minutes they had, and how many were lost.

    A session that is shorter and differs in another way, too, stands under the other way, with what was lost. What
    the start of a session may have cost a child who came late stands under a way of its own.
    """
    ways: dict[VarianceKind, list[Entry]] = {}
    for entry in entries:
        kind = entry.otherwise or (VarianceKind.SHORTER if entry.short else None)
        if entry.held and kind:
            ways.setdefault(kind, []).append(entry)
    told = tuple(_variance(kind, ways[kind]) for kind in VarianceKind if kind in ways)
    missed = [one for one in late if one.entry.held and one.timed]
    if not missed:
        return told
    way = _variance(VarianceKind.LATE_ARRIVAL, [one.entry._replace(short=0) for one in missed])
    return (*told, way.model_copy(update={"minutes_possibly_lost": sum(one.lost for one in missed)}))


def _cut(entry: Entry) -> bool:
    return entry.told is not None and by_the_school(entry.told.rows)


def _variance(kind: VarianceKind, some: Iterable[Entry]) -> Variance:
    some = tuple(some)
    return Variance(kind=kind, sessions=sum(one.sessions for one in some), minutes=sum(one.minutes for one in some),
                    minutes_lost=sum(one.short for one in some),
                    minutes_cut=sum(one.short for one in some if _cut(one)),
                    days=tuple(sorted({one.date for one in some})))
