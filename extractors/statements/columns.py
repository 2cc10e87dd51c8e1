"""The other cells of a table row: where the amount stands, who delivers it, how many share it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts.hedges import of_each
from extractors.amounts.numbers import figure
from extractors.amounts.parts import Kind, Part
from extractors.amounts.reading import Amounts, cover, read_amounts
from extractors.doubts import doubt
from extractors.language import fold, words
from extractors.statements.contact import read_contacts, with_contacts
from extractors.statements.mode import Together, letter_mode, read_mode, size_in
from extractors.vocabulary import vocabulary
from models.amounts import Bound, Period, Schedule
from models.doubt import Doubt
from models.provision import Mode, Service

_BLANK = frozenset({"", "-", "n/a", "na", "none", "nil", "."})
_ONCE = frozenset({"once", "one off", "one-off", "once only"})
_IN_A_YEAR = {Period.MONTH: range(9, 13), Period.HALF_TERM: range(6, 7), Period.TERM: range(3, 4)}
"""How many of a period a school year has; a number of weeks that is one of these counts them instead."""
_MOST_OF_A_YEAR = 30
_DASHES = str.maketrans("\u2013\u2014", "--")


class Row(NamedTuple):
    """What the words and the cells of a row come to together."""

    schedules: tuple[Schedule, ...]
    doubts: tuple[Doubt, ...] = ()
    parts: tuple[Part, ...] = ()
    together: Together = Together()
    from_columns: bool = False


def read_columns(amounts: Amounts, columns: Mapping[str, str]) -> Row:
    """Lay the cells of a row beside what its words say.

    >>> row = read_columns(Amounts(), {"minutes": "50", "sessions": "2", "weeks": "38"})
    >>> [(s.sessions, s.session_minutes, s.per.value, s.duration_weeks) for s in row.schedules]
    [(2, 50, 'week', 38)]
    """
    cells = {key: fold(cell) for key, cell in columns.items()}
    cells = {key: cell for key, cell in cells.items() if cell.translate(_DASHES).lower() not in _BLANK}
    together = _cell_mode(cells["mode"]) if "mode" in cells else Together()
    who = read_amounts(words(cells["who"])) if "who" in cells else Amounts()
    sentence = words(_sentence(cells))
    stated = _stated(cells, sentence)
    parts = (*stated.parts, *(part for part in who.parts if part.kind in (Kind.PEOPLE, Kind.RATIO)))
    if not stated.schedules and _says_more(who.schedules, amounts.schedules):
        return Row(who.schedules, (*who.doubts, *stated.doubts, doubt("beside_who")), parts, together, True)
    if not stated.schedules:
        doubts = (*amounts.doubts, *stated.doubts, *_disagreement(who.schedules, amounts.schedules))
        return Row(amounts.schedules, doubts, parts, together)
    stated = _weeks_or_times(stated, cells.get("weeks", ""))
    schedules = tuple(_with_bound(celled, amounts.schedules) for celled in stated.schedules)
    doubts = (*stated.doubts, *_disagreement(amounts.schedules, schedules), *_unlike(cells, schedules))
    if of_each(sentence, stated.parts, schedules):
        doubts = (*doubts, doubt("each_of_things"))
    contacts = read_contacts(sentence, stated.spans) if "how_often" in cells else []
    return Row(with_contacts(schedules, contacts), doubts, parts, together, True)


def _says_more(who: Sequence[Schedule], said: Sequence[Schedule]) -> bool:
    """Whether the cell for who delivers it states the only amount, or the only length."""
    lengths = [any(schedule.total_minutes or schedule.session_minutes for schedule in some) for some in (who, said)]
    return bool(who) and (not said or lengths == [True, False])


def _cell_mode(cell: str) -> Together:
    """Read a cell for the mode: letters or ticks, else words."""
    told, size = letter_mode(cell), figure(cell) or size_in(cell)
    if size is not None:
        return Together(Mode.GROUP, int(size)) if size > 1 else Together(Mode.INDIVIDUAL)
    doc = words(cell)
    return told if told.mode else read_mode(doc, cover(doc), Service.OTHER)


def _stated(cells: Mapping[str, str], sentence: Doc) -> Amounts:
    read = read_amounts(sentence) if len(sentence) else Amounts()
    return _given_once(read) if "how_often" not in cells and _once(cells) else read


def _once(cells: Mapping[str, str]) -> bool:
    return cells.get("weeks", "").lower() in _ONCE


def _sentence(cells: Mapping[str, str]) -> str:
    """Say the cells of an amount as one sentence."""
    if "how_often" in cells:
        return _rhythm(cells["how_often"], cells)
    return " ".join(_matrix({key: cell for key, cell in cells.items() if not (_once(cells) and key == "weeks")}))


def _rhythm(how_often: str, cells: Mapping[str, str]) -> str:
    """Add what columns of their own say of length, number and weeks to a cell that says only how often.

    >>> _rhythm("Twice a week", {"minutes": "30"}), _rhythm("Daily", {"sessions": "2", "minutes": "5 minutes"})
    ('Twice a week for 30 minutes', '2 x 5 minutes Daily')
    >>> _rhythm("Termly", {"sessions": "3"}), _rhythm("Weekly for 20 minutes", {"minutes": "20"})
    ('3 sessions Termly', 'Weekly for 20 minutes')
    """
    read = read_amounts(words(how_often)).schedules
    if any(schedule.total_minutes or schedule.session_minutes for schedule in read):
        return _for_weeks(how_often, cells)
    counted = any(schedule.sessions not in (None, 1) for schedule in read)
    minutes, sessions = _in_minutes(cells.get("minutes", "")), "" if counted else cells.get("sessions", "")
    said = f"{how_often} for {minutes}" if minutes else how_often
    if _is_number(sessions):
        said = f"{sessions} x {minutes} {how_often}" if minutes else f"{sessions} sessions {how_often}"
    return _for_weeks(said, cells)


def _for_weeks(said: str, cells: Mapping[str, str]) -> str:
    """Add the number of weeks, where the words give none."""
    weeks = cells.get("weeks", "")
    return f"{said} for {weeks} weeks" if _is_number(weeks) and "week" not in said.partition(" for ")[2] else said


def _weeks_or_times(read: Amounts, weeks: str) -> Amounts:
    """Doubt a number of weeks beside an amount per month or term; what is the number of them in a year is no run."""
    number = figure(weeks) if read.schedules else None
    year = _IN_A_YEAR.get(read.schedules[0].per or Period.WEEK) if number is not None else None
    if year is None or number is None or number >= _MOST_OF_A_YEAR:
        return read
    kept = tuple(schedule.model_copy(update={"duration_weeks": None}) if number in year else schedule
                 for schedule in read.schedules)
    return read._replace(schedules=kept, doubts=(*read.doubts, doubt("weeks_or_times", weeks=weeks)))


def _given_once(read: Amounts) -> Amounts:
    """Take the amounts of a row whose weeks say "once" as given once in all."""
    schedules = tuple(schedule.model_copy(update={"per": schedule.per or Period.ONCE}) for schedule in read.schedules)
    return read._replace(schedules=schedules, doubts=tuple(entry for entry in read.doubts if entry.code != "no_period"))


def _matrix(cells: Mapping[str, str]) -> Iterator[str]:
    """Say the cells of a matrix as a plan would: "2 x 50 minutes per week for 38 weeks"."""
    minutes, weeks = cells.get("minutes", ""), cells.get("weeks", "")
    sessions = cells.get("sessions") or cells.get("times", "")
    course = _is_range(weeks) and sessions == "1"
    if not minutes and not sessions:
        return
    if course:
        sessions = f"a block of {weeks}"
    bare, timed = _is_number(sessions) or course, _is_length(minutes)
    yield f"{sessions} x" if bare and timed else f"{sessions} sessions" if bare else sessions
    yield _in_minutes(minutes)
    if bare and not course:
        yield _period(cells)
    if weeks and not course:
        yield f"for {weeks} weeks" if _is_number(weeks) or _is_range(weeks) else weeks


def _period(cells: Mapping[str, str]) -> str:
    """Give the period of a bare number: its own cell, or the week that the heading of its column names."""
    if cells.get("per"):
        nouns = [noun for named in vocabulary("periods")["nouns"].values() for noun in named]
        return f"per {cells['per']}" if cells["per"].lower() in nouns else cells["per"]
    return "per week" if "sessions" in cells else ""


def _is_length(cell: str) -> bool:
    """Whether a cell is a length and says nothing of when or how often."""
    read = read_amounts(words(_in_minutes(cell))).schedules if cell else ()
    return len(read) == 1 and read[0].per is None and bool(read[0].total_minutes or read[0].session_minutes)


def _in_minutes(cell: str) -> str:
    """Name the unit of a cell of minutes that opens with a bare number ("300 p.a.").

    >>> _in_minutes("300 p.a."), _in_minutes("1 hour"), _in_minutes("50")
    ('300 minutes p.a.', '1 hour', '50 minutes')
    """
    number, _, rest = cell.partition(" ")
    named = any(token.norm_ in vocabulary("durations")["units"] for token in words(rest)) if rest else False
    return f"{number} minutes {rest}".strip() if (_is_number(number) or _is_range(number)) and not named else cell


def _is_number(cell: str) -> bool:
    return figure(cell) is not None


def _is_range(cell: str) -> bool:
    ends = cell.translate(_DASHES).replace(" to ", "-").split("-")
    return len(ends) == 2 and all(_is_number(end.strip()) for end in ends)


def _with_bound(celled: Schedule, said: Sequence[Schedule]) -> Schedule:
    """Take over "not less than" from the words where the cell gives the same amount without it."""
    for schedule in said:
        same = (schedule.total_minutes, schedule.per) == (celled.total_minutes, celled.per)
        if same and celled.bound is Bound.EXACT and schedule.bound in (Bound.AT_LEAST, Bound.UP_TO):
            return celled.model_copy(update={"bound": schedule.bound})
    return celled


def _disagreement(said: Sequence[Schedule], celled: Sequence[Schedule]) -> Iterator[Doubt]:
    """Doubt a row whose words give an amount that none of its cells gives."""
    if any(not any(_fits(schedule, cell) for cell in celled) for schedule in said):
        yield doubt("columns_disagree")


def _unlike(cells: Mapping[str, str], celled: Sequence[Schedule]) -> Iterator[Doubt]:
    """Doubt a row where the cell for how often gives another number than the cell for sessions or for minutes."""
    given = {key: figure(cells[key]) for key in ("sessions", "minutes") if "how_often" in cells and key in cells}
    read = {"sessions": [schedule.sessions for schedule in celled],
            "minutes": [m for schedule in celled for m in (schedule.session_minutes, schedule.total_minutes)]}
    if any(number is not None and number not in read[key] for key, number in given.items()):
        yield doubt("columns_disagree")


def _fits(said: Schedule, celled: Schedule) -> bool:
    pairs = ((said.total_minutes, celled.total_minutes), (said.session_minutes, celled.session_minutes),
             (said.sessions, celled.sessions), (said.per, celled.per))
    agree = all(first is None or second is None or first == second for first, second in pairs)
    return agree or _a_day_each(said, celled)


def _a_day_each(said: Schedule, celled: Schedule) -> bool:
    """Whether the words say "daily" and the cell so many on five days."""
    return said.per is Period.DAY and celled.per is Period.WEEK and said.total_minutes is None


def row_words(columns: Mapping[str, str]) -> Doc | None:
    """Give the words of the cells that describe the provision, for what the other readers look for."""
    text = fold(" ; ".join(columns[key] for key in ("how_often", "who", "sessions", "minutes") if columns.get(key)))
    return words(text) if text else None
