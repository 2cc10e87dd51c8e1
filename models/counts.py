"""Numbers that are typed or written in figures alone."""

MOST_FIGURES = 9
"""Nothing here counts further, and Python makes no number of more than 4,300 figures."""


def count_in(figures: str) -> int | None:
    """Give the number that a text of figures alone is; None for any other text, and for a longer number.

    >>> count_in("12"), count_in("-1"), count_in("2²"), count_in(""), count_in("9" * 5000)
    (12, None, None, None, None)
    """
    return int(figures) if figures.isdecimal() and len(figures) <= MOST_FIGURES else None
