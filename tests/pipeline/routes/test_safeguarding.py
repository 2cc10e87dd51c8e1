"""Words about harm stop the letters until a person has looked, and are never quoted; the plan's own are none."""

import datetime as dt
import shutil

import pytest

from extractors.safeguarding import kinds_of_concern
from models.case import Event, EventKind, Milestone
from models.errors import UnusableCase
from pipeline.case import check, write
from pipeline.case_folder import read_case
from pipeline.routes.safeguarding import code_of, letters_wait, notice, stop_letters
from tests.doors.commands import contents
from tests.written import word_text

SAMPLE = "data/samples/nell"
WORDS = "P was restrained by two adults and had bruising"


@pytest.mark.parametrize(("text", "kinds"), [
    ("Restrained twice this morning", ("restraint",)),
    ("held down on the floor; bruise on wrist", ("restraint", "injury")),
    ("self-harm at break", ("harm",)),
    ("He said he wants to die", ("suicide",)),
    ("Said she would kill herself", ("suicide",)),
    ("injury to knee in PE", ("injury",)),
    ("Session not held: child taken to A&E", ("injury",)),
    ("locked in the calm room, physical intervention used", ("restraint",)),
    ("overdose at home", ("suicide",)),
    ("SELF HARMING reported", ("harm",)),
    ("restraint training, then restrained a pupil", ("restraint",)),
])
def test_words_that_may_be_about_harm(text, kinds):
    assert kinds_of_concern(text) == kinds


@pytest.mark.parametrize("text", [
    "SALT session held, 40 minutes, sounds in words", "SENCO out: self-harm policy review",
    "Staff on restraint training",
    "wheelchair restraints checked before trip", "Harmony Mays covered", "harmless fun", "no harm done",
    "Mrs Harmer absent", "acquired brain injury nurse visited", "Injury time at football club", "ambulant pupils only",
    "seat restraint fitted on the bus", "Positive handling training for staff", "Session abandoned, fire drill",
    "Suicide prevention training for staff", "unharmed", "reassurance given", "Bruiser the class hamster visited",
    "word ending -ing, -ed", "P harmonised well in choir", "obstacle course in PE",
])
def test_words_about_other_things(text):
    assert kinds_of_concern(text) == ()


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "case")
    return tmp_path / "case"


def with_words(folder):
    log = next(folder.glob("log*.csv"))
    lines = log.read_text("utf-8").splitlines()
    cells = lines[-1].split(",")
    lines.append(",".join([*cells[:-1], f'"{WORDS}"']))
    log.write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_the_samples_say_nothing_of_harm(folder):
    report = check(read_case(folder, dt.date(2026, 1, 5)))
    assert not report.concerns
    assert notice(report) is None


def test_letters_wait_until_a_person_has_looked(folder, tmp_path):
    case = read_case(with_words(folder), dt.date(2026, 1, 5))
    report = check(case)
    assert letters_wait(report)
    with pytest.raises(UnusableCase, match="may be about harm"):
        stop_letters(report)
    written = write(report, case, tmp_path / "out")
    assert not [path for path in written if "letters" in path.parts]
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert notice(report).words in page
    assert "999" in page and "(unconfirmed)" in page
    said = case.model_copy(update={"concerns_seen": code_of(report.concerns)})
    again = write(check(said), said, tmp_path / "again")
    assert [path for path in again if "letters" in path.parts]


def test_that_somebody_has_looked_leaves_a_trace_and_says_nothing_of_the_rows(folder, tmp_path):
    case, out = read_case(with_words(folder), dt.date(2026, 1, 5)), tmp_path / "out"
    code = code_of(check(case).concerns)
    said = case.model_copy(update={"concerns_seen": code})
    write(check(said), said, out)
    (event,) = read_case(out, case.as_of).events
    assert (event.date, event.milestone) == (case.as_of, Milestone.CONCERNS_READ)
    assert event.words == f"Rows of the records were looked at before letters were drafted ({code})"
    assert not kinds_of_concern(event.words)
    summary = word_text((out / "letters" / "R19_summary_for_an_adviser.docx").read_bytes())
    assert f"19 December 2025: What happened: {event.words}." in summary
    before = contents(out)
    again = read_case(out, case.as_of)
    write(check(again), again, out)
    assert contents(out) == before


def test_what_the_rows_say_stands_in_no_notice(folder):
    report = check(read_case(with_words(folder), dt.date(2026, 1, 5)))
    said = " ".join(map(str, notice(report)))
    assert "restrain" not in said.lower() and "bruis" not in said.lower()
    assert "log.csv, row" in said
    assert "restrain" not in report.model_dump_json(include={"concerns", "next_step", "clocks"}).replace(
        '"kind":"restraint"', "")


def test_another_row_is_looked_at_again(folder):
    first = check(read_case(with_words(folder), dt.date(2026, 1, 5)))
    seen = code_of(first.concerns)
    second = read_case(with_words(folder), dt.date(2026, 1, 5)).model_copy(update={"concerns_seen": seen})
    assert letters_wait(check(second))


def test_events_are_looked_at_and_the_plan_is_not(folder):
    case = read_case(folder, dt.date(2026, 1, 5))
    event = Event(date=dt.date(2025, 12, 1), kind=EventKind.CALL, words=WORDS)
    report = check(case.model_copy(update={"events": (event,)}))
    assert [one.source.file for one in report.concerns] == ["events", "events"]
