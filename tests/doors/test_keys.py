"""`sectionf keys`: what somebody is told, a passphrase set and removed, and the keys brought back from a file."""

import datetime as dt
import os
import shutil
import subprocess
import sys

import pytest

from models.record import What
from pipeline.store.erasure import Tombstones
from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.keys.master import Master
from pipeline.store.nouns import Store
from pipeline.store.record import Record

WORDS, OTHERS = "kettle marble sunday", "lantern otter gravel"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def keys(home):
    """The command as a person runs it, who types what it asks for; it gives what it says, and whether it is content."""
    def run(*order, typed="", told=None):
        environment = {**os.environ, "SECTIONF_HOME": str(home),
                       "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        environment.pop("SECTIONF_PASSPHRASE_FILE", None)
        if told:
            environment["SECTIONF_PASSPHRASE_FILE"] = str(told)
        done = subprocess.run([sys.executable, "-m", "app", "keys", *map(str, order)], input=typed, text=True,
                              env=environment, capture_output=True, check=False)
        return done.returncode, done.stdout + done.stderr
    return run


@pytest.fixture
def content(home, monkeypatch):
    """A case, and what it is to somebody who opens it anew with a passphrase."""
    store = Store(home / "cases")
    case_id = store.new()
    store.put_content(case_id, "report", b"Speech therapy")

    def read(passphrase=""):
        monkeypatch.setattr(Master, "_opened", {})
        again = Store(home / "cases")
        if passphrase:
            again.keys.master.unlock(passphrase)
        return again.content(case_id, "report")
    return read


def test_before_the_first_case_there_is_nothing_to_say(keys):
    assert keys("status") == (0, "There is no key yet: it is made with the first case.\n")


def test_each_way_says_what_it_protects_against(keys, content):
    status, said = keys("status")
    assert (status, "other users of this machine cannot open your cases" in said, "own: 1" in said) == (0, True, True)
    assert keys("set-passphrase", typed=f"{WORDS}\n")[0] == 0
    assert "has to guess it" in keys("status")[1]
    assert content(WORDS) == b"Speech therapy"


def test_a_passphrase_is_changed_and_removed_by_whoever_has_it(keys, content, home, tmp_path):
    status, said = keys("set-passphrase", typed="short\n")
    assert (status, "this passphrase is shorter than 12 letters" in said) == (1, True)
    keys("set-passphrase", typed=f"{WORDS}\n")
    status, said = keys("set-passphrase", typed=f"{OTHERS}\n{OTHERS}\n")
    assert (status, "this is not the passphrase" in said) == (1, True)
    assert keys("set-passphrase", typed=f"{WORDS}\n{OTHERS}\n")[0] == 0
    assert content(OTHERS) == b"Speech therapy"
    (tmp_path / "told").write_text(f"{OTHERS}\n", "utf-8")
    assert keys("remove-passphrase", told=tmp_path / "told")[0] == 0
    assert content() == b"Speech therapy"
    assert [one.what for one in Record(home).entries()] == [What.KEYS_KEPT_OTHERWISE] * 3, "of what was done alone"


def test_lost_keys_come_back_from_their_file_and_erased_ones_do_not(keys, content, home, tmp_path):
    store = Store(home / "cases")
    erased = store.new()
    file = tmp_path / "keys.json"
    assert "the keys of 2 cases." in keys("back-up", file, typed=f"{OTHERS}\n")[1]
    assert keys("back-up", file, typed=f"{OTHERS}\n")[0] == 1, "nothing is written over"
    assert file.stat().st_mode & 0o077 == 0
    Tombstones(home).put(erased, dt.date(2026, 1, 5))
    shutil.rmtree(home / "keys")
    assert keys("restore", file, typed=f"{WORDS}\n")[0] == 1
    status, said = keys("restore", file, typed=f"{OTHERS}\n")
    assert (status, "1 keys were brought back" in said) == (0, True)
    assert content() == b"Speech therapy"
    assert not CaseKeys(home / "keys").has(erased)
    assert [one.what for one in Record(home).entries()] == [What.KEYS_COPIED, What.KEYS_BROUGHT_BACK]


@pytest.mark.parametrize("lost", ["master.key", "master.json"])
def test_what_was_lost_of_the_master_key_comes_back(keys, content, home, tmp_path, lost):
    keys("back-up", tmp_path / "file", typed=f"{OTHERS}\n")
    (home / "keys" / lost).write_bytes(b"damaged")
    assert keys("restore", tmp_path / "file", typed=f"{OTHERS}\n")[0] == 0
    assert content() == b"Speech therapy"


def test_keys_of_others_are_not_mixed_with_ours(keys, content, home, tmp_path, monkeypatch):
    keys("back-up", tmp_path / "file", typed=f"{OTHERS}\n")
    shutil.move(home / "keys", tmp_path / "before")
    monkeypatch.setattr(Master, "_opened", {})
    Store(home / "cases").new()
    status, said = keys("restore", tmp_path / "file", typed=f"{OTHERS}\n")
    assert (status, "there are keys here already, of other cases" in said) == (1, True)


@pytest.mark.parametrize("content_of_it", [b"", b"{}", b"nothing", None])
def test_another_file_is_named_for_what_it_is(keys, tmp_path, content_of_it):
    if content_of_it is not None:
        (tmp_path / "file").write_bytes(content_of_it)
    status, said = keys("restore", tmp_path / "file", typed=f"{OTHERS}\n")
    assert (status, "file: this is no file of keys" in said) == (1, True)
