"""The front door: runs a command and turns whatever stops it into one line and an exit status."""

import contextlib
import os
import sys
import traceback
from pathlib import Path

from app.cli import cli
from app.screen import say
from models.errors import ExitCode, Stop

OUR_FAULT = (
    "sectionf: something went wrong that is a fault of this program and not of your files ({kind} in {place}). "
    "Nothing was written. Please report it; SECTIONF_DEBUG=1 shows the details, which may quote your documents."
)


def main() -> None:
    """Run the command line and leave with its status."""
    with contextlib.suppress(AttributeError):
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(run())


def run() -> int:
    """Run the command that the arguments name, and give its exit status."""
    try:
        cli()
    except Stop as stop:
        say(f"sectionf: {stop}")
        return stop.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as fault:
        return _own_up(fault)
    return ExitCode.DONE


def _own_up(fault: Exception) -> int:
    """Say that the fault is ours, in words that hold nothing of a plan."""
    if os.environ.get("SECTIONF_DEBUG") == "1":
        traceback.print_exception(fault)
    place = traceback.extract_tb(fault.__traceback__)[-1]
    say(OUR_FAULT.format(kind=type(fault).__name__, place=f"{Path(place.filename).name}, line {place.lineno}"))
    return ExitCode.UNUSABLE


if __name__ == "__main__":
    main()
