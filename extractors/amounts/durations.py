"""Lengths of time: "45 mins", "half an hour", "an hour and a half", "1 hr 30", "9.30 to 10.15"."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from extractors.amounts.grammar import rule
from extractors.amounts.parts import Amount, Figure, Kind, Part
from extractors.vocabulary import vocabulary

_ADJECTIVES = {"minute": frozenset({"adjective", "spelled"}), "hour": frozenset({"adjective", "spelled"}),
               "min": frozenset({"adjective"}), "hr": frozenset({"adjective"})}
_HOUR = 60
_SCHOOL_STARTS, _SCHOOL_ENDS = 7, 18


@cache
def _units() -> dict[str, int]:
    return dict(vocabulary("durations")["units"])


def unit_seeds(norms: Sequence[str]) -> Iterator[Part]:
    """Give the words for minutes and hours; a lone letter is one only right after a figure."""
    for start, word in enumerate(norms):
        minutes = _units().get(word)
        glued = len(word) > 1 or (start > 0 and norms[start - 1][:1].isdecimal())
        if minutes is not None and glued:
            marks = _ADJECTIVES.get(word, frozenset())
            yield Part(Kind.UNIT, start, start + 1, number=Amount.of(minutes), marks=marks)


def _unit(part: Part) -> Figure:
    return part.figures.low


def _length(amount: Amount, *marks: str) -> Part:
    return Part(Kind.LENGTH, 0, 0, length=amount, marks=frozenset(marks))


@rule("NUMBER UNIT", "NUMBER of? UNIT", "NUMBER clock UNIT")
def so_many_units(number: Part, unit: Part) -> Part | None:
    """Read "30 mins", "32.5 hours", "20-45 minutes"; "30 minute" describes a sitting."""
    marks = ["sitting"] if unit.marked("adjective") and number.figures.high > 1 and unit.marked("spelled") else []
    return _length(number.figures.times(_unit(unit)), *marks, *["minutes"] if _unit(unit) == 1 else [])


@rule("NUMBER UNIT / UNIT", "NUMBER UNIT or UNIT", "NUMBER UNIT / NOUN", "NUMBER UNIT or NOUN")
def either_unit(number: Part, unit: Part, other: Part) -> Part | None:
    """Mark "20hrs/visits", which is hours or visits: a person must say which."""
    if other.kind is Kind.NOUN and not {"sittings", "plural"} <= other.marks:
        return None
    length = so_many_units(number, unit)
    return length.having("either_unit")._replace(marks=frozenset({"either_unit"})) if length else None


@rule("UNIT :|= NUMBER")
def unit_before(unit: Part, number: Part) -> Part:
    """Read "Hours: 20"."""
    return _length(number.figures.times(_unit(unit)), *["minutes"] if _unit(unit) == 1 else [])


@rule("a|an UNIT", "one full|whole UNIT", "a full|whole UNIT")
def a_unit(unit: Part) -> Part | None:
    """Read "an hour"."""
    return _length(Amount.of(_HOUR)) if _unit(unit) == _HOUR else None


@rule("FRACTION UNIT", "FRACTION of? a|an UNIT", "FRACTION of an? UNIT")
def fraction_of_a_unit(fraction: Part, unit: Part) -> Part | None:
    """Read "half an hour", "1/2 hour", "three-quarters of an hour"."""
    return _length(fraction.figures.times(_HOUR)) if _unit(unit) == _HOUR else None


@rule("LENGTH and FRACTION", "LENGTH and a FRACTION")
def and_a_half(hours: Part, fraction: Part) -> Part | None:
    """Read "an hour and a half", "1 hour and a quarter"; "an hour and half-termly" is an hour."""
    if fraction.marked("word") and fraction.start == hours.end + 1 and fraction.end - fraction.start == 1:
        return None
    if hours.minutes.ranged or hours.minutes.low % _HOUR or hours.marked("minutes"):
        return None
    return _length(hours.minutes.plus(fraction.figures.times(_HOUR)))


@rule("LENGTH and? LENGTH", "LENGTH , LENGTH")
def hours_and_minutes(hours: Part, minutes: Part) -> Part | None:
    """Read "eight hours 45 minutes"; two lengths of the same unit are not one."""
    if hours.minutes.ranged or minutes.minutes.ranged or hours.marked("clock"):
        return None
    fits = hours.minutes.low % _HOUR == 0 and minutes.minutes.low < _HOUR and minutes.marked("minutes")
    return _length(hours.minutes.plus(minutes.minutes)) if fits and not hours.marked("minutes") else None


@rule("NUMBER UNIT NUMBER")
def hours_then_figures(hours: Part, unit: Part, minutes: Part) -> Part | None:
    """Read "1h30", "2 hrs 15"."""
    fits = _unit(unit) == _HOUR and not hours.marked("range") and minutes.marked("digits")
    if not fits or minutes.figures.low not in (10, 15, 20, 30, 40, 45, 50):
        return None
    return _length(Amount.of(hours.figures.low * _HOUR + minutes.figures.low))


@rule("LENGTH - LENGTH", "LENGTH to LENGTH", "LENGTH or LENGTH", "between LENGTH and LENGTH", "from LENGTH to LENGTH",
      "LENGTH / LENGTH")
def length_range(low: Part, high: Part) -> Part | None:
    """Read "half an hour to 45 minutes"."""
    if low.minutes.ranged or high.minutes.ranged or low.minutes.low >= high.minutes.low:
        return None
    return _length(Amount(low.minutes.low, high.minutes.low)).having(*low.marks & high.marks)


@rule("NUMBER - LENGTH", "NUMBER to LENGTH", "NUMBER or LENGTH", "between NUMBER and LENGTH", "from NUMBER to LENGTH")
def minutes_to_an_hour(low: Part, high: Part) -> Part | None:
    """Read "45 - an hour" and "30 to 1 hour": minutes, since hours would be out of order."""
    if low.marked("range") or high.minutes.ranged or high.marked("minutes"):
        return None
    fits = high.minutes.low == _HOUR and 10 <= low.figures.low < _HOUR
    return _length(Amount(low.figures.low, high.minutes.low)) if fits else None


@rule("LENGTH long", "LENGTH in length|duration", "LENGTH duration")
def so_long(length: Part) -> Part:
    """Read "30 minutes in length", "two hours long": the length of one sitting."""
    return length.having("sitting")


@rule("UNIT long", "UNIT NOUN")
def bare_unit(unit: Part, *_noun: Part) -> Part | None:
    """Read "hour-long", "hour sessions" without a number as one hour."""
    if _unit(unit) != _HOUR or not unit.marked("adjective"):
        return None
    return _length(Amount.of(_HOUR), "sitting", *["bare"] if _noun else [])


@rule("LENGTH ( LENGTH )")
def said_twice(length: Part, again: Part) -> Part | None:
    """Read "1 hour (60 minutes)" once."""
    return length if length.length == again.length else None


@rule("PER hour")
def hour_of_a_period(per: Part) -> Part | None:
    """Read "a weekly hour" as one of an hour."""
    fits = per.marked("adverb") and per.per is not None and per.often is None
    marks = frozenset({"sitting", "adverb"})
    return Part(Kind.LENGTH, 0, 0, length=Amount.of(_HOUR), per=per.per, marks=marks) if fits else None


@rule("NUMBER : NUMBER", "NUMBER . NUMBER")
def colon_time(hour: Part, minute: Part) -> Part | None:
    """Read "9:30" as a time of day."""
    if hour.marked("range") or minute.marked("range") or not (hour.marked("digits") and minute.marked("digits")):
        return None
    return _time(hour.figures.low, minute.figures.low) if minute.figures.low % 5 == 0 else None


def _time(hour: Figure, minute: Figure) -> Part | None:
    if not 0 < hour < 24 or not 0 <= minute < _HOUR:
        return None
    afternoon = hour if hour >= _SCHOOL_STARTS else hour + 12
    return Part(Kind.TIME, 0, 0, number=Amount.of(afternoon * _HOUR + minute))


@rule("NUMBER")
def hour_time(hour: Part) -> Part | None:
    """Read "9" or "9.30" as a time of day, where a range of times needs one."""
    if hour.figures.ranged or not hour.marked("digits"):
        return None
    minute = (hour.figures.low - int(hour.figures.low)) * 100
    written = hour.marked("places") or not minute
    made = _time(int(hour.figures.low), minute) if minute % 5 == 0 and written else None
    return made and made.having(*[] if hour.marked("places") else ["whole"])


@rule("TIME am|pm", "TIME a . m .?", "TIME p . m .?")
def time_with_half(time: Part) -> Part:
    """Read "10am"; afternoon or morning follows from the school day."""
    return time._replace(marks=frozenset({"clock"}))


@rule("NUMBER to|until|till|- noon|midday", "TIME to|until|till|- noon|midday", "NUMBER to|until|till 12 noon")
def until_noon(start: Part) -> Part | None:
    """Read "nine until noon"."""
    hour = start.figures.low if start.kind is Kind.NUMBER else Fraction(start.figures.low, _HOUR)
    return _length(Amount.of((12 - hour) * _HOUR), "clock") if _SCHOOL_STARTS <= hour < 12 else None


@rule("TIME - TIME", "TIME to TIME", "from TIME to|until|till TIME", "between TIME and TIME", "TIME until|till TIME")
def clock_range(start: Part, end: Part) -> Part | None:
    """Read "9.30-10.15" and "10-3" as lengths; "10-12" may be a number of things and is not one."""
    minutes = end.figures.low - start.figures.low
    bare = start.marked("whole") and end.marked("whole")
    backwards = end.figures.low > 12 * _HOUR > start.figures.low
    return _length(Amount.of(minutes), "clock") if 0 < minutes <= 8 * _HOUR and (backwards or not bare) else None
