"""What the numbers of a letter may be: those of each finding for its own sentences, those of the case for the rest."""

import datetime as dt

from models.gap import GIVEN, Bucket, Finding, Report
from models.provision import Provision
from pipeline.calendars.out_of_school import absences, days_by_bucket
from pipeline.letters.events import first_missed
from pipeline.letters.items import Contents, sections, wanted
from pipeline.letters.numerals import Known
from pipeline.letters.rows import WANTED, tally
from pipeline.letters.subject import Subject
from pipeline.report.words import page_words
from pipeline.review.standing import items_of
from pipeline.rules import rules

ALLEGED = (Bucket.MISSED_PROVIDER, Bucket.NO_RECORD, Bucket.CHILD_ABSENT)
"""The buckets whose amounts a letter gives one by one."""


def of_finding(finding: Finding) -> Known:
    """Give the numbers that the sentences about one finding may hold: of what was due, the lower figure only."""
    due, held = finding.due, finding.ledger.buckets
    given = sum(held[one].sessions or 0 for one in GIVEN if one in held)
    minutes = {*((due.minutes or ())[:1]), finding.planned_minutes, *finding.delivered_minutes,
               *(held[one].minutes for one in ALLEGED if one in held)}
    sessions = {*((due.sessions or ())[:1]), given, *(held[one].sessions for one in ALLEGED if one in held)}
    days = {line.date for line in finding.evidence if line.bucket is Bucket.MISSED_PROVIDER}
    return Known(dates=frozenset(days), minutes=frozenset(one for one in minutes if one is not None),
                 counts=frozenset({(one, "session") for one in sessions if one is not None} | {(len(days), "day")}))


def of_letter(subject: Subject) -> Known:
    """Give the numbers that a letter may hold outside its sentences about findings."""
    items = items_of(subject.report, sections(subject.rule))
    return Known(dates=_dates(subject), minutes=_minutes(subject.report),
                 counts=_counts(subject.report, subject.said),
                 items=frozenset({*(one.id for one in items), *sections(subject.rule),
                                  *rules("out_of_school")["words"].values()}),
                 pages=frozenset(page_words(one.quote) for one in items))


def _dates(subject: Subject) -> frozenset[dt.date]:
    report, plan = subject.report, subject.report.reading.plan
    days = {report.as_of, *report.window, plan.issue_date, plan.date_of_birth}
    days |= {subject.reply.day, subject.reply.other} if subject.reply else set()
    days |= {route.by for route in (*subject.open_routes, *filter(None, [subject.route]))}
    days |= {day for part in report.coverage for day in (part.first_day, part.last_day)}
    days |= {one.in_force.issued for one in report.reading.provisions if one.in_force}
    days |= {event.date for event in subject.events} | {day for _, day, _ in first_missed(report)}
    days |= {day for one in days_by_bucket(report).values() for day in one}
    return frozenset(day for day in days if day is not None)


def _minutes(report: Report) -> frozenset[int]:
    """Give the lengths that the records asked for could settle, and those of amounts that are not split."""
    asked = {ask.minutes for finding in report.findings for ask in finding.would_change}
    stated = {amount for one in report.reading.provisions for schedule in one.schedules
              for amount in (schedule.session_minutes, schedule.total_minutes, schedule.range_max)}
    return frozenset(one for one in asked | stated if one is not None)


def _counts(report: Report, said: Contents) -> frozenset[tuple[int, str]]:
    weeks = {pair for part in report.coverage for pair in ((part.weeks, "of"), (part.of_weeks, "school week"))}
    lists = {(len(said.more), "more item"), (len(wanted(report)) - WANTED, "more item"), (len(said.ids), "item"),
             (len(said.left_out), "item"), (said.unchecked, "item"), (said.unchecked, "of")}
    out = absences(report)
    days = {(len(one), "day") for one in (*days_by_bucket(report).values(), *(one.days for one in out))}
    days |= {(one.halves, "half-day") for one in out} | {(sum(one.halves for one in out), "half-day"),
                                                         (len(frozenset().union(*(one.days for one in out))), "day")}
    stated = {pair for one in report.reading.provisions for pair in _stated(one)}
    return frozenset(weeks | lists | days | stated | _tallied(report))


def _tallied(report: Report) -> set[tuple[int, str]]:
    """Give the counts of items by what was found of them."""
    told = tally(report)
    return {(told.all, "item"), (told.short, "item"), (told.silent, "other item"), (told.vague, "item")}


def _stated(provision: Provision) -> set[tuple[int, str]]:
    return {(number, noun) for schedule in provision.schedules for number, noun in
            ((schedule.sessions, "session"), (schedule.duration_weeks, "week")) if number is not None}

