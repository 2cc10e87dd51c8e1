"""What of a report goes into a letter: the items, in words that allege the lower figure only, and what stays out."""

import datetime as dt
from collections.abc import Set as AbstractSet
from math import ceil
from textwrap import shorten
from typing import Any, NamedTuple

from models.calendar import CalendarSource
from models.gap import Bucket, Finding, FindingStatus, Report
from models.provision import Provision, SectionLetter
from models.route import Route
from pipeline.comparing.beside import weaker_items
from pipeline.findings.gaps import gaps
from pipeline.report.words import beside, bucket_amount, due_amount, place_words, shown_amount
from pipeline.review.standing import Standing, findings_of, items_of, section_f, standing
from pipeline.routes.facts import planned_below, unsplit
from pipeline.rules import rules
from pipeline.wording import phrase, say
from templates.words import dates, hours_and_minutes, long_date

QUOTE = 420
DAYS_LISTED = 8


class Item(NamedTuple):
    """One finding as a letter puts it, sentence by sentence; an empty sentence says nothing."""

    id: str
    schedule: int | None
    """Which amount of the item; with the id it names one finding."""
    section: str
    page: str
    quote: str
    beside: str
    """What the plan prints in the other cells of the row."""
    unchecked: bool
    records: str
    unknown: str

    def lines(self, columns: list[int]) -> int:
        """Estimate how many lines it takes in columns of so many characters: the highest cell, or one cell for all."""
        cells = [f"{self.id}, {self.page}: {self.quote} {self.beside} (not yet checked)", self.records, self.unknown]
        if len(columns) == 1:
            cells = [" ".join(cells)]
        return 1 + max(ceil(len(cell) / width) for cell, width in zip(cells, columns, strict=True))


class Contents(NamedTuple):
    """What a letter says of the findings, and the notice about what is not yet checked and what is left out."""

    ids: tuple[str, ...]
    """All that it names, in the order of the plan."""
    items: tuple[Item, ...]
    more: tuple[str, ...]
    confirm: tuple[str, ...]
    vague: tuple[str, ...]
    unchecked: int
    """How many of those that it names no person has checked."""
    left_out: tuple[str, ...]
    """Those of its sections that stay out, because the reading is in doubt."""
    notice: str


def letter_rule(name: str) -> dict[str, Any]:
    """Give what the letter of a route, or a paper of ours that belongs to no route, is made from."""
    return dict(rules("letters")[name])


def has_letter(report: Report, route: Route) -> bool:
    """Whether a route is open and something may be said in its letter."""
    if not route.open:
        return False
    return bool(contents(report, route).ids or letter_rule(route.route).get("bare"))


def contents(report: Report, route: Route) -> Contents:
    """Choose what goes into the letter of a route: nothing in doubt, nothing set aside, no other section's items."""
    return chosen(report, letter_rule(route.route), route.provisions)


def chosen(report: Report, rule: dict[str, Any], ids: tuple[str, ...] = ()) -> Contents:
    """Choose what a letter by this rule says; of the items that may be named, these, where any of them may."""
    sure = _sure(report, sections(rule))
    named = [pair for pair in sure if pair[0].id in ids] or sure
    full = [item(report, *pair) for pair in named] if "items" in rule["says"] else []
    items, more = _fitting(full, rule.get("room", {}))
    said = {one.id for one in full}
    confirm = tuple(dict.fromkeys(provision.id for provision, finding in sure if provision.id not in said
                                  and finding.status is FindingStatus.NOT_EVIDENCED and "confirm" in rule["says"]))
    vague = tuple(one for one in vague_items(report) if one.id in (ids or (one.id,)) and "vague" in rule["says"])
    listed = [name for says, name in LISTED.items() if says in rule["says"]]
    said |= {*confirm, *(one.id for one in vague), *(one for name in listed for one in name(report))}
    within = items_of(report, sections(rule))
    mentioned = [one for one in within if one.id in said]
    unchecked = sum(standing(report, one) is Standing.UNCHECKED for one in mentioned)
    left_out = tuple(one.id for one in within if standing(report, one) is Standing.DOUBTFUL)
    return Contents(ids=tuple(one.id for one in mentioned), items=items, more=more, confirm=confirm,
                    vague=tuple(f"{one.id} ({place_words(one)})" for one in vague), unchecked=unchecked,
                    left_out=left_out, notice=_notice(report, unchecked, len(mentioned), left_out))


def sections(rule: dict[str, Any]) -> tuple[SectionLetter, ...]:
    """Give the sections of the plan that a letter is about: only ever those of one body's duty."""
    return tuple(map(SectionLetter, rule.get("sections", ["F"])))


def _sure(report: Report, within: tuple[SectionLetter, ...]) -> list[tuple[Provision, Finding]]:
    return [(provision, finding) for provision, finding in gaps(report, within)
            if standing(report, provision) is not Standing.DOUBTFUL]


def wanted(report: Report) -> tuple[str, ...]:
    """Give the items for some of which there is no record either way."""
    return tuple(dict.fromkeys(provision.id for provision, finding in _sure(report, (SectionLetter.F,))
                               if bucket_amount(finding, Bucket.NO_RECORD)))


def unsplit_items(report: Report) -> tuple[str, ...]:
    """Give the items that state one amount for direct and indirect work together, and are read without doubt."""
    return tuple(one.id for one in section_f(report) if standing(report, one) is not Standing.DOUBTFUL
                 and any(unsplit(one, finding) for finding in findings_of(report, one)))


def with_asks(report: Report) -> tuple[str, ...]:
    """Give the items of which some record could change what is found, what matters most first."""
    return tuple(dict.fromkeys(provision.id for provision, finding in _sure(report, (SectionLetter.F,))
                               if any(ask.kind.is_paper for ask in finding.would_change)))


LISTED = {"wanted": wanted, "unsplit": unsplit_items, "records": with_asks, "advised": weaker_items}
"""Lists of items that letters name without setting them out."""


def item(report: Report, provision: Provision, finding: Finding) -> Item:
    """Put one finding into the sentences of a letter."""
    silent, absent = (bucket_amount(finding, one) for one in (Bucket.NO_RECORD, Bucket.CHILD_ABSENT))
    shown = say("letters", "shown", shown=shown_amount(finding))
    if planned_below(finding):
        shown = say("letters", "planned", planned=hours_and_minutes(finding.planned_minutes or 0)) + " " + shown
    unknown = (say("letters", "no_record", amount=silent) if silent else "",
               say("letters", "absent", absent=absent) if absent else "")
    records = (say("letters", "due", due=due_amount(finding)), _missed(finding), shown)
    quote, cells = short_quote(provision.text), short_quote(beside(provision))
    return Item(id=provision.id, schedule=finding.schedule, section=provision.section.value,
                page=place_words(provision), quote=quote, beside=cells,
                unchecked=standing(report, provision) is Standing.UNCHECKED,
                records=" ".join(filter(None, records)), unknown=" ".join(filter(None, unknown)))


def _missed(finding: Finding) -> str:
    amount = bucket_amount(finding, Bucket.MISSED_PROVIDER)
    if not amount:
        return ""
    days = {line.date for line in finding.evidence if line.bucket is Bucket.MISSED_PROVIDER}
    return say("letters", "missed", missed=amount,
               days=say("letters", "days", days=listed_days(days)) if days else "")


def listed_days(days: AbstractSet[dt.date]) -> str:
    """Name the days, or say how many there are within which dates."""
    if len(days) <= DAYS_LISTED:
        return dates(days)
    return f"{len(days)} days from {long_date(min(days))} to {long_date(max(days))}"


def short_quote(words: str, width: int = QUOTE) -> str:
    """Cut a quotation to the length that a letter has room for."""
    return shorten(words, width, placeholder=" …")


def _fitting(items: list[Item], room: dict[str, Any]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Keep the first items as far as there is room, one at the least, and name the others."""
    lines, kept = 0, 0
    for one in items:
        lines += one.lines(room["columns"])
        if lines > room["lines"] and kept:
            break
        kept += 1
    return tuple(items[:kept]), tuple(dict.fromkeys(one.id for one in items[kept:]))


def vague_items(report: Report) -> list[Provision]:
    """Give the items that say too little to be measured, and are read without doubt."""
    return [one for one in section_f(report) if not one.ended and standing(report, one) is not Standing.DOUBTFUL
            and any(finding.status is FindingStatus.NOT_MEASURABLE for finding in findings_of(report, one))]


def _notice(report: Report, unchecked: int, mentioned: int, left_out: tuple[str, ...]) -> str:
    """Say how many items are not yet checked and which are left out; nothing once all are accepted."""
    name = "unchecked_all" if unchecked == mentioned else "unchecked"
    parts = (say("letters", name, unchecked=unchecked, all=mentioned) if unchecked else "",
             say("letters", "left_out", ids=left_out) if left_out else "",
             phrase("letters", "assumed") if report.calendar.source is CalendarSource.ASSUMED else "")
    return " ".join(filter(None, parts))
