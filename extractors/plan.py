"""A plan file → what it says: particulars, sections, and every provision with its quote."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractors.pages.layout import Flow
from extractors.plans.alone import asked, with_neighbours
from extractors.plans.as_read import is_as_read, reading_before
from extractors.plans.cells import AMOUNTS
from extractors.plans.doubts import doubt
from extractors.plans.echoes import refers
from extractors.plans.file import flow_of_file
from extractors.plans.items import Item, items_of
from extractors.plans.left_words import Audit, audit
from extractors.plans.lists import has_length, names_a_doer
from extractors.plans.own_labels import with_own_labels
from extractors.plans.particulars import particulars_of
from extractors.plans.sections import PROVISION, Span, pages_by_letter, provision_pages, spans_of
from extractors.watched import Watch, unwatched
from models.doubt import Doubt
from models.errors import NoSectionF
from models.provision import PlanReading, Provision, Reading, Section, SectionLetter
from models.source import Box, Document, Quote

UNSURE = 0.6
"""A recognised word less sure than this asks for a closer look."""

LONGEST = 16
"""No more words than this are quoted in a warning."""


def read_plan(path: Path, watch: Watch = unwatched) -> PlanReading:
    """Read a plan: a PDF, a Word document or a text file; or what was read of one before."""
    if is_as_read(path):
        return reading_before(path)
    flow = flow_of_file(path, watch)
    spans = with_own_labels(spans_of(flow))
    pages = pages_by_letter(spans)
    if "F" not in pages:
        raise _no_section_f(path, pages)
    items = _chosen([item for span in spans if set(span.letters) & set(PROVISION) for item in items_of(span)])
    audited = audit(spans, items)
    provisions, left_out = _provisions(items, audited)
    source = Document(file=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), pages=flow.pages,
                      ocr_pages=flow.recognised)
    sections = tuple(Section(letter=letter, pages=tuple(sorted(pages[letter.value])))
                     for letter in SectionLetter if letter.value in pages)
    return PlanReading(plan=particulars_of(flow, spans), source=source, sections=sections, provisions=tuple(provisions),
                       warnings=(*_unread(audited, flow.margins), *_beyond(flow, spans),
                                 *_warnings(flow, provisions, left_out)))


def _chosen(items: Sequence[Item]) -> list[Item]:
    """Take empty boxes for bullets in a plan where none before an item is ticked."""
    chosen = any(item.ticked for item in items)
    return [item if chosen else replace(item, ticked=None) for item in items]


def _no_section_f(path: Path, pages: dict[str, set[int]]) -> NoSectionF:
    found = f"Sections {', '.join(sorted(pages))} were found" if pages else "No section heading was found at all"
    return NoSectionF(f"No Section F (special educational provision) was found. {found}.", path.name,
                      "Check that this is the whole EHC plan, and not a letter, a report or a part of it.")


def _provisions(items: Sequence[Item], audited: Audit) -> tuple[list[Provision], list[Item]]:
    """Read the words of the items and number those of each section; give those left out beside them."""
    from extractors.statement import read_statement

    counts: dict[str, int] = {}
    provisions: list[Provision] = []
    left_out: list[Item] = []
    for item in sorted(items, key=lambda item: PROVISION.index(item.section)):
        reading = read_statement(item.text, item.columns)
        achieved = item.free and not reading.provision and not names_a_doer(item.text)
        if not item.kept or (achieved and item.section == "F"):
            left_out.append(item)
            continue
        counts[item.section] = counts.get(item.section, 0) + 1
        dot = "." if item.section[-1].isdigit() else ""
        provision = provision_of(item, reading, f"{item.section}{dot}{counts[item.section]}")
        beside = not reading.schedules and audited.beside(item)
        provisions.append(asked(provision, "amount_nearby") if beside else provision)
    return with_neighbours(provisions), left_out


def provision_of(item: Item, reading: Reading, number: str) -> Provision:
    """Give an item with how it is read, its number and its place on the page."""
    boxes = tuple(Box(**area._asdict()) for area in item.areas)
    page_end = item.page_end if item.page_end != item.page else None
    told = {name: getattr(reading, name) for name in Reading.model_fields}
    told["review"] = (*reading.review, *_found(item, reading))
    return Provision(**told, id=number, section=SectionLetter(item.section), area_of_need=item.area_of_need,
                     columns=item.columns, quote=Quote(text=item.text, page=item.page, page_end=page_end, boxes=boxes))


def _found(item: Item, reading: Reading) -> Iterator[Doubt]:
    """Doubt an item by how it was found on the page."""
    if item.guessed and reading.schedules:
        yield doubt("guessed_columns")
    if item.ticked is False:
        yield doubt("unticked")
    if item.unsure:
        yield doubt("refers_to_which").model_copy(update={"alternatives": tuple(filter(None, item.unsure))})
    elif any(refers(item.columns.get(key, "")) for key in AMOUNTS):
        yield doubt("refers")
    if item.sure < 1:
        yield doubt("recognised" if item.sure > UNSURE else "hardly_recognised")


def _unread(audited: Audit, margins: Sequence[str]) -> Iterator[Doubt]:
    """Say what of Section F ended in no item, and what was taken for a running head although it states a length."""
    if audited.little_read():
        yield doubt("little_read")
    for left in audited.left:
        yield doubt("words_left", [left.page], _shortened(left.text))
    for text in margins:
        if has_length(text):
            yield doubt("length_in_margin", words=_shortened(text))


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:LONGEST]) + (" ..." if len(words) > LONGEST else "")


def _beyond(flow: Flow, spans: Sequence[Span]) -> Iterator[Doubt]:
    """Say where pictures stand in Section F, and where words headed as Section F stand behind the list of advice."""
    if pages := sorted(provision_pages(spans) & set(flow.partly)):
        yield doubt("part_picture", pages)
    if pages := sorted({page for span in spans if span.unsure for page in span.pages()}):
        yield doubt("behind_advice", pages)


def _warnings(flow: Flow, provisions: Sequence[Provision], left_out: Sequence[Item]) -> Iterator[Doubt]:
    if flow.struck:
        yield doubt("struck_through", flow.struck)
    if flow.unread:
        yield doubt("no_text", flow.unread)
    if left_out:
        yield doubt("left_out", sorted({item.page for item in left_out}))
    if not any(provision.section is SectionLetter.F for provision in provisions):
        yield doubt("empty_section_f")
