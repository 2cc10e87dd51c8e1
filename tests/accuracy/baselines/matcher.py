"""A spaCy Matcher with the patterns that come to mind first: what an afternoon's work would read."""

import functools
from typing import TYPE_CHECKING

from tests.accuracy.baselines.answers import Seen, answer_all

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Span

WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
MINUTES = {"minutes": 1, "minute": 1, "mins": 1, "min": 1, "hours": 60, "hour": 60, "hrs": 60, "hr": 60}
PERIODS = {"day": "day", "week": "week", "fortnight": "fortnight", "month": "month", "term": "term", "year": "year"}
ADVERBS = {"daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month", "termly": "term",
           "annually": "year", "yearly": "year"}
TIMES = {"once": 1, "twice": 2}

NUMBER = {"LIKE_NUM": True}
UNIT = {"LOWER": {"IN": list(MINUTES)}}
HYPHEN = {"TEXT": "-", "OP": "?"}
PATTERNS = {
    "length": [[NUMBER, HYPHEN, UNIT], [{"LOWER": {"IN": ["a", "an"]}}, {"LOWER": "hour"}]],
    "count": [
        [NUMBER, {"LOWER": {"IN": ["x", "×", "times"]}}],
        [NUMBER, {"LOWER": {"IN": ["session", "sessions", "visits"]}}],
        [{"LOWER": {"IN": list(TIMES)}}],
    ],
    "period": [
        [{"LOWER": {"IN": ["per", "a", "each", "every"]}}, {"LOWER": {"IN": list(PERIODS)}}],
        [{"LOWER": {"IN": list(ADVERBS)}}],
    ],
    "at_least": [[{"LOWER": "at"}, {"LOWER": "least"}], [{"LOWER": {"IN": ["minimum"]}}]],
    "up_to": [[{"LOWER": "up"}, {"LOWER": "to"}], [{"LOWER": {"IN": ["maximum"]}}]],
    "approx": [[{"LOWER": {"IN": ["about", "approximately", "around"]}}]],
}


@functools.cache
def _pipeline() -> "tuple[Language, Matcher]":
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("en")
    matcher = Matcher(nlp.vocab)
    for name, patterns in PATTERNS.items():
        matcher.add(name, patterns, greedy="LONGEST")
    return nlp, matcher


def look(text: str) -> Seen:
    """Lengths, counts, periods and bounds by their patterns."""
    nlp, matcher = _pipeline()
    bounds: list[str] = []
    seen = Seen([], [], [], bounds)
    for span in sorted(matcher(nlp(text), as_spans=True), key=lambda span: span.start):
        if span.label_ == "length":
            seen.lengths.append(_number(span) * MINUTES[span[-1].lower_])
        elif span.label_ == "count":
            seen.counts.append(_number(span))
        elif span.label_ != "period":
            bounds.append(span.label_)
        else:
            seen.periods.append((PERIODS | ADVERBS)[span[-1].lower_])
    return seen


def _number(span: "Span") -> float:
    word = span[0].lower_
    try:
        return float(word)
    except ValueError:
        return (WORDS | TIMES).get(word, 0)


if __name__ == "__main__":
    answer_all(look)
