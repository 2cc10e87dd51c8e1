"""Every call of ours that changes the disk, numbered; at one of them something happens to the disk or to us.

The calls are met where Python hands them to the system: what is still in a buffer is not on the disk, as with a
process that is killed. SQLite is met at its commits.
"""

import builtins
import contextlib
import errno
import io
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from sqlalchemy.engine.default import DefaultDialect

from pipeline.files import swap

ON_A_HANDLE = ("fsync", "fdatasync", "ftruncate")
ON_A_NAME = ("unlink", "remove", "rmdir", "mkdir", "truncate", "utime", "chmod")
ON_TWO_NAMES = ("replace", "rename", "link", "symlink")
TAKES_NO_ROOM = {"unlink", "remove", "rmdir", "truncate", "ftruncate", "utime", "chmod", "open", "fsync", "fdatasync"}
ON_AN_OPEN_FILE = {"write", "fsync", "fdatasync", "ftruncate"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
SQLITE = {errno.ENOSPC: ("database or disk is full", sqlite3.SQLITE_FULL),
          errno.EROFS: ("attempt to write a readonly database", sqlite3.SQLITE_READONLY)}


class Way(StrEnum):
    """What happens."""

    KILLED = "killed before it"
    TORN = "killed in the middle of it"
    FULL = "the disk is full from then on, after half of what was written"
    READ_ONLY = "the disk can only be read from then on"
    REFUSED = "this call alone is refused"


class Call(NamedTuple):
    """One call."""

    name: str
    path: str


class Disk:
    """The disk below a folder; what happens to it at the call of a number."""

    def __init__(self, folder: Path, number: int = 0, way: Way = Way.KILLED) -> None:
        self.folder, self.number, self.way = str(folder), number, way
        self.calls: list[Call] = []
        self._hit_on, self._inside = "", False

    def do(self, call: Call, really: Callable[[], object], half: Callable[[], object] | None = None) -> object:
        """Do a call, unless something happens at it; `half` does only half of it."""
        if self._inside or not call.path.startswith(self.folder):
            return really()
        self.calls.append(call)
        with self._by_ourselves():
            if len(self.calls) == self.number:
                return self._happen(call, really, half)
            if 0 < self.number < len(self.calls):
                self._fail_if_so(call)
            return really()

    def _happen(self, call: Call, really: Callable[[], object], half: Callable[[], object] | None) -> object:
        self._hit_on = self._system(call.path)
        if half and self.way in (Way.TORN, Way.FULL):
            done = half()
            if self.way is Way.FULL:
                return done
        if self.way in (Way.KILLED, Way.TORN):
            os.kill(os.getpid(), signal.SIGKILL)
        self._fail_if_so(call)
        return really()

    def _fail_if_so(self, call: Call) -> None:
        """Fail where the disk that something happened to is asked for what it cannot do any more."""
        if self._system(call.path) != self._hit_on:
            return
        if self.way is Way.REFUSED:
            if len(self.calls) == self.number and call.name not in ON_AN_OPEN_FILE | {"commit"}:
                raise _error(errno.EACCES, call)
        elif self.way is Way.READ_ONLY:
            raise _error(errno.EROFS, call)
        elif self.way is Way.FULL and call.name not in TAKES_NO_ROOM:
            raise _error(errno.ENOSPC, call)

    def _system(self, path: str) -> str:
        """Name the file system: what is in memory has one of its own."""
        return "memory" if path.startswith(f"{self.folder}/memory") else "disk"

    @contextlib.contextmanager
    def _by_ourselves(self) -> Iterator[None]:
        self._inside = True
        try:
            yield
        finally:
            self._inside = False


def _error(number: int, call: Call) -> Exception:
    if call.name == "commit":
        words, code = SQLITE[number]
        error = sqlite3.OperationalError(words)
        error.sqlite_errorcode = code
        return error
    return OSError(number, os.strerror(number), call.path)


def _path(name: object, folder: int | None = None) -> str:
    """Give the whole path of a name or of a handle."""
    if isinstance(name, int):
        return str(Path(f"/proc/self/fd/{name}").readlink())
    base = Path(_path(folder)) if folder is not None else Path.cwd()
    return str(base / os.fsdecode(name))


class _Raw(io.FileIO):
    """A file that is open for writing."""

    disk: Disk

    def write(self, content: object) -> int | None:
        piece = memoryview(content).cast("B")
        really, half = super().write, piece[:len(piece) // 2]
        return self.disk.do(Call("write", _path(self.fileno())), lambda: really(piece), lambda: really(half))

    def truncate(self, size: int | None = None) -> int:
        really = super().truncate
        return self.disk.do(Call("ftruncate", _path(self.fileno())), lambda: really(size))


@contextlib.contextmanager
def counted(disk: Disk) -> Iterator[Disk]:
    """Have every call met by a disk for as long as the block lasts."""
    with contextlib.ExitStack() as stack:
        for name, meet in _met(disk).items():
            stack.enter_context(mock.patch.object(os, name, meet))
        opened = _opened(disk)
        for room in (io, builtins):
            stack.enter_context(mock.patch.object(room, "open", opened))
        stack.enter_context(mock.patch.object(swap, "_exchanged", _exchanged(disk, swap._exchanged)))
        stack.enter_context(mock.patch.object(DefaultDialect, "do_commit", _committed(disk)))
        yield disk


def _met(disk: Disk) -> dict[str, Callable[..., object]]:
    met = {name: _on_a_handle(disk, name) for name in ON_A_HANDLE}
    met |= {name: _on_a_name(disk, name) for name in ON_A_NAME}
    met |= {name: _on_two_names(disk, name) for name in ON_TWO_NAMES}
    return met | {"write": _written(disk, os.write), "sendfile": _sent(disk, os.sendfile),
                  "open": _handle_opened(disk, os.open)}


def _on_a_handle(disk: Disk, name: str) -> Callable[..., object]:
    real = getattr(os, name)
    return lambda handle, *more: disk.do(Call(name, _path(handle)), lambda: real(handle, *more))


def _on_a_name(disk: Disk, name: str) -> Callable[..., object]:
    real = getattr(os, name)

    def met(path: object, *more: object, **named: object) -> object:
        return disk.do(Call(name, _path(path, named.get("dir_fd"))), lambda: real(path, *more, **named))
    return met


def _on_two_names(disk: Disk, name: str) -> Callable[..., object]:
    real = getattr(os, name)

    def met(path: object, target: object, **named: object) -> object:
        return disk.do(Call(name, _path(target, named.get("dst_dir_fd"))), lambda: real(path, target, **named))
    return met


def _written(disk: Disk, real: Callable[..., int]) -> Callable[..., object]:
    return lambda handle, content: disk.do(Call("write", _path(handle)), lambda: real(handle, content),
                                           lambda: real(handle, content[:len(content) // 2]))


def _sent(disk: Disk, real: Callable[..., int]) -> Callable[..., object]:
    return lambda to, source, at, many: disk.do(Call("write", _path(to)), lambda: real(to, source, at, many),
                                                lambda: real(to, source, at, os.fstat(source).st_size // 2))


def _handle_opened(disk: Disk, real: Callable[..., int]) -> Callable[..., object]:
    def met(path: object, flags: int, *more: object, **named: object) -> object:
        if not flags & WRITES:
            return real(path, flags, *more, **named)
        return disk.do(_opening(_path(path, named.get("dir_fd"))), lambda: real(path, flags, *more, **named))
    return met


def _opening(path: str) -> Call:
    return Call("open" if os.path.lexists(path) else "create", path)  # a name may be a link to nothing


def _opened(disk: Disk) -> Callable[..., object]:
    real = io.open
    kind = type("_Met", (_Raw,), {"disk": disk})

    def met(file: object, mode: str = "r", buffering: int = -1, *text: object, **named: object) -> object:
        if not set(mode) & set("wax+") or (isinstance(file, int) and not _path(file).startswith(disk.folder)):
            return real(file, mode, buffering, *text, **named)
        return _layered(disk, kind, (file, mode, buffering), text, named)
    return met


def _layered(disk: Disk, kind: type[_Raw], of: tuple[object, str, int], text: tuple[object, ...],
             named: dict[str, object]) -> object:
    """Open a file as `open` does, upon one whose writing is met."""
    file, mode, buffering = of
    fine = {name: named.pop(name) for name in ("closefd", "opener") if name in named}

    def make() -> _Raw:
        return kind(file, mode.replace("b", "").replace("t", ""), **fine)

    raw = make() if isinstance(file, int) else disk.do(_opening(_path(file)), make)
    if buffering == 0:
        return raw
    binary = (io.BufferedRandom if "+" in mode else io.BufferedWriter)(raw)
    if "b" in mode:
        return binary
    names = dict(zip(("encoding", "errors", "newline"), text, strict=False)) | named
    made = io.TextIOWrapper(binary, **names)
    made.mode = mode
    return made


def _exchanged(disk: Disk, real: Callable[[Path, Path], bool]) -> Callable[[Path, Path], bool]:
    """Two names are exchanged by the system itself, which says no in a number."""
    def met(one: Path, other: Path) -> bool:
        try:
            return disk.do(Call("exchange", _path(other)), lambda: real(one, other))
        except OSError:
            return False
    return met


def _committed(disk: Disk) -> Callable[..., None]:
    def met(_self: object, connection: sqlite3.Connection) -> None:
        named = connection.execute("PRAGMA database_list").fetchone()
        disk.do(Call("commit", named[2] if named else ""), connection.commit)
    return met
