"""The bullet or number that opens an item, told apart from the words that follow it."""

import re
from functools import cache

from extractors.vocabulary import vocabulary

NUMBER = re.compile(
    r"(?P<mark>\(?\d{1,2}[.)](?!\d)|\(?[a-z]\)|\(?[ivx]{1,4}\)|[a-hj-z]\.|"
    r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3}\.?)|"
    r"\(?[B-H]\.?\d{1,2}(?:\.\d{1,2}|[a-z]\b)*[.:)]{0,2})"
    r"\s+(?P<rest>(?P<next>\S+).*)$", re.DOTALL)


BOX = r"\[\s?[xX✓✔]?\s?\]"
"""A box as it is typed."""


@cache
def _bulleted() -> re.Pattern[str]:
    words = vocabulary("marks")
    lone = "|".join(words["lone"])
    return re.compile(rf"(?P<mark>[{re.escape(words['bullets'])}]|[{re.escape(words['dashes'])}]{{1,2}}(?=\s)|"
                      rf"{BOX}(?=\s)|(?:{lone})(?=\s+[A-Z]))\s*(?P<rest>\S.*)$", re.DOTALL)


@cache
def _labelled() -> re.Pattern[str]:
    labels = "|".join(vocabulary("marks")["labels"])
    return re.compile(rf"(?P<mark>(?:{labels})\s+[A-Z]?\d{{1,2}}(?:\.\d{{1,2}})*\s*[.:)–-]?)\s*(?P<rest>\S.*|)$",
                      re.DOTALL | re.IGNORECASE)


def split_mark(text: str) -> tuple[str, str]:
    """Part the opening bullet or number of an item from its words.

    >>> split_mark("• Daily reading"), split_mark("F1.2 In addition"), split_mark("Item 3: A laptop")
    (('•', 'Daily reading'), ('F1.2', 'In addition'), ('Item 3:', 'A laptop'))
    >>> split_mark("1.5 hours a week"), split_mark("1:1 support"), split_mark("7.2.3 Staff will")
    (('', '1.5 hours a week'), ('', '1:1 support'), ('7.2.3', 'Staff will'))
    >>> split_mark("[x] Daily reading"), split_mark("-- A laptop"), split_mark("-5 degrees")
    (('[x]', 'Daily reading'), ('--', 'A laptop'), ('', '-5 degrees'))
    """
    for pattern in (_bulleted(), _labelled()):
        if found := pattern.match(text):
            return found["mark"], found["rest"]
    found = NUMBER.match(text)
    if found and not (found["decimal"] and found["next"].lower() in vocabulary("marks")["units"]):
        return found["mark"], found["rest"]
    return "", text


def is_bullet(mark: str) -> bool:
    """Whether a mark is a sign and not a number or a letter.

    >>> is_bullet("–"), is_bullet("(a)"), is_bullet(""), is_bullet("[ ]")
    (True, False, False, True)
    """
    words = vocabulary("marks")
    signs = 0 < len(mark) <= 2 and set(mark) <= set(words["bullets"] + words["dashes"])
    return mark in words["lone"] or signs or re.fullmatch(BOX, mark) is not None


def rank(mark: str) -> int:
    """How deep a mark usually stands: numbers above letters above signs, and 1.2.3 below 1.2.

    >>> rank("1."), rank("(a)"), rank("•"), rank("–")
    (1, 3, 4, 5)
    """
    if is_bullet(mark):
        return 5 if mark[0] in vocabulary("marks")["dashes"] + "◦○▫" or mark == "o" else 4
    letters = re.sub(r"[^a-z]", "", mark)
    if letters and len(letters) <= 4 and not re.search(r"\d", mark):
        return 3
    return 1 + min(mark.rstrip(".:)").count("."), 1)
