"""Which pages of a plan are worth a close look: the front pages, and those from the first to the last provision."""

from collections.abc import Sequence

from extractors.layout import Page

FRONT = 3
"""Particulars stand within the first pages."""


def pages_that_matter(pages: Sequence[Page]) -> list[int]:
    """Give the numbers of the pages to read closely."""
    return [page.number for page in pages]
