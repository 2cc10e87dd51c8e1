"""The store gives back what was put in, to whoever has the id, and to nobody else."""

import stat

import pytest

from models.calendar import CalendarSource, SchoolCalendar
from models.case import Contact
from models.errors import UnusableCase
from pipeline.store.home import home
from pipeline.store.nouns import Store

PERSON = Contact(name="O'Neill & T <Smith>", address=("1 Elm Row", "Hålden"))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "cases")


def test_what_is_put_in_comes_out_the_same(store):
    case_id = store.new()
    store.put(case_id, "sender", PERSON)
    assert store.get(case_id, "sender", Contact) == PERSON
    assert store.has(case_id, "sender")
    assert not store.has(case_id, "school")


def test_an_id_says_nothing_and_is_never_given_twice(store):
    ids = {store.new() for _ in range(50)}
    assert len(ids) == 50
    assert all(len(case_id) == 32 and int(case_id, 16) for case_id in ids)


def test_nobody_else_may_look(store):
    case_id = store.new()
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((store.folder / case_id).stat().st_mode) == 0o700


def test_what_was_never_kept_is_said_plainly(store):
    with pytest.raises(UnusableCase, match="the store holds no report of this case"):
        store.get(store.new(), "report", SchoolCalendar)


def test_a_case_is_forgotten_whole(store):
    case_id = store.new()
    store.put(case_id, "calendar", SchoolCalendar(source=CalendarSource.ASSUMED, half_terms=()))
    store.forget(case_id)
    assert not list(store.folder.iterdir())


def test_an_id_cannot_reach_out_of_the_store(store, tmp_path):
    (tmp_path / "sender.json").write_text(PERSON.model_dump_json(), "utf-8")
    for case_id in ("..", "", "../cases", "A" * 32):
        with pytest.raises(UnusableCase, match="not the id of a case"):
            store.get(case_id, "sender", Contact)
    with pytest.raises(UnusableCase, match="not the id of a case"):
        store.forget("..")


def test_our_folder_is_the_one_that_was_chosen(tmp_path, monkeypatch):
    monkeypatch.setenv("SECTIONF_HOME", str(tmp_path / "mine"))
    assert home() == tmp_path / "mine"
    monkeypatch.delenv("SECTIONF_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert home() == tmp_path / "data" / "sectionf"
