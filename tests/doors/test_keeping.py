"""`sectionf retention`, `export`, `backup`, `restore` and `kept`, as a person types them."""

import datetime as dt
import os
import subprocess
import sys
import zipfile

import pytest

from models.batch import Source
from models.record import What
from pipeline.batch import take_in
from pipeline.store.cases import Cases
from pipeline.store.database import Database
from pipeline.store.nouns import Store
from pipeline.store.record import Record
from templates.words import long_date

WORDS = "kettle marble sunday"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home").mkdir(mode=0o700)
    return tmp_path / "home"


@pytest.fixture
def run(home):
    """A command, which says what it has to say; it fails where that is told beforehand."""
    def run(*order, typed="", fails=False, home=home):
        environment = {**os.environ, "SECTIONF_HOME": str(home)}
        environment.pop("SECTIONF_DATABASE", None)
        done = subprocess.run([sys.executable, "-m", "app", *order], input=typed, capture_output=True, text=True,
                              env=environment, check=False)
        assert bool(done.returncode) is fails, done.stderr
        return done.stdout + done.stderr
    return run


@pytest.fixture
def case_id(home):
    cases = Cases(Database(f"sqlite:///{home / 'sectionf.db'}"), Store(home / "cases"))
    case = cases.add("Nell A.", dt.datetime.now(dt.UTC) - dt.timedelta(days=400))
    cases.store.put_content(case.id, "report", b"\n{}")
    return case.id


def test_all_four(run, home, case_id, tmp_path):
    assert "IS TO BE ERASED" in run("retention", "--show")
    assert "No case is due to be erased today." in run("retention")
    run("retention", "--hold", "Nell A.", fails=True)
    assert "on hold" in run("retention", "--hold", "Nell A.", "--why", "Complaint")
    assert "on hold" not in run("retention", "--lift", case_id, "--why", "Decided")
    assert "24 months" in run("retention", "--months", "24")
    assert "several" not in run("retention", "--keep", "somebody", fails=True)

    archive = tmp_path / "held.zip"
    assert "read_me_first.html" in run("export", "Nell A.", "--out", str(archive))
    assert "Complaint" in zipfile.ZipFile(archive).read(next(
        name for name in zipfile.ZipFile(archive).namelist() if name.endswith("read_me_first.html"))).decode()
    assert "there already" in run("export", "Nell A.", "--out", str(archive), fails=True)

    backup, beside = tmp_path / "all.backup", tmp_path / "beside"
    kept = take_in(Store(home / "batches"), Source(name="Kit", folder=tmp_path / "Kit", out=tmp_path / "out"))
    assert "whole: 1 case of the app, and what batches keep of 1 case, as sealed" in run("backup", str(backup))
    assert "whole: 1 case of the app" in run("backup", "--look", str(backup))
    assert "put over nothing" in run("restore", str(backup), fails=True)
    told = run("restore", str(backup), "--into", str(beside))
    assert f"SECTIONF_HOME={beside} sectionf keys restore" in told
    assert "1 case of the app, and what batches keep of 1 case." in told
    assert case_id in told
    assert kept in told
    run("keys", "back-up", str(tmp_path / "keys.json"), typed=f"{WORDS}\n")
    run("keys", "restore", str(tmp_path / "keys.json"), typed=f"{WORDS}\n", home=beside)
    assert "Nell A." in run("retention", "--show", home=beside)
    backup.write_bytes(backup.read_bytes()[:-1])
    assert "damaged" in run("restore", str(backup), "--into", str(tmp_path / "other"), fails=True)
    assert not (tmp_path / "other").exists()


def test_what_batches_keep(run, home, tmp_path):
    store, names = Store(home / "batches"), ("Nell A.", "Kit", "Tomas")
    ids = {name: take_in(store, Source(name=name, folder=tmp_path / name, out=tmp_path / "out" / name))
           for name in names}
    assert "The app keeps no case. What batches keep" in run("retention", "--show")
    run("kept", "erase", "Kit", "--all", fails=True)
    assert "papers in" in run("kept", "export", "Kit", "--out", str(tmp_path / "kit.zip"))
    assert zipfile.ZipFile(tmp_path / "kit.zip").namelist() == ["kit/source.json"]
    said = run("kept", "erase", "Nell A.", ids["Kit"])
    assert f"Erased: {ids['Kit']}" in said
    assert "yours, and remain" in said
    assert f"Tomas: last kept on {long_date(dt.date.today())}; papers in {tmp_path / 'Tomas'}" in run("kept", "list")
    run("kept", "erase", "--all")
    assert store.all() == []
    assert [one.case for one in Record(home).entries() if one.what is What.ERASED] == list(ids.values())
