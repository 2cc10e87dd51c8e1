"""A page of the plan as somebody wants to see it: drawn, with the words of an item marked, or in words alone."""

from typing import NamedTuple

from extractors.pages.picture import whole_page
from extractors.plans.as_read import plan_named
from models.case import Case
from models.errors import UnusableCase
from models.gap import Report
from models.provision import Provision
from models.source import Box
from pipeline.review.room import file_of

PDF = ".pdf"


class PlanPage(NamedTuple):
    """A page, of how many, of which version of the plan; and the item whose words are marked."""

    number: int
    pages: int
    file: str
    drawn: bool
    """Whether there is a picture of it; formats without pages have none."""
    item: Provision | None = None


def plan_page(report: Report, case: Case, number: int, name: str = "") -> PlanPage:
    """Give a page of the plan, or of the version in which an item stands."""
    item = next((one for one in report.reading.provisions if one.id == name), None)
    path = file_of(case, item)
    sources = (report.reading.source, *(version.source for version in report.reading.versions))
    pages = max((one.pages for one in sources if one.file == plan_named(path)), default=0)
    if number < 1 or number > max(pages, 1):
        raise UnusableCase("the plan has no such page.", remedy="Go back to the overview.")
    return PlanPage(number, max(pages, 1), plan_named(path), path.suffix.lower() == PDF, item)


def picture(case: Case, page: PlanPage) -> bytes:
    """Draw a page as WebP."""
    boxes: tuple[Box, ...] = page.item.quote.boxes if page.item else ()
    return whole_page(file_of(case, page.item), page.number, boxes)
