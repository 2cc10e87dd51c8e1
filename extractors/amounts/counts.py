"""Counts: how many sessions, visits or times, and the length that stands beside the number."""

from extractors.amounts.grammar import rule
from extractors.amounts.parts import Amount, Kind, Part, bound_of
from models.amounts import Period

_LONGEST = 90
_OFTEN = 12
"""More than so many "per week", without a word for what they are, may be hours as well as times."""
_FEW = 3
"""Up to so many "weekly sessions" are that many a week; more are one a week for so many weeks."""


def _count(amount: Amount, *marks: str) -> Part:
    return Part(Kind.COUNT, 0, 0, often=amount, marks=frozenset(marks))


def _dose(count: Amount, length: Part) -> Part:
    kept = length.marks & {"clock", "either_unit"}
    return Part(Kind.DOSE, 0, 0, often=count, length=length.length, per=length.per, marks=kept | {"sitting"})


def _noun_marks(noun: Part) -> frozenset[str]:
    return noun.marks & {"days", "parts", "times", "sittings", "event"}


@rule("NUMBER ~ NOUN", "NUMBER ~ RATIO ~ NOUN", "NUMBER x ~ NOUN", "NUMBER x RATIO ~ NOUN", "x NUMBER ~ NOUN")
def so_many_sessions(number: Part, *rest: Part) -> Part | None:
    """Read "ten individual lessons", "10 - 12 direct 1:1 sessions", "three times"."""
    if number.marked("mixed"):
        return None
    marks = _noun_marks(rest[-1])
    return _count(number.figures, *marks) if number.figures.low == int(number.figures.low) else None


@rule("NUMBER x", "x NUMBER")
def times_sign(number: Part) -> Part:
    """Read "3x" and "x2"."""
    return _count(number.figures, "times", "sign")


@rule("over|across|into COUNT")
def spread_over(count: Part) -> Part | None:
    """Read "over two sittings" as what a length is spread over."""
    return count.having("spread") if count.often and not count.per and not count.marked("adverb") else None


@rule("before|after|during|in|at each|all of the? NUMBER PER ~ NOUN", "in|during|before|after all NUMBER PER ~ NOUN")
def each_of_the_weekly(number: Part, per: Part, noun: Part) -> Part | None:
    """Read "before each of the five weekly lessons" as five times a week."""
    fits = per.marked("adverb") and per.often is None and noun.marked("sittings")
    return _count(number.figures, "times").having(per=per.per) if fits else None


@rule("NUMBER PER", "NUMBER ( PER )", "NUMBER x PER")
def number_per(number: Part, per: Part) -> Part | None:
    """Read "3 per week", "1 (fortnightly)"."""
    fits = per.per is not None and per.often is None and number.figures.low == int(number.figures.low)
    if not fits or per.marked("stretch") or number.marked("mixed") or (per.marked("adverb") and number.figures.low > 1):
        return None
    many = ["no_unit"] if number.figures.high > _OFTEN else []
    return _count(number.figures, "times", "guessed", *many).having(per=per.per, weeks=per.weeks)


@rule("x NUMBER PER", "x NUMBER PER ~ NOUN", "NUMBER x PER ~ NOUN")
def sign_and_period(number: Part, per: Part, *_noun: Part) -> Part | None:
    """Read "x2 weekly sessions" as two a week: the sign leaves no choice."""
    fits = per.per is not None and per.often is None and not per.marked("stretch")
    many = ["inner", "few"] if _noun and number.figures.high > _FEW else []
    return _count(number.figures, "times", *many).having(per=per.per, weeks=per.weeks) if fits else None


@rule("NUMBER x PERIOD", "x NUMBER PERIOD")
def number_times_period(number: Part, period: Part) -> Part | None:
    """Read "1x week", in which an article was lost."""
    fits = not period.marked("part") and period.per is not None
    return _count(number.figures, "times").having(per=period.per) if fits else None


@rule("TIME and|& TIME", "at TIME and|& at? TIME")
def at_two_times(first: Part, second: Part) -> Part | None:
    """Read "10am and 2pm" as twice."""
    return _count(Amount.of(2), "times") if first.marked("clock") and second.marked("clock") else None


@rule("COUNT or|to|- COUNT", "COUNT or|to|- NUMBER NOUN")
def count_range(low: Part, high: Part, *_noun: Part) -> Part | None:
    """Read "once or twice", "once to three times"."""
    first, last = low.often, high.often or high.number
    if first is None or last is None or first.ranged or last.ranged or first.low >= last.low:
        return None
    return _count(Amount(first.low, last.low), *low.marks)


@rule("NUMBER x LENGTH", "NUMBER x LENGTH ~ NOUN", "NUMBER x a|1 LENGTH", "NUMBER lots|periods of LENGTH",
      "NUMBER @ LENGTH", "NUMBER NOUN x LENGTH", "NUMBER NOUN @ LENGTH", "NUMBER times LENGTH", "NUMBER by LENGTH",
      "NUMBER x LENGTH RATIO ~ NOUN", "NUMBER x RATIO LENGTH ~ NOUN", "x NUMBER LENGTH ~ NOUN",
      "NUMBER ~ NOUN x LENGTH", "x NUMBER LENGTH")
def times_length(number: Part, *rest: Part) -> Part:
    """Read "4 x 20 minute sessions", "2 sessions x 45 mins", "3 lots of 10 minutes"."""
    return _dose(number.figures, next(part for part in rest if part.kind is Kind.LENGTH)).having("sign")


@rule("COUNT of|lasting|for|,|at|(|- LENGTH", "COUNT of|lasting|for|at LENGTH EACH", "COUNT , EACH LENGTH",
      "COUNT EACH of|for|lasting|at|being? LENGTH", "COUNT ( EACH LENGTH",
      "COUNT , EACH of|for|lasting|at|being LENGTH", "COUNT , LENGTH EACH", "COUNT ( LENGTH EACH", "COUNT ( LENGTH )",
      "COUNT of|lasting|for BEFORE LENGTH", "COUNT of|lasting ~ RATIO LENGTH", "COUNT LENGTH EACH",
      "COUNT lasting for? LENGTH", "COUNT of LENGTH duration", "COUNT , lasting LENGTH", "COUNT , of LENGTH",
      "COUNT EACH , LENGTH")
def sessions_of_a_length(count: Part, *rest: Part) -> Part | None:
    """Read "ten sessions of one hour each"."""
    length = next(part for part in rest if part.kind is Kind.LENGTH)
    if count.often is None or not count.marked("sittings") or length.marks & {"total", "subset"} or length.per:
        return None
    bound = next((bound_of(part) for part in rest if part.kind is Kind.BEFORE), None)
    if bound is not None:
        length = length.having("bounded", length=length.minutes.bounded(bound))
    return _dose(count.often, length).having(*count.marks, per=count.per)


@rule("all|these|those|the|this LENGTH", "all of? these|those|the LENGTH", "the full LENGTH")
def again(length: Part) -> Part:
    """Read "all 15 hours" as an amount that was named before."""
    return length.having("again")


@rule("LENGTH x NUMBER", "LENGTH ( x NUMBER )", "LENGTH x NUMBER NOUN", "LENGTH ( NUMBER x )", "LENGTH x COUNT")
def length_times(length: Part, number: Part, *_noun: Part) -> Part | None:
    """Read "10 mins x 5"."""
    amount = number.number or number.often
    if amount is None or length.marked("total"):
        return None
    if length.per is Period.WEEK and number.per is None and amount.low > _OFTEN:
        return _dose(Amount.of(1), length).having("inner", per=length.per, weeks=amount)
    return _dose(amount, length).having(*number.marks & {"twice"}, per=number.per or length.per, weeks=number.weeks)


@rule("NUMBER ~ LENGTH ~ NOUN", "NUMBER ~ RATIO LENGTH ~ NOUN", "NUMBER ~ LENGTH RATIO ~ NOUN",
      "NUMBER ~ LENGTH ~ RATIO ~ NOUN")
def so_many_lengths(number: Part, *rest: Part) -> Part | None:
    """Read "three 25-minute sessions", "6 20 min session", "four hour-long sessions" (4 of an hour)."""
    length = next(part for part in rest if part.kind is Kind.LENGTH)
    fits = number.figures.low == int(number.figures.low) and not number.marked("mixed")
    fits = fits and rest[-1].marked("sittings") and not length.marks & {"each", "lasting"}
    fits = fits and not (length.marked("bare") and length.start == number.end)
    return _dose(number.figures, length).having(*_noun_marks(rest[-1])) if fits else None


@rule("DOSE x NUMBER", "DOSE x NUMBER NOUN", "COUNT x NUMBER", "DOSE x NUMBER PER")
def multiplied_twice(dose: Part, *rest: Part) -> Part | None:
    """Mark "two 30-minute sessions x 2", which can be two or four of them."""
    return None if dose.marked("twice") else dose.having("twice", per=rest[-1].per or dose.per)


@rule("NUMBER half hours", "NUMBER half hour NOUN")
def half_hours(number: Part, *_noun: Part) -> Part:
    """Read "two half hours"."""
    return _dose(number.figures, Part(Kind.LENGTH, 0, 0, length=Amount.of(30)))


@rule("NUMBER hour NOUN")
def hour_sessions(number: Part, noun: Part) -> Part | None:
    """Read "two hour sessions" as sittings of two hours, and mark that they may be two of an hour."""
    if number.figures.ranged or not noun.marked("plural") or number.figures.low == 1 or number.marked("digits"):
        return None
    return Part(Kind.LENGTH, 0, 0, length=number.figures.times(60), marks=frozenset({"sitting", "two_hour"}))


@rule("LENGTH ~ NOUN", "LENGTH RATIO ~ NOUN", "LENGTH ~ RATIO ~ NOUN")
def sitting(length: Part, *rest: Part) -> Part | None:
    """Read "a 30-minute individual session" as the length of one sitting."""
    fits = "sittings" in rest[-1].marks and not length.marked("total")
    return length.having("sitting", kind=Kind.LENGTH) if fits else None


@rule("LENGTH ~ PER ~ NOUN")
def sitting_per(length: Part, per: Part, noun: Part) -> Part | None:
    """Read "a 45 minute weekly session"."""
    if not (noun.marked("sittings") and per.marked("adverb")) or length.per:
        return None
    return length.having("sitting", "adverb", per=per.per)


@rule("NUMBER ~ PER ~ NOUN", "NUMBER ~ PER ~ LENGTH ~ NOUN", "NUMBER ~ LENGTH ~ PER ~ NOUN",
      "NUMBER ~ PER RATIO ~ NOUN", "NUMBER ~ PER RATIO LENGTH ~ NOUN", "NUMBER ~ PER ~ RATIO ~ NOUN")
def period_within(number: Part, *rest: Part) -> Part | None:
    """Read "ten weekly sessions" (one a week for ten weeks) and "two weekly sessions" (two a week)."""
    per = next(part for part in rest if part.kind is Kind.PER)
    length = next((part for part in rest if part.kind is Kind.LENGTH), None)
    whole = number.figures.low == int(number.figures.low)
    if not per.marked("adverb") or per.marked("odd") or number.marked("mixed") or not whole:
        return None
    slots = Part(Kind.DOSE if length else Kind.COUNT, 0, 0, often=number.figures, per=per.per,
                 length=length and length.length, marks=_noun_marks(rest[-1]))
    if number.figures.high == 1:
        return slots.having("adverb", *["sitting"] if length else [])
    return slots.having("inner", *["sitting"] if length else [], *["few"] if number.figures.high <= _FEW else [])


@rule("LENGTH EACH", "LENGTH , EACH", "EACH , LENGTH", "EACH LENGTH", "EACH of|for|lasting|being|at|to|is LENGTH",
      "EACH ( LENGTH )", "LENGTH ( EACH )", "EACH will|shall|should|must be|last|include|run LENGTH",
      "EACH will|shall|should|must last for LENGTH", "EACH to|will|shall be|last LENGTH",
      "EACH lasting|lasts for? LENGTH", "EACH : LENGTH", "EACH shall|will|must include BEFORE? LENGTH")
def length_of_each(first: Part, *rest: Part) -> Part | None:
    """Read "two hours each visit", "each lasting 45 minutes"."""
    length = next(part for part in (first, *rest) if part.kind is Kind.LENGTH)
    alone = ["of_each"] if any(part.kind is Kind.EACH and part.marked("alone") for part in (first, *rest)) else []
    return length.having("sitting", "each", *alone) if not length.marked("total") else None


@rule("LENGTH / NOUN")
def slash_session(length: Part, noun: Part) -> Part | None:
    """Read "20 mins/session"."""
    return length.having("sitting", "each") if noun.marked("sittings") and not noun.marked("plural") else None


@rule("NUMBER x NUMBER")
def without_unit(count: Part, length: Part) -> Part | None:
    """Read "3 x 15" as minutes, and mark that the unit is missing."""
    minutes = length.figures
    if not 5 <= minutes.low <= _LONGEST or count.figures.high > _LONGEST:
        return None
    return _dose(count.figures, Part(Kind.LENGTH, 0, 0, length=minutes)).having("no_unit")


@rule("lasting LENGTH", "lasts LENGTH", "lasting for LENGTH", "lasting BEFORE LENGTH", "NOUN of LENGTH",
      "NOUN lasting LENGTH", "NOUN for LENGTH", "NOUN of|lasting|for BEFORE LENGTH", "last LENGTH", "last for LENGTH",
      "NOUN ( LENGTH )", "NOUN will|shall|should last LENGTH", "NOUN will|shall|should be LENGTH",
      "NOUN to last LENGTH", "NOUN will|shall|should last for LENGTH", "NOUN at LENGTH", "NOUN , LENGTH EACH")
def lasting(*parts: Part) -> Part | None:
    """Read "lasting 45 minutes", "sessions of an hour"."""
    length = next(part for part in parts if part.kind is Kind.LENGTH)
    nouns = [part for part in parts if part.kind is Kind.NOUN]
    bound = [part for part in parts if part.kind is Kind.BEFORE]
    if bound or length.marked("total") or (nouns and not nouns[0].marked("sittings")):
        return None
    return length.having("sitting", "lasting")


@rule("total of LENGTH", "totalling LENGTH", "LENGTH in total", "LENGTH total", "LENGTH in all", "totaling LENGTH",
      "total LENGTH", "total time LENGTH", "LENGTH altogether", "LENGTH overall", "total : LENGTH",
      "LENGTH of time in total")
def total(length: Part) -> Part:
    """Read "totalling 90 minutes", "6 hours in total"."""
    return length.having("total")._replace(marks=length.marks - {"sitting"} | {"total"})


@rule("FRACTION a? day", "FRACTION days", "a full|whole day", "one full|whole day")
def half_day(*_fraction: Part) -> Part:
    """Read "half a day" as one sitting whose length is not said."""
    return _count(Amount.of(1), "day_long")


@rule("a one off NOUN", "a single NOUN", "a one off ~ NOUN", "one off ~ NOUN")
def single(noun: Part) -> Part | None:
    """Read "a single visit"."""
    return _count(Amount.of(1), "one_off") if noun.marked("sittings") else None


@rule("a|an|one further|additional|extra NOUN", "a|an|one further|additional|extra ~ NOUN")
def one_more(noun: Part) -> Part | None:
    """Read "and a further visit" as one that comes on top."""
    return _count(Amount.of(1), *_noun_marks(noun)) if noun.marked("sittings") and not noun.marked("plural") else None


@rule("once only", "one off", "as a one off", "on one occasion", "on a single occasion")
def one_off() -> Part:
    """Read "once only", "a one-off"."""
    return _count(Amount.of(1), "one_off")
