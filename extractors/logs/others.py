"""Rows of a child's own log that name another child beside the activity."""

import re
from collections.abc import Iterable

from extractors.cells.names import Whose, whose
from extractors.cells.words import plain

NAMED = re.compile(r"(?:[-–:(]\s*|\bfor )([A-Z][a-z]+ [A-Z])\.?(?:\)?$| only\b)")
"""A first name and an initial at the end, or the only one meant, as schools write the names of children."""
WORKED = re.compile(r"\b(?:[Ww]orked|[Ww]orking|[Ss]at|[Rr]ead|[Pp]layed|1:1|[Ss]ession) with ([A-Z])\b(?![\w'.&+])")


def staff_names(cells: Iterable[str]) -> frozenset[str]:
    """Give the words by which a log's column of adults names them.

    >>> sorted(staff_names(["Kirsty M (SaLT)", "DS"]))
    ['ds', 'kirsty', 'km', 'm', 'salt']
    """
    found = [re.findall(r"[^\W\d_]+", cell) for cell in cells]
    whole = {word.lower() for words in found for word in words}
    return frozenset(whole | {"".join(word[0] for word in words[:2]).lower() for words in found if len(words) > 1})


def about_another(label: str, child: str | None, adults: frozenset[str]) -> bool:
    """Whether a label names another child, or says that the child was not in it.

    >>> for label in ("ELSA - Maisie R", "SLT - Kirsty M", "Reading - Nell A", "Lego (Y3, Nell not in this one)"):
    ...     print(label, about_another(label, "Nell Ashworth-Ibe", frozenset({"kirsty", "km"})))
    ELSA - Maisie R True
    SLT - Kirsty M False
    Reading - Nell A False
    Lego (Y3, Nell not in this one) True
    """
    if child is None:
        return False
    given = _given(child)
    if re.search(rf"\bnot {given}\b|\b{given} not in\b|\bwithout {given}\b", plain(label)):
        return True
    match = NAMED.search(label)
    if match is None or whose(match[1], child).whose is not Whose.OTHER:
        return False
    first, initial = match[1].lower().split()
    return not {first, first[0] + initial} & adults


def worked_with_another(text: str, child: str | None, adults: frozenset[str]) -> bool:
    """Whether words tell of work with somebody who is named by an initial that is neither the child's nor an adult's.

    >>> [worked_with_another(f"Worked with {who} on phonics", "Nell A", frozenset()) for who in ("N", "K", "Ken")]
    [False, True, False]
    """
    match = WORKED.search(text)
    if match is None or child is None or whose(match[1], child).whose is not Whose.OTHER:
        return False
    return not any(name.startswith(match[1].lower()) for name in adults)


def filed_wrongly(comment: str, child: str | None) -> bool:
    """Whether a comment says in brackets that the row is not about the child.

    >>> filed_wrongly("T.W. (not Jess) handwriting", "Jessamy Orr"), filed_wrongly("not Jess's best day", "Jessamy Orr")
    (True, False)
    """
    return child is not None and re.search(rf"\(not {_given(child)}\)", plain(comment)) is not None


def as_child(comment: str, child: str | None) -> str:
    """Put "child" in place of the child's first name, so that words say of them what they say of any child.

    >>> as_child("Jess ill - not there", "Jessamy Orr")
    'child ill - not there'
    """
    return re.sub(rf"\b{_given(child)}\b(?!')", "child", comment, flags=re.IGNORECASE) if child else comment


def _given(child: str) -> str:
    """Give the pattern of the child's first name, in full or cut short to three letters or more."""
    name = plain(child).split()[0]
    return rf"(?:{'|'.join(re.escape(name[:length]) for length in range(len(name), min(3, len(name)) - 1, -1))})"
