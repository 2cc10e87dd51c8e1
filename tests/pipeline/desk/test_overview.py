"""A case at a glance: what was due is given, explained or unexplained; and the weeks in which it could be made up."""

import datetime as dt

import pytest

from models.caseload import Pace
from models.gap import Bucket, Count, Ledger, Report
from models.route import Clock, ClockState, Nature
from pipeline.desk.overview import coming, summary, to_review
from tests import example_report


def report(**changes: object) -> Report:
    return example_report.report().model_copy(update=changes)


def test_what_was_due_is_given_explained_or_unexplained() -> None:
    told = summary(report())
    assert told.due == told.delivered + told.explained + told.unexplained
    assert told.due > 0
    assert told.priority == told.unexplained * told.weeks_left


@pytest.mark.parametrize(("bucket", "field"), [
    (Bucket.DELIVERED, "delivered"), (Bucket.REARRANGED, "delivered"), (Bucket.VARIANCE, "delivered"),
    (Bucket.CHILD_ABSENT, "explained"), (Bucket.CHILD_EXCLUDED, "explained"), (Bucket.PART_TIME, "explained"),
    (Bucket.OFFERED_REFUSED, "explained"), (Bucket.MISSED_CLOSURE, "explained"),
    (Bucket.MISSED_PROVIDER, "unexplained"), (Bucket.NO_RECORD, "unexplained")])
def test_where_each_bucket_counts(bucket: Bucket, field: str) -> None:
    first = next(one for one in report().findings if one.due.minutes)
    only = first.model_copy(update={"ledger": Ledger(buckets={bucket: Count(sessions=1, minutes=600)})})
    told = summary(report(findings=(only,)))
    assert (told.due, getattr(told, field)) == (600, 600)
    assert told.pace is (Pace.ON if field == "delivered" else Pace.BEHIND)


def test_weeks_left_are_those_of_the_school_year_of_the_window() -> None:
    late = report(as_of=dt.date(2027, 9, 1))
    assert summary(late).weeks_left == 0
    earlier, later = (summary(report(as_of=report().as_of + dt.timedelta(days=days))) for days in (0, 28))
    assert earlier.weeks_left > later.weeks_left > 0


def test_what_is_accepted_waits_for_nobody() -> None:
    every = frozenset(one.id for one in report().reading.provisions)
    assert to_review(report()).unchecked
    assert not to_review(report(accepted=every)).unchecked


def test_the_next_day_is_the_earliest_and_of_two_the_familys_own() -> None:
    def clock(key: str, day: dt.date | None, *, yours: bool) -> Clock:
        return Clock(key=key, what=key, yours=yours, start=dt.date(2026, 1, 1), day=day, how="",
                     nature=Nature.STATUTORY, state=ClockState.RUNNING)

    soon, later = dt.date(2026, 2, 1), dt.date(2026, 3, 1)
    found = coming([clock("unknown", None, yours=True), clock("later", later, yours=True),
                    clock("theirs", soon, yours=False), clock("ours", soon, yours=True)])
    assert found
    assert (found.day, found.what) == (soon, "ours")
    assert coming([]) is None
