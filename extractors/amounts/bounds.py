"""Bounds: "at least", "up to", "about", and which amount they bound."""

from extractors.amounts.grammar import rule
from extractors.amounts.parts import Amount, Kind, Part, bound_of
from models.amounts import Bound


@rule("BEFORE LENGTH", "BEFORE DOSE", "BEFORE COUNT", "BEFORE PER", "BEFORE PEOPLE", "BEFORE RUN", "BEFORE RATIO",
      "BEFORE a? INTERVAL")
def bounded(bound: Part, amount: Part) -> Part | None:
    """Read "at least twice a week", "up to 30 minutes", "less than 8 children" (at most 7)."""
    made = with_bound(amount, bound_of(bound))
    if made and bound.marked("below") and made.kind is Kind.PEOPLE:
        return made._replace(number=made.figures.plus(Amount.of(-1)))
    return made and made.having(*bound.marks & {"equivalent"})


@rule("BEFORE LENGTH nor|and|but|, BEFORE LENGTH", "BEFORE LENGTH nor|and|but|, more|less than? LENGTH",
      "BEFORE LENGTH and BEFORE LENGTH", "BEFORE LENGTH nor more than LENGTH")
def floor_and_ceiling(_at_least: Part, low: Part, *rest: Part) -> Part | None:
    """Read "at least one hour and no more than two hours" as a range."""
    high = rest[-1]
    if low.minutes.low >= high.minutes.low:
        return None
    return low.having("bounded", length=Amount(low.minutes.low, high.minutes.high))


@rule("LENGTH AFTER", "DOSE AFTER", "COUNT AFTER", "RUN AFTER", "PEOPLE AFTER", "LENGTH ( AFTER )", "COUNT ( AFTER )",
      "PEOPLE ( AFTER )")
def bounded_after(amount: Part, bound: Part) -> Part | None:
    """Read "30 minutes minimum", "two sessions or more"; after a number of weeks it may be meant of the time."""
    made = with_bound(amount, bound_of(bound))
    return made.having("trailing") if made and made.kind is Kind.RUN else made


@rule("PER AFTER", "PER ( AFTER )")
def bounded_rate(per: Part, bound: Part) -> Part | None:
    """Read "30 minutes a week minimum": the bound is on what is given a week."""
    return per.having("bounded", f"after_{bound_of(bound)}") if not per.marked("bounded") else None


@rule("BEFORE NUMBER and|or|,|but BEFORE COUNT", "BEFORE COUNT and|or|,|but BEFORE COUNT",
      "BEFORE COUNT and|or|,|but BEFORE NUMBER", "BEFORE NUMBER , and|but BEFORE COUNT",
      "BEFORE NUMBER and|or|,|but BEFORE NUMBER , ~ NOUN", "BEFORE NUMBER , and|but BEFORE NUMBER ,? ~ NOUN")
def fewest_and_most(_at_least: Part, low: Part, _up_to: Part, high: Part, *noun: Part) -> Part | None:
    """Read "a minimum of one and a maximum of two sessions" as a range."""
    first, last = low.often or low.number, high.often or high.number
    if first is None or last is None or first.low >= last.high:
        return None
    counted = low if low.often else high
    marks = noun[0].marks & {"sittings", "days", "times"} if noun else counted.marks
    return Part(Kind.COUNT, 0, 0, often=Amount(first.low, last.high), per=counted.per, marks=marks | {"bounded"})


@rule("NUMBER + UNIT", "NUMBER plus UNIT")
def plus_sign(number: Part, unit: Part) -> Part:
    """Read "30+ minutes"."""
    length = number.figures.times(unit.figures.low).bounded(Bound.AT_LEAST)
    return Part(Kind.LENGTH, 0, 0, length=length)


@rule("NUMBER or more NOUN", "NUMBER + NOUN", "NUMBER or fewer NOUN")
def or_more(number: Part, noun: Part) -> Part:
    """Read "three or more sessions"."""
    return Part(Kind.COUNT, 0, 0, often=number.figures.bounded(Bound.AT_LEAST), marks=noun.marks - {"plural"})


def with_bound(part: Part, bound: Bound) -> Part | None:
    """Give the part with a bound on what it is an amount of; a bounded part is not bounded again."""
    if part.marked("bounded"):
        return None
    bounded_part = part.having("bounded")
    if part.kind is Kind.LENGTH and part.length:
        return bounded_part._replace(length=part.length.bounded(bound))
    if part.kind is Kind.PER:
        count = part.often or Amount.of(1)
        return bounded_part._replace(often=count.bounded(bound)) if part.marked("adverb") else None
    if part.often:
        return bounded_part._replace(often=part.often.bounded(bound))
    if part.weeks:
        return bounded_part.having("trailing")._replace(weeks=part.weeks.bounded(bound))
    return bounded_part._replace(number=part.number and part.number.bounded(bound))
