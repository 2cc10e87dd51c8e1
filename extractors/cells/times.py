"""What a cell says of the clock: times and ranges, read as those of a school day where it does not say am or pm."""

import datetime as dt
import re
from typing import NamedTuple

from extractors.cells.words import plain, words
from extractors.remembered import remembered
from extractors.tables import Value

MORNING = 7
"""Hours from 7 to 12 without "pm" are those of the morning and noon; 1 to 6 are those of the afternoon."""

LONGEST_PERIOD = 120

ONE = r"(\d{1,2})(?:\s?(?:[.h]\s?|:)([0-5]\d))?\s?([ap]\.?m\.?|noon|p|a)?(?![\w:])"
BETWEEN = r"\s*(?:-|to|until|till)\s*"
RANGE = re.compile(rf"(?<![\w/.:£])(?:from |at )?{ONE}{BETWEEN}{ONE}(?!\s?[/.]\d)")
SINGLE = re.compile(r"(?<![\d/.:])(?:at )?(\d{1,2})(?:[.:h]([0-5]\d))\s?([ap]\.?m\.?|noon)?(?![\d/.:])"
                    r"|(?<![\d/.:])(?:at )?(\d{1,2})()\s?([ap]\.?m\.?|noon)(?!\w)")


class Times(NamedTuple):
    """A time, or a stretch of the day, and the words around it."""

    start: dt.time
    end: dt.time | None = None
    rest: str = ""

    @property
    def minutes(self) -> int | None:
        """How long it is, where the end is given."""
        return None if self.end is None else minutes_between(self.start, self.end)


def minutes_between(start: dt.time, end: dt.time) -> int:
    """Count the minutes from one time to another of the same day.

    >>> minutes_between(dt.time(12, 50), dt.time(13, 20))
    30
    """
    return end.hour * 60 + end.minute - start.hour * 60 - start.minute


def read_times(value: Value) -> Times | None:
    """Read a range of times, or else a single time, and give it with the remaining words.

    >>> read_times("8.40 - 8.50"), read_times("1.10-1.20").start
    (Times(start=datetime.time(8, 40), end=datetime.time(8, 50), rest=''), datetime.time(13, 10))
    >>> read_times("Fluency gp (HLTA) 12.50–1.20").end, read_times("P1 8.50–9.40").rest
    (datetime.time(13, 20), 'P1')
    >>> read_times("After 3.00"), read_times("from 6/11"), read_times("2pm-3pm").minutes
    (Times(start=datetime.time(15, 0), end=None, rest='After'), None, 60)
    """
    if isinstance(value, dt.time):
        return Times(value.replace(second=0, microsecond=0))
    return _read(words(value))


def read_period(value: Value) -> Times | None:
    """Read when a period is, where nothing else can stand: hours alone and times without a point are times here.

    >>> [read_period(text).minutes for text in ("1-2", "0900-0945", "11 to 12")]
    [60, 45, 60]
    >>> read_period("1-9"), read_period("9.00-9.45").end
    (None, datetime.time(9, 45))
    """
    text = plain(words(value))
    packed = re.fullmatch(rf"(\d{{1,2}})([0-5]\d){BETWEEN}(\d{{1,2}})([0-5]\d)", text)
    hours = re.fullmatch(rf"(\d{{1,2}}){BETWEEN}(\d{{1,2}})", text)
    if packed:
        return _read(f"{packed[1]}.{packed[2]}-{packed[3]}.{packed[4]}")
    if hours:
        whole = _read(f"{hours[1]}.00-{hours[2]}.00")
        return whole if whole and whole.minutes in range(1, LONGEST_PERIOD + 1) else None
    return read_times(value)


def read_time(value: Value) -> dt.time | None:
    """Read a single time of day, alone in its cell; "1045" and "9" are times here.

    >>> read_time("10:45"), read_time("1.30"), read_time("1045"), read_time("9am"), read_time("P2")
    (datetime.time(10, 45), datetime.time(13, 30), datetime.time(10, 45), datetime.time(9, 0), None)
    """
    if isinstance(value, dt.datetime):
        return value.time()
    if isinstance(value, float) and 0 < value < 1:
        return _time(round(value * 1440) // 60, round(value * 1440) % 60, "am")
    text = plain(words(value))
    if re.fullmatch(r"\d{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    elif re.fullmatch(r"\d\.\d|1\d\.\d", text):
        text += "0"
    elif re.fullmatch(r"\d{1,2}", text):
        text += ".00"
    times = read_times(value if isinstance(value, dt.time) else text)
    return None if times is None or times.rest else times.start


@remembered(20_000)
def _read(cell: str) -> Times | None:
    text = re.sub(r"(\d:[0-5]\d):00\b", r"\1", cell.translate({0x2013: "-", 0x2014: "-", 0x2212: "-"}))
    lower = text.lower()
    for match in RANGE.finditer(lower):
        times = _range(match)
        if times:
            return Times(*times, rest=_around(text, match))
    for match in SINGLE.finditer(lower):
        hour, minute, half = (group for group in match.groups() if group is not None) if match[3] or match[6] else (
            match[1], match[2], "")
        start = _time(int(hour), int(minute or 0), half)
        if start:
            return Times(start, rest=_around(text, match))
    return None


def _around(text: str, match: re.Match[str]) -> str:
    around = f"{text[:match.start()]} {text[match.end():]}"
    return " ".join(around.replace("()", " ").split()).strip(" ,;:-@")


def _range(match: re.Match[str]) -> tuple[dt.time, dt.time] | None:
    """Turn a match into two times in order; numbers without minutes or am and pm ("30-40") are no times."""
    hour, minute, half, end_hour, end_minute, end_half = match.groups()
    if not (minute or half or end_minute or end_half):
        return None
    end = _time(int(end_hour), int(end_minute or 0), end_half or "")
    start = _time(int(hour), int(minute or 0), half or "")
    if start is None or end is None:
        return None
    if end_half and not half:
        same_half = _time(int(hour), int(minute or 0), end_half)
        start = same_half if same_half and same_half < end else start
    return (start, end) if start < end else None


def _time(hour: int, minute: int, half: str) -> dt.time | None:
    """Give the time of day; without am or pm, the hours of the school day decide."""
    if hour > 23 or minute > 59 or (hour > 12 and half.startswith("a")):
        return None
    if half.startswith("p") or (not half and 1 <= hour < MORNING):
        hour = hour if hour >= 12 else hour + 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return dt.time(hour, minute)
