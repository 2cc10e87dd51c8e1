"""What holds of every account, every matching and every log, cheap enough for ten thousand cases (`make bench`)."""

import datetime as dt
import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.evidence import EvidencePaths, read_evidence
from extractors.records.harvest import Known
from extractors.session_log import read_record
from extractors.tables import Table
from models.delivery import Evidence, Outcome, Session
from models.gap import Bucket, Count, FindingStatus
from models.source import Row
from pipeline.calendars.open_days import monday_of
from pipeline.due.amounts import DueSetting
from pipeline.ledger.account import Records, Setting, account
from pipeline.ledger.attendance import Attendance
from pipeline.matching.item import Item
from pipeline.matching.match import match
from pipeline.matching.matched import Part
from pipeline.matching.staff import StaffKey
from tests.pipeline.scenario import plan_reading
from tests.properties.test_ledger import (
    DAYS,
    LABELS,
    LENGTHS,
    LOGS,
    OPEN,
    PLAN,
    WINDOW,
    marks,
    sessions,
    slots,
    unique,
)

many = settings(max_examples=int(os.environ.get("CASES", "150")), deadline=None)
AMOUNTS = tuple(told for told in PLAN.provisions if told.schedules)
NOBODY = Known()
JOINT = (("Touch typing", "TA"), ("In class", "TA"), ("TA support", "KB (TA)"), ("Zumba", "PE"))
HEAD = ("Date", "Activity", "Adult", "Mins", "Done", "Comments")


@st.composite
def parts(draw):
    """One amount of the plan with records that are all its own, some of which tick every week, and a register."""
    told, planned, logged = (draw(some) for some in (st.sampled_from(AMOUNTS), st.lists(slots(), max_size=4),
                                                     st.lists(sessions(), max_size=15)))
    every = draw(st.none() | sessions())
    ticked = [every.model_copy(update={"date": week.monday if every.weekly else week.open_days[0]})
              for week in DAYS.weeks(*WINDOW)] if every else []
    return told, Part(unique(planned), unique([*logged, *ticked])), tuple(draw(st.lists(marks(), max_size=10)))


def finding(told, part, register=()):
    counted, files = DueSetting(days=DAYS, window=WINDOW, as_of=WINDOW[1]), {slot.source.file for slot in part.slots}
    setting = Setting(counted, Attendance(register), StaffKey(()), (), tuple(files))
    return account(Item(told, 0), told.schedules[0], Records(part), setting).finding()


def figures(one):
    return one.ledger, one.delivered_minutes, one.planned_minutes, one.status, one.shortfall_minutes


def copied(rows):
    return tuple(row.model_copy(update={"source": row.source.model_copy(update={"file": f"copy of {row.source.file}"})})
                 for row in rows)


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
    counted = [line.source for line in finding(*drawn).evidence if line.source.file in LOGS]
    assert sorted(counted, key=str) == sorted((row.source for row in drawn[1].sessions), key=str)


@st.composite
def one_more(draw):
    """Records, and one more session that no other row can be about: of a free day, or long after all others of it."""
    told, part, register = draw(parts())
    untimed = {row.date for row in part.sessions if row.start is None} | {one.date for one in register}
    timed = {row.date for row in part.sessions} - untimed
    day = draw(st.sampled_from([day for day in OPEN if day not in untimed][:8]))
    more = Session(source=Row(file="log.csv", row=999), date=day, label="one more", minutes=draw(st.integers(1, 120)),
                   start=dt.time(17) if day in timed else None, outcome=Outcome.DELIVERED)
    return told, (part, part._replace(sessions=(*part.sessions, more))), register


@many
@given(one_more())
def test_one_more_session_never_enlarges_a_gap(drawn):
    told, records, register = drawn
    before, after = (finding(told, part, register) for part in records)
    assert after.shortfall_minutes <= before.shortfall_minutes
    assert after.delivered_minutes[0] >= before.delivered_minutes[0]
    assert after.delivered_minutes[1] >= before.delivered_minutes[1]
    assert missed(after) <= missed(before)
    if monday_of(records[1].sessions[-1].date) not in {row.date for row in records[0].sessions if row.weekly}:
        assert before.status is not FindingStatus.MET or after.status is FindingStatus.MET


def missed(one):
    """What is recorded as missed."""
    count = one.ledger.buckets.get(Bucket.MISSED_PROVIDER, Count())
    return (count.minutes or 0) if one.due.minutes else (count.sessions or 0)


@many
@given(parts(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_second_copies_of_files_change_no_figure(drawn, random):
    told, part, register = drawn
    rows = (*part.sessions, *copied(part.sessions))
    other = Part(tuple(random.sample(part.slots, len(part.slots))), tuple(random.sample(rows, len(rows))))
    turned = tuple(random.sample(register, len(register)))
    assert figures(finding(told, other, turned)) == figures(finding(told, part, register))


@many
@given(st.sampled_from(AMOUNTS), st.lists(slots(), max_size=6), st.lists(marks(), max_size=10))
def test_a_log_with_no_rows_yields_only_silence(told, planned, register):
    silent, marked = finding(told, Part(unique(planned))), finding(told, Part(unique(planned)), register)
    assert set(silent.ledger.buckets) <= {Bucket.NO_RECORD}
    for one in (silent, marked):
        assert not {Bucket.MISSED_PROVIDER, Bucket.VARIANCE} & set(one.ledger.buckets)
        assert one.delivered_minutes == (0, 0)
        assert one.status is not FindingStatus.MET
        assert one.status is not FindingStatus.SHORT or 0 < one.planned_minutes < one.due.minutes[0]


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
    spare = sorted(one.source.row for one in matching.spare if one.source.file in LOGS)
    return {key: rows for key, rows in {**given, None: spare}.items() if rows}


def joint(words):
    """A plan of two amounts, of which one says whether it is part of the other."""
    return plan_reading({"provisions": [
        {"id": "F1", "text": "A teaching assistant in class for 25 hours per week.", "who": "TA",
         "schedules": [{"total_minutes": 1500, "per": "week", "text": "25 hours per week"}]},
        {"id": "F2", "text": f"Touch typing for 30 minutes each week, {words}.", "who": "TA",
         "schedules": [{"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week"}]}]})


@many
@given(st.sampled_from(("as part of the 25 hours above", "in addition to the 25 hours")),
       st.lists(slots(JOINT), max_size=6), st.lists(sessions(JOINT), max_size=12))
def test_a_row_serves_two_amounts_only_where_the_plan_says_so(words, planned, logged):
    matching = match(joint(words).provisions, Evidence(slots=unique(planned), sessions=unique(logged)), DAYS, WINDOW)
    parts = [matching.given.get((name, 0), Part()) for name in ("F1", "F2")]
    hours, typing = ([row.source for row in (*part.slots, *part.sessions)] for part in parts)
    assert all(len(some) == len(set(some)) for some in (hours, typing))
    assert set(hours) & set(typing) == (set(typing) if words.startswith("as part") else set())


@st.composite
def logs(draw):
    label = st.sampled_from([label for label, _ in LABELS])
    lines = st.tuples(st.sampled_from(OPEN).map(lambda day: f"{day:%d/%m/%Y}"), label, st.sampled_from(("KB", "HC")),
                      st.sampled_from([str(length) for length in LENGTHS if length]), st.sampled_from("YN"),
                      st.sampled_from(("", "TA off sick", "good session", "hall in use")))
    return draw(st.lists(lines, min_size=1, max_size=8)), draw(st.permutations(range(len(HEAD))))


@many
@given(st.lists(logs(), min_size=2, max_size=3, unique_by=str), st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(drawn, random):
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"log {number}.csv" for number in range(len(drawn))]
        for path, (lines, order) in zip(paths, drawn, strict=True):
            text = "\n".join(",".join(line[place] for place in order) for line in (HEAD, *lines))
            path.write_text(text, "utf-8")
        straight, turned = (read_evidence(EvidencePaths(logs=tuple(some)), None)
                            for some in (paths, random.sample(paths, len(paths))))
    assert {row.source.file for row in straight.sessions} == {path.name for path in paths}
    for kind in ("sessions", "slots", "marks", "spare", "doubts"):
        assert sorted(getattr(straight, kind), key=str) == sorted(getattr(turned, kind), key=str)


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
