"""The file of a person's decisions: appended only, one line each, by one writer at a time."""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from extractors.cells.words import key as fold
from extractors.limits import most
from extractors.opening.regular import content_of
from models.doubt import Doubt
from models.errors import FileTooLarge, OutputFailed, UnusableCase
from models.review import Action, Columned, Decision, Made, Second

_LINE: TypeAdapter[Made] = TypeAdapter(Made)
CUT_SHORT = "decision_cut_short"
"""The code of the doubt about a decision that is not whole."""


def append(path: Path, *made: Made) -> None:
    """Add decisions to the end of the file, and return only when they are on the disk."""
    try:
        with path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)        # until it is closed
            torn = file.seek(0, os.SEEK_END) and not _ends_a_line(path)
            lines = b"".join(one.model_dump_json().encode() + b"\n" for one in made)
            file.write(b"\n" * torn + lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OutputFailed(
            "the decision could not be kept.", where=path.name, remedy="Make room on the disk and decide again."
        ) from error


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def read_decisions(path: Path | None) -> tuple[Made, ...]:
    """Give the decisions in the order in which they were made; a line that a crash cut short does not count."""
    return tuple(_decision(line, place) for place, line in _lines(path) if line.endswith(b"}"))


def cut_short(path: Path | None) -> tuple[Doubt, ...]:
    """Name the last line, if it does not count because a crash or a copy cut it short; nobody has decided since."""
    return tuple(Doubt(code=CUT_SHORT, field="decisions", reason="This decision was cut short and does not count.",
                       place=place, next_step="Decide it again, or put the whole file in its place.")
                 for place, line in list(_lines(path))[-1:] if not line.endswith(b"}"))


def _lines(path: Path | None) -> Iterator[tuple[str, bytes]]:
    """Give the lines that hold something, whichever program wrote their ends, with the place of each."""
    if path is not None and path.exists():
        content = content_of(path, most("settings", "bytes"), "Put a copy of it from before in its place.")
        for number, line in enumerate(content.split(b"\n"), 1):
            if len(line) > most("settings", "line_bytes"):
                raise FileTooLarge(f"this decision has {len(line) // 1000} kB; the limit is "
                                   f"{most('settings', 'line_bytes') // 1000} kB.",
                                   f"{path.name}, line {number}", "Remove the line and run again.")
            if line.strip():
                yield f"{path.name}, line {number}", line.strip()


def _decision(line: bytes, place: str) -> Made:
    try:
        return _LINE.validate_json(line)
    except ValidationError:
        raise UnusableCase(
            "this is not a decision that sectionf wrote.", where=place, remedy="Remove the line and run again."
        ) from None


def key(made: Made) -> str:
    """Name a decision, so that one of several about the same thing can be taken back."""
    return hashlib.sha256(made.model_dump_json().encode()).hexdigest()[:16]


def standing(decisions: Iterable[Made]) -> list[Made]:
    """Give the decisions that still count, in their order: an undo takes back the one that it names.

    One that names none takes back the last about the same thing.
    """
    kept: list[Made] = []
    for decision in decisions:
        if decision.action is not Action.UNDO:
            kept.append(decision)
            continue
        named = decision.undoes if isinstance(decision, Decision) else ""
        same = [place for place, made in enumerate(kept)
                if made.about == decision.about and (not named or key(made) == named)]
        if same:
            del kept[same[-1]]
    return kept


def settled(stand: Iterable[Made]) -> set[str]:
    """Name what standing decisions settle; a second reader settles nothing, and opens again what they disagree with."""
    done: set[str] = set()
    for made in stand:
        if not isinstance(made, Second):
            done.add(made.about)
        elif not made.agrees:
            done.discard(made.about)
    return done


def said_columns(decisions: Iterable[Made]) -> dict[str, str]:
    """Give the role of each column of the records of which a person has said what it holds, by its folded header."""
    return {fold(made.header): made.role for made in standing(decisions) if isinstance(made, Columned)}
