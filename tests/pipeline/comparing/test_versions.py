"""Several versions of a plan: which is in force when, which items go on, and which records each of them has."""

import datetime as dt

import pytest

from models.gap import Bucket
from pipeline.calendars.open_days import SchoolDays
from pipeline.comparing.pairing import paired
from pipeline.comparing.versions import in_force_words, together, without_ended
from pipeline.findings.find import findings
from tests.pipeline.scenario import evidence, plan_reading, school_calendar

AS_OF = dt.date(2025, 12, 18)
WINDOW = (dt.date(2025, 9, 3), AS_OF)
DAYS = SchoolDays(school_calendar({}))


def weekly(sessions=1, minutes=45, per="week", **more):
    return [{"sessions": sessions, "session_minutes": minutes, "total_minutes": sessions * minutes, "per": per, **more}]


def item(identity, text, schedules=(), **more):
    return {"id": identity, "text": text, "schedules": list(schedules), "who": "Speech and language therapist", **more}


def version(issued, *items, status="amended_final", **plan):
    return plan_reading({"plan": {"status": status, "issue_date": issued, **plan}, "provisions": list(items)})


THERAPY = item("F1", "Individual speech and language therapy with a therapist once a week.", weekly())
FORTNIGHTLY = item("F3", "Individual speech and language therapy with a therapist once a fortnight.",
                   weekly(per="fortnight"))
READING = item("F2", "Reading aloud to an adult every day.", weekly(minutes=10, per="day"), who="TA")


def held(reading):
    return {one.id: (str(one.in_force.first), one.in_force.last and str(one.in_force.last), one.in_force.became)
            for one in reading.provisions}


def test_one_plan_is_left_as_it_is():
    reading = version("2025-06-12", THERAPY)
    assert together([reading], AS_OF) is reading


@pytest.mark.parametrize("turned", [False, True])
def test_dates_decide_which_version_is_in_force_and_not_the_order(turned):
    given = [version("2025-11-03", FORTNIGHTLY, READING), version("2025-06-12", THERAPY, READING)]
    reading = together(given[::-1] if turned else given, AS_OF)
    assert str(reading.plan.issue_date) == "2025-11-03"
    assert held(reading) == {"F3": ("2025-11-03", None, ""), "F2": ("2025-06-12", None, ""),
                             "F1-2025-06-12": ("2025-06-12", "2025-11-02", "F3")}
    assert [(str(one.first), one.last and str(one.last)) for one in reading.versions] == [
        ("2025-06-12", "2025-11-02"), ("2025-11-03", None)]


def test_an_item_goes_on_through_three_versions_and_comes_and_goes():
    reading = together([version("2025-11-17", READING, THERAPY), version("2025-10-06", READING),
                        version("2025-06-12", THERAPY, READING)], AS_OF)
    assert held(reading) == {"F2": ("2025-06-12", None, ""), "F1": ("2025-11-17", None, ""),
                             "F1-2025-06-12": ("2025-06-12", "2025-10-05", "")}


@pytest.mark.parametrize(("other", "why"), [
    (version("2025-11-03", FORTNIGHTLY, status="proposed_amended"), "not a final plan"),
    (version("2025-11-03", FORTNIGHTLY, status="draft"), "not a final plan"),
    (version(None, FORTNIGHTLY), "no date of issue"),
    (version("2026-01-05", FORTNIGHTLY), "after the day of this check"),
    (version("2025-06-12", FORTNIGHTLY), "the same date"),
    (version("2025-03-01", FORTNIGHTLY, date_of_birth="2015-05-03"), "another child"),
])
def test_a_version_that_cannot_be_placed_is_left_out_and_said(other, why):
    final = version("2025-06-12", THERAPY, date_of_birth="2014-05-03")
    reading = together([final, other], AS_OF)
    assert [one.id for one in reading.provisions] == ["F1"]
    assert [(doubt.code, why in doubt.reason) for doubt in reading.warnings] == [("version_left_out", True)]


def test_a_final_plan_stays_in_force_behind_a_proposal():
    proposal = version("2025-11-03", FORTNIGHTLY, status="proposed_amended")
    reading = together([proposal, version("2025-06-12", THERAPY, status="final")], AS_OF)
    assert (reading.plan.status, held(reading)) == ("final", {"F1": ("2025-06-12", None, "")})


def test_a_plan_without_a_date_is_never_set_aside_for_an_older_one():
    reading = together([version(None, FORTNIGHTLY), version("2025-06-12", THERAPY, status="final")], AS_OF)
    assert ([one.id for one in reading.provisions], reading.versions) == (["F3"], ())
    assert [doubt.code for doubt in reading.warnings] == ["version_left_out"]


def test_what_a_version_of_unknown_standing_changed_is_asked_about():
    later = version("2025-11-03", FORTNIGHTLY, READING, status=None)
    reading = together([later, version("2025-06-12", THERAPY, READING)], AS_OF)
    asked = {one.id: [doubt.code for doubt in one.review] for one in reading.provisions}
    assert asked == {"F3": ["version_standing"], "F2": [], "F1-2025-06-12": ["version_standing"]}


def test_nothing_is_put_together_where_no_version_binds():
    drafts = [version("2025-11-03", FORTNIGHTLY, status="draft"), version("2025-06-12", THERAPY, status="draft")]
    reading = together(drafts, AS_OF)
    assert [one.id for one in reading.provisions] == ["F3"]
    assert [doubt.code for doubt in reading.warnings] == ["version_left_out", "version_left_out"]


def test_items_that_ended_before_the_days_checked_are_left_out():
    reading = together([version("2025-06-12", FORTNIGHTLY), version("2024-06-12", THERAPY)], AS_OF)
    assert [one.id for one in without_ended(reading, WINDOW[0]).provisions] == ["F3"]


def test_each_item_takes_the_place_of_one_only():
    twice = [item("F1", "Support with reading from a TA.", weekly(minutes=20), who="TA"),
             item("F2", "Support with writing from a TA.", weekly(minutes=20), who="TA")]
    earlier, later = version("2025-06-12", *twice), version("2025-11-03", *twice[::-1])
    assert paired(earlier.provisions, later.provisions) == {"F1": "F1", "F2": "F2"}
    assert paired(earlier.provisions, version("2025-11-03", twice[1]).provisions) == {"F2": "F2"}


def test_items_of_different_sections_are_never_one():
    health = version("2025-11-03", THERAPY | {"section": "G"})
    assert paired(version("2025-06-12", THERAPY).provisions, health.provisions) == {}


def test_what_is_said_names_the_version_and_what_followed():
    reading = together([version("2025-11-03", FORTNIGHTLY, READING), version("2025-06-12", THERAPY, READING)], AS_OF)
    assert [in_force_words(one) for one in reading.provisions] == [
        ("By the plan of 3 November 2025.",),
        ("By the plan of 3 November 2025, and in the same terms since 12 June 2025.",),
        ("By the plan of 12 June 2025; in force to 2 November 2025: F3 took its place.",)]


def compared(reading, told):
    return findings(reading, evidence(told), DAYS, WINDOW, AS_OF)


def test_every_row_counts_for_the_version_of_its_own_day_once():
    reading = together([version("2025-11-05", FORTNIGHTLY), version("2025-06-12", THERAPY)], AS_OF)
    rows = [{"dates": ["2025-09-10", "2025-11-04", "2025-11-05", "2025-11-19"], "label": "SaLT", "minutes": 45},
            {"dates": ["2025-11-03"], "label": "SaLT", "minutes": 45, "weekly": True}]
    found = compared(reading, {"rows": rows})
    days = {one.provision_id: [str(line.date) for line in one.evidence] for one in found.findings}
    assert days == {"F3": ["2025-11-03", "2025-11-05", "2025-11-19"], "F1-2025-06-12": ["2025-09-10", "2025-11-04"]}
    assert not found.unmatched


def test_a_row_from_before_the_first_version_is_said_to_be_of_a_day_not_checked():
    reading = together([version("2025-11-05", FORTNIGHTLY), version("2025-09-22", THERAPY)], AS_OF)
    found = compared(reading, {"rows": [{"dates": ["2025-09-10"], "label": "SaLT", "minutes": 45}]})
    assert [one.reason for one in found.unmatched] == ["it is of a day that is not checked"]


def test_the_timetable_plans_each_version_for_its_own_days():
    reading = together([version("2025-11-03", FORTNIGHTLY), version("2025-06-12", THERAPY)], AS_OF)
    found = compared(reading, {"slots": [{"label": "SaLT", "day": "wed", "at": "10:00-10:45"}]})
    planned = {one.provision_id: one.planned_minutes for one in found.findings}
    assert planned == {"F3": 7 * 45, "F1-2025-06-12": 8 * 45}


def test_an_unchanged_amount_of_a_term_is_due_in_full_and_a_changed_one_only_in_part():
    """38 of 72 open days lie before 3 November, 34 from then on."""
    hours = item("F1", "Occupational therapy from an occupational therapist each term.",
                 [{"total_minutes": 360, "per": "term"}], who="Occupational therapist")
    same = together([version("2025-11-03", hours), version("2025-06-12", hours)], AS_OF)
    less = together([version("2025-11-03", hours | {"schedules": [{"total_minutes": 180, "per": "term"}]}),
                     version("2025-06-12", hours)], AS_OF)
    due = {one.provision_id: one.due.minutes for one in compared(same, {}).findings}
    assert due == {"F1": (360, 360)}
    due = {one.provision_id: one.due.minutes for one in compared(less, {}).findings}
    assert due == {"F1": (180 * 34 // 72, 180), "F1-2025-06-12": (0, 360 * 38 // 72)}


def test_nothing_of_a_year_is_due_by_a_version_that_ended_within_it():
    visits = item("F1", "Visits of an advisory teacher in each school year.", [{"sessions": 12, "per": "year"}])
    six = visits | {"schedules": [{"sessions": 6, "per": "year"}]}
    reading = together([version("2025-11-03", six), version("2025-06-12", visits)], AS_OF)
    found = {one.provision_id: one.due for one in compared(reading, {}).findings}
    assert {identity: due.sessions for identity, due in found.items()} == {"F1": (0, 0), "F1-2025-06-12": (0, 0)}
    assert "to 2 November 2025" in found["F1-2025-06-12"].not_yet
    assert "Not due before" in found["F1"].not_yet


def test_the_ledger_of_each_version_balances():
    reading = together([version("2025-11-03", FORTNIGHTLY, READING), version("2025-06-12", THERAPY, READING)], AS_OF)
    rows = [{"dates": ["2025-09-10", "2025-11-12"], "label": "SaLT", "minutes": 30}]
    for one in compared(reading, {"rows": rows}).findings:
        assert one.ledger.minutes() == one.due.minutes[0]
        assert Bucket.NO_RECORD in one.ledger.buckets
