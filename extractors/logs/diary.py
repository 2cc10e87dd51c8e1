"""Dated notes in prose: a home-school book, a family's own notes, one entry a day."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.cells.absence import Meant, meant
from extractors.cells.days import DateSense, Day, read_day
from extractors.cells.lengths import Length, read_length
from extractors.cells.outcomes import names_cause, read_comment, says_held
from extractors.cells.sense import sense_of
from extractors.cells.words import plain, words
from extractors.logs.others import as_child
from extractors.logs.row import length_within
from extractors.records.harvest import Harvest, Known
from extractors.tables import Table
from extractors.vocabulary import vocabulary
from models.delivery import Outcome, Reliability, Session

FEWEST_ENTRIES = 3
BARE = re.compile(r"\b\d{1,3} ?m$")
"""Minutes at the end of what is said of one session: "reading 20m"."""
LONGEST_DATE = 4
"""A date at the head of an entry has at most this many words."""
LONGEST_LABEL = 160


class _Entry(NamedTuple):
    row: int
    day: Day
    text: str


def is_diary(table: Table) -> bool:
    """Whether most entries of a text start with a date."""
    entries = list(_entries(table, DateSense(school_years=(2000,))))
    return len(entries) >= FEWEST_ENTRIES


def _entries(table: Table, sense: DateSense) -> Iterator[_Entry]:
    """Give each entry: a line that starts with a date, and the lines below it that do not."""
    entry: _Entry | None = None
    for row, line in enumerate(table.rows):
        text = " ".join(words(value) for value in line if words(value))
        day, rest = dated(text, sense)
        if day is not None:
            if entry:
                yield entry
            entry = _Entry(row, day, rest)
        elif entry and text:
            entry = entry._replace(text=f"{entry.text} {text}".strip())
    if entry:
        yield entry


def dated(text: str, sense: DateSense) -> tuple[Day | None, str]:
    """Take the date off the head of an entry.

    >>> day, rest = dated("Mon 8 Sept - SALT today with Jo, 20 mins", DateSense(school_years=(2025,)))
    >>> day.day.isoformat(), rest
    ('2025-09-08', 'SALT today with Jo, 20 mins')
    """
    parts = text.split()
    for length in range(min(LONGEST_DATE, len(parts)), 0, -1):
        head = " ".join(parts[:length])
        if not re.search(r"\d", head):
            break
        day = read_day(head.rstrip(" :-–,."), sense)
        if day.day is not None or day.problem in ("weekday", "order"):
            return day, " ".join(parts[length:]).lstrip(" :-–,.")
    return None, text


def read_diary(table: Table, known: Known) -> Harvest:
    """Read the entries that say something of a session; the others are kept as spare."""
    harvest = Harvest()
    texts = [words(value) for line in table.rows for value in line]
    heads = [" ".join(text.split()[:1]).rstrip(":-,") for text in texts]
    sense = sense_of(heads, [*texts[:5], table.file], known.school_years)
    school = any(mark in plain(text) for mark in vocabulary("log_words")["family"]["school_books"]
                 for text in [*texts[:5], table.file])
    for entry in _entries(table, sense):
        source = table.source(entry.row)
        if entry.day.day is None:
            harvest.leave_out(source, "The day of the week does not fit the date.", text=entry.text[:LONGEST_LABEL])
            harvest.doubt("date_weekday", "date", "The day of the week does not fit the date.", source)
            continue
        texts = _each(entry.text)
        for text in texts:
            length = _length(text, beside_others=len(texts) > 1)
            said = _outcome(as_child(text, known.child), recorded=bool(length.minutes))
            if said.outcome is None:
                harvest.leave_out(source, "This entry says nothing of whether a session took place.",
                                  day=entry.day.day, text=text[:LONGEST_LABEL])
                continue
            harvest.sessions.append(Session(
                source=source, date=entry.day.day, label=text[:LONGEST_LABEL], outcome=said.outcome,
                or_else=said.or_else,
                minutes=length.minutes if said.outcome is Outcome.DELIVERED else None,
                reliability=Reliability.SCHOOL if school else _reliability(entry.text)))
    return harvest


def _each(entry: str) -> list[str]:
    """Divide the entry of a day that tells of several sessions, each with its own length.

    >>> _each("Writing 25 mins; reading 20m; no SaLT - Jo off"), _each("SaLT 20 mins; Jo says well done")
    (['Writing 25 mins', 'reading 20m', 'no SaLT - Jo off'], ['SaLT 20 mins; Jo says well done'])
    """
    parts = [part.rstrip(" .") for part in re.split(r";\s+", entry) if part]
    timed = [part for part in parts if _length(part, beside_others=True).minutes]
    return parts if len(timed) > 1 else [entry]


def _length(text: str, *, beside_others: bool) -> Length:
    """Read the length that an entry names; among other lengths "20m" is one, and alone it may be a distance."""
    bare = BARE.search(text) if beside_others else None
    return read_length(length_within(text) or (bare[0] if bare else ""))


def _outcome(text: str, *, recorded: bool) -> Meant:
    told = read_comment(text)
    if told is not None:
        return meant(told, text, "")
    if recorded or says_held(text):
        return Meant(Outcome.DELIVERED)
    return Meant(Outcome.UNCLEAR if names_cause(text) else None)


def _reliability(text: str) -> Reliability:
    """Say whose knowledge an entry is: what the family saw, what the child said, or what they infer."""
    family = vocabulary("log_words")["family"]
    if any(phrase in plain(text) for phrase in family["inferred"]):
        return Reliability.INFERENCE
    return Reliability.CHILD if any(phrase in plain(text) for phrase in family["child_said"]) else Reliability.PARENT
