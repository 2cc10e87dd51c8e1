"""The record is only ever added to, by many at once, and whatever is done to it besides is found."""

import datetime as dt
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from models.errors import UnusableEntry
from models.record import HERE, Head, What
from pipeline.store.record import FILE, Deed, Record

NOW = dt.datetime(2026, 1, 12, 19, 30, tzinfo=dt.UTC)
CASES = ["a" * 32, "b" * 32]
PROOF = Path(__file__).parents[3] / "docs" / "proof.md"


def filled(folder: Path, number: int = 12, at: dt.datetime = NOW) -> Record:
    record = Record(folder)
    for one in range(number):
        record.add(Deed(HERE, [*What][one % 8], CASES[one % 2]), at + dt.timedelta(days=one))
    return record


def lines(record: Record) -> list[bytes]:
    return record.path.read_bytes().splitlines(keepends=True)


def test_what_is_added_is_a_chain_and_holds_who_what_when_and_which_case(tmp_path):
    record = filled(tmp_path)
    assert record.problems() == ()
    assert [entry.n for entry in record.entries()] == list(range(1, 13))
    assert {entry.case for entry in record.entries(CASES[0])} == {CASES[0]}
    assert set(json.loads(lines(record)[0])) == {"n", "at", "who", "what", "case", "upto", "before", "hash"}
    assert record.path.stat().st_mode & 0o777 == 0o600
    assert record.problems(record.head()) == ()


def test_every_entry_that_is_removed_moved_or_put_in_is_found(tmp_path):
    record = filled(tmp_path)
    whole = lines(record)
    for place in range(len(whole)):
        if place < len(whole) - 1:
            record.path.write_bytes(b"".join([*whole[:place], *whole[place + 1:]]))
            assert record.problems(), f"removed {place}"
            record.path.write_bytes(b"".join([*whole[:place], whole[place + 1], whole[place], *whole[place + 2:]]))
            assert record.problems(), f"moved {place}"
        record.path.write_bytes(b"".join([*whole[:place], whole[3], *whole[place:]]))
        assert record.problems(), f"put in {place}"


def test_each_of_1000_changed_bytes_is_found(tmp_path):
    record, chance = filled(tmp_path), random.Random(8)     # noqa: S311
    content = record.path.read_bytes()
    for place in chance.sample(range(len(content)), 1000):
        changed = bytes([content[place] ^ chance.randrange(1, 256)])
        record.path.write_bytes(content[:place] + changed + content[place + 1:])
        assert record.problems(), place


def test_what_is_taken_off_the_end_or_written_anew_is_found_by_a_head_that_was_kept_elsewhere(tmp_path):
    record = filled(tmp_path)
    head, whole = record.head(), lines(record)
    record.path.write_bytes(b"".join(whole[:-2]))
    assert record.problems() == ()
    assert record.problems(head) == ("Entries after number 10 are gone: there were 12 at least.",)
    record.path.unlink()
    assert record.problems(head)
    filled(tmp_path, at=NOW + dt.timedelta(hours=1))
    assert record.problems() == ()
    assert "written anew" in record.problems(head)[0]
    assert record.problems(Head(n=12, hash=record.head().hash)) == ()


def test_a_line_that_a_machine_left_unfinished_is_taken_out_and_that_is_said(tmp_path):
    record = filled(tmp_path)
    record.path.write_bytes(record.path.read_bytes()[:-40])
    assert "unfinished" in record.problems()[0]
    record.add(Deed(HERE, What.OPENED), NOW)
    assert record.problems() == ()
    assert [entry.what for entry in record.entries()][-2:] == [What.MENDED, What.OPENED]


WRITER = """
import datetime as dt, sys
from pathlib import Path
from models.record import What
from pipeline.store.record import Deed, Record
record = Record(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    record.add(Deed(sys.argv[3], What.OPENED if number % 2 else What.DECIDED, "c" * 32), dt.datetime.now(dt.UTC))
"""


def test_several_writers_at_once_make_one_chain_also_when_some_are_killed(tmp_path):
    def writer(name: str, number: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(number), name])
    steady, doomed = [writer(f"w{one}", 60) for one in range(3)], [writer(f"k{one}", 100_000) for one in range(2)]
    for one in steady:
        assert one.wait(60) == 0
    for one in doomed:
        one.kill()
        one.wait()
    record = Record(tmp_path)
    assert record.problems() == ()
    assert sum(entry.who.startswith("w") for entry in record.entries()) == 180


def test_entries_that_were_kept_long_enough_are_taken_out_and_the_record_says_so(tmp_path):
    record = filled(tmp_path, at=NOW - dt.timedelta(days=740))
    head = record.head()
    assert record.shorten(24, HERE, NOW) == 10
    assert record.problems() == () and record.problems(head) == ()
    assert [entry.n for entry in record.entries()] == [10, 11, 12, 13]
    assert [entry.n for entry in record.entries() if entry.what is What.SHORTENED] == [10, 13]
    assert record.shorten(24, HERE, NOW) == 0
    assert record.shorten(12, HERE, NOW) == 3
    assert record.problems() == ()
    with pytest.raises(UnusableEntry):
        record.shorten(11, HERE, NOW)


def test_a_beginning_that_was_taken_off_by_hand_is_found(tmp_path):
    record = filled(tmp_path, at=NOW - dt.timedelta(days=740))
    record.shorten(24, HERE, NOW)
    first, second, *rest = lines(record)
    record.path.write_bytes(b"".join([second, *rest]))
    assert record.problems()
    record.path.write_bytes(b"".join([first, *rest]))
    assert record.problems()


def test_a_look_at_a_page_costs_at_most_two_milliseconds(tmp_path):
    record = filled(tmp_path, 400)
    taken = []
    for _ in range(200):
        began = process_time()
        record.add(Deed(HERE, What.OPENED, CASES[0]), NOW)
        taken.append(process_time() - began)
    assert sorted(taken)[len(taken) // 2] < 0.002


def test_the_lines_that_the_guide_shows_check_an_exported_record(tmp_path):
    (code,) = re.findall(r"```python\n(.*?record.*?)```", PROOF.read_text("utf-8"), re.DOTALL)
    record = filled(tmp_path)
    command = [sys.executable, "-c", code, str(tmp_path / FILE)]
    run = {"capture_output": True, "text": True, "check": False, "env": {**os.environ, "PYTHONPATH": ""}}
    assert subprocess.run(command, **run).stdout == "whole\n"
    record.path.write_bytes(record.path.read_bytes().replace(b'"opened"', b'"shared"', 1))
    assert subprocess.run(command, **run).stdout.startswith("broken at line 1")
