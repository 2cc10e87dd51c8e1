"""Cutting an item: where it can be cut, and where the words of its parts stand."""

import re
from collections.abc import Sequence
from pathlib import Path

from extractors.pages.word_places import places_of
from extractors.statement import read_statement
from models.provision import Provision, Reading
from models.review import Part
from models.source import Quote


def cut_places(text: str) -> list[tuple[int, str]]:
    """Give each word at which a text can be cut, with its place.

    >>> cut_places("A mentor; a quiet room")
    [(2, 'mentor;'), (10, 'a'), (12, 'quiet'), (18, 'room')]
    """
    return [(match.start(), match.group()) for match in re.finditer(r"\S+", text)][1:]


def parts_of(plan: Path, quote: Quote, texts: Sequence[str]) -> list[Part]:
    """Give the parts of an item, each with the boxes of its own words."""
    pdf = plan.suffix.lower() == ".pdf"
    boxes = places_of(plan, quote.boxes, texts) if pdf else [quote.boxes] * len(texts)
    return [Part(text=text, boxes=own) for text, own in zip(texts, boxes, strict=True)]


def halves(provision: Provision, cut: int) -> list[Reading]:
    """Give how the two parts of an item would be read; none where it cannot be cut there."""
    if cut not in [place for place, _ in cut_places(provision.text)]:
        return []
    texts = provision.text[:cut].strip(), provision.text[cut:].strip()
    return [read_statement(text, provision.columns) for text in texts]
