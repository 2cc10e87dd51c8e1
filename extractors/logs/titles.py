"""What the title of a log says that all its rows are about."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from extractors.cells.words import plain
from extractors.vocabulary import vocabulary


def title_of(titles: Iterable[str], child: str | None) -> str:
    """Give the first title that says more than that it is a log, of whom, and when; the last may be a file's name.

    >>> title_of(["Session log autumn 2025", "Sheet1", "AR counselling sheet.csv"], "Nell Ashworth-Ibe")
    'AR counselling sheet'
    >>> title_of(["Nell A-I - record of sessions", "log.csv"], "Nell Ashworth-Ibe")
    ''
    """
    for title in titles:
        text = PurePath(title).stem if re.search(r"\.\w{3,4}$", title) else title
        if _telling(text, child):
            return " ".join(text.replace("_", " ").split())
    return ""


def _telling(title: str, child: str | None) -> bool:
    """Whether any word of a title may name what is done."""
    words = set(re.findall(r"[^\W\d_]{3,}", plain(title)))
    names = set(re.findall(r"[^\W\d_]+", plain(child or "")))
    return bool(words - names - set(vocabulary("log_words")["titles"]["general"]))
