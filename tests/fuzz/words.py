"""Words made strange: characters of every script, huge numbers, tokens of other statements, brackets, long words."""

import functools
import random
import re

from tests.fuzz.inputs import Input, statement
from tests.statements import statements

PLANES = ((0x20, 0x7F), (0xA0, 0x180), (0x300, 0x370), (0x370, 0x530), (0x590, 0x700), (0x900, 0xE80), (0x2000, 0x2070),
          (0x2150, 0x2190), (0x2460, 0x2500), (0x3040, 0x3100), (0x4E00, 0x9FFF), (0xD800, 0xE000), (0xE000, 0xF900),
          (0xFE00, 0xFE10), (0xFF00, 0xFFF0), (0x1D7CE, 0x1D800), (0x1F300, 0x1FA00), (0, 0x20), (0x10FFF0, 0x110000))
"""Where code points are taken from: marks that combine, digits of other scripts, halves of pairs, controls and all."""
SIGNS = ("\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u200b", "\u200d", "\u2060", "\ufeff", "\u0301" * 40,
         "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\ud83d", "\udc00", "\ue000", "\uf0b7", "\ufffd",
         "\ufffe", "²", "½", "⅐", "①", "Ⅻ", "٣٠", "३०", "三十", "\uff13\uff10", "\U0001d7db", "ﬁ", "ß", "İ", "ŉ", "א",
         "שלום", "مرحبا")
NUMBERS = ("0", "00", "-1", "1.", ".5", "1/0", "0/0", "9" * 30, "9" * 5000, "1" + ",000" * 20, "0." + "0" * 400 + "1",
           "1e308", "3.14159265358979", "24:60", "99:99", "31/02/2025", "31.13.99", "29 February 2025", "0.0.0000",
           "1st", "999999th", "£0", "100%", "½", "1½½", "²⁰", "x" * 9, "NaN", "inf", "0x1F", "two hundred thousand")
TOKENS = ("minutes", "mins", "hours", "hrs", "per", "a", "week", "weekly", "term", "each", "every", "x", "×", "/", "-",
          "–", "to", "and", "or", "up to", "at least", "half", "quarter", "twice", "three", "block of", "for", "then",
          "from", "until", "of which", "plus", "total", "totalling", "session", "sessions", "1:1", "l:l", "121", "(",
          ")", "[", "]", ",", ";", ":", ".", "fortnightly", "half-termly", "daily", "once", "between", "9.15am",
          "10:30", "Monday", "Year 6", "therapist", "TA", "will", "not", "no more than", "one", "an hour and a half",
          "reducing to", "<<ENTER HOURS>>")
WRAPS = ("()", "[]", "{}", "<>", "\u2066\u2069", '""', "“”", "--")
WIDTHS = (100, 1000, 20_000, 100_000)
COLUMNS = ("who", "how_often", "minutes", "sessions", "weeks", "mode", "mode_I", "mode_G", "review", "outcome", "ref")


@functools.cache
def originals() -> tuple[dict[str, object], ...]:
    """Every statement of tests/cases."""
    return tuple(case.entry for case in statements())


def borrowed(dice: random.Random) -> str:
    """A few words of another statement."""
    words = str(dice.choice(originals())["text"]).split() or ["-"]
    start = dice.randrange(len(words))
    return " ".join(words[start:start + dice.randint(1, 6)])


def strange(dice: random.Random) -> str:
    """A few characters from anywhere."""
    return "".join(dice.choice(SIGNS) if dice.random() < 0.3 else chr(dice.randrange(*dice.choice(PLANES)))
                   for _ in range(dice.randint(1, 12)))


def inserted(dice: random.Random, text: str) -> str:
    """Strange characters within words."""
    for _ in range(dice.randint(1, 4)):
        place = dice.randint(0, len(text))
        text = text[:place] + strange(dice) + text[place:]
    return text


def spliced(dice: random.Random, text: str) -> str:
    """Words of the grammar and of other statements among the words."""
    words = text.split()
    for _ in range(dice.choice((1, 3, 10, 30))):
        more = dice.choice((dice.choice(TOKENS), dice.choice(NUMBERS), borrowed(dice)))
        words.insert(dice.randint(0, len(words)), more)
    return " ".join(words)


def cut(dice: random.Random, text: str) -> str:
    """A stretch left out."""
    start, end = sorted(dice.randint(0, len(text)) for _ in "ab")
    return text[:start] + text[end:]


def doubled(dice: random.Random, text: str) -> str:
    """A stretch said again and again."""
    start, end = sorted(dice.randint(0, len(text)) for _ in "ab")
    return text[:end] + text[start:end] * dice.choice((1, 2, 5, 30)) + text[end:]


def shuffled(dice: random.Random, text: str) -> str:
    """The words in no order."""
    words = text.split()
    return " ".join(dice.sample(words, len(words)))


def renumbered(dice: random.Random, text: str) -> str:
    """Other numbers in place of those that stand there."""
    return re.sub(r"\d+", lambda found: dice.choice((*NUMBERS, found.group(), found.group())), text)


def wrapped(dice: random.Random, text: str) -> str:
    """Brackets in brackets, not all of them closed."""
    opened, closed = dice.choice(WRAPS)
    deep = dice.choice((1, 5, 200, 3000))
    return opened * deep + text + closed * dice.choice((deep, deep - 1, 0))


def glued(dice: random.Random, text: str) -> str:
    """No spaces, or some other white space."""
    return dice.choice(("", "-", "\u00a0", "\u2003", "\n", "\t", "\u200b", "/")).join(text.split())


def recased(dice: random.Random, text: str) -> str:
    """Capitals or none."""
    return dice.choice((text.upper(), text.lower(), text.title(), text.swapcase()))


def turned(dice: random.Random, text: str) -> str:
    """Set from right to left, or said backwards."""
    return dice.choice((f"\u202e{text}\u202c", f"\u2067{text}\u2069", text[::-1], f"\u200f{text}"))


def swollen(dice: random.Random, text: str) -> str:
    """A very long word, or a very long statement."""
    width = dice.choice(WIDTHS)
    unit = dice.choice((dice.choice(TOKENS), dice.choice(NUMBERS)[:9], f" {dice.choice(TOKENS)}", f" {borrowed(dice)}",
                        f"{text} ", strange(dice), "9", "x", "a-", "1:", "(", ")", ", 2", "'", " 3 x"))
    return text + (unit * (width // len(unit) + 1))[:width]


OFTEN = (inserted, spliced, cut, doubled, shuffled, renumbered, glued, recased, turned, wrapped)


def mutated(dice: random.Random, text: str) -> str:
    """A text after one change or several."""
    for _ in range(dice.choice((1, 1, 2, 3, 5))):
        text = dice.choice(OFTEN)(dice, text)
    return swollen(dice, text) if dice.random() < 0.03 else text


def mutated_statement(dice: random.Random) -> Input:
    """A statement of the cases, changed, often with cells beside it."""
    entry = dice.choice(originals())
    columns = dict(entry.get("columns", {}))
    for _ in range(dice.choice((0, 0, 1, 2, 4))):
        columns[dice.choice(COLUMNS)] = dice.choice((borrowed, strange, lambda dice: dice.choice(NUMBERS)))(dice)
    for name in [name for name in columns if dice.random() < 0.4]:
        columns[name] = mutated(dice, columns[name])
    return statement(mutated(dice, str(entry["text"])), columns)
