"""Words that weaken provision, and whether what is left can be measured."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.amounts.numbers import figure
from extractors.language import Found, Lexicon
from extractors.vocabulary import vocabulary
from models.amounts import Bound, Schedule
from models.provision import Mode, Service, Status

_TAIL = 1
"""How near to an amount a weak word must stand to be fixed by it: "regular weekly", "regular (every 20 minutes)"."""
_ENDS = frozenset({".", ";", "and", "plus", "with"})
_BINARY = frozenset({Service.TRAINING, Service.EQUIPMENT, Service.ACCESS_ARRANGEMENT, Service.ENVIRONMENT,
                     Service.TRANSPORT})


class Weakness(NamedTuple):
    """Why a term is weak, and where the lexicon flags it."""

    group: str
    when: str


class Vague(NamedTuple):
    """The weak terms of a statement as printed, and whether one of them makes it conditional."""

    terms: tuple[str, ...]
    conditional: bool


@cache
def _lexicon() -> Lexicon[Weakness]:
    phrases: dict[str, Weakness] = {}
    for group, entry in vocabulary("vague_terms").items():
        if isinstance(entry, dict):
            for phrase in entry["phrases"]:
                phrases.setdefault(phrase, Weakness(group, entry["when"]))
    return Lexicon(phrases)


def read_vague_terms(docs: Sequence[Doc], spans: Sequence[tuple[int, int]], quantified: bool) -> Vague:
    """Find weak terms; an amount beside a word of frequency fixes it, and a "support" with an amount is not bare.

    `docs` are the statement and the other cells of its row; `spans` are the tokens of the statement's amounts.

    >>> from extractors.language import words
    >>> read_vague_terms([words("Access to TA support as required")], (), False)
    Vague(terms=('access to', 'support', 'as required'), conditional=True)
    """
    terms = []
    conditional = False
    for doc in docs:
        for found in _lexicon().find(doc):
            if not _is_month(doc, found) and not _fixed(doc, found, spans if doc is docs[0] else (), quantified):
                terms.append(doc[found.start : found.end].text.lower().rstrip("-"))
                conditional |= found.meaning.when == "conditional"
    return Vague(tuple(dict.fromkeys(terms)), conditional)


def _is_month(doc: Doc, found: Found[Weakness]) -> bool:
    """Whether a "may" is the month: "in May", "May and June", "12 May"."""
    token = doc[found.start]
    if (token.text, found.end - found.start) != ("May", 1):
        return False
    after = doc[found.end].norm_ if found.end < len(doc) else ""
    return found.start > 0 or figure(after) is not None or after in ("and", "to", "-", "half")


def _same_sentence(doc: Doc, found: Found[Weakness], span: tuple[int, int]) -> bool:
    """Whether nothing ends a sentence between a word of frequency and an amount, which says how often it is."""
    between = doc[min(found.end, span[1]) : max(found.start, span[0])]
    return not any(token.norm_ in _ENDS for token in between)


def _fixed(doc: Doc, found: Found[Weakness], spans: Sequence[tuple[int, int]], quantified: bool) -> bool:
    start, end, weakness = found
    if weakness.when == "unquantified":
        return quantified
    if weakness.group == "frequency":
        return any(_same_sentence(doc, found, span) for span in spans)
    if weakness.when == "unquantified_clause":
        return any(start - _TAIL <= last and first <= end + _TAIL for first, last in spans)
    if weakness.group == "ceiling":
        return not any(first <= start <= last for first, last in spans)
    return False


def read_status(schedules: Sequence[Schedule], vague: Vague, service: Service, mode: Mode | None) -> Status:
    """Say whether what is stated can be measured (DOMAIN 2.2)."""
    if any(_measured(schedule) for schedule in schedules):
        return Status.MEASURABLE
    if schedules:
        return Status.PARTLY
    if vague.conditional:
        return Status.CONDITIONAL
    if service in _BINARY or (mode is Mode.INDIRECT and not vague.terms):
        return Status.CHECKABLE
    return Status.VAGUE


def _measured(schedule: Schedule) -> bool:
    floor = schedule.bound is not Bound.UP_TO
    return floor and schedule.per is not None and (schedule.total_minutes is not None or schedule.full_time)
