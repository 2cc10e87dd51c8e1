"""A professional's report → what it recommends, item by item, read as the items of a plan are."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.pages.layout import Block, Flow, Paragraph
from extractors.pages.marks import is_bullet
from extractors.plan import provision_of
from extractors.plans.doubts import doubt
from extractors.plans.file import flow_of_file
from extractors.plans.items import Item, items_of
from extractors.plans.particulars import particulars_of
from extractors.plans.sections import Span
from extractors.vocabulary import vocabulary
from models.comparison import Advice
from models.doubt import Doubt
from models.provision import Provision, Reading, Service
from models.source import Document


def read_advice(path: Path) -> Advice:
    """Read what a report recommends: what is so headed, or all that states an amount if nothing is."""
    flow = flow_of_file(path)
    source = Document(file=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), pages=flow.pages,
                      ocr_pages=flow.recognised)
    born = particulars_of(flow, [Span((), blocks=list(flow.blocks))]).date_of_birth
    return Advice(source=source, date_of_birth=born, recommendations=_recommendations(flow),
                  warnings=tuple(_unread(flow)))


def _unread(flow: Flow) -> Iterator[Doubt]:
    """Say of which pages nothing could be read, which are only recognised, and which hold a picture beside words."""
    written = {page for block in flow.blocks for page in Span((), blocks=[block]).pages()}
    if pages := sorted({*flow.unread, *flow.recognised} - written):
        yield doubt("report_unread", pages)
    if pages := sorted(set(flow.recognised) & written):
        yield doubt("report_recognised", pages)
    if flow.partly:
        yield doubt("report_picture", sorted(flow.partly))


def _recommendations(flow: Flow) -> tuple[Provision, ...]:
    from extractors.statement import read_statement

    advice = list(_recommending(flow.blocks))
    items = items_of(Span(("F",), blocks=advice or list(flow.blocks)))
    told = [(item, read_statement(item.text, item.columns)) for item in items]
    kept = [(item, reading) for item, reading in told if _recommends(item, reading, bool(advice))]
    found = tuple(provision_of(item, reading, f"R{number}") for number, (item, reading) in enumerate(kept, 1))
    if advice:
        return found
    unsure = doubt("no_advice_heading")
    return tuple(item.model_copy(update={"review": (*item.review, unsure)}) for item in found)


def _recommends(item: Item, reading: Reading, headed: bool) -> bool:
    """Whether an item asks for something; without a heading over it, only an amount of a service says so."""
    served = reading.service is not Service.OTHER
    if not headed:
        return item.kept and reading.provision and served and bool(reading.schedules)
    given = served or reading.deliverer is not None
    return bool(reading.schedules) or (item.kept and reading.provision and given)


def _recommending(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give what stands under headings that say that recommendations follow."""
    open_ = False
    for block in blocks:
        kind = heading_kind(block) if isinstance(block, Paragraph) else ""
        open_ = kind == "recommends" if kind else open_
        if open_ and not kind:
            yield block


def heading_kind(paragraph: Paragraph) -> str:
    """Say what a heading of a report announces: `recommends` or `other`; nothing for text.

    >>> [heading_kind(Paragraph(text)) for text in ("6. Recommendations", "Current provision", "Therapy Advice")]
    ['recommends', 'other', '']
    """
    known, text = vocabulary("report_headings"), paragraph.text.strip()
    short = 0 < len(text.split()) <= known["longest"] and not text.endswith((".", ";", ","))
    if is_bullet(paragraph.mark) or not short:
        return ""
    plain = re.sub(r"[^a-z' ]", " ", text.lower()).strip()
    return next((kind for kind in ("other", "recommends") if _names(known[kind], plain)), "")


def _names(phrases: Sequence[str], plain: str) -> bool:
    return any(re.search(rf"\b{phrase}\b", plain) for phrase in phrases)
