"""A pack that was finished by hand is sealed anew: as it is now, and with what was changed since it was made."""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from models.errors import OutputFailed, UnreadableFile
from pipeline.files.package import repacked
from pipeline.files.whole import replaced
from pipeline.packs.proof import PROGRAM, fingerprints
from pipeline.packs.scope import pack_words
from pipeline.proof import verify
from pipeline.proof.derivations import lines

SEALED = "-sealed"
PROOF = (verify.FIGURES, PROGRAM)
OPEN_IN_WORD = "~$"
SEAL = re.compile("[0-9a-f]{8}(?: [0-9a-f]{8}){7}")
WORDS = "word/document.xml"
AGAIN = "Draft the pack again (`sectionf letter`), and bring your changes into it."


class Changes(NamedTuple):
    """The files that are not as they were when the pack was made; those of the seal itself aside."""

    changed: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


class Sealed(NamedTuple):
    """A pack with its new list of files."""

    files: dict[str, bytes]
    seal: str
    changes: Changes
    on_index: bool
    """Whether the new seal stands on the index page."""


def sealed(folder: Path) -> Sealed:
    """Seal a pack as it is; what is for the sender alone stays out of it."""
    files, made = _files(folder), _made(folder)
    _check_the_proof(files, made)
    changes = _changes(files, made)
    files[verify.FIGURES] = _without(files[verify.FIGURES], {*changes.changed, *changes.gone})
    seal = verify.seal(fingerprints(files))
    index = _with_seal(files.get(verify.INDEX, b""), seal, changes)
    files |= {verify.INDEX: index} if index else {}
    return Sealed({**files, verify.MANIFEST: verify.list_of(fingerprints(files))}, seal, changes, bool(index))


def write_sealed(pack: Sealed, folder: Path) -> tuple[Path, Path]:
    """Write a sealed pack beside the folder that it was made of, and as an archive."""
    there = folder.with_name(folder.name + SEALED)
    earlier = _made(there) if (there / verify.MANIFEST).is_file() else {}
    with replaced(there, earlier) as new:
        for name, content in pack.files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
    archive = there.with_name(f"{there.name}.zip")
    part = archive.with_name(f".{archive.name}.part")
    try:
        part.write_bytes(verify.archive(there.name, pack.files))
        part.replace(archive)
    except OSError:
        part.unlink(missing_ok=True)
        raise OutputFailed("the archive could not be written.", where=archive.name,
                           remedy="Free some space, close the archive where it is open, and seal again.") from None
    return there, archive


def _files(folder: Path) -> dict[str, bytes]:
    """Read what is to be sent: all but the list, what is for the sender, and what systems leave in folders."""
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    for path in names.values():
        if path.name.startswith(OPEN_IN_WORD):
            raise UnreadableFile("it is still open in the word processor.", where=path.name.removeprefix(OPEN_IN_WORD),
                                 remedy="Save it and close it; then seal again.")
    return {name: path.read_bytes() for name, path in names.items()
            if name not in (verify.MANIFEST, verify.SENDERS)
            and not path.name.startswith(".") and path.name not in verify.OF_SYSTEMS}


def _made(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each file as its pack was made."""
    try:
        listed = (folder / verify.MANIFEST).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        raise UnreadableFile("this is not the folder of a pack: it has no list of its files.", where=folder.name,
                             remedy="Name the folder that `sectionf letter` made, or unpack its archive.") from None
    return {line[66:]: line[:64] for line in listed}


def _check_the_proof(files: Mapping[str, bytes], made: Mapping[str, str]) -> None:
    """Refuse to seal figures that are not those that were worked out."""
    for name in PROOF:
        if name not in files or verify.sha256(files[name]) != made.get(name):
            raise UnreadableFile("the proof of the figures is gone, or not as it was made.", where=name, remedy=AGAIN)


def _changes(files: Mapping[str, bytes], made: Mapping[str, str]) -> Changes:
    now, ours = fingerprints(files), made.keys() - {verify.SENDERS}
    return Changes(tuple(sorted(name for name in now.keys() & ours if now[name] != made[name])),
                   tuple(sorted(now.keys() - ours)), tuple(sorted(ours - now.keys())))


def _without(figures: bytes, touched: set[str]) -> bytes:
    """Vouch no longer for what stands in a file that is not as it was made; how figures were worked out stays."""
    said = json.loads(figures)
    kept = [one for one in said["named"] if one["file"] not in touched]
    return lines({**said, "named": kept}) if len(kept) < len(said["named"]) else figures


def _with_seal(index: bytes, seal: str, changes: Changes) -> bytes:
    """Put the new seal in the place of the old one, and what was done by hand after it; nothing without a place."""
    words = seal + (f"; {pack_words('by_hand', **changes._asdict())}" if any(changes) else "")
    places = 0

    def change(name: str, part: bytes) -> bytes:
        nonlocal places
        if name != WORDS:
            return part
        xml, places = SEAL.subn(lambda _: html.escape(words, quote=False), part.decode(), count=1)
        return xml.encode()

    try:
        new = repacked(index, change)
    except verify.UNREADABLE:
        return b""
    return new if places else b""
