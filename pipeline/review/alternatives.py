"""The readings that are possible of an item in doubt, and what a person's own words make of it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from extractors.statement import read_statement
from models.amounts import Period, Schedule
from models.doubt import MATCHING
from models.provision import Mode, Provision, Service, Status
from pipeline.contract import reading_json, schedule_json
from pipeline.review.lay_over import edited
from pipeline.rules import rules

MOST_KEYS = 9
"""Alternatives have the keys 1 to 9."""
BARE = "Support."
"""A statement without an amount: read with the cells of a row, it has what the cells say."""


class Choice(NamedTuple):
    """A reading of the words that is possible."""

    words: str
    edits: dict[str, Any]
    """What it would change; empty where only a person can put it into fields."""
    reading: Provision


def alternatives(provision: Provision) -> tuple[Choice, ...]:
    """Give every reading of the words that the doubts name, once, in their order, with what each would change."""
    named = dict(_named(provision.model_dump_json()))
    return tuple(Choice(words, edits, edited(provision, edits)) for words, edits in [*named.items()][:MOST_KEYS])


@lru_cache(maxsize=4096)
def _named(dumped: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    provision = Provision.model_validate_json(dumped)
    return tuple(_read(provision))


def _read(provision: Provision) -> Iterator[tuple[str, dict[str, Any]]]:
    for doubt in provision.review:
        if doubt.field != MATCHING:
            for place, words in enumerate(doubt.alternatives):
                ruled = rules("alternatives")["readings"].get(doubt.code)
                yield words, edits_from(words, provision) if ruled is None else _ruled(provision, ruled[place])


def _ruled(provision: Provision, rule: dict[str, Any] | str) -> dict[str, Any]:
    """Give what a rule makes of the amount of an item; nothing where it has several, or where a person has to say.

    >>> from models.source import Quote
    >>> day = Schedule(total_minutes=600, per=Period.DAY)
    >>> item = Provision(id="F1", text="x", quote=Quote(text="x"), schedules=(day,))
    >>> _ruled(item, {"per": "week"})["schedules"][0]["per"], _ruled(item, "ask")
    ('week', {})
    """
    if rule == "words":
        return _amounts(read_statement(provision.text).schedules)
    if rule == "column":
        return _amounts(read_statement(BARE, provision.columns).schedules)
    if isinstance(rule, str) or len(provision.schedules) != 1:
        return {}
    one = provision.schedules[0]
    each = one.total_minutes if rule.get("each") == "total" else rule.get("each")
    if "each" in rule:
        return _amounts(_of_sessions(one, each, all_of_it=rule["each"] == "total"))
    return _amounts((one.model_copy(update={"per": Period(rule["per"])} if rule else {}),))


def _of_sessions(one: Schedule, each: int | None, *, all_of_it: bool) -> tuple[Schedule, ...]:
    """Give an amount in sessions of a length: as many as it has, or as many as its total holds."""
    number = one.sessions if all_of_it else one.total_minutes and each and one.total_minutes // each
    if not number or not each:
        return ()
    return (one.model_copy(update={"sessions": number, "session_minutes": each, "total_minutes": number * each}),)


def _amounts(schedules: tuple[Schedule, ...]) -> dict[str, Any]:
    measurable = any(schedule.measurable for schedule in schedules)
    status = {"status": str(Status.MEASURABLE)} if measurable else {}
    return {"schedules": [schedule_json(schedule) for schedule in schedules], **status} if schedules else {}


def edits_from(words: str, provision: Provision) -> dict[str, Any]:
    """Read a person's own words, and give the fields that they state, in the shapes of the public JSON.

    >>> from models.source import Quote
    >>> once = Provision(id="F1", text="x", quote=Quote(text="x"), schedules=(Schedule(total_minutes=30),))
    >>> edits_from("a term", once)["schedules"][0]["per"], edits_from("literacy", once)
    ('term', {'service': 'literacy'})
    """
    named = {str(name).replace("_", " "): name for name in (*Service, *Mode)}
    if name := named.get(words.lower().replace("_", " ")):
        return {"service" if isinstance(name, Service) else "mode": str(name)}
    read = read_statement(words)
    schedules = read.schedules or _with_period(provision, words)
    meant = {"schedules": schedules, "status": Status.MEASURABLE, "provision": True}
    fields = reading_json(read.model_copy(update=meant))
    stated = [name for name in ("mode", "deliverer", "max_group_size", "ratio") if fields[name] is not None]
    stated += ["provision", "schedules"] if schedules else []
    stated += ["status"] if any(schedule.measurable for schedule in schedules) else []
    return {name: fields[name] for name in stated}


def _with_period(provision: Provision, words: str) -> tuple[Schedule, ...]:
    """Give the schedules, those without a period with the one that the words name; none where they name none."""
    read = read_statement(f"30 minutes {words}").schedules
    period = Period.ONCE if words.lower() == "in all" else read[0].per if read else None
    if period is None or all(schedule.per for schedule in provision.schedules):
        return ()
    missing = {"per": period}
    return tuple(one if one.per else one.model_copy(update=missing) for one in provision.schedules)
