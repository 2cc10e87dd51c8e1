"""`sectionf seal`: a pack whose letter was finished by hand gets a seal for what is really sent."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import screen

if TYPE_CHECKING:
    from pipeline.packs.sealing import Sealed

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", exists=True, file_okay=False, resolve_path=True,
                                        help="The folder of a pack, as `sectionf letter` made it and you finished it.")]


def seal(folder: Folder) -> None:
    """Seal a pack whose letter you finished, as it is now. Writes a copy beside it, and its archive."""
    from pipeline.packs.sealing import sealed, write_sealed

    pack = sealed(folder)
    there, archive = write_sealed(pack, folder)
    for words in _told(pack):
        screen.show(words)
    screen.show(f"The new seal: {pack.seal}")
    screen.show(f"It stands on the index page of {there.name}: print that page, and not the one of {folder.name}."
                if pack.on_index else
                f"It could not be put on the index page: write it on the first page that you send from {there.name}.")
    screen.show(f"Send: {archive}")


def _told(pack: "Sealed") -> Iterator[str]:
    changed, added, gone = pack.changes
    yield from (f"Changed since the pack was made: {name}" for name in changed)
    yield from (f"Added since: {name}" for name in added)
    yield from (f"Taken out since: {name}" for name in gone)
    if not any(pack.changes):
        yield "Nothing was changed since the pack was made: its own archive says the same."
    if changed:
        yield ("What a changed file says is yours: the figures in its words are no longer compared with those that "
               "were worked out. How each was worked out is in the pack as before.")
