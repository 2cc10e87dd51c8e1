"""The list of what is checked every night: kept sealed, changed by number, and no paper of it is needed to see it."""

import shutil

import pytest

from tests.doors.commands import KIT, sectionf


@pytest.fixture
def nights(tmp_path, monkeypatch):
    """A private home, and a caseload of one case."""
    monkeypatch.setenv("SECTIONF_HOME", str(tmp_path / "home"))
    shutil.copytree(KIT, tmp_path / "Ottoline’s cases" / "one")
    return tmp_path


def listed():
    return sectionf("nightly", "list").stdout.splitlines()


def test_a_caseload_is_put_on_the_list_once_and_taken_off_by_its_number(nights):
    cases, out = nights / "Ottoline’s cases", nights / "out"
    for order in ("list", "run"):
        assert "“sectionf nightly add" in sectionf("nightly", order).stderr
    for _ in range(2):
        assert sectionf("nightly", "add", cases, "--out", out).returncode == 0
    assert listed() == [f"   1  {cases}  ->  {out}"]
    assert sectionf("nightly", "add", cases, "--out", nights / "other").returncode == 0
    assert sectionf("nightly", "remove", 1).stdout == f"{cases} is not checked any more.\n"
    assert listed() == [f"   1  {cases}  ->  {nights / 'other'}"]


@pytest.mark.parametrize("number", [0, 2])
def test_a_number_that_is_not_on_the_list_is_named(nights, number):
    sectionf("nightly", "add", nights / "Ottoline’s cases", "--out", nights / "out")
    done = sectionf("nightly", "remove", number)
    assert (done.returncode, f"{number}: there is no caseload of this number" in done.stderr) == (1, True)
    assert len(listed()) == 1


def test_what_cannot_be_read_now_is_not_put_on_the_list(nights):
    done = sectionf("nightly", "add", nights / "nowhere", "--out", nights / "out")
    assert done.returncode == 1
    assert not listed()


def test_a_place_is_kept_as_it_is_seen_from_anywhere_and_in_no_clear_word(nights, monkeypatch):
    monkeypatch.chdir(nights)
    sectionf("nightly", "add", "Ottoline’s cases", "--out", "out")
    monkeypatch.chdir("/")
    assert listed() == [f"   1  {nights / 'Ottoline’s cases'}  ->  {nights / 'out'}"]
    kept = b"".join(path.read_bytes() for path in (nights / "home").rglob("*") if path.is_file())
    assert b"Ottoline" not in kept
