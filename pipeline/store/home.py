"""Where our private data lives on this machine."""

import os
from pathlib import Path


def home() -> Path:
    """Give our private folder: `SECTIONF_HOME`, or the place that the system has for such data."""
    chosen = os.environ.get("SECTIONF_HOME")
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    folder = Path(chosen) if chosen else Path(data) / "sectionf"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
