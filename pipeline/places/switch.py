"""Results put into a store whole or not at all: brought beside their places, declared complete, and then moved.

No store changes several files at once. Until the declaration stands, which is one file, nothing has changed for a
reader, and what was brought is swept away; from then on the results are the new ones, and whoever finds the
declaration moves what was not moved yet.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.case_folder import SETTINGS
from pipeline.places.far import Far
from pipeline.store.working import private_folder

STAGE = ".sectionf-new-"
COMPLETE = "complete.json"


def is_staged(place: str) -> bool:
    """Whether a file is on its way to its place, and none of the results."""
    return STAGE in place


def switched(far: Far, new: Mapping[str, Path], gone: Sequence[str], mark: str) -> None:
    """Have new files take the place of old ones in a folder, and remove those that are gone."""
    stage = f"{STAGE}{mark}"
    moves = {f"{number}": name for number, name in enumerate(sorted(new, key=lambda one: (one == SETTINGS, one)))}
    for number, name in moves.items():
        far.put(f"{stage}/{number}", new[name])
    with private_folder() as folder:
        told = folder / COMPLETE
        told.write_text(json.dumps({"moves": moves, "gone": list(gone)}), "utf-8")
        far.put(f"{stage}/{COMPLETE}", told)
    _move(far, stage, moves, gone)


def finish(far: Far, mark: str) -> None:
    """Put right what an interruption left: results that were complete are moved, others are swept away."""
    stage = f"{STAGE}{mark}"
    staged = {name.removeprefix(f"{stage}/") for name in far.files() if name.startswith(f"{stage}/")}
    if COMPLETE in staged:
        with private_folder() as folder:
            far.fetch(f"{stage}/{COMPLETE}", folder / COMPLETE, None)
            told = json.loads((folder / COMPLETE).read_text("utf-8"))
        left = {number: name for number, name in told["moves"].items() if number in staged}
        _move(far, stage, left, told["gone"])
    elif staged:
        _sweep(far, stage, staged)


def _move(far: Far, stage: str, moves: Mapping[str, str], gone: Sequence[str]) -> None:
    for number, name in moves.items():
        far.move(f"{stage}/{number}", name)
    for name in gone:
        far.remove(name)
    _sweep(far, stage, {COMPLETE})


def _sweep(far: Far, stage: str, names: set[str]) -> None:
    for name in sorted(names):
        far.remove(f"{stage}/{name}")
    far.remove_folder(stage)
