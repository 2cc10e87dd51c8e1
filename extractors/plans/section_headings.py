"""Headings of the sections A to K, told apart from cross-references, contents lists and the numbers of items."""

import re
from functools import cache

from extractors.vocabulary import vocabulary

LETTER = r"(?:H\s?[12]|[A-K])"
SECTION = re.compile(r"(?:section|sec|part)s?\.?\s*[:–-]?\s*"
                     rf"[\"“'‘(\[]?(?P<letter>{LETTER})(?P<sub>[1-9])?\b[\"”'’)\]]?(?P<rest>.*)$",
                     re.IGNORECASE | re.DOTALL)
SEVERAL = re.compile(rf"\b({LETTER})(?=\s*(?:[(:,&/–-]|and\b|$))", re.IGNORECASE)
BARE = re.compile(rf"[(\[]?(?P<letter>{LETTER})(?P<sub>[1-9])?[)\]]?\s*(?P<sign>[:.)–—-]*)\s+(?P<rest>\S.*)$",
                  re.DOTALL)
TAIL = re.compile(rf"(?P<title>\S.*?)\s*(?:[–—]\s*|\(){{1}}(?P<letter>{LETTER})\)?$", re.DOTALL)
LAST = re.compile(rf"(?P<sign>[(–—:-])\s*section\s+(?P<letter>{LETTER})\)?$", re.IGNORECASE)
GROUP = re.compile(rf"\(({LETTER}(?:\s*[-–,/&]\s*{LETTER})+)\)")
ENTRY = re.compile(r"\.{4,}|…{2,}|(?<!section)(?<!stage)(?<!part)(?<!year)\s\d{1,3}$", re.IGNORECASE)
NUMBERED = re.compile(r"^(?:(?:part|chapter|section)\s*)?\d+[a-z]?(?:\.\d+)*\s*[:.)–-]*\s*", re.IGNORECASE)
CHAPTER = re.compile(rf"{NUMBERED.pattern}\(?(?=\S)", re.IGNORECASE)
"""A number of the plan's own before the name of a section, which may stand in brackets."""
LONGEST = 26
"""A heading has no more words than this."""


def letters_of(text: str, prominent: bool = False) -> tuple[str, ...]:
    """Give the letters of the sections that a line opens, or nothing when it is no section heading.

    >>> letters_of("SECTION F: SPECIAL EDUCATIONAL PROVISION"), letters_of("F – Special educational provision")
    (('F',), ('F',))
    >>> letters_of("Sections D (social care needs) and H1 and H2 (provision)"), letters_of("(F) Educational provision")
    (('D', 'H1', 'H2'), ('F',))
    >>> letters_of("Section F sets out what must be provided"), letters_of("F1.2 In addition to the hours set out")
    ((), ())
    >>> letters_of("Special educational provision (Section F)"), letters_of("as set out in Section F")
    (('F',), ())
    >>> letters_of("Section F: Special educational provision ........ 9"), letters_of("Part F", prominent=True)
    ((), ('F',))
    >>> letters_of("6 (Section F) Special educational provision"), letters_of("6 (Section F sets out the rest)")
    (('F',), ())
    >>> letters_of("6. Section F: Special educational provision"), letters_of("Special educational provision (F)")
    (('F',), ('F',))
    """
    text = CHAPTER.sub("", " ".join(text.split()))
    if len(text.split()) > LONGEST or ENTRY.search(text):
        return ()
    if found := GROUP.search(text):
        return tuple(dict.fromkeys(_letter(name) for name in re.findall(LETTER, found[1])))
    if found := SECTION.match(text):
        return _named(text, found, prominent)
    if (found := LAST.search(text)) and (prominent or found["sign"] == "(") and len(text.split()) <= 12:
        return (_letter(found["letter"]),)
    if (found := TAIL.match(text)) and _titled(found["title"], _letter(found["letter"]), loose=True):
        return (_letter(found["letter"]),)
    if (found := BARE.match(text)) and _titled(found["rest"], _letter(found["letter"]), found["sign"] != ""):
        return (_letter(found["letter"]),)
    return ()


def title_letter(text: str) -> str | None:
    """Give the letter that a heading without one stands for, or None.

    >>> title_letter("Special Educational Provision"), title_letter("Part 6: Provision agreed"), title_letter("Reading")
    ('F', 'F', None)
    """
    plain = NUMBERED.sub("", text.strip())
    plain = re.sub(r"\s*\(.*\)$", "", plain).strip(" :.–-").lower().replace("’", "'")
    for letter, titles in vocabulary("section_headings")["titles"].items():
        if plain in titles and len(plain.split()) > 1:
            return str(letter)
    return None


def opens_report(text: str) -> bool:
    """Whether a heading opens a report put behind the plan.

    >>> opens_report("APPENDIX F: OCCUPATIONAL THERAPY ADVICE"), opens_report("F – Outcomes")
    (True, False)
    """
    return text.lower().startswith(tuple(vocabulary("section_headings")["words"]["appended"]))


def gives_example(text: str) -> bool:
    """Whether words only explain what may stand in a section.

    >>> gives_example("Help, for example 20 minutes a day."), gives_example("20 minutes of reading a day.")
    (True, False)
    """
    return any(sign in text.lower() for sign in vocabulary("section_headings")["words"]["example"])


def _letter(name: str) -> str:
    name = name.upper().replace(" ", "")
    return "H2" if name == "H" else name


def _named(text: str, found: re.Match[str], prominent: bool) -> tuple[str, ...]:
    rest, letter = found["rest"].strip(), _letter(found["letter"])
    if text.lower().startswith("sections") or re.match(r"(?:and|&|/|,)\s*(?:section\s*)?[A-K][12]?\b", rest, re.I):
        head = re.split(r"[:–]", text)[0] if "(" not in text else text
        return tuple(dict.fromkeys(_letter(name) for name in SEVERAL.findall(head)))
    again = vocabulary("section_headings")["words"]["again"]
    opened = not rest or rest[0] in ":–—-.(" or rest.lower().strip("() ").startswith(tuple(again))
    plain = prominent and len(rest.split()) <= 12 and not rest.endswith(".")
    if (opened and _short(rest)) or plain or _titled(rest, letter, loose=True):
        return (letter,)
    return ()


def _short(rest: str) -> bool:
    return len(rest.split()) <= 14 or not rest.rstrip().endswith(".")


@cache
def _titles(letter: str) -> tuple[str, ...]:
    return tuple(vocabulary("section_headings")["titles"][letter])


def _titled(rest: str, letter: str, loose: bool) -> bool:
    """Whether the words after a letter are the title of its section."""
    plain = re.sub(r"^[\s:.–—()-]+", "", rest).lower().replace("’", "'")
    if letter == "F" and not loose and plain.startswith("provision"):
        return False
    return any(re.match(rf"{re.escape(title)}\b", plain) for title in _titles(letter)) and \
        (len(plain.split()) <= 14 or not plain.endswith("."))
