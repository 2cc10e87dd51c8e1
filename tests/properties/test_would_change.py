"""Each thing that a finding asks for could change it, tried on the ledger itself; `CASES=5000` tries more."""

import datetime as dt
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from models.ask import AskKind
from models.delivery import Outcome, Session
from models.gap import FindingStatus
from models.source import Row
from pipeline.due.amounts import DueSetting
from pipeline.findings.missing_records import would_change
from pipeline.ledger.account import Records, Setting, account
from pipeline.ledger.attendance import Attendance
from pipeline.ledger.coverage import Coverage
from pipeline.matching.item import Item
from pipeline.matching.matched import Matching, Part
from pipeline.matching.staff import StaffKey
from tests.properties.test_ledger import DAYS, LENGTHS, OPEN, PLAN, WINDOW, slots, unique

CASES = int(os.environ.get("CASES", "60"))
LOGS = (Coverage(file="log.csv", first_day=WINDOW[0], last_day=WINDOW[1], weeks=15, of_weeks=15),)
WHICH = st.sampled_from((0, 1, 2, 4))
"""The items by the week and by the day."""
rows = st.builds(
    lambda date, minutes, outcome: Session(source=Row(file="log.csv", row=2), date=date, minutes=minutes, label="it",
                                           outcome=outcome),
    st.sampled_from(OPEN), st.sampled_from(LENGTHS), st.sampled_from((Outcome.DELIVERED, *Outcome)))


def made(which, planned, logged):
    setting = Setting(DueSetting(days=DAYS, window=WINDOW, as_of=WINDOW[1]), Attendance(()), StaffKey(()), LOGS)
    told = PLAN.provisions[which]
    return account(Item(told, 0), told.schedules[0], Records(Part(unique(planned), unique(logged))), setting)


def answered(ask, logged, best, length):
    """The rows as they would be with an answer: what is asked for took place in full, or it did not."""
    if ask.kind is AskKind.LENGTH:
        return [row.model_copy(update={"minutes": (length * 2 if best else 1)}) if row.date in ask.days
                and not row.minutes and row.outcome is Outcome.DELIVERED else row for row in logged]
    if ask.kind is AskKind.OUTCOME:
        outcome = Outcome.DELIVERED if best else Outcome.NOT_DELIVERED
        return [row.model_copy(update={"outcome": outcome}) if row.date in ask.days and row.outcome is Outcome.UNCLEAR
                else row for row in logged]
    if ask.kind is AskKind.REGISTER:
        return [row.model_copy(update={"outcome": Outcome.CHILD_ABSENT}) if best and row.date in ask.days else row
                for row in logged]
    outcome = Outcome.DELIVERED if best else Outcome.NOT_DELIVERED
    if not ask.days:
        day = next(day for day in OPEN if day not in {row.date for row in logged})
        return [*logged, Session(source=Row(file="log.csv", row=2), date=day, minutes=ask.minutes, outcome=outcome,
                                 count=ask.sessions or 1, label="it", reason="catch up")]
    taken = {row.date for row in logged}
    whole, rest = divmod(ask.sessions, len(ask.days))
    counts = [whole + (number < rest) for number in range(len(ask.days))]
    return [*logged, *(Session(source=Row(file="log.csv", row=2), date=free(day, taken), count=each, label="it",
                               minutes=length * each if best else None, outcome=outcome)
                       for day, each in zip(ask.days, counts, strict=True))]


def free(day, taken):
    """The day itself, or one of its week of which no row tells: a session can be on any day of a week."""
    week = [one for one in OPEN if one.isocalendar()[:2] == day.isocalendar()[:2] and one >= day]
    return next((one for one in week if one not in taken), day)


@settings(max_examples=CASES, deadline=None)
@given(WHICH, st.lists(slots(), max_size=4), st.lists(rows, max_size=12, unique_by=lambda row: row.date))
def test_with_any_one_left_out_the_finding_is_open(which, planned, logged):
    begun = made(which, planned, logged)
    asks = [ask for ask in would_change(begun, Matching())
            if ask.kind in (AskKind.RECORD, AskKind.LENGTH, AskKind.OUTCOME, AskKind.REGISTER)]
    length = max([slot.minutes or 0 for slot in planned], default=0) or 45
    for ask in asks:
        verdicts = set()
        for others in (None, True, False):
            known = list(logged)
            for other in asks if others is not None else ():
                known = known if other == ask else answered(other, known, others, length)
            verdicts |= {(others, made(which, planned, answered(ask, known, best, length)).verdict)
                         for best in (True, False)}
        assert len(verdicts) > len({others for others, _ in verdicts}), ask


@settings(max_examples=CASES, deadline=None)
@given(WHICH, st.lists(slots(), max_size=4), st.lists(rows, max_size=12, unique_by=lambda row: row.date))
def test_what_is_shown_in_full_or_not_yet_due_asks_for_no_record(which, planned, logged):
    begun = made(which, planned, logged)
    asks = would_change(begun, Matching())
    if begun.verdict.status in (FindingStatus.MET, FindingStatus.NOT_DUE):
        assert all(ask.kind is AskKind.LENGTH for ask in asks)
    if begun.due.minutes:
        still_open = max(begun.due.minutes[0] - begun.held.minutes[0], 0)
        assert all((ask.minutes or 0) <= still_open for ask in asks)
    days = [day for ask in asks if ask.kind is AskKind.RECORD for day in ask.days]
    assert len(days) == len(set(days))
    assert all(WINDOW[0] <= day <= WINDOW[1] for day in days)
    assert dt.date(2025, 10, 29) not in days
