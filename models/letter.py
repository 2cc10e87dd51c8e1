"""What a person puts into the draft of a letter: the day on which it goes, and the gaps that only they can fill."""

import datetime as dt

from pydantic import Field

from models.noun import Noun


class Filled(Noun):
    """What was filled in of one letter. Nothing of it is ours, and all of it is quoted as it is."""

    day: dt.date | None = None
    """The date of the letter; None for the day of the check."""
    gaps: dict[str, str] = Field(default_factory=dict)
    """What stands in place of each gap, by the words of the gap: "WHO TAKES NOTES"."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Give every line that the person has written."""
        return tuple(line for words in self.gaps.values() for line in words.splitlines() if line.strip())
