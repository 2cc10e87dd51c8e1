"""Bounds: "at least", "up to", "about", and which amount they bound."""

from extractors.amounts.grammar import rule
from extractors.amounts.parts import Amount, Kind, Part, bound_of
from models.amounts import Bound


@rule("BEFORE LENGTH", "BEFORE DOSE", "BEFORE COUNT", "BEFORE PER", "BEFORE PEOPLE", "BEFORE RUN", "BEFORE RATIO",
      "BEFORE a? INTERVAL")
def bounded(bound: Part, amount: Part) -> Part | None:
    """Read "at least twice a week", "up to 30 minutes"."""
    return with_bound(amount, bound_of(bound))


@rule("LENGTH AFTER", "DOSE AFTER", "COUNT AFTER", "RUN AFTER", "PEOPLE AFTER", "LENGTH ( AFTER )", "COUNT ( AFTER )", "PEOPLE ( AFTER )")
def bounded_after(amount: Part, bound: Part) -> Part | None:
    """Read "30 minutes minimum", "five or more"."""
    return with_bound(amount, bound_of(bound))


@rule("PER AFTER", "PER ( AFTER )")
def bounded_rate(per: Part, bound: Part) -> Part | None:
    """Read "30 minutes a week minimum": the bound is on what is given a week."""
    return per.having("bounded", f"after_{bound_of(bound)}") if not per.marked("bounded") else None


@rule("NUMBER + UNIT", "NUMBER plus UNIT")
def plus_sign(number: Part, unit: Part) -> Part:
    """Read "30+ minutes"."""
    length = number.figures.times(unit.figures.low).bounded(Bound.AT_LEAST)
    return Part(Kind.LENGTH, 0, 0, length=length)


@rule("NUMBER or more NOUN", "NUMBER + NOUN", "NUMBER or fewer NOUN")
def or_more(number: Part, noun: Part) -> Part:
    """Read "three or more sessions"."""
    return Part(Kind.COUNT, 0, 0, count=number.figures.bounded(Bound.AT_LEAST), marks=noun.marks - {"plural"})


def with_bound(part: Part, bound: Bound) -> Part | None:
    """Give the part with a bound on what it is an amount of; a bounded part is not bounded again."""
    if part.marked("bounded"):
        return None
    bounded_part = part.having("bounded")
    if part.kind is Kind.LENGTH and part.length:
        return bounded_part._replace(length=part.length.bounded(bound))
    if part.kind is Kind.PER:
        count = part.count or Amount.of(1)
        return bounded_part._replace(count=count.bounded(bound)) if part.marked("adverb") else None
    if part.count:
        return bounded_part._replace(count=part.count.bounded(bound))
    if part.weeks:
        return bounded_part._replace(weeks=part.weeks.bounded(bound))
    return bounded_part._replace(number=part.number and part.number.bounded(bound))
