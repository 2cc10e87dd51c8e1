"""What the words of a log say became of a session: held, not held and why, or not clear."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from extractors.cells.absence import Absent, absent_in
from extractors.cells.words import key, plain
from extractors.remembered import remembered
from extractors.vocabulary import vocabulary
from models.delivery import Outcome

SAID_OUTRIGHT = (Outcome.REFUSED, Outcome.CHILD_ABSENT, Outcome.CLOSURE, Outcome.NOT_DELIVERED)
"""In this order: what is said of the child is more particular than that the session was cancelled."""


FIRST_WORDS = re.compile(r"([^\s:;,(-]+(?: (?:done|absent|refused|delivered|cancelled))?)\s*[-:;,(]+\s*(.+?)\)?$")
TOTALS = re.compile(r"(?:grand |sub |running )?totals? (?:for )?(?:the )?"
                    r"(?:aut|spr|sum|term|half|week|wk|mins|hours|\d|month|year)\w*.*")


LENGTH = re.compile(r"\d{1,3} ?(?:m|min|mins|minutes|h|hr|hrs)|\d{2,3}")


class Said(NamedTuple):
    """What a cell says: an outcome, nothing at all, or something that can be read in two ways."""

    outcome: Outcome | None = None
    unsure: bool = False
    rest: str = ""
    """Words after the outcome: "Y - 10 mins only"."""
    part: bool = False
    """Only a part of the session took place."""


@cache
def _cells() -> dict[str, str]:
    weekly = dict.fromkeys(map(key, vocabulary("log_words")["phrases"]["weekly"]), "silent")
    return weekly | {key(form): group for group, forms in vocabulary("log_words")["cells"].items() for form in forms}


@remembered(5_000)
def read_outcome(cell: str, *, crosses: bool = False) -> Said:
    """Read an outcome cell; `crosses` says that an x in this column is a cross and not a tick.

    >>> for cell in ("✓", "CANCELLED", "canc", "abs", "pupil absent", "Y - 10 mins only"):
    ...     print(cell, read_outcome(cell).outcome)
    ✓ delivered
    CANCELLED not_delivered
    canc not_delivered
    abs child_absent
    pupil absent child_absent
    Y - 10 mins only delivered
    >>> read_outcome("week total"), read_outcome("X").unsure, str(read_outcome("X", crosses=True).outcome)
    (Said(outcome=None, unsure=False, rest='', part=False), True, 'not_delivered')
    >>> read_outcome("partial").part, read_outcome("n/a").unsure, read_outcome("")
    (True, True, Said(outcome=None, unsure=False, rest='', part=False))
    """
    if cell.strip() in vocabulary("log_words")["crosses"]["symbol_ticks"]:
        return Said(Outcome.DELIVERED)
    wanted = key(cell)
    if crosses and wanted in vocabulary("log_words")["crosses"]["marks"]:
        return Said(Outcome.NOT_DELIVERED)
    group = _cells().get(wanted)
    if group is not None:
        return _grouped(group)
    first = FIRST_WORDS.match(plain(cell))
    if first and key(first[1]) in _cells():
        return _grouped(_cells()[key(first[1])])._replace(rest=first[2])
    named = read_comment(cell)
    if named is not None:
        return Said(named, rest=cell)
    head, _, rest = plain(cell).partition(" ")
    if len(head) > 2 and _cells().get(key(head), "part") != "part":
        return _grouped(_cells()[key(head)])._replace(rest=rest)
    who = absent_in(cell)
    if who is None:
        return Said(unsure=True, rest=cell)
    return Said(Outcome.NOT_DELIVERED if who is Absent.ADULT else Outcome.CHILD_ABSENT, rest=cell)


def _grouped(group: str) -> Said:
    if group in ("silent", "unsure"):
        return Said(unsure=group == "unsure")
    if group == "part":
        return Said(Outcome.DELIVERED, part=True)
    return Said(Outcome(group))


@cache
def _phrases(group: str) -> re.Pattern[str]:
    forms = sorted(vocabulary("log_words")["phrases"][group], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


@remembered(10_000)
def read_comment(comment: str) -> Outcome | None:
    """Read what a comment says outright became of the session; None where it does not say.

    >>> for comment in ("code I", "would not engage", "see TA diary", "snow - school closed", "catch up for 25/11",
    ...                 "no session next week"):
    ...     print(comment, "->", read_comment(comment))
    code I -> child_absent
    would not engage -> refused
    see TA diary -> None
    snow - school closed -> closure
    catch up for 25/11 -> None
    no session next week -> None

    That a place was closed in which the school or the provider holds it does not close the school:

    >>> read_comment("pool closed - boiler"), read_comment("boiler - school closed, no pool")
    (<Outcome.NOT_DELIVERED: 'not_delivered'>, <Outcome.CLOSURE: 'closure'>)
    """
    text = plain(comment)
    if _phrases("held").search(text) or _phrases("elsewhen").search(text):
        return None
    said = next((outcome for outcome in SAID_OUTRIGHT if _phrases(outcome).search(text)), None)
    elsewhere = _phrases("place").search(text) and not _phrases("whole_school").search(text)
    return Outcome.NOT_DELIVERED if said is Outcome.CLOSURE and elsewhere else said


@remembered(10_000)
def names_cause(comment: str) -> bool:
    """Whether a comment names something that keeps sessions from being held, without saying that it did.

    >>> names_cause("SaLT not yet allocated"), names_cause("late back from assembly")
    (True, False)
    """
    text = plain(comment)
    return _phrases("cause").search(text) is not None and not (
        _phrases("held").search(text) or _phrases("elsewhen").search(text))


@remembered(10_000)
def says_held(comment: str) -> bool:
    """Whether a comment says that the session took place.

    >>> says_held("SALT session today, worked on /s/"), says_held("cut short"), says_held("see TA diary")
    (True, True, False)
    """
    text = plain(comment)
    return _phrases("delivered").search(text) is not None or _phrases("held").search(text) is not None


def crosses_in(column: Iterable[str]) -> bool:
    """Whether an x in this column is a cross: the column also has a tick, a yes, a no, or a length.

    >>> crosses_in(["x", "", "x"]), crosses_in(["x", "✓"]), crosses_in(["x", "20m"])
    (False, True, True)
    """
    marks = {key(cell) for cell in column}
    ticks = vocabulary("log_words")["crosses"]["ticks"]
    return not marks.isdisjoint(ticks) or any(LENGTH.fullmatch(mark) for mark in marks)


COUNT = r"(?<!\d)(\d{1,3})(?!\d)"
"""What stands for `#` in the words that count a group: a longer number counts none."""


@remembered(5_000)
def group_size(text: str) -> int | None:
    """Give how many children shared a session, where the words count them.

    >>> group_size("group of 4"), group_size("seen with 2 peers"), group_size("1:1"), group_size("Nurture")
    (4, 3, 1, None)
    >>> group_size("1:00-1:30"), group_size("group of 99999")
    (None, None)
    """
    words = vocabulary("log_words")["groups"]
    for group, more in (("others", 1), ("patterns", 0)):
        for pattern in words[group]:
            match = re.search(pattern.replace("#", COUNT), plain(text))
            if match and int(match[1]):
                return int(match[1]) + more
    return None


def sessions_in(comment: str) -> int:
    """Give how many sessions a comment says the row stands for: "double session to make up" is two."""
    text = plain(comment)
    return next((count for phrase, count in vocabulary("log_words")["sessions"].items() if phrase in text), 1)


def is_weekly(comment: str) -> bool:
    """Whether the words say that the row sums up a week."""
    return any(phrase in plain(comment) for phrase in vocabulary("log_words")["phrases"]["weekly"])


def is_total(cell: str) -> bool:
    """Whether a cell marks a row of totals.

    >>> is_total("TOTAL AUT 1"), is_total("Total:"), is_total("Total communication group")
    (True, True, False)
    """
    wanted = key(cell)
    return wanted in vocabulary("log_words")["rows"]["totals"] or TOTALS.fullmatch(wanted) is not None


def may_be_total(cell: str) -> bool:
    """Whether a cell of a row without a date marks it as one of totals: "Weekly total", "TOTAL this week: phonics x 3".

    >>> may_be_total("Weekly total"), may_be_total("Total this week: phonics x 3"), may_be_total("Total communication")
    (True, True, False)
    """
    wanted = key(cell)
    summed = re.fullmatch(r"(?:\w+ ){0,3}totals?|totals? (?:for |in )?th(?:is|at) .+", wanted)
    return is_total(cell) or summed is not None


def is_other_charge(label: str) -> bool:
    """Whether a line of an invoice is for something other than time: travel, parking.

    >>> is_other_charge("Travel"), is_other_charge("Travel 12 miles + parking"), is_other_charge("Travel training")
    (True, True, False)
    """
    wanted, rows = key(label), vocabulary("log_words")["rows"]
    charges, counted = rows["not_sessions"], r"(?: (?:to|from|and|\d).*)?"
    return any(re.fullmatch(re.escape(charge) + counted, wanted) for charge in charges)
