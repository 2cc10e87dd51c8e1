"""What can be said of a schedule, from its figures alone: what was asked, what was held, and what records say."""

from typing import NamedTuple

from models.gap import FindingStatus


class Verdict(NamedTuple):
    """What is said of a finding: its status and the minutes that are missing."""

    status: FindingStatus
    shortfall: int


class Figures(NamedTuple):
    """The figures of one schedule in one unit: minutes, or sessions where the plan states no minutes."""

    asked: int
    """What was due by the conservative reading."""
    literal: int
    """The most that was due: what is not due for sure but done in full is met all the same."""
    least: int
    most: int
    """What was held, by the lowest and by the highest reading of the records."""
    possible: int = 0
    """What may belong here and is counted nowhere."""
    said_short: bool = False
    """Whether a record says so: missed, cut short, or planned below what is due."""
    ticked: bool = False
    """Whether all sessions are on record as whole, and nothing but lengths is missing."""
    unknown: bool = False
    """Whether something was held of which nothing tells the length."""
    timed: bool = True
    """Whether these are minutes."""
    unread: bool = False
    """Whether there is a log of which nothing could be read: what is missing may be in it."""

    @property
    def verdict(self) -> Verdict:
        """Say what the figures allow to be said, and how much no reading of the records shows."""
        return Verdict(self._status, self._shortfall)

    @property
    def _status(self) -> FindingStatus:
        if self.least >= (self.asked or self.literal) > 0 or self.ticked:
            return FindingStatus.MET
        if not self.asked:
            return FindingStatus.NOT_DUE
        return FindingStatus.SHORT if self.most < self.asked and self.said_short else FindingStatus.NOT_EVIDENCED

    @property
    def _shortfall(self) -> int:
        gap = self._status in (FindingStatus.SHORT, FindingStatus.NOT_EVIDENCED)
        known = self.timed and not self.unknown and not self.unread
        return max(self.asked - self.most - self.possible, 0) if gap and known else 0
