"""Other marks of time: intervals, events, the whole day, blocks, exceptions."""

from extractors.amounts.grammar import rule
from extractors.amounts.parts import Amount, Kind, Part


@rule("every LENGTH", "at LENGTH intervals", "intervals of LENGTH", "at intervals of LENGTH", "at LENGTH interval",
      "once every LENGTH", "after every LENGTH", "at least? every LENGTH")
def interval(length: Part) -> Part:
    """Read "every 45 minutes" as spacing, not length."""
    return Part(Kind.INTERVAL, 0, 0, length=length.length)


@rule("every|each|per UNIT", "hourly", "on the hour", "/ UNIT")
def hourly(*unit: Part) -> Part | None:
    """Read "every hour", "per hour"."""
    if unit and unit[0].figures.low == 1:
        return None
    return Part(Kind.INTERVAL, 0, 0, length=Amount.of(60))


@rule("half hourly", "every half an? UNIT", "every half UNIT")
def half_hourly(*_unit: Part) -> Part:
    """Read "half-hourly"."""
    return Part(Kind.INTERVAL, 0, 0, length=Amount.of(30))


@rule("each|every ~ SCENE", "in|before|after|during|at|of|for each|every ~ SCENE", "per SCENE",
      "before|after|between|during ~ SCENE", "before|after the start|end of each|every SCENE", "per ~ SCENE",
      "at the start|end|beginning of each|every ~ SCENE", "in all SCENE", "before any ~ SCENE",
      "the start|end|beginning of each|every ~ SCENE", "the start|end|beginning of ~ SCENE", "before|after all SCENE")
def event(_scene: Part) -> Part:
    """Read "before each practical": as often as it happens."""
    return Part(Kind.EVENT, 0, 0)


@rule("per LENGTH NOUN", "in|for|of every|each LENGTH NOUN", "out of every|each|a LENGTH NOUN", "per LENGTH")
def rate_of_a_session(length: Part, *_noun: Part) -> Part:
    """Read "per 3 hour session" as what an amount is a share of."""
    return Part(Kind.EVENT, 0, 0, length=length.length, marks=frozenset({"rate"}))


@rule("apart from|for NUMBER NOUN", "except for|on? NUMBER NOUN", "except NUMBER NOUN", "excluding NUMBER NOUN",
      "but NUMBER NOUN", "but NUMBER", "apart from NUMBER NOUN PER", "except for? NUMBER NOUN PER",
      "other than NUMBER NOUN PER?", "bar NUMBER NOUN PER?", "but not on? NUMBER NOUN PER?")
def exception(number: Part, *_rest: Part) -> Part | None:
    """Read "apart from one day a week"."""
    return Part(Kind.EXCEPT, 0, 0, often=number.figures) if number.figures.high < 5 else None


@rule("except|excluding|bar|not on? WEEKDAY", "except for|on WEEKDAY", "apart from WEEKDAY", "but not on? WEEKDAY")
def excepted_weekdays(weekday: Part) -> Part:
    """Read "except Friday"."""
    return Part(Kind.EXCEPT, 0, 0, often=Amount.of(sum(mark.startswith("on") for mark in weekday.marks)))


@rule("an? initial|first COUNT", "an? initial DOSE")
def initial_sessions(counted: Part) -> Part | None:
    """Read "an initial six sessions" as a course of its own."""
    return counted._replace(marks=counted.marks | {"block"}) if counted.marked("sittings") and not counted.per else None


@rule("BLOCK NUMBER", "BLOCK COUNT", "BLOCK DOSE", "NUMBER session course|programme|block|package|intervention",
      "NUMBER NOUN block|course|programme|package")
def block(*parts: Part) -> Part | None:
    """Read "a block of eight ...", "a 12-session course"."""
    counted = next((part for part in parts if part.often or part.kind is Kind.NUMBER), None)
    if counted is None or counted.marked("days") or counted.often == Amount.of(1):
        return None
    slots = counted if counted.often else counted._replace(often=counted.number, number=None)
    kind = Kind.DOSE if slots.length else Kind.COUNT
    bare = {"bare"} if len(parts) == 2 and counted.kind is Kind.NUMBER and parts[0].kind is Kind.BLOCK else set()
    return slots._replace(kind=kind, per=None, marks=slots.marks - {"inner", "few"} | {"block", *bare})



@rule("x|xx|xxx|_|tbc|n UNIT", "x|xx|xxx|_|tbc NOUN", "xx|xxx|_ x ~ UNIT", ". . . UNIT", ". . . NOUN", "… UNIT",
      "… NOUN", "[ ] UNIT", "[ x ] UNIT", "[ x ] ~ NOUN", "( x ) UNIT", "( x ) ~ NOUN", "[ ] ~ NOUN",
      "[ xx|number|n ] ~ NOUN", "insert number", "[ insert", "( insert")
def blank(*parts: Part) -> Part:
    """Read "X minutes" as a template's blank."""
    counted = any(part.kind is Kind.NOUN for part in parts)
    return Part(Kind.BLANK, 0, 0, marks=frozenset({"blank", *(["uncounted"] if counted else [])}))


@rule("several|few|many|multiple|numerous|various NOUN", "several|few|many|multiple|numerous|various LENGTH",
      "a number|couple|range of NOUN", "several|few|many|multiple|numerous|various ~ NOUN",
      "several|few|many|multiple|numerous|various UNIT", "a few UNIT", "a number|couple of UNIT",
      "a number|couple of LENGTH", "several|few|multiple ~ LENGTH ~ NOUN", "a number|couple|range of ~ NOUN",
      "some UNIT")
def indefinite(*parts: Part) -> Part | None:
    """Read "several times" as no number."""
    length = next((part for part in parts if part.kind is Kind.LENGTH), None)
    kind = Kind.LENGTH if length else Kind.BLANK
    return Part(kind, 0, 0, length=length and length.length, marks=frozenset({"indefinite", "uncounted"}))
