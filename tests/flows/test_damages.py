"""A caseload with cases damaged in many ways: each is named with reason and remedy, and the others are done."""

import os

import openpyxl
import pytest

from tests.doors.commands import contents
from tests.flows.caseloads import Caseload, counts
from tests.flows.damages import DAMAGES

pytestmark = pytest.mark.flow
FINE = ("fine one", "fine two")
FAILED = {name for name, damage in DAMAGES.items() if not damage.partly}
NO_NOTE = {"file in the way"}
AS_ANYBODY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Root may read what nobody may: a run as root gives that up."""


class Damaged(Caseload):
    """The caseload, run by somebody who may not read everything."""

    def arguments(self, *more: str) -> list[str]:
        return [*AS_ANYBODY, *super().arguments(*more)]


@pytest.fixture(scope="module")
def caseload(server, tmp_path_factory):
    made = Damaged(tmp_path_factory.mktemp("damaged"), *FINE, *DAMAGES, **server)
    for name, damage in DAMAGES.items():
        damage.spoil(made.cases / name, made.out / name)
    yield made
    for path in (made.cases / name for name in DAMAGES):
        path.chmod(0o700)


@pytest.fixture(scope="module")
def first(caseload):
    return caseload.run()


@pytest.fixture(scope="module")
def said(first):
    """What the screen says of each case."""
    found: dict[str, list[str]] = {}
    for line in first[2].splitlines():
        names, _, words = line.partition(": ")
        for name in names.strip().split(", "):
            found.setdefault(name, []).append(words)
    return found


def test_the_others_finish_with_the_bytes_that_they_have_alone(caseload, first, server, tmp_path):
    alone = Caseload(tmp_path, *FINE, **server)
    assert alone.run()[0] == 0
    assert first[0] == 3
    assert [contents(caseload.out / name) for name in FINE] == [contents(alone.out / name) for name in FINE]


def test_every_case_is_counted_and_none_of_the_whole_ones_is_named(first, said):
    numbers = counts(first[1])
    assert numbers["checked"] == len(FINE) + len(DAMAGES) - len(FAILED)
    assert sum(number for word, number in numbers.items() if word not in ("checked", "of")) == len(FAILED)
    assert set(said) == set(DAMAGES)


@pytest.mark.parametrize("name", DAMAGES)
def test_each_is_named_with_its_reason_and_what_to_do(caseload, said, name):
    damage, (words,) = DAMAGES[name], said[name]
    assert damage.said in words and words.rstrip().endswith(damage.todo), words
    page = (caseload.out / "caseload.html").read_text("utf-8")
    sheets = openpyxl.load_workbook(caseload.out / "caseload.xlsx", read_only=True).worksheets
    rows = {row[0].value: row[-1].value for row in sheets[0 if damage.partly else 1].iter_rows(min_row=2)}
    assert rows[name] == words
    assert f">{name}</" in page
    notice = caseload.out / name / "could-not-be-checked.txt"
    if damage.partly or name in NO_NOTE:
        assert not notice.exists()
    else:
        note = notice.read_text("utf-8")
        assert damage.said.rpartition(": ")[2] in note and damage.todo in note


def test_an_output_folder_that_takes_nothing_is_named_once(server, tmp_path):
    caseload = Damaged(tmp_path, "one", **server)
    caseload.out.mkdir()
    caseload.out.chmod(0o500)
    status, said, complained = caseload.run()
    assert (status, said) == (1, "")
    assert complained.startswith("sectionf: ") and "permission denied" in complained
    assert complained.count("\n") == 1
