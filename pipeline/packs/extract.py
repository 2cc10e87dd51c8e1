"""Component D: the plan's own words, item by item, with their pages; and what vague items leave open."""

from typing import Any, NamedTuple

from models.gap import FindingStatus
from models.provision import Provision
from pipeline.findings.specificity import missing_elements, weak_words
from pipeline.packs.scope import Scope, pack_words
from pipeline.report.words import beside, place_words, plan_words, title
from templates.words import and_list, sentence


class Passage(NamedTuple):
    """One item as the plan prints it."""

    id: str
    page: str
    text: str
    beside: str


class VagueRow(NamedTuple):
    """An item that is not specific enough: what it leaves open, and what to ask for."""

    item: str
    open: str
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
    return tuple(_vague(one) for one in scope.items if one.id in found)


def _vague(provision: Provision) -> VagueRow:
    weak, missing = weak_words(provision), missing_elements(provision)
    left_open = [sentence(f"“{one.words}”: {one.why}") for one in weak]
    if missing:
        left_open.append(pack_words("not_stated", names=[one.name for one in missing]))
    asks = [sentence(one.ask_for) for one in weak] + [one.ask for one in missing]
    return VagueRow(f"{title(provision)}, {place_words(provision)}", " ".join(left_open),
                    " ".join(dict.fromkeys(asks)))
