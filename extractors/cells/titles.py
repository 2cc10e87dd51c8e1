"""Whose record the lines above a table say that it is."""

import re
from collections.abc import Iterable

from extractors.cells.names import Whose, whose
from extractors.cells.words import key, words
from extractors.tables import Line

LABELS = ("pupil", "student", "child", "name", "pupil name", "student name", "child name", "client", "name of pupil",
          "name of child", "learner", "young person", "attendance for", "registration certificate for", "timetable for")
NAMED = re.compile(r"^([A-Za-z ]{4,30}?)\s*[:–-]\s*(.+)$")
AFTER = re.compile(r"(?<![\s,;-])[\s,;-]+(?:reg|form|class|year|yr|y\d|dob|upn|printed|date|adno|tutor|school|setting"
                   r"|college|autumn|spring|summer|term|half|week|weeks|period|from|month|20\d\d)\b.*$"
                   r"|\s{2,}.*$|[(/|].*$", re.IGNORECASE)
LONGEST_NAME = 5
"""A name has at most this many words."""


def title_names(lines: Iterable[Line]) -> list[str]:
    """Give the names that title lines put beside "Pupil", "Attendance for" and the like.

    >>> title_names([("Attendance for: Nell ASHWORTH-IBE Reg: 5H",), ("Pupil", "Ashworth-Ibe, Nell"), ("Autumn 2025",)])
    ['Nell ASHWORTH-IBE', 'Ashworth-Ibe, Nell']
    >>> title_names([("Learner: A. Linton-Vaz Autumn term 2025",), ("Student: Kai Ray, Spring 2026",)])
    ['A. Linton-Vaz', 'Kai Ray']
    """
    found = []
    for line in lines:
        cells = [words(value) for value in line if words(value)]
        for place, cell in enumerate(cells):
            match = NAMED.match(cell)
            if match and key(match[1]) in LABELS:
                found.append(name_alone(match[2]))
            elif key(cell) in LABELS and place + 1 < len(cells):
                found.append(name_alone(cells[place + 1]))
    return [name for name in found if name and len(name.split()) <= LONGEST_NAME]


def name_alone(value: str) -> str:
    """Give a name without what stands behind it in a title.

    >>> name_alone("Carys P-L (7T).  School: Offa's Bank")
    'Carys P-L'
    """
    return AFTER.sub("", value).strip(" ,.")


def titled_for(lines: Iterable[Line], child: str | None) -> Whose:
    """Say whether the title lines name the child, another child, or nobody (taken for the child's own).

    >>> str(titled_for([("Pupil: Kayden Burton",)], "Nell Ashworth-Ibe")), str(titled_for([("Log",)], "Nell A"))
    ('other', 'own')
    """
    told = {whose(name, child).whose for name in title_names(lines)} if child else set()
    return next((one for one in (Whose.OWN, Whose.UNSURE, Whose.OTHER) if one in told), Whose.OWN)
