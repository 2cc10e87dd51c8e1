"""What a cell says of a length: minutes, counts of sessions, ranges, and the doubts when the unit is not clear."""

import datetime as dt
import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.cells.times import read_times
from extractors.cells.words import plain, words
from extractors.tables import Value
from extractors.vocabulary import vocabulary
from models.counts import count_in

LONGEST_WORDS = 500
"""No length takes so many letters."""
LONGEST_WEEK = 40 * 60
SHORTEST_BARE = 5
"""A bare number below this is not taken for minutes: "1" may be an hour, a session or a tick."""


class Length(NamedTuple):
    """One reading of a cell: the minutes in all, how many sessions they are, and what is unsure."""

    minutes: int | None = None
    most: int | None = None
    """The upper end, where the cell gives a range or more than the session."""
    sessions: int | None = None
    """The number of sessions, where the cell counts them ("3 x 10")."""
    problem: str = ""
    """`unclear`, `range` or `more`; empty for a plain length and for an empty cell."""


A_PERIOD = re.compile(r"(?:lessons?|periods?) \d(?:\s?(?:-|to|\+|&|and|/|,)\s?\d)?")
"""A place of the school day, and no length: "lesson 5", "lessons 1 and 2"."""
FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75", "1/2": ".5", "1/4": ".25", "3/4": ".75"}
NOTHING = Length()
UNCLEAR = Length(problem="unclear")


@cache
def _unit(name: str) -> str:
    return "|".join(vocabulary("lengths")[name])


@cache
def _number_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    numbers = sorted(vocabulary("lengths")["numbers"].items(), key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"\b{name}\b(?=\s*(?:{_unit('hours')}|{_unit('minutes')})\b)"), f"{hundredths / 100:g}")
                 for name, hundredths in numbers)


@cache
def _beside() -> re.Pattern[str]:
    forms = sorted(vocabulary("lengths")["words"]["beside"], key=len, reverse=True)
    return re.compile(rf"(?<![\w:])(?:{'|'.join(map(re.escape, forms))})(?![\w:])|[~()]")


@cache
def _of_the_day() -> re.Pattern[str]:
    """Give the pattern of a part of the day that is said in hours right after: "half day (3 hrs)"."""
    parts = "|".join(map(re.escape, vocabulary("lengths")["words"]["part_of_day"]))
    return re.compile(rf"^(?:{parts})\s*[(=:,–-]\s*([^()]+)\)?")


@cache
def _amount() -> tuple[re.Pattern[str], ...]:
    hours, minutes = _unit("hours"), _unit("minutes")
    number = r"\d+(?:\.\d+)?|\.\d+"
    return (
        re.compile(rf"(?P<h>{number})\s*(?:{hours})\.?(?:\s*(?:and|&|,)?\s*(?P<m>\d+)\s*(?:{minutes})?\.?)?"),
        re.compile(rf"(?P<m>{number})\s*(?:{minutes})\.?"),
        re.compile(r"(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::00)?(?:\s*(?:hours|hrs|hr|h))?"),
    )


def read_length(value: Value, unit: str = "") -> Length:
    """Read what a cell says of a length; `unit` is `minutes` or `hours` where the column's header names it.

    >>> for cell in ("20m", "0:30", "¾ hr", "half hr", "8h 00", "3 @ 10 mins", "5x10m", "30 mins total", "3 hr 20 m"):
    ...     print(cell, "->", read_length(cell).minutes, read_length(cell).sessions)
    20m -> 20 None
    0:30 -> 30 None
    ¾ hr -> 45 None
    half hr -> 30 None
    8h 00 -> 480 None
    3 @ 10 mins -> 30 3
    5x10m -> 50 5
    30 mins total -> 30 None
    3 hr 20 m -> 200 None
    >>> read_length("30-40")
    Length(minutes=30, most=40, sessions=None, problem='range')
    >>> read_length("10.15 - 10.45").minutes, read_length("-"), read_length("1").problem
    (30, Length(minutes=None, most=None, sessions=None, problem=''), 'unclear')
    >>> read_length("20 + 10 mins").minutes, read_length("20+").problem
    (30, 'unclear')
    >>> read_length("lesson 5").problem
    'unclear'
    >>> read_length("half day (3 hrs)").minutes, read_length("half day").problem
    (180, 'unclear')
    >>> read_length("15 (of 30)").minutes, read_length("2 of 20 mins").problem
    (15, 'unclear')
    >>> read_length("10-3").minutes, read_length("11 to 2").minutes
    (300, 180)
    """
    if isinstance(value, dt.timedelta):
        return Length(round(value.total_seconds() / 60))
    if isinstance(value, dt.time):
        return Length(value.hour * 60 + value.minute)
    if isinstance(value, bool | dt.date):
        return UNCLEAR
    said = words(value)
    return _read(said, unit) if len(said) <= LONGEST_WORDS else UNCLEAR


@lru_cache(maxsize=20_000)
def _read(cell: str, unit: str) -> Length:
    text = plain(cell)
    said = vocabulary("lengths")["words"]
    if text.strip(" .") in said["nothing"] or text in said["nothing"] or text in said["elsewhere"]:
        return NOTHING
    if A_PERIOD.fullmatch(text):
        return UNCLEAR
    more = next((phrase for phrase in said["more"] if phrase in text), None)
    if more:
        whole = _read(text.replace(more, "").strip(" ()"), unit)
        return whole._replace(minutes=None, most=whole.minutes, problem="more")
    text = _of_the_day().sub(r"\1", text)
    text = " ".join(_beside().sub(" ", _in_figures(text)).split()).strip(" =,").rstrip(".")
    for reader in (_out_of, _counted, _added, _between, _clock):
        reading = reader(text, unit)
        if reading is not None:
            return reading
    return _one(text, unit)


def _in_figures(text: str) -> str:
    """Put fractions and number words into figures: "1½ hrs", "1 1/2 hrs", "half an hour", "an hour and a half"."""
    text = re.sub(r"\b(?:an|one|1) hour and a half\b", "1.5 hours", text)
    for sign, part in FRACTIONS.items():
        text = re.sub(rf"(?:(\d+)\s*|(?<!\d)){re.escape(sign)}(?!\d)", rf"\g<1>{part}", text)
    for pattern, figure in _number_words():
        text = pattern.sub(figure, text)
    return text


def _out_of(text: str, unit: str) -> Length | None:
    """Read "15 of 30 mins" as the first of the two: so much of what was planned."""
    match = re.fullmatch(r"(\d+)\s*([a-z]*)\s*(?:out )?of\s*(\d+)\s*([a-z]*)", text)
    if not match:
        return None
    named = match[4] or match[2]
    held, planned = (_one(f"{match[place]} {named}".strip(), unit or "minutes").minutes for place in (1, 3))
    sure = held and planned and SHORTEST_BARE <= held <= planned
    return Length(held) if sure else UNCLEAR


def _counted(text: str, unit: str) -> Length | None:
    """Read "3 x 10", "2 @ 20 mins", "10 mins x 3": so many sessions, of so many minutes each."""
    match = (re.fullmatch(r"(?P<n>\d{1,2})\s*(?:x|×|\*|@|lots of)\s*(?P<each>.+)", text)
             or re.fullmatch(r"(?P<each>.+?)\s*(?:x|×|\*)\s*(?P<n>\d{1,2})", text))
    if not match:
        return None
    each = _one(match["each"], unit or "minutes")
    if each.minutes is None:
        return UNCLEAR
    sessions = int(match["n"])
    return Length(each.minutes * sessions, sessions=sessions)


def _added(text: str, unit: str) -> Length | None:
    """Read "20 + 10 mins" as what both come to."""
    parts = [part.strip() for part in text.split("+")]
    if len(parts) < 2:
        return None
    last = re.search(r"[a-z]+$", parts[-1])
    lengths = [_one(part if not last or re.search("[a-z]", part) else f"{part} {last[0]}", unit).minutes
               for part in parts]
    return Length(sum(length for length in lengths if length)) if all(lengths) else UNCLEAR


def _between(text: str, unit: str) -> Length | None:
    """Read "30-40" and "1 to 2 hrs" as a range; the unit of the second number serves both."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]*)\s*(?:-|to|/)\s*(\d+(?:\.\d+)?)\s*([a-z]*)", text)
    if not match or (_looks_clock(match[1]) and _looks_clock(match[3])):
        return None
    if not match[2] and not match[4] and _over_noon(match[1], match[3]):
        return Length((int(match[3]) + 12 - int(match[1])) * 60)
    low = _one(f"{match[1]} {match[2] or match[4]}".strip(), unit)
    high = _one(f"{match[3]} {match[4]}".strip(), unit)
    if low.minutes is None or high.minutes is None or low.minutes >= high.minutes:
        return UNCLEAR
    return Length(low.minutes, most=high.minutes, problem="range")


def _over_noon(first: str, second: str) -> bool:
    """Whether two numbers that fall are the hours of a morning and an afternoon: "10-3"."""
    return count_in(first) in range(9, 13) and count_in(second) in range(1, 5)


def _looks_clock(number: str) -> bool:
    return re.fullmatch(r"\d{1,2}\.[0-5]\d", number) is not None


def _clock(text: str, _unit: str) -> Length | None:
    """Read "10.15 - 10.45" as the time between."""
    times = read_times(text)
    return None if times is None or times.minutes is None or times.rest else Length(times.minutes)


def _one(text: str, unit: str) -> Length:
    """Read a single length, with its unit or with the column's."""
    for form in _amount():
        match = form.fullmatch(text)
        if match:
            groups = match.groupdict()
            hours, minutes = float(groups.get("h") or 0), float(groups.get("m") or 0)
            return _sane(hours * 60 + minutes)
    if re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", text):
        return _bare(float(text), unit)
    return UNCLEAR


def _bare(number: float, unit: str) -> Length:
    """Read a number without a unit: minutes unless it is too small to be, or the header says hours."""
    if number == 0:
        return Length(0)
    if unit == "hours":
        return _sane(number * 60)
    if number < SHORTEST_BARE or not number.is_integer():
        return UNCLEAR
    return _sane(number)


def _sane(minutes: float) -> Length:
    whole = round(min(minutes, LONGEST_WEEK + 1))
    if abs(whole - minutes) > 0.01 or whole > LONGEST_WEEK:
        return UNCLEAR
    return Length(whole)
