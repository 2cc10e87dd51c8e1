"""A reading as a form: every field that a person can correct, and the corrections that a filled-in form makes."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from models.amounts import Bound, Contact, Period, Schedule
from models.counts import count_in
from models.errors import UnusableCase
from models.provision import AreaOfNeed, Mode, Provision, Service, Status
from pipeline.contract import reading_json, schedule_json
from pipeline.review.lay_over import edited

CHOICES: dict[str, tuple[str, ...]] = {
    "service": tuple(Service), "mode": ("", *Mode), "status": tuple(Status), "area_of_need": ("", *AreaOfNeed),
    "per": ("", *Period), "bound": tuple(Bound), "contact": ("", *Contact),
}
NUMBERS = ("sessions", "session_minutes", "total_minutes", "range_max", "duration_weeks")
WORDS = ("per", "bound", "contact")
SPARE = 1
"""So many empty amounts are offered beside those that were read."""


class Filled(NamedTuple):
    """What a form says: the corrections, and what is wrong with it by the name of the field."""

    edits: dict[str, Any]
    wrong: dict[str, str]


def blank(provision: Provision) -> dict[str, str]:
    """Give the form of a reading: the value of each field as it would be typed.

    >>> from models.source import Quote
    >>> once = Provision(id="F1", text="x", quote=Quote(text="x"), schedules=(Schedule(sessions=2, per=Period.WEEK),))
    >>> blank(once)["0.sessions"], blank(once)["0.per"], blank(once)["1.sessions"], blank(once)["mode"]
    ('2', 'week', '', '')
    """
    told = reading_json(provision) | {"area_of_need": provision.area_of_need}
    form = {name: _typed(told[name]) for name in ("service", "mode", "status", "deliverer", "max_group_size", "ratio",
                                                  "area_of_need")}
    form["provision"] = "yes" if provision.provision else ""
    for number, one in enumerate((*provision.schedules, *([Schedule()] * SPARE))):
        amounts = schedule_json(one)
        form |= {f"{number}.{name}": _typed(amounts[name]) for name in (*NUMBERS, "per", "bound", "contact")}
    return form


def _typed(value: Any) -> str:
    return "" if value is None else str(value)


def filled(provision: Provision, form: Mapping[str, str]) -> Filled:
    """Give the fields of a form that differ from the reading, in the shapes of the public JSON.

    >>> from models.source import Quote
    >>> once = Provision(id="F1", text="x", quote=Quote(text="x"), schedules=(Schedule(sessions=2, per=Period.WEEK),))
    >>> filled(once, {**blank(once), "0.sessions": "3"}).edits["schedules"][0]["sessions"]
    3
    >>> filled(once, {**blank(once), "0.sessions": "some"}).wrong
    {'0.sessions': 'This has to be a whole number, or empty.'}
    """
    before = blank(provision)
    typed = {name: form.get(name, value).strip() for name, value in before.items()}
    wrong = dict(_wrong(typed)) or dict(_at_odds(before, typed))
    if wrong:
        return Filled({}, wrong)
    edits = {name: value or None for name, value in typed.items() if "." not in name and value != before[name]}
    told: dict[str, Any] = dict(edits)
    if "provision" in edits:
        told["provision"] = bool(typed["provision"])
    if edits.get("max_group_size"):
        told["max_group_size"] = int(typed["max_group_size"])
    if any("." in name and value != before[name] for name, value in typed.items()):
        told["schedules"] = list(_amounts(provision, before, typed))
    try:
        edited(provision, told)
    except UnusableCase:
        return Filled({}, {"form": "These values do not go together. Look at the numbers and the lists again."})
    return Filled(told, {})


def _wrong(form: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in form.items():
        field = name.split(".")[-1]
        if value and field in (*NUMBERS, "max_group_size") and count_in(value) is None:
            yield name, "This has to be a whole number, or empty."
        elif field in CHOICES and value not in CHOICES[field]:
            yield name, "Choose one of the list."


def _at_odds(before: Mapping[str, str], form: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find totals that were typed and are not what sessions and minutes come to."""
    for name, typed in form.items():
        product = _product(form, name.split(".")[0]) if name.endswith(".total_minutes") else None
        if product and typed and typed != before[name] and int(typed) != product:
            yield name, f"The sessions and their minutes come to {product} minutes."


def _product(form: Mapping[str, str], number: str) -> int | None:
    """Give what the sessions of an amount come to, where both numbers are given."""
    sessions, minutes = form[f"{number}.sessions"], form[f"{number}.session_minutes"]
    return int(sessions) * int(minutes) if sessions and minutes else None


def _amounts(provision: Provision, before: Mapping[str, str], form: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Give the amounts of a form; one whose numbers were all emptied is gone, and a total follows its sessions."""
    for number, one in enumerate((*provision.schedules, *([Schedule()] * SPARE))):
        typed = {name: form[f"{number}.{name}"] for name in (*NUMBERS, *WORDS)}
        if not any(typed[name] for name in NUMBERS) and not one.interval_minutes and not one.full_time:
            continue
        numbers = {name: int(typed[name]) if typed[name] else None for name in NUMBERS}
        touched = any(form[f"{number}.{name}"] != before[f"{number}.{name}"] for name in NUMBERS[:3])
        numbers["total_minutes"] = (_product(form, str(number)) if touched else None) or numbers["total_minutes"]
        yield schedule_json(one) | numbers | {name: typed[name] or None for name in WORDS}
