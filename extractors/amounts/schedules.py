"""Schedules: what the parts of one clause come to."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts.clauses import Clause
from extractors.amounts.parts import Amount, Figure, Kind, Part
from extractors.doubts import doubt
from models.amounts import Bound, Period, Schedule
from models.doubt import Doubt

SCHOOL_WEEK, SCHOOL_DAY = 1950, 390
_YEAR_ROUND_WEEKS = 45
_MANY = 6
_ONE = Amount.of(1)


class Stated(NamedTuple):
    """The slots of one clause, filled."""

    count: Amount | None = None
    sitting: Amount | None = None
    total: Amount | None = None
    per: Period | None = None
    weeks: Amount | None = None
    doubts: tuple[Doubt, ...] = ()

    def doubting(self, code: str, **words: str) -> "Stated":
        """Add a doubt."""
        return self._replace(doubts=(*self.doubts, doubt(code, **words)))


def whole(figure: Figure) -> int:
    """Round to whole minutes or sessions."""
    return round(figure)


def in_words(minutes: Figure) -> str:
    """Say a length as people do.

    >>> in_words(90), in_words(20), in_words(120)
    ('1.5 hours', '20 minutes', '2 hours')
    """
    if minutes < 60:
        return f"{whole(minutes)} minutes"
    hours = Fraction(minutes) / 60
    return f"{float(hours):g} hour{'' if hours == 1 else 's'}"


def _adjacent(clause: Clause, length: Part) -> bool:
    """Whether the length is itself a rate: "2 hours a week"."""
    return any(part.kind is Kind.PER and 0 <= part.start - length.end <= 0 for part in clause.parts)


def _uncounted(clause: Clause) -> bool:
    """Whether the words leave open how many ("several times", "X sessions")."""
    return any(part.marked("uncounted") for part in clause.parts)


def _sitting_or_total(clause: Clause, stated: Stated) -> Stated:
    timed, counted = clause.timed(), clause.counted()
    if timed is None or timed.length is None:
        return stated
    if _uncounted(clause) and counted is None:
        return stated._replace(sitting=timed.length)
    if timed.kind is Kind.DOSE or timed.marked("sitting"):
        return stated._replace(sitting=timed.length, count=stated.count or _ONE if stated.per else stated.count)
    if timed.marked("total"):
        return stated._replace(total=timed.length)
    if counted is not None:
        rate = _adjacent(clause, timed) and not counted.marked("adverb") and counted.kind is not Kind.PER
        return stated._replace(total=timed.length) if rate else stated._replace(sitting=timed.length)
    period = clause.periodic()
    once_each = period is not None and (period.start < timed.start or period.per is Period.DAY)
    if once_each and not (period and period.marked("stretch")) and period and period.marked("adverb"):
        return stated._replace(sitting=timed.length, count=_ONE)
    return stated._replace(total=timed.length)


def _period(clause: Clause, stated: Stated) -> Stated:
    period = clause.periodic()
    counted = clause.counted()
    if any(part.marked("block") and part.count for part in clause.parts):
        return stated._replace(per=Period.BLOCK)
    if period is None:
        once = counted is not None and (counted.marked("one_off") or (counted.marked("adverb") and counted.count == _ONE))
        return stated._replace(per=Period.ONCE) if once else stated
    if counted is None and period.marked("adverb") and not clause.timed() and not _uncounted(clause):
        return stated._replace(per=period.per, count=_ONE)
    return stated._replace(per=period.per)


def _inner(clause: Clause, stated: Stated, words: str) -> Stated:
    """Take "ten weekly sessions" as one a week for ten weeks, "two weekly sessions" as two a week."""
    counted = clause.counted()
    if counted is None or counted.count is None or not counted.marked("inner") or counted.per is None:
        return stated
    period = str(counted.per).replace("_", "-")
    flagged = stated.doubting("inner_period", words=words, period=period, number=str(whole(counted.count.high)))
    if counted.marked("few") or counted.per is not Period.WEEK:
        return flagged
    return flagged._replace(count=_ONE, weeks=counted.count, per=Period.WEEK)


def _days(clause: Clause, stated: Stated) -> Stated:
    """Multiply a day's amount by the days of the week on which it is given; take off excepted days."""
    days = next((part for part in clause.parts if part.marked("days") and part.count), None)
    week = next((part for part in clause.parts if part.per is Period.WEEK), None)
    day = next((part for part in clause.parts if part.kind is Kind.PER and part.per is Period.DAY), None)
    number = days.count if days else (week.count if week and week.marked("weekdays") else None)
    if number is None or week is None or day is None:
        return _excepted(clause, stated)
    sessions = next((part.count for part in clause.parts if part.count and part is not days and part is not week), None)
    timed = clause.timed()
    if sessions is not None:
        sitting = timed.length if timed else None
        return stated._replace(count=sessions.times(number.low), sitting=sitting, total=None, per=Period.WEEK)
    if timed is not None and timed.length is not None:
        return stated._replace(count=None, sitting=None, total=timed.length.times(number.low), per=Period.WEEK)
    return stated._replace(count=number, per=Period.WEEK)


def _excepted(clause: Clause, stated: Stated) -> Stated:
    missing = clause.first(Kind.EXCEPT)
    if missing is None or missing.count is None or stated.per is not Period.DAY:
        return stated
    days = Amount.of(5 - missing.count.low)
    sitting = stated.sitting or stated.total
    return stated._replace(count=days, sitting=sitting, total=None, per=Period.WEEK)


def _overlarge(clause: Clause, stated: Stated, words: str) -> Stated:
    """Take "weekly therapy (12 sessions)" as a run of twelve weeks, and with a year as twelve in it."""
    counted, period = clause.counted(), clause.periodic()
    if (counted is None or counted.count is None or period is None or stated.per is not Period.WEEK
            or counted.count.low < _MANY or counted.marked("inner") or counted is period):
        return stated
    if period.start < counted.start and period.marked("adverb"):
        stretch = next((part.per for part in clause.parts if part.marked("stretch")), None)
        if stretch is not None:
            return stated._replace(per=stretch).doubting("explicit_count")
        flagged = stated.doubting("inner_period", words=words, period="week", number=str(whole(counted.count.high)))
        return flagged._replace(count=_ONE, weeks=counted.count)
    if period.marked("adverb") and not counted.marked("times"):
        return stated.doubting("inner_period", words=words, period="week", number=str(whole(counted.count.high)))
    return stated


def _several_lengths(clause: Clause, stated: Stated) -> Stated:
    """Add up lengths given for one frequency: "10 minutes at the start of the day and 10 minutes at the end"."""
    lengths = [part.length for part in clause.parts if part.kind is Kind.LENGTH and part.length
               and not part.marks & {"again", "subset", "total"}]
    if any(part.marked("subset") for part in clause.parts):
        stated = stated.doubting("subset")
    if len(lengths) != 2 or not _joined(clause) or stated.per is None:
        return stated
    if lengths[0] == lengths[1]:
        return stated._replace(count=Amount.of(2), sitting=lengths[0], total=None)
    return stated._replace(count=None, sitting=None, total=lengths[0].plus(lengths[1])).doubting("summed")


def _joined(clause: Clause) -> bool:
    return any(part.marked("joined") for part in clause.parts if part.kind is Kind.LENGTH)


def _without_period(clause: Clause, stated: Stated) -> Stated:
    """Decide what an amount without a period is: of an event, once, or unknown."""
    event = clause.first(Kind.EVENT)
    if stated.per is not None or not (stated.count or stated.sitting or stated.total):
        return stated
    if event is not None and event.marked("rate"):
        return stated._replace(total=stated.total or stated.sitting, sitting=None, count=None).doubting("rate_of_a_session")
    if event is not None or (clause.first(Kind.EACH) and not stated.count):
        length = stated.sitting or stated.total
        return stated._replace(sitting=length, total=None).doubting("event_based", event="it")
    if clause.first(Kind.INTERVAL):
        length = stated.sitting or stated.total
        return stated._replace(sitting=length, total=None)
    when = [part for part in clause.parts if part.kind is Kind.WHEN and not part.marked("run")]
    if any(not part.marked("date") or part.marked("year") for part in when) and (stated.count or stated.total):
        return stated._replace(per=Period.ONCE)
    return stated


def stated(clause: Clause, words: str) -> Stated:
    """Fill the slots that the parts of a clause state."""
    counted = clause.counted()
    runs = [part.weeks for part in clause.parts if part.weeks]
    filled = Stated(count=counted.count if counted else None, weeks=runs[0] if runs else None)
    filled = _inner(clause, _period(clause, filled), words)
    filled = _sitting_or_total(clause, filled)
    filled = _overlarge(clause, _days(clause, _several_lengths(clause, filled)), words)
    if len(set(runs)) > 1:
        filled = filled.doubting("weeks_differ")
    return _without_period(clause, _noted(clause, _bounded_after(clause, filled), words))


def _bounded_after(clause: Clause, stated: Stated) -> Stated:
    """Lay a bound that follows the period ("30 minutes a week minimum") on what is given in it."""
    bound = next((bound for bound in Bound for part in clause.parts if part.marked(f"after_{bound}")), None)
    if bound is None:
        return stated
    slot = next((name for name in ("total", "sitting", "count") if getattr(stated, name)), None)
    return stated._replace(**{slot: getattr(stated, slot).bounded(bound)}) if slot else stated


_NOTED = {"odd": "odd_period", "twice": "inner_period", "two_hour": "two_hour_sessions", "either_unit": "either_unit",
          "no_unit": "no_unit", "indefinite": "indefinite", "blank": "blank"}


def _noted(clause: Clause, stated: Stated, words: str) -> Stated:
    """Raise the doubts that single parts carry."""
    for part in clause.parts:
        for mark in sorted(part.marks & _NOTED.keys()):
            period = str(stated.per or "stretch").replace("_", "-")
            number = str(whole(stated.count.high)) if stated.count else "as many"
            stated = stated.doubting(_NOTED[mark], words=words, period=period, number=number)
    return stated


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
    if filled.sitting is None or filled.count is None:
        return filled.total
    count = filled.count or _ONE
    return Amount(count.low * filled.sitting.low, count.high * filled.sitting.high)


def span(clause: Clause) -> tuple[int, int]:
    """Give the first token of a clause's parts and the one after the last."""
    return clause.parts[0].start, max(part.end for part in clause.parts)


def schedule(clause: Clause, filled: Stated, doc: Doc) -> tuple[Schedule | None, tuple[Doubt, ...]]:
    """Turn filled slots into a schedule with the doubts that it carries; None where no amount is stated."""
    start, end = span(clause)
    amounts = [amount for amount in (filled.count, filled.sitting, filled.total) if amount]
    interval, full = clause.first(Kind.INTERVAL), clause.first(Kind.WHOLE)
    if not amounts and not interval and not full:
        return None, filled.doubts
    bound, mixed = _bound(amounts)
    total = _total(filled)
    doubts = filled.doubts + ((doubt("range_twice" if bound is Bound.RANGE else "mixed_bounds"),) if mixed else ())
    top = (total or filled.sitting or filled.count) if bound is Bound.RANGE else None
    made = Schedule(
        sessions=filled.count and whole(filled.count.low),
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


def _when(clause: Clause, doc: Doc) -> str | None:
    return ", ".join(doc[part.start : part.end].text for part in clause.parts if part.kind is Kind.WHEN) or None
