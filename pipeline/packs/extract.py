"""Component D: the plan's own words, item by item, with their pages; and what vague items leave open."""

from typing import Any, NamedTuple

from models.gap import FindingStatus
from models.provision import Provision
from pipeline.packs.scope import Scope
from pipeline.report_words import beside, place_words, plan_words, title
from pipeline.specificity import missing_elements, weak_words
from templates.words import and_list


class Passage(NamedTuple):
    """One item as the plan prints it."""

    id: str
    page: str
    text: str
    beside: str


class VagueRow(NamedTuple):
    """An item that is not specific enough: its words, why they leave it open, and what to ask for."""

    item: str
    words: str
    why: str
    ask: str


def extract(scope: Scope) -> dict[str, Any] | None:
    """Give the plan's words, and which plan they are from; nothing where no item may be quoted."""
    if not scope.items:
        return None
    return {"plan": plan_words(scope.report.reading.plan), "sections": and_list(scope.section_names),
            "file": scope.report.reading.source.file, "sha256": scope.report.reading.source.sha256,
            "passages": tuple(Passage(one.id, place_words(one), one.text, beside(one)) for one in scope.items),
            "vague": vague_rows(scope) if scope.rule.get("vague") else ()}


def vague_rows(scope: Scope) -> tuple[VagueRow, ...]:
    """Give what each vague item leaves open, and the questions that would settle it."""
    found = dict.fromkeys(one.id for one, finding in scope.findings
                          if finding.status is FindingStatus.NOT_MEASURABLE and not one.ended)
    return tuple(row for one in scope.items if one.id in found for row in _vague(one))


def _vague(provision: Provision) -> list[VagueRow]:
    name = f"{title(provision)}, {place_words(provision)}"
    rows = [VagueRow(name, f"“{one.words}”", one.why, one.ask_for) for one in weak_words(provision)]
    rows += [VagueRow(name, "not stated", one.name, one.ask) for one in missing_elements(provision)]
    return rows
