"""The journeys of whoever types commands: a check, again, inside its folder; a batch; keys; the record."""

import contextlib
import datetime as dt
import shutil
from pathlib import Path

from models.batch import Outcome, Source
from models.errors import OutputFailed
from models.record import HERE, What
from models.review import Action, Decision
from pipeline import batch
from pipeline.desk.caseload_page import write_overview
from pipeline.review.decisions import append, read_decisions
from pipeline.store.erasure import Tombstones
from pipeline.store.keys.case_keys import CaseKeys
from pipeline.store.keys.master import Way
from pipeline.store.keys.passphrase import TOLD_IN
from pipeline.store.record import Deed, Record
from pipeline.store.sealed.sealing_up import sealed_up
from tests.doors.commands import KIT, contents, sectionf
from tests.faults.made import TODAY, YESTERDAY
from tests.faults.trial import Journey, State

AT = dt.datetime(2026, 1, 12, 19, 30, tzinfo=dt.UTC)
CASE = "c0" * 16
WORDS = "three plain words"
NOT_DONE = ("out/caseload.html", "out/caseload.xlsx", "out/kit/could-not-be-checked.txt")
"""Where a batch says of a case that it could not be checked."""


def folders(*names: str):
    """Look at the files of folders of the world; what is hidden is on its way, and counted among what is left."""
    def look(world: Path) -> State:
        found = {f"{name}/{path}": content for name in names for path, content in contents(world / name).items()}
        return {path: content for path, content in found.items() if "/." not in path}
    return look


def _case_there(world: Path) -> None:
    (world / "home").mkdir()
    shutil.copytree(KIT, world / "case")


def _check(day: dt.date, *, inside: bool = False):
    def go(world: Path) -> None:
        out = world / "out"
        told = sectionf("check", world / "case", "--out", "." if inside else out, "--as-of", day,
                        cwd=out if inside else world)
        if told.returncode:
            raise OutputFailed(_one_line(told.stderr))
    return go


def _one_line(said: str) -> str:
    """Give what a command said as it stopped: one line, which owns up to nothing of ours."""
    lines = [line for line in said.splitlines() if line.startswith("sectionf: ")]
    assert len(lines) == 1, said
    assert "fault of this program" not in said, said
    assert "Traceback" not in said, said
    return lines[0].removeprefix("sectionf: ")


def _older_results(world: Path) -> None:
    _case_there(world)
    _check(YESTERDAY)(world)
    (world / "out" / "letters").mkdir(exist_ok=True)
    (world / "out" / "letters" / "mine.txt").write_text("what I wrote", "utf-8")
    _decide(world)


def _decision(about: str) -> Decision:
    return Decision(provision=about, provision_id=about, action=Action.ACCEPT, by="R", at=AT)


def _decide(world: Path) -> None:
    append(world / "out" / "decisions.jsonl", _decision("F1"))


def _caseload(world: Path) -> None:
    _case_there(world)
    (world / "cases").mkdir()
    (world / "case").rename(world / "cases" / "kit")


def _batch(day: dt.date):
    def go(world: Path) -> None:
        store = batch.store_of_batches()
        sealed_up(store)
        name = batch.take_in(store, Source(name="kit", folder=world / "cases" / "kit", out=world / "out" / "kit"))
        ended = batch.ended(store, name, batch.check(store, name, day))
        write_overview([ended], world / "out", day)
        if ended.outcome.failed:
            assert ended.outcome is Outcome.STOPPED, ended
            raise OutputFailed(ended.reason)
    return go


def _checked_yesterday(world: Path) -> None:
    _caseload(world)
    _batch(YESTERDAY)(world)


def _keys(world: Path) -> CaseKeys:
    return CaseKeys(world / "home" / "keys")


def _opens(world: Path) -> State:
    """Say which case can be opened, by a key that is kept in which way."""
    with _told(world):
        kept = _keys(world).master.kept()
        cases = {one: b"opens" for one in _keys(world).all() if len(_keys(world).get(one)) == 32}
    return cases | {"way": kept.way.encode() if kept and cases else b""}


@contextlib.contextmanager
def _told(world: Path):
    import os

    os.environ[TOLD_IN] = str(world / "passphrase")
    try:
        yield
    finally:
        del os.environ[TOLD_IN]


def _passphrase_there(world: Path) -> None:
    (world / "home").mkdir()
    (world / "passphrase").write_text(WORDS, "utf-8")


def one_key(world: Path) -> None:
    _passphrase_there(world)
    _keys(world).make(CASE)


def _behind_a_passphrase(world: Path) -> None:
    one_key(world)
    _keys(world).master.keep_by(Way.PASSPHRASE, WORDS)


def _in_a_file(world: Path) -> None:
    with _told(world):
        _keys(world).master.keep_by(Way.FILE)


def _start_with_keys(world: Path) -> None:
    """Open the key, if there is one."""
    with _told(world):
        if _keys(world).master.kept():
            _keys(world).master.key()


def _add_to_record(world: Path) -> None:
    Record(world / "home").add(Deed(HERE, What.ERASED, CASE), AT)


def _recorded(world: Path) -> None:
    (world / "home").mkdir()
    for what in (What.CHECKED, What.DECIDED):
        Record(world / "home").add(Deed(HERE, what, CASE), AT)


def _record(world: Path) -> State:
    record = Record(world / "home")
    broken = [one for one in record.problems() if not one.startswith("The last line is unfinished")]
    kept = [entry.what for entry in record.entries() if entry.what is not What.MENDED]
    return {"entries": " ".join(kept).encode(), "broken": " ".join(broken).encode()}


def _shorten(world: Path) -> None:
    assert Record(world / "home").shorten(12, HERE, AT + dt.timedelta(days=800)) == 2


def _decisions(world: Path) -> State:
    path = world / "out" / "decisions.jsonl"
    return {one.about: b"decided" for one in read_decisions(path)}


def _bury(world: Path) -> None:
    Tombstones(world / "home").put(CASE, TODAY)


def _tombstones(world: Path) -> State:
    return {one.case: b"erased" for one in Tombstones(world / "home").all()}


JOURNEYS = (
    Journey("check --out", _case_there, _check(TODAY), folders("out", "case"), together=("out/",)),
    Journey("check --out again", _older_results, _check(TODAY), folders("out", "case"), together=("out/",)),
    Journey("check in the folder", _older_results, _check(TODAY, inside=True), folders("out", "case")),
    Journey("batch", _caseload, _batch(TODAY), folders("out", "cases"), together=("out/kit/",), tells=NOT_DONE),
    Journey("batch again", _checked_yesterday, _batch(TODAY), folders("out", "cases"), together=("out/kit/",),
            tells=NOT_DONE),
    Journey("first key", _passphrase_there, lambda world: _keys(world).make(CASE), _opens, _start_with_keys),
    Journey("set a passphrase", one_key, lambda world: _keys(world).master.keep_by(Way.PASSPHRASE, WORDS), _opens,
            _start_with_keys, repeats=False),
    Journey("remove the passphrase", _behind_a_passphrase, _in_a_file, _opens, _start_with_keys, repeats=False),
    Journey("record", _recorded, _add_to_record, _record, repeats=False),
    Journey("shorten the record", _recorded, _shorten, _record, repeats=False),
    Journey("a decision", _older_results, lambda world: append(world / "out" / "decisions.jsonl", _decision("F2")),
            _decisions, repeats=False),
    Journey("a tombstone", _recorded, _bury, _tombstones),
)
