"""Slots and log rows that go under one label, gathered into strands: what is matched to a provision as a whole."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from models.delivery import Session, TimetableSlot
from pipeline.matching.school_speech import Word, is_lesson, read_words, says
from pipeline.matching.staff import StaffKey, family, person
from pipeline.rules import rules

IN_CLASS = "support in class"
_BESIDE = re.compile(r"(?:\+|&|\bwith|\bw/?)$")


@dataclass(frozen=True, eq=False)
class Strand:
    """One label, by one role, in the timetable or in the logs."""

    label: str
    """The commonest spelling of the label."""
    words: tuple[Word, ...]
    role: str
    people: frozenset[str]
    slots: tuple[TimetableSlot, ...]
    sessions: tuple[Session, ...]
    minutes: int | None
    """The commonest length of one session."""

    @property
    def planned(self) -> bool:
        """Whether this is a strand of the timetable, and not of a log."""
        return bool(self.slots)

    @property
    def _every_other_week(self) -> bool:
        """Whether the rows of a log lie so far apart that they tell of something done once a fortnight."""
        usual = rules("matching")["often"]
        dates = sorted({row.date for row in self.sessions if not row.weekly})
        apart = [later - earlier >= dt.timedelta(days=usual["fortnight_days"]) for earlier, later in pairwise(dates)]
        return bool(len(apart) >= usual["fortnight_gaps"] and sum(apart) >= usual["fortnight_share"] * len(apart))

    @cached_property
    def per_week(self) -> float | None:
        """How many slots a week the timetable gives it; of a log, only whether it tells of every other week."""
        if not self.slots:
            return 0.5 if self._every_other_week else None
        cycle = len({slot.cycle_week for slot in self.slots} - {None})
        weekly = [slot for slot in self.slots if not slot.only_on]
        return sum(1 / max(cycle, 2) if slot.cycle_week else 1 for slot in weekly) if weekly else None


def strands(slots: Iterable[TimetableSlot], sessions: Iterable[Session],
            legend: Mapping[str, str] | None = None) -> tuple[Strand, ...]:
    """Gather the slots and the rows by label and role; lessons with no adult beside them are left out."""
    items: list[TimetableSlot | Session] = [*slots, *sessions]
    key = StaffKey(((item.staff, item.label) for item in items), legend)
    gathered: dict[tuple[object, ...], list[TimetableSlot | Session]] = defaultdict(list)
    names: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    people = {*(person(item.staff) for item in items), *key.people} - {""}
    stems = cache(lambda label: tuple(sorted(word.stem for word in _words(label, people))))
    for item in items:
        role = key.role(item.staff or next(iter(sorted(_named(item.label, people))), ""), item.label)
        if isinstance(item, Session):
            label = _without_lesson(item.label)
        else:
            rest = _without_people(item.label, people)
            if not _supported(item, role, rest):
                continue
            label = IN_CLASS if is_lesson(rest) or (item.support and _says_nothing(rest)) else item.label
        at = (isinstance(item, Session), stems(label), role)
        gathered[at].append(item)
        names[at][label] += 1
    order = sorted(gathered, key=str)
    return tuple(_strand(names[at].most_common(1)[0][0], str(at[2]), gathered[at], people) for at in order)


def session_minutes(row: Session) -> int | None:
    """Give the length of one of the sessions that a row stands for; a week's total does not tell it."""
    known = row.minutes and row.count and not (row.weekly and row.count == 1)
    return row.minutes // row.count if known and row.minutes else None


def _supported(slot: TimetableSlot, role: str, rest: str) -> bool:
    """Whether a slot can be provision: lessons count only with an adult beside them, pauses never.

    `rest` is its label without the people in it; "English + KB" has one beside the lesson, whoever KB is.
    """
    beside = slot.support or _BESIDE.search(rest) is not None
    if not is_lesson(rest, alone=not (slot.staff or role)):
        return True
    return not says("pauses", slot.label) and (beside or (bool(role) and family(role) == "assistant"))


def _without_lesson(label: str) -> str:
    """Leave out the lesson, by a name of the school's own, in which a log says that there was support.

    >>> _without_lesson("In-class support - animal care"), _without_lesson("In-class support - motor skills")
    ('In-class support', 'In-class support - motor skills')
    """
    support, _, lesson = re.sub(r"\s[–-]\s|:\s", "|", label, count=1).partition("|")
    words = read_words(support)
    in_class = bool(words) and all("in_class" in word.themes for word in words)
    return support if lesson and in_class and _says_nothing(lesson) else label


def _says_nothing(rest: str) -> bool:
    """Whether no word of a label speaks of anything special: a lesson by a name of the school's own, "Digital".

    >>> _says_nothing("Digital"), _says_nothing("Social skills")
    (True, False)
    """
    return not any(word.themes for word in read_words(rest))


def _without_people(label: str, people: set[str]) -> str:
    """Leave out the names of the people of this case.

    >>> _without_people("English + AMc", {"amc"}), _without_people("Quiet time (AMc)", {"amc"})
    ('English +', 'Quiet time')
    """
    return " ".join(part for part in label.split() if part.strip("().,").lower() not in people)


def _words(label: str, people: set[str]) -> tuple[Word, ...]:
    """Read a label without the names of the people of this case in it."""
    return read_words(_without_people(label, people))


def _strand(label: str, role: str, items: Sequence[TimetableSlot | Session], people: set[str]) -> Strand:
    lengths = Counter(length for item in items if (length := _length(item)))
    names = frozenset(filter(None, (person(item.staff) for item in items)))
    return Strand(label=label, words=_words(label, people), role=role, people=names | _named(label, people),
                  slots=tuple(item for item in items if isinstance(item, TimetableSlot)),
                  sessions=tuple(item for item in items if isinstance(item, Session)),
                  minutes=min(lengths, key=lambda length: (-lengths[length], -length)) if lengths else None)


def _named(label: str, people: set[str]) -> frozenset[str]:
    return frozenset(part.strip("().,").lower() for part in label.split()) & frozenset(people)


def _length(item: TimetableSlot | Session) -> int | None:
    return item.minutes if isinstance(item, TimetableSlot) else session_minutes(item)
