"""The server on a desk: nothing that was confirmed is lost, whatever ends it, and nothing goes on without it."""

import signal
import socket
import sqlite3
import subprocess
import sys
import time

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from app.samples_folder import samples_folder
from pipeline.store.nouns import Store
from pipeline.store.working import place
from tests.doors.commands import process
from tests.flows.processes import command, gone, listening
from tests.flows.served import Served

pytestmark = [pytest.mark.flow, pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")]
KIT = samples_folder() / "kit"
HALF = b"Date,Minutes\n"
PLANTED = "Zebedee Quillfeather"
"""A child's name that stands in the papers, in the name of the case and in those of the files."""


def kit():
    """A small case in which everything names the planted child."""
    for path in KIT.glob("*.*"):
        if path.suffix in (".txt", ".csv"):
            text = path.read_text("utf-8").replace("Kit Okafor-Lyle", PLANTED)
            yield f"{PLANTED} {path.name}", text.encode()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("desk")


def everything(home):
    """The bytes of all that is kept: cases and the list of them are sealed."""
    kept = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    dumps = []
    for path in kept:
        if path.suffix == ".db":
            with sqlite3.connect(path) as connection:
                dumps.append("\n".join(connection.iterdump()).encode())
    return b"".join([*dumps, *kept.values()])


def test_pages_answer_before_prefect_does_and_a_check_waits_for_it(home):
    with Served(home) as desk:
        case_id = desk.hand_in(*kit(), name=PLANTED)
        desk.client.post(f"/cases/{case_id}/check")
        assert "Starting Prefect" in desk.client.get(f"/cases/{case_id}/progress/events").text
        assert desk.wait(case_id, "Checked", "Stopped") == "Checked"
        assert {"0100007F"} == listening({desk.process.pid, *desk.others})
        only_we_are_let_in(prefects_port(desk))
        time.sleep(2)       # for which Prefect keeps what happened before it writes it down
    kept = everything(home)
    assert b"check-case" in kept
    assert b"read_evidence" in kept
    assert not [word for word in (*PLANTED.encode().split(), b"register.csv") if word in kept]


def prefects_port(desk):
    """The port of the Prefect server beside it."""
    lines = [command(pid).split(b"\0") for pid in desk.others]
    (port,) = {line[-2].decode() for line in lines if b"flows.beside" in line}
    return port


def only_we_are_let_in(port):
    """Another user of the machine reaches the port, and learns that something is there."""
    url = f"127.0.0.1:{port}/api"
    assert httpx.get(f"http://{url}/health").status_code == 200
    for auth in (None, ("sectionf", ""), ("sectionf", "sectionf")):
        assert httpx.post(f"http://{url}/task_runs/filter", json={}, auth=auth).status_code == 401
    for path in ("events/in", "events/out", "logs/out"):
        with pytest.raises((InvalidStatus, ConnectionClosed)), connect(f"ws://{url}/{path}") as line:
            line.send("{}")
            line.recv(timeout=60)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_goes_on_without_it(home, how):
    with Served(home) as desk:
        others = desk.others
        assert len(others) >= 3, "Prefect's server, and two that work"
        desk.end(how)
        assert not gone(others)


def test_a_crash_loses_nothing_that_was_confirmed_and_leaves_nothing_half(home, prefect):
    with Served(home) as desk:
        case_id = desk.hand_in(*kit())
        before, cases = papers(home, case_id), desk.client.get("/").text.count("<tr>")
        for path in ("/cases", f"/cases/{case_id}/papers"):
            half_an_upload(desk, path)
        half = on_the_way()
        assert half
        desk.client.post(f"/cases/{case_id}/check")
        desk.wait(case_id, "In line", "Being checked")
        others = desk.others
        desk.end(signal.SIGKILL)
        assert not gone(others)
    with Served(home, **prefect) as desk:
        assert papers(home, case_id) == before
        assert desk.client.get("/").text.count("<tr>") == cases
        assert not [path for path in half if path.exists()]
        assert desk.wait(case_id, "Checked", "Stopped") == "Checked"
        second = process("serve", "--port", "0", "--no-browser", SECTIONF_HOME=str(home))
        assert (second.returncode, second.stdout) == (1, "")
        assert "is open already on this machine" in second.stderr


def papers(home, case_id):
    return sorted(Store(home / "cases").sealed_folder(case_id, "papers").listing().files)


def on_the_way():
    """Uploads of this test that have not arrived."""
    return [path for path in place().rglob("*.csv") if path.read_bytes().startswith(HALF * 2)]


def half_an_upload(desk, path):
    """Send half of what is announced, and leave the line open until the desk has gone."""
    request = desk.client.build_request("POST", path, files=[("papers", ("log.csv", HALF * 100_000))])
    body = request.read()
    line = socket.create_connection((request.url.host, request.url.port))
    cookies = "; ".join(f"{name}={value}" for name, value in desk.client.cookies.items())
    heads = {**request.headers, "Cookie": cookies}
    line.sendall(f"POST {path} HTTP/1.1\r\n".encode() + b"".join(f"{n}: {v}\r\n".encode() for n, v in heads.items()))
    line.sendall(b"\r\n" + body[:len(body) // 2])
    desk.lines = [*getattr(desk, "lines", ()), line]
    time.sleep(1)


def test_prefect_that_cannot_be_started_stops_the_case_and_says_what_to_do(tmp_path):
    nobody = {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_API_DATABASE_CONNECTION_URL": "nonsense"}
    with Served(tmp_path / "desk", **nobody) as desk:
        case_id = desk.hand_in(*kit())
        desk.client.post(f"/cases/{case_id}/check")
        assert desk.wait(case_id, "Stopped").startswith("Stopped Prefect, which runs the checks, could not be started.")
        assert "Check this case again." in desk.client.get(f"/cases/{case_id}/progress").text


def test_what_is_said_where_it_was_started_names_nobody(home):
    said = (home / "serve.log").read_text("utf-8")
    assert "Section F is open at" in said
    assert not [word for word in (*PLANTED.split(), "register.csv", "Traceback") if word in said]


def test_importing_what_runs_checks_does_not_import_prefect():
    done = subprocess.run([sys.executable, "-c", "import sys, flows.runner; print('prefect' in sys.modules)"],
                          capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
