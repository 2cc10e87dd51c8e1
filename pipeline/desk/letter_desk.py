"""The letter of one route as a person works on it: how it reads now, its gaps, and what to look at again in them."""

from typing import NamedTuple

from models.case import Case
from models.errors import UnsafeLetter, UnusableCase
from models.gap import Report
from models.letter import Filled
from models.route import Route
from pipeline.desk.checked import Checked
from pipeline.letters.items import contents, has_letter, letter_rule
from pipeline.letters.letter import letter
from pipeline.letters.preview import Part, gaps, preview
from pipeline.letters.safe import faults
from pipeline.packs.pack import pack
from pipeline.proof.verify import archive
from pipeline.routes.choose import route_rules
from pipeline.routes.safeguarding import letters_wait, stop_letters
from pipeline.rules import rules
from pipeline.store.nouns import Store


class Gap(NamedTuple):
    """A gap that a person can fill in: its words, what stands there now, and what we would not say of that."""

    name: str
    words: str
    faults: tuple[str, ...]

    @property
    def label(self) -> str:
        """Give its words as they are read, and not as they shout."""
        kept = set(rules("pages")["acronyms"])
        words = " ".join(word if word.strip(",.:;") in kept else word.lower() for word in self.name.split())
        return words[0].upper() + words[1:]


class Draft(NamedTuple):
    """The letter of a route as it stands."""

    route: Route
    title: str
    contact: str
    """Whose name and address of the case it goes to; empty where the case names nobody for it."""
    filled: Filled
    gaps: tuple[Gap, ...]
    parts: tuple[Part, ...]
    unsafe: str
    """Why it is not written, where it holds what no letter may."""
    notice: str

    @property
    def open(self) -> int:
        """How many gaps are still to be filled in."""
        return sum(not gap.words for gap in self.gaps)


def noun_of(route: str) -> str:
    """Name what was filled in of the letter of a route, as it is kept in the store."""
    return f"letter_{route}"


def filled_in(store: Store, case_id: str, route: str) -> Filled:
    """Give what a person has filled in of a letter."""
    return store.get(case_id, noun_of(route), Filled) if store.has(case_id, noun_of(route)) else Filled()


def route_of(report: Report, name: str) -> Route:
    """Give a route of which a letter can be drafted now; stop where letters wait or nothing can be said."""
    stop_letters(report)
    route = next((one for one in report.routes if one.route == name), None)
    if route is None:
        raise UnusableCase("there is no such route.", remedy="Go back to the next steps.")
    if not has_letter(report, route):
        why = "nothing can be said in its letter until the readings have been looked at." if route.open else route.why
        raise UnusableCase(why, where=f"route {name}", remedy="Go back to the next steps.")
    return route


def draft(found: Checked, route: Route, filled: Filled) -> Draft:
    """Give the letter of a route as it stands."""
    rule = letter_rule(route.route)
    blank = letter(found.report, found.case, route, Filled(day=filled.day))
    every = tuple(Gap(name, filled.gaps.get(name, ""), faults(filled.gaps.get(name, ""), route.route))
                  for name in gaps(blank))
    parts, unsafe = _read(found.report, found.case, route, filled)
    return Draft(route, route_rules()[route.route]["title"], rule.get("contact", ""), filled, every, parts, unsafe,
                 contents(found.report, route).notice)


def _read(report: Report, case: Case, route: Route, filled: Filled) -> tuple[tuple[Part, ...], str]:
    try:
        return preview(letter(report, case, route, filled)), ""
    except UnsafeLetter as unsafe:
        return (), str(unsafe)


def gap_names(found: Checked, route: Route) -> tuple[str, ...]:
    """Give the words of the gaps of a letter."""
    return gaps(letter(found.report, found.case, route))


def word_file(found: Checked, route: Route, filled: Filled) -> tuple[str, bytes]:
    """Give the letter as a Word file, and a name for it that names nobody."""
    return f"{letter_rule(route.route)['file']}.docx", letter(found.report, found.case, route, filled)


def worked_on(found: Checked, store: Store, case_id: str) -> dict[str, bytes]:
    """Give the letters in which somebody has filled something in, each by its place among the results of a check."""
    if letters_wait(found.report):
        return {}
    files = (word_file(found, one, filled_in(store, case_id, one.route)) for one in found.report.routes
             if store.has(case_id, noun_of(one.route)) and has_letter(found.report, one))
    return {f"letters/{name}": content for name, content in files}


def whole_pack(found: Checked, route: Route, filled: Filled) -> tuple[str, bytes]:
    """Give the letter with all that goes along, as one archive, and a name for it that names nobody."""
    name = f"{route.route}-{found.report.as_of}"
    return f"{name}.zip", archive(name, pack(found.report, found.case, route, filled))
