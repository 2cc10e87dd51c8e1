"""A checked case as a caseload shows it, and what several cases have in common."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
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
SCHOOL, PROVIDER, AUTHORITY = "school", "provider", "authority"
PLACES: dict[str, Callable[[Glance, Shortfall], str]] = {
    AUTHORITY: lambda one, _short: one.authority, PROVIDER: lambda _one, short: short.provider,
    SCHOOL: lambda one, _short: one.school}
"""What children can have in common, the widest first: its groups are the first to be hidden for the sake of others."""
NOT_USED = (UNUSABLE, CUT_SHORT)
"""The codes of doubts about a paper, or a part of one, that was left out."""


def glance(report: Report, providers: Mapping[Service, str]) -> Glance:
    """Give what a caseload shows of a checked case, and who gives which service, where that was said."""
    services, short = {one.id: one.service for one in section_f(report)}, Counter[Service]()
    for found in report.findings:
        if found.status is FindingStatus.SHORT and found.provision_id in services:
            short[services[found.provision_id]] += found.shortfall_minutes
    plan = report.reading.plan
    return Glance(summary=summary(report), school=plan.setting or "", authority=plan.local_authority or "",
                  short=tuple(Shortfall(service=service, minutes=short[service], provider=providers.get(service, ""))
                               for service in sorted(short)),
                  unused=tuple(str(Stop(one.reason, one.place, one.next_step)) for one in report.warnings
                               if one.code in NOT_USED))


class Groups(NamedTuple):
    """The same service short for several children of one place, and how many such groups are hidden."""

    shown: tuple[Group, ...]
    hidden: int


def by_place(cases: Iterable[Ended]) -> dict[str, Groups]:
    """Give the services short for several children of a school, of a provider, and of an authority.

    A group so small that it could point to a child is hidden, and so is one from which a small one could be worked
    out by taking away what is shown of the other kinds.
    """
    some = tuple(cases)
    found = {kind: _grouped(some, place) for kind, place in PLACES.items()}
    shown = {kind: [one for one in groups if _are_enough(len(one.cases))] for kind, groups in found.items()}
    while telling := next(_that_tell_of_few(shown), None):
        kind, group = telling
        shown[kind].remove(group)
    return {kind: Groups(tuple(shown[kind]), len(found[kind]) - len(shown[kind])) for kind in found}


def _that_tell_of_few(shown: Mapping[str, list[Group]]) -> Iterator[tuple[str, Group]]:
    for kind, groups in shown.items():
        others = [one for other, some in shown.items() if other != kind for one in some]
        yield from ((kind, one) for one in groups if _tells_of_few(one, others))


def _tells_of_few(group: Group, others: Iterable[Group]) -> bool:
    """Whether the shown groups that lie in a group part it so that a few children stand alone."""
    whole = {one.out for one in group.cases}
    parts = [{one.out for one in other.cases} for other in others if other.service is group.service]
    inner = [part for part in parts if part <= whole]
    return not all(map(_are_enough, Counter(tuple(one in part for part in inner) for one in whole).values()))


def _are_enough(children: int) -> bool:
    return children >= int(rules("thresholds")["groups"]["fewest"])


def _grouped(cases: Iterable[Ended], place: Callable[[Glance, Shortfall], str]) -> list[Group]:
    """Put cases together by place and service, those with the most short first."""
    found = defaultdict[tuple[str, Service], list[tuple[Ended, str, int]]](list)
    for case in cases:
        for short in case.glance.short if case.glance else ():
            if case.glance and (where := place(case.glance, short)):
                found[_folded(where), short.service].append((case, where, short.minutes))
    groups = [_group(service, some) for (_, service), some in found.items()]
    return sorted(groups, key=lambda one: (-one.minutes, one.place, one.service))


def _group(service: Service, some: list[tuple[Ended, str, int]]) -> Group:
    names = Counter(where for _, where, _ in some)
    usual = min(names, key=lambda name: (-names[name], name))
    return Group(service=service, place=usual, minutes=sum(minutes for _, _, minutes in some),
                 cases=tuple(case.source for case, _, _ in some))


def _folded(name: str) -> str:
    """Write a name so that its ways of being written are one.

    >>> _folded("St. Anne's  Primary") == _folded("St Anne’s primary")
    True
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())
