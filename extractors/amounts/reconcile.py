"""Amounts of one statement beside each other: totals and their parts, repeats, changes, and what one lends the next."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts.clauses import Clause, Cut, somebody_opens
from extractors.amounts.parts import Amount, Kind
from extractors.amounts.stated import Stated
from extractors.language import Lexicon
from extractors.vocabulary import vocabulary
from models.amounts import Period

_SCHOOL_DAYS = 5
_SHORT = 8
_SHORT_PERIODS = frozenset({Period.DAY, Period.WEEK, Period.FORTNIGHT, Period.MONTH})
_LONG_PERIODS = frozenset({Period.HALF_TERM, Period.TERM, Period.YEAR})


class Read(NamedTuple):
    """A clause and its slots, with the words between it and the one before."""

    clause: Clause
    stated: Stated
    lead: Doc | None = None
    bracketed: bool = False
    """Whether it stands in brackets."""

    def says(self, table: str) -> bool:
        """Whether the words before it are of a table of `clauses.toml`."""
        return self.lead is not None and bool(_phrases(table).find(self.lead))


@cache
def _phrases(table: str) -> Lexicon[str]:
    return Lexicon({phrase: phrase for phrase in vocabulary("clauses")[table]})


def reconcile(reads: list[Read]) -> list[Read]:
    """Apply every step in turn."""
    for step in _STEPS:
        reads = step(reads)
    return reads


def _period_of_the_next(reads: list[Read]) -> list[Read]:
    """Give "2 hours direct and 1 hour indirect per term" the one period for both."""
    done: list[Read] = []
    for read in reversed(reads):
        later = done[0] if done else None
        amount = read.stated.count or read.stated.sitting or read.stated.total
        if (later and amount and read.stated.per is None and later.stated.per and _shares(later)
                and not read.clause.first(Kind.EVENT, Kind.INTERVAL) and later.stated.per is not Period.BLOCK):
            read = read._replace(stated=read.stated._replace(per=later.stated.per))
        done.insert(0, read)
    return done


def _period_of_the_one_before(reads: list[Read]) -> list[Read]:
    """Give "each week an hour with a mentor and half an hour with an ELSA" the one period for both."""
    done: list[Read] = []
    for read in reads:
        before = done[-1] if done else None
        if before and _opens_with_period(before) and read.stated.per is None and read.clause.opened is Cut.JOINED and (
                read.stated.total and not read.clause.first(Kind.EVENT)):
            read = read._replace(stated=read.stated._replace(per=before.stated.per).doubting("split_frames"))
        done.append(read)
    return done


def _opens_with_period(read: Read) -> bool:
    period, timed = read.clause.periodic(), read.clause.timed()
    return period is not None and timed is not None and period.start < timed.start


def _shares(later: Read) -> bool:
    """Whether only an "and" with a few words stands before an amount."""
    marks = [word.norm_ for word in later.lead or ()]
    apart = bool({",", ")", "then"} & set(marks)) or somebody_opens(marks)
    return later.clause.opened is Cut.JOINED and len(marks) <= _SHORT and not apart


def _length_of_the_block_before(reads: list[Read]) -> list[Read]:
    """Give "a second block of eight" the length of the first block's sessions."""
    done: list[Read] = []
    for read in reads:
        before = done[-1].stated if done else None
        if (before and read.stated.per is Period.BLOCK and before.per is Period.BLOCK
                and read.stated.sitting is None and before.sitting):
            read = read._replace(stated=read.stated._replace(sitting=before.sitting))
        elif any(part.marked("bare") and part.marked("block") for part in read.clause.parts):
            read = read._replace(stated=read.stated.doubting("either_unit"))
        done.append(read)
    return done


def _split_into(reads: list[Read]) -> list[Read]:
    """Join "100 minutes a week in five 20-minute sessions" into five of 20; doubt what does not add up."""
    done: list[Read] = []
    for read in reads:
        before, now = done[-1].stated if done else None, read.stated
        if not (before and before.total and before.per and before.count is None and now.per is None and now.count
                and now.sitting and read.clause.opened < Cut.HARD):
            done.append(read)
        elif now.count.low * now.sitting.low == before.total.low:
            done[-1] = _merged(done[-1], read, before._replace(count=now.count, sitting=now.sitting, total=None))
        else:
            done[-1] = _merged(done[-1], read, before.doubting("does_not_add_up"))
    return done


def _merged(first: Read, second: Read, stated: Stated) -> Read:
    return first._replace(clause=first.clause._replace(parts=(*first.clause.parts, *second.clause.parts)), stated=stated)


def _two_parts_of_a_day(reads: list[Read]) -> list[Read]:
    """Join "20 minutes each morning and 20 minutes each afternoon" into twice a day."""
    done: list[Read] = []
    for read in reads:
        before = done[-1] if done else None
        if before and _day_part(before) and _day_part(read) and _day_part(before) != _day_part(read) and (
                before.stated.sitting == read.stated.sitting) and read.clause.opened is Cut.JOINED:
            done[-1] = _merged(before, read, before.stated._replace(count=Amount.of(2)))
        else:
            done.append(read)
    return done


def _day_part(read: Read) -> str:
    period = read.clause.periodic()
    if period is None or not period.marked("part") or read.stated.count not in (None, Amount.of(1)):
        return ""
    return "+".join(sorted(period.marks))


def _repeats(reads: list[Read]) -> list[Read]:
    """Take "weekly, i.e. ten sessions a term" at its figures."""
    done: list[Read] = []
    for read in reads:
        before = done[-1] if done else None
        amount = read.stated.count or read.stated.sitting or read.stated.total
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
        elif read.says("later"):
            done.append(read._replace(stated=read.stated.doubting("change")))
        else:
            done.append(read)
    return done


def _alternatives(reads: list[Read]) -> list[Read]:
    """Doubt amounts between which the words leave a choice."""
    return [read._replace(stated=read.stated.doubting("alternatives")) if _choice(before, read) else read
            for before, read in zip([None, *reads], reads, strict=False)]


def _choice(before: Read | None, read: Read) -> bool:
    lead = [word.norm_ for word in read.lead or ()]
    near = before is not None and len(lead) <= _SHORT and "." not in lead and "or" in lead
    return near or read.says("alternatives")


def _weekly(stated: Stated) -> Amount | None:
    total = stated.total or (stated.sitting.times((stated.count or Amount.of(1)).low) if stated.sitting else None)
    if total is None:
        return None
    return total.times(_SCHOOL_DAYS) if stated.per is Period.DAY else total


def _breakdown(reads: list[Read]) -> list[Read]:
    """Count a total once where the amounts that follow are what it is made of."""
    if len(reads) < 2:
        return reads
    first, rest = reads[0].stated, [_weekly(read.stated) for read in reads[1:]]
    totals = [amount for amount in rest if amount is not None]
    if first.total is None or not totals or len(totals) != len(rest):
        return reads
    made_of = Amount(sum(amount.low for amount in totals), sum(amount.high for amount in totals))
    pers = {read.stated.per for read in reads[1:]}
    parts = first.per is None or Period.DAY in pers or len(totals) > 1
    if made_of.low != first.total.low or not parts or not pers | {first.per} <= {None, Period.DAY, Period.WEEK}:
        return reads
    weekly = any(read.stated.per in (Period.DAY, Period.WEEK) for read in reads) or first.per is Period.WEEK
    return [reads[0]._replace(stated=first._replace(per=Period.WEEK if weekly else first.per).doubting("breakdown"))]


def _same_again(reads: list[Read]) -> list[Read]:
    """Leave out an amount after "all" that repeats the one before, and one in brackets that is a part of it."""
    done: list[Read] = []
    for read in reads:
        timed = read.clause.timed()
        again = timed is not None and timed.marked("again")
        if done and again and read.stated.per is None:
            continue
        if done and done[-1].stated.per and read.stated.per is None and timed is not None and read.bracketed:
            done[-1] = done[-1]._replace(stated=done[-1].stated.doubting("breakdown"))
            continue
        done.append(read)
    return done


def _each_of_them(reads: list[Read]) -> list[Read]:
    """Take "twice a week: once 1:1 and once in a group" as one of each a week."""
    done: list[Read] = []
    for read in reads:
        before = done[-1].stated if done else None
        counts = [part.count for part in read.clause.parts if part.kind is Kind.COUNT and part.count]
        if (before and before.count and read.stated.per in (None, Period.ONCE) and not read.stated.sitting
                and len(counts) > 1 and sum(count.low for count in counts) == before.count.low):
            done[-1:] = [read._replace(stated=before._replace(count=count).doubting("breakdown")) for count in counts]
            continue
        done.append(read)
    return done


def _day_and_week(reads: list[Read]) -> list[Read]:
    """Count "5 hours a day, 25 hours a week" once."""
    if len(reads) != 2 or {read.stated.per for read in reads} != {Period.DAY, Period.WEEK}:
        return reads
    week = next(read for read in reads if read.stated.per is Period.WEEK)
    totals = [_weekly(read.stated) for read in reads]
    if totals[0] is None or totals[1] is None or totals[0].low != totals[1].low:
        return reads
    return [week._replace(stated=week.stated.doubting("breakdown"))]


def _sum_of_the_year(reads: list[Read]) -> list[Read]:
    """Leave out "20 sessions a year" right after "one session a fortnight", of which it is the sum."""
    done: list[Read] = []
    for read in reads:
        before = done[-1].stated if done else None
        bare = not any(word.is_alpha for word in read.lead or ()) and _unbroken(read)
        summed = before and before.per in _SHORT_PERIODS and read.stated.per in _LONG_PERIODS and bare
        if before and summed:
            done[-1] = done[-1]._replace(stated=before.doubting("breakdown"))
        if not summed or read.clause.opened is Cut.HARD:
            done.append(read)
    return done


def _unbroken(read: Read) -> bool:
    """Whether nothing stands between the parts of an amount."""
    return all(first.end == second.start for first, second in pairwise(read.clause.parts))


def _subsets(reads: list[Read]) -> list[Read]:
    """Leave out "5 of which", which is within the amount before."""
    done: list[Read] = []
    for read in reads:
        timed = read.clause.timed()
        if done and timed is not None and timed.marked("subset"):
            done[-1] = done[-1]._replace(stated=done[-1].stated.doubting("subset"))
            continue
        done.append(read)
    return done


_STEPS: Sequence[Callable[[list[Read]], list[Read]]] = (
    _split_into, _sum_of_the_year, _same_again, _each_of_them, _day_and_week, _subsets, _period_of_the_next, _period_of_the_one_before,
    _length_of_the_block_before, _two_parts_of_a_day, _repeats, _old_amounts, _alternatives, _breakdown,
)

