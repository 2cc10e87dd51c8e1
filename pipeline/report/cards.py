"""What a report says of each provision: the plan's words, how they are read, and what the records show."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from models.ask import Ask
from models.gap import Bucket, Finding, FindingStatus, Report, Variance
from models.provision import Provision
from models.source import Row
from pipeline.calendars.open_days import SchoolDays
from pipeline.findings.specificity import Missing, WeakWords, missing_elements, weak_words
from pipeline.report.charts import Picture, bar_order, ledger_bar, week_strip
from pipeline.report.weeks import WeekCell, week_cells
from pipeline.report.words import (
    amount,
    ask_words,
    beside,
    bucket_amount,
    due_amount,
    due_words,
    place_words,
    reading_rows,
    schedule_words,
    shown_amount,
)
from pipeline.report.words import title as title_of
from pipeline.review.standing import findings_of, open_doubts, standing
from pipeline.rules import rules
from pipeline.wording import phrase, say
from templates.words import count, dates, hours_and_minutes, long_date, sentence, short_date

DAYS_LISTED = 12
COUNTED = (FindingStatus.MET, FindingStatus.SHORT, FindingStatus.NOT_EVIDENCED, FindingStatus.NOT_DUE)


class LedgerRow(NamedTuple):
    """One bucket of a ledger in words."""

    bucket: str
    letter: str
    name: str
    amount: str
    days: str


class OtherwiseRow(NamedTuple):
    """One way in which sessions were given otherwise than the plan asks."""

    way: str
    amount: str
    lost: str
    days: str


class WeekRow(NamedTuple):
    """One week of the strip in words."""

    monday: str
    parts: tuple[tuple[str, str, str], ...]
    """Letter, name and amount of each bucket in it."""


class SourceRow(NamedTuple):
    """One row of the evidence in words."""

    date: str
    short_date: str
    place: str
    file: str
    row: int
    bucket: str
    letter: str
    name: str
    minutes: int | None
    label: str


class Measure(NamedTuple):
    """One schedule of a provision against the records."""

    status: str
    status_words: str
    sentence: str
    schedule: str
    least: str
    due: str
    planned: str
    shown: str
    shortfall: str
    asks: tuple[str, ...]
    workings: tuple[str, ...]
    bar: Picture | None
    strip: Picture | None
    ledger: tuple[LedgerRow, ...]
    otherwise: tuple[OtherwiseRow, ...]
    weeks: tuple[WeekRow, ...]
    sources: tuple[SourceRow, ...]


class Card(NamedTuple):
    """All that the report says of one provision."""

    id: str
    title: str
    page: str
    quote: str
    beside: str
    standing: str
    doubts: tuple[str, ...]
    reading: tuple[tuple[str, str], ...]
    measures: tuple[Measure, ...]
    missing: tuple[Missing, ...]
    weak_words: tuple[WeakWords, ...]

    @property
    def counted(self) -> bool:
        """Whether any amount of it could be measured."""
        return any(measure.status in COUNTED for measure in self.measures)

    @property
    def tick(self) -> bool:
        """Whether it is something that is in place or is not."""
        return not self.counted and any(measure.status == FindingStatus.CHECKABLE for measure in self.measures)


def card(report: Report, provision: Provision, days: SchoolDays) -> Card:
    """Give the card of one provision."""
    return Card(
        id=provision.id, title=title_of(provision), page=place_words(provision), quote=provision.text,
        beside=beside(provision), standing=standing(report, provision).value,
        doubts=tuple(_doubt_words(doubt.reason, doubt.alternatives) for doubt in open_doubts(report, provision)),
        reading=reading_rows(provision),
        measures=tuple(_measure(report, provision, finding, days) for finding in findings_of(report, provision)),
        missing=missing_elements(provision), weak_words=weak_words(provision))


def _doubt_words(reason: str, alternatives: tuple[str, ...]) -> str:
    return f"{reason} It could mean: {'; or '.join(alternatives)}." if alternatives else reason


def _measure(report: Report, provision: Provision, finding: Finding, days: SchoolDays) -> Measure:
    schedule = None if finding.schedule is None else provision.schedules[finding.schedule]
    planned = "" if finding.planned_minutes is None else hours_and_minutes(finding.planned_minutes)
    cells = week_cells(report, finding, schedule, days)
    return Measure(
        status=finding.status.value, status_words=phrase("statuses", finding.status),
        sentence=say("status_sentences", finding.status, not_yet=finding.due.not_yet or phrase("due", "not_yet")),
        schedule=schedule_words(schedule) if schedule else "",
        least=due_words(finding) if finding.status is FindingStatus.NOT_DUE else due_amount(finding),
        due=due_words(finding), planned=planned or phrase("due", "not_planned"), shown=_shown(finding),
        shortfall=hours_and_minutes(finding.shortfall_minutes) if finding.shortfall_minutes else "",
        asks=tuple(_ask(ask) for ask in finding.would_change),
        workings=_workings(finding), bar=ledger_bar(finding, due_amount(finding)),
        strip=week_strip(cells), ledger=_ledger_rows(finding), otherwise=_otherwise_rows(finding),
        weeks=_week_rows(finding, cells), sources=_source_rows(finding))


def _shown(finding: Finding) -> str:
    """Say what the records show; where nothing was due, only what there is."""
    idle = finding.status is FindingStatus.NOT_DUE and not finding.evidence
    return "" if idle else shown_amount(finding)


def _ask(ask: Ask) -> str:
    return sentence(f"{ask_words(ask)}{f': {ask.reason}' if ask.reason else ''}")


def _workings(finding: Finding) -> tuple[str, ...]:
    lines = dict.fromkeys((*finding.due.workings, *finding.why))
    return tuple(line.words + (f" ({'; '.join(line.sources)})" if line.sources else "") for line in lines)


def _ledger_rows(finding: Finding) -> tuple[LedgerRow, ...]:
    looks = rules("wording")["buckets"]
    return tuple(LedgerRow(bucket.value, looks[bucket.value]["letter"], looks[bucket.value]["name"],
                           bucket_amount(finding, bucket), _days(finding, bucket))
                 for bucket in bar_order() if bucket_amount(finding, bucket))


def _otherwise_rows(finding: Finding) -> tuple[OtherwiseRow, ...]:
    return tuple(OtherwiseRow(phrase("variances", one.kind), amount(one.sessions, one.minutes or None),
                              _lost(one), _listed(one.days))
                 for one in finding.variances)


def _lost(variance: Variance) -> str:
    """Say what was lost, or may have been."""
    if variance.minutes_possibly_lost:
        return f"up to {hours_and_minutes(variance.minutes_possibly_lost)}, to be asked"
    return hours_and_minutes(variance.minutes_lost) if variance.minutes_lost else ""


def _week_rows(finding: Finding, cells: tuple[WeekCell, ...]) -> tuple[WeekRow, ...]:
    return tuple(WeekRow(long_date(cell.monday), _week_parts(finding, cell)) for cell in cells)


def _week_parts(finding: Finding, cell: WeekCell) -> tuple[tuple[str, str, str], ...]:
    looks, timed = rules("wording")["buckets"], finding.due.minutes is not None
    if not cell.parts:
        return (("", looks["closed"]["name"] if cell.closed else phrase("due", "silent_week"), ""),)
    return tuple((looks[bucket.value]["letter"], looks[bucket.value]["name"],
                  hours_and_minutes(part) if timed else count(part, "session")) for bucket, part in cell.parts)


def _days(finding: Finding, bucket: Bucket) -> str:
    return _listed({line.date for line in finding.evidence if line.bucket is bucket})


def _listed(some: Iterable[dt.date]) -> str:
    days = sorted(some)
    if len(days) > DAYS_LISTED:
        return f"{len(days)} days from {long_date(days[0])} to {long_date(days[-1])}"
    return dates(days) if days else ""


def _file(row: Row) -> str:
    return f"{row.file}, sheet {row.sheet}" if row.sheet else row.file


def _source_rows(finding: Finding) -> tuple[SourceRow, ...]:
    looks = rules("wording")["buckets"]
    return tuple(
        SourceRow(short_date(line.date), f"{line.date.day} {line.date:%b}", line.source.place(), _file(line.source),
                  line.source.row, line.bucket.value, looks[line.bucket.value]["letter"],
                  looks[line.bucket.value]["name"], line.minutes, "; ".join(filter(None, (line.label, line.note))))
        for line in sorted(finding.evidence, key=lambda line: (line.date, line.source.file, line.source.row)))
