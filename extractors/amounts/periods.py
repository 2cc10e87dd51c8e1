"""Periods: what an amount is per, and for how long it runs."""

from extractors.amounts.grammar import rule
from extractors.amounts.parts import Amount, Kind, Part
from models.amounts import Period

_EACH = "each|every"
_YEAR = 40
"""No school year has more weeks."""
_COUNTED_ELSEWHERE = {(2, Period.WEEK), (4, Period.WEEK)}


def _per(period: Part, *marks: str) -> Part:
    return Part(Kind.PER, 0, 0, per=period.per, marks=frozenset(marks) | (period.marks - {"adverb"}))


@rule("per|a|an PERIOD", "/ PERIOD", "per|a|/ full|whole PERIOD",
      "in|for|within|over|during|on a|an|any|one|any PERIOD", "of a PERIOD", "in any one|given PERIOD")
def per_period(period: Part) -> Part | None:
    """Read "per week", "a term", "/half-term"."""
    return _per(period) if not period.marked("part") else None


@rule("LENGTH PERIOD")
def lost_article(length: Part, period: Part) -> Part | None:
    """Read "10hrs week", in which an article was lost."""
    fits = period.per in (Period.WEEK, Period.TERM, Period.YEAR, Period.FORTNIGHT) and not length.per
    return length.having(per=period.per) if fits and not length.marked("sitting") else None


@rule("in|during|throughout|for year|yr|y NUMBER", "in|during|for years NUMBER and NUMBER",
      "per|each|every|a year of the plan")
def in_a_school_year(*_number: Part) -> Part:
    """Read "in Year 10" as the length of a year."""
    return Part(Kind.PER, 0, 0, per=Period.YEAR, marks=frozenset({"stretch", *(["school_year"] if _number else [])}))


@rule("every|each MONTH", "in|at|during every|each MONTH", "every|each year in MONTH")
def every_month_of_the_year(_month: Part) -> Part:
    """Read "each September" as once a year."""
    return Part(Kind.PER, 0, 0, per=Period.YEAR, marks=frozenset({"adverb"}))


@rule("during|throughout|over each|every PERIOD", "during|throughout each|every PERIOD and PERIOD")
def all_through(period: Part, *_more: Part) -> Part | None:
    """Read "during each break" as cover for as long as it lasts."""
    return Part(Kind.EVENT, 0, 0) if period.marked("part") else None


@rule(f"{_EACH} PERIOD", f"in|of|for|within|over|during|on|at|across|throughout {_EACH} PERIOD",
      f"{_EACH} full|whole|and PERIOD", f"{_EACH} single PERIOD", f"on {_EACH} and every PERIOD")
def every_period(period: Part) -> Part:
    """Read "each half term", "every morning", "in each term"."""
    return _per(period, "adverb")


@rule("NUMBER NOUN out of five|5", "on NUMBER NOUN out of five|5", "NUMBER of the five|5 school? days")
def days_out_of_five(number: Part, *noun: Part) -> Part | None:
    """Read "four days out of five" as four times a week."""
    if noun and not noun[0].marks & {"days", "parts"}:
        return None
    return Part(Kind.PER, 0, 0, per=Period.WEEK, often=number.figures, marks=frozenset({"adverb"}))


@rule("PER or|/ PERIOD", "PER or every|each PERIOD", "PER or|/ PER")
def either_period(per: Part, other: Part) -> Part | None:
    """Read "weekly or fortnightly" as the rarer, of which the words leave a choice."""
    if per.per is None or other.per is None or per.per is other.per or other.marked("part"):
        return None
    order = list(Period)
    return per.having("either", per=max(per.per, other.per, key=order.index))


@rule("PER and PER", "PER and|& PERIOD", "PER and then PER")
def two_parts_of_the_day(first: Part, second: Part) -> Part | None:
    """Read "every morning and every afternoon" as twice a day."""
    parts_of_a_day = first.marked("part") and second.marked("part") and first.marks != second.marks
    if not parts_of_a_day or first.often or second.often:
        return None
    return Part(Kind.PER, 0, 0, per=Period.DAY, often=Amount.of(2), marks=frozenset({"adverb", "two_parts"}))


@rule("PERIOD and|& PERIOD", "in the PERIOD and|& PERIOD", "both PERIOD and PERIOD")
def morning_and_afternoon(first: Part, second: Part) -> Part | None:
    """Read "morning and afternoon" as twice a day, beside a length of each."""
    parts_of_a_day = first.marked("part") and second.marked("part") and first.marks != second.marks
    return Part(Kind.EVENT, 0, 0, marks=frozenset({"two_parts"})) if parts_of_a_day else None


@rule("start|beginning and end of the|each|every? ~ PERIOD", "start|beginning and the end of the|each|every PERIOD",
      "am and|&|/ pm PER", "PER am and|&|/ pm", "PER ( am and|&|/ pm )", "PER , am and|&|/ pm",
      "start|beginning & end of the|each|every? PERIOD",
      "start|beginning and again at the end of the|each|every PERIOD",
      "start|beginning and at the end of the|each|every PERIOD", "first thing and last thing each|every PERIOD",
      "mid? morning and mid? afternoon each|every PERIOD")
def both_ends(period: Part) -> Part | None:
    """Read "at the start and end of each day" as twice a day."""
    return _per(period, "adverb", "two_parts").having(often=Amount.of(2)) if period.per is Period.DAY else None


@rule("every NUMBER PERIOD", "every NUMBER WEEKS", "once every NUMBER PERIOD", "once every NUMBER WEEKS",
      "once in every NUMBER WEEKS", "every NUMBER weekly", "NUMBER weekly", "per NUMBER WEEKS",
      "every third|fourth|fifth week", "one week in|out NUMBER")
def every_so_many(*parts: Part) -> Part | None:
    """Read "every two weeks" as fortnightly; other numbers are a period that we do not count in."""
    number = next((part for part in parts if part.kind is Kind.NUMBER), None)
    if number is not None and (number.marked("mixed") or number.figures.low != int(number.figures.low)):
        return None
    period = next((part.per for part in parts if part.per), None)
    if number is not None and (number.figures.low, period) in _COUNTED_ELSEWHERE:
        return None
    return Part(Kind.PER, 0, 0, marks=frozenset({"adverb", "odd"}))


@rule("every other|second|third|fourth PERIOD", "once every other|second|third PERIOD",
      "alternate days|terms|months|years", "alternate half terms", "on alternate days",
      "in alternate terms|months|years")
def every_other(*period: Part) -> Part | None:
    """Mark "every other term", which is not a period that we count in; every other week is a fortnight."""
    weeks = bool(period) and period[0].per is Period.WEEK
    return None if weeks else Part(Kind.PER, 0, 0, marks=frozenset({"adverb", "odd"}))


@rule("every NUMBER months", "once every NUMBER months", "NUMBER monthly")
def every_so_many_months(number: Part) -> Part | None:
    """Read "every six months" as twice a year."""
    if number.figures.ranged or number.figures.low not in (2, 3, 4, 6):
        return Part(Kind.PER, 0, 0, marks=frozenset({"adverb", "odd"}))
    count = Amount.of(12 // int(number.figures.low))
    return Part(Kind.PER, 0, 0, per=Period.YEAR, often=count, marks=frozenset({"adverb", "months"}))


@rule("quarterly", "each quarter", "every quarter")
def quarterly() -> Part:
    """Read "quarterly" as four times a year."""
    return Part(Kind.PER, 0, 0, per=Period.YEAR, often=Amount.of(4), marks=frozenset({"adverb"}))


@rule("per cycle", "in a two|2 week PERIOD", "each|every two|2 PERIOD", "per two|2 PERIOD", "per|/ two|2 WEEKS",
      "over two|2 WEEKS", "each two|2 WEEKS")
def two_weeks(*_period: Part) -> Part | None:
    """Read "per two weeks" as per fortnight."""
    fits = all(part.kind is Kind.WEEKS or part.per in (Period.WEEK, Period.FORTNIGHT) for part in _period)
    return Part(Kind.PER, 0, 0, per=Period.FORTNIGHT) if fits else None


@rule("WEEKDAY and|,|&|or|/|+ WEEKDAY", "WEEKDAY , and WEEKDAY")
def weekdays(first: Part, rest: Part) -> Part:
    """Read "Monday, Wednesday and Friday"."""
    return first.having(*rest.marks)


@rule("WEEKDAY to|-|until WEEKDAY", "WEEKDAY WEEKDAY")
def from_weekday_to(first: Part, last: Part) -> Part | None:
    """Read "Monday to Friday"."""
    ends = [sorted(mark for mark in part.marks if mark.startswith("on")) for part in (first, last)]
    if [len(end) for end in ends] != [1, 1] or ends[0] >= ends[1]:
        return None
    days = range(int(ends[0][0][2]), int(ends[1][0][2]) + 1)
    return first.having(*(f"on{day}" for day in days))


@rule("every other|second|alternate WEEKDAY", "on? alternate WEEKDAY", "every other|second WEEKDAY morning|afternoon")
def every_other_weekday(weekday: Part) -> Part:
    """Read "every other Friday" as once a fortnight."""
    days = {mark for mark in weekday.marks if mark.startswith("on")}
    marks = frozenset({"adverb", "weekdays"})
    return Part(Kind.PER, 0, 0, per=Period.FORTNIGHT, often=Amount.of(len(days)), marks=marks)


@rule("WEEKDAY", "on WEEKDAY", "every|each WEEKDAY", "on a WEEKDAY",
      "on WEEKDAY mornings|afternoons|lunchtimes|morning|afternoon", "every|each WEEKDAY morning|afternoon|lunchtime",
      "on each|every WEEKDAY", "a WEEKDAY morning|afternoon", "on a WEEKDAY morning|afternoon")
def on_weekdays(weekday: Part) -> Part:
    """Read "every Monday and Thursday" as twice a week."""
    days = {mark for mark in weekday.marks if mark.startswith("on")}
    return Part(Kind.PER, 0, 0, per=Period.WEEK, often=Amount.of(len(days)), marks=frozenset({"adverb", "weekdays"}))


@rule("NUMBER WEEKS", "x NUMBER WEEKS", "for NUMBER WEEKS",
      "NUMBER school|consecutive|term|teaching|college|academic|full WEEKS", "over NUMBER WEEKS",
      "for a period of NUMBER WEEKS", "NUMBER term time WEEKS", "for NUMBER consecutive|school WEEKS",
      "over a NUMBER week period", "for a NUMBER week period", "over a period of NUMBER WEEKS", "across NUMBER WEEKS",
      "for the first NUMBER WEEKS", "( NUMBER WEEKS )")
def run(number: Part, *_weeks: Part) -> Part:
    """Read "for 12 weeks", "over six weeks"."""
    return Part(Kind.RUN, 0, 0, weeks=number.figures)


@rule("NUMBER week", "NUMBER week programme|intervention|period|course|project")
def week_long(number: Part) -> Part:
    """Read "a six-week programme"."""
    return Part(Kind.RUN, 0, 0, weeks=number.figures, marks=frozenset({"adjective"}))


@rule("start|beginning of the PERIOD")
def start_of_the_year(period: Part) -> Part | None:
    """Read "at the start of the year" as once a year."""
    return _per(period, "adverb") if period.per is Period.YEAR else None


@rule("NUMBER week block|blocks", "NUMBER week block|blocks of", "blocks of NUMBER WEEKS", "a block of NUMBER WEEKS",
      "block of NUMBER WEEKS", "for a block of NUMBER WEEKS", "BLOCK NUMBER WEEKS")
def block_of_weeks(*parts: Part) -> Part:
    """Read "6-week blocks": how long one is, not how many there are."""
    number = next(part for part in parts if part.kind is Kind.NUMBER)
    return Part(Kind.RUN, 0, 0, weeks=number.figures, marks=frozenset({"block"}))


@rule("RUN PER", "RUN of the year", "RUN in the year", "RUN a year", "RUN , PER")
def run_in_the_year(weeks: Part, *per: Part) -> Part | None:
    """Read "36 weeks per year" as a run of weeks, not as an amount per year."""
    fits = all(part.per is Period.YEAR for part in per) and not weeks.marked("of_year")
    return weeks.having("of_year") if fits else None


@rule("PER x NUMBER", "PER x NUMBER WEEKS", "PER for NUMBER NOUN", "PER , NUMBER NOUN in total")
def period_times(per: Part, number: Part, *rest: Part) -> Part | None:
    """Read "weekly x 20" as weekly for 20 weeks, and "weekly x3" as three times a week."""
    if not per.marked("adverb") or per.often or number.figures.ranged or per.per is None:
        return None
    noun = [part for part in rest if part.kind is Kind.NOUN]
    if any(not part.marked("sittings") for part in noun):
        return None
    if number.figures.low <= 5 and not rest:
        return per.having(often=number.figures)
    return per.having(weeks=number.figures) if per.per is Period.WEEK and number.figures.high <= _YEAR else None


@rule("PER x LENGTH", "PER @ LENGTH")
def period_times_length(per: Part, length: Part) -> Part | None:
    """Read "once weekly x 45 minutes"."""
    if not per.marked("adverb") or per.often or length.per or length.marked("total"):
        return None
    return Part(Kind.DOSE, 0, 0, often=Amount.of(1), length=length.length, per=per.per,
                marks=frozenset({"sitting", "adverb"}))


@rule("the? first|second|third|fourth|last WEEKDAY of|in the|each|every|a PERIOD")
def weekday_of_the_month(_weekday: Part, period: Part) -> Part | None:
    """Read "the first Monday of each month" as once a month."""
    long = period.per not in (None, Period.DAY, Period.WEEK)
    return Part(Kind.PER, 0, 0, per=period.per, marks=frozenset({"adverb"})) if long else None


@rule("the? first|second|third and|& second|third|fourth|last WEEKDAY of|in the|each|every|a PERIOD")
def two_weekdays_of_the_month(weekday: Part, period: Part) -> Part | None:
    """Read "the first and third Monday of each month" as twice a month."""
    once = weekday_of_the_month(weekday, period)
    return once and once.having(often=Amount.of(2))


@rule("for|over|during NUMBER AGES", "for|over NUMBER PERIOD")
def months_or_terms(number: Part, unit: Part) -> Part | None:
    """Read "for six months", "for two years" as when, not how much."""
    long = unit.kind is Kind.AGES or unit.per in (Period.TERM, Period.HALF_TERM, Period.YEAR, Period.MONTH)
    return Part(Kind.WHEN, 0, 0, number=number.number, marks=frozenset({"run"})) if long else None
