"""Warm processes may be ended at any moment, also while one of them is only just starting."""

import os
import signal
import sys
import time
from multiprocessing import active_children
from pathlib import Path
from types import ModuleType

from flows.processes import Warm


def takes_a_second_to_end(begun):
    signal.signal(signal.SIGTERM, lambda *_: (time.sleep(1), os._exit(0)))
    Path(begun).touch()
    time.sleep(1000)


def breaks_once_the_other_is_at_work(begun):
    while not Path(begun).exists():
        time.sleep(0.01)
    os._exit(3)


def test_a_process_that_is_just_starting_is_ended_without_a_word(tmp_path, capfd, monkeypatch):
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))        # a new one need not import pytest
    two, begun = Warm("json:JSONDecoder", at_once=2), str(tmp_path / "begun")
    two.do(takes_a_second_to_end, begun)
    broken = two.do(breaks_once_the_other_is_at_work, begun)
    assert broken.exception()
    while len(active_children()) < 2:       # until another one starts in its place
        time.sleep(0.001)
    two.close()
    assert capfd.readouterr() == ("", "")
