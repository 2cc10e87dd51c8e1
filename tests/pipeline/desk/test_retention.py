"""For how long a case is kept: what counts, when it is said, and that nothing goes that nobody could know of."""

import datetime as dt
from pathlib import Path

import pytest

from models.errors import NoSuchCase, UnusableCase, UnusableEntry
from models.record import BY_ITSELF, HERE, What
from models.retention import Hold, Stage
from pipeline.desk.retention import TERMS, erase_what_is_due, keep_terms, say, standing, terms
from pipeline.rules import rules
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.holds import change_hold, hold_on
from pipeline.store.nouns import Store
from pipeline.store.record import Deed, Record

FIRST = dt.datetime(2025, 1, 10, 12, tzinfo=dt.UTC)


def at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")


class Desk:
    """A desk with one case, added on 10 January 2025."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cases = Cases(Database(f"sqlite:///{folder / 'sectionf.db'}"), Store(folder / "cases"))
        self.id = self.cases.add("Nell", FIRST).id

    def does(self, what: What, day: str, case: str | None = None) -> None:
        Record(self.folder).add(Deed(HERE, what, self.id if case is None else case), at(day))

    def stands(self, day: str):
        return standing(self.cases.store, self.cases.get(self.id), dt.date.fromisoformat(day))

    def sees(self, day: str) -> Stage:
        stands = self.stands(day)
        say(self.cases.store, [(self.cases.get(self.id), stands)], HERE, at(day))
        return stands.stage

    def round(self, day: str, *, team: bool = False) -> list[str]:
        return erase_what_is_due(self.cases, at(day), lambda _case: None, team=team)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_the_usual_time_has_a_source():
    known = rules("retention")
    assert (known["months"], known["first_warning_days"], known["last_warning_days"]) == (12, 30, 7)
    assert "no period is set by data protection law" in known["source"]


def test_on_its_day_it_goes_and_is_recorded_with_a_tombstone(desk):
    assert desk.sees("2025-12-10") is Stage.FAR
    assert (desk.sees("2025-12-11"), str(desk.stands("2025-12-11").day)) == (Stage.NEAR, "2026-01-10")
    assert desk.sees("2026-01-02") is Stage.NEAR
    assert (desk.sees("2026-01-03"), str(desk.stands("2026-01-03").day)) == (Stage.LAST, "2026-01-10")
    assert desk.round("2026-01-09") == []
    assert desk.round("2026-01-10") == [desk.id]
    with pytest.raises(NoSuchCase):
        desk.cases.get(desk.id)
    (stone,) = desk.cases.erased.all()
    assert stone.day == dt.date(2026, 1, 10)
    assert [(one.who, one.what) for one in Record(desk.folder).entries(desk.id)] == [
        (HERE, What.WARNED), (HERE, What.WARNED_LAST), (BY_ITSELF, What.ERASED)]
    assert not desk.cases.store.keys.has(desk.id)


def test_whoever_comes_back_after_thirteen_months_sees_the_warning_first_and_has_thirty_days(desk):
    assert desk.round("2026-02-10") == []
    assert (desk.sees("2026-02-10"), str(desk.stands("2026-02-10").day)) == (Stage.NEAR, "2026-03-12")
    for day in ("2026-02-11", "2026-03-04", "2026-03-12"):
        assert desk.round(day) == []
    # away again until after the day that was said: the last warning comes first, and a week after it
    assert (desk.sees("2026-05-01"), str(desk.stands("2026-05-01").day)) == (Stage.LAST, "2026-05-08")
    assert desk.round("2026-05-07") == []
    assert desk.round("2026-05-08") == [desk.id]


def test_at_home_nothing_goes_while_nobody_looks_and_in_a_team_the_warning_stands_there(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "team").mkdir()
    home, team = Desk(tmp_path / "home"), Desk(tmp_path / "team")
    day, gone = dt.date(2025, 12, 1), {}
    while day < dt.date(2026, 12, 1):
        for name, desk in (("home", home), ("team", team)):
            if desk.round(day.isoformat(), team=name == "team"):
                gone[name] = day
        day += dt.timedelta(days=1)
    assert gone == {"team": dt.date(2026, 1, 10)}


@pytest.mark.parametrize(("what", "counts"), [
    (What.OPENED, False), (What.READ, False), (What.DECIDED, True), (What.DRAFTED, True), (What.KEPT, True),
    (What.HOLD_LIFTED, True), (What.EXPORTED, True), (What.WARNED, False)])
def test_what_counts_as_activity(desk, what, counts):
    desk.does(what, "2025-06-01")
    assert str(desk.stands("2025-06-02").day) == ("2026-06-01" if counts else "2026-01-10")


def test_an_activity_after_the_warnings_starts_the_time_anew(desk):
    desk.sees("2025-12-20")
    desk.sees("2026-01-12")
    desk.does(What.KEPT, "2026-01-15")
    stands = desk.stands("2026-01-15")
    assert (stands.stage, stands.to_say, str(stands.day)) == (Stage.FAR, None, "2027-01-15")
    assert desk.round("2026-02-01") == []
    assert desk.sees("2027-01-10") is Stage.NEAR            # and so do the warnings
    assert str(desk.stands("2027-01-10").day) == "2027-02-09"


def test_what_was_brought_back_from_a_backup_is_not_erased_by_old_warnings(desk):
    desk.sees("2025-12-11")
    desk.sees("2026-01-03")
    desk.does(What.RESTORED, "2026-03-01", case="")
    assert str(desk.stands("2026-03-01").day) == "2027-03-01"
    assert desk.round("2026-03-01") == []


def test_a_hold_keeps_it_until_a_person_lifts_it(desk):
    desk.sees("2025-12-11")
    desk.sees("2026-01-03")
    change_hold(desk.cases.store, desk.id, Hold(at=at("2026-01-04"), by="Ruth", why="Complaint to the Ombudsman"))
    assert desk.round("2026-01-10") == desk.round("2029-01-10") == []
    assert desk.stands("2029-01-10").hold.why == "Complaint to the Ombudsman"
    with pytest.raises(UnusableCase, match="on hold"):
        desk.cases.erase(desk.id, dt.date(2026, 1, 10))
    assert b"Ombudsman" not in b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    change_hold(desk.cases.store, desk.id, Hold(at=at("2029-02-01"), by="Ruth", why="Decided", lifted=True))
    assert hold_on(desk.cases.store, desk.id) is None
    with pytest.raises(UnusableCase, match="not on hold"):
        change_hold(desk.cases.store, desk.id, Hold(at=at("2029-02-01"), by="Ruth", why="Decided", lifted=True))
    desk.does(What.HOLD_LIFTED, "2029-02-01")
    assert desk.round("2029-02-01") == []
    desk.cases.erase(desk.id, dt.date(2029, 2, 2))


@pytest.mark.parametrize("held", [True, False])
def test_a_case_that_cannot_be_opened_is_not_erased_by_itself(desk, held):
    if held:
        change_hold(desk.cases.store, desk.id, Hold(at=FIRST, by="Ruth", why="Claim"))
    key = desk.cases.store.keys.folder / desk.id
    sealed = key.read_bytes()
    key.write_bytes(sealed[::-1])
    assert desk.stands("2030-01-01").unknown
    assert desk.round("2030-01-01", team=True) == []
    key.write_bytes(sealed)
    assert bool(desk.stands("2030-01-01").hold) is held


def test_a_desk_chooses_another_time(desk):
    keep_terms(desk.folder, 24)
    assert str(desk.stands("2025-06-02").day) == "2027-01-10"
    keep_terms(desk.folder, 0)
    assert desk.stands("2045-06-02").day is None
    assert desk.round("2045-06-02", team=True) == []
    for months in (-1, 121):
        with pytest.raises(UnusableEntry, match="1 to 120"):
            keep_terms(desk.folder, months)
    (desk.folder / TERMS).write_text("{", "utf-8")
    assert terms(desk.folder).months == 0


def test_a_shorter_time_gives_thirty_days_from_when_it_is_seen(desk):
    keep_terms(desk.folder, 1)
    assert desk.round("2025-11-01") == []
    assert (desk.sees("2025-11-01"), str(desk.stands("2025-11-01").day)) == (Stage.NEAR, "2025-12-01")


def test_a_clock_that_went_wrong_erases_nothing(desk):
    assert desk.round("2040-01-01") == []
    desk.sees("2040-01-01")                 # it was wrong, and somebody looked
    assert desk.round("2040-03-01") == []   # the last warning was not given
    assert str(desk.stands("2025-06-01").day) == "2026-01-10"
    assert desk.sees("2025-12-11") is Stage.NEAR
    assert desk.stands("2025-12-20").to_say is None


def test_a_record_that_cannot_be_written_erases_nothing(desk, monkeypatch):
    monkeypatch.setattr("pipeline.desk.retention.say", lambda *_: None)
    for month in range(1, 13):
        assert desk.round(f"2026-{month:02}-01", team=True) == []


def test_a_shortened_record_is_read_anew(desk):
    desk.does(What.DECIDED, "2025-02-01")
    assert str(desk.stands("2025-03-01").last) == "2025-02-01"
    desk.does(What.DECIDED, "2026-06-01")
    Record(desk.folder).shorten(12, HERE, at("2026-06-02"))
    assert str(desk.stands("2026-06-02").last) == "2026-06-01"
    desk.does(What.DECIDED, "2026-07-01")
    assert str(desk.stands("2026-07-02").last) == "2026-07-01"


def test_what_a_shortened_record_does_not_tell_any_more_counts_as_late_as_it_may_have_been(desk):
    keep_terms(desk.folder, 24)
    desk.does(What.DECIDED, "2025-05-01")
    desk.does(What.DECIDED, "2025-07-01", case="b" * 32)
    Record(desk.folder).shorten(12, HERE, at("2026-06-02"))
    assert desk.stands("2026-06-02").last == dt.date(2025, 7, 1)
