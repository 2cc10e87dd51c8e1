"""A checked case as a caseload shows it, and what several cases have in common."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sized
from typing import NamedTuple

from models.batch import Ended, Glance, Group, Shortfall
from models.errors import Stop
from models.gap import FindingStatus, Report
from models.provision import Service
from pipeline.desk.overview import summary
from pipeline.read import UNUSABLE
from pipeline.review.decisions import CUT_SHORT
from pipeline.review.standing import section_f
from pipeline.rules import rules

GLANCE = "glance"
NOT_USED = (UNUSABLE, CUT_SHORT)
"""The codes of doubts about a paper, or a part of one, that was left out."""


def glance(report: Report) -> Glance:
    """Give what a caseload shows of a checked case."""
    services, short = {one.id: one.service for one in section_f(report)}, Counter[Service]()
    for found in report.findings:
        if found.status is FindingStatus.SHORT and found.provision_id in services:
            short[services[found.provision_id]] += found.shortfall_minutes
    plan = report.reading.plan
    return Glance(summary=summary(report), school=plan.setting or "", authority=plan.local_authority or "",
                  short=tuple(Shortfall(service=service, minutes=short[service]) for service in sorted(short)),
                  unused=tuple(str(Stop(one.reason, one.place, one.next_step)) for one in report.warnings
                               if one.code in NOT_USED))


class Groups(NamedTuple):
    """The same service short for several children of one place, and how many such groups are hidden."""

    shown: tuple[Group, ...]
    hidden: int


def by_school_and_authority(cases: Iterable[Ended]) -> tuple[Groups, Groups]:
    """Give the services short for several children of a school, and the same for an authority.

    A group so small that it could point to a child is hidden, and so is one from which a small one could be worked
    out by taking away what is shown of the other kind.
    """
    some = tuple(cases)
    schools, authorities = _grouped(some, lambda one: one.school), _grouped(some, lambda one: one.authority)
    large = [one for one in schools if _is_large(one.cases)]
    wide = [one for one in authorities if _is_large(one.cases) and not _leaves_few(one, large)]
    near = [one for one in large if not _leaves_few(one, wide)]
    return Groups(tuple(near), len(schools) - len(near)), Groups(tuple(wide), len(authorities) - len(wide))


def _is_large(cases: Sized) -> bool:
    return len(cases) >= int(rules("thresholds")["groups"]["fewest"])


def _leaves_few(group: Group, others: Iterable[Group]) -> bool:
    """Whether a few children are left of a group without those of the shown groups that lie in it."""
    whole = {one.out for one in group.cases}
    parts = [{one.out for one in other.cases} for other in others if other.service is group.service]
    rest = whole.difference(*(part for part in parts if part <= whole))
    return bool(rest) and not _is_large(rest)


def _grouped(cases: Iterable[Ended], place: Callable[[Glance], str]) -> list[Group]:
    """Put cases together by place and service, those with the most short first."""
    found = defaultdict[tuple[str, Service], list[tuple[Ended, int]]](list)
    for case in cases:
        if case.glance and (where := place(case.glance)):
            for short in case.glance.short:
                found[_folded(where), short.service].append((case, short.minutes))
    groups = [_group(service, some, place) for (_, service), some in found.items()]
    return sorted(groups, key=lambda one: (-one.minutes, one.place, one.service))


def _group(service: Service, some: list[tuple[Ended, int]], place: Callable[[Glance], str]) -> Group:
    names = Counter(place(case.glance) for case, _ in some if case.glance)
    usual = min(names, key=lambda name: (-names[name], name))
    return Group(service=service, place=usual, minutes=sum(minutes for _, minutes in some),
                 cases=tuple(case.source for case, _ in some))


def _folded(name: str) -> str:
    """Write a name so that its ways of being written are one.

    >>> _folded("St. Anne's  Primary") == _folded("St Anne’s primary")
    True
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())
