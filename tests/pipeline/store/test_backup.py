"""The drill: all is backed up, one case erased, the home lost, all brought back; what was erased stays erased."""

import datetime as dt
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from models.errors import KeyGone, NotAsSealed, OutputFailed, UnreadableFile, UnusableCase
from models.people import Person, Role
from models.record import HERE, What
from pipeline import steps
from pipeline.store import opened
from pipeline.store.backups import backup as backups
from pipeline.store.backups import restore as restoring
from pipeline.store.backups.backup import back_up, older_than
from pipeline.store.backups.backup_file import LIST, looked_through
from pipeline.store.backups.restore import restore
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.erasure import Tombstones
from pipeline.store.keys import key_backup
from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.keys.master import Master
from pipeline.store.nouns import Store
from pipeline.store.record import Deed, Record
from pipeline.store.settings import alone, only_one
from pipeline.store.team.people import People
from pipeline.store.team.sign_ins import SignIns
from tests.doors.commands import NELL
from tests.stopped import Machine, Stopped

NOW = dt.datetime(2026, 1, 12, 19, 30, tzinfo=dt.UTC)
WORDS = "kettle marble sunday"


class Home:
    """A private folder, as a process sees it that has only just begun."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        Master._opened.clear()
        self.database = Database(f"sqlite:///{folder / 'sectionf.db'}")
        self.cases = Cases(self.database, Store(folder / "cases"))

    def with_case(self, name: str, words: str = "") -> str:
        case = self.cases.add(name, NOW)
        with self.cases.store.opened(case.id):
            (self.cases.store.papers(case.id) / "plan.txt").write_text(words or name, "utf-8")
        self.cases.store.put_content(case.id, "report", f"report of {name}".encode())
        Record(self.folder).add(Deed(HERE, What.HANDED_IN, case.id), NOW)
        return case.id

    def names(self) -> list[str]:
        return sorted(case.name for case in self.cases.all())

    def plan(self, case_id: str) -> str:
        with self.cases.store.opened(case_id):
            return (self.cases.store.papers(case_id) / "plan.txt").read_text("utf-8")

    def back_up(self, path: Path) -> Path:
        back_up(self.folder, self.database, path, NOW)
        return path

    def lose(self) -> "Home":
        self.database.engine.dispose()
        shutil.rmtree(self.folder)
        self.folder.mkdir(mode=0o700)
        return Home(self.folder)


@pytest.fixture
def home(tmp_path, monkeypatch):
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("SECTIONF_HOME", str(tmp_path / "home"))
    return Home(tmp_path / "home")


def brought_back(home: Home, path: Path) -> restoring.Restored:
    return restore(path, home.folder, Tombstones(home.folder))


def content(folder: Path) -> dict[str, bytes]:
    """All that is in a folder, but locks and what a database keeps beside it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith(".") and not path.name.startswith("sectionf.db")}


def test_the_drill(home: Home, tmp_path: Path) -> None:
    nell = home.cases.add("Nell", NOW).id
    store = home.cases.store
    with store.opened(nell):
        shutil.copytree(NELL, store.papers(nell), dirs_exist_ok=True)
        steps.take_up(store, nell, NOW.date())
        for step in steps.STEPS:
            step(store, nell)
        results = content(store.results(nell))
    kit, moss = home.with_case("Kit"), home.with_case("Moss")
    first = home.back_up(tmp_path / "first.backup")
    home.cases.erase(kit, NOW.date())
    second = home.back_up(tmp_path / "second.backup")
    key_backup.back_up(store.keys, tmp_path / "keys.json", WORDS)
    assert results

    home = home.lose()
    back = brought_back(home, second)
    assert set(back.cases) == set(back.without_key) == {nell, moss}
    assert key_backup.restore(CaseKeys(home.folder / "keys"), tmp_path / "keys.json", WORDS) == 2
    home = Home(home.folder)
    assert home.names() == ["Moss", "Nell"]
    assert home.plan(moss) == "Moss"
    store = home.cases.store
    with store.opened(nell):
        assert content(store.results(nell)) == results
        store.papers(nell)
        steps.take_up(store, nell, NOW.date())
        for name in ("reading", "reviewed", "evidence", "compared", "report"):
            store.drop(nell, name)
        for step in steps.STEPS:
            step(store, nell)
        assert content(store.results(nell)) == results
    assert Record(home.folder).problems() == ()

    # the erased case is in the first backup, and nobody can open it: its key is nowhere
    aside = tmp_path / "aside"
    back = restore(first, aside, Tombstones(home.folder))
    assert (back.erased, set(back.cases)) == (1, {nell, moss})
    assert not (aside / "cases" / kit).exists()
    with zipfile.ZipFile(first) as packed:
        packed.extractall(tmp_path / "by hand")
    with pytest.raises(KeyGone):
        Store(tmp_path / "by hand" / "cases", CaseKeys(home.folder / "keys")).content(kit, "report")
    with pytest.raises(NotAsSealed):
        keys = CaseKeys(tmp_path / "other keys")
        keys.put(kit, store.keys.get(moss))
        Store(tmp_path / "by hand" / "cases", keys).content(kit, "report")


def test_an_erased_case_stays_erased_where_the_home_itself_knows_of_it(home: Home, tmp_path: Path) -> None:
    kit = home.with_case("Kit")
    path = home.back_up(tmp_path / "all.backup")
    key_backup.back_up(home.cases.store.keys, tmp_path / "keys.json", WORDS)
    home.cases.erase(kit, NOW.date())
    back = brought_back(home, path)
    assert (back.cases, back.erased) == ((), 1)
    assert key_backup.restore(home.cases.store.keys, tmp_path / "keys.json", WORDS) == 0
    assert Home(home.folder).names() == []
    assert kit.encode() not in (home.folder / "sectionf.db").read_bytes()


def test_no_key_is_in_a_backup_and_nothing_of_it_can_be_read(home: Home, tmp_path: Path) -> None:
    nell = home.with_case("Nell", "speech therapy for Nell")
    keys = home.cases.store.keys
    whole = home.back_up(tmp_path / "all.backup").read_bytes()
    assert (tmp_path / "all.backup").stat().st_mode & 0o777 == 0o600
    for secret in (keys.get(nell), keys.sealed(nell), keys.master.key(), b"Nell", b"speech therapy", b"plan.txt"):
        assert secret not in whole
    assert not [name for name in looked_through(tmp_path / "all.backup").files if "key" in name]


def test_a_damaged_backup_is_refused_and_nothing_is_changed(home: Home, tmp_path: Path) -> None:
    home.with_case("Nell")
    whole = home.back_up(tmp_path / "all.backup").read_bytes()
    home = home.lose()
    before = content(home.folder)
    damaged = tmp_path / "damaged.backup"
    places = range(0, len(whole), max(1, len(whole) // 150))
    for broken in (*(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:] for at in places), b"", b"PK", b"no backup",
                   whole[:-1], whole[:len(whole) // 2], whole + b"x", whole[10:]):
        damaged.write_bytes(broken)
        try:
            looked_through(damaged)
        except UnreadableFile:
            with pytest.raises(UnreadableFile, match="Nothing was changed"):
                brought_back(home, damaged)
            assert content(home.folder) == before
        else:       # a byte of the archive's own that says nothing, such as a date
            with zipfile.ZipFile(damaged) as packed, zipfile.ZipFile(tmp_path / "all.backup") as right:
                assert {name: packed.read(name) for name in packed.namelist()} == {
                    name: right.read(name) for name in right.namelist()}
    with pytest.raises(UnreadableFile):
        brought_back(home, tmp_path / "not there")


@pytest.mark.parametrize("name", ["../out", "cases/../../out", "/etc/out", "cases/.hidden", "keys/master.key", "C:out",
                                  "cases\\out"])
def test_nothing_in_a_backup_leads_out_of_the_folder(home: Home, tmp_path: Path, name: str) -> None:
    with backups.making(tmp_path / "made.backup", NOW) as made, (tmp_path / "out").open("w+b") as file:
        made.add(name, file)
    with pytest.raises(UnreadableFile):
        brought_back(home, tmp_path / "made.backup")


def test_a_backup_that_was_packed_anew_is_refused(home: Home, tmp_path: Path) -> None:
    home.with_case("Nell")
    path = home.back_up(tmp_path / "all.backup")
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(tmp_path / "anew", "w", zipfile.ZIP_DEFLATED) as anew:
        for one in packed.namelist():
            anew.writestr(one, packed.read(one))
        anew.comment = packed.comment
    with pytest.raises(UnreadableFile):
        brought_back(home.lose(), tmp_path / "anew")


def test_nothing_is_overwritten(home: Home, tmp_path: Path) -> None:
    nell = home.with_case("Nell")
    path = home.back_up(tmp_path / "all.backup")
    with pytest.raises(OutputFailed, match="there already"):
        home.back_up(path)
    home.cases.store.put_content(nell, "report", b"since then")
    with pytest.raises(UnusableCase, match="put over nothing"):
        brought_back(home, path)
    assert home.cases.store.content(nell, "report") == b"since then"
    back = restore(path, tmp_path / "beside", Tombstones(home.folder))
    assert back.without_key == (nell,)
    beside = Store(tmp_path / "beside" / "cases", home.cases.store.keys)
    assert beside.content(nell, "report") == b"report of Nell"


def test_it_waits_for_nobody_who_has_the_app_open(home: Home, tmp_path: Path) -> None:
    path = home.back_up(tmp_path / "all.backup")
    with only_one(home.cases.store.folder), pytest.raises(UnusableCase, match="open already"):
        brought_back(home, path)


def test_a_team_comes_back_and_nobody_is_signed_in(home: Home, tmp_path: Path) -> None:
    people = People(home.database)
    token = people.invite(Role.ADMIN, NOW)
    told = Person(id="0" * 32, name="Ann", email="ann@example.org", role=Role.ADMIN)
    ann = people.join(token, told, WORDS, NOW)
    cookie, link = SignIns(home.database).admit(ann, NOW), people.invite(Role.ADVISER, NOW)
    case = home.cases.of(ann.id).add("Nell", NOW)
    path = home.back_up(tmp_path / "all.backup")
    key_backup.back_up(home.cases.store.keys, tmp_path / "keys.json", WORDS)
    home = home.lose()
    brought_back(home, path)
    key_backup.restore(home.cases.store.keys, tmp_path / "keys.json", WORDS)
    home = Home(home.folder)
    people = People(home.database)
    assert people.recognised("ann@example.org", WORDS) == ann
    assert [one.id for one in home.cases.of(ann.id).all()] == [case.id]
    assert SignIns(home.database).person(cookie, NOW) is None
    with pytest.raises(Exception, match="used already"):
        people.invitation(link, NOW)


def test_a_record_that_was_begun_here_is_kept_beside_the_one_that_comes_back(home: Home, tmp_path: Path) -> None:
    home.with_case("Nell")
    path = home.back_up(tmp_path / "all.backup")
    before = Record(home.folder).lines()
    home = home.lose()
    Record(home.folder).add(Deed(HERE, What.OPENED), NOW)
    begun = Record(home.folder).lines()
    brought_back(home, path)
    assert Record(home.folder).lines() == before
    assert (home.folder / "record-before-1.jsonl").read_bytes().splitlines() == begun


def test_stopped_at_any_moment_the_same_command_ends_it(home: Home, tmp_path: Path, monkeypatch) -> None:
    ids = [home.with_case(name) for name in ("Nell", "Kit", "Moss")]
    path = home.back_up(tmp_path / "all.backup")
    key_backup.back_up(home.cases.store.keys, tmp_path / "keys.json", WORDS)
    machine, stops = Machine(monkeypatch, (Path, "rename"), (Path, "replace"), (Path, "mkdir")), 0
    for moment in range(1, 200):
        there = tmp_path / f"home {moment}"
        try:
            with machine.stopping_at(moment):
                restore(path, there, Tombstones(home.folder))
            break
        except Stopped:
            stops += 1
            assert set(restore(path, there, Tombstones(home.folder)).cases) == set(ids)
        if moment % 10 == 1:
            key_backup.restore(CaseKeys(there / "keys"), tmp_path / "keys.json", WORDS)
            assert Home(there).names() == ["Kit", "Moss", "Nell"]
    assert stops > 10


def test_a_disk_that_is_full_leaves_nothing_half_written(home: Home, tmp_path: Path, monkeypatch) -> None:
    home.with_case("Nell")
    path = home.back_up(tmp_path / "all.backup")
    (tmp_path / "usb").mkdir()

    def full(*_given, **_named):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(backups, "looked_through", full)
    with pytest.raises(OutputFailed, match="room for it"):
        home.back_up(tmp_path / "usb" / "another.backup")
    assert not any((tmp_path / "usb").iterdir())
    monkeypatch.undo()
    monkeypatch.setattr(Path, "open", lambda self, mode="r", *rest: full() if mode == "xb" else open(self, mode, *rest))  # noqa: PTH123, SIM115
    with pytest.raises(OutputFailed, match="disk is full"):
        restore(path, tmp_path / "beside", Tombstones(home.folder))
    assert content(tmp_path / "beside") == {}


def test_a_case_is_copied_as_it_is_between_two_changes_of_it(home: Home, tmp_path: Path) -> None:
    nell = home.with_case("Nell")
    seen = []
    with home.cases.store.opened(nell):
        papers = home.cases.store.papers(nell)
        for number in range(5):
            (papers / "plan.txt").write_text(f"plan {number}", "utf-8")
            (papers / "log.csv").write_text(f"log {number}", "utf-8")
            if number % 2:
                home.cases.store.seal(nell)
            home.back_up(tmp_path / f"{number}.backup")
            restore(tmp_path / f"{number}.backup", tmp_path / f"back {number}", Tombstones(home.folder))
    for number in range(5):
        store = Store(tmp_path / f"back {number}" / "cases", home.cases.store.keys)
        with store.opened(nell):
            papers = store.papers(nell)
            plan = (papers / "plan.txt").read_text("utf-8")
            seen.append(plan)
            if plan != "Nell":
                assert (papers / "log.csv").read_text("utf-8") == plan.replace("plan", "log")
    assert seen == ["Nell", "plan 1", "plan 1", "plan 3", "plan 3"]


def test_whoever_seals_a_case_is_waited_for(home: Home, tmp_path: Path) -> None:
    from threading import Thread
    nell = home.with_case("Nell")
    with alone(home.cases.store.folder_of(nell), opened.GATE):
        going = Thread(target=home.back_up, args=(tmp_path / "all.backup",))
        going.start()
        going.join(0.5)
        assert going.is_alive()
    going.join(20)
    assert nell in looked_through(tmp_path / "all.backup").cases()


def test_how_old_backups_are_is_known(home: Home, tmp_path: Path) -> None:
    home.back_up(tmp_path / "all.backup")
    assert older_than(home.folder, NOW.date()) == ()
    assert older_than(home.folder, NOW.date() + dt.timedelta(1)) == (NOW.date(),)


def test_the_list_is_the_last_thing_in_it_and_stands_at_its_end(home: Home, tmp_path: Path) -> None:
    with zipfile.ZipFile(home.back_up(tmp_path / "all.backup")) as packed:
        assert packed.namelist()[-1] == LIST
        assert len(packed.comment) == 64
    assert os.access(tmp_path / "all.backup", os.R_OK)
