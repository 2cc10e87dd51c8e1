"""What holds of every account, every matching and every log, cheap enough for ten thousand cases (`make bench`)."""

import datetime as dt
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.harvest import Known
from extractors.session_log import read_record
from extractors.tables import Table
from models.delivery import Evidence, Outcome, Session
from models.gap import Bucket, FindingStatus
from models.source import Row
from pipeline.account import Records, Setting, account
from pipeline.attendance import Attendance
from pipeline.due import DueSetting
from pipeline.item import Item
from pipeline.match import match
from pipeline.matched import Part
from pipeline.staff import StaffKey
from tests.properties.test_ledger import DAYS, LABELS, LENGTHS, OPEN, PLAN, WINDOW, marks, sessions, slots, unique

many = settings(max_examples=int(os.environ.get("CASES", "150")), deadline=None)
AMOUNTS = tuple(told for told in PLAN.provisions if told.schedules)
NOBODY = Known()
HEAD = ("Date", "Activity", "Adult", "Mins", "Done", "Comments")


@st.composite
def parts(draw):
    """One amount of the plan with records that are all its own, and a register."""
    records = draw(st.lists(slots(), max_size=4)), draw(st.lists(sessions(), max_size=15))
    return draw(st.sampled_from(AMOUNTS)), Part(*map(unique, records)), tuple(draw(st.lists(marks(), max_size=10)))


def finding(told, part, register=()):
    setting = Setting(DueSetting(days=DAYS, window=WINDOW, as_of=WINDOW[1]), Attendance(register), StaffKey(()), ())
    return account(Item(told, 0), told.schedules[0], Records(part), setting).finding()


def figures(one):
    return one.ledger, one.delivered_minutes, one.planned_minutes, one.status, one.shortfall_minutes


def placed(rows, file):
    return tuple(row.model_copy(update={"source": row.source.model_copy(update={"file": file})}) for row in rows)


@many
@given(parts())
def test_the_buckets_balance_and_no_reading_is_turned_round(drawn):
    one = finding(*drawn)
    assert all(count.minutes is None or count.minutes >= 0 for count in one.ledger.buckets.values())
    for due, total in ((one.due.minutes, one.ledger.minutes()), (one.due.sessions, one.ledger.sessions())):
        assert due is None or (due[0] <= due[1] and total == due[0])
    assert 0 <= one.delivered_minutes[0] <= one.delivered_minutes[1]
    if one.due.minutes:
        assert one.shortfall_minutes <= max(one.due.minutes[0] - one.delivered_minutes[1], 0)


@many
@given(parts())
def test_every_row_of_the_records_is_counted_once(drawn):
    counted = [line.source for line in finding(*drawn).evidence if line.source.file == "log.csv"]
    assert sorted(counted, key=str) == sorted((row.source for row in drawn[1].sessions), key=str)


@many
@given(parts(), st.integers(0, 4), st.integers(1, 120))
def test_one_more_session_never_enlarges_a_gap(drawn, which, minutes):
    told, part, register = drawn
    free = [day for day in OPEN if day not in {row.date for row in part.sessions} | {one.date for one in register}]
    more = Session(source=Row(file="log.csv", row=1), date=free[which], label="one more", minutes=minutes,
                   outcome=Outcome.DELIVERED)
    before = finding(told, part, register)
    after = finding(told, part._replace(sessions=(*part.sessions, more)), register)
    assert after.shortfall_minutes <= before.shortfall_minutes
    assert after.delivered_minutes[1] >= before.delivered_minutes[1]


@many
@given(parts(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_second_copies_of_files_change_no_figure(drawn, random):
    told, part, register = drawn
    rows = (*part.sessions, *placed(part.sessions, "log (copy).csv"))
    other = Part(tuple(random.sample(part.slots, len(part.slots))), tuple(random.sample(rows, len(rows))))
    turned = tuple(random.sample(register, len(register)))
    assert figures(finding(told, other, turned)) == figures(finding(told, part, register))


@many
@given(st.sampled_from(AMOUNTS), st.lists(slots(), max_size=6))
def test_a_log_with_no_rows_yields_only_silence(told, planned):
    one = finding(told, Part(unique(planned)))
    assert set(one.ledger.buckets) <= {Bucket.NO_RECORD}
    assert one.delivered_minutes == (0, 0)
    assert one.status not in (FindingStatus.MET,)


@many
@given(st.lists(slots(), max_size=8), st.lists(sessions(), max_size=12), st.randoms(use_true_random=False))
def test_no_row_is_given_twice_and_none_is_lost_in_whatever_order_they_come(planned, logged, random):
    evidence = Evidence(slots=unique(planned), sessions=unique(logged))
    turned = evidence.model_copy(update={"slots": tuple(random.sample(evidence.slots, len(evidence.slots))),
                                         "sessions": tuple(random.sample(evidence.sessions, len(evidence.sessions)))})
    found, other = (_homes(match(PLAN.provisions, one, DAYS, WINDOW)) for one in (evidence, turned))
    assert sorted(row for rows in found.values() for row in rows) == sorted(row.source.row for row in evidence.sessions)
    assert found == other


def _homes(matching):
    """The rows of each schedule and those of none, by number."""
    given = {key: sorted(row.source.row for row in part.sessions) for key, part in matching.given.items()}
    spare = sorted(one.source.row for one in matching.spare if one.source.file == "log.csv")
    return {key: rows for key, rows in {**given, None: spare}.items() if rows}


@st.composite
def logs(draw):
    label = st.sampled_from([label for label, _ in LABELS])
    lines = st.tuples(st.sampled_from(OPEN).map(lambda day: f"{day:%d/%m/%Y}"), label, st.sampled_from(("KB", "HC")),
                      st.sampled_from([str(length) for length in LENGTHS if length]), st.sampled_from("YN"),
                      st.sampled_from(("", "TA off sick", "good session", "hall in use")))
    return draw(st.lists(lines, min_size=1, max_size=8)), draw(st.permutations(range(len(HEAD))))


@many
@given(logs())
def test_the_order_of_the_columns_changes_nothing(drawn):
    lines, order = drawn
    straight, turned = (read_record(Table("log.csv", None, tuple(tuple(line[place] for place in places)
                                                                  for line in (HEAD, *lines))), NOBODY)
                        for places in (range(len(HEAD)), order))
    assert straight.sessions
    assert straight.sessions == turned.sessions


def test_the_cases_are_of_every_kind():
    assert {schedule.per for told in AMOUNTS for schedule in told.schedules} >= {"day", "week", "term"}
    assert dt.date(2025, 9, 3) in OPEN
