"""Labels whose words and whose adult point to different provisions: neither decides, so a person is asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.matching import signs
from pipeline.matching.item import Item
from pipeline.matching.likeness import Likeness
from pipeline.matching.strands import Strand
from pipeline.rules import rules


class _Case(NamedTuple):
    """What speaks for an item: all of it, all but the adult, and the words with meaning alone."""

    whole: float
    unstaffed: float
    words: float


def at_odds(labels: Sequence[Strand], likeness: Likeness, chosen: Mapping[int, int],
            groups: Iterable[frozenset[int]]) -> dict[int, int]:
    """Give labels that only the adult holds where they are, each with the item for which its words speak.

    Labels that belong together are weighed together. What is clear beyond question as a whole stays.
    """
    found: dict[int, int] = {}
    for group in groups:
        together = [labels[number] for number in sorted(group)]
        here = chosen[min(group)]
        cases = [_case(together, likeness, item) for item in likeness.items]
        there = max(range(len(cases)), key=lambda place: (cases[place].unstaffed, -place))
        if _pulls(cases[there], cases[here], len(group)):
            found |= dict.fromkeys(group, there)
    return found


def _case(labels: Sequence[Strand], likeness: Likeness, item: Item) -> _Case:
    weight = rules("matching")["signs"]["staff"]
    whole = sum(likeness.score(label, item) for label in labels)
    adult = sum(weight * signs.staff(label, item) for label in labels)
    told = [[word for word in label.words if not word.generic] for label in labels]
    return _Case(whole, whole - adult, sum(likeness.words(words, item) for words in told))


def _pulls(there: _Case, here: _Case, labels: int) -> bool:
    """Whether words do speak for another item, the better one but for the adult, and the whole is not clear."""
    margin, clear = (labels * rules("matching")["assignment"][name] for name in ("ambiguous", "clear"))
    spoken = there.words >= labels * rules("matching")["words"]["bear_out"]
    better = there.unstaffed - here.unstaffed >= margin and there.words - here.words >= margin
    return bool(spoken and better and here.whole - there.whole < clear)
