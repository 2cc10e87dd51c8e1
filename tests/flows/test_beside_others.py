"""A batch beside the web desk, and beside cases that cannot be read: each goes on as if it were alone."""

import random
import shutil
import threading

import pytest

from tests.bench.caseloads import make
from tests.doors.commands import KIT, contents
from tests.flows.caseloads import MOST_SECONDS, Caseload, counts
from tests.flows.damages import DAMAGES
from tests.flows.served import Served

pytestmark = pytest.mark.flow
SLOWLY = 1200
"""So many seconds at most for a caseload of 120, beside whatever else the machine is at."""
WHOLLY = [name for name, damage in DAMAGES.items()
          if not damage.partly and "not ours to read" not in name and name not in ("file in the way", "plan too large")]
"""Damages for which no case is checked, whoever runs it."""


def damaged(caseload, every, number, way):
    """Spoil some of the cases, each in another way; give which, and what has to be said of each."""
    kinds = dict(zip(way.sample(every, number), way.sample(WHOLLY, number), strict=True))
    for name, kind in kinds.items():
        shutil.rmtree(caseload.cases / name)
        shutil.copytree(KIT, caseload.cases / name)
        DAMAGES[kind].spoil(caseload.cases / name, caseload.out / name)
    return {name: DAMAGES[kind].said for name, kind in kinds.items()}


def check_that_only_these_fail(caseload, every, damages, seconds=MOST_SECONDS):
    status, said, complained = caseload.run(seconds=seconds)
    fine = [name for name in every if name not in damages]
    assert (status, counts(said)["checked"]) == (3, len(fine)), complained
    lines = [line.partition(": ") for line in complained.splitlines() if line.startswith("  ")]
    named = {name: words for names, _, words in lines for name in names.strip().split(", ")}
    assert named.keys() == damages.keys()
    assert all(words in named[name] for name, words in damages.items()), named
    return fine


def test_a_tenth_of_forty_cases_is_damaged_and_the_others_have_the_bytes_of_one_alone(server, tmp_path):
    every = [f"case {number:02}" for number in range(40)]
    caseload, alone = Caseload(tmp_path, *every, **server), Caseload(tmp_path / "alone", "one", **server)
    assert alone.run()[0] == 0
    fine = check_that_only_these_fail(caseload, every, damaged(caseload, every, 4, random.Random(40)))  # noqa: S311
    written = contents(alone.out / "one")
    assert not [name for name in fine if contents(caseload.out / name) != written]


@pytest.mark.slow
@pytest.mark.timeout(4 * SLOWLY)
def test_a_tenth_of_a_made_caseload_is_damaged_and_the_others_have_the_bytes_that_they_have_without(server, tmp_path):
    whole, caseload = (Caseload(tmp_path / name, **server) for name in ("whole", "damaged"))
    make(whole.cases, 120)
    shutil.copytree(whole.cases, caseload.cases)
    every = sorted(path.name for path in caseload.cases.iterdir())
    assert whole.run(seconds=SLOWLY)[0] == 0
    fine = check_that_only_these_fail(caseload, every, damaged(caseload, every, 12, random.Random(12)), SLOWLY)  # noqa: S311
    assert not [name for name in fine if contents(caseload.out / name) != contents(whole.out / name)]


@pytest.mark.slow
def test_a_batch_and_the_desk_are_at_work_at_once(tmp_path):
    names, ended = ("one", "three", "two"), []
    caseload = Caseload(tmp_path, *names, PREFECT_API_URL="", PREFECT_HOME="")
    with Served(caseload.home) as desk:
        batch = threading.Thread(target=lambda: ended.append(caseload.run()))
        batch.start()
        case_id = desk.hand_in(*((path.name, path.read_bytes()) for path in KIT.glob("*.*")), name="Kit")
        desk.client.post(f"/cases/{case_id}/check")
        assert desk.wait(case_id, "Checked", "Stopped", seconds=MOST_SECONDS) == "Checked"
        batch.join()
    ((status, said, complained),) = ended
    assert (status, counts(said)) == (0, {"checked": len(names)}), complained
    written = [contents(caseload.out / name) for name in names]
    assert written == [written[0]] * len(names)
