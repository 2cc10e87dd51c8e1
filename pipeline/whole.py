"""A folder of results that is replaced whole or not at all, whatever happens while it is written."""

import ctypes
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import OutputFailed

AT_FDCWD, RENAME_EXCHANGE = -100, 2      # linux/fcntl.h and linux/fs.h


@contextmanager
def replaced(folder: Path, outdated: Collection[str] = ()) -> Iterator[Path]:
    """Give an empty folder to write into; it takes the place of `folder` when the block ends well.

    What else stood in `folder` moves along, but for the `outdated` files. The new folder is made beside it, so that
    the last step is a rename.
    """
    folder = folder.absolute()
    try:
        recover(folder)
        _check_that_it_can_move(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-{os.getpid()}-", dir=folder.parent))
    except OSError as error:
        raise _failed(folder, error) from error
    try:
        yield new
        _bring_along(folder, new, {folder / name for name in outdated})
        _flush(new)
        _swap(new, folder)
    except OSError as error:
        raise _failed(folder, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def recover(folder: Path) -> None:
    """Clear away what a crash left; put the old folder back, if it came between two renames."""
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    for left in folder.parent.glob(f".{glob.escape(folder.name)}.new-*-*"):
        if not _is_running(left.name.split("-")[-2]):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: str) -> bool:
    """Whether a process goes on; where asking could end it (Windows), it is taken to."""
    if os.name == "nt" or not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except OSError as error:
        return not isinstance(error, ProcessLookupError)
    return True


def _failed(folder: Path, error: OSError) -> OutputFailed:
    reason = os.strerror(error.errno).lower() if error.errno else "the system gave no reason"
    return OutputFailed(
        f"the results could not be written ({reason}); what stood there before still does.",
        where=folder.name,
        remedy="Free some space or choose another folder, and run again.",
    )


def _check_that_it_can_move(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputFailed("this is a file.", where=folder.name, remedy="Choose a folder for the results.")
    if folder.is_symlink() or Path.cwd().is_relative_to(folder) or os.path.ismount(folder):
        raise OutputFailed(
            "results are swapped in as a whole folder, and this one cannot be moved (it is the folder you are in, a "
            "link or a mount).",
            where=folder.name,
            remedy="Choose a folder inside it.",
        )


def _bring_along(folder: Path, new: Path, outdated: Collection[Path]) -> None:
    """Link what the new folder does not replace: a decision that is appended meanwhile is in both."""
    if not folder.exists():
        return
    shutil.copystat(folder, new)
    for path in sorted(folder.rglob("*")):
        target = new / path.relative_to(folder)
        if path.is_dir() and not path.is_symlink():
            target.mkdir(exist_ok=True)
        elif path not in outdated and not target.exists():
            _link(path, target)


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


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _swap(new: Path, folder: Path) -> None:
    """Exchange the two names in one step where the system can; else step aside and take the place."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        old = _old(folder)
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names at once (Linux, on the file systems that know how); say whether that was done."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)
