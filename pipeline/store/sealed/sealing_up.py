"""A store that was in clear, from before there was sealing, is sealed; killed in the middle of it, nothing is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

from models.diary import Note
from pipeline.files.unfinished import clear
from pipeline.store.lines import read
from pipeline.store.notes import NOTES, Notes
from pipeline.store.nouns import Store
from pipeline.store.opened import PARTS
from pipeline.store.sealed.sealed_folder import Listing
from pipeline.store.settings import alone
from pipeline.store.whole_file import PART

INCOMING, PICTURES = "incoming", "pictures"
"""Where papers once were on their way in, and where pictures of pages were, which are drawn again."""
GONE = ".gone"
"""What a folder is called that is sealed, and of which some may be removed already."""


def sealed_up(store: Store) -> None:
    """Seal all cases of a store that are in clear; what was half made beside them goes."""
    clear(store.folder, PART)
    shutil.rmtree(store.folder.parent / INCOMING, ignore_errors=True)
    for case_id in store.all():
        if _in_clear(store.folder_of(case_id)):
            store.make(case_id)
            with alone(store.folder_of(case_id)):
                _seal(store, case_id)


def _in_clear(folder: Path) -> list[Path]:
    """Give what is in clear of a case."""
    return [path for path in folder.iterdir()
            if path.name in (*PARTS, PICTURES) or path.suffix in (".json", ".jsonl", GONE)]


def _seal(store: Store, case_id: str) -> None:
    ways: dict[str, Callable[[Store, str, Path], None]] = {".json": _noun, ".jsonl": _notes}
    for path in _in_clear(store.folder_of(case_id)):
        if path.name in PARTS:
            store.sealed_folder(case_id, path.name).keep(path, Listing())
        if path.is_dir():
            shutil.rmtree(path.rename(path.with_suffix(GONE)) if path.suffix != GONE else path)
        else:
            ways[path.suffix](store, case_id, path)


def _noun(store: Store, case_id: str, path: Path) -> None:
    store.put_content(case_id, path.stem, path.read_bytes())
    path.unlink()


def _notes(store: Store, case_id: str, path: Path) -> None:
    store.put(case_id, NOTES, Notes(notes=read(path, Note)))
    path.unlink()
