"""What batches keep of their cases is listed, and erased as the cases of a desk are: the key first, and for good."""

import datetime as dt
import io
import os
import shutil
import zipfile

import pytest

from models.batch import Nights, Source
from models.errors import KeyGone, UnusableCase
from models.record import BY_ITSELF, What
from pipeline import kept_by_batches as keeping
from pipeline.batch import put_right, take_in
from pipeline.desk.retention import keep_terms
from pipeline.nightly import ID, NIGHTS
from pipeline.store.erasure import Tombstones
from pipeline.store.keys import key_backup
from pipeline.store.nouns import Store
from pipeline.store.record import Record
from pipeline.store.runs import run_of
from pipeline.store.settings import alone

NOW = dt.datetime(2026, 1, 12, 19, 30, tzinfo=dt.UTC)
DAY = NOW.date()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "batches")


def source(tmp_path, name, out="out"):
    return Source(name=name, folder=tmp_path / "cases" / name, out=tmp_path / out / name)


@pytest.fixture
def nell(store, tmp_path):
    return take_in(store, source(tmp_path, "Nell"))


@pytest.fixture
def kit(store, tmp_path):
    return take_in(store, source(tmp_path, "kit"))


def test_cases_are_listed_by_name_with_where_what_remains_lies(store, tmp_path, nell, kit):
    store.make(ID)
    store.put(ID, NIGHTS, Nights(caseloads=()))
    with run_of(store, (nell, kit)):
        found = keeping.kept_cases(store)
    assert [(one.id, one.name) for one in found] == [(kit, "kit"), (nell, "Nell")]
    assert (found[1].papers, found[1].out) == (str(tmp_path / "cases" / "Nell"), str(tmp_path / "out" / "Nell"))
    assert found[1].last == dt.date.today()


def test_papers_of_a_list_are_named_by_the_folder_of_the_plan(store, tmp_path):
    take_in(store, Source(name="Nell", papers={"plan": (tmp_path / "plans" / "a.pdf",)}, out=tmp_path / "out"))
    assert keeping.kept_cases(store)[0].papers == str(tmp_path / "plans")


def test_all_that_is_kept_of_one_is_given_to_read(store, tmp_path, nell, kit):
    content = keeping.everything_kept(store, nell, "held")
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        assert files.namelist() == ["held/source.json"]
        assert Source.model_validate_json(files.read("held/source.json")) == source(tmp_path, "Nell")


def test_one_is_erased_and_no_copy_of_it_opens_any_more(store, tmp_path, nell, kit):
    copy = Store(shutil.copytree(store.folder, tmp_path / "copy"), store.keys)
    assert copy.has(nell, "source")
    keeping.erase(store, [nell], DAY)
    assert store.all() == store.keys.all() == [kit]
    assert Tombstones(tmp_path).among([nell, kit]) == {nell}
    with pytest.raises(KeyGone):
        copy.get(nell, "source", Source)
    assert store.get(kit, "source", Source).name == "kit"


def test_what_a_later_batch_keeps_of_it_is_another_case_whose_key_comes_back_and_the_erased_one_never(
        store, tmp_path, nell):
    key_backup.back_up(store.keys, tmp_path / "before.json", "kettle marble sunday")
    keeping.erase(store, [nell], DAY)
    anew = take_in(store, source(tmp_path, "Nell"))
    assert anew != nell
    assert take_in(store, source(tmp_path, "Nell")) == anew
    key_backup.back_up(store.keys, tmp_path / "after.json", "kettle marble sunday")
    (store.keys.folder / anew).unlink()
    assert key_backup.restore(store.keys, tmp_path / "before.json", "kettle marble sunday") == 0
    assert key_backup.restore(store.keys, tmp_path / "after.json", "kettle marble sunday") == 1
    assert store.keys.all() == [anew]


def test_an_erasure_that_a_machine_broke_off_is_finished_by_the_next_batch(store, tmp_path, nell, monkeypatch):
    def stop(*_given):
        raise KeyboardInterrupt
    monkeypatch.setattr(store, "forget", stop)
    with pytest.raises(KeyboardInterrupt):
        keeping.erase(store, [nell], DAY)
    monkeypatch.undo()
    put_right(store)
    assert store.all() == store.keys.all() == []


def test_nothing_is_erased_under_the_hands_of_a_batch_or_of_a_worker(store, nell, monkeypatch):
    with run_of(store, (nell,)), pytest.raises(UnusableCase, match="a batch is going on"):
        keeping.erase(store, [nell], DAY)
    monkeypatch.setattr(keeping, "MOST_SECONDS", 0)
    with alone(store.folder_of(nell)), pytest.raises(UnusableCase, match="being checked"):
        keeping.erase(store, [nell], DAY)
    assert store.has(nell, "source")


def test_a_name_of_several_has_to_be_told_by_its_id(store, tmp_path, nell):
    other = take_in(store, source(tmp_path, "Nell", out="elsewhere"))
    cases = keeping.kept_cases(store)
    with pytest.raises(UnusableCase, match="several"):
        keeping.chosen(cases, "Nell")
    for said in ("", "nobody"):
        with pytest.raises(UnusableCase, match="no such"):
            keeping.chosen(cases, said)
    assert keeping.chosen(cases, other).out == str(tmp_path / "elsewhere" / "Nell")


def test_one_that_cannot_be_opened_is_listed_without_a_name_and_can_be_erased(store, nell):
    store.keys.destroy(nell)
    (case,) = keeping.kept_cases(store)
    assert (case.id, case.name) == (nell, "")
    keeping.erase(store, [nell], DAY)
    assert store.all() == []


def test_what_was_not_kept_anew_for_the_whole_time_goes_by_itself(store, tmp_path, nell, kit):
    before = (NOW - dt.timedelta(days=366)).timestamp()
    for path in store.folder_of(nell).iterdir():
        os.utime(path, (before, before))
    keep_terms(tmp_path, 0)
    assert keeping.erase_what_is_old(store, NOW) == []
    keep_terms(tmp_path, 12)
    with run_of(store, (kit,)):
        assert keeping.erase_what_is_old(store, NOW) == []
    assert keeping.erase_what_is_old(store, NOW) == [nell]
    assert store.all() == [kit]
    assert [(one.who, one.what, one.case) for one in Record(tmp_path).entries()] == [(BY_ITSELF, What.ERASED, nell)]
    assert keeping.erase_what_is_old(store, NOW) == []
