"""How alike a label of the timetable or the log and an amount of the plan are: first by words, then by other signs."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from models.provision import Provision
from pipeline.matching import signs
from pipeline.matching.initialism import stands_for
from pipeline.matching.item import Item
from pipeline.matching.references import carried_on
from pipeline.matching.school_speech import Word, near_themes, read_words, says
from pipeline.matching.staff import roles_in, roles_of, stands_apart
from pipeline.matching.strands import Strand
from pipeline.rules import rules


class Likeness:
    """Sets labels against the provisions of one plan: a word that many provisions share says less."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        """Read the words of each provision once."""
        self.items = tuple(Item(provision, number) for provision in provisions
                           for number in (range(len(provision.schedules)) or (None,)))
        own = {item.key: item.worth() for item in self.items}
        self._holders: dict[str, set[str]] = defaultdict(set)
        """In which provisions each stem and each theme stands."""
        for (provision, _), terms in own.items():
            for term in terms:
                self._holders[term].add(provision)
        self._whole: dict[str, str] = {}
        """The word of the plan for which each start of a word stands, or that start itself."""
        self._worth = {item.key: own[item.key] | self._borrowed(item, provisions) for item in self.items}

    def score(self, strand: Strand, item: Item) -> float:
        """Give how alike they are: the signs of the rules, each with its weight.

        Other signs than words speak for an amount only as far as words do; against it they speak alone.
        """
        weights, conventions = rules("matching")["signs"], rules("matching")["words"]
        words = self.words(strand.words, item)
        if stands_for(strand.label, item.provision.text):
            words = max(words, conventions["initials"])
        generic = all(word.generic for word in strand.words)
        borne_out = min(1.0, words / conventions["bear_out"])
        if generic:
            borne_out = conventions["bear_out_generic"] if strand.words else 1.0
        found = {"minutes": signs.minutes(strand, item), "often": signs.often(strand, item),
                 "manner": signs.manner(strand, item), "contact": signs.contact(strand, item),
                 "staff": signs.staff(strand, item), "term": signs.term(strand, item)}
        other = sum(weights[name] * value * (borne_out if value > 0 and not (generic and name == "staff") else 1.0)
                    for name, value in found.items())
        return float(weights["words"] * words + other)

    def words(self, words: Iterable[Word], item: Item) -> float:
        """Give how much of a label the plan's words account for, from 0 to 1."""
        weights, terms = rules("matching")["words"], self._worth[item.key]
        total = met = 0.0
        for word in map(self._spelt_out, words):
            worth = self._rarity(word) * (weights["generic"] if word.generic else 1.0)
            total += worth
            met += worth * _meeting(word, terms)
        return met / total * total / (total + weights["doubt"]) if total else 0.0

    def _spelt_out(self, word: Word) -> Word:
        """Take the start of a word for the one word of the plan that starts so, where the plan has no such word."""
        short = rules("matching")["words"]["cut_short"]
        if word.themes or word.stem in self._holders or not short["least"] <= len(word.stem) <= short["most"]:
            return word
        if word.stem not in self._whole:
            whole = [term for term in self._holders if term.startswith(word.stem)]
            self._whole[word.stem] = whole[0] if len(whole) == 1 else word.stem
        return word._replace(stem=self._whole[word.stem])

    def _borrowed(self, item: Item, plan: Sequence[Provision]) -> dict[str, float]:
        """Give the words of the provisions whose work this one carries on, but for those that stand elsewhere too.

        What else the same adult does, such as training, is not elsewhere.
        """
        weight = float(rules("matching")["zones"]["reference"])
        borrowed: dict[str, float] = {}
        for one in carried_on(item.provision, plan):
            theirs = {other.id for other in plan if other is one or roles_of(other) & roles_of(one)}
            words = [word for text in (one.text, one.columns.get("who", "")) for word in read_words(text)]
            borrowed |= {term: weight for word in words if not word.generic for term in _terms(word)
                         if self._holders[term] <= theirs}
        return borrowed

    def _rarity(self, word: Word) -> float:
        counts = [len(self._holders.get(term, ())) for term in _terms(word)]
        fewest = min((count for count in counts if count), default=0)
        return 1 / (1 + math.log(fewest)) if fewest else float(rules("matching")["words"]["unknown"])


def related(one: Strand, other: Strand) -> float:
    """Give how alike two labels are, from 0 to 1: the share that they have in common of the words with meaning."""
    apart = stands_apart(one.role, other.role) or says("indirect", one.label) != says("indirect", other.label)
    named = roles_in(one.label), roles_in(other.label)
    far = signs.far_apart(one.minutes, other.minutes) and not (_in_lessons(one) and _in_lessons(other))
    if apart or far or (all(named) and named[0] != named[1]):
        return 0.0
    mine, theirs = ({word.stem for word in strand.words if not word.generic} for strand in (one, other))
    if not one.words or not other.words:
        return 0.0
    if not mine and not theirs:
        return float({word.stem for word in one.words} == {word.stem for word in other.words})
    return len(mine & theirs) / len(mine | theirs)


def _in_lessons(strand: Strand) -> bool:
    """Whether a label is of support in lessons, which is as long as the lesson is."""
    return any("in_class" in word.themes for word in strand.words)


def _terms(word: Word) -> tuple[str, ...]:
    """Give the stem of a word and its themes, as they are counted."""
    return word.stem, *(f"@{theme}" for theme in word.themes)


def _meeting(word: Word, terms: Mapping[str, float]) -> float:
    """Give how well a provision's words answer to one word of a label."""
    weights = rules("matching")["words"]
    same = terms.get(word.stem, 0.0)
    theme = max((terms.get(f"@{name}", 0.0) for name in word.themes), default=0.0)
    near = max((terms.get(f"@{other}", 0.0) for name in word.themes for other in near_themes(name)), default=0.0)
    return float(max(same, weights["theme"] * theme, weights["near"] * near))
