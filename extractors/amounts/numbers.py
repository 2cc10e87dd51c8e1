"""Numbers: digits, words, fractions, and ranges of them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from extractors.amounts.grammar import rule
from extractors.amounts.parts import Amount, Figure, Kind, Part
from extractors.vocabulary import vocabulary

_WRITTEN_FRACTIONS = {(1, 2), (1, 4), (3, 4), (1, 3), (2, 3)}
_AND_A = 2
_LONGEST = 9
"""A row of more digits and signs than this is a telephone number or a reference, and no figure."""
_HUNDREDS = 99
"""More than so many hundreds, or dozens, nobody says."""
_WIDEST = 4
"""A range written with a slash or an "or" is a narrow one: "10/12", "5 or 6"."""


@cache
def _words() -> dict[str, int]:
    return dict(vocabulary("numbers")["words"])


@cache
def _fractions() -> dict[tuple[str, ...], Fraction]:
    return {tuple(words.split()): Fraction(value) for words, value in vocabulary("numbers")["fractions"].items()}


def _number(figure: Figure, *marks: str) -> Part:
    return Part(Kind.NUMBER, 0, 0, number=Amount.of(figure), marks=frozenset(marks))


def figure(word: str) -> Figure | None:
    """Give the value of one word, or None if it is not a number.

    >>> figure("twelve"), figure("7.5"), figure("1,200"), figure("once")
    (12, Fraction(15, 2), 1200, None)
    """
    digits = word.replace(",", "")
    if len(digits) > _LONGEST:
        return _words().get(word)
    if digits.isdecimal() and digits.isascii():
        return int(digits)
    if digits.replace(".", "", 1).isdecimal() and digits.isascii():
        return Fraction(digits)
    return _words().get(word)


def _look(word: str) -> tuple[str, ...]:
    if word[:1] not in ".0123456789":
        return ()
    return ("digits", "places") if word[-3:-2] == "." and len(word) in (4, 5) else ("digits",)


def number_seeds(norms: Sequence[str]) -> Iterator[Part]:
    """Give the numbers and fractions that are written as one word, or as a fraction's two."""
    for start, word in enumerate(norms):
        value = figure(word)
        if value is not None:
            yield _number(value, *_look(word))._replace(start=start, end=start + 1)
        for size in (1, 2):
            fraction = _fractions().get(tuple(norms[start : start + size]))
            if fraction is not None and start + size <= len(norms):
                marks = frozenset({"word"} if word.isalpha() else ())
                yield Part(Kind.FRACTION, start, start + size, number=Amount.of(fraction), marks=marks)


def _value(part: Part) -> Figure:
    return part.figures.low


@rule("NUMBER NUMBER")
def tens_and_units(tens: Part, units: Part) -> Part | None:
    """Read "twenty five"; digits side by side stay two numbers ("6 20 min sessions")."""
    ten, unit = _value(tens), _value(units)
    plain = not (tens.marks | units.marks) & {"digits", "range"}
    return _number(ten + unit) if plain and ten in range(20, 100, 10) and unit in range(1, 10) else None


@rule("NUMBER hundred and? NUMBER", "NUMBER dozen")
def hundreds(count: Part, rest: Part | None = None) -> Part | None:
    """Read "one hundred and twenty" and "two dozen"."""
    if _value(count) > _HUNDREDS:
        return None
    if rest is None:
        return _number(_value(count) * 12)
    return _number(_value(count) * 100 + _value(rest)) if _value(rest) < 100 else None


@rule("NUMBER ( NUMBER )")
def figures_after_words(words: Part, digits: Part) -> Part | None:
    """Read "two (2)" once."""
    return words if words.number == digits.number else None


@rule("a dozen", "a couple of?")
def dozen_or_couple() -> Part:
    """Read "a dozen" (a couple is two, roughly, and is left for a person to look at)."""
    return _number(12, "word")


@rule("NUMBER / NUMBER")
def written_fraction(top: Part, bottom: Part) -> Part | None:
    """Read "1/2"; "10/12" is a range."""
    pair = (_value(top), _value(bottom))
    if pair not in _WRITTEN_FRACTIONS or not (top.marked("digits") and bottom.marked("digits")):
        return None
    return Part(Kind.FRACTION, 0, 0, number=Amount.of(Fraction(int(pair[0]), int(pair[1]))))


@rule("a|one FRACTION")
def one_fraction(fraction: Part) -> Part:
    """Read "a half", "one third"."""
    return fraction


@rule("NUMBER FRACTION", "NUMBER and FRACTION", "NUMBER and a FRACTION", "NUMBER and one FRACTION")
def mixed_number(whole: Part, fraction: Part) -> Part | None:
    """Read "1½", "9 and 1/2", "two and a half"; "two half hours" are two of them."""
    if whole.marked("range") or _value(whole) != int(_value(whole)):
        return None
    if fraction.marked("word") and fraction.end - fraction.start == 1 and fraction.start - whole.end < _AND_A:
        return None
    return _number(_value(whole) + _value(fraction), "mixed")


def _range(low: Part, high: Part) -> Part | None:
    if low.marked("range") or high.marked("range") or not _value(low) < _value(high):
        return None
    return Part(Kind.NUMBER, 0, 0, number=Amount(_value(low), _value(high)), marks=frozenset({"range"}))


@rule("NUMBER - NUMBER", "NUMBER to NUMBER", "between NUMBER and NUMBER", "between NUMBER to NUMBER",
      "from NUMBER to NUMBER", "between NUMBER - NUMBER")
def number_range(low: Part, high: Part) -> Part | None:
    """Read "20-45", "between 2 and 3", "four to six"."""
    return _range(low, high)


@rule("NUMBER or NUMBER", "NUMBER or maybe|possibly|even NUMBER")
def either_number(low: Part, high: Part) -> Part | None:
    """Read "5 or 6": neighbours, so that one number of each pair is not lost."""
    return _range(low, high) if _value(high) - _value(low) <= max(_WIDEST, _value(low)) else None


@rule("NUMBER / NUMBER")
def slashed_range(low: Part, high: Part) -> Part | None:
    """Read "10/12" as 10 to 12; "1/2" is a half."""
    return either_number(low, high) if (_value(low), _value(high)) not in _WRITTEN_FRACTIONS else None


@rule("FRACTION - NUMBER", "FRACTION to NUMBER", "FRACTION or NUMBER")
def from_fraction(low: Part, high: Part) -> Part | None:
    """Read "½ to 1"."""
    return _range(low, high)
