"""A warm process that reads hostile files, each in a process of its own that is watched; asked by lines of JSON."""

import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

import app.__main__
from extractors.events import read_events
from extractors.evidence import EvidencePaths, read_evidence
from extractors.statement import read_statement
from extractors.tables import read_tables
from flows.supervised import supervised
from models.errors import Stop
from pipeline.case_folder import read_case
from pipeline.desk.admission import admit, safe_name
from pipeline.desk.papers import recognised
from pipeline.places.caseload import caseload
from pipeline.review.decisions import read_decisions
from tests.fuzz.at_the_desk import bring_back_from
from tests.fuzz.readers import TODAY

SECONDS = 90.0
"""The gallery gives a file less time than a case may take."""
NOBODY_MAY = ("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen", "os.system", "os.exec",
              "os.spawn")
"""What reading a file never does."""


def _extract(path: Path) -> str:
    """Read a plan as the command does."""
    out, err = StringIO(), StringIO()
    with mock.patch.object(sys, "argv", ["sectionf", "extract", str(path), "--json"]), \
            redirect_stdout(out), redirect_stderr(err):
        try:
            status = app.__main__.run()
        except SystemExit as leaving:
            status = int(leaving.code or 0)
    if status:
        return err.getvalue().strip() or f"status {status}"
    found = json.loads(out.getvalue())
    return f"read: {len(found['provisions'])} provisions, {len(found['warnings'])} doubts"


def _record(path: Path) -> str:
    """Read a record, and say of which files nothing could be used."""
    tables = read_tables(path)
    evidence = read_evidence(EvidencePaths(logs=(path,)), "Nell Ash")
    return f"read: {len(tables)} tables, {len(evidence.sessions)} sessions, {len(evidence.doubts)} doubts"


def _calendar(path: Path) -> str:
    evidence = read_evidence(EvidencePaths(calendar=path), "Nell Ash")
    return f"read: {len(evidence.calendar.half_terms) if evidence.calendar else 0} half-terms"


def _settings(path: Path) -> str:
    (path.parent / "plan.txt").write_text("SECTION F\nSpeech therapy weekly.\n")
    return f"read: {read_case(path.parent, TODAY).plan.name}"


def _upload(path: Path) -> str:
    """Take a file in as the browser does, and look at it as the desk does."""
    admit(path, safe_name(path.name))
    looked = recognised(path)
    return f"{path.name}: {looked.problem.what} {looked.problem.remedy}" if looked.problem else f"read: {looked.kind}"


def _caseload(path: Path) -> str:
    return f"read: {len(caseload(path, path.parent / 'out'))} cases"


def _offline(path: Path) -> str:
    return f"read: {bring_back_from(path)}"


READ_AS: dict[str, Callable[[Path], str]] = {
    "plan": _extract, "record": _record, "calendar": _calendar, "settings": _settings, "upload": _upload,
    "events": lambda path: f"read: {len(read_events(path)[0])} events",
    "decisions": lambda path: f"read: {len(read_decisions(path))} decisions", "offline": _offline,
    "caseload": _caseload}


def _is_amiss(event: str, args: tuple[object, ...]) -> bool:
    """Whether something is done that no reading does; what recognises words in pictures is a program of its own."""
    return event in NOBODY_MAY and not str(args[0]).endswith("tesseract")


def _tried(asked: dict[str, str], told: int) -> int:
    """Read one file, and tell what came of it; what nobody may do while reading is told as well."""
    done: list[str] = []
    sys.addaudithook(lambda event, args: done.append(event) if _is_amiss(event, args) else None)
    try:
        said = READ_AS[asked["as"]](Path(os.fsdecode(bytes.fromhex(asked["path"]))))
    except Stop as stop:
        said = str(stop)
    except MemoryError:
        raise
    except Exception as fault:
        said = f"FAULT {type(fault).__name__}: {fault}"
    with os.fdopen(told, "w") as file:
        json.dump({"said": said, "did": done}, file)
    return 0


def _watched(asked: dict[str, str]) -> dict[str, object]:
    """Read a file in a process that is ended as a command's is, and measure what it took."""
    with tempfile.TemporaryFile() as told:
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            ended = supervised(lambda: _tried(asked, os.dup(told.fileno())), SECONDS)
            if ended.why or ended.status:
                told.seek(0)
                told.truncate()
                told.write(json.dumps({"said": f"ENDED {ended.why} {ended.status} {ended.file}"}).encode())
                told.flush()
            os._exit(0)
        _, status, usage = os.wait4(child, 0)
        if status:
            told.truncate(0)        # whoever watches it has not lived to tell
        told.seek(0)
        found = json.loads(told.read() or b'{"said": "NOTHING"}')
    return found | {"cpu": usage.ru_utime + usage.ru_stime, "seconds": time.monotonic() - began,
                    "megabytes": usage.ru_maxrss // 1024}


def main() -> None:
    """Be asked, and answer, until nobody asks any more."""
    read_statement("Builds the language pipeline, once, for 5 minutes a day.")
    gc.freeze()     # so that no copy of this process touches what it has
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_watched(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
