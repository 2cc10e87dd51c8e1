"""Amounts of one statement beside each other: totals and repeats, changes and choices, and what one lends the next."""

from collections.abc import Callable, Sequence

from extractors.amounts import lending, totals
from extractors.amounts.reads import Read
from models.amounts import Period

_NEAR = 8


def reconcile(reads: list[Read]) -> list[Read]:
    """Apply every step in turn."""
    for step in _STEPS:
        reads = step(reads)
    return reads


def _repeats(reads: list[Read]) -> list[Read]:
    """Take "weekly, i.e. ten sessions a term" at its figures."""
    done: list[Read] = []
    for read in reads:
        before = done[-1] if done else None
        amount = read.stated.often or read.stated.sitting or read.stated.total
        if before and amount and read.says("restates") and not (before.stated.sitting or before.stated.total):
            done[-1] = read._replace(stated=read.stated.doubting("explicit_count"))
        else:
            done.append(read)
    return done


def _old_amounts(reads: list[Read]) -> list[Read]:
    """Leave out the amount that "reduced from ... to ..." calls the old one; doubt every change."""
    done: list[Read] = []
    for read in reads:
        if done and done[-1].says("changes") and any(word.norm_ == "to" for word in read.lead or ()):
            done[-1] = read._replace(stated=read.stated.doubting("change"))
        elif read.says("later") or (read.says("then") and (done or read.stated.per is not Period.BLOCK)):
            done.append(read._replace(stated=read.stated.doubting("change")))
        else:
            done.append(read)
    return done


def _replaced(reads: list[Read]) -> list[Read]:
    """Leave out the old amount that a new one takes the place of ("in place of the old 15", "and not 10")."""
    if len(reads) < 2:
        return reads
    kept = [read for read in reads if not (read.says("replaces") or _denied(read))]
    return [read._replace(stated=read.stated.doubting("change")) for read in kept] if len(kept) < len(reads) else reads


def _denied(read: Read) -> bool:
    """Whether a "not" right before an amount says that it is none ("15 hours and not 10 hours a week")."""
    return [word.norm_ for word in read.lead or ()][-1:] == ["not"]


def _alternatives(reads: list[Read]) -> list[Read]:
    """Doubt amounts between which the words leave a choice."""
    return [read._replace(stated=read.stated.doubting("alternatives")) if _choice(before, read) else read
            for before, read in zip([None, *reads], reads, strict=False)]


def _choice(before: Read | None, read: Read) -> bool:
    lead = [word.norm_ for word in read.lead or ()]
    near = before is not None and (lead == ["/"] or (len(lead) <= _NEAR and "." not in lead and "or" in lead))
    return near or read.says("alternatives")


_STEPS: Sequence[Callable[[list[Read]], list[Read]]] = (
    totals.split_into, totals.parts_of_a_sitting, totals.days_of_the_week, totals.weekdays_together,
    totals.course_by_the_week, totals.sum_of_the_year, totals.same_again, totals.each_of_them, totals.day_and_week,
    totals.said_in_two_periods, totals.visits_of_the_year, totals.subsets, lending.period_of_the_next,
    lending.period_of_the_one_before, lending.length_of_the_block_before, lending.two_parts_of_a_day,
    lending.length_said_last, _repeats, _old_amounts, _replaced, _alternatives, totals.breakdown,
)
