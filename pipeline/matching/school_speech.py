"""The words of a timetable, a log or a plan as stems with their themes, so that "Hand gym" can meet "fine motor"."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.remembered import remembered
from pipeline.rules import rules

_TOKEN = re.compile(r"[^\W_]+(?:[&+'/.:][^\W_]+)*", re.UNICODE)
_ENDINGS = ("isation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "ly", "e", "y")
_SHORTEST_STEM = 3


class Word(NamedTuple):
    """One word that carries meaning: its stem, the themes that it belongs to, and whether it says little here.

    "Class" says little; in "in class" it says something.
    """

    stem: str
    themes: frozenset[str]
    generic: bool


class _Lexicon(NamedTuple):
    shorts: dict[str, str]
    pattern: re.Pattern[str]
    phrases: dict[tuple[str, ...], frozenset[str]]
    generic: frozenset[str]
    stop: frozenset[str]

    def little(self, stems: tuple[str, ...]) -> bool:
        """Whether each word of a phrase says little alone, so that only the phrase says something."""
        return all(one in self.generic or one in self.stop for one in stems)


def stem(word: str) -> str:
    """Cut a word back to what its forms share.

    >>> stem("spellings") == stem("spelling") == stem("spell")
    True
    >>> stem("careers") == stem("career"), stem("careers") == stem("care")
    (True, False)
    """
    word = word[:-1] if word.endswith("eers") else word
    for ending in _ENDINGS:
        shortest = _SHORTEST_STEM if len(ending) > 1 or ending == "s" else _SHORTEST_STEM + 2
        if word.endswith(ending) and len(word) - len(ending) >= shortest and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word


def spell_out(text: str) -> str:
    """Write the abbreviations of school speech in full.

    >>> spell_out("S&L practice")
    'speech and language practice'
    >>> spell_out("Phonics f/up (KB)"), spell_out("AT lessons at 9"), spell_out("Café")
    ('phonics follow up (kb)', 'assistive technology lessons at 9', 'cafe')
    """
    lexicon = _lexicon()
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    said = " ".join(rules("school_speech")["initials"].get(word, word) for word in text.split())
    plain = said.lower().replace("’", "'").replace("–", "-")
    return lexicon.pattern.sub(lambda hit: lexicon.shorts[hit.group()], plain).replace(" & ", " and ")


@remembered(10_000)
def read_words(text: str) -> tuple[Word, ...]:
    """Read the words that carry meaning, each with its themes.

    >>> [sorted(word.themes & {"fine_motor"}) for word in read_words("Hand gym")]
    [['fine_motor'], ['fine_motor']]
    """
    lexicon = _lexicon()
    stems = _stems(spell_out(text))
    themes: list[set[str]] = [set() for _ in stems]
    phrased: set[int] = set()
    for start in range(len(stems)):
        for end in range(start + 1, min(start + 4, len(stems)) + 1):
            found = lexicon.phrases.get(stems[start:end], frozenset())
            if found and end > start + 1 and lexicon.little(stems[start:end]):
                phrased |= set(range(start, end))
            for place in range(start, end):
                themes[place] |= found
    return tuple(Word(one, frozenset(themes[place]), one in lexicon.generic and place not in phrased)
                 for place, one in enumerate(stems) if one not in lexicon.stop)


@cache
def near_themes(theme: str) -> frozenset[str]:
    """Give the themes that share a good part of their meaning with this one."""
    themes = rules("school_speech")["themes"]
    back = {name for name, entry in themes.items() if theme in entry.get("near", ())}
    return frozenset({*themes[theme].get("near", ()), *back})


@cache
def word_list(kind: str) -> tuple[str, ...]:
    """Give the words of one list of the data file, longest first, in full spelling."""
    words = {spell_out(word) for word in rules("school_speech")[kind]["words"]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=5_000)
def says(kind: str, text: str) -> bool:
    """Whether the text uses a word of one of the word lists `group`, `individual`, `indirect`, `pauses`.

    >>> says("group", "Maths lang gp"), says("indirect", "OT prog / training"), says("group", "SaLT 1:1")
    (True, True, False)
    """
    return _list_pattern(kind).search(spell_out(text)) is not None


@remembered(5_000)
def is_lesson(text: str, *, alone: bool = False) -> bool:
    """Whether a timetable cell names nothing but parts of the school day that every child has.

    `alone` says that no adult is named beside it: then what a class is taught together is a lesson too.

    >>> is_lesson("RE / PSHE"), is_lesson("Maths"), is_lesson("Maths lang grp")
    (True, True, False)
    >>> is_lesson("Phonics"), is_lesson("Phonics", alone=True)
    (False, True)
    """
    rest = " ".join(_TOKEN.findall(spell_out(text)))
    for kind in ("lessons", "taught") if alone else ("lessons",):
        rest = _list_pattern(kind).sub(" ", rest)
    return not [one for one in _stems(rest) if one not in _lexicon().stop]


def split_background(text: str) -> tuple[str, str]:
    """Split a statement into what is done and what that rests on.

    >>> split_background("Motor skills group following the OT programme.")
    ('motor skills group ', 'following the occupational therapy programme.')
    """
    plain = spell_out(text)
    hit = _list_pattern("background").search(plain)
    return (plain[: hit.start()], plain[hit.start():]) if hit and hit.start() else (plain, "")


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(part) for token in _TOKEN.findall(text) for part in re.split(r"[&+/.:]", token) if part)


@cache
def _list_pattern(kind: str) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, word_list(kind))) + r")(?![^\W_])")


@cache
def _lexicon() -> _Lexicon:
    """Read the data file into look-up tables."""
    data = rules("school_speech")
    shorts: dict[str, str] = data["abbreviations"]
    longest_first = sorted(shorts, key=len, reverse=True)
    pattern = re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![^\W_])")
    phrases: dict[tuple[str, ...], set[str]] = {}
    for name, theme in data["themes"].items():
        for phrase in theme["words"]:
            phrases.setdefault(_stems(phrase), set()).add(name)
    return _Lexicon(shorts, pattern, {key: frozenset(of) for key, of in phrases.items()},
                    frozenset(stem(word) for word in data["generic"]["words"]),
                    frozenset(stem(word) for word in data["stop"]["words"]))
