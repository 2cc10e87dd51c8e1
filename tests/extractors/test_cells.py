"""Single cells: every form in which a day, a length, a time of day and a name are written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.cells.days import DateSense, monday, read_day, school_year
from extractors.cells.lengths import read_length
from extractors.cells.names import Whose, readings, whose
from extractors.cells.sense import date_order, school_years_in, sense_of
from extractors.cells.times import read_time, read_times

AUTUMN = DateSense(school_years=(2025,))
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]
FULL = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December"]
WEEKDAYS = ["Mon", "Tues", "Wed", "Thurs", "Fri", "Sat", "Sun"]


def nth(number):
    return f"{number}{'th' if 10 < number < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


FORMS = {
    "15/09/2025": lambda day: f"{day:%d/%m/%Y}",
    "15/9/25": lambda day: f"{day.day}/{day.month}/{day:%y}",
    "15.09.25": lambda day: f"{day:%d.%m.%y}",
    "15-09-2025": lambda day: f"{day:%d-%m-%Y}",
    "2025-09-15": lambda day: day.isoformat(),
    "2025-09-15T00:00:00": lambda day: f"{day.isoformat()}T00:00:00",
    "15/09/2025 00:00": lambda day: f"{day:%d/%m/%Y} 00:00",
    "20250915": lambda day: f"{day:%Y%m%d}",
    "15-Sep-25": lambda day: f"{day.day:02d}-{MONTHS[day.month - 1]}-{day:%y}",
    "15 Sept 2025": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "15th September 2025": lambda day: f"{nth(day.day)} {FULL[day.month - 1]} {day.year}",
    "Monday 15th September 2025": lambda day: f"{day:%A} {nth(day.day)} {FULL[day.month - 1]} {day.year}",
    "Mon 15/09/25": lambda day: f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%y}",
    "15/09/2025 (Mon)": lambda day: f"{day:%d/%m/%Y} ({WEEKDAYS[day.weekday()]})",
    "September 15, 2025": lambda day: f"{FULL[day.month - 1]} {day.day}, {day.year}",
    "serial": lambda day: float((day - dt.date(1899, 12, 30)).days),
    "serial as text": lambda day: str((day - dt.date(1899, 12, 30)).days),
    "15/9": lambda day: f"{day.day}/{day.month}",
    "15.9.": lambda day: f"{day.day}.{day.month}.",
    "15 Sept": lambda day: f"{day.day} {MONTHS[day.month - 1]}",
    "Mon 15 Sept": lambda day: f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}",
    "Mon 15/9": lambda day: f"{WEEKDAYS[day.weekday()]} {day.day}/{day.month}",
    "typed": lambda day: day,
}
WEEKS = ["w/c {}", "W/C: {}", "wc {}", "w/b {}", "week commencing {}", "Week beginning {}", "wk beg {}", "week of {}"]

in_the_year = st.dates(dt.date(2025, 9, 1), dt.date(2026, 7, 31))


@given(in_the_year, st.sampled_from(sorted(FORMS)))
def test_a_day_comes_back_from_every_form_in_which_it_is_written(day, form):
    reading = read_day(FORMS[form](day), AUTUMN)
    assert (reading.day, reading.weekly, reading.problem) == (day, False, "")


@given(in_the_year.filter(lambda day: day.weekday() < 5), st.sampled_from(sorted(set(FORMS) - {"serial", "typed"})),
       st.sampled_from(WEEKS))
def test_a_week_comes_back_as_its_monday(day, form, week):
    reading = read_day(week.format(FORMS[form](day)), AUTUMN)
    assert (reading.day, reading.weekly) == (monday(day), True)


@given(in_the_year, st.integers(1, 6), st.sampled_from(["Mon 15 Sept", "Monday 15th September 2025", "Mon 15/09/25"]))
def test_a_weekday_that_does_not_fit_is_never_passed_over(day, shift, form):
    written = FORMS[form](day)
    other = (day + dt.timedelta(days=shift)).weekday()
    wrong = f"{WEEKDAYS[other]} {written.split(' ', 1)[1]}"
    reading = read_day(wrong, AUTUMN)
    assert (reading.day, reading.problem) == (None, "weekday")
    assert day in reading.options


@pytest.mark.parametrize(("cell", "start", "end"), [
    ("Mon 27 Oct - Fri 31 Oct", "2025-10-27", "2025-10-31"), ("8-12 Sept", "2025-09-08", "2025-09-12"),
    ("8/9 - 12/9", "2025-09-08", "2025-09-12"), ("8th to 12th September 2025", "2025-09-08", "2025-09-12"),
])
def test_days_from_monday_to_friday_are_a_week(cell, start, end):
    reading = read_day(cell, AUTUMN)
    assert (reading.day.isoformat(), reading.last.isoformat(), reading.weekly) == (start, end, True)


@pytest.mark.parametrize("cell", ["", "tbc", "31/02/2025", "P2", "20256", "12", "Wk 3", "3 x 10", "32/13/25", "Maths"])
def test_what_is_no_day_is_not_made_one(cell):
    assert read_day(cell, AUTUMN).day is None


def test_the_year_comes_from_the_school_year():
    assert read_day("12 Jan", AUTUMN).day == dt.date(2026, 1, 12)
    assert read_day("12 Jan", DateSense((2024, 2025))).problem == "year"
    assert read_day("Mon 12 Jan", DateSense((2024, 2025))).day == dt.date(2026, 1, 12)
    assert [school_year(dt.date(2026, month, 1)) for month in (1, 7, 8, 9)] == [2025, 2025, 2026, 2026]


def test_mixed_orders_are_told_by_weekday_or_not_at_all():
    sense = sense_of(["15/09/2025", "09/16/2025"])
    assert sense.order == "unsure"
    assert read_day("08/09/2025", sense).problem == "order"
    assert read_day("Mon 08/09/2025", sense).day == dt.date(2025, 9, 8)


@given(st.lists(in_the_year.filter(lambda day: day.weekday() < 5), min_size=12, max_size=40))
def test_a_column_of_school_days_tells_its_order(column):
    if any(day.day > 12 for day in column):
        assert date_order([f"{day:%d/%m/%Y}" for day in column]) == "day"
        assert date_order([f"{day:%m/%d/%Y}" for day in column]) == "month"


@given(in_the_year)
def test_the_years_of_a_title(day):
    first = school_year(day)
    assert school_years_in(f"Term dates {first}/{first % 100 + 1}") == (first,)


@given(st.integers(5, 480), st.sampled_from(["{}", "{}m", "{} mins", "{}min", "{} minutes", "{} mins total",
                                             "({} min)"]))
def test_minutes_come_back_from_every_form(minutes, form):
    assert read_length(form.format(minutes)).minutes == minutes


@given(st.integers(0, 9), st.integers(0, 59), st.sampled_from(["{}:{:02d}", "{}h {:02d}", "{} hr {} m", "{}h{:02d}",
                                                                 "{} hours {} minutes", "{} hrs and {} mins"]))
def test_hours_and_minutes_come_back_from_every_form(hours, minutes, form):
    assert read_length(form.format(hours, minutes)).minutes == hours * 60 + minutes


@given(st.integers(1, 9), st.integers(5, 60), st.sampled_from(["{}x{}", "{} x {}", "{} @ {} mins", "{}x{}m",
                                                               "{} × {} min"]))
def test_counts_come_back_from_every_form(count, minutes, form):
    reading = read_length(form.format(count, minutes))
    assert (reading.minutes, reading.sessions) == (count * minutes, count)


@pytest.mark.parametrize(("cell", "minutes"), [
    ("½ hr", 30), ("¾ hr", 45), ("1½ hours", 90), ("1 1/2 hrs", 90), ("half an hour", 30), ("an hour", 60),
    ("one hour", 60), ("half hr", 30), ("quarter of an hour", 15), ("three quarters of an hour", 45),
    ("an hour and a half", 90), ("1.5h", 90), (".5 hr", 30), ("7.5h", 450),
    ("twenty mins", 20), ("c. 20 mins", 20), ("20 mins each", 20),
    ("10.15–10.45", 30), ("9:00-9:20", 20), ("1.10 - 1.25", 15), (dt.time(0, 45), 45), (dt.timedelta(minutes=50), 50),
    (50.0, 50), ("0", 0),
])
def test_lengths_in_words_and_signs(cell, minutes):
    assert read_length(cell).minutes == minutes


@pytest.mark.parametrize("cell", ["", "-", "n/a", "as timetable", "full session"])
def test_nothing_recorded_is_no_doubt(cell):
    assert read_length(cell) == read_length("")


@pytest.mark.parametrize("cell", ["1", "2", "0.5", "P2", "ongoing", "AB", "20:00 mins?", "10-5", "3 x", "lots"])
def test_a_length_of_unclear_meaning_is_a_doubt(cell):
    assert (read_length(cell).minutes, read_length(cell).problem) == (None, "unclear")


def test_the_header_names_the_unit():
    assert read_length("1", "hours").minutes == 60
    assert read_length("0.75", "hours").minutes == 45
    assert read_length("45", "minutes").minutes == 45


@given(st.times().filter(lambda time: 7 <= time.hour <= 18), st.sampled_from(["%H:%M", "%H.%M", "%H%M", "%H:%M:00"]))
def test_times_come_back_from_every_form(time, form):
    moment = time.replace(second=0, microsecond=0)
    assert read_time(moment.strftime(form)) == read_time(moment) == moment


@pytest.mark.parametrize(("cell", "start", "end"), [
    ("8.40 - 8.50", "08:40", "08:50"), ("1.10-1.20", "13:10", "13:20"), ("12.30–1.20", "12:30", "13:20"),
    ("9am-10am", "09:00", "10:00"), ("9-10am", "09:00", "10:00"), ("12-1pm", "12:00", "13:00"),
    ("from 9.15 to 9.45", "09:15", "09:45"), ("2.10–3.00", "14:10", "15:00"), ("11.30-12", "11:30", "12:00"),
    ("30-40", None, None), ("18/9-20/9", None, None),
])
def test_ranges_of_the_school_day(cell, start, end):
    times = read_times(cell)
    read = (times.start.strftime("%H:%M"), times.end.strftime("%H:%M")) if times and times.end else (None, None)
    assert read == (start, end)


@pytest.mark.parametrize(("cell", "reading"), [
    ("Priya Ravenscroft", "own"), ("RAVENSCROFT, Priya", "own"), ("Ravenscroft Priya", "own"), ("Priya R", "own"),
    ("P Ravenscroft", "own"), ("P.R.", "own"), ("PR 8K", "own"), ("PRav", "own"), ("priya", "own"),
    ("Priya R. (Y8)", "own"),
    ("Priya N", "other"), ("P. Rawlins", "other"), ("Ella V", "other"), ("R.P.", "other"), ("Priyanka", "other"),
    ("P", "unsure"), ("Prya Ravenscroft", "unsure"), ("1234", "unsure"),
])
def test_short_forms_of_a_name(cell, reading):
    assert whose(cell, "Priya Ravenscroft").whose == reading


@pytest.mark.parametrize("child", ["O'Neill-Smith, Aoife", "Aoife O'Neill-Smith", "Aoife Mary O'Neill-Smith"])
def test_names_with_apostrophes_hyphens_and_middle_names(child):
    for cell in ("Aoife", "Aoife O'Neill-Smith", "A O'Neill-Smith", "AOS"):
        assert whose(cell, child).whose is Whose.OWN


def test_surnames_of_several_words():
    for cell in ("Lotte van der Berg", "Lotte V", "L van der Berg", "LVDB"):
        assert whose(cell, "Lotte van der Berg").whose is Whose.OWN
    assert whose("Maria L", "Maria Lopez Garcia").whose is Whose.UNSURE
    assert whose("Maria G", "Maria Lopez Garcia").whose is Whose.OWN


def test_a_child_known_by_another_name():
    assert whose("Nell", "Eleanor (Nell) Ashworth-Ibe").whose is Whose.OWN
    assert whose("Eleanor A", "Eleanor (Nell) Ashworth-Ibe").whose is Whose.OWN


def test_without_a_child_a_column_of_one_name_is_the_childs():
    assert readings(["Nell", "Nell", ""], None)["Nell"].whose is Whose.OWN
    assert readings(["Nell", "Kayden"], None)["Nell"].whose is Whose.UNSURE


@pytest.mark.parametrize(("cell", "reading"), [
    ("Ashworth N", "own"), ("N Ashworth", "own"), ("Nell Ibe", "own"), ("Nell AI", "own"), ("N.A-I", "own"),
    ("ASHWORTH IBE, NELL", "own"), ("Ashworth", "unsure"), ("Ben Ashworth-Ibe", "unsure"), ("Nellie A", "unsure"),
    ("Noor A", "other"), ("Ashworth B", "other"),
])
def test_short_forms_of_a_double_name(cell, reading):
    assert whose(cell, "Nell Ashworth-Ibe").whose == reading
