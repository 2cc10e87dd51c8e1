"""The journey of whoever makes a backup."""

from pathlib import Path

from pipeline.store.backups.backup import back_up
from pipeline.store.backups.backup_file import looked_through
from pipeline.store.database import Database
from tests.faults.commands import AT, CASE, one_key
from tests.faults.trial import Journey, State


def _to_back_up(world: Path) -> None:
    one_key(world)
    (world / "disk").mkdir()
    folder = world / "home" / "cases" / CASE
    folder.mkdir(parents=True)
    (folder / "order.sealed").write_bytes(b"sealed" * 1000)
    Database(f"sqlite:///{world / 'home' / 'sectionf.db'}")


def _back_up(world: Path) -> None:
    path = world / "disk" / "backup"
    path.unlink(missing_ok=True)
    back_up(world / "home", Database(f"sqlite:///{world / 'home' / 'sectionf.db'}"), path, AT)


def _backed_up(world: Path) -> State:
    path = world / "disk" / "backup"
    return dict.fromkeys(looked_through(path).files, b"") if path.exists() else {}


JOURNEYS = (Journey("backup", _to_back_up, _back_up, _backed_up),)
