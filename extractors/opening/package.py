"""Packages of Word, Excel and OpenDocument, before they are opened: what each part really unpacks to, and its XML."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from extractors.limits import most
from models.errors import FileTooLarge, LockedFile, Stop, UnreadableFile

SAVE_AGAIN = "Open it in the program that made it and save it again."
WITHOUT = "Save it again with the pages or rows about this child alone."
LOCAL = struct.Struct("<26xHH")
PIECE = 1 << 16
WELL_FORMED = (".xml", ".rels")
XML = (*WELL_FORMED, ".vml")
ENCODINGS = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8|utf-?16|us-ascii|ascii|iso-8859-1|windows-1252)",
                       re.IGNORECASE)
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
OVERLAP = 16
DAMAGED = (zipfile.BadZipFile, ExpatError, LookupError, zlib.error, struct.error, NotImplementedError)
"""What the readers of zip files and of XML raise over a damaged one."""


def check_package(path: Path, tags: int) -> None:
    """Refuse a package that would unpack to too much, or whose XML declares anything; it may have so many tags."""
    try:
        with zipfile.ZipFile(path) as package, path.open("rb") as file:
            parts = package.infolist()
            _check_list(path, parts)
            counted = _Counted(path, tags)
            for part in parts:
                counted.begin(part)
                for piece in _unpacked(path, file, part):
                    counted.add(piece)
                counted.end()
    except (*DAMAGED, OSError, ValueError):
        raise _damaged(path) from None


def reaches_out(part: str) -> bool:
    r"""Whether the path of a part leads out of the package.

    >>> [reaches_out(part) for part in ("word/document.xml", "../../x", "/etc/x", "C:\\x")]
    [False, True, True, True]
    """
    return part.startswith("/") or "\\" in part or ":" in part or ".." in PurePosixPath(part).parts


def _check_list(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """Look at the list of what is packed: nothing is unpacked."""
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise LockedFile("the file needs a password.", path.name, "Save a copy without a password.")
    odd = any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts)
    if odd or len(names) != len(parts) or any(reaches_out(name) for name in names):
        raise _damaged(path)
    unpacked = sum(part.file_size for part in parts)
    bombs = any(_is_bomb(part.file_size, part.compress_size) for part in parts)
    if bombs or len(parts) > most("package", "parts") or unpacked > most("package", "unpacked_bytes"):
        raise _too_much(path)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > most("package", "ratio_from_bytes") and unpacked > packed * most("package", "ratio")


def _unpacked(path: Path, file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part piece by piece; one that has another size than it says is damaged, or is meant to deceive."""
    file.seek(part.header_offset)
    names = LOCAL.unpack(file.read(LOCAL.size))
    file.seek(sum(names), 1)
    left, size = part.compress_size, 0
    inflate = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left and (packed := file.read(min(left, PIECE))):
        left -= len(packed)
        while packed:
            piece = inflate.decompress(packed, PIECE) if inflate else packed
            packed = inflate.unconsumed_tail if inflate and not inflate.eof else b""
            size += len(piece)
            if size > part.file_size:
                raise _damaged(path)
            yield piece
    if left or size != part.file_size:
        raise _damaged(path)


class _Counted:
    """What the parts have held so far."""

    def __init__(self, path: Path, tags: int) -> None:
        self.path, self.tags_left, self.bytes_left = path, tags, most("package", "xml_bytes")
        self.xml, self.before = False, b""
        self.parser: XMLParserType | None = None

    def begin(self, part: zipfile.ZipInfo) -> None:
        """Begin the next part; what is called otherwise than XML may be XML all the same."""
        self.xml, self.before = part.filename.lower().endswith(XML), b""
        self.parser = ParserCreate() if part.filename.lower().endswith(WELL_FORMED) else None

    def add(self, piece: bytes) -> None:
        """Count a piece of it."""
        if not self.before:
            head = piece[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
            self.xml = self.xml or head.startswith(b"<")
        if not self.xml:
            self.before = piece[-1:]
            return
        self.bytes_left -= len(piece)
        self.tags_left -= piece.count(b"<")
        seen = (self.before + piece).replace(b"\0", b"")
        if DECLARES.search(seen) or ENCODINGS.search(seen[:400]):
            raise UnreadableFile("the file holds what Word and Excel never write, and may have been made to do harm.",
                                 self.path.name, "Ask whoever sent it for another copy.")
        if self.bytes_left < 0 or self.tags_left < 0:
            raise _too_much(self.path)
        self.before = piece[-OVERLAP:]
        if self.parser:
            self.parser.Parse(piece)

    def end(self) -> None:
        """See that the part was whole: there are readers that never come to the end of one that is not."""
        if self.parser:
            self.parser.Parse(b"", True)


def _damaged(path: Path) -> Stop:
    return UnreadableFile("the file is damaged, or is not what its name says.", path.name, SAVE_AGAIN)


def _too_much(path: Path) -> Stop:
    return FileTooLarge("the file is far larger, once unpacked, than a plan or a record can be.", path.name, WITHOUT)
