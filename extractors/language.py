"""The one spaCy pipeline: words and numbers told apart, and vocabularies of phrases found among them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

_ONE_FOR_ONE = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-",
    "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00d7": "x", "\u2715": "x", "\u2044": "/",
    "\u00a0": " ", "\u2264": "<", "\u2265": ">",
})
"""Typographic variants, each replaced by one character so that offsets into the statement still hold."""

_TOKEN = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)"  # 12.03.2025: a date is no number
    r"|\d+(?:st|nd|rd|th)(?![^\W_])"  # 1st
    r"|\d{1,3}(?:,\d{3})+(?!\d)"  # 10,000
    r"|\d*\.\d+|\d+"  # 32.5, .7, 15; digits and letters are never one word, so that "30hrs" is two
    r"|(?<=\d)[xX](?=[^\W\d_])"  # 2xdaily
    r"|[^\W\d_]+"
    r"|'s(?![^\W\d_])"
    r"|\S"
)
_JOINED = re.compile(r"(?<=[^\W_])-(?=[^\W\d_])")
"""A hyphen within a compound ("half-termly", "30-minute"), which "half termly" means as well; "20-30" has none."""


class _Splitter:
    """A spaCy tokenizer that keeps a compound's hyphen on the word before it and out of that word's norm."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        text = text.translate(_ONE_FOR_ONE)
        words: list[str] = []
        spaces: list[bool] = []
        hyphens = {match.start() for match in _JOINED.finditer(text)}
        for match in _TOKEN.finditer(text):
            end = match.end()
            if match.start() in hyphens:
                words[-1] += "-"
                continue
            words.append(match.group())
            self._set_norm(match.group(), end in hyphens)
            spaces.append(text[end : end + 1] == " ")
        return Doc(self.vocab, words=words, spaces=spaces)

    def _set_norm(self, word: str, joined: bool) -> None:
        printed = f"{word}-" if joined else word
        self.vocab[printed].norm_ = word.lower()


@cache
def pipeline() -> Language:
    """Give the pipeline of this process: made at the first call, the same one ever after."""
    nlp = spacy.blank("en")
    nlp.tokenizer = _Splitter(nlp.vocab)
    return nlp


def fold(text: str) -> str:
    """Fold white space as a reader would.

    >>> fold("  25 hours  a week ")
    '25 hours a week'
    """
    return " ".join(text.split())


def mended(text: str) -> str:
    r"""Join the halves of characters, as some programs write them; a half alone becomes the sign for "unknown".

    >>> mended("\ud83d\ude00 once a \ud83d week")
    '😀 once a � week'
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def words(text: str) -> Doc:
    """Split folded text into words, numbers and marks; `norm_` is the word without case and compound hyphens.

    >>> [token.norm_ for token in words("30hrs, 4×20 or x2/week half-termly")]
    ['30', 'hrs', ',', '4', 'x', '20', 'or', 'x', '2', '/', 'week', 'half', 'termly']
    """
    return pipeline().tokenizer(text)


_GROUP = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)")


def variants(phrase: str) -> Iterator[str]:
    """Spell out a phrase of a vocabulary: `[...]` may be left out, `(a|b)` is one or the other, `[a|b]` is both.

    >>> list(variants("(speech|language) therap(y|ist)[s]"))[:3]
    ['speech therapys', 'speech therapy', 'speech therapists']
    >>> list(variants("the rest of the [academic|school] year"))
    ['the rest of the academic year', 'the rest of the school year', 'the rest of the year']
    """
    pieces, last = [], 0
    for match in _GROUP.finditer(phrase):
        optional, either = match.groups()
        choices = [*optional.split("|"), ""] if either is None else either.split("|")
        pieces += [[phrase[last : match.start()]], choices]
        last = match.end()
    pieces.append([phrase[last:]])
    yield from (fold("".join(choice)) for choice in product(*pieces))


Meaning = TypeVar("Meaning")


class Found(NamedTuple, Generic[Meaning]):
    """A phrase of a vocabulary at `start` to `end` (in tokens) of a statement, and what it means."""

    start: int
    end: int
    meaning: Meaning


class Lexicon(Generic[Meaning]):
    """Phrases and what they mean; of phrases that overlap, the longest is found."""

    def __init__(self, phrases: Mapping[str, Meaning]) -> None:
        """Take phrases written as for `variants`."""
        vocab = pipeline().vocab
        self._matcher = PhraseMatcher(vocab, attr="NORM")
        self._meanings: dict[int, Meaning] = {}
        for phrase, meaning in phrases.items():
            self._matcher.add(phrase, [words(variant) for variant in variants(phrase)])
            self._meanings[vocab.strings[phrase]] = meaning

    def find(self, doc: Doc | Span) -> list[Found[Meaning]]:
        """Find the phrases in reading order; the places in a span are those of its document.

        >>> Lexicon({"half[ ]term": "half", "term": "whole"}).find(words("Each half-term"))
        [Found(start=1, end=3, meaning='half')]
        """
        taken: set[int] = set()
        kept = []
        for key, start, end in sorted(self._matcher(doc), key=lambda found: (found[1] - found[2], found[1])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                kept.append(Found(start, end, self._meanings[key]))
        return sorted(kept, key=lambda found: found.start)
