"""The other cells of a table row: where the amount stands, who delivers it, how many share it."""

from collections.abc import Mapping
from typing import NamedTuple

from extractors.amounts.parts import Part
from extractors.amounts.reading import Amounts, read_amounts
from extractors.doubts import doubt
from extractors.language import fold, words
from extractors.mode import Together, letter_mode
from models.amounts import Schedule
from models.doubt import Doubt

_BLANK = frozenset({"", "-", "–", "—", "n/a", "na", "none", "nil"})  # noqa: RUF001  as tables print them


class Row(NamedTuple):
    """What the words and the cells of a row come to together."""

    schedules: tuple[Schedule, ...]
    doubts: tuple[Doubt, ...]
    parts: tuple[Part, ...]
    spans: tuple[tuple[int, int], ...]
    together: Together = Together()
    from_columns: bool = False


def read_columns(amounts: Amounts, columns: Mapping[str, str]) -> Row:
    """Lay the cells of a row beside what its words say."""
    cells = {key: fold(cell) for key, cell in columns.items() if fold(cell).lower() not in _BLANK}
    together = letter_mode(cells["mode"]) if "mode" in cells else Together()
    row = Row(amounts.schedules, amounts.doubts, (), amounts.spans, together)
    stated = _cells(cells)
    if stated is None:
        return row
    if not stated.schedules:
        return row._replace(parts=stated.parts, doubts=(*row.doubts, *stated.doubts))
    doubts = stated.doubts
    if amounts.schedules and not _agree(amounts.schedules, stated.schedules):
        doubts = (*doubts, doubt("columns_disagree"))
    return Row(stated.schedules, doubts, stated.parts, stated.spans, together, True)


def _cells(cells: Mapping[str, str]) -> Amounts | None:
    if "how_often" in cells:
        return read_amounts(words(cells["how_often"]))
    matrix = _matrix(cells)
    return read_amounts(words(matrix)) if matrix else None


def _matrix(cells: Mapping[str, str]) -> str:
    """Say the cells of a matrix as a plan would: "2 x 50 minutes per week for 38 weeks"."""
    minutes, sessions, weeks = (cells.get(key, "") for key in ("minutes", "sessions", "weeks"))
    if not minutes and not sessions:
        return ""
    length = f"{minutes} minutes" if minutes.replace("-", "").isdecimal() else minutes
    return " ".join(part for part in (f"{sessions} x" if sessions.isdecimal() else sessions, length, "per week" if sessions.isdecimal() else "", f"for {weeks} weeks" if weeks else "") if part)


def _agree(said: tuple[Schedule, ...], celled: tuple[Schedule, ...]) -> bool:
    totals = {schedule.total_minutes for schedule in celled}
    return all(schedule.total_minutes is None or schedule.total_minutes in totals for schedule in said)
