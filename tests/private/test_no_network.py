"""Nothing leaves this machine: all journeys end as usual where there is no way out, and nobody looks for one."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from flows.server import SILENT
from tests.private.watching import noted, watched

pytestmark = [pytest.mark.flow, pytest.mark.timeout(1500),
              pytest.mark.skipif(sys.platform != "linux", reason="needs network namespaces")]
NAMESPACES = (("unshare", "--net"), ("unshare", "--net", "--map-root-user"))
"""As root, and as anybody whom the system lets make a user namespace."""
OURS = ("-m app demo", "-m app check", "-m app letter", "-m app batch", "-m app serve", "-m flows.beside", "spawn_main")
"""The processes that the journeys start, by what stands in their arguments."""


def go(folder, *more, before=(), **environment):
    """Set out on all journeys, and do not wait for their end."""
    return subprocess.Popen([*before, sys.executable, "-m", "tests.private.journeys", folder, *more], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **environment})


def ended(going):
    """What the journeys left."""
    said, complained = going.communicate(timeout=1200)
    assert going.returncode == 0, complained
    return json.loads(said)


def namespace():
    """The words before a command that give it a network of its own, if it can have one."""
    for words in NAMESPACES:
        if shutil.which(words[0]) and not subprocess.run([*words, "true"], check=False, capture_output=True).returncode:
            return words
    return None


@pytest.fixture(scope="module")
def notes(tmp_path_factory):
    """What is noted of all Python processes of the journeys in the open."""
    return tmp_path_factory.mktemp("notes") / "watch.txt"


@pytest.fixture(scope="module")
def journeys(tmp_path_factory, notes):
    """What was left by the journeys in the open, and by those without a way out, which go on beside them."""
    watched_ones, words = go(tmp_path_factory.mktemp("watched"), **watched(notes)), namespace()
    alone = go(tmp_path_factory.mktemp("alone"), "--alone", before=words) if words else None
    return ended(watched_ones), ended(alone) if alone else None


def test_no_process_speaks_to_another_machine_or_asks_for_its_name(journeys, notes):
    for words in OURS:
        assert [line for line in noted(notes, "WATCHED") if words in line], f"{words} was not watched"
    assert not noted(notes, "BEYOND")


def test_all_ends_as_usual_where_there_is_no_way_out(journeys):
    in_the_open, alone = journeys
    if alone is None:
        pytest.skip("needs `unshare --net`, as root or with user namespaces: without it nothing is proved here")
    assert alone["interfaces"] == ["lo"]
    assert alone["counted"] == 1, "the system counts who looks for a way out"
    assert alone["without_route"] == 0, "something looked for one, in whatever language it is written"
    assert len(alone["made"]) > 100
    assert alone["made"] == in_the_open["made"]


@pytest.mark.parametrize("call", [
    "socket.create_connection(('192.0.2.1', 80), 1)", "socket.getaddrinfo('example.org', 80)",
    "socket.gethostbyname('example.org')", "socket.socket().bind(('0.0.0.0', 0))",
    "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
    "urllib.request.urlopen('http://[2001:db8::1]/', timeout=1)",
])
def test_the_watch_sees_whoever_tries(call, tmp_path):
    notes = tmp_path / "watch.txt"
    tries = f"import socket, urllib.request; {call}"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {tries!r}])"
    subprocess.run([sys.executable, "-c", child], check=True, capture_output=True,
                   env={**os.environ, **watched(notes)})
    assert noted(notes, "BEYOND")


@pytest.mark.parametrize("wanted", [{}, {"DO_NOT_TRACK": "0", "PREFECT_SERVER_ANALYTICS_ENABLED": "1"}])
def test_prefect_tells_its_makers_nothing_whatever_the_environment_says(wanted, tmp_path):
    asked = ("import flows, json, sys; early = 'prefect' in sys.modules\n"
             "from prefect.settings import get_current_settings as now\n"
             "from prefect._internal.analytics.enabled import is_telemetry_enabled as told\n"
             "print(json.dumps([early, now().server.analytics_enabled, told()]))")
    outside = {name: value for name, value in os.environ.items() if name not in {*SILENT, "CI", "GITHUB_ACTIONS"}}
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True,
                          env={**outside, **wanted, "SECTIONF_HOME": str(tmp_path)})
    assert json.loads(done.stdout) == [False, False, False]
