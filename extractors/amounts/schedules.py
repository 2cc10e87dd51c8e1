"""Schedules: what the filled slots of a clause come to."""

from collections.abc import Sequence
from fractions import Fraction

from spacy.tokens import Doc

from extractors.amounts.clauses import Clause
from extractors.amounts.parts import Amount, Figure, Kind
from extractors.amounts.stated import ONE, Stated, whole
from extractors.doubts import doubt
from models.amounts import Bound, Period, Schedule
from models.doubt import Doubt

SCHOOL_WEEK, LONGEST_DAY = 1950, 600
_YEAR_ROUND_WEEKS = 45
_WEEKS = {Period.DAY: Fraction(1, 5), Period.WEEK: Fraction(1), Period.FORTNIGHT: Fraction(2),
          Period.MONTH: Fraction(5), Period.HALF_TERM: Fraction(8), Period.TERM: Fraction(16),
          Period.YEAR: Fraction(39)}


def weeks_in(per: Period | None) -> Fraction | None:
    """Give how many school weeks a period has, at most; None for one that has no length."""
    return _WEEKS.get(per) if per else None


def within_a_day(stated: Stated) -> Stated:
    """Take "daily (15 hours)", which no day holds, as an amount for the week."""
    total = _total(stated)
    if total is None or stated.per is not Period.DAY or total.low <= LONGEST_DAY or stated.often not in (None, ONE):
        return stated
    doubted = stated.doubting("over_day", amount=in_words(total.low))
    return doubted._replace(per=Period.WEEK, often=None, sitting=None, total=total)


def in_words(minutes: Figure) -> str:
    """Say a length as people do.

    >>> in_words(90), in_words(20), in_words(120)
    ('1.5 hours', '20 minutes', '2 hours')
    """
    if minutes < 60:
        return f"{whole(minutes)} minutes"
    hours = Fraction(minutes) / 60
    return f"{float(hours):g} hour{'' if hours == 1 else 's'}"


def _bound(amounts: Sequence[Amount]) -> tuple[Bound, bool]:
    """Give the bound of a schedule, and whether it is made of two that do not go together."""
    bounds = {amount.bound for amount in amounts} - {Bound.EXACT}
    ranges = sum(amount.ranged for amount in amounts)
    if ranges:
        return Bound.RANGE, ranges > 1
    for bound in (Bound.UP_TO, Bound.AT_LEAST, Bound.APPROX):
        if bound in bounds:
            return bound, len(bounds) > 1
    return Bound.EXACT, False


def _total(filled: Stated) -> Amount | None:
    if filled.sitting is None or filled.often is None:
        return filled.total
    count = filled.often or ONE
    return Amount(count.low * filled.sitting.low, count.high * filled.sitting.high)


def span(clause: Clause) -> tuple[int, int]:
    """Give the first token of a clause's parts and the one after the last."""
    return clause.parts[0].start, max(part.end for part in clause.parts)


def core(clause: Clause) -> tuple[int, int]:
    """Give the tokens of a clause's amount, without the words that say when."""
    parts = [part for part in clause.parts if part.kind is not Kind.WHEN] or list(clause.parts)
    return parts[0].start, max(part.end for part in parts)


def schedule(clause: Clause, filled: Stated, doc: Doc) -> tuple[Schedule | None, tuple[Doubt, ...]]:
    """Turn filled slots into a schedule with the doubts that it carries; None where no amount is stated."""
    start, end = span(clause)
    interval, full = clause.first(Kind.INTERVAL), clause.first(Kind.WHOLE)
    filled = _all_the_time(filled) if full else filled
    amounts = [amount for amount in (filled.often, filled.sitting, filled.total) if amount]
    if not amounts and not interval and not full:
        return None, filled.doubts
    bound, mixed = _bound(amounts)
    total = _total(filled)
    doubts = filled.doubts + ((doubt("range_twice" if bound is Bound.RANGE else "mixed_bounds"),) if mixed else ())
    top = (total or filled.sitting or filled.often) if bound is Bound.RANGE else None
    made = Schedule(
        sessions=filled.often and whole(filled.often.low),
        session_minutes=filled.sitting and whole(filled.sitting.low),
        total_minutes=total and whole(total.low),
        per=filled.per or (Period.DAY if full and not amounts else None),
        bound=bound,
        range_max=top and whole(top.high),
        duration_weeks=filled.weeks and whole(filled.weeks.low),
        interval_minutes=whole(interval.minutes.low) if interval else None,
        when=_when(clause, doc),
        full_time=full is not None and not amounts,
        year_round=bool(filled.weeks and filled.weeks.low >= _YEAR_ROUND_WEEKS),
        rule="+".join(part.rule for part in clause.parts),
        text=doc[start:end].text,
    )
    return made, doubts


def _all_the_time(filled: Stated) -> Stated:
    """Take "every day" beside "all day" for no number of sessions."""
    once = filled.often == ONE and filled.sitting is None and filled.total is None
    return filled._replace(often=None) if once and filled.per is Period.DAY else filled


def _when(clause: Clause, doc: Doc) -> str | None:
    return ", ".join(doc[part.start : part.end].text for part in clause.parts if part.kind is Kind.WHEN) or None
