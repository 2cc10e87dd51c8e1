"""One statement of provision: from its words, and the other cells of its row, to a reading."""

from collections.abc import Mapping
from types import MappingProxyType

from spacy.tokens import Doc

from extractors.amounts.reading import Amounts, read_amounts
from extractors.columns import read_columns
from extractors.deliverer import read_deliverer
from extractors.doubts import doubt
from extractors.language import fold, words
from extractors.mode import Together, read_contact, read_mode
from extractors.provisionhood import read_standing
from extractors.service import names, pooled, read_service, service_cues
from extractors.vagueness import read_status, read_vague_terms
from models.amounts import Contact, Schedule
from models.doubt import Doubt
from models.provision import Reading

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


def read_statement(text: str, columns: Mapping[str, str] = _NO_COLUMNS) -> Reading:
    """Read one statement.

    >>> reading = read_statement("Weekly speech and language therapy, 45 minutes, from a qualified SLT")
    >>> reading.service.value, reading.schedules[0].total_minutes, reading.deliverer.role
    ('speech_and_language_therapy', 45, 'slt')
    """
    doc = words(fold(text) or "-")
    cues = service_cues(doc)
    amounts = read_amounts(doc, names(cues))
    row = read_columns(amounts, columns)
    context = words(fold(" ".join((text, *(columns.get(key, "") for key in ("how_often", "who"))))) or "-")
    service = read_service([*cues, *service_cues(words(fold(columns.get("who", "")) or "-"))])
    together = _together(read_mode(context, [*amounts.parts, *row.parts], service), row.together)
    standing = read_standing(doc)
    vague = read_vague_terms(context, row.spans)
    schedules = _with_contact(doc, _each_service(doc, row.schedules, cues))
    review = [*row.doubts, *_doubts(doc, schedules, cues)]
    if not standing.provision and schedules and not standing.sure:
        review.append(doubt("not_provision", "provision", kind=standing.kind))
    return Reading(
        text=text if text.strip() else "-",
        provision=standing.provision or bool(row.from_columns),
        service=service,
        deliverer=read_deliverer(words(fold(columns.get("who", "")) or "-")) or read_deliverer(doc),
        mode=together.mode,
        max_group_size=together.max_group_size,
        ratio=together.ratio,
        schedules=schedules,
        vague_terms=vague.terms,
        status=read_status(schedules, vague, service, together.mode),
        review=_once_each(review),
    )


def _together(read: Together, stated: Together) -> Together:
    return Together(stated.mode or read.mode, stated.max_group_size or read.max_group_size, read.ratio or stated.ratio)


def _each_service(doc: Doc, schedules: tuple[Schedule, ...], cues: list) -> tuple[Schedule, ...]:
    if len(schedules) == 1 and pooled(doc, cues):
        return schedules * 2
    return schedules


def _with_contact(doc: Doc, schedules: tuple[Schedule, ...]) -> tuple[Schedule, ...]:
    contact = read_contact(doc)
    return tuple(schedule.model_copy(update={"contact": contact}) for schedule in schedules) if contact else schedules


def _doubts(doc: Doc, schedules: tuple[Schedule, ...], cues: list) -> list[Doubt]:
    found = []
    if schedules and pooled(doc, cues):
        found.append(doubt("pooled_services"))
    if any(schedule.contact is Contact.UNSPLIT for schedule in schedules):
        found.append(doubt("unsplit"))
    return found


def _once_each(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    return tuple({(entry.code, entry.reason): entry for entry in doubts}.values())
