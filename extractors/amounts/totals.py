"""Totals: amounts that are the sum, a part or a repeat of the one beside them are counted once."""

from itertools import pairwise

from extractors.amounts.clauses import Cut
from extractors.amounts.parts import Amount, Kind
from extractors.amounts.reads import Read, merged, weekly
from extractors.amounts.stated import Stated
from models.amounts import Period

_SHORT_PERIODS = frozenset({Period.DAY, Period.WEEK, Period.FORTNIGHT, Period.MONTH})
_TIMES: dict[tuple[Period | None, Period | None], int] = {
    (Period.TERM, Period.YEAR): 3, (Period.HALF_TERM, Period.YEAR): 6, (Period.HALF_TERM, Period.TERM): 2,
    (Period.DAY, Period.WEEK): 1, (Period.WEEK, Period.DAY): 1}
"""How often the amount of one period comes in the other; a day's has been made a week's before."""
_SCHOOL_DAYS = 5
_LONG_PERIODS = frozenset({Period.HALF_TERM, Period.TERM, Period.YEAR})


def split_into(reads: list[Read]) -> list[Read]:
    """Join "100 minutes a week in five 20-minute sessions" into five of 20; doubt what does not add up."""
    done: list[Read] = []
    for read in reads:
        before, now = done[-1].stated if done else None, read.stated
        if before and _makes_up(before, now):
            done[-1] = merged(done[-1], read, before._replace(per=now.per))
        elif not (before and before.total and before.per and before.often is None and now.per is None and now.often
                  and now.sitting and read.clause.opened < Cut.HARD):
            done.append(read)
        elif now.often.low * now.sitting.low == before.total.low:
            sitting = now.sitting.bounded(before.total.bound)
            done[-1] = merged(done[-1], read, before._replace(often=now.often, sitting=sitting, total=None))
        else:
            done[-1] = merged(done[-1], read, before.doubting("does_not_add_up"))
    return done


def _makes_up(before: Stated, now: Stated) -> bool:
    """Whether sessions without a period come to the total that follows ("25 minutes x 3 = 75 minutes weekly")."""
    if before.per or not before.often or not before.sitting or now.often or not now.total:
        return False
    return now.per is not None and before.often.low * before.sitting.low == now.total.low


def parts_of_a_sitting(reads: list[Read]) -> list[Read]:
    """Count once the sitting that "made up of an hour of therapy and 30 minutes of coaching" comes to."""
    if len(reads) < 3 or not reads[1].says("made_of"):
        return reads
    first, rest = reads[0].stated, [read.stated for read in reads[1:]]
    lengths = [stated.total or stated.sitting for stated in rest if stated.per is None and stated.often is None]
    whole = sum(length.low for length in lengths if length)
    made = first.sitting is not None and len(lengths) == len(rest) and whole == first.sitting.low
    return [reads[0]._replace(stated=first.doubting("breakdown"))] if made else reads


def weekdays_together(reads: list[Read]) -> list[Read]:
    """Add up "2 hours on Mondays and 1 hour on Thursdays"."""
    done: list[Read] = []
    for read in reads:
        before, now = (weekly(done[-1].stated) if done else None), weekly(read.stated)
        if done and before and now and _on_weekdays(done[-1]) and _on_weekdays(read) and _bare(read, "and", "on"):
            summed = read.stated._replace(often=None, sitting=None, total=before.plus(now))
            done[-1] = merged(done[-1], read, summed)
        else:
            done.append(read)
    return done


def _on_weekdays(read: Read) -> bool:
    return any(part.marked("weekdays") for part in read.clause.parts)


def course_by_the_week(reads: list[Read]) -> list[Read]:
    """Take "ten sessions, one a week" as a course of ten weeks; "for ten weeks" leaves no doubt of it."""
    done: list[Read] = []
    for read in reads:
        before = done[-1].stated if done else None
        if before and before.often and before.often.low > 1 and before.per is None and _one_a_week(read):
            course = before._replace(per=Period.BLOCK, weeks=before.often)
            agreed = read.stated.weeks == before.often
            done[-1] = done[-1]._replace(stated=course if agreed else course.doubting("explicit_count"))
        else:
            done.append(read)
    return done


def _one_a_week(read: Read) -> bool:
    """Whether the words are no more than "one a week" within their sentence."""
    once = read.stated.often == Amount.of(1) and read.stated.per is Period.WEEK and read.stated.sitting is None
    return once and read.clause.counted() is not None and read.clause.opened < Cut.HARD and _bare(read)


def sum_of_the_year(reads: list[Read]) -> list[Read]:
    """Leave out "20 sessions a year" right after "one session a fortnight", of which it is the sum."""
    done: list[Read] = []
    for read in reads:
        before, now = (done[-1].stated if done else None), read.stated
        summed = before and before.per in _SHORT_PERIODS and now.per in _LONG_PERIODS and _bare(read)
        again = before and before.sitting and _bare(read) and _counts_alone(read)
        if before and summed and (weeks := _weeks_summed(before, now)):
            done[-1] = done[-1]._replace(stated=before._replace(weeks=weeks))
            continue
        if before and read.bracketed and before.per in _LONG_PERIODS and now.per in _SHORT_PERIODS:
            done[-1] = read._replace(stated=now.doubting("breakdown"))
            continue
        if before and (summed or again):
            done[-1] = done[-1]._replace(stated=before.doubting("breakdown"))
        if not (summed or again) or read.clause.opened is Cut.HARD:
            done.append(read)
    return done


def _weeks_summed(week: Stated, year: Stated) -> Amount | None:
    """Give the stated weeks over which an amount a week comes to exactly that of the year; None where it does not.

    "10 hours per week; 390 hours per year for 39 weeks" states one amount.
    """
    weeks, each, whole = year.weeks or week.weeks, weekly(week), year.total
    exact = week.per is Period.WEEK and year.per is Period.YEAR and weeks and each and whole
    return weeks if exact and weeks and each and whole and each.low * weeks.low == whole.low else None


def _bare(read: Read, *joints: str) -> bool:
    """Whether no word but joints leads to an amount or stands between its parts: it is about the same as the last."""
    unbroken = all(first.end == second.start for first, second in pairwise(read.clause.parts))
    return unbroken and not any(word.is_alpha and word.norm_ not in joints for word in read.lead or ())


def said_in_two_periods(reads: list[Read]) -> list[Read]:
    """Count once what is said per term and per year, or per week and per day; doubt what does not come to the same."""
    done: list[Read] = []
    for read in reads:
        before = done[-1] if done else None
        if before and len(reads) == 2 and read.bracketed and _count_repeated(before.stated, read.stated):
            sitting = read.stated.sitting or before.stated.sitting
            done[-1] = before._replace(stated=before.stated._replace(sitting=sitting).doubting("breakdown"))
            continue
        pair = (before.stated.per, read.stated.per) if before else None
        if before and pair in _TIMES and len(reads) == 2 and (_bare(read) or read.bracketed):
            first, second, times = weekly(before.stated), weekly(read.stated), _TIMES[pair]
            if first is not None and second is not None and read.clause.opened < Cut.JOINED:
                kept = before if pair[0] is not Period.DAY else read
                same = first.low * times == second.low
                done[-1] = kept._replace(stated=kept.stated.doubting("breakdown" if same else "does_not_add_up"))
                continue
        done.append(read)
    return done


def _count_repeated(whole: Stated, share: Stated) -> bool:
    """Whether sessions of a long period are counted again in a shorter one: "6 a year (2 per term)"."""
    times = _TIMES.get((share.per, whole.per))
    if times is None or whole.often is None or share.often is None:
        return False
    return share.often.low * times == whole.often.low


def days_of_the_week(reads: list[Read]) -> list[Read]:
    """Join "20 minutes a day; 4 days a week" into four times 20 minutes a week."""
    done: list[Read] = []
    for read in reads:
        before, now = (done[-1].stated if done else None), read.stated
        length = before and before.per is Period.DAY and before.often in (None, Amount.of(1)) and (
            before.sitting or before.total)
        days = [part for part in read.clause.parts
                if part.often and (part.marked("days") or (part.marked("times") and part.often.high <= _SCHOOL_DAYS))]
        if before and length and days and now.per is Period.WEEK and not (now.sitting or now.total) and read.wordless:
            joined = before._replace(often=days[0].often, sitting=length, total=None, per=Period.WEEK,
                                     weeks=now.weeks or before.weeks)
            done[-1] = merged(done[-1], read, joined)
        else:
            done.append(read)
    return done


def same_again(reads: list[Read]) -> list[Read]:
    """Leave out an amount after "all" that repeats the one before, and one in brackets that is a part of it."""
    done: list[Read] = []
    for read in reads:
        timed = read.clause.timed()
        again = timed is not None and timed.marked("again")
        if done and again and read.stated.per is None:
            continue
        if done and read.stated.per is None and timed is not None and _part_of(read, done[-1]):
            done[-1] = done[-1]._replace(stated=done[-1].stated.doubting("breakdown"))
            continue
        done.append(read)
    return done


def _part_of(read: Read, before: Read) -> bool:
    """Whether an amount in brackets is a part of the one before them."""
    total, part = weekly(before.stated), weekly(read.stated)
    smaller = before.stated.per is None and total is not None and part is not None and part.low <= total.low
    return read.bracketed and (before.stated.per is not None or smaller)


def each_of_them(reads: list[Read]) -> list[Read]:
    """Take "twice a week: once 1:1 and once in a group" as one of each a week."""
    done: list[Read] = []
    for read in reads:
        before = done[-1].stated if done else None
        counts = [part.often for part in read.clause.parts if part.kind is Kind.COUNT and part.often]
        if (before and before.often and read.stated.per in (None, Period.ONCE) and not read.stated.sitting
                and len(counts) > 1 and sum(count.low for count in counts) == before.often.low):
            done[-1:] = [read._replace(stated=before._replace(often=count).doubting("breakdown")) for count in counts]
            continue
        done.append(read)
    return done


def day_and_week(reads: list[Read]) -> list[Read]:
    """Count "5 hours a day, 25 hours a week" once."""
    if len(reads) != 2 or {read.stated.per for read in reads} != {Period.DAY, Period.WEEK}:
        return reads
    week = next(read for read in reads if read.stated.per is Period.WEEK)
    totals = [weekly(read.stated) for read in reads]
    if totals[0] is None or totals[1] is None or totals[0].low != totals[1].low:
        return reads
    return [week._replace(stated=week.stated.doubting("breakdown"))]


def _counts_alone(read: Read) -> bool:
    """Whether an amount within its sentence says how often, in so many words, and nothing more."""
    often = read.clause.counted() is not None and read.stated.per is not None and weekly(read.stated) is None
    return often and read.clause.opened < Cut.HARD


def visits_of_the_year(reads: list[Read]) -> list[Read]:
    """Count "six visits a year: three in the autumn ..." once."""
    done: list[Read] = []
    for read in reads:
        before, now = (done[-1].stated if done else None), read.stated
        shares = (before and before.often and now.often and now.often.low < before.often.low
                  and before.per in _LONG_PERIODS and now.per is Period.ONCE)
        if before and shares and read.clause.opened < Cut.HARD:
            done[-1] = done[-1]._replace(stated=before.doubting("breakdown"))
            continue
        done.append(read)
    return done


def subsets(reads: list[Read]) -> list[Read]:
    """Leave out "5 of which", which is within the amount before; with a period of its own it stands beside it."""
    done: list[Read] = []
    for read in reads:
        timed = read.clause.timed()
        if done and timed is not None and timed.marked("subset") and read.clause.periodic():
            done.append(read._replace(stated=read.stated._replace(doubts=()).doubting("subset_apart")))
            continue
        if done and timed is not None and timed.marked("subset"):
            done[-1] = done[-1]._replace(stated=done[-1].stated.doubting("subset"))
            continue
        done.append(read)
    return done


def breakdown(reads: list[Read]) -> list[Read]:
    """Count a total once where the amounts that follow are what it is made of."""
    if len(reads) < 2:
        return reads
    first, rest = reads[0].stated, [weekly(read.stated) for read in reads[1:]]
    totals = [amount for amount in rest if amount is not None]
    if first.total is None or not totals or len(totals) != len(rest):
        return reads
    made_of = Amount(sum(amount.low for amount in totals), sum(amount.high for amount in totals))
    pers = {read.stated.per for read in reads[1:]}
    parts = first.per is None or Period.DAY in pers or len(totals) > 1
    if pers == {None} and first.per is not None and len(totals) > 1 and reads[1].spelled_out:
        same = made_of.low == first.total.low
        return [reads[0]._replace(stated=first.doubting("breakdown" if same else "does_not_add_up"))]
    if made_of.low != first.total.low or not parts or not pers | {first.per} <= {None, Period.DAY, Period.WEEK}:
        return reads
    of_a_week = any(read.stated.per in (Period.DAY, Period.WEEK) for read in reads) or first.per is Period.WEEK
    return [reads[0]._replace(stated=first._replace(per=Period.WEEK if of_a_week else first.per).doubting("breakdown"))]
