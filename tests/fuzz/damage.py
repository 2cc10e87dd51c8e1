"""Files damaged as bytes (deleted, flipped, repeated, cut, swapped), and PDFs damaged in what their bytes mean."""

import functools
import random
import re
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from reportlab import rl_config

from tests.plans.make_plans import layouts, make

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
MEANING = re.compile(rb"\d+ 0 R|/[A-Z][A-Za-z]+|-?\d+(?:\.\d+)?|<[0-9A-Fa-f]+>"
                     rb"|\b(?:startxref|endobj|endstream|Tj|Tf|Tm|re|cm|q|Q|BT|ET)\b")
ODD = (b"0", b"-1", b"99999999999", b"1e9", b"0.0000001", b"null", b"[]", b"<<>>", b"/", b"1 0 R", b"999 0 R",
       b"<D83D>", b"<DC00>", b"<0000>", b"()", b"true", b"nan", b"(",
       b"]", b"/Kids", b"/Parent", b"/XObject", b"q", b"Q", b"ET",
       b"0 0 0 0 0 0 cm", b"1e9 0 0 1e9 0 0 cm", b"3 Tr", b"Do", b"1e38 0 0 1e38 1e38 1e38 Tm", b"0 0 1e9 1e9 re")


def originals(kind: str) -> list[Callable[[], bytes]]:
    """The plans of one kind: the samples, and one in each layout, packed and (so that damage means more) unpacked."""
    samples = [path.read_bytes for path in sorted(SAMPLES.glob(f"*/plan.{kind}"))]
    names = [name for name in layouts() if name.endswith(f".{kind}")]
    ways = (1, 0) if kind == "pdf" else (1,)
    return [*samples, *(functools.partial(_made, name, packed) for packed in ways for name in names)]


@functools.cache
def _made(name: str, packed: int) -> bytes:
    with mock.patch.object(rl_config, "pageCompression", packed):
        return make(name)[0]


def damaged(dice: random.Random, content: bytes) -> bytes:
    """Bytes after one accident or several."""
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        content = dice.choice((_deleted, _flipped, _repeated, _shortened, _swapped, _filled))(dice, content or b"\n")
    return content


def misdirected(dice: random.Random, content: bytes) -> bytes:
    """A PDF with other names, numbers, references, letters or operators here and there."""
    places = list(MEANING.finditer(content))
    chosen = dice.sample(places, min(len(places), dice.choice((1, 3, 10, 100))))
    for found in sorted(chosen, key=re.Match.start, reverse=True):
        content = content[:found.start()] + dice.choice((*ODD, dice.choice(places)[0])) + content[found.end():]
    return content


def _stretch(dice: random.Random, content: bytes) -> tuple[int, int]:
    start = dice.randrange(len(content))
    return start, min(len(content), start + dice.choice((1, 4, 64, 1024, 8192)))


def _deleted(dice: random.Random, content: bytes) -> bytes:
    start, end = _stretch(dice, content)
    return content[:start] + content[end:]


def _flipped(dice: random.Random, content: bytes) -> bytes:
    flipped = bytearray(content)
    for _ in range(dice.choice((1, 8, 64))):
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def _repeated(dice: random.Random, content: bytes) -> bytes:
    start, end = _stretch(dice, content)
    return content[:end] + content[start:end] * dice.choice((1, 3)) + content[end:]


def _shortened(dice: random.Random, content: bytes) -> bytes:
    return content[:int(len(content) * dice.choice((0.999, 0.99, dice.random())))] if dice.random() < 0.3 else content


def _swapped(dice: random.Random, content: bytes) -> bytes:
    start, end = _stretch(dice, content)
    other = dice.randrange(len(content))
    return content[:start] + content[other:other + end - start] + content[end:]


def _filled(dice: random.Random, content: bytes) -> bytes:
    start, end = _stretch(dice, content)
    return content[:start] + dice.choice((b"\x00", b"\xff", b" ", b"9", b"(")) * (end - start) + content[end:]
