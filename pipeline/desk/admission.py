"""Whether a file may come in: a safe name, a size within limits, and first bytes of what its name says it is."""

import re
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

from extractors.limits import most
from extractors.opening.kinds import kind_of, opening_of
from extractors.opening.package import reaches_out
from models.errors import FileTooLarge, LockedFile, Stop, UnreadableFile

MOST_FILES, MOST_BYTES, MOST_BYTES_TOGETHER, LONGEST_NAME = (
    most("form", what) for what in ("files", "bytes", "bytes_together", "name"))
MOST_BYTES_UNPACKED, MOST_PARTS = most("package", "unpacked_bytes"), most("package", "parts")
SAVE_AS = "Save it as PDF, Word (.docx), Excel (.xlsx), CSV or plain text, and choose that file."
PICTURES = {".jpg", ".jpeg", ".png", ".heic", ".heif", ".gif", ".tif", ".tiff", ".bmp", ".webp"}

PDF, ZIP, OLE = b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
TEXTS = {".csv", ".txt", ".ics"}
TAKEN = {".pdf", ".xls", *PACKED, *TEXTS}


def safe_name(name: str) -> str:
    r"""Make a file name safe and keep it recognisable: no folders, no signs that cannot be seen, no hidden file.

    >>> safe_name("..\\..\\etc\\Nell’s log (Aut).csv"), safe_name("/tmp/.case.toml"), safe_name("  ")
    ('Nell’s log (Aut).csv', 'case.toml', 'paper')
    >>> safe_name("a\x00b\x07.csv")
    'ab.csv'
    """
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = re.sub(r'[<>:"|?*]+', "-", " ".join(seen.split())).strip(". ")
    stem, suffix = Path(plain).stem, Path(plain).suffix
    return (stem[:LONGEST_NAME] + suffix[:8]) or "paper"


def admit(path: Path, name: str) -> None:
    """Refuse a file that is empty, of a kind that cannot be read, or not what its name says; nothing of it is read."""
    kind = Path(name).suffix.lower()
    if kind in PICTURES:
        raise UnreadableFile("Pictures cannot be read.", name,
                             "Scan the paper to a PDF (phones have “Scan document”), and choose that file.")
    if kind not in TAKEN:
        raise UnreadableFile("Files of this kind cannot be read.", name, SAVE_AS)
    opening = opening_of(path)
    if not opening:
        raise UnreadableFile("This file is empty.", name, "Save or export it again.")
    if kind in PACKED:
        _check_package(path, name, PACKED[kind], opening)
    elif not _is(kind, opening):
        raise _disguised(name, opening)


def _is(kind: str, opening: bytes) -> bool:
    if kind == ".pdf":
        return PDF in opening
    if kind == ".xls" and opening.startswith(OLE):
        return True
    return _is_text(opening) and (kind != ".ics" or b"BEGIN:VCALENDAR" in opening.upper())


def _is_text(opening: bytes) -> bool:
    r"""Whether bytes are of a text; two bytes a sign are told by the mark at the start.

    >>> _is_text(b"Date;Mins\n"), _is_text(b"MZ\x90\x00\x03"), _is_text("Date".encode("utf-16"))
    (True, False, True)
    """
    kind = kind_of(opening)
    if kind and kind.key != "web":
        return False
    return opening.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in opening


def _disguised(name: str, opening: bytes) -> Stop:
    """Say that a file is not what its name says, and what it is."""
    kind, says = kind_of(opening), f"This file is not what its name says ({Path(name).suffix.lower()})"
    if kind is None:
        return UnreadableFile(f"{says}.", name, f"Open it in the program that made it. {SAVE_AS}")
    return UnreadableFile(f"{says}: it is {kind.name}.", name, kind.remedy)


def _check_package(path: Path, name: str, main: str, opening: bytes) -> None:
    """Look at the list of what a Word or Excel file packs: nothing is unpacked."""
    if opening.startswith(OLE):
        raise LockedFile("This file needs a password to open.", name, "Save a copy without a password.")
    if not opening.startswith(ZIP):
        raise _disguised(name, opening)
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableFile("This file is damaged or cut short.", name, "Save or download it again.") from None
    names = {part.filename for part in parts}
    if len(names) != len(parts) or any(reaches_out(part) for part in names) or main not in names:
        raise _disguised(name, opening)
    if any(part.flag_bits & 1 for part in parts):
        raise LockedFile("This file needs a password to open.", name, "Save a copy without a password.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
        raise FileTooLarge("This file is far larger, once unpacked, than a plan or a record can be.", name,
                           "Save it again with the pages about this child alone.")
