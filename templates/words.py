"""How amounts, dates and lists are written for a reader: the only place where minutes turn into hours."""

import datetime as dt
import re
from collections.abc import Iterable


def count(number: int, thing: str, things: str = "") -> str:
    """Write a number with its noun.

    >>> count(1, "session"), count(14, "session"), count(2, "query", "queries")
    ('1 session', '14 sessions', '2 queries')
    """
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def hours_and_minutes(minutes: int) -> str:
    """Write a length of time as it is spoken.

    >>> hours_and_minutes(360), hours_and_minutes(45), hours_and_minutes(75), hours_and_minutes(0)
    ('6 hours', '45 minutes', '1 hour 15 minutes', '0 minutes')
    """
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour")] if hours else []
    return " ".join([*parts, count(rest, "minute")] if rest or not hours else parts)


def days_and_halves(halves: int) -> str:
    """Write so many half-days as days.

    >>> days_and_halves(1), days_and_halves(2), days_and_halves(29)
    ('half a day', '1 day', '14 and a half days')
    """
    days, half = divmod(halves, 2)
    if not days:
        return "half a day" if half else "0 days"
    return f"{days:,} and a half days" if half else count(days, "day")


def long_date(day: dt.date) -> str:
    """Write a date in full.

    >>> long_date(dt.date(2025, 11, 3))
    '3 November 2025'
    """
    return f"{day.day} {day:%B %Y}"


def short_date(day: dt.date) -> str:
    """Write a date for a narrow column, with its weekday.

    >>> short_date(dt.date(2025, 11, 3))
    'Mon 3 Nov 2025'
    """
    return f"{day:%a} {day.day} {day:%b %Y}"


def and_list(things: Iterable[str], word: str = "and") -> str:
    """Join names as a sentence does.

    >>> and_list(["F1"]), and_list(["F1", "F2", "F7"]), and_list(["day", "week"], "or")
    ('F1', 'F1, F2 and F7', 'day or week')
    """
    *most, last = [*things] or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def dates(days: Iterable[dt.date]) -> str:
    """List days, and name a year and a month once only.

    >>> dates([dt.date(2025, 9, 3), dt.date(2025, 9, 10), dt.date(2025, 11, 5)])
    '3 and 10 September and 5 November 2025'
    """
    months: dict[tuple[int, int], list[dt.date]] = {}
    for day in sorted(set(days)):
        months.setdefault((day.year, day.month), []).append(day)
    years = [year for year, _ in months]
    parts = []
    for place, ((year, _), group) in enumerate(months.items()):
        named = and_list(str(day.day) for day in group)
        last_of_year = place + 1 == len(years) or years[place + 1] != year
        parts.append(f"{named} {group[0]:%B}" + (f" {year}" if last_of_year else ""))
    return and_list(parts)


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop.

    >>> sentence("the plan is a draft")
    'The plan is a draft.'
    """
    words = words.strip()
    return words if not words else words[0].upper() + words[1:] + ("" if words[-1] in ".?!:" else ".")


def printable(value: object) -> object:
    r"""Drop the characters that no page and no Word file may hold; anything but plain text is left as it is.

    >>> printable("Sp\x00eech\x0b therapy"), printable(14)
    ('Speech therapy', 14)
    """
    return UNPRINTABLE.sub("", value) if type(value) is str else value


UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

FILTERS = {"count": count, "hours_and_minutes": hours_and_minutes, "long_date": long_date, "short_date": short_date,
           "and_list": and_list, "dates": dates, "sentence": sentence}
"""What Jinja templates call these by."""
