"""One statement of provision: from its words, and the other cells of its row, to a reading."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts.reading import read_amounts
from extractors.doubts import doubt
from extractors.language import Found, fold, mended, words
from extractors.limits import most
from extractors.statements.columns import Row, read_columns, row_words
from extractors.statements.contact import read_contacts, with_contacts
from extractors.statements.deliverer import read_deliverer
from extractors.statements.mode import Together, read_mode
from extractors.statements.provisionhood import Standing, read_standing
from extractors.statements.service import Cue, each_of_two, names, openings, pooled, read_service, service_cues
from extractors.statements.vagueness import read_status, read_vague_terms
from models.amounts import Contact, Period, Schedule
from models.doubt import Doubt
from models.provision import Reading, Service

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
_NOTHING = "-"


def read_statement(text: str, columns: Mapping[str, str] = _NO_COLUMNS) -> Reading:
    """Read one statement.

    >>> reading = read_statement("Weekly speech and language therapy, 45 minutes, from a qualified SLT")
    >>> reading.service.value, reading.schedules[0].total_minutes, reading.deliverer.role
    ('speech_and_language_therapy', 45, 'slt')
    """
    said = _readable(text, most("plan", "statement_letters"))
    given = {name: _readable(cell, most("plan", "cell_letters")) for name, cell in columns.items()}
    reading = _read(said.text, {name: cell.text for name, cell in given.items()})
    cut = () if all(part.whole for part in (said, *given.values())) else (doubt("too_long", "text"),)
    whole = mended(text) if said.text else _NOTHING
    return reading.model_copy(update={"text": whole, "review": (*reading.review, *cut)})


class _Readable(NamedTuple):
    """Folded words that can be read, and whether they are all that was given."""

    text: str
    whole: bool


def _readable(text: str, limit: int) -> _Readable:
    """Cut words off that go on for longer than any statement or cell does."""
    folded = fold(mended(text))
    return _Readable(folded[:limit].rstrip(), len(folded) <= limit)


def _read(text: str, columns: Mapping[str, str]) -> Reading:
    """Read folded words and cells of a length that a statement can have."""
    doc = words(text or _NOTHING)
    cells = row_words(columns)
    cues = service_cues(doc)
    amounts = read_amounts(doc, names(doc, cues), openings(doc, cues))
    service = read_service(doc, cues, cells, amounts.spans)
    row = read_columns(amounts, columns)
    standing = read_standing(doc, amounts.held, _serving(doc, cues))
    row = row._replace(schedules=tuple(e for e in row.schedules if not e.full_time or _by_a_person(cues, cells)))
    amounted = bool(row.schedules)
    if not standing.provision and standing.sure and not row.from_columns:
        row = row._replace(schedules=(), doubts=())
    vague = read_vague_terms([doc, *([cells] if cells is not None else [])], amounts.spans, bool(row.schedules))
    together = _together(read_mode(doc, (*amounts.parts, *row.parts), service, cells), row.together)
    schedules = _with_contact(doc, row, amounts.spans)
    schedules = tuple(_settled(schedule, service) for schedule in _each_service(doc, schedules, cues))
    who = fold(columns.get("who", ""))
    return Reading(
        text=text or _NOTHING,
        provision=standing.provision or row.from_columns,
        service=service,
        deliverer=(read_deliverer(words(who)) if who else None) or read_deliverer(doc),
        mode=together.mode,
        max_group_size=together.max_group_size,
        ratio=together.ratio,
        schedules=schedules,
        vague_terms=vague.terms,
        status=read_status(schedules, vague, service, together.mode),
        review=_once_each([*_periods_doubted(row, service), *_doubts(doc, schedules, cues, service),
                            *_standing_doubted(standing, amounted and not row.from_columns)]),
    )


def _serving(doc: Doc, cues: list[Found[Cue]]) -> frozenset[int]:
    """Give the words that name a service or somebody who gives it; a length alone names none."""
    found = (cue for cue in cues if cue.meaning.weight > 1 or doc[cue.start].norm_ in ("adult", "assistant", "support"))
    return frozenset(index for cue in found for index in range(cue.start, cue.end))


def _together(read: Together, stated: Together) -> Together:
    return Together(stated.mode or read.mode, stated.max_group_size or read.max_group_size, read.ratio or stated.ratio)


def _each_service(doc: Doc, schedules: tuple[Schedule, ...], cues: list[Found[Cue]]) -> tuple[Schedule, ...]:
    """Give each of two pooled services its own schedule."""
    return schedules * 2 if len(schedules) == 1 and pooled(doc, cues) else schedules


def _by_a_person(cues: list[Found[Cue]], cells: Doc | None) -> bool:
    """Whether "at all times" is said of somebody's support; of a visual timetable it is no amount of time."""
    found = [*cues, *(service_cues(cells) if cells is not None else [])]
    return any(cue.meaning.service in (Service.TEACHING_ASSISTANT, Service.MENTORING) for cue in found)


def _settled(schedule: Schedule, service: Service) -> Schedule:
    """Take training without a period as given once."""
    if service is Service.TRAINING and schedule.per is None and (schedule.total_minutes or schedule.sessions == 1):
        return schedule.model_copy(update={"per": Period.ONCE})
    return schedule


def _with_contact(doc: Doc, row: Row, spans: Sequence[tuple[int, int]]) -> tuple[Schedule, ...]:
    """Say of each amount whether it is direct: by the words near it, or by all words where it stands in a cell."""
    near = read_contacts(doc, spans)
    if row.from_columns or len(near) != len(row.schedules):
        near = read_contacts(doc, [(0, len(doc))]) * len(row.schedules)
    return with_contacts(row.schedules, near)


def _periods_doubted(row: Row, service: Service) -> list[Doubt]:
    """Name the usual reading of an amount without a period: a week for an assistant's hours, but not for therapy."""
    usual: tuple[str, ...] = ("a year", "a term", "a week", "in all")
    if service is Service.TEACHING_ASSISTANT:
        usual = ("a week, as is usual for an assistant's hours", "a term", "a year")
    if service is Service.TRAINING:
        return [doubt("one_off") if entry.code == "no_period" else entry for entry in row.doubts]
    return [entry.model_copy(update={"alternatives": usual}) if entry.code == "no_period" else entry
            for entry in row.doubts]


def _doubts(
    doc: Doc, schedules: Sequence[Schedule], cues: list[Found[Cue]], service: Service
) -> list[Doubt]:
    found = []
    if schedules and (pooled(doc, cues) or each_of_two(doc, cues)):
        found.append(doubt("pooled_services"))
    if any(schedule.contact is Contact.UNSPLIT for schedule in schedules):
        found.append(doubt("unsplit"))
    if service is Service.TRANSPORT and _there_and_back(doc) and any(entry.per is Period.DAY for entry in schedules):
        found.append(doubt("both_ways"))
    return found


def _there_and_back(doc: Doc) -> bool:
    return {"to", "home"} <= {token.norm_ for token in doc} or {"to", "from"} <= {token.norm_ for token in doc}


def _standing_doubted(standing: Standing, amounted: bool) -> list[Doubt]:
    """Ask a person wherever words that state an amount are not taken for provision, or hardly."""
    if not amounted or not standing.kind:
        return []
    return [doubt("maybe_history" if standing.provision else "not_provision", "provision", kind=standing.kind)]


def _once_each(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    return tuple({(entry.code, entry.reason): entry for entry in doubts}.values())
