"""A checked case as a caseload shows it, and what several cases have in common."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

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


def by_school(cases: Iterable[Ended]) -> tuple[tuple[Group, ...], int]:
    """Give the services recorded short for several children of a school, and how many groups are hidden."""
    return _grouped(cases, lambda one: one.school)


def by_authority(cases: Iterable[Ended]) -> tuple[tuple[Group, ...], int]:
    """Give the same for an authority, which has to secure what a plan says, whoever provides it."""
    return _grouped(cases, lambda one: one.authority)


def _grouped(cases: Iterable[Ended], place: Callable[[Glance], str]) -> tuple[tuple[Group, ...], int]:
    """Put cases together by place and service; a group so small that it could point to a child is only counted."""
    found = defaultdict[tuple[str, Service], list[tuple[Ended, int]]](list)
    for case in cases:
        if case.glance and (where := place(case.glance)):
            for short in case.glance.short:
                found[_folded(where), short.service].append((case, short.minutes))
    shown = {key: some for key, some in found.items() if len(some) >= rules("thresholds")["groups"]["fewest"]}
    groups = [_group(service, some, place) for (_, service), some in shown.items()]
    return tuple(sorted(groups, key=lambda one: (-one.minutes, one.place, one.service))), len(found) - len(shown)


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
