"""The first names by which a timetable calls adults: "SALT (Rosa)", "Reading 1:1 – Kay", "OT Lin"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractors.cells.words import plain, words
from extractors.tables import Table
from extractors.timetables.adults import TITLED, is_first_name
from extractors.vocabulary import vocabulary

NAME = r"[A-Z][a-z]{1,10}"
ONE = rf"(?:{TITLED}|{NAME})"
LIST = rf"{ONE}(?:\s*(?:\+|&|,|\band\b)\s*{ONE})*"
LAST = re.compile(rf"^(?P<what>.*?[\w)])\s*(?P<joint>\s[-–+&]\s*|\s(?:w/?|with)\s|\s)(?P<who>{LIST})"
                  r"(?P<after>\s*(?:\(.*\)|\d.*)?)$")
"""A cell that ends with names, but for times, dates and brackets."""
FEWEST = 2
"""A name stands after so many different things."""


def first_names(table: Table) -> frozenset[str]:
    """Collect the words that stand where adults stand after several different activities, or after a service.

    >>> rows = (("Reading 1:1 – Kay", "Arrival – Kay", "PE – Dance"), ("OT Lin", "SALT (Rosa)", "Guided Reading"))
    >>> sorted(first_names(Table("t.csv", None, rows)))
    ['Kay', 'Lin', 'Rosa']
    """
    leads: dict[str, set[str]] = defaultdict(set)
    cells = [line.strip() for row in table.rows for value in row if isinstance(value, str)
             for line in value.split("\n")]
    openers = {words(cell).split()[0] for cell in cells if words(cell)}
    for cell in cells:
        for what, joint, name in _candidates(cell):
            sure = joint == "(" or plain(what) in vocabulary("timetable_words")["services"]
            leads[name] |= {what, *(("sure",) * sure)} if joint.strip() or sure else set()
    return frozenset(name for name, found in leads.items()
                     if (len(found) >= FEWEST or "sure" in found) and name not in openers)


def _candidates(cell: str) -> Iterator[tuple[str, str, str]]:
    """Give the activity, the joint and the word, for each word of a cell that may be a first name."""
    for match in re.finditer(rf"(\S.*?)\s*\((?:TA:? )?({NAME})\)", cell):
        if is_first_name(match[2]):
            yield match[1], "(", match[2]
    last = LAST.fullmatch(cell)
    if last:
        yield from ((last["what"], last["joint"], name) for name in _names_in(last["who"]) if is_first_name(name))


def bracketed(text: str, names: Iterable[str]) -> str:
    r"""Put the adults at the end of each line of a cell into brackets.

    >>> bracketed("Forest school – Mr Ray + Kay", {"Kay"}), bracketed("Sc + Jo (LSA)", {"Jo"}), bracketed("Art", {"Jo"})
    ('Forest school (Mr Ray + Kay)', 'Sc (Jo) (LSA)', 'Art')
    """
    return "\n".join(_line(line, frozenset(names)) for line in text.split("\n"))


def _line(line: str, names: frozenset[str]) -> str:
    last = LAST.fullmatch(line.strip())
    known = set(_names_in(last["who"])) if last else set()
    return f"{last['what']} ({last['who']}){last['after']}" if last and known & names else line


def _names_in(text: str) -> list[str]:
    """Give the first names of a list, without those that have a title before them."""
    return re.findall(NAME, re.sub(TITLED, " ", text))
