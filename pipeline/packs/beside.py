"""Component N: what reports recommend, and what the plan said before, beside what Section F says, with their pages."""

from typing import Any

from pipeline.comparing.beside_words import paper_words
from pipeline.packs.scope import Scope


def beside(scope: Scope) -> dict[str, Any] | None:
    """Give each paper that was set beside the plan; nothing where there is none."""
    papers = tuple(paper_words(scope.report, one) for one in scope.report.comparisons)
    return {"papers": papers} if papers else None
