"""Cells of a plan that hold no words of their own: those that only repeat the cell above."""

from extractors.vocabulary import vocabulary


def says_same(text: str) -> bool:
    """Whether a cell only says that it is like the one above.

    >>> says_same("As above."), says_same("As above, and at lunch")
    (True, False)
    """
    return text.lower().strip(" .") in vocabulary("plan_columns")["marks"]["same"]
