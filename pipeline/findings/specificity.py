"""What an item of the plan would have to say to be measured: seven elements, and which of them are missing."""

import re
from functools import cache
from typing import NamedTuple

from extractors.vocabulary import vocabulary
from models.provision import Provision, Service
from pipeline.rules import rules


class Missing(NamedTuple):
    """An element that the words leave open, and the question that would settle it."""

    name: str
    ask: str


class WeakWords(NamedTuple):
    """Words of an item that leave it open, why they do, and what to ask for instead."""

    words: str
    why: str
    ask_for: str


def weak_words(provision: Provision) -> tuple[WeakWords, ...]:
    """Give the words of an item that leave it open, with the reason that the vocabulary holds for each."""
    found = ((term, _reason(term)) for term in provision.vague_terms)
    return tuple(WeakWords(term, *reason) for term, reason in found)


def _reason(term: str) -> tuple[str, str]:
    entry = vocabulary("vague_terms").get(vague_kind(term), {"why": "", "ask_for": ""})
    return entry["why"], entry["ask_for"]


def vague_kind(term: str) -> str:
    """Name the kind of a vague term, as the vocabulary files it.

    >>> vague_kind("access to"), vague_kind("school staff")
    ('availability', 'somebody')
    """
    return next((kind for kind, pattern in _patterns().items() if pattern.fullmatch(term)), "")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Give the vocabulary of vague terms as patterns: `[s]` may be left out, `(y|ies)` is one or the other."""
    return {kind: re.compile("|".join(re.sub(r"\[(.*?)\]", r"(?:\1)?", phrase) for phrase in entry["phrases"]))
            for kind, entry in vocabulary("vague_terms").items() if isinstance(entry, dict)}


def missing_elements(provision: Provision) -> tuple[Missing, ...]:
    """Give the elements of a specific item that the words do not state."""
    schedules = provision.schedules
    stated = {
        "type": provision.service is not Service.OTHER or len(provision.text.split()) > 2,
        "dose": any(one.total_minutes is not None or one.session_minutes is not None for one in schedules),
        "frequency": any(one.per is not None for one in schedules),
        "who": provision.deliverer is not None,
        "expertise": provision.deliverer is not None and provision.deliverer.qualified,
        "mode": provision.mode is not None,
        "review": "review" in provision.columns or any(one.duration_weeks or one.when for one in schedules),
    }
    elements = rules("wording")["elements"]
    return tuple(Missing(one["name"], one["ask"]) for key, one in elements.items()
                 if not stated[key] and provision.service not in one.get("not_for", ()))
