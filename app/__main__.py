"""The front door: runs a command and turns whatever stops it into one line and an exit status."""

import contextlib
import os
import sys
import traceback
from pathlib import Path

from app.cli import cli
from app.screen import say
from models.errors import ExitCode, Stop, UnreadableFile

OUR_FAULT = (
    "sectionf: something went wrong that is a fault of this program and not of your files ({kind} in {place}). "
    "Nothing was written. Please report it; SECTIONF_DEBUG=1 shows the details, which may quote your documents."
)


READ_PAPERS = {"extract", "compare", "parse", "check", "demo", "review", "routes", "letter", "catch-up"}
"""The others have processes of their own for each case, or read no paper."""
ENDED = {"time": "it took longer than one case may, and was ended",
         "memory": "it took more memory than one case may, and was ended",
         "broken": "it broke what reads it: it is damaged, or was made to do harm"}
REMEDY = ("Print the pages about this child to a new PDF, or save the file again in the program that made it. For a "
          "case of hundreds of scanned pages, SECTIONF_CASE_SECONDS sets another time")


def main() -> None:
    """Run the command line and leave with its status."""
    keep_no_memory()
    with contextlib.suppress(AttributeError):
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if hasattr(os, "fork") and sys.argv[1:2] and sys.argv[1] in READ_PAPERS:
        sys.exit(_supervised())
    sys.exit(run())


def _supervised() -> int:
    """Run the command in a process that can be ended, and say why it was; a person who reviews has all the time."""
    from extractors.limits import most
    from flows.supervised import supervised

    given = os.environ.get("SECTIONF_CASE_SECONDS", "")
    seconds = float(given) if given.replace(".", "", 1).isdecimal() else most("work", "seconds")
    ended = supervised(run, None if "review" in sys.argv[1:2] else seconds)
    if ended.why:
        say(f"sectionf: {UnreadableFile(ENDED[ended.why], ended.file, REMEDY)}")
    return ended.status


def keep_no_memory() -> None:
    """See to it that no crash of ours, or of what is started here, writes its memory to the disk: papers are in it."""
    with contextlib.suppress(ImportError):      # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run() -> int:
    """Run the command that the arguments name, and give its exit status."""
    try:
        cli()
    except Stop as stop:
        say(f"sectionf: {stop}")
        return stop.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except MemoryError:
        raise
    except OSError as error:
        return _refused(error)
    except Exception as fault:
        return _own_up(fault)
    return ExitCode.DONE


def _refused(error: OSError) -> int:
    """Say what the disk would not do; any other word of the system is a fault of ours."""
    from pipeline.store.refused import OF_THE_DISK, refused

    if error.errno not in OF_THE_DISK:
        return _own_up(error)
    say(f"sectionf: {refused(error)}")
    return ExitCode.UNUSABLE


def _own_up(fault: Exception) -> int:
    """Say that the fault is ours, in words that hold nothing of a plan."""
    if os.environ.get("SECTIONF_DEBUG") == "1":
        traceback.print_exception(fault)
    place = traceback.extract_tb(fault.__traceback__)[-1]
    say(OUR_FAULT.format(kind=type(fault).__name__, place=f"{Path(place.filename).name}, line {place.lineno}"))
    return ExitCode.UNUSABLE


if __name__ == "__main__":
    main()
