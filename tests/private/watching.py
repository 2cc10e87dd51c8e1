"""What makes the Python processes of a test watch themselves (`watch/sitecustomize.py`), and what they noted."""

import os
from pathlib import Path

WATCH = Path(__file__).parent / "watch"


def watched(notes: Path) -> dict[str, str]:
    """The environment in which processes note what they do in a file."""
    path = os.pathsep.join(filter(None, (str(WATCH), os.environ.get("PYTHONPATH"))))
    return {"SECTIONF_WATCH": str(notes), "PYTHONPATH": path}


def noted(notes: Path, kind: str) -> list[str]:
    """What was noted of one kind."""
    return [line.partition(" ")[2] for line in notes.read_text("utf-8").splitlines() if line.startswith(f"{kind} ")]
