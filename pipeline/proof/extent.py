"""Of what figures are worked out: all that a check found, or what one pack may speak of."""

from typing import NamedTuple

from models.case import Case
from models.gap import Finding, Report
from models.provision import Provision


class Extent(NamedTuple):
    """The items that may be named, with their findings."""

    report: Report
    case: Case
    pairs: tuple[tuple[Provision, Finding], ...]
    bare: bool = False
    """Whether nothing may be named: no file, no item, no row."""
    away: bool = True
    """Whether days out of school are told of."""
    weeks: bool = True
    """Whether strips of weeks are shown."""


def whole(report: Report, case: Case) -> Extent:
    """Give all that a check found."""
    by_id = {one.id: one for one in report.reading.provisions}
    every = (*report.findings, *report.outside_f)
    return Extent(report, case, tuple((by_id[one.provision_id], one) for one in every if one.provision_id in by_id))
