"""The chart: rules that make bigger parts of smaller ones, and the choice of those that cover a statement best."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractors.amounts.parts import Kind, Part
from extractors.vocabulary import vocabulary

Build = Callable[..., Part | None]
WHOLE = frozenset(list(Kind)[list(Kind).index(Kind.LENGTH):])
_GAP = 5
"""How many words of description may stand between a number and what it counts."""


class Element(NamedTuple):
    """One place of a pattern: a kind of part, one of some words, or a gap of describing words."""

    kind: Kind | None
    words: frozenset[str]
    optional: bool
    gap: bool


class Rule(NamedTuple):
    """A pattern and what its parts make; `build` takes the parts and gives the new part's slots, or None."""

    name: str
    elements: tuple[Element, ...]
    build: Build

    def traced(self, part: Part) -> str:
        """Name the rule, and within it the one that made the part it is about: `bounded(so_many_units)`."""
        return f"{self.name}({part.rule})" if part.rule else self.name


def element(written: str) -> Element:
    """Read one place of a pattern.

    >>> element("LENGTH").kind, sorted(element("a|an?").words), element("~").gap
    (<Kind.LENGTH: 'LENGTH'>, ['a', 'an'], True)
    """
    optional = len(written) > 1 and written.endswith("?")
    body = written[:-1] if optional else written
    if body == "~":
        return Element(None, frozenset(), False, True)
    if body in Kind.__members__:
        return Element(Kind[body], frozenset(), optional, False)
    return Element(None, frozenset(body.split("|")) if body != "|" else frozenset("|"), optional, False)


class Grammar:
    """Rules by what they start with."""

    def __init__(self) -> None:
        """Start without rules."""
        self.by_word: dict[str, list[Rule]] = {}
        self.by_kind: dict[Kind, list[Rule]] = {}

    def rule(self, *patterns: str) -> Callable[[Build], Build]:
        """Declare a rule with one or more patterns: `UPPER` a part, `a|b` a word, `?` optional, `~` a gap."""

        def declare(build: Build) -> Build:
            for pattern in patterns:
                elements = tuple(element(written) for written in pattern.split())
                self._add(Rule(build.__name__.strip("_"), elements, build))
            return build

        return declare

    def _add(self, rule: Rule) -> None:
        first = rule.elements[0]
        if first.optional:
            self._add(Rule(rule.name, rule.elements[1:], rule.build))
        if first.kind:
            self.by_kind.setdefault(first.kind, []).append(rule)
        for word in first.words:
            self.by_word.setdefault(word, []).append(rule)


@cache
def _stops() -> frozenset[str]:
    return frozenset(vocabulary("numbers")["not_describing"])


class Chart:
    """All the parts of one statement, by where they start."""

    def __init__(self, norms: Sequence[str], seeds: Sequence[Part] = (), names: frozenset[int] = frozenset()) -> None:
        """Take the words of a statement, the parts that its vocabulary gives, and which words belong to names.

        A seed that hides its words leaves nothing else to be made of them.
        """
        self.norms = list(norms)
        self.names = names
        self.parts: list[list[Part]] = [[] for _ in range(len(norms) + 1)]
        for seed in seeds:
            self.parts[seed.start].append(seed)
            if seed.marked("hides"):
                self.norms[seed.start : seed.end] = [""] * (seed.end - seed.start)

    def fill(self, grammar: Grammar) -> "Chart":
        """Make every part that the rules allow, from the last word to the first."""
        for start in range(len(self.norms) - 1, -1, -1):
            here = self.parts[start]
            seen = set(here)
            for rule in grammar.by_word.get(self.norms[start], ()):
                self._apply(rule, start, seen)
            done = 0
            while done < len(here):
                first = here[done]
                done += 1
                for rule in grammar.by_kind.get(first.kind, ()):
                    self._apply(rule, start, seen, first)
        return self

    def _apply(self, rule: Rule, start: int, seen: set[Part], first: Part | None = None) -> None:
        at, got = (first.end, (first,)) if first else (start + 1, ())
        for end, parts in self._match(rule.elements, 1, at, got):
            made = rule.build(*parts)
            if made is not None:
                placed = made._replace(start=start, end=end, rule=rule.traced(made))
                if placed not in seen:
                    seen.add(placed)
                    self.parts[start].append(placed)

    def _match(
        self, elements: tuple[Element, ...], index: int, at: int, got: tuple[Part, ...]
    ) -> Iterator[tuple[int, tuple[Part, ...]]]:
        if index == len(elements):
            yield at, got
            return
        place = elements[index]
        if place.optional or place.gap:
            yield from self._match(elements, index + 1, at, got)
        if at < len(self.norms):
            for end, parts in self._steps(place, at):
                yield from self._match(elements, index + 1, end, (*got, *parts))

    def _steps(self, place: Element, at: int) -> Iterator[tuple[int, tuple[Part, ...]]]:
        """Give where one place of a pattern may end that starts at a word, and the part that it takes in."""
        if place.gap:
            yield from ((end, ()) for end in self._over_gap(at))
        elif place.kind:
            yield from ((part.end, (part,)) for part in tuple(self.parts[at]) if part.kind is place.kind)
        elif self.norms[at] in place.words:
            yield at + 1, ()

    def _over_gap(self, at: int) -> Iterator[int]:
        for skipped in range(at, min(at + _GAP, len(self.norms))):
            if not self._describes(skipped):
                return
            yield skipped + 1

    def _describes(self, index: int) -> bool:
        """Whether a word may stand between a number and what it counts."""
        word = self.norms[index]
        if index in self.names:
            return True
        if not word.isalpha() or word in _stops():
            return False
        return all(part.kind not in (Kind.NUMBER, Kind.UNIT) for part in self.parts[index])

    def cover(self) -> list[Part]:
        """Choose whole parts that do not overlap: those that take in most words, and the fewest that do so."""
        scores = [0.0] * (len(self.norms) + 1)
        chosen: list[Part | None] = [None] * len(self.norms)
        for start in range(len(self.norms) - 1, -1, -1):
            scores[start] = scores[start + 1]
            for part in self.parts[start]:
                if part.kind in WHOLE:
                    score = scores[part.end] + (part.end - part.start) - 0.5 + _leaning(part)
                    if score > scores[start]:
                        scores[start], chosen[start] = score, part
        return list(_chain(chosen))


_LEANING = {Kind.OTHER: 0.2, Kind.RATIO: 0.1}
"""Of two parts of the same words, the one that makes no time of them is the safer."""
_DOUBTED = 1.0
"""A doubtful period, or a ratio, is not to be lost to a reading of half of it."""
_GUESSED = -0.8
"""A number beside which nothing says what it counts gives way to any other reading."""


def _leaning(part: Part) -> float:
    if part.marked("named") or part.marked("one_to_one"):
        return _DOUBTED
    return _GUESSED if part.marked("guessed") else _LEANING.get(part.kind, 0.0)


def _chain(chosen: Sequence[Part | None]) -> Iterator[Part]:
    at = 0
    while at < len(chosen):
        part = chosen[at]
        if part is not None:
            yield part
        at = part.end if part else at + 1
