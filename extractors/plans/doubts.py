"""Doubts about a whole plan and about what stands beside an item, in sentences that a parent understands."""

from collections.abc import Sequence

from extractors.vocabulary import vocabulary
from models.doubt import Doubt


def doubt(code: str, pages: Sequence[int] = (), words: str = "") -> Doubt:
    """Make the doubt of a code about some pages, or about some words on one.

    >>> doubt("struck_through", [3, 4]).place, doubt("words_left", [8], "25 mins").place
    ('pages 3, 4', 'page 8: "25 mins"')
    """
    entry = vocabulary("plan_doubts")[code]
    numbers = ", ".join(str(page) for page in pages)
    place = f"page{'s' if len(pages) > 1 else ''} {numbers}" if pages else ""
    quoted = f'"{words}"' if words else ""
    return Doubt(code=code, place=": ".join(filter(None, (place, quoted))), **entry)


def threshold(name: str) -> float:
    """Give the number from which something is doubted.

    >>> 0 < threshold("held") < 1
    True
    """
    return float(vocabulary("plan_doubts")["thresholds"][name])
