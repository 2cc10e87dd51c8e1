"""One reading as a person looks at it: why, what it may mean otherwise, who decided, and which others are alike."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from models.doubt import Doubt, Severity
from models.provision import Provision
from models.review import Action, Made, Second
from pipeline.contract import reading_json
from pipeline.review.alternatives import MOST_KEYS, Choice, alternatives
from pipeline.review.decisions import key, settled, standing
from pipeline.review.desk import Desk, Item
from pipeline.review.lay_over import about_provision, edited
from pipeline.review.second_reader import differences

MOST_ALIKE = 8
"""No more items than this are put before a person at once."""


class Show(StrEnum):
    """Which readings a person goes through."""

    OPEN = "open"
    DOUBT = "doubt"
    SETTLED = "settled"
    ALL = "all"


class Card(NamedTuple):
    """One reading, and all that is needed to settle it."""

    item: Item
    reading: Provision
    """With the decisions so far laid over it."""
    doubts: tuple[Doubt, ...]
    choices: tuple[Choice, ...]
    decisions: tuple[Made, ...]
    """What was decided about it and stands."""
    settled: bool
    following: Item | None
    alike: tuple[Item, ...]


def card(desk: Desk, item: Item) -> Card:
    """Put together what a person needs to settle one reading."""
    stand = standing(desk.made)
    reading = desk.laid_over(item)
    return Card(
        item=item,
        reading=reading,
        doubts=tuple(doubt for doubt in dict.fromkeys((*item.provision.review, *reading.review))
                     if doubt.severity is Severity.REVIEW),
        choices=choices(desk, item),
        decisions=tuple(made for made in stand if made.about == item.about),
        settled=item.about in settled(stand),
        following=desk.following(item),
        alike=tuple(alike(desk, item)),
    )


def choices(desk: Desk, item: Item) -> tuple[Choice, ...]:
    """Give the readings that the doubts name, each with what it would change; and what a second reader read."""
    return (*alternatives(item.provision)[:MOST_KEYS - 1], *_second_reading(desk, item))


def _second_reading(desk: Desk, item: Item) -> Iterator[Choice]:
    """Offer the reading of a second reader who disagreed; one that left the item out is the key for that."""
    about = about_provision(standing(desk.made), item.about)
    last = about[-1] if about else None
    if isinstance(last, Second) and not last.agrees and last.took is not Action.REJECT:
        read = edited(item.provision, last.edits)
        yield Choice("as the second reader read it", differences(desk.laid_over(item), read), read)


def taken(offered: Sequence[Choice], act: str) -> Choice | None:
    """Give the choice of a key, such as "take-2"; none where that one needs a person's own numbers."""
    return next((one for number, one in enumerate(offered, 1) if one.edits and act == f"take-{number}"), None)


def by_key(desk: Desk, item: Item, act: str, at: dt.datetime) -> Made | None:
    """Give the decision that one key makes: to accept, to leave out, or to take a choice; none for any other."""
    choice = taken(choices(desk, item), act)
    if choice is not None:
        return desk.decision(item, Action.EDIT, at, choice.edits, choice.words)
    return desk.decision(item, Action(act), at) if act in (Action.ACCEPT, Action.REJECT) else None


def chosen(desk: Desk, show: Show, words: str = "") -> list[Item]:
    """Give the items of the queue that a person goes through, in the order of the queue."""
    done = settled(standing(desk.made))
    tests: dict[Show, Callable[[Item], bool]] = {
        Show.OPEN: lambda item: item.about not in done,
        Show.DOUBT: lambda item: item.about not in done and desk.in_doubt(item),
        Show.SETTLED: lambda item: item.about in done,
        Show.ALL: lambda item: True,
    }
    return [item for item in desk.queue if tests[show](item) and _says(item.provision, words)]


def _says(provision: Provision, words: str) -> bool:
    """Whether the item is the one of this number, or has all these words."""
    wanted = words.casefold().split()
    told = f"{provision.text} {' '.join(provision.columns.values())}".casefold()
    return [provision.id.casefold()] == wanted or all(word in told for word in wanted)


def next_after(desk: Desk, among: Sequence[Item], about: str) -> Item | None:
    """Give the next item of the queue that is among some; none at the end."""
    names = [item.about for item in desk.queue]
    place = names.index(about) if about in names else -1
    wanted = {item.about for item in among}
    return next((item for item in desk.queue[place + 1:] if item.about in wanted), None)


def alike(desk: Desk, item: Item) -> list[Item]:
    """Give the other items with the same words or the same reading and doubts, for one decision on all.

    Only items about which nobody has decided anything are alike: they are read as they are shown.
    """
    touched = {made.about for made in standing(desk.made)}
    if item.about in touched:
        return []
    words, shape = _words(item.provision), _shape(item.provision)
    return [other for other in desk.queue if other.about not in touched and other.about != item.about
            and (_words(other.provision) == words or _shape(other.provision) == shape)][:MOST_ALIKE - 1]


def _words(provision: Provision) -> tuple[str, ...]:
    """Give the words of an item and of its row, however they are spaced and capitalised."""
    cells = (words for name, words in sorted(provision.columns.items()) if name not in ("outcome", "need"))
    return tuple(" ".join(words.casefold().split()) for words in (provision.text, *cells))


def _shape(provision: Provision) -> tuple[str, ...]:
    """Give how an item is read, apart from the words that it was read from."""
    told = reading_json(provision)
    amounts = [{name: one[name] for name in one if name not in ("text", "rule")} for one in told["schedules"]]
    fields = [told[name] for name in ("provision", "service", "mode", "max_group_size", "ratio", "status")]
    role = provision.deliverer.role if provision.deliverer else None
    doubts = [(doubt.code, doubt.alternatives) for doubt in provision.review]
    return tuple(map(str, (*fields, role, amounts, doubts)))


def met(desk: Desk, mine: Made, seen: str) -> Made | None:
    """Give what another person decided about the same thing before this, if it was not seen; none where nobody did.

    One of two who decide at the same moment is the later in the file, and that one is told.
    """
    before = desk.made[:desk.made.index(mine)]
    last = [made for made in standing(before) if made.about == mine.about][-1:]
    return next((made for made in last if key(made) != seen and made.by != mine.by), None)
