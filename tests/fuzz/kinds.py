"""The kinds of input, each made from a seed: the same seed makes the same input on every machine."""

import random
from collections.abc import Callable
from typing import NamedTuple

from tests.fuzz.inputs import Input
from tests.fuzz.plans import mutated_pdf, mutated_text
from tests.fuzz.word_files import mutated_docx
from tests.fuzz.words import mutated_statement


def unrecognised_pdf(dice: random.Random) -> Input:
    """A PDF for a machine without recognition: a garbled one would take most of its time there."""
    return mutated_pdf(dice)._replace(recognised=False)


KINDS: dict[str, Callable[[random.Random], Input]] = {
    "statement": mutated_statement, "text": mutated_text, "docx": mutated_docx,
    "pdf": unrecognised_pdf, "picture": mutated_pdf}
OF_10_000 = {"statement": 6000, "text": 1000, "docx": 1000, "pdf": 1900, "picture": 100}


class Case(NamedTuple):
    """An input by its name."""

    kind: str
    seed: int

    def made(self) -> Input:
        """Make the input."""
        return KINDS[self.kind](random.Random(f"{self.kind}/{self.seed}"))  # noqa: S311
