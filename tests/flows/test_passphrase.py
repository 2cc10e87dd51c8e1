"""With a passphrase, everything that runs finds the key in the same way; without it nothing runs, and it says why."""

import os
import re
import signal
import subprocess
import sys

import pytest

from pipeline.store.working import place
from tests.doors.commands import KIT, NELL
from tests.flows.caseloads import Caseload
from tests.flows.served import Served

pytestmark = pytest.mark.flow
WORDS = "kettle marble sunday"


@pytest.fixture
def told(tmp_path):
    """A file that holds the passphrase, as a server has it."""
    path = tmp_path / "told"
    path.write_text(f"{WORDS}\n", "utf-8")
    return path


def run(home, *order, typed=""):
    environment = {name: value for name, value in os.environ.items() if name != "SECTIONF_PASSPHRASE_FILE"}
    return subprocess.run([sys.executable, "-m", "app", *map(str, order)], input=typed, text=True, capture_output=True,
                          check=False, timeout=120, env={**environment, "SECTIONF_HOME": str(home)})


def test_a_server_checks_a_case_and_says_what_is_missing_without_its_file(tmp_path, told, prefect):
    home = tmp_path / "home"
    with Served(home, SECTIONF_PASSPHRASE_FILE=str(told), **prefect) as desk:
        assert "without your passphrase nobody can open it" in desk.client.get("/cases/new").text
        case_id = desk.hand_in(*((path.name, path.read_bytes()) for path in KIT.glob("*.*")), name="Kit")
        desk.client.post(f"/cases/{case_id}/check")
        assert desk.wait(case_id, "Checked", "Stopped") == "Checked"
    done = run(home, "serve", "--port", "0", "--no-browser")
    assert (done.returncode, "needs your passphrase" in done.stderr) == (1, True)


def test_whoever_starts_it_is_asked_and_what_it_starts_is_told(tmp_path):
    home = tmp_path / "home"
    assert run(home, "keys", "set-passphrase", typed=f"{WORDS}\n").returncode == 0
    environment = {name: value for name, value in os.environ.items() if name != "SECTIONF_PASSPHRASE_FILE"}
    order = [sys.executable, "-m", "app", "batch", str(NELL.parent), "--out", str(tmp_path / "out"), "--workers", "1"]
    child = subprocess.Popen(order, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             env={**environment, "SECTIONF_HOME": str(home)})
    said, _ = child.communicate(f"{WORDS}\n", timeout=240)
    assert re.search(r"checked", said), said
    assert (tmp_path / "out" / "nell" / "report.html").exists()
    assert WORDS not in said


def test_a_batch_of_a_server_finds_the_key_and_nothing_on_the_way_tells_it(tmp_path, told, prefect):
    caseload = Caseload(tmp_path, "one", "two", **prefect)
    status, _, said = caseload.run(SECTIONF_PASSPHRASE_FILE=str(told))
    assert status == 0, said
    status, _, said = caseload.run(SECTIONF_PASSPHRASE_FILE="")
    assert (status, "this is not the passphrase" in said or "needs your passphrase" in said) == (1, True), said
    for path in (tmp_path / "home").rglob("*"):
        assert not path.is_file() or WORDS.encode() not in path.read_bytes()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_passphrase_that_was_typed_is_nowhere_once_the_program_has_ended(tmp_path, how):
    home = tmp_path / "home"
    run(home, "keys", "set-passphrase", typed=f"{WORDS}\n")
    with subprocess.Popen([sys.executable, "-m", "app", "serve", "--port", "0", "--no-browser"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "SECTIONF_HOME": str(home), "SECTIONF_PASSPHRASE_FILE": ""}) as server:
        server.stdin.write(f"{WORDS}\n")
        server.stdin.flush()
        while "http://" not in (line := server.stdout.readline()):
            assert server.poll() is None, line
        environment = bytes(open(f"/proc/{server.pid}/environ", "rb").read())  # noqa: PTH123, SIM115
        command = bytes(open(f"/proc/{server.pid}/cmdline", "rb").read())  # noqa: PTH123, SIM115
        assert WORDS.encode() not in environment + command
        server.send_signal(how)
        server.wait(timeout=120)
    assert not [path for path in place().rglob("passphrase") if WORDS in path.read_text("utf-8")]
