"""One row of a session log: what was done, by whom, and for how long."""

import re
from typing import NamedTuple

from extractors.cells.absence import NOBODY, adult_names
from extractors.cells.days import Day
from extractors.cells.lengths import NOTHING, Length, read_length
from extractors.cells.outcomes import group_size, is_weekly, read_outcome, sessions_in
from extractors.cells.times import minutes_between, read_time, read_times
from extractors.cells.words import cell, key, plain, words
from extractors.records.headers import Header
from extractors.tables import Line, Value
from extractors.vocabulary import vocabulary
from models.counts import count_in
from models.delivery import Outcome, Reliability

WITHIN = re.compile(r"\b(?:\d ?x ?)?(?:\d+(?:\.\d+)? ?(?:minutes|mins|min)|(?:\d+(?:\.\d+)?|half an|an|one)"
                    r" ?(?:hours|hour|hrs|hr)(?:(?: and)? \d{1,2} ?(?:minutes|mins|min|m)?)?)\b(?: ?x ?\d\b)?",
                    re.IGNORECASE)


A_LENGTH = re.compile(r"(?:[1-9]|\d+ ?x ?)?\d{1,2} ?(?:minutes|mins|min|m)\.?|(?:1[3-9]|[2-9]\d|1[0-8]0)"
                      r"|(?:half an|½|an|one|1) ?(?:hour|hr)")
"""A length that cannot be a time of day."""
ONLY = re.compile(r"\bonly (\d+ ?(?:minutes|mins|min|m))\b|\b(\d+ ?(?:minutes|mins|min|m)) only\b", re.IGNORECASE)


NAMES = frozenset({"label", "contact", "should", "target", "what_happened", "group"})
MEASURED = frozenset({"minutes", "hours", "start", "end", "done", "present", "missed", "count", "planned"})
LONGEST_LABEL = 160


class LogRow(NamedTuple):
    """The cells of a row under the roles of its header."""

    header: Header
    line: Line
    unit: str = ""
    crosses: bool = False
    each: bool = False
    """The length's column holds that of each of the sessions which another column counts."""
    total: bool = False
    """The length's column holds that of all of them."""
    child: str | None = None
    adults: frozenset[str] = NOBODY
    """The words by which the column of adults names them."""
    about: str = ""
    """What all rows are about, where no column says what was done."""

    def value(self, role: str) -> Value:
        """Give the value in the column of a role; empty where there is no such column."""
        return cell(self.line, self.header.columns.get(role))

    def said(self, *roles: str) -> str:
        """Give the words in the columns of some roles, one after the other."""
        return " - ".join(text for role in roles if (text := words(self.value(role))))

    def comment(self) -> str:
        """Give the reason and the notes of the row."""
        return self.said("reason", "remarks", "notes")

    def label(self) -> str:
        """Say what was done: the intervention and, for a therapist, the kind of contact."""
        named = self._visit() or self.said("should") or self.said("target", "what_happened")
        named = named or (self.said("group") if group_size(self.said("group")) is None else "")
        return named or self.about or ("" if NAMES.intersection(self.header.columns) else self._told())

    @property
    def free(self) -> bool:
        """Whether a row tells all in its own words: no column is for the length, the time or the outcome."""
        return not MEASURED.intersection(self.header.columns)

    def _visit(self) -> str:
        """Give the intervention, or whose visit it was, and the kind of contact, unless that is what became of it."""
        contact = self.said("contact")
        named = self.said("label") or (job_in(self.said("staff")) if contact else "")
        return " - ".join(filter(None, (named, contact if self.met or not named else "")))

    @property
    def met(self) -> bool:
        """Whether the kind of contact leaves it open that there was one: "not seen" beside two times is a wait."""
        return read_outcome(self.said("contact")).outcome in (None, Outcome.DELIVERED)

    def _told(self) -> str:
        """Give the row's own words, where no column names what was done."""
        return self.said("remarks", "notes")[:LONGEST_LABEL]

    def weekly(self, day: Day) -> bool:
        """Whether the row sums up a week: by its date, or by its comment."""
        return day.weekly or is_weekly(self.said("done", "reason", "notes", "label"))


def job_in(staff: str) -> str:
    """Give the job behind the name of a visiting professional.

    >>> job_in("Beth Moss, Speech and Language Therapist (HCPC)"), job_in("Idwal Rees - Children's Physiotherapist")
    ('Speech and Language Therapist', "Children's Physiotherapist")
    >>> job_in("BM"), job_in("Moss, Beth")
    ('', '')
    """
    parts = [part.strip() for part in re.split(r"[,()]|\s[–-]\s", staff)]
    return next((part for part in parts[1:] for start in range(len(part.split()))
                 if " ".join(plain(part).split()[start:]) in adult_names()), "")


def length_of(row: LogRow) -> Length:
    """Give the length that a row records: its own column, or else from its times; two that disagree are a range."""
    if is_presence(row):
        return Length(most=_timed(row), problem="more") if _timed(row) else NOTHING
    if not row.met and not _length_cell(row):
        return NOTHING
    stated = _of_all(row, read_length(_length_cell(row), row.unit))
    if "hours" in row.header.columns and stated == NOTHING:
        stated = read_length(row.value("hours"), "hours")
    timed = _timed(row)
    if stated.minutes is None and stated.most is None and timed is not None:
        return Length(timed)
    if timed is not None and stated.minutes not in (None, 0, timed) and stated.sessions is None:
        low, high = sorted((timed, stated.minutes or 0))
        return Length(low, most=high, problem="times")
    said = words(row.value("minutes"))
    if stated.problem == "unclear" and any(map(str.isalpha, said)) and read_outcome(said).outcome is not None:
        return NOTHING
    said_so = read_outcome(words(row.value("done")), crosses=row.crosses)
    if said_so.part and stated.minutes:
        return Length(most=stated.minutes, problem="part")
    told = words(row.value("what_happened")) or (f"{row.said('label')} {row.comment()}" if row.free else "")
    return _with_words(stated, said_so.rest, told, row.comment())


def is_presence(row: LogRow) -> bool:
    """Whether the paper says who was in the building, and not what they did: a book of visitors."""
    return bool(vocabulary("column_names")["forms"][row.header.form].get("presence"))


def _length_cell(row: LogRow) -> Value:
    """Give the cell that holds the length: where no column is for it, a column "Time" may hold it."""
    if "minutes" in row.header.columns or "hours" in row.header.columns:
        return row.value("minutes")
    return row.value("start") if A_LENGTH.fullmatch(plain(words(row.value("start")))) else ""


def _of_all(row: LogRow, stated: Length) -> Length:
    """Multiply the length of each session by their number; a length that may be each or all is in doubt."""
    counted = count_in(words(row.value("count")))
    if stated.minutes is None or stated.sessions is not None or counted in (None, 1):
        return stated
    if row.each:
        return stated._replace(minutes=stated.minutes * counted, most=None)
    if row.total or not stated.minutes:
        return stated
    return Length(stated.minutes, most=stated.minutes * counted, problem="each")


def _with_words(stated: Length, beside: str, happened: str, comment: str) -> Length:
    """Take in a length that the words beside the outcome name; "10 mins only" goes against a longer one."""
    named = [read_length(text).minutes for text in (length_within(beside), length_within(happened))]
    only = ONLY.search(comment)
    named.append(read_length(only[1] or only[2]).minutes if only else None)
    minutes = next((length for length in named if length), None)
    if minutes is None or (stated != NOTHING and stated.minutes in (None, minutes)):
        return stated
    if stated == NOTHING:
        return Length(minutes)
    low, high = sorted((minutes, stated.minutes or 0))
    return Length(low, most=high, problem="times")


def length_within(text: str) -> str:
    """Give the length that prose names, in its own words; empty where it names none or several.

    >>> length_within("Session took place, 20 mins"), length_within("two lots of 10 mins and 15 mins")
    ('20 mins', '')
    >>> length_within("had SaLT, 1 hr 15"), length_within("45 mins x 2")
    ('1 hr 15', '45 mins x 2')
    """
    found = WITHIN.findall(text)
    return found[0] if len(found) == 1 else ""


def _timed(row: LogRow) -> int | None:
    """Give the minutes between the row's start and end, in two columns or in one."""
    both = read_times(row.value("start"))
    if both and both.minutes:
        return both.minutes
    start, end = read_time(row.value("start")), read_time(row.value("end"))
    return minutes_between(start, end) if start and end and start < end else None


def sessions_of(row: LogRow, length: Length) -> int:
    """Give how many sessions a row stands for."""
    counted = count_in(words(row.value("count")))
    if length.sessions is not None:
        return length.sessions
    return counted if counted is not None and counted < 100 else sessions_in(row.comment())


def group_of(row: LogRow, people: int) -> int | None:
    """Give how many children shared the session: from the group column, the names, or the words."""
    column = words(row.value("group"))
    if column.isdecimal():
        return count_in(column) or None
    return group_size(column) or (people if people > 1 else None) or group_size(row.said("label", "notes"))


def reliability_of(row: LogRow) -> Reliability:
    """Say whose record it is; a family's own note may be what the child said, or an inference."""
    entry = vocabulary("column_names")["forms"][row.header.form]
    kind = Reliability(entry.get("reliability", Reliability.SCHOOL))
    if kind is Reliability.PARENT:
        told = plain(row.said("known", "what_happened"))
        family = vocabulary("log_words")["family"]
        if any(phrase in told for phrase in family["inferred"]):
            return Reliability.INFERENCE
        return Reliability.CHILD if any(phrase in told for phrase in family["child_said"]) else kind
    return kind


def is_total_length(header: str) -> bool:
    """Whether a column says that it holds the length of all sessions.

    >>> is_total_length("Total mins"), is_total_length("Mins")
    (True, False)
    """
    return bool({"total", "all", "weekly", "week", "delivered"} & set(key(header).split()))


def is_each(header: str) -> bool:
    """Whether a column holds the length of each session, and not of all.

    >>> is_each("Mins per session"), is_each("Total mins")
    (True, False)
    """
    return any(phrase in key(header) for phrase in ("per session", "each", "session length", "length of session"))


def unit_of(header: str) -> str:
    """Give the unit that a column's header names.

    >>> unit_of("Mins"), unit_of("Duration (hrs)"), unit_of("Duration")
    ('minutes', 'hours', '')
    """
    parts = key(header).split()
    units = vocabulary("lengths")
    return next((unit for unit in ("minutes", "hours") if set(parts) & {*units[unit]} - {"h", "m"}), "")
