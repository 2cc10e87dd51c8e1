"""The rota of an adult: which of its cells name the child, and with how many others the child shares the adult then."""

import re

from extractors.cells.names import Whose, whose
from extractors.timetables.adults import LESSONS, tidy
from extractors.timetables.cells import Activity, sharing

CHILD = re.compile(r"\b(?:[A-Z]{2,4}\b|[A-Z]\.[A-Z]\.?|[A-Z][a-z]+(?: [A-Z](?:-[A-Z])?\b)?)")
JOINED = re.compile(r"\s*(?:[,/&+]|\band\b|\bwith\b)\s*")
MORE = re.compile(r"\s*\+ ?(\d)\b")


def names_child(text: str, child: str) -> bool:
    """Whether words name the child.

    >>> names_child("Support timetable - Nell A-I", "Nell Ashworth-Ibe"), names_child("TA timetable - KB", "Nell A")
    (True, False)
    """
    return any(whose(match[0], child).whose is Whose.OWN for match in CHILD.finditer(text) if match[0] not in LESSONS)


def for_child(item: Activity, adult: str, child: str) -> Activity | None:
    """Read a cell of an adult's rota, which names the children; None where it does not name this one.

    >>> for text in ("1:1 NAI", "sm gp NAI, KJ, RB", "English NAI + KJ", "Phonics Nell & Kayden", "NAI + 2", "1:1 KJ"):
    ...     read = for_child(Activity("", words=text), "KB", "Nell Ashworth-Ibe")
    ...     print((read.label, read.sharing) if read else None)
    ('1:1', None)
    ('sm gp', 3)
    ('English', 2)
    ('Phonics', 2)
    ('support', 3)
    None
    """
    named = [match for match in CHILD.finditer(item.words) if match[0] not in LESSONS]
    own = next((match for match in named if whose(match[0], child).whose is Whose.OWN), None)
    if own is None:
        return None
    children = [match for match in named if match[0].isupper() or match is own]
    if not own[0].isupper():
        children = [match for match in named if match in children or _beside(item.words, match, own)]
    more = MORE.search(item.words)
    number = len({match[0] for match in children}) + (int(more[1]) if more else 0)
    return item._replace(label=_without(MORE.sub(" ", item.words), [match[0] for match in children]), staff=adult,
                         support=True, sharing=sharing(item.words) or (number if number > 1 else None))


def _beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two names stand beside each other in one list."""
    first, second = sorted((one, other), key=lambda match: match.start())
    return JOINED.fullmatch(text[first.end():second.start()]) is not None


def _without(text: str, names: list[str]) -> str:
    """Give the words of a cell without the names of children, which stand nowhere in what we write."""
    for name in names:
        text = re.sub(rf"(?:{JOINED.pattern})?(?<!\w){re.escape(name)}(?!\w)\.?", " ", text)
    return tidy(re.sub(r"\(\W*\)", " ", text)).strip(" ,-/&") or "support"
