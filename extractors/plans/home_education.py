"""Whether a plan says that the child is educated at home because the parents so choose."""

import re
from collections.abc import Iterable
from functools import cache

from extractors.plans.front_facts import Fact
from extractors.vocabulary import vocabulary


def home_education(facts: Iterable[Fact]) -> Fact | None:
    """Give the first of some words of a plan that say so."""
    return next((fact for fact in facts if says_so(fact.value)), None)


def says_so(text: str) -> bool:
    """Whether words say that the parents educate the child at home.

    >>> says_so("Type: elective home education"), says_so("She is educated at home by her parents.")
    (True, True)
    >>> says_so("Education otherwise than at school: tuition at home"), says_so("Parents considered home education.")
    (False, False)
    """
    said = any(_form(words).search(text) for words in vocabulary("particulars")["home_education"]["words"])
    return said and not any(_form(words).search(text) for words in vocabulary("particulars")["home_education"]["not"])


@cache
def _form(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
