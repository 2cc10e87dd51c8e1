"""A plan file → what it says: particulars, sections, and every provision with its quote."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from extractors.items import Item, items_of
from extractors.layout import Flow
from extractors.particulars import particulars_of
from extractors.plan_file import flow_of_file
from extractors.sections import PROVISION, pages_by_letter, spans_of
from models.doubt import Doubt, Severity
from models.errors import NoSectionF
from models.provision import PlanReading, Provision, Reading, Section, SectionLetter
from models.source import Box, Document, Quote


def read_plan(path: Path) -> PlanReading:
    """Read a plan: a PDF, a Word document or a text file."""
    flow = flow_of_file(path)
    spans = spans_of(flow)
    pages = pages_by_letter(spans)
    if "F" not in pages:
        raise NoSectionF(*_missing(path, flow, pages))
    provisions = _provisions([item for span in spans if set(span.letters) & set(PROVISION) for item in items_of(span)])
    return PlanReading(
        plan=particulars_of(flow, spans),
        source=Document(file=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), pages=flow.pages,
                        ocr_pages=flow.recognised),
        sections=tuple(Section(letter=letter, pages=tuple(sorted(pages[letter.value])))
                       for letter in SectionLetter if letter.value in pages),
        provisions=tuple(provisions), warnings=tuple(_warnings(flow, provisions)))


def _missing(path: Path, flow: Flow, pages: dict[str, set[int]]) -> tuple[str, str, str]:
    found = ", ".join(sorted(pages)) if pages else "none"
    return (f"No Section F (special educational provision) was found; sections found: {found}.", path.name,
            "Check that this is the whole EHC plan, and not a letter, a report or a single section of it.")


def _provisions(items: Sequence[Item]) -> list[Provision]:
    """Number the items of each section in printed order and read their words."""
    counts: dict[str, int] = {}
    provisions = []
    for item in sorted(items, key=lambda item: PROVISION.index(item.section)):
        counts[item.section] = counts.get(item.section, 0) + 1
        provisions.append(_provision(item, f"{item.section}{'.' if item.section[-1].isdigit() else ''}{counts[item.section]}"))
    return provisions


def _provision(item: Item, number: str) -> Provision:
    from extractors.statement import read_statement

    reading: Reading = read_statement(item.text, item.columns)
    boxes = tuple(Box(**area._asdict()) for area in item.areas)
    quote = Quote(text=item.text, page=item.page, page_end=item.page_end if item.page_end != item.page else None, boxes=boxes)
    told = {name: getattr(reading, name) for name in Reading.model_fields}
    told["review"] = (*reading.review, *_recognised(item))
    return Provision(**told, id=number, section=SectionLetter(item.section), area_of_need=item.area_of_need,
                     columns=item.columns, quote=quote)


def _recognised(item: Item) -> tuple[Doubt, ...]:
    if item.sure >= 1:
        return ()
    return (Doubt(code="recognised", field="text", reason="The words were recognised in a scanned page: check them against "
                  "the page image.", next_step="Compare the words and the numbers with the page."),)


def _warnings(flow: Flow, provisions: Sequence[Provision]) -> list[Doubt]:
    warnings = []
    if flow.struck:
        pages = ", ".join(str(page) for page in flow.struck)
        warnings.append(Doubt(code="struck_through", field="text", place=f"pages {pages}", severity=Severity.NOTE,
                              reason="Words with a line through them were left out.",
                              next_step="Check that the changes marked in the plan have been agreed."))
    if not any(provision.section is SectionLetter.F for provision in provisions):
        warnings.append(Doubt(code="empty_section_f", field="provisions", reason="Section F was found, but no item of provision "
                              "could be read in it.", next_step="Look at the pages of Section F yourself."))
    return warnings
