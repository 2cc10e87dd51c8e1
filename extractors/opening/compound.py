"""Workbooks of Excel 97 before they are opened: whether the file holds together, and how far its cells reach."""

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.limits import most
from extractors.opening.sheets import too_far
from models.errors import LockedFile

HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIIII109I")
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
ENTRY = 128
SMALL = 64
NAMES = ("Workbook", "Book")
BEGIN, ENDS, SHEET, LOCKED, EXTENT, STRINGS = 0x809, 0x0A, 0x85, 0x2F, 0x200, 0xFC
CELLS = {0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406}
"""The records of cells: each begins with its row and its column."""
UNTOLD = 1 << 32
SPARE = 16
"""A workbook may say that it reaches so many times further than its cells may: somebody gave whole columns a colour."""


def check_compound(path: Path) -> None:
    """Refuse a workbook that does not hold together, whose cells reach too far, or that needs a password."""
    stream = _Compound(path.read_bytes()).workbook()
    for begin in _checked(path, _records(stream)):
        _checked(path, _of_sheet(stream, begin))


def _checked(path: Path, records: Iterable[tuple[int, bytes]]) -> list[int]:
    """Refuse records that reach too far; give where the sheets begin that they name."""
    reach, rows, columns, begins = 0, 0, 0, list[int]()
    for kind, content in records:
        if kind == LOCKED:
            raise LockedFile("the workbook needs a password.", path.name, "Save a copy without a password.")
        if kind == BEGIN:
            reach, rows, columns = reach + rows * columns, 0, 0
        elif kind == SHEET:
            begins.append(struct.unpack_from("<I", content)[0])
        elif kind in CELLS:
            row, column = struct.unpack_from("<HH", content)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        if _claims(kind, content) > SPARE * most("record", "cells"):
            raise too_far(path)
    if reach + rows * columns > most("record", "cells"):
        raise too_far(path)
    return begins


def _claims(kind: int, content: bytes) -> int:
    """Give how many cells or words a record says that there are: readers make room for them before they look."""
    if kind == EXTENT:
        first, last, left, right = struct.unpack_from("<IIHH", content)
        return (last - first) * (right - left) if first <= last and left <= right else UNTOLD
    return max(struct.unpack_from("<II", content)) if kind == STRINGS else 0


def _records(stream: bytes, place: int = 0) -> Iterator[tuple[int, bytes]]:
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4:place + 4 + size]
        place += 4 + size


def _of_sheet(stream: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """Give the records of a sheet from where it is said to begin: in a damaged workbook not those met on the way."""
    depth = 0
    for kind, content in _records(stream, begin):
        yield kind, content
        depth += (kind == BEGIN) - (kind == ENDS)
        if kind == ENDS and depth <= 0:
            return


class _Compound:
    """A compound file (OLE): sectors in chains, of which a table says what follows what."""

    def __init__(self, content: bytes) -> None:
        (_, _, _, order, shift, small, _, count, self.first, _, _, self.small_first, small_count, more, more_count,
         *listed) = HEADER.unpack_from(content)
        if (order, small) != (0xFFFE, 6) or shift not in (9, 12):
            raise ValueError("no compound file")
        self.content, self.sector = content, 1 << shift
        most_sectors = len(content) // self.sector
        if max(count, small_count, more_count) > most_sectors or (more_count and more > most_sectors):
            raise ValueError("more sectors than there are bytes")
        tables = [number for number in (*listed, *self._more(more, more_count)) if number not in (FREE, END)][:count]
        self.next = [number for table in tables for number in struct.unpack(f"<{self.sector // 4}I", self._at(table))]

    def _more(self, first: int, count: int) -> Iterator[int]:
        """Give the sectors of the table that the header has no room for."""
        for _ in range(count):
            *numbers, first = struct.unpack(f"<{self.sector // 4}I", self._at(first))
            yield from numbers

    def _at(self, number: int) -> bytes:
        found = self.content[(number + 1) * self.sector:(number + 2) * self.sector]
        if len(found) < self.sector:
            raise ValueError("a sector is not there")
        return found

    def _chain(self, number: int, following: list[int]) -> Iterator[int]:
        """Follow a chain to its end; one that comes back to itself has none."""
        for _ in range(len(following) + 1):
            if number == END:
                return
            yield number
            number = following[number]
        raise ValueError("a ring")

    def _stream(self, first: int) -> bytes:
        return b"".join(self._at(number) for number in self._chain(first, self.next))

    def workbook(self) -> bytes:
        """Give the stream of the workbook."""
        folder = self._stream(self.first)
        root, found = b"", b""
        for place in range(0, len(folder), ENTRY):
            entry = folder[place:place + ENTRY]
            name = entry[:max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
            root, found = (entry if entry[66] == 5 else root), (entry if name in NAMES else found)
        first, size = struct.unpack_from("<II", found, 116)
        if size >= struct.unpack_from("<I", self.content, 56)[0]:
            return self._stream(first)[:size]
        held, table = self._stream(struct.unpack_from("<I", root, 116)[0]), self._stream(self.small_first)
        small = list(struct.unpack(f"<{len(table) // 4}I", table))
        return b"".join(held[number * SMALL:(number + 1) * SMALL] for number in self._chain(first, small))[:size]
