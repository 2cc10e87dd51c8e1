"""What a whole file tells of its dates: the school years that it is about, and whether days or months come first."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

from extractors.cells.days import DateSense, exchanged, read_day, school_year
from extractors.cells.words import plain
from extractors.tables import Value

FEWEST = 3
"""Dates that it takes to tell something of all of them."""

AUGUST = 8
NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)")
NO_YEAR = re.compile(r"(?<![\d/.\-])(\d{1,2})/(\d{1,2})(?![\d/])")


def date_order(cells: Iterable[Value]) -> str:
    """Tell from all dates of a column whether days or months come first: impossible months, then weekends.

    >>> date_order(["09/15/2025", "09/08/2025"]), date_order(["15/09/2025", "08/09/2025"])
    ('month', 'day')
    >>> date_order(["09/08/2025", "09/09/2025", "10/01/2025", "10/06/2025"]), date_order(["06/09/2025", "09/09/2025"])
    ('month', 'unsure')
    """
    texts = [value for value in cells if isinstance(value, str)]
    numbers = [tuple(map(int, match.groups())) for text in texts if (match := NUMERIC.search(text))]
    short = [tuple(map(int, match.groups())) for text in texts if (match := NO_YEAR.search(text))]
    day_first = any(first > 12 for first, *_ in (*numbers, *short))
    month_first = any(second > 12 for _, second, *_ in (*numbers, *short))
    if day_first or month_first:
        return "unsure" if day_first and month_first else "day" if day_first else "month"
    return _likelier(_days(numbers, swapped=False), _days(numbers, swapped=True))


def _likelier(as_read: list[dt.date], swapped: list[dt.date]) -> str:
    """Compare the two orders where every date fits both: school days that lie close together speak for one."""
    odd = sum(map(_odd, as_read))
    if not odd or any(map(_odd, swapped)) or len(as_read) < 2:
        return "day"
    closer = len(as_read) >= FEWEST and _spread(swapped) * 3 <= _spread(as_read)
    if closer or (odd >= 2 and odd * 3 >= len(as_read)):
        return "month"
    return "unsure" if odd * 6 >= len(as_read) else "day"


def _spread(days: list[dt.date]) -> int:
    return (max(days) - min(days)).days


def _odd(day: dt.date) -> bool:
    """Whether schools are closed on a day, whatever their calendar: at weekends and in August."""
    return day.weekday() > 4 or day.month == AUGUST


def _days(numbers: list[tuple[int, ...]], *, swapped: bool) -> list[dt.date]:
    texts = [f"{second}/{first}/{year}" if swapped else f"{first}/{second}/{year}" for first, second, year in numbers]
    return [day for text in texts if (day := read_day(text, DateSense()).day)]


def is_swapped(cells: Iterable[Value]) -> bool:
    """Whether the spreadsheet took days for months wherever it could, and left as text the dates where it could not.

    >>> kept, taken = ["15/09/2025", "16/09/2025"], [dt.date(2025, 8, 9), dt.date(2025, 9, 9), dt.date(2025, 6, 10)]
    >>> is_swapped([*kept, *taken]), is_swapped(taken)
    (True, False)
    """
    column = list(cells)
    typed = [value for value in column if isinstance(value, dt.date)]
    texts = [match for value in column if isinstance(value, str) and (match := NUMERIC.search(value))]
    if len(typed) < FEWEST or len(texts) < 2 or any(day.day > 12 for day in typed):
        return False
    if any(int(match[1]) <= 12 for match in texts):
        return False
    before, after = ([day for day in days if day.weekday() > 4] for days in (typed, map(exchanged, typed)))
    return bool(before) and not after


TITLE_YEARS = re.compile(r"(?<!\d)(20\d\d)\s?[/-]\s?(?:20)?(\d\d)(?!\d)"
                         r"|(aut|spr|sum)[a-z]{0,8}[\s_-]{0,3}(?:term)?[\s_-]{0,3}[12]?[\s_'-]{0,3}(20\d\d|\d\d)(?!\d)")


def school_years_in(title: str) -> tuple[int, ...]:
    """Give the school years that a title or a file's name speaks of.

    >>> school_years_in("TERM DATES 2025/26"), school_years_in("log_aut25.csv"), school_years_in("Spring term 2026")
    ((2025,), (2025,), (2025,))
    """
    found = []
    for match in TITLE_YEARS.finditer(plain(title)):
        if match[1] and (int(match[1]) + 1) % 100 == int(match[2]):
            found.append(int(match[1]))
        elif match[4]:
            found.append(int(match[4]) % 100 + 2000 - (match[3] != "aut"))
    return tuple(dict.fromkeys(found))


def sense_of(cells: Iterable[Value], titles: Iterable[str] = (), known: tuple[int, ...] = ()) -> DateSense:
    """Tell from a file's own dates, else from its titles, else from the calendar, which years and order it uses."""
    column = list(cells)
    order, swapped = date_order(column), is_swapped(column)
    sense = DateSense(order=order, swapped=swapped)
    stated = [reading.day for value in column if (reading := read_day(value, sense)).day]
    counts = Counter(school_year(day) for day in stated)
    own = tuple(year for year, count in counts.most_common() if count * 10 >= len(stated))
    titled = tuple(dict.fromkeys(year for title in titles for year in school_years_in(title)))
    return DateSense(own or titled or known, order, swapped)
