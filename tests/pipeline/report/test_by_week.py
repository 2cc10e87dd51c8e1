"""The strip of weeks says of each week what its records say, and never more silence than the timetable has places."""

import datetime as dt

import pytest

from models.gap import Bucket
from pipeline.calendars.open_days import SchoolDays
from pipeline.case import check
from pipeline.case_folder import read_case
from pipeline.report.weeks import week_cells
from tests.bench.thirty import FIRST, WEEKS, thirty_provisions


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    return check(thirty_provisions(tmp_path_factory.mktemp("thirty")))


def cells_of(report, number):
    finding, provision = report.findings[number], report.reading.provisions[number]
    return finding, week_cells(report, finding, provision.schedules[0], SchoolDays(report.calendar))


def test_every_week_of_the_window_has_its_cell(checked):
    _, cells = cells_of(checked, 0)
    assert [cell.monday for cell in cells] == [FIRST + dt.timedelta(weeks=week) for week in range(WEEKS)]


def test_what_records_tell_adds_up_over_the_weeks_to_what_the_ledger_has_of_it(checked):
    told = (Bucket.DELIVERED, Bucket.MISSED_PROVIDER)
    for number in range(len(checked.findings)):
        finding, cells = cells_of(checked, number)
        for bucket in told:
            weekly = sum(part for cell in cells for name, part in cell.parts if name is bucket)
            counted = finding.ledger.buckets.get(bucket)
            assert weekly == ((counted.minutes or 0) if counted else 0)


def test_minutes_cut_short_are_given_differently_and_not_without_a_record(checked):
    once_a_week = [number for number, one in enumerate(checked.reading.provisions) if one.schedules[0].sessions == 1]
    short = [dict(cell.parts) for number in once_a_week for cell in cells_of(checked, number)[1]
             if Bucket.VARIANCE in dict(cell.parts)]
    assert short
    assert all(week.keys() == {Bucket.DELIVERED, Bucket.VARIANCE} and week[Bucket.VARIANCE] == 10 for week in short)


@pytest.mark.parametrize("sample", ["nell", "priya", "kit"])
def test_the_weeks_of_a_sample_tell_no_silence_where_nothing_fell_due(sample):
    from app.samples_folder import samples_folder

    report = check(read_case(samples_folder() / sample, dt.date(2025, 12, 19)))
    by_id = {one.id: one for one in report.reading.provisions}
    for finding in report.findings:
        if finding.schedule is None or finding.ledger.buckets:
            continue
        schedule = by_id[finding.provision_id].schedules[finding.schedule]
        cells = week_cells(report, finding, schedule, SchoolDays(report.calendar))
        assert not [cell for cell in cells for name, _ in cell.parts if name is Bucket.NO_RECORD]
