"""Each fact about one schedule that nobody has told yet, with what its answers would do to the figures."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from models.amounts import Period
from models.ask import AskKind
from models.calendar import CalendarSource
from models.due import Kind
from models.gap import Bucket
from pipeline.findings.open_questions import leaves_open_who
from pipeline.findings.stretches import Stretch, span, stretches, when
from pipeline.findings.why import silence
from pipeline.ledger.account import Account
from pipeline.ledger.entries import Entry
from pipeline.ledger.verdict import Figures
from pipeline.rules import rules
from pipeline.wording import fill

_BY_THE_WEEK = (Kind.PER_DAY, Kind.PER_WEEK, Kind.PER_FORTNIGHT)
_BY_TERM_DATES = (*_BY_THE_WEEK, Kind.PER_MONTH, Kind.PER_HALF_TERM, Kind.PER_TERM, Kind.PER_YEAR)


class Answer(NamedTuple):
    """What one answer does to the figures: how much it adds, and which of their marks it sets."""

    asked: int = 0
    least: int = 0
    most: int = 0
    possible: int = 0
    marks: tuple[tuple[str, bool], ...] = ()

    def on(self, figures: Figures) -> Figures:
        """Give the figures as they would be."""
        return figures._replace(
            asked=max(figures.asked + self.asked, 0), least=max(figures.least + self.least, 0),
            most=max(figures.most + self.most, 0), possible=max(figures.possible + self.possible, 0),
            **dict(self.marks))


SHORT = ("said_short", True)
LOST = Answer(marks=(SHORT,))
UNCHANGED = Answer()


class OpenFact(NamedTuple):
    """One fact that is not known, and its possible answers: first the one that shows most as held, last the least."""

    kind: AskKind
    words: str
    answers: tuple[Answer, ...]
    entries: tuple[Entry, ...] = ()
    amount: int = 0
    """How much it is about: minutes, or sessions where the plan states no minutes."""
    files: tuple[str, ...] = ()
    reason: str = ""


def open_facts(account: Account) -> list[OpenFact]:
    """Give what is not known of the sessions and the days of one schedule; labels are asked about elsewhere."""
    kinds = (_silences, _hearsay, _elsewhere, _lengths, _contradictions, _absences, _lateness, _registers, _timetable,
             _term_dates)
    return [fact for of_kind in kinds for fact in of_kind(account)]


def said(group: str, name: str, **facts: Any) -> str:
    """Fill in a sentence of the asks."""
    return fill(rules("asks")[group][name], **facts)


def _unit(account: Account, entries: Iterable[Entry]) -> int:
    """Add up what entries are about; an occasion of no known length stands for what the plan has for it."""
    if account.due.minutes is None:
        return sum(entry.sessions for entry in entries)
    schedule = account.schedule
    each = (schedule.total_minutes or 0) // (schedule.sessions or 1) if schedule.per in (Period.DAY, Period.WEEK) else 0
    return sum(entry.minutes or each for entry in entries)


def _named(account: Account, entries: Sequence[Entry]) -> list[tuple[Stretch, bool, tuple[Entry, ...]]]:
    """Put entries together by stretches of days that no row breaks; True for those that can be on any day of a week."""
    found = []
    for weekly in (False, True):
        some = [entry for entry in entries if _of_a_week(entry) is weekly]
        every = {entry.date for entry in account.entries if entry.told and _of_a_week(entry) is weekly}
        found += [(one, weekly, tuple(entry for entry in some if entry.date in one.days))
                  for one in stretches((entry.date for entry in some), every)]
    return found


def _of_a_week(entry: Entry) -> bool:
    of_a_day = entry.told is not None and not entry.told.lead.weekly
    return entry.occasion is not None and len(entry.occasion.span) > 1 and not of_a_day


def _days(account: Account, entries: Sequence[Entry]) -> str:
    """Name the days of entries in one go."""
    return " and ".join(when(one, whole_weeks=weekly) for one, weekly, _ in _named(account, entries))


def _files(account: Account) -> tuple[str, ...]:
    """Give the logs in which a record of it would be expected: those that have some, or all."""
    own = {row.source.file for row in account.records.given.sessions}
    return tuple(sorted(own)) or tuple(log.file for log in account.setting.logs)


def _silences(account: Account) -> list[OpenFact]:
    files, silent = _files(account), [entry for entry in account.entries if entry.silent]
    own = {row.source.file for row in account.records.given.sessions}
    kinds: dict[str, list[Entry]] = {}
    for entry in silent:
        kinds.setdefault(silence(entry, own, account.setting.logs), []).append(entry)
    return [_silence(account, name, named, files) for name, some in sorted(kinds.items())
            for named in _named(account, some)]


def _silence(account: Account, name: str, named: tuple[Stretch, bool, tuple[Entry, ...]],
             files: tuple[str, ...]) -> OpenFact:
    stretch, weekly, some = named
    kind = AskKind.OTHER_PROVIDER if name == "elsewhere" else AskKind.RECORD
    words = said("records", name, when=when(stretch, whole_weeks=weekly))
    reason, amount = said("reasons", name, files=files, single=len(stretch.days) == 1), _unit(account, some)
    return OpenFact(kind, words, (Answer(least=amount, most=amount), LOST), some, amount, files, reason)


def _hearsay(account: Account) -> list[OpenFact]:
    """Ask for the school's record of what only a parent or the child told as not held."""
    some = tuple(entry for entry in account.entries
                 if entry.bucket is Bucket.NO_RECORD and entry.told and not entry.held)
    if not some:
        return []
    words, amount = said("records", "hearsay", when=_days(account, some)), _unit(account, some)
    return [OpenFact(AskKind.RECORD, words, (Answer(least=amount, most=amount), LOST), some, amount,
                     reason=said("reasons", "hearsay", single=len(some) == 1))]


def _elsewhere(account: Account) -> list[OpenFact]:
    """Ask for records of what was due and has no place among the days that are known."""
    count = account.ledger.buckets.get(Bucket.NO_RECORD)
    missing = ((count.sessions if account.due.minutes is None else count.minutes) or 0) if count else 0
    rest = missing - _unit(account, (entry for entry in account.entries if entry.bucket is Bucket.NO_RECORD))
    if rest <= 0:
        return []
    name = "no_place" if account.records.given.slots else "no_days"
    words, reason = said("records", name, when=span(*account.setting.course)), said("reasons", name)
    return [OpenFact(AskKind.RECORD, words, (Answer(least=rest, most=rest), LOST), (), rest, _files(account), reason)]


def _lengths(account: Account) -> list[OpenFact]:
    some = tuple(entry for entry in account.entries if entry.held and entry.told and not _contradicted(entry)
                 and (entry.told.most is None or entry.told.least < entry.told.most))
    if not some or account.due.minutes is None:
        return []
    at_most, sure = sum(entry.minutes for entry in some), sum(entry.least for entry in some)
    unknown = any(entry.unknown for entry in some)
    all_of_it = account.due.minutes[1] if unknown else at_most
    known = ("unknown", False)
    answers = (Answer(least=all_of_it - sure, most=all_of_it - at_most, marks=(known,)),
               Answer(most=sure - at_most, marks=(known, SHORT, ("ticked", False))))
    words = said("facts", "length", when=_days(account, some), single=len(some) == 1)
    return [OpenFact(AskKind.LENGTH, words, answers, some, all_of_it - sure, _rows(some))]


def _contradicted(entry: Entry) -> bool:
    return entry.disputed or entry.bucket is Bucket.NO_RECORD or bool(entry.told and entry.told.conflict)


def _contradictions(account: Account) -> list[OpenFact]:
    """Ask what is right where records contradict each other or do not say clearly whether a session took place."""
    kinds: dict[tuple[AskKind, str], list[Entry]] = {}
    for entry in account.entries:
        if entry.held and _contradicted(entry):
            conflict = entry.told is not None and entry.told.conflict
            name = "conflict" if conflict else "attendance" if entry.disputed else "outcome"
            kind = AskKind.OUTCOME if name == "outcome" else AskKind.CONFLICT
            kinds.setdefault((kind, name), []).append(entry)
    facts = []
    for (kind, name), some in kinds.items():
        amount, least = _unit(account, some), sum(entry.least for entry in some)
        worst = Answer(least=-least, most=-amount, marks=() if name == "attendance" else (SHORT,))
        words = said("facts", name, when=_days(account, some), single=len(some) == 1)
        facts.append(OpenFact(kind, words, (Answer(least=amount - least), worst), tuple(some), amount, _rows(some)))
    return facts


def _absences(account: Account) -> list[OpenFact]:
    """Ask who was away where a row does not say it."""
    some = tuple(entry for entry in account.entries if leaves_open_who(entry))
    if not some:
        return []
    words = said("facts", "absence", when=_days(account, some), single=len(some) == 1)
    return [OpenFact(AskKind.OUTCOME, words, (UNCHANGED, LOST), some, _unit(account, some), _rows(some))]


def _lateness(account: Account) -> list[OpenFact]:
    """Ask whether sessions waited for a child who came late by the register, where nothing else of them is open."""
    late = [one for one in account.late if one.entry.sure and one.timed and one.entry.least == one.entry.minutes]
    if not late or account.due.minutes is None:
        return []
    some, amount = tuple(one.entry for one in late), sum(one.lost for one in late)
    words = said("facts", "lateness", when=_days(account, some), single=len(some) == 1)
    cut = Answer(least=-amount, most=-amount, marks=(("ticked", False),))
    return [OpenFact(AskKind.LATENESS, words, (UNCHANGED, cut), some, amount, _rows(some))]


def _registers(account: Account) -> list[OpenFact]:
    """Ask for the register where all that is said to be missing rests on days of which no mark is known."""
    missed = tuple(entry for entry in account.entries if entry.bucket is Bucket.MISSED_PROVIDER)
    attendance = account.setting.attendance
    marked = any(attendance.knows(entry.date) for entry in missed)
    if not missed or marked or Bucket.VARIANCE in account.ledger.buckets or account.planned_below:
        return []
    words = said("papers", "register", when=_days(account, missed))
    return [OpenFact(AskKind.REGISTER, words, (Answer(marks=(("said_short", False),)), UNCHANGED), missed,
                     reason=said("papers_reasons", "register"))]


def _timetable(account: Account) -> list[OpenFact]:
    if account.records.given.slots or account.records.possible.slots or account.due.kind not in _BY_THE_WEEK:
        return []
    files, timed = account.setting.timetables, account.due.minutes is not None
    return [OpenFact(AskKind.TIMETABLE, said("papers", "timetable"), (UNCHANGED, *([LOST] if timed else [])),
                     files=files, reason=said("papers_reasons", "timetable", files=files))]


def _term_dates(account: Account) -> list[OpenFact]:
    """Ask for the school's own term dates: a week more or less changes what was due."""
    assumed = account.setting.due.days.calendar.source is CalendarSource.ASSUMED
    if not assumed or account.due.kind not in _BY_TERM_DATES:
        return []
    schedule = account.schedule
    once = (schedule.total_minutes if account.due.minutes is not None else schedule.sessions) or 0
    return [OpenFact(AskKind.TERM_DATES, said("papers", "term_dates"), (Answer(asked=-once), UNCHANGED),
                     reason=said("papers_reasons", "term_dates"))]


def _rows(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(sorted({row.source.file for entry in entries if entry.told for row in entry.told.rows}))
