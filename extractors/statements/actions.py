"""What somebody does for the child instead of with the child, by verb and object: trains staff, writes a programme."""

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Doc

from extractors.language import Found
from extractors.vocabulary import vocabulary
from models.provision import Service

_KINDS = (Service.TRAINING, Service.REVIEW_MEETING, Service.PROGRAMME_PLANNING, Service.LITERACY)


def read_actions(doc: Doc) -> list[Found[Service]]:
    """Give the actions of a statement as the services that they are.

    >>> from extractors.language import words
    >>> [found.meaning.value for found in read_actions(words("The OT will train the TA and then meet her parents."))]
    ['training', 'review_meeting']
    >>> read_actions(words("A TA trained by the OT"))
    []
    """
    norms = [token.norm_ for token in doc]
    table = vocabulary("actions")
    found = [Found(start, end, kind) for kind in _KINDS for entry in table[kind] for start, end in _spans(norms, entry)]
    return sorted(found, key=lambda action: action.start)


def carried_out(doc: Doc, start: int) -> bool:
    """Whether what is written is carried out in the same breath ("a programme, delivered by a TA for 20 minutes")."""
    return any(token.norm_ in vocabulary("actions")["carried_out"]["words"] for token in doc[start:])


def _spans(norms: list[str], entry: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    firsts, seconds = ("verbs", "objects") if entry.get("after") else ("objects", "verbs")
    for start, word in enumerate(norms):
        if word not in entry[firsts]:
            continue
        end = _next(norms, start, entry["gap"], entry[seconds])
        if end is not None and "nouns" in entry:
            end = _next(norms, end, entry.get("close", entry["gap"]), entry["nouns"])
        if end is not None:
            yield start, end + 1


def _next(norms: list[str], start: int, gap: int, wanted: list[str]) -> int | None:
    """Give the place of the first wanted word after a place, if nothing that opens something else stands between."""
    for index in range(start + 1, min(len(norms), start + gap + 1)):
        if norms[index] in wanted:
            return index
        if norms[index] in vocabulary("actions")["breaks"]["words"]:
            return None
    return None
