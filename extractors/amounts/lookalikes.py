"""Look-alikes: numbers and words of time that are no amount of provision, read so that nothing else reads them."""

from extractors.amounts.grammar import rule
from extractors.amounts.parts import Amount, Kind, Part
from models.amounts import Bound

_LINES = 3
"""From this number on "3:" numbers a line; below, it is likelier to begin a ratio."""
_HOURS_OF_FUNDING = 300
_FIRST_YEAR, _LAST_YEAR = 1990, 2060


def _other(*marks: str) -> Part:
    return Part(Kind.OTHER, 0, 0, marks=frozenset(marks))


@rule("GRADED NUMBER", "GRADED NUMBER or|to|-|/ NUMBER", "GRADED NUMBER . NUMBER",
      "GRADED NUMBER and|or|/ GRADED NUMBER")
def graded(name: Part, *numbers: Part) -> Part | None:
    """Read "Year 6", "Level 3" as names; of a season only "Autumn 1" and "Autumn 2" are."""
    if name.marked("season") and numbers[0].figures.high > 2:
        return None
    return _other("graded", *name.marks & {"guessed"})


@rule("GRADED NUMBER and|,|& NUMBER")
def graded_several(name: Part, *_numbers: Part) -> Part | None:
    """Read "key stages 1 and 2" as names; "Year 3 and 6" leaves the second number to be something else."""
    return _other("graded") if name.marked("plural") else None


@rule("LENGTH warning|warnings|timer|countdown|clip|clips|video|delay|limit|rule|wait|sand",
      "LENGTH ~ warning|warnings|timer", "LENGTH chunk|chunks|segment|segments|steps")
def name_of_a_thing(_length: Part) -> Part:
    """Read "a two-minute timer", "five minute warnings" as things, not as time given."""
    return _other("things")


@rule("step|steps|chunk|chunks|task|tasks|segment|segments|parts of LENGTH",
      "step|steps|chunk|chunks|task|tasks|segment|segments of BEFORE LENGTH", "repeated|repeat|said|asked COUNT",
      "NUMBER day|days ~ course|qualification", "NUMBER step|steps of BEFORE? LENGTH")
def size_of_a_task(*_parts: Part) -> Part:
    """Read "steps of no more than 5 minutes" as how work is set out, and "a five-day course" as a qualification."""
    return _other("things")


@rule("NUMBER THING", "NUMBER new|different|key|high|simple|short|familiar|main|spelling THING",
      "NUMBER basic|more|further|extra|single|specific|spoken|written THING", "NUMBER THING and|or NUMBER THING")
def things(*_parts: Part) -> Part:
    """Read "30 key words" as no time."""
    return _other("things", "counted")


@rule("OTHER PER", "OTHER ( PER )")
def things_per(things: Part, per: Part) -> Part | None:
    """Read "5 words weekly" as how many words, not how often."""
    return _other("things") if things.marked("things") and things.marked("counted") and not per.often else None


@rule("£|$|€ NUMBER", "£|$|€ NUMBER k|m|million|thousand", "£ NUMBER - £? NUMBER", "NUMBER pounds|pound|gbp",
      "£ NUMBER or|and|to £ NUMBER")
def money(*_numbers: Part) -> Part:
    """Read "£25,000" as money."""
    return _other("money")


@rule("OTHER PER", "OTHER per|an|a|each|every UNIT", "OTHER per|a|each NOUN", "OTHER for|of? PER", "OTHER / UNIT")
def money_per(amount: Part, *_per: Part) -> Part | None:
    """Read "£80 per hour" as a price, not an hour."""
    return _other("money", "rate") if amount.marked("money") else None


@rule("NUMBER % of the|his|her|their school|teaching? day|week|timetable", "NUMBER % of? all? lessons", "NUMBER fte",
      "fte of? NUMBER", "NUMBER per cent of the? week|day|timetable|lessons", "NUMBER full time equivalent")
def share_of_time(_number: Part) -> Part:
    """Read "0.6 FTE", "20% of the week" as a share of a length that the words do not give."""
    return Part(Kind.BLANK, 0, 0, marks=frozenset({"share"}))


@rule("FRACTION of PER", "FRACTION of his|her|their|the|a|each|every|school PERIOD", "FRACTION of all lessons")
def fraction_of_time(_fraction: Part, *_period: Part) -> Part:
    """Read "one third of each week" as a share of it."""
    return Part(Kind.BLANK, 0, 0, marks=frozenset({"share"}))


@rule("NUMBER %|percent", "NUMBER per cent", "NUMBER % of PERIOD")
def share(*_numbers: Part) -> Part:
    """Read "25%" as a share."""
    return _other("share")


@rule("NUMBER AGES", "NUMBER AGES and? NUMBER AGES", "NUMBER AGES old|late|ahead|behind|ago",
      "aged? NUMBER to|- NUMBER AGES", "GRADED NUMBER AGES")
def age(*_parts: Part) -> Part:
    """Read "2-2.5yrs" as an age."""
    return _other("age")


@rule("NUMBER out of NUMBER", "NUMBER in every NUMBER", "NUMBER out of every|the NUMBER", "NUMBER in NUMBER",
      "NUMBER out of NUMBER NOUN", "NUMBER out of every NUMBER NOUN")
def out_of(*_numbers: Part) -> Part:
    """Read "9 out of 10" as a share."""
    return _other("share")


@rule("COUNT out of NUMBER")
def times_out_of(count: Part, _number: Part) -> Part | None:
    """Read "4 visits out of 6" as a share; "four days out of five" are those of a week."""
    return None if count.marked("days") else _other("share")


@rule("NUMBER MONTH", "NUMBER MONTH NUMBER", "MONTH NUMBER", "MONTH NUMBER , NUMBER",
      "in|until|from|since|to|during MONTH", "NUMBER / NUMBER / NUMBER", "NUMBER . NUMBER . NUMBER",
      "MONTH to|-|and MONTH", "between|from MONTH to|and|- MONTH", "NUMBER MONTH to|-|until NUMBER MONTH")
def date(*parts: Part) -> Part | None:
    """Read "18 September", "from January 2026" as dates."""
    numbers = [part for part in parts if part.kind is Kind.NUMBER]
    odd_year = len(numbers) > 1 and parts[0].kind is Kind.MONTH and not _is_year(numbers[-1])
    if odd_year or any(part.figures.ranged for part in numbers):
        return None
    return Part(Kind.WHEN, 0, 0, marks=frozenset({"date"}))


@rule("by|before WHEN", "by|before MONTH", "no|not later than WHEN",
      "by|before easter|christmas", "by|before easter|christmas NUMBER", "by|before the end|start|beginning of WHEN",
      "by|before the end|start|beginning of MONTH")
def due_by(*parts: Part) -> Part | None:
    """Read "by 18 September", "before Easter 2026" as the day on which all of it is due."""
    if any(part.marked("year") or (part.kind is Kind.NUMBER and not _is_year(part)) for part in parts):
        return None
    return Part(Kind.WHEN, 0, 0, marks=frozenset({"date", "due"}))


@rule("WHEN to|-|until|and|from|of WHEN", "WHEN NUMBER", "from|until|in|to|since|after|during WHEN",
      "WHEN - WHEN", "from WHEN to WHEN")
def dates(first: Part, *rest: Part) -> Part | None:
    """Read "18 September to 13 December" as one stretch."""
    parts = (first, *rest)
    if not rest and first.marked("year"):
        return None
    year_at_most = all(part.kind is Kind.WHEN or _is_year(part) for part in parts)
    return Part(Kind.WHEN, 0, 0, marks=frozenset({"date"}) | (first.marks & {"due"})) if year_at_most else None


@rule("until|till|from|by|before|after year|yr NUMBER",
      "until|till|by|before|at|from the start|end|beginning of year|yr NUMBER")
def school_year(year: Part) -> Part | None:
    """Read "until the end of Year 6" as when."""
    return Part(Kind.WHEN, 0, 0, marks=frozenset({"date"})) if not year.figures.ranged else None


@rule("at|until|till|by|from|before|after|around TIME", "TIME")
def time_of_day(time: Part) -> Part | None:
    """Read "until 4.30pm" as when."""
    return Part(Kind.WHEN, 0, 0, marks=frozenset({"date"})) if time.marked("clock") else None


@rule("NUMBER", "NUMBER - NUMBER", "NUMBER / NUMBER", "in NUMBER", "in NUMBER - NUMBER", "in NUMBER / NUMBER")
def calendar_year(first: Part, *_second: Part) -> Part | None:
    """Read "2025", "2024-25" as years."""
    return Part(Kind.WHEN, 0, 0, marks=frozenset({"date", "year"})) if _is_year(first) else None


def _is_year(part: Part) -> bool:
    return (part.kind is Kind.NUMBER and not part.figures.ranged and part.marked("digits")
            and _FIRST_YEAR <= part.figures.low <= _LAST_YEAR)


@rule("WITHIN RUN", "within LENGTH", "no|not later than LENGTH", "WITHIN NUMBER ~ PERIOD", "WITHIN NUMBER ~ NOUN",
      "WITHIN NUMBER AGES", "WITHIN COUNT", "WITHIN the? first RUN", "WITHIN WEEKS", "WITHIN NUMBER")
def deadline(_within: Part, *parts: Part) -> Part:
    """Read "within two working days" as a deadline."""
    return _other("deadline")


@rule("the first LENGTH", "first LENGTH")
def first_hours(length: Part) -> Part | None:
    """Read "the first 15 hours" as the school's own share; "the first 20 minutes of every day" is a length."""
    return _other("share") if length.minutes.low >= _HOURS_OF_FUNDING else None


@rule("RUN before|after|prior|late|later|notice|ago|old|beforehand|following|following|ahead", "RUN in advance",
      "LENGTH late|ago|notice|old|ahead|away|beforehand|early|earlier", "LENGTH in advance",
      "NUMBER ~ PERIOD before|after|prior|late|later|notice|ago|beforehand", "RUN 's? notice",
      "COUNT before|later|ago|late|notice", "NUMBER minute warning", "NUMBER minutes warning|notice", "after RUN",
      "after COUNT", "following COUNT", "after LENGTH of", "after LENGTH", "LENGTH apart")
def lead_time(amount: Part, *_rest: Part) -> Part | None:
    """Read "12 weeks before" as a lead time; a length before each lesson may be provision and is left."""
    if amount.kind is Kind.COUNT and not amount.marked("days"):
        return _other("after") if amount.marked("sittings") else None
    return _other("deadline")


@rule("the last|final LENGTH", "for|in|during|over the last|final LENGTH")
def last_minutes(length: Part) -> Part:
    """Read "for the last ten minutes of every day" as a length, and not as a time gone by."""
    return length


@rule("LENGTH of it|them|this|that|these|those|which|whom", "LENGTH of this|that time")
def some_of_it(length: Part) -> Part:
    """Read "5 hours of it" as part of the amount before."""
    return length.having("subset")


@rule("NUMBER of which|these|those|them|whom", "of which ~ NUMBER", "NUMBER UNIT of which|these|those|this",
      "of which LENGTH", "of which COUNT", "including at? LENGTH", "including COUNT")
def subset(*parts: Part) -> Part:
    """Read "5 of which", "of which 2 hours" as part of the amount before."""
    length = next((part.length for part in parts if part.kind is Kind.LENGTH), None)
    return Part(Kind.LENGTH if length else Kind.BLANK, 0, 0, length=length, marks=frozenset({"subset"}))


@rule("NUMBER ~ HEADS", "NUMBER ( NUMBER )? HEADS", "NUMBER or fewer|less ~ HEADS")
def people(number: Part, *rest: Part) -> Part:
    """Read "four children", "up to 6 pupils"."""
    return Part(Kind.PEOPLE, 0, 0, number=number.figures, marks=rest[-1].marks)


@rule("NUMBER other|others|further|additional ~ HEADS", "NUMBER others",
      "NUMBER of his|her|their peers|friends|classmates", "NUMBER ~ peers|friends|classmates|peer|friend",
      "NUMBER other|familiar|chosen|close peers|friends|classmates|peer|friend")
def other_people(number: Part, *_rest: Part) -> Part:
    """Read "three other pupils": the child is one more."""
    return Part(Kind.PEOPLE, 0, 0, number=number.figures.plus(Amount.of(1)), marks=frozenset({"others"}))


@rule("group|groups|class|classes|cohort|grouping of NUMBER", "group|groups|class|classes of BEFORE NUMBER",
      "group|groups|class|classes of BEFORE? PEOPLE", "group|class|groups|classes size|sizes of? BEFORE? NUMBER",
      "group|class ( BEFORE? NUMBER )", "group|groups|class|classes ( BEFORE? PEOPLE )", "group|class BEFORE PEOPLE",
      "group|groups|class of NUMBER ( BEFORE )", "group|class BEFORE NUMBER", "group|class , BEFORE NUMBER",
      "group|groups|class size : BEFORE? NUMBER", "group|groups of NUMBER AFTER",
      "group|groups|class|classes of PEOPLE AFTER")
def group_of(*parts: Part) -> Part:
    """Read "a group of no more than 5"."""
    counted = next(part for part in parts if part.kind in (Kind.NUMBER, Kind.PEOPLE))
    bounds = [part for part in parts if part.kind in (Kind.BEFORE, Kind.AFTER)]
    marks = counted.marks & {"others", "bounded"} | {"group"}
    made = Part(Kind.PEOPLE, 0, 0, number=counted.number, marks=frozenset(marks))
    return made.having(*(bounds[0].marks if bounds else ()))


@rule("BEFORE NUMBER", "( BEFORE NUMBER )", "( BEFORE NUMBER", "groups? BEFORE NUMBER", "( NUMBER BEFORE )")
def bare_cap(bound: Part, number: Part) -> Part | None:
    """Read "(max 6)", which caps a group where there is one."""
    if bound.kind is not Kind.BEFORE or (Bound.UP_TO not in bound.marks and Bound.AT_LEAST not in bound.marks):
        return None
    return Part(Kind.PEOPLE, 0, 0, number=number.figures, marks=bound.marks | {"bare", "guessed"})


@rule("NUMBER : DOSE", "NUMBER : LENGTH")
def label(number: Part, amount: Part) -> Part | None:
    """Read "3: 2 x 30 minutes" as the amount of a numbered line, not as a ratio."""
    signed = amount.kind is Kind.LENGTH or amount.marked("sign")
    return amount if signed and number.marked("digits") and number.figures.low >= _LINES else None


@rule("NUMBER : NUMBER", "NUMBER to NUMBER ratio|support|staffing|basis", "NUMBER - NUMBER support|staffing",
      "ratio of NUMBER : NUMBER", "ratio of NUMBER to NUMBER", "NUMBER : NUMBER ratio|support|staffing|basis")
def ratio(adults: Part, children: Part) -> Part | None:
    """Read "1:3", "2:1 support" as adults to children."""
    ranged = (adults.marks | children.marks) & {"range", "mixed"}
    small = adults.figures.high <= 5 and children.figures.high <= 30 and not ranged
    return Part(Kind.RATIO, 0, 0, number=Amount(adults.figures.low, children.figures.low)) if small else None


@rule("NUMBER HEADS : NUMBER HEADS", "NUMBER HEADS to NUMBER HEADS", "NUMBER HEADS per|for NUMBER HEADS")
def ratio_in_words(adults: Part, _a: Part, children: Part, _b: Part) -> Part:
    """Read "one adult to three pupils"."""
    return Part(Kind.RATIO, 0, 0, number=Amount(adults.figures.low, children.figures.low))
