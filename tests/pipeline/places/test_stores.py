"""Real stores over loopback: the same bytes as from a folder, nothing fetched twice, and every fault named."""

import datetime as dt
import shutil
import subprocess
import sys

import pytest
from fsspec.config import conf

from flows import batch_work
from models.batch import Outcome
from models.errors import Stop
from pipeline.batch import check, settled, take_in
from pipeline.places import patience
from pipeline.places.caseload import caseload
from pipeline.places.far import Far
from pipeline.places.file import content_of, put
from pipeline.steps import Ending
from pipeline.store.nouns import Store
from tests.doors.commands import KIT, contents
from tests.flows.stores import SECRET, FileServer, ObjectStore

DAY = dt.date(2025, 12, 19)
NAME = "Kit #2 [draft]"
OTHER = b"x" * 200_000


@pytest.fixture(params=[ObjectStore, FileServer])
def server(request, tmp_path, monkeypatch):
    made = request.param(tmp_path)
    for scheme, options in made.options.items():
        monkeypatch.setitem(conf, scheme, options)
    monkeypatch.setattr(patience, "WAITS", (0, 0))
    monkeypatch.setattr(batch_work, "WAITS", (0, 0))
    yield made
    Far(made.address).drop()
    made.close()


@pytest.fixture
def base(server, tmp_path):
    """A folder of the store in which there is a caseload of one case, with a file that no check reads."""
    folder = tmp_path.name
    for path in KIT.iterdir():
        server.put(f"{folder}/cases/{NAME}/{path.name}", path.read_bytes())
    server.put(f"{folder}/cases/{NAME}/notes.bin", OTHER)
    return folder


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SECTIONF_HOME", str(tmp_path / "home"))
    return Store(tmp_path / "home" / "batches")


def take(store, server, base):
    return take_in(store, caseload(f"{server.address}/{base}/cases", f"{server.address}/{base}/results")[0])


def written(server, base):
    return server.contents(f"{base}/results/{NAME}")


@pytest.fixture
def here(tmp_path):
    shutil.copytree(KIT, tmp_path / "here" / NAME)
    (tmp_path / "here" / NAME / "notes.bin").write_bytes(OTHER)
    local = Store(tmp_path / "local")
    check(local, take_in(local, caseload(tmp_path / "here", tmp_path / "out")[0]), DAY)
    return contents(tmp_path / "out" / NAME)


def test_a_case_in_a_store_gives_what_one_in_a_folder_gives_and_is_not_fetched_twice(server, base, store, here):
    name = take(store, server, base)
    assert check(store, name, DAY) is Outcome.CHECKED
    assert written(server, base) == here
    if isinstance(server, FileServer):
        assert settled(store, name, DAY) is None, "a time in whole seconds is believed once it is confirmed"
        assert check(store, name, DAY) is Outcome.UNCHANGED
    server.wire.received = 0
    assert settled(store, name, DAY) is check(store, name, DAY) is Outcome.UNCHANGED
    assert server.wire.received < len(OTHER) / 4
    log = (KIT / "log.csv").read_bytes()
    server.put(f"{base}/cases/{NAME}/log.csv", log.replace(b"Delivered", b"Cancelled", 1))
    assert check(store, name, DAY) is Outcome.CHECKED
    assert written(server, base)["findings.json"] != here["findings.json"]


@pytest.mark.parametrize("after", [4_000, 40_000, 150_000, 260_000])
def test_a_connection_that_is_cut_is_made_again(server, base, store, here, after):
    name = take(store, server, base)
    server.wire.cut_after(after)
    assert batch_work.check(name, DAY.isoformat()) == Outcome.CHECKED
    assert written(server, base) == here


def test_a_store_that_is_gone_is_named_and_nothing_of_its_keys(server, base, store, here):
    name = take(store, server, base)
    server.wire.cut_after(60_000, for_good=True)
    assert check(store, name, DAY) is Outcome.STOPPED
    ending = store.get(name, "ending", Ending)
    assert ending.kind == "ConnectionLost" and ending.where.startswith(f"{server.address}/{base}/") and ending.remedy
    assert SECRET not in ending.model_dump_json() and "/shm/" not in ending.model_dump_json()
    server.wire.is_cut = False
    assert check(store, name, DAY) is Outcome.CHECKED
    assert written(server, base) == here


def test_a_file_is_put_there_and_read_again(server, base):
    put(f"{server.address}/{base}/new/caseload.html", "one")
    put(f"{server.address}/{base}/new/caseload.html", "two")
    assert content_of(f"{server.address}/{base}/new/caseload.html") == b"two"
    assert list(server.contents(f"{base}/new")) == ["caseload.html"]


@pytest.mark.parametrize("server", [ObjectStore], indirect=True)
def test_a_bucket_that_is_not_there_is_named_and_never_made(server, base, store):
    with pytest.raises(Stop, match="there is nothing at this address"):
        caseload("s3://nobodys/cases", f"{server.address}/results")
    name = take_in(store, caseload(f"{server.address}/{base}/cases", "s3://nobodys/results")[0])
    assert check(store, name, DAY) is Outcome.STOPPED
    assert store.get(name, "ending", Ending).kind == "NoSuchPlace"


@pytest.mark.parametrize("server", [FileServer], indirect=True)
@pytest.mark.parametrize(("options", "words"), [({"known_hosts": None}, "nobody has vouched for the key"),
                                                ({"client_keys": None, "agent_path": None}, "does not let us in")])
def test_a_server_that_is_not_known_or_does_not_know_us_is_named(server, base, options, words, monkeypatch, tmp_path):
    known = {name: value for name, value in conf["sftp"].items() if name not in options}
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setitem(conf, "sftp", known | {name: None for name in options if name != "known_hosts"})
    Far(server.address).drop()
    with pytest.raises(Stop, match=words):
        caseload(f"{server.address}/{base}/cases", "results")


LOCAL = """
import datetime, sys
from pathlib import Path
from pipeline.batch import check, take_in
from pipeline.places.caseload import caseload
from pipeline.store.nouns import Store
cases, out, kept = map(Path, sys.argv[1:])
store = Store(kept)
print(check(store, take_in(store, caseload(cases, out)[0]), datetime.date(2025, 12, 19)))
print(*sys.modules, file=sys.stderr)
"""


def test_a_caseload_of_this_machine_loads_nothing_that_could_reach_another(tmp_path):
    shutil.copytree(KIT, tmp_path / "cases" / "Kit")
    command = [sys.executable, "-c", LOCAL, *map(str, (tmp_path / "cases", tmp_path / "out", tmp_path / "kept"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "checked"
    assert not {"fsspec", "s3fs", "sshfs", "asyncssh", "aiohttp", "botocore"} & {*done.stderr.split()}
