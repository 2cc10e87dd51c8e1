"""`sectionf batch` on an S3 server over loopback, as an adviser starts it: the same bytes as from a folder."""

import os
import signal
import time

import pytest

from tests.doors.commands import contents
from tests.flows.caseloads import Caseload, counts
from tests.flows.stores import SECRET, ObjectStore, Shelved

pytestmark = pytest.mark.flow
NAMES = ("Kit #2", "Ottoline [draft]", "Zebedee")
DAMAGED = "Zebedee"


def test_a_batch_that_is_killed_while_it_puts_results_there_goes_on_to_the_bytes_of_one_in_a_folder(server, tmp_path):
    here = Caseload(tmp_path / "here", *NAMES, **server)
    here.damage(DAMAGED)
    assert here.run()[0] == 3
    store = ObjectStore(tmp_path)
    caseload = Shelved(tmp_path, store, "caseload", *NAMES, **server)
    caseload.damage(DAMAGED)
    running = caseload.start()
    until = time.monotonic() + 150
    while not any(".sectionf-new-" in name for name in store.names("caseload/results")):
        assert running.poll() is None and time.monotonic() < until
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    status, said, complained = caseload.run()
    assert (status, counts(said)["could"]) == (3, 1), complained
    assert "Zebedee: plan.txt: No Section F" in complained and SECRET not in said + complained
    assert caseload.written() == contents(here.out)
    store.close()


def test_a_store_that_cannot_be_used_stops_the_batch_with_one_line(server, tmp_path):
    store = ObjectStore(tmp_path)
    caseload = Shelved(tmp_path, store, "refused", "Kit", **server)
    caseload.told = "s3://nobodys/cases"
    status, _, complained = caseload.run()
    assert (status, complained.count("\n")) == (1, 1), complained
    assert "s3://nobodys/cases: there is nothing at this address." in complained and SECRET not in complained
    store.close()
