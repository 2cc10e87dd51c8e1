"""Names that a copy for others does without: who is named where, and what stands in the place of the name."""

from enum import StrEnum

from models.noun import Noun


class PersonKind(StrEnum):
    """Who somebody is."""

    ADULT = "adult"
    CHILD = "child"
    SOMEBODY = "person"
    """Named in a note, which does not say who it is."""


class Mention(Noun):
    """A name as the papers have it."""

    name: str
    kind: PersonKind
    role: str = ""
    sure: bool = True
    """Whether the place says that it is a name: a column of people, "Mrs", a list of staff."""
    place: str = ""


class Hidden(Noun):
    """A name, what stands in its place, and whether it is to be replaced; None is "nobody has said"."""

    name: str
    instead: str
    hide: bool | None = None
    why: str = ""
    place: str = ""


class HiddenNames(Noun):
    """What a person has said of the names of a case."""

    names: tuple[Hidden, ...] = ()
