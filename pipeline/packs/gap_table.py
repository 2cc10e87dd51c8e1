"""Component C: every gap item by item, with the rows of the records that each figure comes from."""

from typing import Any, NamedTuple

from models.gap import EvidenceLine, Finding, FindingStatus
from models.provision import Provision
from pipeline.letters.items import Item, item
from pipeline.packs.rows_used import places
from pipeline.packs.scope import Scope
from pipeline.report.charts import bar_order
from pipeline.rules import rules
from pipeline.wording import phrase
from templates.words import sentence


class GapRow(NamedTuple):
    """One gap, and where each part of it stands."""

    said: Item
    found: str
    sources: tuple[str, ...]


def gap_table(scope: Scope) -> dict[str, Any] | None:
    """Give the gaps; nothing where there are none that may be named."""
    rows = tuple(_row(scope, *pair) for pair in scope.gaps)
    if not rows:
        return None
    named = {one.id for one, _ in scope.gaps}
    met = dict.fromkeys(one.id for one, finding in scope.findings
                        if finding.status is FindingStatus.MET and one.id not in named)
    return {"rows": rows, "met": tuple(met), "caveat": phrase("caveats", "head")}


def _row(scope: Scope, provision: Provision, finding: Finding) -> GapRow:
    said = item(scope.report, provision, finding)
    return GapRow(said._replace(records=sentence(said.records)), phrase("statuses", finding.status),
                  _sources(finding))


def _sources(finding: Finding) -> tuple[str, ...]:
    """Give the rows of each bucket, in the order of the bar."""
    names = rules("wording")["buckets"]
    lines: dict[str, list[EvidenceLine]] = {}
    for line in finding.evidence:
        lines.setdefault(line.bucket.value, []).append(line)
    return tuple(f"{names[bucket.value]['name']}: {places(line.source for line in lines[bucket.value])}"
                 for bucket in bar_order() if bucket.value in lines)
