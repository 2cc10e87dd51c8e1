"""`sectionf record`: who did what with which case, and whether the record of it is whole."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from app import screen
from app.options import takes
from app.recorded import record as note
from models.errors import ExitCode, OutputFailed
from models.record import HERE, Head, What


class RecordOptions(NamedTuple):
    """What `record` can be told."""

    verify: Annotated[
        bool, typer.Option("--verify", help="Look whether any entry was changed, moved or taken out."),
    ] = False
    head: Annotated[
        str, typer.Option(metavar="“N HASH”", help="With --verify: how far the record went, as you noted it."),
    ] = ""
    case: Annotated[str, typer.Option(metavar="ID", help="Only the entries about one case.")] = ""
    out: Annotated[
        Path | None, typer.Option(metavar="<path>", help="Write the entries into a file, as they stand."),
    ] = None
    shorten: Annotated[int, typer.Option(metavar="MONTHS", help="Take out what is older than 12 to 24 months.")] = 0


@takes(RecordOptions)
def record(options: RecordOptions) -> None:
    """Show, check or export who did what with which case."""
    from pipeline.desk.record_words import line
    from pipeline.store.record import Record

    kept = Record.default()
    if options.verify:
        _say_what_is_wrong(kept.problems(_head(options.head)))
    elif options.shorten:
        gone = kept.shorten(options.shorten, HERE, dt.datetime.now(dt.UTC))
        screen.show(f"{gone:,} entries were taken out, and the record says so.")
    elif options.out:
        _write(options.out, kept.lines(options.case))
        note(What.EXPORTED, options.case)
    else:
        for entry in kept.entries(options.case):
            screen.show(line(entry))
    screen.show(f"The record goes as far as: {kept.head()}")


def _head(said: str) -> Head | None:
    number, _, digits = said.partition(" ")
    if said and not (number.isdecimal() and len(digits) == 64):
        raise typer.BadParameter("--head is a number and 64 letters and digits, as “sectionf record” shows them.")
    return Head(n=int(number), hash=digits) if said else None


def _say_what_is_wrong(found: Sequence[str]) -> None:
    for words in found:
        screen.show(words)
    if found:
        raise typer.Exit(ExitCode.UNUSABLE)
    screen.show("The record is whole: no entry was changed, moved, put in or taken out of its middle.")


def _write(path: Path, lines: Sequence[bytes]) -> None:
    try:
        path.write_bytes(b"".join(line + b"\n" for line in lines))
    except OSError:
        raise OutputFailed("the record could not be written here.", where=path.name,
                           remedy="Name a file in a folder of yours.") from None
