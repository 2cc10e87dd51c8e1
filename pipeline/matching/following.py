"""Log labels that no wording explains: they follow the place of the timetable into which their rows fall."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from pipeline.matching.school_speech import says
from pipeline.matching.staff import stands_apart
from pipeline.matching.strands import Strand
from pipeline.rules import rules


class Followed(NamedTuple):
    """Labels with the item that they follow, and labels with those that they may belong to, by number."""

    given: Mapping[int, int]
    possible: Mapping[int, tuple[int, ...]]


def follow(labels: Sequence[Strand], chosen: Mapping[int, int], faint: Mapping[int, Sequence[int]],
           meeting: Mapping[tuple[int, int], float], outside: Set[int] = frozenset()) -> Followed:
    """Let each label of the logs that was given to none follow the one item whose places its rows fall into.

    `faint` are the items that a label is a little like, `meeting` the pairs of labels that meet in the timetable;
    those `outside` follow nothing: a person said that they belong to nothing in the plan.
    """
    given: dict[int, int] = {}
    possible: dict[int, tuple[int, ...]] = {}
    for number, label in enumerate(labels):
        if number in outside or number in chosen or label.planned or says("events", label.label):
            continue
        places = _places(number, labels, meeting)
        ends = list(dict.fromkeys(chosen.get(place) for place in places))
        items = tuple(end for end in ends if end is not None)
        like = tuple(item for item in faint.get(number, ()) if item not in items)
        held = len({(row.date, row.start, row.minutes) for row in label.sessions})
        if len(ends) == 1 and items and not like and held >= rules("matching")["following"]["rows"]:
            given[number] = items[0]
        elif alike := items or _by_adult_and_length(label, labels, chosen):
            possible[number] = tuple(dict.fromkeys((*alike, *like)))
    given |= _of_the_same_words(labels, {**chosen, **given})
    return Followed({number: item for number, item in given.items() if number not in outside}, possible)


def _places(number: int, labels: Sequence[Strand], meeting: Mapping[tuple[int, int], float]) -> list[int]:
    """Give the places that a label meets, the likeliest first: not those of an adult who stands apart."""
    met = {one if other == number else other: share for (one, other), share in meeting.items()
           if number in (one, other)}
    return sorted((place for place in met if not stands_apart(labels[place].role, labels[number].role)),
                  key=lambda place: (-met[place], place))


def _by_adult_and_length(label: Strand, labels: Sequence[Strand], chosen: Mapping[int, int]) -> tuple[int, ...]:
    """Give the items for which the adult of a label, or one of the same kind, works with the child for as long.

    A label that names no adult may be anybody's.
    """
    return tuple(dict.fromkeys(item for number, item in sorted(chosen.items())
                               if label.minutes and labels[number].minutes == label.minutes
                               and _may_be_the_same(label, labels[number])))


def _may_be_the_same(one: Strand, other: Strand) -> bool:
    unnamed = not one.people and not one.role
    return unnamed or bool(one.people & other.people) or bool(one.role and one.role == other.role)


def _of_the_same_words(labels: Sequence[Strand], chosen: Mapping[int, int]) -> dict[int, int]:
    """Give labels of a log that differ from one that was given only by the adult to the same item."""
    homes: dict[tuple[str, ...], set[int]] = {}
    for number, item in chosen.items():
        homes.setdefault(_stems(labels[number]), set()).add(item)
    alike = {number: homes.get(_stems(label), set()) for number, label in enumerate(labels)
             if number not in chosen and not label.planned and any(not word.generic for word in label.words)}
    return {number: next(iter(items)) for number, items in alike.items() if len(items) == 1
            and not any(stands_apart(labels[number].role, labels[other].role) for other in chosen
                        if _stems(labels[other]) == _stems(labels[number]))}


def _stems(label: Strand) -> tuple[str, ...]:
    return tuple(sorted(word.stem for word in label.words))
