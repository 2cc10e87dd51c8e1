"""The passphrase is asked for where one is needed and somebody can be asked; programs started from here are told."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app import screen
from models.errors import WrongPassphrase

if TYPE_CHECKING:
    from pipeline.store.keys.master import Master

TRIES = 3


@contextmanager
def unlocked() -> Iterator[None]:
    """Have what is kept open for as long as the block lasts."""
    from pipeline.store.keys.case_keys import CaseKeys
    from pipeline.store.keys.passphrase import handed_on

    master = CaseKeys.default().master
    if not master.is_locked():
        master.key()
        yield
        return
    with handed_on(_right(master)):
        yield


def asked(question: str) -> str:
    """Ask for a passphrase: unseen where somebody types, a line where it is piped."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{question}: ")
    return sys.stdin.readline().rstrip("\n")


def asked_twice(question: str) -> str:
    """Ask for a new passphrase; typed twice, so that a slip locks nobody out."""
    words = asked(question)
    if sys.stdin.isatty() and asked("Once more") != words:
        raise WrongPassphrase("the two are not the same.", remedy="Start the command again.")
    return words


def _right(master: "Master") -> str:
    """Ask until it is the right one; where nobody answers, it is said in what other way it can be told."""
    from pipeline.store.keys.passphrase import told

    for left in reversed(range(TRIES)):
        words = asked("Passphrase") or told()
        try:
            master.unlock(words)
            return words
        except WrongPassphrase as wrong:
            if not left or not sys.stdin.isatty():
                raise
            screen.say(str(wrong))
    raise AssertionError
