"""Marks of many cases as a few figures."""

from collections.abc import Iterable
from typing import NamedTuple

from tests.accuracy.marks import ASKED, RIGHT, SILENT, Card


class Figure(NamedTuple):
    """So many of so many."""

    name: str
    count: int
    of: int

    def __str__(self) -> str:
        """The figure as a line of a table."""
        share = f"{self.count / self.of:.4f}" if self.of else "-"
        return f"{self.name:46} {share:>7}   {self.count} of {self.of}"


# Name, fields, and the marks that count.
Line = tuple[str, set[str], set[str]]

AMOUNTS = {"amounts", "no amount"}
STATEMENTS: tuple[Line, ...] = (
    ("read right", AMOUNTS, {RIGHT}),
    ("silent (wrong, and nobody is asked)", AMOUNTS, {SILENT}),
    ("false alarms (an amount where there is none)", {"no amount"}, {ASKED, SILENT}),
    ("a person is asked where one should be", {"to ask"}, {RIGHT}),
    ("a person is asked about a plain statement", {"not to ask"}, {ASKED}),
    ("service", {"service"}, {RIGHT}),
    ("mode", {"mode"}, {RIGHT}),
    ("size of group, ratio, status", {"group", "ratio", "status"}, {RIGHT}),
    ("vague terms found", {"vague"}, {RIGHT}),
    ("vague terms that are none", {"not vague"}, {ASKED, SILENT}),
)
PLANS: tuple[Line, ...] = (
    ("items found", {"found"}, {RIGHT}),
    ("items read right", {"item amounts"}, {RIGHT}),
    ("silent (wrong, and nobody is asked)", {"item amounts"}, {SILENT}),
    ("leaks (passages from outside Section F)", {"leak"}, {SILENT}),
    ("page", {"page"}, {RIGHT}),
    ("mode", {"item mode"}, {RIGHT}),
    ("particulars of the plan", {"particulars"}, {RIGHT}),
)


def figures(card: Card, lines: Iterable[Line]) -> list[Figure]:
    """One figure for each line: the marks it counts, of all marks of its fields."""
    marks = [(field.split(":")[0], mark) for marks in card.values() for field, mark in marks.items()]
    return [
        Figure(
            name,
            sum(field in fields and mark in counted for field, mark in marks),
            sum(field in fields for field, _ in marks),
        )
        for name, fields, counted in lines
    ]


def extra(card: Card) -> Figure:
    """Items that the reader made out of something else, against the items there are."""
    fields = [field for marks in card.values() for field in marks]
    return Figure("extra (items that are not there)", fields.count("extra"), fields.count("found"))


def statement_figures(card: Card) -> list[Figure]:
    """The figures of statements."""
    return figures(card, STATEMENTS)


def plan_figures(card: Card) -> list[Figure]:
    """The figures of plans."""
    return [*figures(card, PLANS), extra(card)]
