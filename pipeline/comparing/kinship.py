"""How near an item of one paper comes to an item of another: in what is done, who gives it, how much, and how."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from models.amounts import Schedule
from models.provision import Mode, Provision, Service
from pipeline.comparing.pairing import alike
from pipeline.matching.school_speech import near_themes, read_words
from pipeline.rules import rules

Terms = Mapping[str, frozenset[str]]
"""Stems that say what is done, each with the themes that it belongs to."""


class Kinship:
    """Sets the items of two papers against each other: a word that most of them share says little."""

    def __init__(self, papers: Sequence[Sequence[Provision]], name: str = "") -> None:
        """Read the words of each item once; `name` is the child's, which says nothing of what is done."""
        self._name = frozenset(word.stem for word in read_words(name))
        items = [item for paper in papers for item in paper]
        self._spread = Counter(stem for item in items for stem in {*self.subject(item)})
        self._many = max(len(items) / float(_known()["common"]), 2.0)

    def subject(self, item: Provision) -> Terms:
        """Give the words that say what an item is about, beyond its service, its adult and its amount.

        Where one service holds many kinds, the words for it and for who gives it say which.
        """
        known = item.service in _known()["many_kinds"]
        told = "" if known else f"{item.deliverer.text if item.deliverer else ''} {item.service.replace('_', ' ')}"
        other = {word.stem for word in read_words(told)} | self._name | _empty_stems()
        return {word.stem: word.themes for word in read_words(item.text)
                if not word.generic and word.stem not in other and word.stem.isalpha()}

    def score(self, one: Provision, item: Provision) -> float:
        """Give how near they come, from 0 to 1; 0 where they are two different things whatever else they share."""
        service, subject = _service(one, item), self._subjects(one, item)
        about = {one.service, item.service} & set(_known()["by_subject"])
        if not service or (about and subject == 0):
            return 0.0
        if subject is None:
            subject = _known()["unsaid"]["subject" if self._plain(one, item) else "one_sided"]
        parts = {"service": service, "subject": subject,
                 "who": _who(one, item), "amount": _amount(one, item), "manner": _manner(one, item),
                 "words": alike(one, item)}
        weights = _known()["weights"]
        nearness = sum(weights[part] * value for part, value in parts.items()) / sum(weights.values())
        if one.section is not item.section:
            nearness *= _known()["other_section"]
        return float(min(nearness, _known()["maybe"]) if stages_apart(one.text, item.text) else nearness)

    def about_more(self, item: Provision, other: Provision) -> bool:
        """Whether an item names much that another does not, and no therapy that would be the same with fewer words."""
        known = _known()
        if item.service in known["therapies"] or len(self.subject(item)) < known["much"]:
            return False
        return bool(self.covered(item, other) < known["theme"] / 2)

    def _plain(self, one: Provision, item: Provision) -> bool:
        """Whether neither names much of a subject."""
        return bool(max(len(self.subject(one)), len(self.subject(item))) < _known()["much"])

    def covered(self, one: Provision, item: Provision) -> float:
        """Give the share of what one item is about that another is about as well; 1 where it names nothing."""
        mine, theirs = self.subject(one), self.subject(item)
        return sum(_met(stem, themes, theirs) for stem, themes in mine.items()) / len(mine) if mine else 1.0

    def _subjects(self, one: Provision, item: Provision) -> float | None:
        """Give the share of the shorter subject that the longer has; None where one of the two names none.

        What names none is less likely meant by something that names many.
        """
        mine, theirs = ({stem: themes for stem, themes in self.subject(side).items()
                         if self._spread[stem] <= self._many} for side in (one, item))
        if not mine or not theirs:
            return None
        shorter, longer = sorted((mine, theirs), key=len)
        return sum(_met(stem, themes, longer) for stem, themes in shorter.items()) / len(shorter)


def stages_apart(one: str, other: str) -> bool:
    """Whether two texts name stages of school of which none is the same.

    >>> stages_apart("In Year 6, daily", "In Year 9, weekly"), stages_apart("In Year 6, daily", "Daily")
    (True, False)
    """
    here, there = (frozenset(re.findall(_known()["stages"], text.lower())) for text in (one, other))
    return bool(here and there) and not here & there


@cache
def _empty_stems() -> frozenset[str]:
    return frozenset(word.stem for word in read_words(" ".join(_known()["empty"])))


def _known() -> dict[str, Any]:
    return dict(rules("comparison")["kin"])


def _met(stem: str, themes: frozenset[str], others: Terms) -> float:
    """Give how well other words answer to one word: by itself, by a theme that both belong to, by one near to it."""
    if stem in others:
        return 1.0
    told = frozenset[str]().union(*others.values())
    if themes & told:
        return float(_known()["theme"])
    return float(_known()["near_theme"]) if any(near_themes(theme) & told for theme in themes) else 0.0


def _service(one: Provision, item: Provision) -> float:
    """Give how near two services come: the same, one that may be filed under the other, or two different ones."""
    pair = {one.service, item.service}
    if Service.OTHER in pair:
        return float(_known()["unsaid"]["service"])
    if len(pair) == 1:
        return 1.0
    filed = rules("comparison")["filed"]
    if pair <= {*filed["by_work"], *filed["by_person"]} and not pair <= set(filed["by_work"]):
        return float(_known()["filed"])
    behind = pair & set(_known()["indirect"]) and pair <= {*_known()["indirect"], *_known()["therapies"]}
    return float(_known()["filed"]) if behind and _who(one, item) >= _known()["unsaid"]["who"] else 0.0


def _who(one: Provision, item: Provision) -> float:
    if not one.deliverer or not item.deliverer:
        return float(_known()["unsaid"]["who"])
    roles = {one.deliverer.role, item.deliverer.role}
    if len(roles) == 1 or (rules("comparison")["adults"]["any_therapist"] in roles and roles & set(_known()["apart"])):
        return 1.0
    return 0.0 if roles <= set(_known()["apart"]) else float(_known()["other_adult"])


def _amount(one: Provision, item: Provision) -> float:
    """Give the smaller of two amounts as a share of the larger, by the year or for one session, whichever is nearer."""
    shares = [min(mine, theirs) / max(mine, theirs) for mine, theirs in (
        (sum(map(_in_a_year, one.schedules)), sum(map(_in_a_year, item.schedules))),
        (_length(one), _length(item))) if mine and theirs]
    return max(shares, default=float(_known()["unsaid"]["amount"]))


def _length(item: Provision) -> int:
    return max((schedule.session_minutes or 0 for schedule in item.schedules), default=0)


def _in_a_year(schedule: Schedule) -> float:
    fewest, most = rules("comparison")["in_a_year"].get(schedule.per or "", (1, 1))
    return float((schedule.total_minutes or 0) * (fewest + most) / 2)


def _manner(one: Provision, item: Provision) -> float:
    """Give whether both are with the child, or both for the child; what does not say is more often with the child."""
    behind = [side.mode is Mode.INDIRECT if side.mode else None for side in (one, item)]
    if None in behind:
        return float(_known()["unsaid"]["behind" if True in behind else "manner"])
    return float(behind[0] == behind[1])
