"""Lending: an amount takes a period or a length from the one beside it."""

from extractors.amounts.clauses import Cut, somebody_opens
from extractors.amounts.parts import Amount, Kind
from extractors.amounts.reads import Read, merged
from models.amounts import Period

_SHORT, _LISTED = 8, 4
"""So many words may stand between two amounts of one period."""


def period_of_the_next(reads: list[Read]) -> list[Read]:
    """Give "2 hours direct and 1 hour indirect per term" the one period for both."""
    done: list[Read] = []
    for read in reversed(reads):
        later = done[0] if done else None
        amount = read.stated.often or read.stated.sitting or read.stated.total
        if (later and amount and read.stated.per is None and later.stated.per and _shares(later)
                and not read.clause.first(Kind.EVENT, Kind.INTERVAL) and later.stated.per is not Period.BLOCK):
            sitting = read.stated.sitting if read.stated.often is None else None
            read = read._replace(stated=read.stated._replace(
                per=later.stated.per, often=Amount.of(1) if sitting else read.stated.often))
        elif later and read.stated.per is None and later.stated.per and _listed(read, later):
            read = read._replace(stated=read.stated._replace(per=later.stated.per).doubting("split_frames"))
        done.insert(0, read)
    return done


def period_of_the_one_before(reads: list[Read]) -> list[Read]:
    """Give "each week an hour with a mentor and half an hour with an ELSA" the one period for both."""
    done: list[Read] = []
    for read in reads:
        before = done[-1] if done else None
        length = read.stated.total and read.stated.per is None and not read.clause.first(Kind.EVENT)
        if before and length and _further(read):
            read = read._replace(stated=read.stated._replace(per=before.stated.per))
        elif before and length and _opens_with_period(before) and read.clause.opened is Cut.JOINED:
            read = read._replace(stated=read.stated._replace(per=before.stated.per).doubting("split_frames"))
        done.append(read)
    return done


def _opens_with_period(read: Read) -> bool:
    period, timed = read.clause.periodic(), read.clause.timed()
    return period is not None and timed is not None and period.start < timed.start


def _further(read: Read) -> bool:
    """Whether the words call an amount one more of the same ("with a further 15 minutes")."""
    return any(word.norm_ in ("further", "additional", "extra") for word in read.lead or ())


def _shares(later: Read) -> bool:
    """Whether only an "and" with a few words stands before an amount."""
    marks = [word.norm_ for word in later.lead or ()]
    apart = bool({",", ")", "then"} & set(marks)) or somebody_opens(marks)
    return later.clause.opened is Cut.JOINED and len(marks) <= _SHORT and not apart


def _listed(read: Read, later: Read) -> bool:
    """Whether two amounts are told alike in a list that one period ends: "maths x4 20min, English x4 20min weekly"."""
    marks = [word.norm_ for word in later.lead or ()]
    alike = all(each.clause.timed() is not None and each.stated.often and each.stated.sitting for each in (read, later))
    return alike and marks[:1] == [","] and len(marks) <= _LISTED


def length_of_the_block_before(reads: list[Read]) -> list[Read]:
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


def length_said_last(reads: list[Read]) -> list[Read]:
    """Give "weekly for the autumn term, then fortnightly, 40 minutes" the one length for both."""
    if len(reads) != 2 or not (reads[1].says("later") or reads[1].says("then")):
        return reads
    first, last = reads[0].stated, reads[1].stated
    length = last.sitting or last.total
    if length is None or first.often is None or first.sitting or first.total or first.per is None:
        return reads
    return [reads[0]._replace(stated=first._replace(sitting=length)), reads[1]]


def two_parts_of_a_day(reads: list[Read]) -> list[Read]:
    """Join "20 minutes each morning and 20 minutes each afternoon" into twice a day."""
    done: list[Read] = []
    for read in reads:
        before = done[-1] if done else None
        if before and _at_both_ends(before, read):
            sitting = before.stated.sitting or before.stated.total
            done[-1] = merged(before, read, before.stated._replace(often=Amount.of(2), sitting=sitting, total=None))
        elif before and _day_part(before) and _day_part(read) and _day_part(before) != _day_part(read) and (
                before.stated.sitting == read.stated.sitting) and read.clause.opened is Cut.JOINED:
            done[-1] = merged(before, read, before.stated._replace(often=Amount.of(2)))
        else:
            done.append(read)
    return done


_ENDS = {"start", "beginning", "arrival", "before", "after"}


def _at_both_ends(before: Read, read: Read) -> bool:
    """Whether one length is given at the start, or before something, and the same at the end or after it each day."""
    lead = {word.norm_ for word in read.lead or ()}
    same = (before.stated.total or before.stated.sitting) == (read.stated.total or read.stated.sitting)
    daily = before.stated.per is Period.DAY and read.stated.per is Period.DAY
    single = all(each.stated.often in (None, Amount.of(1)) for each in (before, read))
    return same and daily and single and bool(lead & _ENDS) and "and" in lead


def _day_part(read: Read) -> str:
    period = read.clause.periodic()
    if period is None or not period.marked("part") or read.stated.often not in (None, Amount.of(1)):
        return ""
    return "+".join(sorted(period.marks))
