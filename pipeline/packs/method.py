"""Component L: how the figures were worked out, and on which calendar."""

from typing import Any

from pipeline.packs.scope import Scope
from pipeline.report.pages import method_lines, term_rows


def method(scope: Scope) -> dict[str, Any]:
    """Give the rules of counting, the workings of each item, and the calendar."""
    workings = tuple((one.id, line.words, "; ".join(line.sources)) for one, finding in scope.findings
                     for line in dict.fromkeys(finding.due.workings))
    return {"method": method_lines(scope.report), "workings": tuple(dict.fromkeys(workings)),
            "terms": term_rows(scope.report)}
