"""A section → its items of provision: table rows, bullets and numbered paragraphs, each one statement."""

import re
from dataclasses import dataclass, field, replace

from extractors.pages.layout import Area, Paragraph, Table, merged
from extractors.plans.cells import labelled, statements_in
from extractors.plans.choices import is_ticked
from extractors.plans.echoes import Echoes
from extractors.plans.headings import Heading, area_in, heading_of, named_area
from extractors.plans.lists import Statement, has_length, is_about, is_outcome, is_total, names_a_doer, says_none
from extractors.plans.rows import Record, Roles, records_of
from extractors.plans.section_headings import title_letter
from extractors.plans.sections import PROVISION, Span
from extractors.plans.stacked import DELIVERY, bare_label, label_of, under_label
from extractors.plans.tables import records_of_form, roles_under_own_heads, roles_without_header
from models.provision import AreaOfNeed


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of provision as it stands in the plan."""

    text: str
    section: str
    page: int
    page_end: int
    areas: tuple[Area, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    area_of_need: AreaOfNeed | None = None
    sure: float = 1.0
    free: bool = False
    """Whether it stands outside tables, so that nothing but its words says that it is provision."""
    guessed: bool = False
    """Whether its amount stands in a column without a heading that may say when the item is reviewed."""
    ticked: bool | None = None
    """Whether the box that opens it is ticked; None where it has none."""
    unsure: tuple[str, ...] = ()
    """The amounts that a reference to an item above may mean, where it may mean more than one."""
    kept: bool = True
    """Whether it is provision; one that is not states an amount all the same, and that it was left out is said."""


@dataclass(slots=True)
class _Reader:
    """Goes through one stretch of a plan from top to bottom."""

    span: Span
    area: AreaOfNeed | None = None
    aside: bool = False
    labelled: bool = False
    """Whether the heading was the label of one outcome, whose words follow."""
    promised: bool = False
    """Whether the heading says that provision follows, where outcomes stand under headings of their own."""
    restates: bool = False
    """Whether outcomes or the like have stood under a heading of their own."""
    roles: Roles = field(default_factory=dict)
    width: int = 0
    free: list[Paragraph] = field(default_factory=list)
    ruled: list[Item] = field(default_factory=list)
    """Items in printed order; those of paragraphs outside tables stand in `loose` as well."""
    loose: set[int] = field(default_factory=set)
    headless: bool = False
    """Whether the table that is read has no heading over its columns."""
    tabled: bool = False
    """Whether any of them is a row of a table."""
    echoes: Echoes = field(default_factory=Echoes)

    def items(self) -> list[Item]:
        """Give the provision; words beside a table are an introduction unless they state an amount or are a list."""
        for block in self.span.blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(block)
        self._close()
        if not self.tabled:
            return self.ruled
        return [item for place, item in enumerate(self.ruled) if place not in self.loose]

    def _paragraph(self, paragraph: Paragraph) -> None:
        heading = None if self._labels(paragraph) else heading_of(paragraph)
        if heading is None:
            restated = self.labelled and not paragraph.mark and not names_a_doer(paragraph.text)
            if self.aside or restated:
                self._leave_out(Statement((paragraph,)))
            elif not title_letter(paragraph.text):
                self.free.append(paragraph)
            self.labelled = False
            return
        self._close()
        self._under(heading)

    def _labels(self, paragraph: Paragraph) -> bool:
        """Whether a line names a column of the item above it, or goes on with the columns of that item."""
        told = label_of(paragraph)
        if told is not None and told.words is not None and told.role in (*DELIVERY, "review"):
            return bool(self.free) and not self.aside
        role = bare_label(paragraph)
        below = bool(self.free) and under_label(paragraph, self.free[-1])
        known = below and (role in (None, *DELIVERY) or any(bare_label(p) in DELIVERY for p in self.free))
        return known and role != "provision" and not self.aside

    def _under(self, heading: Heading) -> None:
        self.aside, self.labelled = heading.kind == "aside", heading.kind == "label"
        self.restates = self.restates or self.aside
        self.promised = self.restates and heading.kind == "provision"
        self.area = heading.area if heading.kind == "area" else self.area or heading.area

    def _close(self) -> None:
        """Make statements of the paragraphs since the last heading or table."""
        for told in labelled(self.free):
            statement, columns, unsure = self.echoes.followed([told])[0]
            item = replace(self._item(statement, self.span.letter, columns), free=not self.promised, unsure=unsure,
                           guessed=self.span.told and "how_often" in columns)
            if says_none(statement.text) or is_total(statement.text):
                continue
            if is_outcome(statement.head, self.promised):
                self._leave_out(statement)
                continue
            if not statement.head.mark:
                if is_about(statement.text):
                    continue
                self.loose |= set() if has_length(statement.text) else {len(self.ruled)}
            self.ruled.append(item)
        self.free = []

    def _leave_out(self, statement: Statement) -> None:
        if has_length(statement.text):
            self.ruled.append(replace(self._item(statement, self.span.letter, {}), kept=False))

    def _table(self, table: Table) -> None:
        self._close()
        if table.columns == 1:
            for paragraph in table.paragraphs():
                self._paragraph(paragraph)
            self._close()
            return
        if form := records_of_form(table):
            for part in form:
                self._record(part) if isinstance(part, Record) else self._banner(part)
            return
        roles, head = roles_under_own_heads(table)
        roles = roles or (self.roles if self.width == table.columns else {})
        self.headless = not roles
        for found in records_of(table, roles or roles_without_header(table), head):
            if isinstance(found, Record):
                self._record(found)
            elif isinstance(found, Paragraph):
                self._banner(found)
            else:
                self.roles, self.width, self.aside, self.headless = found, table.columns, False, False

    def _banner(self, paragraph: Paragraph) -> None:
        heading = heading_of(replace(paragraph, bold=True))
        if heading is not None and (heading.kind != "aside" or not self.roles):
            self._under(heading)

    def _record(self, record: Record) -> None:
        if record.total:
            return
        number = next((paragraph.text for paragraph in record.others.get("ref", ())), "")
        for letter, paragraphs in record.provision.items():
            section = letter or self.span.letter
            if section not in PROVISION or (self.aside and not letter):
                continue
            for statement, columns, unsure in self.echoes.followed(statements_in(paragraphs, record), number):
                if not says_none(statement.text):
                    self.tabled = True
                    guessed = "how_often" in columns and (self._told() or (
                        self.headless and not has_length(columns["how_often"])))
                    item = self._item(statement, section, columns)
                    self.ruled.append(replace(item, guessed=guessed, unsure=unsure))

    def _told(self) -> bool:
        """Whether only its words tell that the column for how often is one."""
        return any(column.told and column.role == "how_often" for column in self.roles.values())

    def _item(self, statement: Statement, section: str, columns: dict[str, str]) -> Item:
        parts = statement.paragraphs
        who = {"who": statement.who} if statement.who else {}
        area = area_in(columns["need"]) if named_area(columns.get("need", "")) else self.area
        return Item(statement.text, section, parts[0].page, max(part.page_end for part in parts),
                    merged(tuple(area for part in parts for area in part.areas)), {**who, **columns}, area,
                    min(part.sure for part in parts), ticked=is_ticked(parts[0].mark))


def items_of(span: Span) -> list[Item]:
    """Give the provision in one stretch of a plan, in printed order."""
    named = re.split(r"[:–—]", span.title)[-1]
    return _Reader(span, area_in(named) if named_area(named) else None).items()
