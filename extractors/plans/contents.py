"""Columns and labels by names of a plan's own: what they hold, told from the words that stand under them."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from statistics import median
from typing import TypeVar

from extractors.plans.lists import has_length, has_rhythm
from extractors.vocabulary import vocabulary

AMOUNTS = ("how_often", "minutes", "sessions", "times")
BRIEF = 9
"""A person or a review is told in no more words than this, as a rule."""
LONGER = 16
"""An amount is told in no more than these."""


Place = TypeVar("Place", bound=Hashable)


def roles_told(texts: Mapping[Place, Sequence[str]], known: Mapping[Place, str]) -> dict[Place, str]:
    """Give the roles of columns or labels of no known name; the wordiest holds the provision, if none is known to.

    >>> roles_told({"Rate": ["Weekly, 20 minutes"], "Adults": ["A TA"], "Next look": ["Termly"],
    ...             "Help": ["Reading aloud to somebody who knows her"]}, {})
    {'Help': 'provision', 'Rate': 'how_often', 'Adults': 'who', 'Next look': 'review'}
    >>> roles_told({"Help": ["Reading aloud", "A laptop"], "Colour": ["Red", "Green"]}, {"Help": "provision"})
    {}
    """
    taken = set(known.values())
    left = [place for place, said in texts.items() if place not in known and any(said)]
    told: dict[Place, str] = {}
    if left and "provision" not in taken:
        told[_wordiest(texts, left)] = "provision"
    words = [text for place, role in (*known.items(), *told.items()) if role == "provision" for text in texts[place]]
    taken |= {"how_often"} if _share(has_length, words) > 1 / 2 else set()
    rest = [place for place in left if place not in told]
    for place in sorted(rest, key=lambda place: -_share(has_length, texts[place])):
        role = _role(texts[place], taken)
        if role is not None:
            told[place] = role
            taken.add(role)
    return told


def _wordiest(texts: Mapping[Place, Sequence[str]], places: Sequence[Place]) -> Place:
    """Give the place with the most words, one of amounts and nothing else left out."""
    worded = [place for place in places if not (_brief(texts[place]) and _share(has_length, texts[place]) > 1 / 2)]
    return max(worded or places, key=lambda place: sum(len(text.split()) for text in texts[place]))


def without_second(texts: Mapping[Place, Sequence[str]], known: Mapping[Place, str]) -> dict[Place, str]:
    """Leave out what holds a rhythm alone where another column holds whole amounts: it says when they are reviewed.

    >>> without_second({"Rate": ["20 minutes daily"], "When": ["Termly"]}, {"Rate": "how_often", "When": "how_often"})
    {'Rate': 'how_often'}
    """
    free = [place for place, said in texts.items() if known.get(place, "how_often") in AMOUNTS and _brief(said)]
    lengths, rhythms = ({place for place in free if _share(sign, texts[place]) > 1 / 2}
                        for sign in (has_length, has_rhythm))
    second = rhythms - lengths if lengths & rhythms else set()
    return {place: role for place, role in known.items() if role != "how_often" or place not in second}


def _role(texts: Sequence[str], taken: set[str]) -> str | None:
    signs = (("how_often", has_length), ("who", names_somebody), ("how_often", has_rhythm), ("review", has_rhythm))
    told = next((role for role, sign in signs if role not in taken and _share(sign, texts) > 1 / 2), None)
    return told if _brief(texts, LONGER if told == "how_often" else BRIEF) else None


def _brief(texts: Sequence[str], most: int = BRIEF) -> bool:
    return bool(texts) and median(len(text.split()) for text in texts) <= most


def _share(sign: Callable[[str], bool], texts: Sequence[str]) -> float:
    filled = [text for text in texts if text]
    return sum(map(sign, filled)) / max(len(filled), 1)


def names_somebody(text: str) -> bool:
    """Whether words name somebody who gives provision.

    >>> names_somebody("Trained ELSA"), names_somebody("Termly")
    (True, False)
    """
    return _people().search(text.lower()) is not None


@cache
def _people() -> re.Pattern[str]:
    roles = vocabulary("deliverers")["roles"].values()
    named = "|".join(re.escape(phrase).replace(r"\[s\]", "s?") for phrases in roles for phrase in phrases)
    return re.compile(rf"\b(?:{named})\b")
