"""The record of access and decisions: lines that are only ever added, each with the hash of the one before.

A file and not a table: several processes take turns by a lock that a killed one lets go of, a line is one write, and
whoever looks at it needs no program of ours.
"""

import datetime as dt
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from models.errors import UnusableEntry
from models.record import Entry, Head, What
from pipeline.store.home import home
from pipeline.store.lines import write_all
from pipeline.store.whole_file import put_whole

FILE, LOCK = "record.jsonl", ".record.lock"
FIRST = "0" * 64
LONGEST = 4096
"""No line is longer: so much of the end holds the last one."""
MONTHS = (12, 24)
"""For how long entries are kept: no shorter, no longer."""


class Deed(NamedTuple):
    """What somebody did."""

    who: str
    what: What
    case: str = ""
    upto: int = 0


class Record:
    """The record of one private folder."""

    def __init__(self, folder: Path) -> None:
        """Use a folder."""
        self.path, self._lock = folder / FILE, folder / LOCK

    @classmethod
    def default(cls) -> "Record":
        """Use the record of this machine's user."""
        return cls(home())

    def add(self, deed: Deed, at: dt.datetime) -> Head:
        """Add an entry; it is on the disk before anyone is told, unless it is a look."""
        with self._alone():
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                last, torn = _last(handle)
                made = [_entry(Deed(deed.who, What.MENDED), at, last)] if torn else []
                made.append(_entry(deed, at, _head(made[-1]) if made else last))
                write_all(handle, b"".join(map(_line, made)))
                if not deed.what.is_a_look:
                    os.fsync(handle)
            finally:
                os.close(handle)
        return _head(made[-1])

    def head(self) -> Head:
        """Give the last entry, to be kept elsewhere."""
        if not self.path.exists():
            return Head()
        handle = os.open(self.path, os.O_RDONLY)
        try:
            return _last(handle, mend=False)[0]
        finally:
            os.close(handle)

    def entries(self, case_id: str = "") -> tuple[Entry, ...]:
        """Give the entries, of one case or all, the first one first."""
        return tuple(entry for line in self.lines(case_id) if (entry := _read(line)))

    def lines(self, case_id: str = "") -> list[bytes]:
        """Give the lines as they stand, of one case or all."""
        every = self.path.read_bytes().split(b"\n")[:-1] if self.path.exists() else []
        return [line for line in every if f'"case":"{case_id}"'.encode() in line] if case_id else every

    def problems(self, kept: Head | None = None) -> tuple[str, ...]:
        """Say where the chain is broken; with a head that was kept elsewhere, whether its end is gone."""
        lines = self.lines()
        unfinished = self.path.exists() and not self.path.read_bytes().endswith(b"\n")
        return (*_broken(lines), *(_lost(lines, kept) if kept else ()),
                *(["The last line is unfinished: a machine stopped, or it was changed."] if unfinished else ()))

    def shorten(self, months: int, who: str, at: dt.datetime) -> int:
        """Take out what is older than so many months, and say so at the beginning and at the end; give how many."""
        if not MONTHS[0] <= months <= MONTHS[1]:
            raise UnusableEntry(f"entries are kept for {MONTHS[0]} to {MONTHS[1]} months.", where="months",
                                remedy="Give a number of months between the two.")
        since = at - dt.timedelta(days=365 * months // 12)
        with self._alone():
            entries = [(line, entry) for line in self.lines() if (entry := _read(line))]
            old = [entry for _, entry in entries if entry.at < since and entry.what is not What.SHORTENED]
            if not old:
                return 0
            upto, last = old[-1], entries[-1][1]
            said = Deed(who, What.SHORTENED, upto=upto.n)
            first = _entry(said, at, Head(n=upto.n - 1, hash=upto.hash))
            kept = [line + b"\n" for line, entry in entries if entry.n > upto.n]
            put_whole(self.path, b"".join([_line(first), *kept, _line(_entry(said, at, _head(last)))]))
        return len(entries) - len(kept)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        handle = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _entry(deed: Deed, at: dt.datetime, last: Head) -> Entry:
    moment = at.astimezone(dt.UTC).replace(microsecond=0)
    made = Entry(n=last.n + 1, at=moment, before=last.hash or FIRST, **deed._asdict())
    return made.model_copy(update={"hash": _hash(made)})


def _hash(entry: Entry) -> str:
    return hashlib.sha256(entry.model_dump_json(exclude={"hash"}).encode()).hexdigest()


def _line(entry: Entry) -> bytes:
    return entry.model_dump_json().encode() + b"\n"


def _head(entry: Entry) -> Head:
    return Head(n=entry.n, hash=entry.hash)


def _read(line: bytes) -> Entry | None:
    try:
        return Entry.model_validate_json(line)
    except ValidationError:
        return None


def _last(handle: int, *, mend: bool = True) -> tuple[Head, bool]:
    """Give the last entry; a line that was left unfinished was never confirmed, and is taken off."""
    size = os.fstat(handle).st_size
    end = os.pread(handle, LONGEST, max(size - LONGEST, 0))
    whole, _, rest = end.rpartition(b"\n")
    if rest and mend:
        os.ftruncate(handle, size - len(rest))
    entry = _read(whole.rpartition(b"\n")[2])
    return _head(entry) if entry else Head(), bool(rest)


def _broken(lines: Sequence[bytes]) -> Iterator[str]:
    """Follow the chain from line to line."""
    last, upto, said = Head(hash=FIRST), 0, set[int]()
    for number, line in enumerate(lines, 1):
        entry = _read(line)
        if entry is None or _line(entry) != line + b"\n" or entry.hash != _hash(entry):
            yield f"Line {number} was changed."
            last = _head(entry) if entry else Head(n=last.n + 1)
            continue
        if number == 1 and entry.what is What.SHORTENED:
            upto = entry.upto
        elif (entry.n, entry.before) != (last.n + 1, last.hash):
            yield f"Line {number} does not follow the one before: something was removed, moved or put in there."
        said |= {entry.upto} if entry.what is What.SHORTENED and number > 1 else set()
        last = Head(n=entry.n, hash=entry.before if number == 1 and upto else entry.hash)
    if upto and upto not in said:
        yield "The beginning was taken off, and no later entry says so."


def _lost(lines: Iterable[bytes], kept: Head) -> Iterator[str]:
    """Say whether an entry that was the last one is still there."""
    entries = [entry for line in lines if (entry := _read(line))]
    if not entries or entries[-1].n < kept.n:
        yield f"Entries after number {entries[-1].n if entries else 0} are gone: there were {kept.n} at least."
    elif (there := next((entry for entry in entries if entry.n == kept.n), None)) and there.hash != kept.hash \
            and there.what is not What.SHORTENED:
        yield f"Entry {kept.n} is another than the one that was kept: the record was written anew."
