"""What a person must look at before a figure is used: contradictions, unknown lengths, adults who are shared."""

import datetime as dt
from collections.abc import Iterable, Sequence

from extractors.cells.outcomes import names_cause
from models.delivery import TimetableSlot
from models.doubt import Doubt, Severity
from models.gap import Bucket
from models.provision import Mode
from pipeline.calendars.open_days import ONE_DAY, SchoolDays, monday_of
from pipeline.due.words import day, listed
from pipeline.ledger.cut_short import cut_by_school
from pipeline.ledger.entries import Entry
from pipeline.matching.item import Item


def open_questions(item: Item, slots: Sequence[TimetableSlot], entries: Sequence[Entry]) -> tuple[Doubt, ...]:
    """Give the doubts about one schedule and its records."""
    told = {id(entry.told): entry for entry in entries if entry.told}.values()
    return (*_shared(item, slots),
            *(_contradicting(entry) for entry in told if entry.told and entry.told.conflict),
            *(_unclear(entry) for entry in told if entry.held and entry.bucket is Bucket.NO_RECORD),
            *(_unknown_length(entry) for entry in told if entry.unknown),
            *(_disputed(entry) for entry in told if entry.disputed),
            *(_whose_absence(entry) for entry in told if leaves_open_who(entry)),
            *(_rest_of_a_week(entry) for entry in told if _says_why_no_more(entry, entries)))


def of_other_terms(entries: Iterable[Entry], days: SchoolDays) -> tuple[Doubt, ...]:
    """Ask about sessions that were held in terms for which the plan does not ask."""
    held = [entry for entry in entries if entry.held and entry.told and days.leaves_out(entry.date, _last_day(entry))]
    return (Doubt(code="other_term", field="evidence", severity=Severity.REVIEW,
                  place="; ".join(dict.fromkeys(map(_place, held))),
                  alternatives=("they make up for sessions of the terms that the plan names",
                                "they come on top of what the plan asks for"),
                  reason=f"The plan names the terms for which it asks. What was held on {listed(_dates(held))} lies in "
                         "another term, and is counted as held all the same.",
                  next_step="Ask what these sessions were for."),) if held else ()


def _dates(entries: Iterable[Entry]) -> list[str]:
    return [day(date) for date in sorted({entry.date for entry in entries})]


def _last_day(entry: Entry) -> dt.date:
    """Give the last day of which an entry tells: of a whole week, where its row sums one up."""
    return entry.date + 6 * ONE_DAY if entry.told and entry.told.lead.weekly else entry.date


def leaves_open_who(entry: Entry) -> bool:
    """Whether a row does not say who was away, and no register has the child away."""
    settled = entry.marks and not entry.disputed
    return bool(entry.told and entry.told.lead.or_else and entry.bucket is Bucket.CHILD_ABSENT and not settled)


def _says_why_no_more(entry: Entry, entries: Iterable[Entry]) -> bool:
    """Whether the summary of a week names a cause, and of other sessions of that week nothing is recorded."""
    if not entry.held or entry.told is None or not entry.told.lead.weekly:
        return False
    silent = any(one.silent and monday_of(one.date) == monday_of(entry.date) for one in entries)
    return silent and any(cut_by_school(row.reason, row.staff) or names_cause(row.reason) for row in entry.told.rows)


def _shared(item: Item, slots: Iterable[TimetableSlot]) -> list[Doubt]:
    shared = [slot for slot in slots if slot.sharing and slot.sharing > 1]
    if not shared or item.provision.mode is not Mode.INDIVIDUAL:
        return []
    most = max(slot.sharing or 1 for slot in shared)
    return [Doubt(code="shared_adult", field="mode", place="; ".join(slot.source.place() for slot in shared),
                  reason=f"The plan says one to one; in {len(shared)} places of the timetable the adult is shared by "
                         f"up to {most} children. The minutes are counted whole.",
                  next_step="Ask how the adult's time is divided in these places.")]


def _contradicting(entry: Entry) -> Doubt:
    return Doubt(code="records_conflict", field="evidence", severity=Severity.REVIEW, place=_place(entry),
                 reason=f"The records of {entry.date:%-d %B %Y} contradict each other: one says that the session took "
                        "place, another that it did not.",
                 next_step="Ask which record is right; until then it is not counted as missed.")


def _unclear(entry: Entry) -> Doubt:
    return Doubt(code="outcome_unclear", field="outcome", severity=Severity.REVIEW, place=_place(entry),
                 reason=f"The record of {entry.date:%-d %B %Y} does not say clearly whether the session took place.",
                 next_step="Ask whether it took place; its minutes are not alleged as missing.")


def _unknown_length(entry: Entry) -> Doubt:
    return Doubt(code="length_unknown", field="minutes", severity=Severity.REVIEW, place=_place(entry),
                 reason=f"The record of {entry.date:%-d %B %Y} does not say how long it was, and nothing else does.",
                 next_step="Ask how long it was; until then no minutes are alleged as missing here.")


def _disputed(entry: Entry) -> Doubt:
    place = "; ".join((_place(entry), *(mark.source.place() for mark in entry.marks)))
    says = "in school" if entry.bucket is Bucket.CHILD_ABSENT else "away"
    return Doubt(code="attendance_conflict", field="register", severity=Severity.NOTE, place=place,
                 reason=f"The log and the register do not agree about {entry.date:%-d %B %Y}: the register has the "
                        f"child {says}.",
                 next_step="Both are kept as they are; ask if it matters.")


def _whose_absence(entry: Entry) -> Doubt:
    return Doubt(code="absence_whose", field="outcome", severity=Severity.REVIEW, place=_place(entry),
                 alternatives=("the child was away", "the adult was away, or the school kept the child elsewhere"),
                 reason=f"The record of {entry.date:%-d %B %Y} says that somebody was away, and not who. It is counted "
                        "as an absence of the child, and not as missed.",
                 next_step="Ask who was away.")


def _rest_of_a_week(entry: Entry) -> Doubt:
    return Doubt(code="week_cause", field="outcome", severity=Severity.REVIEW, place=_place(entry),
                 alternatives=("a session of that week was not held for the cause that the row names",
                               "the row's words are about a session that was held"),
                 reason=f"The summary of the week of {monday_of(entry.date):%-d %B %Y} names a cause and has fewer "
                        "sessions than were planned. The others count as without a record, and not as missed.",
                 next_step="Ask whether a session was lost for that cause, and on which day.")


def _place(entry: Entry) -> str:
    return "; ".join(row.source.place() for row in entry.told.rows) if entry.told else ""
