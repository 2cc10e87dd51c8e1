"""What can be taken away of a checked case: each file that the last check wrote, and all of them in one archive."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from models.errors import UnusableCase
from pipeline.case_folder import read_settings
from pipeline.files.whole import fingerprint
from pipeline.proof.verify import archive
from pipeline.rules import rules

CHANGED = " (changed by hand"


class Taken(NamedTuple):
    """One file: its place among the results, what it is, its size in bytes and its SHA-256."""

    name: str
    what: str
    size: int
    sha256: str

    @property
    def download(self) -> str:
        """Give the name under which it is saved: one of ours, which names nobody."""
        return self.name.rpartition("/")[2]


def results(folder: Path) -> tuple[Taken, ...]:
    """Give the files that the last check wrote, and none of the copies of what was handed in."""
    settings = read_settings(folder)
    copies = {name for value in settings.files.values() for name in ([value] if isinstance(value, str) else value)}
    names = [name for name in settings.written if name not in copies and (folder / name).is_file()]
    return tuple(_taken(folder, name) for name in sorted(names, key=_order))


def _taken(folder: Path, name: str) -> Taken:
    path = folder / name
    return Taken(name, _what(name), path.stat().st_size, fingerprint(path))


def _what(name: str) -> str:
    words = rules("pages")["files"]
    return str(words.get(name) or words[name.partition("/")[0]])


def _order(name: str) -> tuple[int, int, str]:
    """Put the report first, then the letters by the number of their route, then what other programs read.

    >>> sorted(["extract.json", "letters/R10_tribunal_preparation.docx", "letters/R4_section_42.docx", "report.docx"],
    ...        key=_order)[:3]
    ['report.docx', 'letters/R4_section_42.docx', 'letters/R10_tribunal_preparation.docx']
    """
    folder, _, file = name.rpartition("/")
    number = "".join(letter for letter in file.split("_")[0] if letter.isdigit())
    return 1 if folder else 0 if file.startswith("report") else 2, int(number or 99), file


def content(folder: Path, sha256: str) -> tuple[Taken, bytes]:
    """Give one of the files by its SHA-256."""
    for one in results(folder):
        if one.sha256 == sha256:
            return one, (folder / one.name).read_bytes()
    raise UnusableCase("this file is not there any more.", remedy="Go back to the list: the case was checked again.")


def everything(folder: Path, name: str, instead: Mapping[str, bytes]) -> bytes:
    """Give all the files in one archive; `instead` has those that somebody has worked on since."""
    written = {one.name: (folder / one.name).read_bytes() for one in results(folder)}
    return archive(name, {**written, **instead})
