"""One paragraph of a letter: where Section F says less than a report recommends, or than the plan before it said."""

from collections.abc import Iterator

from models.comparison import WEAKER, Comparison, Paper, Verdict
from models.gap import Report
from pipeline.comparing.beside import usable
from pipeline.rules import rules
from pipeline.wording import fill

NAMED = 8
"""No more items than this are named; the enclosed table has them all."""


def advised(report: Report) -> str:
    """Say it by item, and where both wordings stand; nothing where nothing is less or left out."""
    said = [words for paper in (Paper.REPORT, Paper.VERSION)
            for words in _of_papers(report, paper)]
    enclosed = _say("enclosed", name=rules("packs")["components"]["N"]["name"])
    return " ".join([*said, enclosed]) if said else ""


def _of_papers(report: Report, paper: Paper) -> Iterator[str]:
    papers = [one for one in report.comparisons if one.paper is paper]
    weaker = {one.other_file: ids for one in papers if (ids := _weaker(report, one))}
    ids = [*dict.fromkeys(item for found in weaker.values() for item in found)]
    if ids:
        named = ids if len(ids) <= NAMED else [*ids[:NAMED], rules("comparison")["words"]["letter"]["others"]]
        yield _say(f"weaker_{paper}", files=[*weaker], ids=named)
    if missing := [one.other_file for one in papers if _missing(report, one)]:
        yield _say(f"missing_{paper}", files=missing)


def _weaker(report: Report, comparison: Comparison) -> list[str]:
    return [line.plan.id for line in usable(report, comparison) if line.plan and line.verdict in WEAKER]


def _missing(report: Report, comparison: Comparison) -> bool:
    return any(line.verdict is Verdict.MISSING for line in usable(report, comparison))


def _say(key: str, **facts: object) -> str:
    return fill(rules("comparison")["words"]["letter"][key], **facts)
