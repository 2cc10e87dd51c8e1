"""Dates as people write them in English, day first, found in a text and read one by one."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")
MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?" if len(name) > 3 else name for name in MONTHS)
NUMBERS = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\s*(?P<sign>[./-])\s*(?P<month>\d{1,2})\s*(?P=sign)\s*"
                     r"(?P<year>\d{4}|\d{2})(?!\d)")
ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
WORDS = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?\s*(?:day\s+)?(?:of\s+)?"
                   rf"[-.]?(?P<word>{MONTH})[-.,]*\s*"
                   r"(?P<year>\d{4}|['’]\d{2}|(?<=-)\d{2})(?!\d)", re.IGNORECASE)
AMERICAN = re.compile(rf"(?P<word>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
                      re.IGNORECASE)


class Spoken(NamedTuple):
    """A date, the words that it was read from, and where they begin."""

    date: dt.date
    text: str
    start: int


def dates_in(text: str) -> Iterator[Spoken]:
    """Give the dates in a text from left to right.

    >>> [str(found.date) for found in dates_in("born 02.11.2016, issued 28th March 2025 (not 31/02/2025)")]
    ['2016-11-02', '2025-03-28']
    >>> [str(found.date) for found in dates_in("on the 6 of Dec. 2024 and 2025-06-12; 4/9/24; July 1st, 2025")]
    ['2024-12-06', '2025-06-12', '2024-09-04', '2025-07-01']
    """
    matches = sorted((found for form in (ISO, NUMBERS, WORDS, AMERICAN) for found in form.finditer(text)),
                     key=lambda found: found.start())
    for found in matches:
        date = _date(found)
        if date is not None:
            yield Spoken(date, found[0], found.start())


def read_date(text: str) -> dt.date | None:
    """Read a text that is a date and little else; unusual forms go to dateparser.

    >>> str(read_date("Friday 28 March 2025")), str(read_date("the third of May 2025")), read_date("25%")
    ('2025-03-28', '2025-05-03', None)
    """
    found = next(dates_in(text), None)
    if found is not None:
        return found.date
    if not re.search(rf"\b(?:{MONTH})\b.*\d{{4}}", text, re.IGNORECASE) or len(text.split()) > 8:
        return None
    import dateparser

    ordinal = re.sub(r"^the\s+", "", _with_figures(text), flags=re.IGNORECASE)
    read = dateparser.parse(ordinal, languages=["en"],
                            settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]})
    return read.date() if read else None


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
            "eighteenth", "nineteenth", "twentieth")


def _with_figures(text: str) -> str:
    for place, word in enumerate(ORDINALS, 1):
        text = re.sub(rf"\b{word}\b(?:\s+of)?", str(place), text, flags=re.IGNORECASE)
    return text


def _date(found: re.Match[str]) -> dt.date | None:
    parts = found.groupdict()
    year = int(parts["year"].lstrip("'’"))
    month = int(parts["month"]) if parts.get("month") else \
        next(place for place, name in enumerate(MONTHS, 1) if name.startswith(parts["word"][:3].lower()))
    try:
        return dt.date(year if year > 99 else year + 2000, month, int(parts["day"]))
    except ValueError:
        return None
