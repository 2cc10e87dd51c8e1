"""A folder of results that is replaced whole or not at all, whatever happens while it is written."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from models.errors import OutputFailed
from pipeline.files.swap import NEW, poured, recover, swapped
from pipeline.files.unfinished import prefix


@contextmanager
def replaced(folder: Path, outdated: Mapping[str, str] | None = None) -> Iterator[Path]:
    """Give an empty folder to write into; its contents take the place of those of `folder` when the block ends well.

    What else stood in `folder` stays, but for the `outdated` files, which are named with their SHA-256: one that
    somebody has changed since stays under a name that says so.
    """
    folder, outdated = folder.absolute(), outdated or {}
    try:
        recover(folder)
        new = _made(folder)
    except OSError as error:
        raise _failed(folder, error) from error
    try:
        yield new
        _keep_changed(folder, new, outdated)
        if new.parent == folder:
            _flush(new)
            poured(new, folder, outdated)
        else:
            _bring_along(folder, new, outdated)
            _flush(new)
            swapped(new, folder)
    except OSError as error:
        raise _failed(folder, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _made(folder: Path) -> Path:
    """Make the new folder beside the old one, so that the last step is a rename; inside one that cannot be moved."""
    if folder.exists() and not folder.is_dir():
        raise OutputFailed("a file of this name stands where the folder for the results would be.", where=folder.name,
                           remedy="Move that file away, or choose another folder.")
    stays = folder.is_symlink() or Path.cwd().is_relative_to(folder) or os.path.ismount(folder)
    place = folder if stays else folder.parent
    place.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=prefix(folder.name, NEW), dir=place))


def _failed(folder: Path, error: OSError) -> OutputFailed:
    reason = os.strerror(error.errno).lower() if error.errno else "the system gave no reason"
    return OutputFailed(
        f"the results could not be written ({reason}); what stood there before still does.",
        where=folder.name,
        remedy="Free some space or choose another folder, and run again.",
    )


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _keep_changed(folder: Path, new: Path, outdated: Mapping[str, str]) -> None:
    """Keep a letter that somebody has worked on since we wrote it."""
    for name, written in outdated.items():
        path = folder / name
        if path.is_file() and fingerprint(path) != written:
            target = new / _name_of_changed(folder, Path(name))
            target.parent.mkdir(exist_ok=True)
            _link(path, target)


def _name_of_changed(folder: Path, name: Path) -> Path:
    """Give a name beside that of the draft that is still free.

    >>> _name_of_changed(Path("nowhere"), Path("letters/R1.docx")).as_posix()
    'letters/R1 (changed by hand).docx'
    """
    number = 1
    choice = name.with_stem(f"{name.stem} (changed by hand)")
    while (folder / choice).exists():
        number += 1
        choice = name.with_stem(f"{name.stem} (changed by hand {number})")
    return choice


def _bring_along(folder: Path, new: Path, outdated: Collection[str]) -> None:
    """Link what the new folder does not replace: a decision that is appended meanwhile is in both."""
    if not folder.exists():
        return
    shutil.copystat(folder, new)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_dir() and not path.is_symlink():
            (new / name).mkdir(exist_ok=True)
        elif name.as_posix() not in outdated and not (new / name).exists():
            _link(path, new / name)


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, target, follow_symlinks=False)


def _flush(folder: Path) -> None:
    """Have every file and folder on the disk before the names change."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_symlink() or (path.is_dir() and os.name == "nt"):
            continue
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
