"""The keys of cases are opened by one master key; whoever lacks it is told so, and what can be done."""

import base64
import shutil
import stat

import pytest

from models.errors import KeyGone, WrongPassphrase
from pipeline.store.keys import keyring, passphrase
from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.keys.master import IN_CLEAR, KEPT, Master, Way

CASE, OTHER = "a" * 32, "b" * 32
WORDS, WRONG = "kettle marble sunday", "kettle marble monday"


@pytest.fixture(autouse=True)
def nothing_is_told(monkeypatch):
    monkeypatch.delenv(passphrase.TOLD_IN, raising=False)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "keys"


@pytest.fixture
def a_new_process(monkeypatch):
    """What a process knows that has only just begun."""
    def begin(folder):
        monkeypatch.setattr(Master, "_opened", {})
        return CaseKeys(folder)
    return begin


@pytest.fixture
def rings(monkeypatch):
    """A keyring that works, with what is in it."""
    held = {}
    monkeypatch.setattr(keyring, "works", lambda: True)
    monkeypatch.setattr(keyring, "keep", held.__setitem__)
    monkeypatch.setattr(keyring, "forget", held.pop)
    given = keyring.kept

    def kept(name):
        return held[name] if name in held else given(name)
    monkeypatch.setattr(keyring, "kept", kept)
    return held


def test_without_a_keyring_the_key_is_in_a_file_that_nobody_else_can_read(folder, a_new_process):
    keys = CaseKeys(folder)
    keys.make(CASE)
    keys.make(OTHER)
    assert keys.master.kept().way is Way.FILE
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()
            if path.name != ".lock"} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert keys.get(CASE) == a_new_process(folder).get(CASE) != keys.get(OTHER)
    assert keys.get(CASE) not in (folder / CASE).read_bytes()


def test_a_keyring_that_works_is_used_and_nothing_on_the_disk_opens_the_key(folder, a_new_process, rings):
    key = CaseKeys(folder).make(CASE) or CaseKeys(folder).get(CASE)
    assert not (folder / IN_CLEAR).exists()
    assert a_new_process(folder).get(CASE) == key
    rings.clear()
    with pytest.raises(KeyGone, match="keyring"):
        a_new_process(folder).get(CASE)


def test_a_passphrase_is_asked_for_once_a_process(folder, a_new_process):
    keys = CaseKeys(folder)
    keys.make(CASE)
    key = keys.get(CASE)
    keys.master.keep_by(Way.PASSPHRASE, WORDS)
    assert not (folder / IN_CLEAR).exists()
    keys = a_new_process(folder)
    assert keys.master.is_locked()
    with pytest.raises(WrongPassphrase, match="needs your passphrase"):
        keys.get(CASE)
    with pytest.raises(WrongPassphrase, match="not the passphrase"):
        keys.master.unlock(WRONG)
    keys.master.unlock(WORDS)
    assert keys.get(CASE) == key


def test_a_server_has_the_passphrase_from_a_file(folder, tmp_path, monkeypatch, a_new_process):
    (tmp_path / "told").write_text(f"{WORDS}\n", "utf-8")
    monkeypatch.setenv(passphrase.TOLD_IN, str(tmp_path / "told"))
    keys = CaseKeys(folder)
    keys.make(CASE)
    assert keys.master.kept().way is Way.PASSPHRASE
    assert a_new_process(folder).get(CASE)
    (tmp_path / "told").write_text(f"{WRONG}\n", "utf-8")
    with pytest.raises(WrongPassphrase, match="not the passphrase"):
        a_new_process(folder).get(CASE)
    (tmp_path / "told").unlink()
    with pytest.raises(WrongPassphrase, match="cannot be read"):
        a_new_process(folder).get(CASE)


def test_what_makes_a_passphrase_slow_is_kept_with_it(folder, a_new_process):
    keys = CaseKeys(folder)
    keys.make(CASE)
    keys.master.keep_by(Way.PASSPHRASE, WORDS)
    kept = keys.master.kept().behind
    assert len(base64.b64decode(kept.salt)) == 16
    assert (kept.passes, kept.kibibytes, kept.lanes) == (3, 65536, 4)
    cheaper = kept.model_copy(update={"passes": 1})
    with pytest.raises(WrongPassphrase):
        cheaper.opened(WORDS)
    assert cheaper.holding(keys.master.key(), WORDS).opened(WORDS) == keys.master.key()


def test_the_way_can_be_changed_and_every_case_still_opens(folder, a_new_process, rings):
    keys = CaseKeys(folder)
    keys.make(CASE)
    key = keys.get(CASE)
    for way in (Way.FILE, Way.PASSPHRASE, Way.KEYRING, Way.PASSPHRASE, Way.FILE):
        keys.master.keep_by(way, WORDS)
        keys = a_new_process(folder)
        keys.master.unlock(WORDS)
        assert (keys.master.kept().way, keys.get(CASE)) == (way, key)
        assert (len(rings), (folder / IN_CLEAR).exists()) == (way is Way.KEYRING, way is Way.FILE)


def test_a_short_passphrase_changes_nothing(folder, a_new_process):
    keys = CaseKeys(folder)
    keys.make(CASE)
    with pytest.raises(WrongPassphrase, match="shorter than 12"):
        keys.master.keep_by(Way.PASSPHRASE, "kettle")
    assert a_new_process(folder).get(CASE)


@pytest.mark.parametrize("lost", [IN_CLEAR, KEPT])
def test_a_lost_key_is_said_and_never_made_anew_over_cases(folder, lost, a_new_process):
    CaseKeys(folder).make(CASE)
    (folder / lost).unlink()
    with pytest.raises(KeyGone, match="sectionf keys restore"):
        a_new_process(folder).get(CASE)
    with pytest.raises(KeyGone):
        CaseKeys(folder).make(OTHER)


@pytest.mark.parametrize("content", [b"", b"{", b"nothing", b'{"way": "file", "name": "", "print": ""}'])
@pytest.mark.parametrize("damaged", [IN_CLEAR, KEPT])
def test_a_damaged_key_is_said(folder, damaged, content, a_new_process):
    CaseKeys(folder).make(CASE)
    (folder / damaged).write_bytes(content)
    with pytest.raises(KeyGone):
        a_new_process(folder).get(CASE)


def test_a_key_opens_no_other_case(folder):
    keys = CaseKeys(folder)
    keys.make(CASE)
    keys.make(OTHER)
    shutil.copy(folder / CASE, folder / OTHER)
    with pytest.raises(KeyGone, match="damaged, or is that of another"):
        keys.get(OTHER)


def test_a_destroyed_key_is_gone_for_good(folder):
    keys = CaseKeys(folder)
    keys.make(CASE)
    keys.destroy(CASE)
    keys.destroy(CASE)
    assert not keys.has(CASE)
    with pytest.raises(KeyGone, match="no key any more"):
        keys.get(CASE)
