"""How alike a label of the timetable or the log and a provision are: words, length, how often, who, how."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from models.amounts import Contact, Period, Schedule
from models.provision import Mode, Provision, Service
from pipeline.rules import rules
from pipeline.school_speech import Word, near_themes, read_words, says, split_background
from pipeline.staff import family, roles_in, stands_apart
from pipeline.strands import Strand

_INDIRECT = {Service.TRAINING, Service.REVIEW_MEETING, Service.PROGRAMME_PLANNING}
_A_WEEK = {Period.WEEK: 1.0, Period.FORTNIGHT: 0.5, Period.DAY: 5.0}
_LONG_STATEMENT = 25


class Item(NamedTuple):
    """What evidence can belong to: a provision and one of its schedules, or none for a provision without."""

    provision: Provision
    number: int | None

    @property
    def key(self) -> tuple[str, int | None]:
        """The provision's id and the number of the schedule."""
        return self.provision.id, self.number

    @property
    def schedule(self) -> Schedule | None:
        """The schedule itself."""
        return None if self.number is None else self.provision.schedules[self.number]

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the plan names for it."""
        who = self.provision.columns.get("who", "")
        stated = self.provision.deliverer.text if self.provision.deliverer else ""
        return frozenset((*roles_in(who), *roles_in(stated)))


class Likeness:
    """Sets labels against the provisions of one plan: a word that many provisions share says less."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        """Read the words of each provision once."""
        self.items = tuple(Item(provision, number) for provision in provisions
                           for number in (range(len(provision.schedules)) or (None,)))
        self._worth = {provision.id: _words_of(provision) for provision in provisions}

    @cached_property
    def _spread(self) -> Counter[str]:
        """In how many provisions each stem and each theme stands."""
        return Counter(term for terms in self._worth.values() for term in terms)

    def score(self, strand: Strand, item: Item) -> float:
        """Give how alike they are: the signs of the rules, each with its weight.

        Length, frequency and manner speak for a provision only as far as words do; against it they speak alone.
        """
        weights, words = rules("matching")["signs"], self.words(strand.words, item.provision.id)
        borne_out = min(1.0, words / rules("matching")["words"]["bear_out"]) if strand.words else 1.0
        signs = {"minutes": _minutes(strand, item.schedule), "often": _often(strand, item.schedule),
                 "manner": _manner(strand, item.provision), "contact": _contact(strand, item)}
        other = sum(weights[name] * value * (borne_out if value > 0 else 1.0) for name, value in signs.items())
        return float(weights["words"] * words + weights["staff"] * _staff(strand, item.roles) + other)

    def words(self, words: Iterable[Word], provision: str) -> float:
        """Give how much of a label the words of a provision account for, from 0 to 1."""
        weights, terms = rules("matching")["words"], self._worth[provision]
        total = met = 0.0
        for word in words:
            worth = self._rarity(word) * (weights["generic"] if word.generic else 1.0)
            total += worth
            met += worth * _meeting(word, terms)
        return met / total * total / (total + weights["doubt"]) if total else 0.0

    def _rarity(self, word: Word) -> float:
        counts = [self._spread[term] for term in (word.stem, *(f"@{theme}" for theme in word.themes))]
        fewest = min((count for count in counts if count), default=0)
        return 1 / (1 + math.log(fewest)) if fewest else float(rules("matching")["words"]["unknown"])


def related(one: Strand, other: Strand) -> float:
    """Give how alike two labels are, from 0 to 1: the share that they have in common of the words with meaning."""
    if stands_apart(one.role, other.role) or says("indirect", one.label) != says("indirect", other.label):
        return 0.0
    mine, theirs = ({word.stem for word in strand.words if not word.generic} for strand in (one, other))
    if not mine and not theirs:
        return float({word.stem for word in one.words} == {word.stem for word in other.words})
    return len(mine & theirs) / len(mine | theirs)


def _words_of(provision: Provision) -> dict[str, float]:
    """Give each stem and theme of a provision with the worth of the best place in which it stands."""
    zones = rules("matching")["zones"]
    head, background = split_background(provision.text)
    columns = provision.columns
    who = " ".join(filter(None, (columns.get("who"), provision.deliverer.text if provision.deliverer else "")))
    texts = ((head, zones["head"]), (background, zones["background"]), (who, zones["deliverer"]),
             (" ".join(rules("school_speech")["services"][provision.service]), zones["service"]),
             (columns.get("how_often", ""), zones["how_often"]), (columns.get("review", ""), zones["review"]))
    worth: dict[str, float] = {}
    for text, zone in texts:
        for place, word in enumerate(read_words(text)):
            value = zone * (1 - rules("matching")["words"]["late"] * min(1.0, place / _LONG_STATEMENT))
            for term in (word.stem, *(f"@{theme}" for theme in word.themes)):
                worth[term] = max(worth.get(term, 0.0), value)
    return worth


def _meeting(word: Word, terms: dict[str, float]) -> float:
    """Give how well a provision's words answer to one word of a label."""
    weights = rules("matching")["words"]
    same = terms.get(word.stem, 0.0)
    theme = max((terms.get(f"@{name}", 0.0) for name in word.themes), default=0.0)
    near = max((terms.get(f"@{other}", 0.0) for name in word.themes for other in near_themes(name)), default=0.0)
    return float(max(same, weights["theme"] * theme, weights["near"] * near))


def _minutes(strand: Strand, schedule: Schedule | None) -> float:
    """Compare the length of a session with the one that the plan states."""
    stated = _session_length(schedule)
    if not strand.minutes or not stated:
        return 0.0
    weights, ratio = rules("matching")["minutes"], strand.minutes / stated
    if ratio == 1:
        return float(weights["same"])
    ratio = max(ratio, 1 / ratio)
    if ratio <= 1 + weights["close_ratio"]:
        return float(weights["close"])
    return float(weights["far"]) if ratio >= weights["far_ratio"] else 0.0


def _session_length(schedule: Schedule | None) -> int | None:
    if schedule is None:
        return None
    return schedule.session_minutes or (schedule.total_minutes if schedule.sessions == 1 else None)


def _often(strand: Strand, schedule: Schedule | None) -> float:
    """Compare how often the timetable has it with how often the plan does."""
    if schedule is None or schedule.per not in _A_WEEK or strand.per_week is None:
        return 0.0
    weights, planned = rules("matching")["often"], strand.per_week
    stated = (schedule.sessions or 0) * _A_WEEK[schedule.per]
    if not stated:
        stated = (schedule.total_minutes or 0) * _A_WEEK[schedule.per] / (strand.minutes or 60)
    if not stated or planned == stated:
        return float(weights["same"] if stated else 0.0)
    return float(weights["over"] if planned > weights["over_ratio"] * stated else weights["close"])


def _staff(strand: Strand, roles: frozenset[str]) -> float:
    """Compare who does it with whom the plan names."""
    if not strand.role or not roles or strand.role == "any_staff":
        return 0.0
    weights = rules("matching")["staff"]
    if strand.role in roles:
        return float(weights["same"])
    mine, stated = family(strand.role), {family(role) for role in roles}
    if mine in stated or stated <= {"support"} or mine == "support":
        return float(weights["family"])
    return float(weights["unlike"] if all(stands_apart(strand.role, role) for role in roles) else weights["other"])


def _manner(strand: Strand, provision: Provision) -> float:
    """Compare "group" and "1:1" in the label with the plan's mode."""
    group, alone = says("group", strand.label), says("individual", strand.label)
    if group == alone or provision.mode is None:
        return 0.0
    fits = {Mode.GROUP, Mode.CLASS} if group else {Mode.INDIVIDUAL}
    stated = provision.mode in fits or says("group" if group else "individual", provision.text)
    return 1.0 if stated else -1.0


def _contact(strand: Strand, item: Item) -> float:
    """Compare work for the child without the child, such as planning, with what the plan asks for."""
    if item.schedule is not None and item.schedule.contact is Contact.UNSPLIT:
        return 0.0
    if says("indirect", strand.label):
        return 1.0 if _indirect(item) else -1.0
    return -1.0 if _indirect(item) else 0.0


def _indirect(item: Item) -> bool:
    """Whether the plan asks for work without the child: its words must say so, and how they are read bear it out."""
    provision, schedule = item.provision, item.schedule
    if schedule is not None and schedule.contact is Contact.INDIRECT:
        return True
    read_so = provision.service in _INDIRECT or provision.mode is Mode.INDIRECT
    return read_so and says("indirect", provision.text)
