"""Where the sample cases are: inside the package once installed, under `data/` in a checkout."""

from importlib.resources import files
from pathlib import Path


def samples_folder() -> Path:
    """The folder that holds one folder a sample case."""
    here = Path(str(files("app")))
    installed = here / "samples"
    return installed if installed.is_dir() else here.parent / "data" / "samples"
