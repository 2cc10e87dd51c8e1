"""A caseload in a store: the same results as from a folder, whole or not at all, and nothing fetched in vain."""

import datetime as dt
import shutil
from pathlib import Path

import fsspec
import pytest

from models.batch import Outcome
from models.errors import Stop
from pipeline.batch import check, settled, take_in
from pipeline.places.caseload import caseload
from pipeline.places.far import Far
from pipeline.steps import Ending
from pipeline.store.nouns import Store
from pipeline.store.working import place
from tests.doors.commands import KIT, contents

DAY = dt.date(2025, 12, 19)
ADDRESS = "memory://shelf/caseload"
RESULTS = "memory://shelf/results"


@pytest.fixture(autouse=True)
def shelf():
    """A store in the memory of this process, with two cases in it."""
    store = fsspec.filesystem("memory")
    store.store.clear()
    for name in ("Kit [1]", "Kit #2"):
        for path in KIT.iterdir():
            store.pipe_file(f"/shelf/caseload/{name}/{path.name}", path.read_bytes())
    yield store
    store.store.clear()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """What the check of the same papers writes into a folder."""
    folder = tmp_path_factory.mktemp("expected")
    shutil.copytree(KIT, folder / "cases" / "Kit #2")
    local = Store(folder / "store")
    name = take_in(local, caseload(folder / "cases", folder / "out")[0])
    assert check(local, name, DAY) is Outcome.CHECKED
    return contents(folder / "out" / "Kit #2")


def there(shelf, folder="/shelf/results/Kit #2"):
    return {path.removeprefix(f"{folder}/"): bytes(file.getvalue())
            for path, file in shelf.store.items() if path.startswith(f"{folder}/")}


def first(store, out=RESULTS, told=ADDRESS):
    return take_in(store, caseload(told, out)[0])


@pytest.fixture
def fetched(monkeypatch):
    """The names of what is fetched."""
    names = []
    fetch = Far.fetch
    monkeypatch.setattr(Far, "fetch", lambda far, name, *rest: (names.append(name), fetch(far, name, *rest)))
    return names


def test_cases_are_listed_with_the_names_that_people_gave_them():
    found = caseload(ADDRESS, RESULTS)
    assert [(one.name, one.folder, one.out) for one in found] == [
        (name, f"{ADDRESS}/{name}", f"{RESULTS}/{name}") for name in ("Kit #2", "Kit [1]")]
    assert [one.name for one in caseload(ADDRESS, f"{ADDRESS}/Kit #2")] == ["Kit [1]"]


def test_the_results_are_those_of_a_folder_byte_for_byte(store, shelf, expected):
    assert check(store, first(store), DAY) is Outcome.CHECKED
    assert there(shelf) == expected
    assert not list(place().glob(f"*{first(store)}*")), "nothing stays in clear"


def test_what_has_not_changed_is_neither_checked_nor_fetched_again(store, shelf, fetched):
    name = first(store)
    check(store, name, DAY)
    fetched.clear()
    assert settled(store, name, DAY) is check(store, name, DAY) is Outcome.UNCHANGED
    assert not fetched
    shelf.pipe_file("/shelf/caseload/Kit #2/log.csv", shelf.cat_file("/shelf/caseload/Kit #2/log.csv"))
    assert settled(store, name, DAY) is None, "written anew"
    assert check(store, name, DAY) is Outcome.UNCHANGED, "with the same content"
    assert settled(store, name, DAY) is Outcome.UNCHANGED


@pytest.mark.parametrize("change", ["a log", "a decision", "a lost report"])
def test_what_has_changed_is_checked_again(store, shelf, expected, change):
    name = first(store)
    check(store, name, DAY)
    if change == "a log":
        path = "/shelf/caseload/Kit #2/log.csv"
        shelf.pipe_file(path, shelf.cat_file(path).replace(b"Delivered", b"Cancelled", 1))
    elif change == "a decision":
        shelf.pipe_file("/shelf/results/Kit #2/decisions.jsonl", b"")
    else:
        shelf.rm_file("/shelf/results/Kit #2/report.html")
    assert settled(store, name, DAY) is None
    assert check(store, name, DAY) is Outcome.CHECKED
    now = there(shelf)
    assert now.keys() >= expected.keys()
    assert (now["findings.json"] != expected["findings.json"]) == (change == "a log")


def test_a_letter_that_somebody_has_changed_is_kept(store, shelf):
    name, log = first(store), "/shelf/caseload/Kit #2/log.csv"
    shelf.pipe_file(log, shelf.cat_file(log).replace(b"Delivered", b"Cancelled", 1))
    check(store, name, DAY)
    letter = next(path for path in shelf.store if path.startswith("/shelf/results/Kit #2/letters/"))
    shelf.pipe_file(letter, b"by hand")
    shelf.pipe_file(log, shelf.cat_file(log).replace(b"Delivered", b"Cancelled", 1))
    check(store, name, DAY)
    kept = letter.replace(".docx", " (changed by hand).docx")
    assert shelf.cat_file(kept) == b"by hand" != shelf.cat_file(letter)


def test_results_may_lie_in_the_folder_of_the_papers(store, shelf, expected):
    name = first(store, out=ADDRESS)
    assert check(store, name, DAY) is Outcome.CHECKED
    assert there(shelf, "/shelf/caseload/Kit #2").keys() == expected.keys()
    assert check(store, name, DAY) is settled(store, name, DAY) is Outcome.UNCHANGED


def test_only_the_results_lie_in_a_store(store, shelf, expected, tmp_path):
    shutil.copytree(KIT, tmp_path / "cases" / "Kit #2")
    name = first(store, told=tmp_path / "cases")
    assert check(store, name, DAY) is Outcome.CHECKED
    assert there(shelf) == expected
    log = tmp_path / "cases" / "Kit #2" / "log.csv"
    assert settled(store, name, DAY) is Outcome.UNCHANGED
    log.write_bytes(log.read_bytes().replace(b"Delivered", b"Cancelled", 1))
    assert settled(store, name, DAY) is None


def test_only_the_papers_lie_in_a_store(store, expected, tmp_path):
    assert check(store, first(store, out=tmp_path / "out"), DAY) is Outcome.CHECKED
    assert contents(tmp_path / "out" / "Kit #2") == expected


@pytest.mark.parametrize("listed", ["here", "there"])
def test_a_list_names_papers_by_their_addresses_or_from_its_own_place(store, shelf, tmp_path, listed):
    base = f"{ADDRESS}/Kit #2/" if listed == "here" else "Kit #2/"
    header, names = "case,plan,log,timetable,register,calendar", {}
    for path in KIT.iterdir():
        names |= {kind: base + path.name for kind in header.split(",") if path.name.startswith(kind)}
    shelf.rm_file("/shelf/caseload/Kit #2/case.toml")
    text = f"{header}\nKit #2,{','.join(names.get(kind, '') for kind in header.split(',')[1:])}\n"
    told = str(tmp_path / "list.csv") if listed == "here" else f"{ADDRESS}/list.csv"
    (tmp_path / "list.csv").write_text(text, "utf-8")
    shelf.pipe_file("/shelf/caseload/list.csv", text.encode())
    same = Path(shutil.copytree(KIT, tmp_path / "same"))
    (same / "case.toml").unlink()
    (tmp_path / "same.csv").write_text(text.replace(f"{ADDRESS}/", "").replace("Kit #2/", f"{same}/"), "utf-8")
    assert check(store, first(store, told=told), DAY) is Outcome.CHECKED
    assert check(store, first(store, tmp_path / "out", tmp_path / "same.csv"), DAY) is Outcome.CHECKED
    assert there(shelf) == contents(tmp_path / "out" / "Kit #2")


def test_a_case_that_cannot_be_read_is_told_beside_its_results_until_it_is_put_right(store, shelf):
    name, good = first(store), shelf.cat_file("/shelf/caseload/Kit #2/plan.txt")
    shelf.pipe_file("/shelf/caseload/Kit #2/plan.txt", b"not a plan")
    assert check(store, name, DAY) is Outcome.STOPPED
    assert b"Where: plan.txt" in there(shelf)["could-not-be-checked.txt"]
    assert settled(store, name, DAY) is Outcome.STOPPED
    shelf.pipe_file("/shelf/caseload/Kit #2/plan.txt", good)
    assert check(store, name, DAY) is Outcome.CHECKED
    assert "could-not-be-checked.txt" not in there(shelf)


@pytest.mark.parametrize("calls", range(0, 44, 3))
def test_interrupted_at_any_moment_the_results_are_the_old_ones_or_the_new_and_then_the_new(
    store, shelf, expected, monkeypatch, calls
):
    name = first(store)
    check(store, name, DAY)
    before, path = there(shelf), "/shelf/caseload/Kit #2/log.csv"
    shelf.pipe_file(path, shelf.cat_file(path).replace(b"Delivered", b"Cancelled", 1))
    left = [calls]

    def cut(method):
        def called(self, *given, **named):
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return method(self, *given, **named)
        return called

    with monkeypatch.context() as patched:
        for step in ("pipe_file", "put_file", "cp_file", "rm_file"):
            patched.setattr(type(shelf), step, cut(getattr(type(shelf), step)))
        try:
            ended = check(store, name, DAY)
        except KeyboardInterrupt:
            ended = None
    now = {one: content for one, content in there(shelf).items() if not one.startswith(".sectionf")}
    staged = there(shelf).keys() - now.keys()
    assert ended or now == before or any(one.endswith("complete.json") for one in staged)
    assert check(store, name, DAY) is (Outcome.UNCHANGED if ended else Outcome.CHECKED)
    after = there(shelf)
    assert not [one for one in after if "sectionf" in one]
    assert after["findings.json"] != before["findings.json"]
    again = first(Store(store.folder.with_name("other")))
    check(Store(store.folder.with_name("other")), again, DAY)
    assert there(shelf) == after, "as a run that nobody interrupted leaves them"


@pytest.mark.parametrize(("fault", "kind"), [(OSError, "ConnectionLost"), (PermissionError, "NoAccess"),
                                             (FileNotFoundError, "NoSuchPlace"), (EOFError, "ConnectionLost")])
def test_what_the_store_fails_at_stops_one_case_with_place_and_remedy(store, shelf, monkeypatch, fault, kind):
    def fail(*_, **__):
        raise fault("key AKIA-SECRET is wrong")

    name = first(store)
    with monkeypatch.context() as patched:
        patched.setattr(type(shelf), "get_file", fail)
        assert check(store, name, DAY) is Outcome.STOPPED
    ending = store.get(name, "ending", Ending)
    assert (ending.kind, ending.where) == (kind, f"{ADDRESS}/Kit #2")
    assert ending.remedy and "AKIA" not in ending.model_dump_json()
    assert settled(store, name, DAY) is None, "it is tried again"
    assert check(store, name, DAY) is Outcome.CHECKED


def test_results_that_do_not_arrive_leave_the_old_ones_and_are_made_again(store, shelf, monkeypatch, expected):
    def fail(*_, **__):
        raise ConnectionResetError

    name = first(store)
    with monkeypatch.context() as patched:
        patched.setattr(type(shelf), "cp_file", fail)
        assert check(store, name, DAY) is Outcome.STOPPED
    assert check(store, name, DAY) is Outcome.CHECKED
    assert there(shelf) == expected


def test_what_changes_while_it_is_fetched_stops_the_case(store, shelf, monkeypatch):
    name, get = first(store), type(shelf).get_file

    def half(self, path, to, **named):
        get(self, path, to, **named)
        Path(to).write_bytes(Path(to).read_bytes()[:-1])

    with monkeypatch.context() as patched:
        patched.setattr(type(shelf), "get_file", half)
        assert check(store, name, DAY) is Outcome.STOPPED
    assert "did not come whole" in store.get(name, "ending", Ending).what


REFUSED = ("sftp://anna:hunter2@files.example/cases", "https://files.example/list.csv?sig=hunter2",
           "ftp://files.example/cases", "simplecache::s3://bucket/cases", "what://bucket/cases")


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_used_is_refused_and_what_it_holds_is_not_repeated(address):
    with pytest.raises(Stop) as stop:
        caseload(address, RESULTS)
    assert stop.value.remedy and "hunter2" not in str(stop.value)


def test_results_go_on_no_way_on_which_others_could_read_them(monkeypatch, store):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://store.example:9000")
    with pytest.raises(Stop, match="https://"):
        caseload("s3://bucket/cases", RESULTS)
