"""What a label's words, its adult and the plan's own references tell of where it belongs."""

import datetime as dt

from models.delivery import Evidence, Outcome, Session, TimetableSlot
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.matching.at_odds import at_odds
from pipeline.matching.likeness import Likeness
from pipeline.matching.match import match
from pipeline.matching.strands import strands
from tests.pipeline.scenario import provision, school_calendar

WINDOW = (dt.date(2025, 9, 3), dt.date(2025, 12, 18))
DAYS = SchoolDays(school_calendar({}))
TEACHING = provision({"id": "F1", "text": "Individual teaching of reading through a multi-sensory phonics programme.",
                      "who": "Specialist teacher holding a SpLD qualification", "service": "literacy",
                      "schedules": [{"sessions": 2, "session_minutes": 45, "total_minutes": 90, "per": "week"}]})
PRACTICE = provision({"id": "F2", "text": "Reinforcement of the specialist teacher's programme.", "who": "TA",
                      "schedules": [{"sessions": 3, "session_minutes": 20, "total_minutes": 60, "per": "week"}]})
IN_CLASS = provision({"id": "F3", "text": "Support from a teaching assistant in class to record work in English.",
                      "who": "Teaching assistant", "service": "teaching_assistant",
                      "schedules": [{"total_minutes": 600, "per": "week"}]})
PLAN = [TEACHING, PRACTICE, IN_CLASS]


def rows(label, staff="", minutes=20, count=5, **fields):
    days = [day for day in DAYS.open_days(*WINDOW) if day.weekday() == 1][:count]
    return [Session(source=Row(file="log.csv", row=number + 2), date=day, minutes=minutes, label=label, staff=staff,
                    outcome=Outcome.DELIVERED, **fields) for number, day in enumerate(days)]


def place(label, staff="", minutes=50, weekday=1, **fields):
    return TimetableSlot(source=Row(file="timetable.csv", row=weekday + 2), weekday=weekday, start=dt.time(9),
                         end=dt.time(9, minutes), minutes=minutes, label=label, staff=staff, **fields)


def matching(sessions=(), slots=(), plan=PLAN, **fields):
    return match(plan, Evidence(sessions=tuple(sessions), slots=tuple(slots), **fields), DAYS, WINDOW)


def home(found):
    """The provision to which all was given; None where it was given to none."""
    homes = {key[0] for key, part in found.given.items() if part.sessions or part.slots}
    return next(iter(homes)) if len(homes) == 1 else None


def test_practice_of_anothers_programme_goes_by_the_words_of_the_programme():
    for label in ("SpLD follow-up", "Phonics f/up"):
        assert home(matching(rows(label, "KB (TA)"))) == "F2"
        assert home(matching(rows(label))) == "F2"


def test_the_programme_itself_stays_with_the_one_who_teaches_it():
    assert home(matching(rows("SpLD teacher", "Mrs Orr", 45))) == "F1"
    assert home(matching(rows("Phonics 1:1", "Mrs Orr (specialist teacher)", 45))) == "F1"


def test_words_outweigh_the_adult():
    amounts = [{"total_minutes": 400, "per": "term"}]
    plan = [provision({"id": "F1", "text": "Anxiety management.", "schedules": amounts}),
            provision({"id": "F2", "text": "Time to talk of worries.", "who": "Teaching assistant",
                       "schedules": amounts})]
    logged = rows("Anxiety", "KB (TA)", 50)
    assert home(matching(logged, plan=plan)) == "F1"
    (label,), likeness = strands((), logged), Likeness(plan)
    assert at_odds([label], likeness, {0: 1}, [frozenset({0})]) == {0: 0}
    assert at_odds([label], likeness, {0: 0}, [frozenset({0})]) == {}


def test_a_label_that_is_nothing_but_a_person_goes_by_what_the_person_is():
    key = {"VL": "specialist teacher", "KB": "Anna Bright (TA)"}
    assert home(matching(rows("VL", minutes=45), staff_key=key)) == "F1"


def test_a_lesson_with_a_person_beside_it_is_support_in_class_by_whatever_name():
    for label in ("English + AMc", "Science (Anna)", "History with McKay"):
        found = matching(slots=[place(label), place("Maths", weekday=2)], staff_key={"AMc": "Anna McKay (TA)"})
        assert home(found) == "F3"
        assert len(found.given["F3", 0].slots) == 1


def test_a_lesson_by_a_name_of_the_schools_own_is_support_in_class_where_an_adult_is_beside_its_teacher():
    assert home(matching(slots=[place("Digital", "Tina (LSA)", support=True)])) == "F3"
    assert home(matching(slots=[place("Digital", "Tina (LSA)")])) is None
    assert home(matching(slots=[place("Phonics programme", "Tina (LSA)", 20, support=True)])) != "F3"


def test_the_way_home_is_no_travel_training():
    travel = provision({"id": "F1", "text": "Independent travel training on the route from home to college.",
                        "schedules": [{"total_minutes": 180, "per": "week"}]})
    assert home(matching(slots=[place("Bus", minutes=15)], plan=[travel])) is None
    assert home(matching(slots=[place("Travel training (bus)", "KB (TA)", 50)], plan=[travel])) == "F1"


def test_to_say_something_in_ones_own_words_is_no_teaching_of_words():
    words = provision({"id": "F1", "text": "Emotional vocabulary and narrative programme set by a therapist.",
                       "schedules": [{"sessions": 1, "session_minutes": 30, "total_minutes": 30, "per": "week"}]})
    check = provision({"id": "F2", "text": "Check that he understood by asking him to say it back in his own words."})
    for label in ("emotion words", "Feelings words"):
        assert home(matching(rows(label, minutes=30), plan=[words, check])) == "F1"


def test_a_lesson_with_its_own_teacher_is_no_support():
    assert home(matching(slots=[place("English (HL)")], staff_key={"HL": "Mr Lyle (class teacher)"})) is None


def test_rows_of_every_other_week_belong_to_the_amount_of_every_other_week():
    text = "Physiotherapy for one hour each week for twelve weeks, after which it reduces to one hour each fortnight."
    weekly = {"total_minutes": 60, "sessions": 1, "per": "week", "duration_weeks": 12, "text": "one hour each week"}
    fortnightly = {"total_minutes": 60, "sessions": 1, "per": "fortnight", "text": "one hour each fortnight"}
    plan = [provision({"id": "F1", "text": text, "who": "Physiotherapist", "service": "physiotherapy",
                       "schedules": [weekly, fortnightly]})]
    seldom = rows("Physio", "KL", 60, count=12)[::2]
    assert ("F1", 1) in matching(seldom, plan=plan).given
    assert ("F1", 0) in matching(rows("Physio", "KL", 60, count=12), plan=plan).given


def test_of_two_amounts_each_goes_to_the_adult_whom_its_words_name():
    """"2 x 30 mins a week with the teacher; 3 x 15 mins a week with the TA": ticks tell no length."""
    schedules = [{"sessions": 2, "session_minutes": 30, "total_minutes": 60, "per": "week",
                  "text": "2 x 30 mins a week with the teacher"},
                 {"sessions": 3, "session_minutes": 15, "total_minutes": 45, "per": "week",
                  "text": "3 x 15 mins a week with the TA"}]
    text = "Small-step mathematics (Numicon): 2 x 30 mins a week with the teacher; 3 x 15 mins a week with the TA."
    numicon = provision({"id": "F4", "text": text, "schedules": schedules, "who": "Class teacher; TA to follow up"})
    found = matching([*rows("Numicon (teacher)", minutes=None), *rows("Numicon (TA)", minutes=None)], plan=[numicon])
    given = {key: {row.label for row in part.sessions} for key, part in found.given.items()}
    assert given == {("F4", 0): {"Numicon (teacher)"}, ("F4", 1): {"Numicon (TA)"}}


def test_support_in_lessons_by_names_of_the_schools_own_is_support_in_class():
    found = matching([*rows("In-class support - animal care", minutes=180),
                      *rows("In-class support - maths", minutes=60)])
    assert home(found) == "F3"
    assert len(found.given["F3", 0].sessions) == 10


def test_support_in_class_may_be_of_one_child_alone():
    alone = IN_CLASS.model_copy(update={"mode": "individual"})
    club = provision({"id": "F9", "text": "A supervised club at lunchtime.", "mode": "group",
                      "who": "Midday supervisor", "schedules": [{"total_minutes": 150, "per": "week"}]})
    slots = [place("Maths", "TA", support=True, weekday=weekday) for weekday in range(5)]
    assert home(matching(slots=slots, plan=[alone, club])) == "F3"

