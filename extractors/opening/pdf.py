"""A PDF, looked at before it is opened: how many objects it has, and what its packed streams unpack to."""

import base64
import mmap
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from extractors.limits import most
from models.errors import FileTooLarge, UnreadableFile

STREAM = re.compile(rb"(?<!end)stream\r?\n")
OBJECT = re.compile(rb"\d\s+obj\b")
AGAIN = re.compile(rb"(?:FlateDecode|/Fl)\b[\s\]/]*(?:/FlateDecode|/Fl)\b")
"""A stream that is packed twice."""
PICTURE = re.compile(rb"/Subtype\s*/Image\b")
LETTERED = re.compile(rb"/(ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
OVER_AND_OVER = re.compile(rb"(\b\d+ \d+ R\s+)\1{999}")
"""The same part a thousand times in a row: a page that is drawn by it would unpack it as often."""
PIECE = 1 << 20
HEAD = 400
"""So many bytes before a stream say how it is packed."""


def check_pdf(path: Path, unpacked: int) -> None:
    """Refuse a PDF of too many objects, or whose streams that are no pictures unpack to more bytes than this."""
    pictures = most("pdf", "unpacked_bytes")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if sum(1 for _ in OBJECT.finditer(content)) > most("pdf", "objects"):
            raise FileTooLarge("it has more parts than a plan or a record has.", path.name,
                               "Print the pages about this child to a new PDF.")
        if OVER_AND_OVER.search(content):
            raise _made_to_do_harm(path)
        for found in STREAM.finditer(content):
            head = content[max(0, found.start() - HEAD):found.start()].rpartition(b" obj")[2]
            if AGAIN.search(head):
                raise _made_to_do_harm(path)
            size = sum(map(len, _unpacked(_pieces(content, found.end(), head), pictures)))
            pictures, unpacked = pictures - size, unpacked - (0 if PICTURE.search(head) else size)
            if min(pictures, unpacked) < 0:
                raise FileTooLarge("it is far larger, once unpacked, than a plan or a record can be.", path.name,
                                   "Print the pages about this child to a new PDF.")


def _made_to_do_harm(path: Path) -> UnreadableFile:
    return UnreadableFile("it is put together as no ordinary program does it: it may be made to do harm.", path.name,
                          "Ask whoever sent it for another copy.")


def _pieces(content: mmap.mmap, start: int, head: bytes) -> Iterator[bytes]:
    """Give the bytes of a stream and those behind it, piece by piece; one that is written in letters, as bytes."""
    if not (lettered := LETTERED.search(head)):
        yield from (content[place:place + PIECE] for place in range(start, len(content), PIECE))
        return
    end = content.find(b"endstream", start)
    letters = b"".join(content[start:end if end >= 0 else len(content)].split()).rstrip(b"~>")
    with suppress(ValueError):
        yield base64.a85decode(letters) if b"85" in lettered[1] else bytes.fromhex(letters.decode())


def _unpacked(pieces: Iterator[bytes], enough: int) -> Iterator[bytes]:
    """Unpack a stream until it gives more bytes than are enough; one that is packed otherwise, or not, gives none."""
    inflate = zlib.decompressobj()
    with suppress(zlib.error):
        for packed in pieces:
            while packed and enough >= 0 and not inflate.eof:
                made = inflate.decompress(packed, PIECE)
                enough -= len(made)
                yield made
                packed = inflate.unconsumed_tail
            if inflate.eof or enough < 0:
                return
