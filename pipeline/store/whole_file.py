"""Content that takes the place of a file once all of it is on the disk; two at once never get into each other's way."""

import os
import tempfile
from pathlib import Path


def put_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(suffix=".part", prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
