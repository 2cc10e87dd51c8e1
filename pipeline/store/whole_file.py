"""Content that takes the place of a file once all of it is on the disk; two at once never get into each other's way."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.files.unfinished import clear, prefix

PART = "part"


def put_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all."""
    with _on_the_disk(path, content) as part:
        part.replace(path)


def put_first(path: Path, content: str | bytes) -> None:
    """Write a file whole, unless there is one: of several who write at once the first is kept."""
    with _on_the_disk(path, content) as part, suppress(FileExistsError):
        os.link(part, path)


@contextmanager
def _on_the_disk(path: Path, content: str | bytes) -> Iterator[Path]:
    """Give a file beside another that holds all of its new content; what killed processes have left there goes away."""
    clear(path.parent, PART)
    handle, name = tempfile.mkstemp(prefix=prefix(path.name, PART), dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        yield part
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
