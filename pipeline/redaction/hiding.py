"""Puts something else in the place of names: in words, and in every kind of file that is given away."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from extractors.records.no_names import no_names
from extractors.records.people import also_a_word
from models.errors import UnusableCase
from models.redaction import Hidden
from pipeline.redaction.documents import rewritten
from pipeline.rules import rules

SIGNS = {" ": r"[\s_]+", "'": "['’]", "’": "['’]", "-": "[-\u2010\u2011–]"}
"""How a sign within a name may be printed: a name goes over the end of a line, an apostrophe is straight or round."""
LEAST_IN_CAPITALS = 3
"""Shorter names in capitals may be initials, or stand for something else."""


class Hiding:
    """The names that are replaced in a copy; with none, a copy is as it was."""

    def __init__(self, names: Iterable[Hidden] = ()) -> None:
        """Take names of all of which somebody has said whether they are to be replaced."""
        every = tuple(names)
        if open_ := [one for one in every if one.hide is None]:
            raise UnusableCase(f"{len(open_)} of the names that were found are still open.",
                               remedy="Say of each of them whether it is to be replaced.")
        self._names = sorted((one for one in every if one.hide), key=lambda one: len(one.name), reverse=True)
        forms = (f"({_pattern(one.name)})" for one in self._names)
        self._pattern = re.compile("|".join(forms)) if self._names else None

    def words(self, words: str) -> str:
        r"""Replace the names in words; figures and dates stay as they are, and words that for sure are no name here.

        >>> hiding = Hiding([Hidden(name=name, instead=instead, hide=True) for name, instead in
        ...                  (("Anna Brown", "[AB, TA]"), ("Anna", "[A, TA]"), ("May", "[M, a child]"))])
        >>> hiding.words("Anna Brown (not Annabel) and Anna’s group with May on 19 May 2026, by May 4")
        '[AB, TA] (not Annabel) and [A, TA]’s group with [M, a child] on 19 May 2026, by May 4'
        >>> hiding.words("ANNA\nBROWN wrote “note_Anna.csv”. May we see it, May?")
        '[AB, TA] wrote “note_[A, TA].csv”. May we see it, [M, a child]?'
        """
        if self._pattern is None:
            return words
        none = no_names(words)

        def told(found: re.Match[str]) -> str:
            one = self._names[(found.lastindex or 1) - 1]
            return found[0] if found.start() in none and also_a_word(one.name) else one.instead

        return self._pattern.sub(told, words)

    def files(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Give files in which the names are replaced, each of which says so."""
        if self._pattern is None:
            return dict(files)
        return {name: rewritten(name, content, self.words, rules("redaction")["notice"])
                for name, content in files.items()}

    def rows(self, lines: Iterable[list[str]]) -> list[list[str]]:
        """Give rows in which the names are replaced, with the SHA-256 of each as it was."""
        if self._pattern is None:
            return list(lines)
        told = rules("redaction")["row_sha256"]
        return [[*map(self.words, line), told.format(sha256=row_sha256(line))] for line in lines]

    @property
    def active(self) -> bool:
        """Whether any name is replaced."""
        return self._pattern is not None


NOBODY = Hiding()


def row_sha256(line: Iterable[str]) -> str:
    """Give the SHA-256 of a row: of its cells in UTF-8, each ended by a line feed."""
    return hashlib.sha256("".join(f"{cell}\n" for cell in line).encode()).hexdigest()


def _pattern(name: str) -> str:
    """Find a name as a whole word, as it is written or in capitals."""
    forms = [name] if also_a_word(name) or len(name) < LEAST_IN_CAPITALS else [name, name.upper()]
    told = "|".join("".join(SIGNS.get(sign, re.escape(sign)) for sign in form) for form in forms)
    return rf"(?<![^\W_])(?:{told})(?![^\W_])"
