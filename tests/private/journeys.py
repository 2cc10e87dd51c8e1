"""All that a person does with the sample cases, in processes as a person starts them; prints what came out, as JSON.

Run as `python -m tests.private.journeys FOLDER [--alone]`; with `--alone` it expects a network namespace of its own.
"""

import fcntl
import hashlib
import io
import json
import os
import socket
import struct
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

from app.web.follow_up.take_away import HEAD
from tests.doors.commands import KIT, NELL, contents, process
from tests.flows.caseloads import Caseload
from tests.flows.served import Served

DAY = "2025-12-19"
SET_FLAGS, UP = 0x8914, 1
NOWHERE = ("192.0.2.1", 9)
"""An address of the block that is kept for examples: nobody is there."""


def main(folder, *, alone):
    """Go through all journeys, and say what each left, by the name and SHA-256 of each file."""
    if alone:
        raise_loopback()
    made = {}
    for journey in (demo, check_and_letters, batch, serve):
        made |= {f"{journey.__name__}/{name}": hashlib.sha256(content).hexdigest()
                 for name, content in journey(folder / journey.__name__).items()}
    answer = {"made": made}
    if alone:
        before = without_route()
        with suppress(OSError), socket.socket() as beyond:
            beyond.connect(NOWHERE)
        answer |= {"without_route": before, "counted": without_route() - before,
                   "interfaces": [name for _, name in socket.if_nameindex()]}
    json.dump(answer, sys.stdout)


def demo(folder):
    folder.mkdir()
    done(process("demo", cwd=folder))
    return contents(folder / "sectionf-demo")


def check_and_letters(folder):
    options = [option for kind in ("timetable", "log", "register", "calendar") for path in NELL.glob(f"{kind}.*")
               for option in (f"--{kind}", path)]
    done(process("check", NELL / "plan.pdf", *options, "--as-of", DAY, "--out", folder, "--pdf"))
    done(process("letter", folder, "all"))
    return {name: content for name, content in contents(folder).items() if not name.endswith(".pdf")}


def batch(folder):
    caseload = Caseload(folder, "one", "two")
    status, _, said = caseload.run()
    assert status == 0, said
    return contents(caseload.out)


def serve(folder):
    with Served(folder) as desk:
        case_id = desk.hand_in(*((path.name, path.read_bytes()) for path in KIT.glob("*.*")), name="Kit")
        desk.client.post(f"/cases/{case_id}/check")
        assert desk.wait(case_id, "Checked", "Stopped", seconds=600) == "Checked"
        taken = desk.client.get(f"/cases/{case_id}/take-away/everything.zip")
        with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith(HEAD)}


def done(ended):
    assert ended.returncode == 0, ended.stderr


def raise_loopback():
    """Let this network namespace reach itself."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sH22x", b"lo", UP))


def without_route():
    """How often anything in this namespace, in whatever language it is written, had no way to where it wanted to go."""
    four = [line.split() for line in Path("/proc/net/snmp").read_text("utf-8").splitlines() if line.startswith("Ip:")]
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text("utf-8").splitlines())
    return int(dict(zip(*four, strict=True))["OutNoRoutes"]) + int(six["Ip6OutNoRoutes"])


if __name__ == "__main__":
    os.environ.pop("SECTIONF_DEBUG", None)
    main(Path(sys.argv[1]), alone="--alone" in sys.argv)
