"""A label that no wording explains follows the place of the timetable into which its rows fall; a person is asked."""

import datetime as dt

from models.delivery import Evidence, Outcome, Session, TimetableSlot
from models.provision import Plan, PlanReading
from models.source import Document, Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.findings.find import findings
from pipeline.matching.match import match
from tests.pipeline.scenario import provision, school_calendar

WINDOW = (dt.date(2025, 9, 3), dt.date(2025, 12, 18))
DAYS = SchoolDays(school_calendar({}))
WEAVING = provision({"id": "F1", "text": "Independence training in dressing for 25 minutes by a teaching assistant.",
                     "schedules": [{"sessions": 1, "session_minutes": 25, "total_minutes": 25, "per": "week"}]})
TUESDAY = TimetableSlot(source=Row(file="timetable.csv", row=2), weekday=1, start=dt.time(15, 10), end=dt.time(15, 35),
                        minutes=25, label="Independence dressing", staff="LB (TA)")


def rows(label, days, start=dt.time(15, 10), staff="LB"):
    return [Session(source=Row(file="log.csv", row=number + 2), date=day, start=start, minutes=25, label=label,
                    staff=staff, outcome=Outcome.DELIVERED) for number, day in enumerate(days)]


def tuesdays(count):
    return [day for day in DAYS.open_days(*WINDOW) if day.weekday() == 1][:count]


def matching(sessions):
    evidence = Evidence(slots=(TUESDAY,), sessions=tuple(sessions), staff_key={"LB": "LB (TA)"})
    return match([WEAVING], evidence, DAYS, WINDOW)


def test_rows_in_the_places_of_a_provision_belong_to_it_and_a_person_is_asked():
    found = matching(rows("ZQX", tuesdays(5)))
    assert len(found.given["F1", 0].sessions) == 5
    assert [doubt.code for doubt in found.doubts] == ["label_by_place"]


def test_a_few_such_rows_only_may_belong_to_it():
    found = matching(rows("ZQX", tuesdays(2)))
    assert not found.given["F1", 0].sessions
    assert len(found.possible["F1", 0].sessions) == 2


def test_rows_at_other_times_of_the_same_adult_for_as_long_only_may_belong_to_it():
    found = matching(rows("ZQX", tuesdays(5), start=dt.time(9, 0)))
    assert not found.given["F1", 0].sessions
    assert len(found.possible["F1", 0].sessions) == 5
    assert not matching(rows("ZQX", tuesdays(5), start=dt.time(9, 0), staff="RO")).possible
    assert matching(rows("ZQX", tuesdays(5), start=dt.time(9, 0), staff="")).possible


def test_records_of_which_most_say_nothing_known_are_spoken_of():
    reading = PlanReading(plan=Plan(status="final"), source=Document(file="plan.pdf", sha256="0" * 64, pages=1),
                          provisions=(WEAVING,))
    evidence = Evidence(slots=(TUESDAY,),
                        sessions=tuple(rows("ZQX", tuesdays(5), start=dt.time(9, 0), staff="RO")))
    assert "records_unplaced" in {doubt.code for doubt in findings(reading, evidence, DAYS, WINDOW, WINDOW[1]).doubts}


def test_what_the_school_does_with_everybody_follows_no_place():
    assert not matching(rows("Christmas party", tuesdays(5))).given["F1", 0].sessions


def test_rows_fall_into_the_nearest_place_and_the_key_of_initials_names_the_adult_too():
    before = TUESDAY.model_copy(update={"start": dt.time(15, 5), "end": dt.time(15, 10), "minutes": 5, "label": "Story",
                                        "source": Row(file="timetable.csv", row=3)})
    evidence = Evidence(slots=(before, TUESDAY), sessions=tuple(rows("ZQX", tuesdays(5), staff="Mrs Bright")),
                        staff_key={"LB": "Mrs Bright (TA)"})
    assert len(match([WEAVING], evidence, DAYS, WINDOW).given["F1", 0].sessions) == 5


def test_capitals_stand_for_the_words_of_a_provision():
    plan = provision({"id": "F2", "text": "A personal emergency evacuation plan shall be rehearsed once every term.",
                      "schedules": [{"sessions": 1, "per": "term"}]})
    found = match([WEAVING, plan], Evidence(sessions=tuple(rows("PEEP practice", tuesdays(1)))), DAYS, WINDOW)
    assert len(found.given["F2", 0].sessions) == 1
