"""`derivations.json`: every figure of a report or a pack, worked out step by step from pages, rows, days and rules."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from models.calendar import Stretch
from models.gap import Bucket, Report
from models.review import AboutProvision
from pipeline.calendars.bank_holidays import bank_holidays
from pipeline.files.whole import fingerprint
from pipeline.proof.extent import Extent
from pipeline.proof.figures import Figures
from pipeline.proof.named import Told, named
from pipeline.proof.tree import Json, Tree
from pipeline.proof.verify import sha256
from pipeline.proof.whole_case import of_the_case
from pipeline.review.decisions import key, read_decisions
from pipeline.store.cache_keys import FILES, paths, versions

SCHEMA = "sectionf/derivations/1"


def derivations(extent: Extent, files: Mapping[str, bytes], told: Iterable[Told] = ()) -> bytes:
    """Work every figure out, and say which of them are named in which of the files."""
    tree, report = Tree(), extent.report
    found = _figures(tree, extent)
    figures = [one for finding in found for one in finding.all.values()] + of_the_case(tree, extent)
    return lines({
        "schema": SCHEMA,
        "as_of": str(report.as_of),
        "window": [str(day) for day in report.window],
        "versions": versions(),
        "files": {name: sha256(content) for name, content in sorted(files.items())},
        "inputs": _inputs(extent),
        "calendar": _calendar(report) | ({"file": ""} if extent.bare else {}),
        "decisions": [] if extent.bare else _decisions(extent),
        "nodes": [*tree.nodes.values()],
        "findings": [_finding(one) for one in found],
        "joint": _joint(found),
        "figures": figures,
        "named": named(figures, files, told),
    })


def _figures(tree: Tree, extent: Extent) -> list[Figures]:
    """Work out the figures of each finding; what one amount had beyond its due may belong to another of its item."""
    found = [] if extent.bare else [Figures(tree, *pair, weeks=extent.weeks) for pair in extent.pairs]
    for one in found:
        others = (other.all.get(f"{Bucket.BEYOND_DUE}/minutes") for other in found if other is not one
                  and other.finding.provision_id == one.finding.provision_id)
        one.missing([other["node"] for other in others if other])
    return found


def _finding(one: Figures) -> Json:
    finding = one.finding
    return {"id": one.name, "item": finding.provision_id, "amount": finding.schedule, "kind": str(finding.kind),
            "status": str(finding.status), "sessions": one.sessions}


def _joint(found: Sequence[Figures]) -> list[str]:
    """Name the rows that count for more than one amount, because the plan says so."""
    rows = Counter(row for one in found for row in {row for session in one.sessions for row in session["rows"]})
    return sorted(row for row, times in rows.items() if times > 1)


def _inputs(extent: Extent) -> list[Json]:
    """Give the SHA-256 of every paper; where nothing may be named, without its name."""
    there = ((kind, path) for kind in FILES for path in paths(extent.case, kind) if path.is_file())
    return [{"kind": kind, "file": "" if extent.bare else path.name, "sha256": fingerprint(path)}
            for kind, path in there]


def _calendar(report: Report) -> Json:
    """Give the terms and closures with the row of each, and the bank holidays of those years."""
    calendar = report.calendar
    years = {day.year for one in (*calendar.half_terms, *calendar.closures) for day in (one.start, one.end)}
    years |= {day.year for day in report.window}
    return {"source": str(calendar.source), "file": calendar.file,
            "terms": [_stretch(one) for one in calendar.half_terms],
            "closed": [_stretch(one) for one in calendar.closures],
            "bank_holidays": [str(day) for day in bank_holidays() if day.year in years]}


def _stretch(one: Stretch) -> Json:
    row = one.source.row if one.source else None
    return {"first": str(one.start), "last": str(one.end), "row": row}


def _decisions(extent: Extent) -> list[Json]:
    """Name the decisions about the items, without who made them and what they say."""
    about = {one.id for one, _ in extent.pairs}
    return [{"decision": key(made), "item": made.provision_id, "action": str(made.action)}
            for made in read_decisions(extent.case.decisions)
            if isinstance(made, AboutProvision) and made.provision_id in about]


def lines(said: Json) -> bytes:
    """Write JSON with a line for each thing that is listed, so that two of them can be compared line by line."""
    return ("{\n" + ",\n".join(f'"{name}": {_part(value)}' for name, value in said.items()) + "\n}\n").encode()


def _part(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(map(_json, value)) + "\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
