"""Seeds: the parts that the vocabularies give at once, before any rule."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from extractors.amounts.durations import unit_seeds
from extractors.amounts.numbers import number_seeds
from extractors.amounts.parts import Amount, Kind, Part
from extractors.language import Lexicon
from extractors.vocabulary import vocabulary
from models.amounts import Period

_CAPITALS = tuple("ABCDEFGHJKMNOPQRSTUVWYZ")
_OPENING_LETTERS = (*_CAPITALS, *"abdefghjkmnopqrstuvwyz")

_Seed = Part


def _seed(kind: Kind, *marks: str, **slots: object) -> _Seed:
    return Part(kind, 0, 0).having(*marks, **slots)


def _counting() -> Iterator[tuple[str, _Seed]]:
    counts = vocabulary("counts")
    for mark, phrases in counts["nouns"].items():
        for phrase in phrases:
            event = ["event"] if phrase in counts["events"] else []
            yield phrase, _seed(Kind.NOUN, mark, *event, *["plural"] if phrase.endswith("s") else [])
    for phrase, number in counts["adverbs"].items():
        yield phrase, _seed(Kind.COUNT, "adverb", often=Amount.of(number), rule="times_in_a_word")


def _each() -> Iterator[tuple[str, _Seed]]:
    for phrase in vocabulary("counts")["each"]["phrases"]:
        yield phrase, _seed(Kind.EACH, *["alone"] if phrase == "each" else [], rule="each")


def _periods() -> Iterator[tuple[str, _Seed]]:
    periods = vocabulary("periods")
    for name, phrases in periods["nouns"].items():
        yield from ((phrase, _seed(Kind.PERIOD, per=Period(name))) for phrase in phrases)
    for phrase in periods["day_parts"]["nouns"]:
        yield phrase, _seed(Kind.PERIOD, "part", phrase, per=Period.DAY)
    for word in periods["runs"]["units"]:
        if word not in ("week",):
            yield word, _seed(Kind.WEEKS)


def _per() -> Iterator[tuple[str, _Seed]]:
    periods = vocabulary("periods")
    for table, mark in (("adverbs", "adverb"), ("short", "short"), ("stretches", "stretch")):
        for name, phrases in periods[table].items():
            yield from ((phrase, _seed(Kind.PER, mark, per=Period(name), rule=f"per_{name}")) for phrase in phrases)
    for phrase in periods["odd"]["words"]:
        yield phrase, _seed(Kind.PER, "odd", "named", "adverb", rule="odd_period")
    for word, weekday in periods["weekdays"].items():
        plural = len(word) > 5 and word.endswith("s")
        yield word, _seed(Kind.WEEKDAY, f"on{weekday}", *["plural"] if plural else [])


def _bounds(table: str, kind: Kind) -> Iterator[tuple[str, _Seed]]:
    for name, phrases in vocabulary("bounds")[table].items():
        for phrase in phrases:
            below = [mark for mark, openings in vocabulary("bounds")["marks"].items() if phrase in openings]
            yield phrase, _seed(kind, name, *below)


def _named(table: str, kind: Kind, *marks: str) -> Iterator[tuple[str, _Seed]]:
    for phrase in vocabulary("lookalikes")[table]:
        yield phrase, _seed(kind, *marks, rule=table)


def _graded() -> Iterator[tuple[str, _Seed]]:
    plurals = vocabulary("lookalikes")["graded_plural"]
    yield from ((phrase, _seed(Kind.GRADED, "plural", rule="graded")) for phrase in plurals)
    yield from _named("graded", Kind.GRADED)
    yield from _named("numbered", Kind.GRADED, "guessed")
    yield from _named("seasons", Kind.GRADED, "guessed", "season")


def _people() -> Iterator[tuple[str, _Seed]]:
    yield from _named("people", Kind.HEADS)
    yield from _named("adults", Kind.HEADS, "adults")


def _calendar() -> Iterator[tuple[str, _Seed]]:
    yield from _named("months", Kind.MONTH)
    yield from _named("age_units", Kind.AGES)


def _marks_of_time() -> Iterator[tuple[str, _Seed]]:
    yield from _named("full_time", Kind.WHOLE)
    yield from _named("when", Kind.WHEN)
    yield from _named("phrases", Kind.OTHER, "hides")


@cache
def _lexicons() -> tuple[Lexicon[_Seed], ...]:
    tables: Iterable[Iterator[tuple[str, _Seed]]] = (
        _counting(), _each(), _periods(), _per(), _bounds("before", Kind.BEFORE), _bounds("after", Kind.AFTER),
        _graded(), _named("things", Kind.THING), _people(), _named("within", Kind.WITHIN),
        _calendar(), _marks_of_time(), _named("one_to_one", Kind.RATIO, "one_to_one"), _named("block", Kind.BLOCK),
        _named("scenes", Kind.SCENE),
    )
    return tuple(Lexicon(_first_meanings(table)) for table in tables)


def _first_meanings(table: Iterator[tuple[str, _Seed]]) -> Mapping[str, _Seed]:
    meanings: dict[str, _Seed] = {}
    for phrase, seed in table:
        meanings.setdefault(phrase, seed)
    return meanings


def seeds(doc: Doc) -> list[Part]:
    """Give every part that a statement's words are by themselves."""
    norms = [token.norm_ for token in doc]
    found = [*number_seeds(norms), *unit_seeds(norms)]
    for lexicon in _lexicons():
        for start, end, seed in lexicon.find(doc):
            found.append(seed._replace(start=start, end=end))
    codes = list(_codes(doc))
    found = [part for part in found if part.start - 1 not in codes]
    found += [_seed(Kind.OTHER, "hides", rule="code")._replace(start=at, end=at + 2) for at in codes]
    return [part for part in found if _stands(part, norms)]


def _codes(doc: Doc) -> Iterator[int]:
    """Give where a letter and a number make a code ("O1", "N2.3"): a capital, or any letter that opens the statement.

    "X3" is a sign, "I5 minutes" badly printed, and "c3" about three.
    """
    units = vocabulary("durations")["units"]
    for letter, number in pairwise(doc):
        before = doc[letter.i - 1] if letter.i else None
        named = before is not None and before.norm_ in vocabulary("lookalikes")["lettered"]
        glued = named or (before is not None and not before.whitespace_ and before.text[-1].isalnum())
        after = doc[number.i + 1].norm_ if number.i + 1 < len(doc) else ""
        lettered = letter.text in (_OPENING_LETTERS if letter.i == 0 else _CAPITALS) and not letter.whitespace_
        if lettered and number.text[0].isdecimal() and not glued and after not in units:
            yield letter.i


def _stands(part: Part, norms: list[str]) -> bool:
    """Whether a word is what it looks like: "once he is calm" counts nothing, "6 hrs + 2 hrs" is no least amount."""
    if norms[part.start] == "+":
        return not any(word[:1].isdecimal() for word in norms[part.end : part.end + 1])
    if not (part.kind is Kind.COUNT and norms[part.start] == "once"):
        return True
    follows = norms[part.end] if part.end < len(norms) else ""
    return not follows.isalpha() or follows in vocabulary("lookalikes")["after_once"]

