"""What can be made up: minutes that a record says were not held, or cut short, by the school or the provider."""

from typing import NamedTuple

from models.catch_up import Owed
from models.gap import Bucket, Finding, FindingStatus, Report
from models.provision import Provision
from pipeline.catch_up.fitting import Piece
from pipeline.ledger.occasions import session_length
from pipeline.review.standing import Standing, findings_of, section_f, standing
from pipeline.rules import rules
from pipeline.wording import fill
from templates.words import hours_and_minutes


class ToMakeUp(NamedTuple):
    """What can be made up, and what is left out and why."""

    owed: tuple[Owed, ...]
    left_out: tuple[str, ...]


def to_make_up(report: Report) -> ToMakeUp:
    """Give what records say was not held or cut short: never more than is missing on every reading, never silence.

    A reading in doubt is left out, as it is of letters.
    """
    owed: list[Owed] = []
    left_out: list[str] = []
    for provision in section_f(report):
        for finding in findings_of(report, provision):
            if provision.ended:
                continue
            left_out += _shorter(provision, finding)
            if not _missed(finding):
                continue
            why_not = _why_not(report, provision, finding)
            owed += [_owed(provision, finding)] if _lower(finding) and not why_not.hard else []
            left_out += [why_not.words] if why_not.words else []
    return ToMakeUp(tuple(owed), tuple(dict.fromkeys(left_out)))


def pieces(owed: Owed) -> tuple[tuple[Piece, ...], int]:
    """Cut what is owed into sessions, and give the minutes that are too few for one.

    >>> one = Owed(provision_id="F1", schedule=0, deliverer="ta", minutes=105, session_minutes=45)
    >>> [(piece.sessions, piece.minutes) for piece in pieces(one)[0]], pieces(one)[1]
    ([(2, 45), (1, 15)], 0)
    """
    whole, rest = divmod(owed.minutes, owed.session_minutes)
    item, shortest = (owed.provision_id, owed.schedule), rules("catch_up")["pieces"]["shortest"]
    cut = [Piece(item, owed.deliverer, owed.session_minutes, whole)] if whole else []
    if shortest <= rest:
        cut.append(Piece(item, owed.deliverer, rest, 1))
    return tuple(cut), 0 if shortest <= rest else rest


def _shorter(provision: Provision, finding: Finding) -> list[str]:
    unsaid = _unsaid(finding)
    words = rules("catch_up")["left_out"]["unsaid"]
    return [fill(words, id=provision.id, minutes=hours_and_minutes(unsaid))] if unsaid else []


class _WhyNot(NamedTuple):
    words: str = ""
    hard: bool = False
    """Whether nothing of it can be made up."""


def _why_not(report: Report, provision: Provision, finding: Finding) -> _WhyNot:
    said, name = rules("catch_up")["left_out"], provision.id
    if standing(report, provision) is Standing.DOUBTFUL:
        return _WhyNot(fill(said["doubt"], id=name), hard=True)
    if finding.due.minutes is None:
        return _WhyNot(fill(said["no_minutes"], id=name), hard=True)
    less = _missed(finding) - _lower(finding)
    return _WhyNot(fill(said["lower"], id=name, minutes=hours_and_minutes(less)) if less else "")


def _missed(finding: Finding) -> int:
    """Give what is recorded as not held, or as cut short by the school or the provider: minutes, or else sessions."""
    count = finding.ledger.buckets.get(Bucket.MISSED_PROVIDER)
    cut = sum(way.minutes_cut for way in finding.variances)
    return ((count.minutes or count.sessions or 0) if count else 0) + cut


def _unsaid(finding: Finding) -> int:
    """Give the minutes by which sessions were shorter, and of which no record says who cut them short."""
    return sum(way.minutes_lost - way.minutes_cut for way in finding.variances)


def _lower(finding: Finding) -> int:
    """Give the lower of what is recorded as not held and what is missing on every reading of the records."""
    gap = finding.status in (FindingStatus.SHORT, FindingStatus.NOT_EVIDENCED)
    return min(_missed(finding), finding.shortfall_minutes) if gap else 0


def _owed(provision: Provision, finding: Finding) -> Owed:
    number = finding.schedule or 0
    deliverer = provision.deliverer.text if provision.deliverer else rules("catch_up")["words"]["anyone"]
    length = session_length(provision.schedules[number]) or rules("catch_up")["pieces"]["minutes"]
    return Owed(provision_id=provision.id, schedule=number, deliverer=deliverer, minutes=_lower(finding),
                session_minutes=length)
