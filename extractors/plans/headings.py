"""Headings inside a section of a plan: areas of need, and whether provision follows or something else."""

import re
from typing import NamedTuple

from extractors.pages.layout import Paragraph
from extractors.pages.marks import is_bullet
from extractors.remembered import remembered
from extractors.vocabulary import vocabulary
from models.provision import AreaOfNeed

LONGEST = 18
"""A heading has no more words than this."""


class Heading(NamedTuple):
    """A heading: its kind (`area`, `provision`, `aside`, `label` or `other`) and the area of need that it names."""

    kind: str
    area: AreaOfNeed | None = None


def heading_of(paragraph: Paragraph) -> Heading | None:
    """Read a paragraph as a heading; None when it is text.

    >>> heading_of(Paragraph("Communication and interaction", bold=True)).area.value
    'communication_and_interaction'
    >>> heading_of(Paragraph("MONITORING")).kind, heading_of(Paragraph("Short term outcomes", bold=True)).kind
    ('aside', 'aside')
    >>> [heading_of(Paragraph(text, bold=True)).kind for text in ("Outcome 2", "Monitoring of the provision")]
    ['label', 'aside']
    >>> heading_of(Paragraph("Speech sound awareness games.", bold=True)) is None
    True
    """
    text = paragraph.text.strip()
    words = len(text.split())
    if is_bullet(paragraph.mark) or not 0 < words <= LONGEST or text.endswith((".", ";", ",")):
        return None
    found = Heading(_kind(text), area_in(text))
    if paragraph.bold or paragraph.style or text.isupper():
        return Heading("area", found.area) if found.kind == "other" and found.area else found
    asks = text.endswith("?") and found.kind == "provision"
    if asks or (words <= 7 and not paragraph.mark and not text.endswith(":") and found.kind == "aside"):
        return found
    return Heading("area", found.area) if words <= 7 and named_area(text) else None


@remembered(5_000)
def area_in(text: str) -> AreaOfNeed | None:
    """Give the area of need that words name.

    >>> area_in("F2 Sensory and physical").value, area_in("LIFE SKILLS").value
    ('sensory_and_physical', 'preparing_for_adulthood')
    """
    plain = text.lower()
    areas = vocabulary("plan_headings")["areas"]
    return next((AreaOfNeed(area) for area, phrases in areas.items()
                 if any(re.search(rf"\b{re.escape(phrase)}", plain) for phrase in phrases)), None)


def named_area(text: str) -> bool:
    """Whether words are the name of an area and nothing more, so that they need no bold print to be a heading.

    >>> named_area("Cognition and Learning"), named_area("Speech and language therapy")
    (True, False)
    """
    names = vocabulary("plan_headings")["names"]
    if " ".join(text.lower().split()).strip(" :") in names["strands"]:
        return True
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if word not in names["filler"]]
    known = {word for area in AreaOfNeed for word in area.value.split("_")}
    return len(words) > 1 and set(words) <= known


@remembered(5_000)
def _kind(text: str) -> str:
    plain = re.sub(r"[^a-z0-9' -]", " ", text.lower()).strip()
    words = plain.split()
    if re.fullmatch(rf"(?:{'|'.join(vocabulary('plan_headings')['outcome']['opens'])}) \w{{0,2}}\d+\w?", plain):
        return "label"
    kinds = vocabulary("plan_headings")["kinds"]
    if re.match(rf"(?:the )?(?:{'|'.join(kinds['opening'])})\b", plain):
        return "aside"
    if any(re.search(rf"\b{re.escape(phrase)}\b", plain) for phrase in kinds["provision"]):
        return "provision"
    for phrase in kinds["aside"]:
        held = re.search(rf"\b{re.escape(phrase)}\b", plain) is not None
        most = len(phrase.split()) * 2 >= len(words) or (phrase in kinds["closing"] and plain.endswith(phrase))
        if held and (plain == phrase or (most and (phrase != "needs" or area_in(text) is None))):
            return "aside"
    return "other"
