"""The list of names as a person corrects it: a CSV file with a line for each name, opened in any spreadsheet."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from models.errors import OutputFailed, UnusableCase
from models.redaction import Hidden
from pipeline.files.workbook import harmless

HEADS = ("replace (yes or no)", "name", "with", "why it is listed", "where")
SAID = {"yes": True, "y": True, "no": False, "n": False, "": None}


def listed(path: Path, found: Iterable[Hidden]) -> tuple[Hidden, ...]:
    """Give the names that were found and those that a person added, with what the file says of each.

    Where the file lacks a name, or a name is still open in it, it is written anew and whoever reads it is asked.
    """
    said = _read(path) if path.exists() else {}
    every = tuple(said.get(one.name, one) for one in found)
    names = {one.name for one in every}
    every = (*every, *(one for name, one in said.items() if name not in names))
    new, open_ = names - said.keys(), [one for one in every if one.hide is None]
    if new or open_:
        _write(path, every)
        raise UnusableCase(f"{len(every)} names were found; {len(open_)} of them are open.", where=path.name,
                           remedy="Look through the list: write yes or no before each name, correct what stands in its "
                                  "place, add names that are missing. Then give the same command again.")
    return every


def _read(path: Path) -> dict[str, Hidden]:
    try:
        lines = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        told = [Hidden(hide=SAID[(line[HEADS[0]] or "").strip().lower()], name=(line[HEADS[1]] or "").strip(),
                       instead=(line[HEADS[2]] or "").strip(), why=line[HEADS[3]] or "", place=line[HEADS[4]] or "")
                for line in lines]
    except (OSError, UnicodeDecodeError, csv.Error, KeyError):
        raise UnusableCase("this list of names cannot be read.", where=path.name,
                           remedy="Keep its five columns, and write yes or no in the first; or remove it.") from None
    return {one.name: one for one in told if one.name and one.instead}


def _write(path: Path, names: Iterable[Hidden]) -> None:
    words = {answer: word for word, answer in reversed(SAID.items()) if word in ("yes", "no", "")}
    made = io.StringIO()
    csv.writer(made).writerows([HEADS, *((words[one.hide], one.name, one.instead, one.why, harmless(one.place))
                                         for one in names)])
    try:
        path.write_text(made.getvalue(), "utf-8-sig")
    except OSError:
        raise OutputFailed("the list of names could not be written.", where=path.name,
                           remedy="Name a file in a folder of yours.") from None
