"""What the words beside a date in a school's calendar say that it is."""

import re
from collections.abc import Iterable

from extractors.cells.words import key
from extractors.remembered import remembered
from extractors.vocabulary import vocabulary

COLOURS = "|".join(vocabulary("timetable_words")["colours"])
WEEK = re.compile(rf"\b(?:week|wk)\s?([ab12]|{COLOURS})\b|\b({COLOURS}) (?:week|wk)\b", re.IGNORECASE)


@remembered(2_000)
def kind_of(text: str) -> str:
    """Say what kind of event some words name; empty where they name none.

    >>> kind_of("INSET day"), kind_of("Autumn term 1"), kind_of("HALF TERM:"), kind_of("Students return")
    ('inset', 'term', 'half_term', 'open')
    >>> kind_of("Occasional day"), kind_of("Term ends"), kind_of("Christmas holiday"), kind_of("Harvest festival")
    ('occasional', 'close', 'holiday', '')

    What starts or ends may be something else than school, which stays open:

    >>> kind_of("Year 11 study leave begins"), kind_of("School reopens"), kind_of("Half term (revision club)")
    ('', 'open', 'half_term')
    """
    said = vocabulary("calendar_words")
    kind = next((str(entry["kind"]) for entry in said["kinds"] if _says(entry["words"], text)), "")
    return "" if kind in ("open", "close") and _says(said["within_term"]["words"], text) else kind


def _says(forms: Iterable[str], text: str) -> bool:
    wanted = f" {key(text)} "
    return any(f" {key(form)} " in wanted for form in forms)


@remembered(2_000)
def kind_of_day(text: str) -> str:
    """Say what kind of event the words beside a single day name: school is open on the days around a break.

    >>> kind_of_day("We break up for half term"), kind_of_day("Back on"), kind_of_day("Half term ends")
    ('close', 'open', 'half_term')
    """
    kind = kind_of(text)
    if kind not in ("half_term", "half_term_break", "holiday"):
        return kind
    said = [name for name, forms in vocabulary("calendar_words")["around_a_break"].items() if _says(forms, text)]
    return {"leaves": "close", "returns": "open"}[said[0]] if len(said) == 1 else kind


def term_of(text: str) -> str | None:
    """Say which term of the year some words name: autumn, spring or summer.

    >>> term_of("Autumn term 1"), term_of("Spr 2"), term_of("Term 5")
    ('autumn', 'spring', None)
    """
    parts = set(key(text).split())
    return next((term for term, forms in vocabulary("calendar_words")["terms"].items() if parts & set(forms)), None)


def cycle_week(text: str) -> str | None:
    """Say which week of a timetable's cycle some words name.

    >>> cycle_week("Students return: Thursday 4 September 2025 (Week A)"), cycle_week("HALF TERM")
    ('A', None)
    """
    match = WEEK.search(text)
    return (match[1] or match[2]).capitalize() if match else None


def only_names_week(text: str) -> bool:
    """Whether an entry of a calendar does no more than name a week of the timetable's cycle.

    >>> only_names_week("Week 1 (no break counted)"), only_names_week("Students return (Week 1)")
    (True, False)
    """
    return WEEK.match(text.strip()) is not None
