"""What one clause states: its parts laid into the slots of a schedule, and the doubts that they raise."""

from typing import NamedTuple

from extractors.amounts.clauses import Clause
from extractors.amounts.parts import Amount, Figure, Kind, Part
from extractors.doubts import doubt
from models.amounts import Bound, Period
from models.doubt import Doubt

_MANY = 6
ONE = Amount.of(1)
_SCHOOL_DAYS = 5
_LONGER = (Period.FORTNIGHT, Period.MONTH)


class Stated(NamedTuple):
    """The slots of one clause, filled."""

    often: Amount | None = None
    sitting: Amount | None = None
    total: Amount | None = None
    per: Period | None = None
    weeks: Amount | None = None
    doubts: tuple[Doubt, ...] = ()

    def doubting(self, code: str, **words: str) -> "Stated":
        """Add a doubt, with the words that its sentence leaves room for."""
        return self._replace(doubts=(*self.doubts, doubt(code, alternatives=(), **words)))


def whole(figure: Figure) -> int:
    """Round to whole minutes or sessions."""
    return round(figure)


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
        return stated._replace(sitting=timed.length, often=stated.often or ONE if stated.per else stated.often)
    if timed.marked("total"):
        return stated._replace(total=timed.length)
    if counted is not None:
        return _beside_a_count(clause, stated, timed, counted)
    period = clause.periodic()
    once_each = period is not None and (period.start < timed.start or period.per is Period.DAY)
    if once_each and not (period and period.marked("stretch")) and period and period.marked("adverb"):
        return stated._replace(sitting=timed.length, often=ONE)
    return stated._replace(total=timed.length)


def _beside_a_count(clause: Clause, stated: Stated, timed: Part, counted: Part) -> Stated:
    """Take a length beside a number of sessions as that of each, unless it is a rate or spread over them."""
    rate = _adjacent(clause, timed) and not counted.marked("adverb") and counted.kind is not Kind.PER
    if rate and counted.marked("sign"):
        number = str(whole(counted.often.high)) if counted.often else ""
        stated = stated.doubting("inner_period", words=f"x {number}", period="day", number=number)
    if counted.marked("spread") and counted.marked("days") and counted.start >= timed.end:
        return stated._replace(total=timed.length, often=None)      # days on which lessons are, and not their number
    if counted.marked("spread") and counted.start >= timed.end and not rate:
        return stated._replace(total=timed.length).doubting("spread")
    return stated._replace(total=timed.length) if rate else stated._replace(sitting=timed.length)


def _period(clause: Clause, stated: Stated) -> Stated:
    period = clause.periodic()
    counted = clause.counted()
    if any(part.marked("block") and part.often for part in clause.parts):
        return stated._replace(per=Period.BLOCK)
    if period is None:
        if counted is not None and counted.marked("event") and counted.often == ONE:
            once = stated._replace(per=Period.ONCE)
            return once if clause.first(Kind.WHEN) or _single(counted) else once.doubting("taken_as_once")
        return stated._replace(per=Period.ONCE) if counted is not None and _single(counted) else stated
    if counted is None and period.marked("adverb") and not clause.timed() and not _uncounted(clause):
        return stated._replace(per=period.per, often=ONE)
    return stated._replace(per=period.per)


def _single(counted: Part) -> bool:
    return counted.marked("one_off") or (counted.marked("adverb") and counted.often == ONE)


def _inner(clause: Clause, stated: Stated, words: str) -> Stated:
    """Take "ten weekly sessions" as one a week for ten weeks, "two weekly sessions" as two a week."""
    counted = clause.counted()
    if counted is None or counted.often is None or not counted.marked("inner") or counted.per is None:
        return stated
    period = str(counted.per).replace("_", "-")
    flagged = stated.doubting("inner_period", words=words, period=period, number=str(whole(counted.often.high)))
    if counted.marked("few") or counted.per is not Period.WEEK:
        return flagged
    return flagged._replace(often=ONE, weeks=counted.often, per=Period.WEEK)


def _days(clause: Clause, stated: Stated) -> Stated:
    """Multiply a day's amount by the days of the week on which it is given; take off excepted days."""
    days = next((part for part in clause.parts if part.marked("days") and part.often), None)
    week = next((part for part in clause.parts if part.per is Period.WEEK), None)
    day = next((part for part in clause.parts if part.kind is Kind.PER and part.per is Period.DAY), None)
    number = days.often if days else (week.often if week and week.marked("weekdays") else None)
    if number is not None and day is not None and week is None and days and number.high <= _SCHOOL_DAYS:
        sitting = stated.sitting or stated.total
        doses = next((part.often.low for part in clause.parts if part.kind is Kind.DOSE and part.often), 1)
        often = number.times(doses)
        return stated._replace(often=often, sitting=sitting, total=None, per=Period.WEEK).doubting("per_school_day")
    if number is None or week is None or day is None:
        return _excepted(clause, stated)
    sessions = next((part.often for part in clause.parts if part.often and part is not days and part is not week), None)
    timed = clause.timed()
    if sessions is not None:
        sitting = timed.length if timed else None
        return stated._replace(often=sessions.times(number.low), sitting=sitting, total=None, per=Period.WEEK)
    if timed is not None and timed.length is not None:
        return stated._replace(often=None, sitting=None, total=timed.length.times(number.low), per=Period.WEEK)
    return stated._replace(often=number, per=Period.WEEK)


def _excepted(clause: Clause, stated: Stated) -> Stated:
    missing = clause.first(Kind.EXCEPT)
    if missing is None or missing.often is None or stated.per is not Period.DAY:
        return stated
    days = Amount.of(5 - missing.often.low)
    sitting = stated.sitting or stated.total
    return stated._replace(often=days, sitting=sitting, total=None, per=Period.WEEK)


def _overlarge(clause: Clause, stated: Stated, words: str) -> Stated:
    """Take "weekly therapy (12 sessions)" as a run of twelve weeks, and with a year as twelve in it."""
    counted, period = clause.counted(), clause.periodic()
    if period is not None and counted is not None and _in_all(counted, period, stated):
        number = str(whole(counted.often.high)) if counted.often else ""
        flagged = stated.doubting("inner_period", words=words, period=str(period.per), number=number)
        return flagged._replace(often=ONE, sitting=stated.sitting or stated.total, total=None)
    if (counted is None or counted.often is None or period is None or stated.per is not Period.WEEK
            or counted.often.low < _MANY or counted.marked("inner") or counted is period):
        return stated
    if period.start < counted.start and period.marked("adverb"):
        stretch = next((part.per for part in clause.parts if part.marked("stretch")), None)
        if stretch is not None:
            return stated._replace(per=stretch).doubting("explicit_count")
        flagged = stated.doubting("inner_period", words=words, period="week", number=str(whole(counted.often.high)))
        return flagged._replace(often=ONE, weeks=counted.often)
    if period.marked("adverb") and period.start > counted.end and counted.marked("sittings"):
        flagged = stated.doubting("inner_period", words=words, period="week", number=str(whole(counted.often.high)))
        return flagged._replace(per=Period.BLOCK, weeks=counted.often)
    if period.marked("adverb") and not counted.marked("times"):
        return stated.doubting("inner_period", words=words, period="week", number=str(whole(counted.often.high)))
    return stated


def _in_all(counted: Part, period: Part, stated: Stated) -> bool:
    """Whether "45 minutes fortnightly, 19 sessions" counts those of the whole course and not of a fortnight."""
    after = period.end <= counted.start and counted is not period and not counted.marked("inner")
    return after and stated.per in _LONGER and counted.often is not None and counted.often.low >= _MANY


def _several_lengths(clause: Clause, stated: Stated) -> Stated:
    """Add up lengths given for one frequency: "10 minutes at the start of the day and 10 minutes at the end"."""
    lengths = [part.length for part in clause.parts if part.kind is Kind.LENGTH and part.length
               and not part.marks & {"again", "subset", "total"}]
    if any(part.marked("subset") for part in clause.parts):
        stated = stated.doubting("subset")
    stated = _adding_up(clause, stated)
    if len(lengths) != 2 or not _joined(clause) or stated.per is None:
        return stated
    return stated._replace(often=Amount.of(2), sitting=lengths[0], total=None)


def _adding_up(clause: Clause, stated: Stated) -> Stated:
    """Check a total that stands beside sessions and their length."""
    totals = [part for part in clause.parts if part.marked("total") and part.length]
    if not totals or totals[0] is clause.timed():
        return stated
    weeks = stated.weeks.low if stated.weeks else 1
    sitting = stated.sitting or stated.total
    made = (stated.often or ONE).low * sitting.low if sitting else 0
    return stated if totals[0].minutes.low in (made, made * weeks) else stated.doubting("does_not_add_up")


def _joined(clause: Clause) -> bool:
    return any(part.marked("joined") for part in clause.parts if part.kind is Kind.LENGTH)


def _without_period(clause: Clause, stated: Stated) -> Stated:
    """Decide what an amount without a period is: of an event, once, or unknown."""
    event = clause.first(Kind.EVENT)
    if stated.per is not None or not (stated.often or stated.sitting or stated.total):
        return stated
    if event is not None and event.marked("two_parts") and stated.sitting and stated.often is None:
        return stated._replace(often=Amount.of(2), per=Period.DAY)
    if event is not None and event.marked("rate"):
        share = stated._replace(total=stated.total or stated.sitting, sitting=None, often=None)
        return share.doubting("rate_of_a_session")
    if event is not None or (clause.first(Kind.EACH) and not stated.often):
        length = stated.sitting or stated.total
        return stated._replace(sitting=length, total=None).doubting("event_based", event="it")
    if clause.first(Kind.INTERVAL):
        length = stated.sitting or stated.total
        spaced = stated._replace(sitting=length, total=None)
        return spaced.doubting("spaced") if length else spaced
    when = [part for part in clause.parts if part.kind is Kind.WHEN and not part.marked("run")]
    if any(not part.marked("date") or part.marked("year") for part in when) and (stated.often or stated.total):
        return stated._replace(per=Period.ONCE)
    if stated.often and any(part.marked("due") for part in when):
        return stated._replace(per=Period.ONCE)
    return stated


def stated(clause: Clause, words: str) -> Stated:
    """Fill the slots that the parts of a clause state."""
    counted = clause.counted()
    runs = [part.weeks for part in clause.parts if part.weeks]
    filled = Stated(often=counted.often if counted else None, weeks=runs[0] if runs else None)
    filled = _inner(clause, _period(clause, filled), words)
    filled = _sitting_or_total(clause, filled)
    filled = _overlarge(clause, _days(clause, _several_lengths(clause, filled)), words)
    if len(set(runs)) > 1:
        filled = filled.doubting("weeks_differ")
    return _without_period(clause, _noted(clause, _bounded_after(clause, _unused(clause, filled)), words))


def _unused(clause: Clause, stated: Stated) -> Stated:
    """Doubt a second number of sessions that is no number of days and repeats nothing: it was left out."""
    counted = clause.counted()
    others = [part for part in clause.parts if part.kind in (Kind.COUNT, Kind.DOSE) and part is not counted]
    left = [part for part in others if part.often not in (None, ONE, stated.often) and not part.marked("days")]
    spaced = clause.first(Kind.INTERVAL) is not None and stated.per is not None and stated.often is not None
    if not (left and counted is not None) and not spaced:
        return stated
    return stated if any(part.marked("days") for part in clause.parts) else stated.doubting("explicit_count")


def _bounded_after(clause: Clause, stated: Stated) -> Stated:
    """Lay a bound that follows the period ("30 minutes a week minimum") on what is given in it."""
    bound = next((bound for bound in Bound for part in clause.parts if part.marked(f"after_{bound}")), None)
    if bound is None:
        return stated
    slot = next((name for name in ("total", "sitting", "often") if getattr(stated, name)), None)
    return stated._replace(**{slot: getattr(stated, slot).bounded(bound)}) if slot else stated


_NOTED = {"odd": "odd_period", "twice": "inner_period", "two_hour": "two_hour_sessions", "either_unit": "either_unit",
          "no_unit": "no_unit", "indefinite": "indefinite", "blank": "blank",
          "equivalent": "equivalent", "trailing": "bound_of_weeks",
          "share": "share_of_time", "either": "alternatives", "months": "by_the_month"}


def _noted(clause: Clause, stated: Stated, words: str) -> Stated:
    """Raise the doubts that single parts carry."""
    for part in clause.parts:
        if part.kind is Kind.RUN and part.marked("block"):
            stated = stated.doubting("blocks")
        if part.marked("school_year") and stated.per is Period.YEAR and stated.often is None and stated.total:
            stated = stated.doubting("in_a_year")
        for mark in sorted(part.marks & _NOTED.keys()):
            period = str(stated.per or "stretch").replace("_", "-")
            number = str(whole(stated.often.high)) if stated.often else "as many"
            stated = stated.doubting(_NOTED[mark], words=words, period=period, number=number)
    return stated
