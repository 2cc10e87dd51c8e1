"""Which kind of provision a statement is about."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span

from extractors.amounts.numbers import figure
from extractors.language import Found, Lexicon
from extractors.statements.actions import carried_out, read_actions
from extractors.statements.prominence import least, most
from extractors.vocabulary import vocabulary
from models.provision import Service

THERAPIES = frozenset({Service.SPEECH_AND_LANGUAGE_THERAPY, Service.OCCUPATIONAL_THERAPY, Service.PHYSIOTHERAPY})
INDIRECT = frozenset({Service.TRAINING, Service.REVIEW_MEETING, Service.PROGRAMME_PLANNING})
"""What is done for the child and not with them."""
_CLEAR, _POOLED, _ACTION = 3, 5, 9.5
_OWN_WORK, _MENTOR, _HEADING = 1.5, 5.5, 4.0
_REACH = 6
_PROFESSIONS = THERAPIES | {Service.EDUCATIONAL_PSYCHOLOGY, Service.SPECIALIST_TEACHER, Service.MOBILITY}
_THINGS = frozenset({Service.EQUIPMENT, Service.TRANSPORT, Service.ENVIRONMENT})
_JOINTS = (["and"], ["and", "the"], ["and", "a"], ["and", "an"])
"""What joins two that are named."""
_PERIODS = frozenset({"day", "week", "fortnight", "month", "half", "term", "year", "school", "academic"})
_OUTLOOK = 1 / 1000
"""Of two phrases of one weight, the one that stands first in the statement decides."""


class Cue(NamedTuple):
    """What a phrase says about the service, and how much."""

    service: Service
    weight: int


@cache
def _lexicon() -> Lexicon[Cue]:
    phrases: dict[str, Cue] = {}
    for name, weights in vocabulary("services").items():
        if name in Service.__members__.values():
            for weight, written in weights.items():
                for phrase in written:
                    phrases.setdefault(phrase, Cue(Service(name), int(weight)))
    return Lexicon(phrases)


def service_cues(doc: Doc) -> list[Found[Cue]]:
    """Give the phrases of a statement that name a service, in reading order."""
    return _lexicon().find(doc)


def read_service(
    doc: Doc, cues: Sequence[Found[Cue]], cells: Doc | None = None, spans: Sequence[tuple[int, int]] = ()
) -> Service:
    """Choose the service that a statement names most prominently; cells of its row count where it names none.

    `spans` are its amounts: a review of what was given an amount before, or of a thing, is no service of its own.

    >>> from extractors.language import words
    >>> doc = words("Toe by Toe 1:1 with a TA trained by the SLT")
    >>> read_service(doc, service_cues(doc)).value
    'literacy'
    """
    given = min((end for _, end in spans), default=len(doc))
    things = (cue.end for cue in cues if cue.meaning.service in _THINGS and cue.meaning.weight > _POOLED)
    named = list(_named(doc, cues, min([given, *things]), bool(spans)))
    if cells is not None and not any(name.weight >= _CLEAR for name in named):
        named = list(_named(cells, service_cues(cells), len(cells), bool(spans))) or named
    best = max(named, key=lambda name: name.weight, default=None)
    return best.service if best else Service.OTHER


class _Named(NamedTuple):
    service: Service
    weight: float


def _named(doc: Doc, cues: Sequence[Found[Cue]], given: int, quantified: bool) -> Iterator[_Named]:
    """Weigh what a statement names and does; work for the child counts no more once something has been given."""
    before = any(cue.start < given and cue.meaning.weight > _POOLED for cue in cues)
    for cue in cues:
        late = cue.start >= given and (before or doc[cue.end - 1].norm_ == "reviewed")
        if not (late and cue.meaning.service in INDIRECT):
            heading = _HEADING if cue is cues[0] and _heads(doc, cue) else 0
            service = Service.EQUIPMENT if not quantified and _is_aid(doc, cue) else cue.meaning.service
            yield _Named(service, _weight(doc, cue, heading) - cue.start * _OUTLOOK)
    for action in read_actions(doc):
        if action.start < given or not before:
            yield _Named(action.meaning, _of_action(doc, action) - action.start * _OUTLOOK)


def _is_aid(doc: Doc, cue: Found[Cue]) -> bool:
    return doc[cue.start : cue.end].text.lower() in vocabulary("services")["apparatus"]


def _heads(doc: Doc, cue: Found[Cue]) -> bool:
    """Whether a colon follows ("Speech targets: ..."): what stands before it names what the rest is about."""
    assistant = cue.meaning.service is Service.TEACHING_ASSISTANT
    return not assistant and cue.end < len(doc) and doc[cue.end].norm_ == ":"


def _weight(doc: Doc, cue: Found[Cue], heading: float) -> float:
    person = _names_somebody(doc, cue)
    weight = cue.meaning.weight + heading
    if cue.meaning.service in _PROFESSIONS and person:
        weight = max(weight, least(doc, cue.end))
    if _acting_mentor(doc, cue, person):
        weight = _MENTOR
    helper = cue.meaning.service is Service.TEACHING_ASSISTANT
    return min(weight, most(doc, cue.start, cue.end, person, helper))


def _acting_mentor(doc: Doc, cue: Found[Cue], person: bool) -> bool:
    """Whether a named adult is said to do something: what is done then says what it is."""
    mentor = person and cue.meaning.service is Service.MENTORING
    return mentor and cue.end < len(doc) and doc[cue.end].norm_ in ("will", "to", "shall", "must", "should")


def _of_action(doc: Doc, action: Found[Service]) -> float:
    """Weigh an action: above all that is named, but where it is what something is for, or only leads to the work."""
    if action.meaning is Service.PROGRAMME_PLANNING and carried_out(doc, action.end):
        return _CLEAR
    if _own_work(doc, action):
        return _OWN_WORK
    if _pooled_for(doc, action):
        return _POOLED
    return min(_ACTION, most(doc, action.start, action.end, False, False))


def _own_work(doc: Doc, action: Found[Service]) -> bool:
    """Whether the child is helped to do it ("support from a TA to plan and record work")."""
    helped = vocabulary("actions")["helped"]["words"]
    infinitive = action.start > 0 and doc[action.start - 1].norm_ == "to"
    return infinitive and any(token.norm_ in helped for token in doc[: action.start])


def _pooled_for(doc: Doc, action: Found[Service]) -> bool:
    """Whether an action is what somebody's hours are for ("10 hours a year for programming and coaching staff")."""
    before = [token.norm_ for token in doc[max(0, action.start - _REACH) : action.start]]
    return doc[action.start].norm_.endswith("ing") and "for" in before


def _names_somebody(doc: Doc, cue: Found[Cue]) -> bool:
    table = vocabulary("services")
    last = doc[cue.end - 1].norm_
    return (last in table["person_words"] or last.removesuffix("s") in table["person_words"]
            or doc[cue.start : cue.end].text.lower().removesuffix("s") in table["also_people"])


def names(doc: Doc, cues: list[Found[Cue]]) -> frozenset[int]:
    """Give the words of names that hold an "and" or a number, which are neither there ("Plus 1", "Power of 2")."""
    held = (range(cue.start, cue.end) for cue in cues if cue.meaning.service is not Service.TEACHING_ASSISTANT)
    return frozenset(index for words in held if _joined_or_numbered(doc[words.start : words.stop]) for index in words)


def _joined_or_numbered(name: Span) -> bool:
    norms = [token.norm_ for token in name]
    return any(word in ("and", "&") or figure(word) is not None for word in norms) and "%" not in norms


def openings(doc: Doc, cues: list[Found[Cue]]) -> frozenset[int]:
    """Give each "with" that opens a service of its own ("weekly OT, with physiotherapy termly") and no person."""
    people = vocabulary("services")["also_people"]
    found = (cue.start - 1 for cue in cues if cue.start and cue.meaning.weight >= _CLEAR
             and doc[cue.start : cue.end].text.lower() not in people)
    told = {index for index in found if doc[index].norm_ == "with"} | set(_with_work(doc))
    return frozenset(index for index in told if not _followed_by_person(doc, index))


def _with_work(doc: Doc) -> Iterator[int]:
    """Give each ", with" before a word for what is done: "twice a week, with work on sounds monthly"."""
    activities = vocabulary("services")["activities"]
    for comma, token in pairwise(doc):
        told = any(word.norm_ in activities for word in doc[token.i + 1 : token.i + 3])
        if told and (comma.norm_, token.norm_) == (",", "with"):
            yield token.i


def _followed_by_person(doc: Doc, index: int) -> bool:
    return any(token.norm_ in vocabulary("services")["person_words"] for token in doc[index + 1 : index + 6])


def pooled(doc: Doc, cues: list[Found[Cue]]) -> list[Service]:
    """Give the therapies that a statement names side by side ("OT and SaLT reviews"), if it does.

    >>> from extractors.language import words
    >>> doc = words("Half termly OT and SaLT reviews.")
    >>> [service.value for service in pooled(doc, service_cues(doc))]
    ['occupational_therapy', 'speech_and_language_therapy']
    >>> doc = words("Occupational therapy for hand skills and posture.")
    >>> pooled(doc, service_cues(doc))
    []
    """
    therapies = [cue for cue in cues if cue.meaning.service in THERAPIES]
    for place, (first, second) in enumerate(pairwise(therapies)):
        if {first.meaning.service, second.meaning.service} & {cue.meaning.service for cue in therapies[:place]}:
            continue
        between = [token.norm_ for token in doc[first.end : second.start]]
        apart = first.meaning.service is not second.meaning.service
        if apart and _both_each(between, [token.norm_ for token in doc[second.end : second.end + 3]]):
            return [first.meaning.service, second.meaning.service]
        if apart and between in (["and"], ["/"], ["&"], ["or"], ["and", "/", "or"], [","]) and not _jointly(doc):
            return [first.meaning.service, second.meaning.service]
    return []


def _both_each(between: list[str], after: list[str]) -> bool:
    """Whether words go on with "each" after two that are named: "the physio and the OT will each"."""
    timed = any(word == "each" and later in _PERIODS for word, later in pairwise(after))
    return between in _JOINTS and "each" in after and not timed


def each_of_two(doc: Doc, cues: list[Found[Cue]]) -> bool:
    """Whether two kinds of work share a length "each" ("literacy and numeracy, 30 minutes each")."""
    words = [token.norm_ for token in doc]
    sides = [(first, second) for first, second in pairwise(cues)
             if words[first.end : second.start] in _JOINTS and first.meaning.service is not second.meaning.service]
    units = {*vocabulary("durations")["units"], "week", "fortnight", "term", "year", "day", "month"}
    lengths = (first in units and word == "each" for first, word in pairwise(words))
    return bool(sides) and any(lengths) and "each" in words and not _each_period(words)


def _each_period(words: list[str]) -> bool:
    """Whether "each" goes with a period: "45 minutes each week"."""
    return any(word == "each" and after in vocabulary("clauses")["time_words"] for word, after in pairwise(words))


def _jointly(doc: Doc) -> bool:
    return any(token.norm_ in ("jointly", "joint", "together") for token in doc)
