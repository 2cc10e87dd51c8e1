"""Where one item of the plan ends and the next begins, as a person says: items cut in parts, and neighbours joined."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import NamedTuple

from extractors.statement import read_statement
from models.doubt import Doubt
from models.provision import PlanReading, Provision, Reading
from models.review import Divided, Joined, Made
from models.source import Box, Quote

SHARED = Doubt(
    code="shared_amount", field="schedules",
    reason="The item was cut in parts, and the amount stands in a column beside all of them: it may be meant once "
           "for all, or once for each.",
)


class Shaped(NamedTuple):
    """A reading with its items cut and joined as a person said, and the fingerprint of each item by its id."""

    reading: PlanReading
    prints: dict[str, str]


class _Item(NamedTuple):
    """An item, its fingerprint, and where it stands among all."""

    provision: Provision
    print_: str


def fingerprints(reading: PlanReading) -> dict[str, str]:
    """Give each provision's id the SHA-256 of its section, page and words.

    Words that stand twice on one page are told apart by their order.
    """
    seen: Counter[str] = Counter()
    prints = {}
    for provision in reading.provisions:
        words = f"{provision.section}\n{provision.quote.page}\n{provision.text}"
        seen[words] += 1
        which = f"\n{seen[words]}" if seen[words] > 1 else ""
        prints[provision.id] = _hash(f"{words}{which}")
    return prints


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def shaped(reading: PlanReading, made: Iterable[Made]) -> Shaped:
    """Cut and join items in the order in which a person did; a cut of words that are gone falls away."""
    prints = fingerprints(reading)
    items = [_Item(provision, prints[provision.id]) for provision in reading.provisions]
    renamed: dict[str, str] = {}
    for one in made:
        place = next((number for number, item in enumerate(items) if item.print_ == one.about), None)
        if place is None:
            continue
        if isinstance(one, Divided):
            whole = items[place]
            items[place:place + 1] = parts = _parts(whole, one)
            renamed[whole.provision.id] = parts[0].provision.id
        elif isinstance(one, Joined) and [item.print_ for item in items[place + 1:place + 2]] == [one.next]:
            renamed[items[place + 1].provision.id] = items[place].provision.id
            items[place:place + 2] = [_together(*items[place:place + 2])]
    provisions = tuple(_followed(item.provision, renamed) for item in items)
    return Shaped(reading.model_copy(update={"provisions": provisions}),
                  {item.provision.id: item.print_ for item in items})


def _followed(provision: Provision, renamed: Mapping[str, str]) -> Provision:
    """Let an item of an earlier version name what has taken the place of its successor."""
    held = provision.in_force
    if not held or held.became not in renamed:
        return provision
    return provision.model_copy(update={"in_force": held.model_copy(update={"became": renamed[held.became]})})


def _parts(item: _Item, cut: Divided) -> list[_Item]:
    whole = item.provision
    read = [read_statement(part.text, whole.columns) for part in cut.parts]
    shared = sum(bool(reading.schedules) for reading in read) > 1 and _states_amounts(whole.columns)
    found = []
    for number, (part, reading) in enumerate(zip(cut.parts, read, strict=True)):
        letter = ascii_lowercase[number % len(ascii_lowercase)]
        doubts = (*reading.review, *([SHARED] if shared else []))
        boxes = part.boxes or whole.quote.boxes
        provision = _read_anew(whole, reading, f"{whole.id}{letter}", _quote(part.text, boxes, whole.quote))
        found.append(_Item(provision.model_copy(update={"review": doubts}),
                           _hash(f"{item.print_}\npart {number + 1}\n{part.text}")))
    return found


def _states_amounts(columns: Mapping[str, str]) -> bool:
    return bool(read_statement("Support.", columns).schedules)


def _together(first: _Item, second: _Item) -> _Item:
    one, two = first.provision, second.provision
    reading = read_joined(one, two)
    quote = _quote(reading.text, (*one.quote.boxes, *two.quote.boxes), one.quote, two.quote)
    provision = _read_anew(one, reading, one.id, quote).model_copy(update={"columns": _columns(one, two)})
    return _Item(provision, _hash(f"{first.print_}\n{second.print_}\njoined"))


def read_joined(one: Provision, two: Provision) -> Reading:
    """Read two neighbours as one statement."""
    return read_statement(f"{one.text} {two.text}", _columns(one, two))


def _columns(one: Provision, two: Provision) -> dict[str, str]:
    """Give the cells of both rows; the same words in both are said once."""
    cells: dict[str, list[str]] = {}
    for name, words in (*one.columns.items(), *two.columns.items()):
        if words not in cells.setdefault(name, []):
            cells[name].append(words)
    return {name: "; ".join(filter(None, words)) for name, words in cells.items()}


def _read_anew(like: Provision, reading: Reading, name: str, quote: Quote) -> Provision:
    told = {field: getattr(reading, field) for field in Reading.model_fields}
    return like.model_copy(update={**told, "id": name, "quote": quote})


def _quote(text: str, boxes: tuple[Box, ...], first: Quote, last: Quote | None = None) -> Quote:
    pages = [box.page for box in boxes] or [first.page, (last or first).page_end or (last or first).page]
    return Quote(text=text, page=min(pages), page_end=max(pages) if max(pages) > min(pages) else None, boxes=boxes)
