"""Where our private data lives on this machine."""

import os
from pathlib import Path


def home() -> Path:
    """Give our private folder."""
    folder = place_of_home()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def place_of_home() -> Path:
    """Say where it is, whether it is there or not: `SECTIONF_HOME`, or the place that the system has for such data."""
    chosen = os.environ.get("SECTIONF_HOME")
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(chosen) if chosen else Path(data) / "sectionf"
