"""Which figures are named in which file, in which words: so that each can be looked up from the paper."""

from collections.abc import Iterable, Mapping, Sequence
from re import Match, compile
from typing import NamedTuple

from pipeline.files.word_file import words_of
from pipeline.letters.numerals import LENGTH
from pipeline.proof.tree import Json

SESSIONS = compile(r"\b([\d,]*\d) sessions?\b")


class Told(NamedTuple):
    """A sentence of ours about one finding."""

    file: str
    finding: str
    words: str


def named(figures: Sequence[Json], files: Mapping[str, bytes], told: Iterable[Told]) -> list[Json]:
    """Find the lengths and numbers of sessions in what we wrote: in its sentence for a finding, or anywhere else."""
    of = {(one["finding"], one["unit"], one["value"]): one for one in reversed(figures) if "week/" not in one["what"]}
    anywhere = {(unit, value): one for (_, unit, value), one in of.items() if value}
    found: dict[tuple[str, str, str], Json] = {}
    there = {file: amounts(" ".join(words_of(content).split())) for file, content in files.items()
             if file.endswith(".docx") and "/" not in file}
    for sentence in told:
        for words, unit, value in set(amounts(sentence.words)) & set(there[sentence.file]):
            if figure := of.get((sentence.finding, unit, value)):
                found[sentence.file, sentence.finding, words] = _line(sentence.file, words, figure)
    known = {(file, words) for file, _, words in found}
    for file in there:
        for words, unit, value in there[file]:
            if (figure := anywhere.get((unit, value))) and (file, words) not in known:
                found[file, "", words] = _line(file, words, figure)
    return [found[one] for one in sorted(found)]


def _line(file: str, words: str, figure: Json) -> Json:
    return {"file": file, "words": words, "value": figure["value"], "figure": figure["id"]}


def amounts(words: str) -> list[tuple[str, str, int]]:
    """Give every length of time and number of sessions.

    >>> amounts("At least 14 sessions (9 hours 20 minutes) were due.")
    [('9 hours 20 minutes', 'minutes', 560), ('14 sessions', 'sessions', 14)]
    """
    lengths = [(one.group(), "minutes", _minutes(one)) for one in LENGTH.finditer(words)]
    return lengths + [(one.group(), "sessions", int(one[1].replace(",", ""))) for one in SESSIONS.finditer(words)]


def _minutes(one: Match[str]) -> int:
    hours, rest, alone = (int((part or "0").replace(",", "")) for part in one.groups())
    return hours * 60 + rest + alone
