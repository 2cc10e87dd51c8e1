"""The kinds of input, each made from a seed: the same seed makes the same input on every machine."""

import random
from collections.abc import Callable
from typing import NamedTuple

from tests.fuzz.inputs import Input
from tests.fuzz.plans import mutated_pdf, mutated_text
from tests.fuzz.small import KINDS as SMALL
from tests.fuzz.small import small
from tests.fuzz.word_files import mutated_docx
from tests.fuzz.words import mutated_statement


def unrecognised_pdf(dice: random.Random) -> Input:
    """A PDF for a machine without recognition: a garbled one would take most of its time there."""
    return mutated_pdf(dice)._replace(recognised=False)


KINDS: dict[str, Callable[[random.Random], Input]] = {
    "statement": mutated_statement, "plan-text": mutated_text, "plan-docx": mutated_docx,
    "plan-pdf": unrecognised_pdf, "plan-picture": mutated_pdf}
"""Whole plans of usual length, and statements, read as the commands read them."""
READERS: dict[str, Callable[[random.Random], Input]] = {kind: small(kind) for kind in SMALL}
"""Small files of each kind that is handed in, for each reader alone."""


OF_10_000 = {"statement": 6000, "plan-text": 1000, "plan-docx": 1000, "plan-pdf": 1900, "plan-picture": 100}


class Case(NamedTuple):
    """An input by its name."""

    kind: str
    seed: int

    def made(self) -> Input:
        """Make the input."""
        return (KINDS | READERS)[self.kind](random.Random(f"{self.kind}/{self.seed}"))  # noqa: S311
