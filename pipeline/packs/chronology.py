"""Component F: what happened, day by day: versions of the plan, letters and talks, sessions not delivered."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from models.case import Event
from models.gap import Bucket
from models.provision import Plan
from models.source import Row
from pipeline.letters.events import Line, event_words
from pipeline.packs.rows_used import lines_of, places
from pipeline.packs.scope import Scope, pack_words
from pipeline.report.words import page_words, plan_words
from pipeline.wording import phrase
from templates.words import long_date

Dated = tuple[dt.date, str, str]


def chronology(scope: Scope) -> dict[str, Any] | None:
    """Give the chronology; nothing where no day is known."""
    short = scope.rule.get("chronology") == "short"
    dated = [*_versions(scope), *(_event(one, short=short) for one in scope.events), *(() if short else _missed(scope))]
    if not dated:
        return None
    return {"timeline": tuple(Line(long_date(day), words, source) for day, words, source in
                              sorted(dated, key=lambda one: one[0])), "caveat": phrase("caveats", "head")}


def _versions(scope: Scope) -> Iterator[Dated]:
    reading = scope.report.reading
    versions = [(one.plan, one.source.file) for one in reading.versions] or [(reading.plan, reading.source.file)]
    for plan, file in versions:
        if plan.issue_date:
            yield plan.issue_date, pack_words("version", plan=plan_words(plan)), _place(plan, file)


def _place(plan: Plan, file: str) -> str:
    quote = plan.quotes.get("issue_date")
    return f"{file}, {page_words(quote)}" if quote else file


def _event(event: Event, *, short: bool) -> Dated:
    said = event.model_copy(update={"words": ""}) if short else event
    return event.date, event_words(said), phrase("chronology", "listed")


def _missed(scope: Scope) -> Iterator[Dated]:
    """Give the days on which a record says that sessions were not delivered, each with its rows."""
    ids: dict[dt.date, list[str]] = defaultdict(list)
    rows: dict[dt.date, list[Row]] = defaultdict(list)
    for provision, finding in scope.findings:
        for line in lines_of([(provision, finding)]):
            if line.bucket is Bucket.MISSED_PROVIDER:
                ids[line.date].append(provision.id)
                rows[line.date].append(line.source)
    for day, named in ids.items():
        yield day, pack_words("missed", ids=[*dict.fromkeys(named)]), places(rows[day])
