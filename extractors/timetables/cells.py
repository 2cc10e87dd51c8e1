"""What one cell of a timetable plans: the activities, when in the day, with whom, in which weeks and from which day."""

import datetime as dt
import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractors.cells.days import DateSense
from extractors.cells.lengths import read_length
from extractors.cells.outcomes import group_size
from extractors.cells.times import RANGE, read_times
from extractors.cells.words import plain
from extractors.timetables.adults import BRACKETS, INITIALS, LESSONS, NAMED, ROOM, adults, tidy
from extractors.timetables.limits import limit_pattern, limits, listed_days
from extractors.vocabulary import vocabulary

COLOURS = "|".join(vocabulary("timetable_words")["colours"])
WEEK = re.compile(rf"\b(?:week|wk)s?\.?\s*([a-d1-4]|{COLOURS})\b(?:\s+only)?"
                  rf"|\b({COLOURS}|(?-i:[A-D]))\s+(?:week|wk)s?\b(?:\s+only)?", re.IGNORECASE)

VAGUE_LIMIT = re.compile(r"\b(?:until|till|from|after|before) (?:the )?(?:half[ -]?term|easter|christmas|xmas|summer)\b"
                         r"|\bthis half[ -]?term\b", re.IGNORECASE)
LETTERED = re.compile(r"(?:^|(?<=[\s/,;]))\(?([AB])(?:\)|\s*[:–-](?=\s)|:)")
"""The letter of a week without the word: "A: SaLT", "OT (B)"."""
START = re.compile(r"(?:^|(?<=\s))\d{1,2}[.:]\d\d(?=\s+[A-Z])")
TIME_OR_DAY = re.compile(r"\b(?:from|until|till|starts?) \d{1,2}\.(?:0?5|10)(?![\d.:])", re.IGNORECASE)
"""May be a time or a day: "from 3.10"."""
AFTERWARDS = re.compile(r"[\s,;–-]*(?:\bthen\b|/)\s*[A-Z].*$")
"""What fills the rest of a period, right after the times of an activity."""
SHARED = re.compile(r"\(x ?(\d)\)|\bshared (?:between|by|among) (\d)|\b1 ?: ?([2-9])\b|\b([2-9]) ?: ?1\b")


BRACKETS_OF_ALL_KINDS = str.maketrans("[]{}", "()()")


class Activity(NamedTuple):
    """One thing that a cell plans; what it does not say of time, its row or column does."""

    label: str
    start: dt.time | None = None
    end: dt.time | None = None
    minutes: int | None = None
    """A length in words, where the cell states one."""
    staff: str = ""
    support: bool = False
    week: str | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    only_on: tuple[dt.date, ...] = ()
    sharing: int | None = None
    doubt: str = ""
    words: str = ""
    """The words without times, weeks and days: those of the label, the adults, and in a rota the children."""


def activities(cell: str, sense: DateSense) -> list[Activity]:
    r"""Read the activities of a cell.

    >>> autumn = DateSense(school_years=(2025,))
    >>> for cell in ("Photo book (KB) 8.40-8.45", "English (TA: KB)", "Maths + TA", "En / JSM / E12"):
    ...     for found in activities(cell, autumn):
    ...         print(found.label, found.start, found.staff, found.support)
    Photo book 08:40:00 KB False
    English None TA: KB True
    Maths None TA True
    En None JSM False
    >>> [found.label for found in activities("Spelling (TA) 12.30–12.45\nFluency gp from 15/9", autumn)]
    ['Spelling', 'Fluency gp']
    """
    cell = cell.translate(BRACKETS_OF_ALL_KINDS)
    if plain(cell) in vocabulary("timetable_words")["empty"]:
        return []
    return [found for text in _split(cell) if (found := activity(text, sense)).label]


def continues(cell: str) -> bool:
    """Whether a cell only says that the lesson above goes on."""
    return plain(cell) in vocabulary("timetable_words")["continued"]


def _split(cell: str) -> list[str]:
    """Split a cell into its activities: after each stretch of time, and at lines that open a new activity."""
    texts: list[str] = []
    for line in (part.strip() for part in re.split(r"[\n;]|(?<=\)),\s(?=[A-Z])", cell) if part.strip()):
        if texts and _goes_on(texts[-1], line):
            texts[-1] += " " + line
        else:
            texts.append(line)
    return [part for text in texts for piece in _at_weeks(text) for part in _at_times(piece)]


def _goes_on(text: str, line: str) -> bool:
    """Whether a line belongs to the activity before it: an open bracket, a dash, a date, a name or a room."""
    if text.count("(") > text.count(")") or re.search(r"[-–/+&]$", text) or not line[0].isupper():
        return True
    bare = line.strip("() ")
    if re.fullmatch(f"(?:{NAMED}|{INITIALS})", bare) and bare not in LESSONS:
        return True
    if ROOM.fullmatch(bare) or plain(bare) in vocabulary("timetable_words")["places"]:
        return True
    timed, before = read_times(line), read_times(text)
    named, named_before = BRACKETS.search(line), BRACKETS.search(text)
    return not (timed or before or (named and named_before))


def _at_weeks(text: str) -> list[str]:
    """Split a cell that plans one thing for one week of the cycle and another for the next.

    >>> _at_weeks("Week 1 PE, Week 2 Music"), _at_weeks("Maths (wk A) / Art (wk B)"), _at_weeks("A: SaLT B: OT")
    (['Week 1 PE', 'Week 2 Music'], ['Maths (wk A)', 'Art (wk B)'], ['wk A SaLT', 'wk B OT'])
    >>> _at_weeks("SaLT (A) / OT (B)"), _at_weeks("OT wk B only")
    (['SaLT wk A', 'OT wk B'], ['OT wk B only'])
    """
    if not WEEK.search(text) and len(set(LETTERED.findall(text))) > 1:
        text = LETTERED.sub(r"wk \1", text)
    marks = list(WEEK.finditer(text))
    if len({week_name(match) for match in marks}) < 2:
        return [text]
    leads = not text[:marks[0].start()].strip(" (")
    cuts = [match.start() for match in marks[1:]] if leads else [match.end() for match in marks[:-1]]
    edges = [0, *(cut + (not leads and text[cut:cut + 1] == ")") for cut in cuts), len(text)]
    return [" ".join(text[start:end].split()).strip(" /,;") for start, end in pairwise(edges)]


def _at_times(text: str) -> list[str]:
    """Split "Spelling 12.30-12.45 Typing 12.50-1.10" after each stretch of time and the dates beside it."""
    ranges = [match for match in RANGE.finditer(text.lower().replace("–", "-")) if read_times(match[0])]
    if not ranges:
        return _at_starts(text)
    if len(ranges) < 2:
        return [text]
    if not text[:ranges[0].start()].strip():
        cuts = [match.start() for match in ranges[1:]]
    else:
        cuts = [match.end() + len(_dates_after(text[match.end():])) for match in ranges[:-1]]
    edges = [0, *cuts, len(text)]
    return [text[start:end].strip() for start, end in pairwise(edges)]


def _at_starts(text: str) -> list[str]:
    """Split "9.00 Register 9.10 Phonics 9.30 Maths": each lasts until the next one starts."""
    starts = list(START.finditer(text))
    if len(starts) < 2 or starts[0].start():
        return [text]
    edges = [*(match.start() for match in starts), len(text)]
    parts = [text[start:end].strip() for start, end in pairwise(edges)]
    return [f"{match[0].strip()}-{after[0].strip()}{part[len(match[0].rstrip()):]}"
            for part, (match, after) in zip(parts, pairwise(starts), strict=False)] + parts[-1:]


def _dates_after(text: str) -> str:
    match = re.match(rf"\s*(?:{limit_pattern().pattern}|\([^()]*\))+", text)
    return match[0] if match else ""


def activity(text: str, sense: DateSense) -> Activity:
    """Read one activity, or a note about one: "fortnightly", "from 6 Oct until 12 Dec".

    >>> activity("fortnightly", DateSense()).doubt, str(activity("until 12 Dec", DateSense((2025,))).last_day)
    ('alternate_weeks', '2025-12-12')
    """
    first, last, undated = limits(text, sense)
    only_on, rest = listed_days(undated, sense)
    times = read_times(_first_part(rest))
    rest = times.rest if times else rest
    alternating = _alternate().search(rest)
    rest = tidy(_alternate().sub(" ", rest))
    week = WEEK.search(rest)
    rest = tidy(WEEK.sub(" ", rest))
    name = week_name(week) if week else alternating[1] if alternating else None
    minutes, rest = _stated_minutes(rest)
    label, staff, support = adults(rest)
    start, end = (times.start, times.end) if times else (None, None)
    return Activity(label, start, end, minutes, staff, support, name, first, last,
                    only_on, sharing(text), "alternate_weeks" if alternating and not name else _vague_limit(text), rest)


def _first_part(text: str) -> str:
    """Leave out what fills the rest of a period after an activity with times of its own.

    >>> _first_part("Typing (KB) 1.10-1.30 then Art"), _first_part("RE / PSHE")
    ('Typing (KB) 1.10-1.30', 'RE / PSHE')
    """
    timed = next((match for match in RANGE.finditer(text.lower().replace("–", "-")) if read_times(match[0])), None)
    return text[:timed.end()] if timed and AFTERWARDS.fullmatch(text[timed.end():]) else text


def _vague_limit(text: str) -> str:
    """Give the code of a doubt where a cell names a limit without a day: "until half term"."""
    if TIME_OR_DAY.search(text) and not RANGE.search(text.lower()):
        return "time_or_day"
    return "limit_unclear" if VAGUE_LIMIT.search(text) else ""


@cache
def _alternate() -> re.Pattern[str]:
    forms = sorted(vocabulary("timetable_words")["alternate"], key=len, reverse=True)
    return re.compile(rf"\b(?i:{'|'.join(forms)})\b(?:\s*\(?\b([A-D1-4])\b\)?)?")


def week_name(match: re.Match[str]) -> str:
    """Give the name of a week of the cycle: "A", "2", "Red"."""
    return (match[1] or match[2]).capitalize()


def sharing(text: str) -> int | None:
    """Among how many children an adult is shared, where the cell says so.

    >>> sharing("TA (x3)"), sharing("1:1 reading"), sharing("TA shared 1:4")
    (3, None, 4)
    """
    match = SHARED.search(plain(text))
    if match:
        return int(next(group for group in match.groups() if group))
    return group_size(text) if "shared with" in plain(text) else None


def _stated_minutes(text: str) -> tuple[int | None, str]:
    """Take a length in words out of a cell: "Reading (20 mins)"."""
    match = re.search(r"\(?\b(\d[\d.½¼¾]*\s?(?:mins?|minutes|m|hrs?|hours?))\b\.?\)?", text)
    length = read_length(match[1]) if match else None
    return (length.minutes, tidy(text.replace(match[0], " "))) if match and length and length.minutes else (None, text)
