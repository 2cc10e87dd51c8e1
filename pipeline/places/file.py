"""One file wherever it lies: its content, and a new content whole or not at all."""

from pipeline.places.address import name_of, near, parent_of
from pipeline.places.far import Far
from pipeline.places.patience import patiently
from pipeline.store.whole_file import put_whole
from pipeline.store.working import private_folder


def content_of(where: str) -> bytes:
    """Give the content of a file."""
    path = near(where)
    if path is not None:
        return path.read_bytes()
    with private_folder() as folder:
        to = folder / "file"
        patiently(lambda: Far(where).fetch("", to, None))
        return to.read_bytes()


def put(where: str, content: str | bytes) -> None:
    """Write a file whole or not at all, with the folders that lead to it."""
    path = near(where)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_whole(path, content)
        return
    with private_folder() as folder:
        part = folder / "file"
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        patiently(lambda: Far(parent_of(where)).put(name_of(where), part))

