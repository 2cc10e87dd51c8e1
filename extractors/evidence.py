"""The evidence of a case: each file recognised for what it is, read, and every row that cannot be used reported."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from extractors.calendars.attendance_pattern import ask_about_pattern
from extractors.cells.days import school_year
from extractors.cells.names import Whose
from extractors.cells.sense import sense_of
from extractors.cells.titles import titled_for
from extractors.cells.words import cell, words
from extractors.opening.regular import shown
from extractors.records.document_tables import by_form
from extractors.records.harvest import Harvest, Known
from extractors.records.headers import find_header, forms_of
from extractors.records.recognition import KINDS, kind_of_table, main_kind
from extractors.records.said_columns import with_said_columns
from extractors.records.staff_key import staff_key
from extractors.records.unread_logs import unread_logs
from extractors.register import read_register
from extractors.safeguarding import concerns_in
from extractors.school_calendar import ReadCalendar, read_calendar
from extractors.session_log import read_record
from extractors.tables import Table, read_tables
from extractors.timetable import Timetable, bells_of, read_timetables
from extractors.timetables.numbered import on_their_dates
from models.calendar import SchoolCalendar
from models.delivery import Evidence, EvidenceFile
from models.doubt import Doubt
from models.errors import Stop
from models.source import Document

HEADS = 6
"""Lines at the top of a table whose words may speak of a school year."""
_NOTHING_SAID: Mapping[str, str] = MappingProxyType({})
MOST_ALIKE = 12
"""More doubts of one kind about one file than this are told as one."""


class EvidencePaths(NamedTuple):
    """The files of a case, under the option that each was given with."""

    timetables: tuple[Path, ...] = ()
    logs: tuple[Path, ...] = ()
    registers: tuple[Path, ...] = ()
    calendar: Path | None = None


class _File(NamedTuple):
    """One file of evidence, with the kind of each of its tables."""

    path: Path
    document: Document
    tables: tuple[Table, ...]
    kinds: tuple[str | None, ...]
    kind: str

    def of(self, kind: str) -> tuple[Table, ...]:
        """Give the tables of a kind; those of no kind go with the file's own."""
        pairs = zip(self.tables, self.kinds, strict=True)
        return tuple(table for table, named in pairs if (named or self.kind) == kind)

    def without(self, tables: Sequence[Table]) -> "_File":
        """Give the file without some of its tables."""
        kept = [place for place, table in enumerate(self.tables) if table not in tables]
        return self._replace(tables=tuple(self.tables[place] for place in kept),
                             kinds=tuple(self.kinds[place] for place in kept))


def read_evidence(paths: EvidencePaths, child: str | None, columns: Mapping[str, str] = _NOTHING_SAID) -> Evidence:
    """Read all evidence of a case. One unusable file is a doubt and stops nothing; an unusable calendar stops.

    `columns` holds what a person has said of headers of logs: header -> role.
    """
    harvest, timetable = Harvest(), Timetable()
    files = list(_files(paths, harvest, columns))
    calendar = _calendar(paths, files)
    bells = bells_of(table for file in files for table in file.of("timetable"))
    known = Known(child, _years(calendar.calendar) if calendar else _stated_years(files), bells)
    read: list[EvidenceFile] = []
    for file in files:
        own = _read_file(file, known, timetable)
        read.append(EvidenceFile(document=file.document, kind=file.kind, **_covered(own)))
        said = any(doubt.code == "unusable_file" for doubt in own.doubts)
        if not (own.slots or own.sessions or own.marks or said or file.kind in ("calendar", "key")):
            what = f"no row with a {'weekday' if file.kind == 'timetable' else 'date'} was found in it"
            harvest.doubts.append(_unusable(file.path.name, what, ""))
        harvest.add(own)
    if paths.calendar:
        read.append(EvidenceFile(document=_document(paths.calendar), kind="calendar"))
    found = _evidence(harvest, timetable, calendar, read)
    return found.model_copy(update={"unread_logs": unread_logs(paths.logs, found)})


def _files(paths: EvidencePaths, harvest: Harvest, columns: Mapping[str, str]) -> Iterator[_File]:
    """Open each file once, whatever the number of times and options it was given."""
    seen: set[str] = set()
    given = (("timetable", paths.timetables), ("log", paths.logs), ("register", paths.registers))
    for kind, path in ((kind, path) for kind, group in given for path in group):
        try:
            read = (with_said_columns(table, columns) for table in read_tables(path))
            tables = tuple(part for table in read for part in by_form(table))
            document = _document(path)
        except Stop as stop:
            harvest.doubts.append(_unusable(shown(path.name), stop.what, stop.remedy))
            continue
        if document.sha256 in seen:
            harvest.note("same_file", "file", "The same file was given more than once; it was read once.", path.name)
            continue
        seen.add(document.sha256)
        kinds = tuple(kind_of_table(table, kind) for table in tables)
        yield _File(path, document, tables, kinds, main_kind(kinds, kind))


def _document(path: Path) -> Document:
    return Document(file=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), pages=0)


def _unusable(file: str, what: str, remedy: str) -> Doubt:
    return Doubt(code="unusable_file", field="file", place=file, reason=f"This file was not used: {what.rstrip('.')}.",
                 next_step=remedy or "Check that it is the file that was meant, and whole.")


def _calendar(paths: EvidencePaths, files: Sequence[_File]) -> ReadCalendar | None:
    """Read the calendar that was given, or one that was given as something else."""
    if paths.calendar:
        return read_calendar(paths.calendar)
    mistaken = next((file for file in files if file.kind == "calendar"), None)
    return read_calendar(mistaken.path) if mistaken else None


def _years(calendar: SchoolCalendar) -> tuple[int, ...]:
    return tuple(dict.fromkeys(school_year(half.start) for half in calendar.half_terms))


def _stated_years(files: Sequence[_File]) -> tuple[int, ...]:
    """Give the school years of the dates that the files write out, for those that leave the year away."""
    found: list[int] = []
    for table in (table for file in files for table in file.tables):
        header = find_header(table, forms_of(("register", "log")))
        column = header.columns.get("date", header.columns.get("week")) if header else None
        cells = [cell(line, column) for line in table.rows]
        found += sense_of(cells, [words(value) for line in table.rows[:HEADS] for value in line]).school_years
    return tuple(dict.fromkeys(found))


def _read_file(file: _File, known: Known, timetable: Timetable) -> Harvest:
    """Read the tables of a file, each with the reader of its kind."""
    own = Harvest()
    for table in file.tables:
        timetable.staff |= staff_key(table)
        own.doubts += ask_about_pattern(table)
        for row in table.struck:
            own.leave_out(table.source(row), "Words in this row are struck through and were left out.")
    file = file.without([table for table in file.tables if _is_anothers(table, known.child, own)])
    for table in file.of("log"):
        own.add(read_record(table, known))
    for table in file.of("register"):
        own.add(_register(table, known))
    own.concerns += [one for kind in ("log", "register") for table in file.of(kind) for one in concerns_in(table)]
    grids = file.of("timetable")
    if grids:
        read = read_timetables(grids, known)
        own.add(read.harvest)
        timetable.staff |= read.staff
        timetable.named_weeks |= read.named_weeks
        timetable.weeks += [week for week in read.weeks if week not in timetable.weeks]
    if any(table.recognised for table in file.tables):
        _ask_about_each(own)
    return own


def _register(table: Table, known: Known) -> Harvest:
    """Read a register; its strokes are too small to be told apart in a picture, where "/" and "I" look alike."""
    if not table.recognised:
        return read_register(table, known)
    harvest = Harvest()
    harvest.doubts.append(_unusable(table.file, "it is a scan, in which the marks of a register cannot be told apart",
                                    "Ask the school for the register as a file (CSV, Excel or a PDF with words)."))
    return harvest


def _ask_about_each(own: Harvest) -> None:
    """Doubt every fact of a file that is a picture: one figure may have been recognised as another."""
    sources = [*(session.source for session in own.sessions), *(slot.source for slot in own.slots)]
    own.doubts += [Doubt(code="recognised", field="row", place=source.place(),
                         reason="This row was read from a picture of a page: figures and ticks may be misread.",
                         next_step="Compare it with the paper, or ask for the file that it was printed from.")
                   for source in dict.fromkeys(sources)]


def _is_anothers(table: Table, child: str | None, own: Harvest) -> bool:
    """Whether the lines above a table say that it is about another child; if so, none of it is used."""
    header = find_header(table, forms_of(KINDS))
    titled = titled_for(table.rows[:header.row if header else 0], child)
    if titled is Whose.OWN or header is None:
        return False
    source = table.source(header.row)
    other = titled is Whose.OTHER
    if other:
        own.doubt("other_child", "child", "The title of this table names another child; it was not used.", source)
        own.leave_out(source, "This table is about another child.")
    else:
        own.doubt("child_unclear", "child", "The name in this table's title may or may not mean the child.", source)
    return other


def _covered(own: Harvest) -> dict[str, dt.date | None]:
    """Give the first and the last day that a file's rows are about."""
    days = [mark.date for mark in own.marks]
    for session in own.sessions:
        days += [session.date, session.date + dt.timedelta(days=4 if session.weekly else 0)]
    return {"first_day": min(days, default=None), "last_day": max(days, default=None)}


def _evidence(
    harvest: Harvest, timetable: Timetable, calendar: ReadCalendar | None, read: list[EvidenceFile],
) -> Evidence:
    harvest.slots = on_their_dates(harvest.slots, calendar.numbers if calendar else {})
    timetable.weeks = [week for week in timetable.weeks if any(slot.cycle_week == week for slot in harvest.slots)]
    cycle, start, doubts = _cycle(timetable, calendar.calendar if calendar else None)
    told = calendar.calendar.model_copy(update={
        "cycle": cycle, "cycle_start": start,
        "cycle_overrides": _overrides(timetable.named_weeks, cycle, calendar.calendar)
        | _renamed(calendar.calendar, cycle),
    }) if calendar else None
    all_doubts = [*(calendar.doubts if calendar else ()), *doubts, *harvest.doubts]
    return Evidence(
        files=tuple(sorted(read, key=lambda file: (file.kind, file.document.file))),
        slots=tuple(sorted(harvest.slots, key=lambda slot: (slot.source.order, slot.weekday))),
        sessions=tuple(sorted(harvest.sessions, key=lambda session: session.source.order)),
        marks=tuple(sorted(harvest.marks, key=lambda mark: (mark.date, mark.half, mark.source.order))),
        spare=tuple(sorted(harvest.spare, key=lambda spare: spare.source.order)),
        concerns=tuple(harvest.concerns),
        calendar=told, staff_key=timetable.staff, cycle=cycle, cycle_start=start, doubts=tuple(_condensed(all_doubts)))


def _cycle(
    timetable: Timetable, calendar: SchoolCalendar | None,
) -> tuple[tuple[str, ...], dt.date | None, list[Doubt]]:
    """Put together what the timetable and the calendar say of the cycle of weeks."""
    weeks = tuple(timetable.weeks)
    stated = calendar.cycle_start if calendar else None
    if not weeks:
        return (calendar.cycle if calendar else ()), stated, []
    anchor = _first_week(timetable.named_weeks, weeks)
    if anchor and stated and (anchor - stated).days % (7 * len(weeks)) and _same_run(calendar, anchor, stated):
        return weeks, stated, [_cycle_doubt("The timetable and the calendar disagree on which week comes first.")]
    start = stated or anchor
    return weeks, start, [] if start else [_cycle_doubt("Nothing says which weeks of the school year are which.")]


def _first_week(named: dict[dt.date, str], weeks: tuple[str, ...]) -> dt.date | None:
    """Give the Monday from which the cycle is counted: the first week that is named, or where it would have begun."""
    told = min((day for day, week in named.items() if week in weeks), default=None)
    return told - dt.timedelta(days=7 * weeks.index(named[told])) if told else None


def _overrides(named: dict[dt.date, str], weeks: tuple[str, ...], calendar: SchoolCalendar) -> dict[dt.date, str]:
    """Give the weeks that a timetable names, where it names more than the one from which the calendar counts."""
    told = {day: week for day, week in named.items() if week in weeks}
    return told if len(told) > 1 or calendar.cycle_start is None else {}


def _renamed(calendar: SchoolCalendar, weeks: tuple[str, ...]) -> dict[dt.date, str]:
    """Give the weeks that the calendar names the timetable's names: its "Week 1" is the timetable's "Week A"."""
    names = dict(zip(calendar.cycle, weeks, strict=False))
    return {day: names.get(week, week) for day, week in calendar.cycle_overrides.items()}


def _same_run(calendar: SchoolCalendar | None, one: dt.date, other: dt.date) -> bool:
    """Whether no break lies between two days, so that weeks can be counted from one to the other."""
    first, last = sorted((one, other))
    halves = calendar.half_terms if calendar else ()
    return any(half.start - dt.timedelta(days=6) <= first and last <= half.end for half in halves)


def _cycle_doubt(reason: str) -> Doubt:
    return Doubt(code="cycle_start", field="cycle", reason=reason, place="timetable",
                 next_step="Ask the school which week of the timetable a given week was.")


def _condensed(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """Tell many doubts of one kind about one file as one."""
    groups: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        groups[doubt.code, doubt.place.split(",")[0]].append(doubt)
    for (_, file), group in groups.items():
        if len(group) <= MOST_ALIKE:
            yield from group
            continue
        rows = "; ".join(doubt.place.removeprefix(f"{file}, ") for doubt in group[:MOST_ALIKE])
        yield group[0].model_copy(update={"place": f"{file}, {len(group)} rows: {rows} ...", "alternatives": ()})
