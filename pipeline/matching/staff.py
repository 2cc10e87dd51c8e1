"""Who the people of a timetable and a log are: the roles that words name, and the key from initials to roles."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from extractors.remembered import remembered
from models.provision import Provision
from pipeline.matching.school_speech import read_words, says, stem
from pipeline.rules import rules

_PART = re.compile(r"[()\[\]/,;:&+=]|\band\b|\bwith\b")
_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|mx|prof)\b\.?\s*", re.IGNORECASE)
_NAME_PART = re.compile(r"[^\W\d_][\w'-]*")
_NAME = re.compile(r"(?:[A-Z][\w'-]*\.?\s*){1,4}")
_APPOSED = re.compile(r"\w\s*[,:]\s*\w|\w\s+[-–]\s+\w")
_AGREED = 0.6


@remembered(10_000)
def roles_in(text: str) -> tuple[str, ...]:
    """Give the roles that a text names, in the order of the words.

    >>> roles_in("TA and PE teacher"), roles_in("SLTA"), roles_in("Mrs Orr")
    (('ta', 'pe_teacher'), ('slt_assistant',), ())
    """
    names, pattern = _roles()
    found = (names[hit.group()] for hit in pattern.finditer(" ".join(text.lower().split())))
    return tuple(dict.fromkeys(found))


@cache
def family(role: str) -> str:
    """Give the family that a role belongs to: assistants stand in for each other, but not for therapists."""
    return str(next(entry["family"] for entry in rules("school_speech")["roles"] if entry["role"] == role))


def stands_apart(one: str, other: str) -> bool:
    """Whether two roles are so far apart that one cannot stand in for the other: a therapist and an assistant."""
    return bool(one and other) and {family(one), family(other)} == {"assistant", "therapist"}


@remembered(10_000)
def person(text: str) -> str:
    """Give the initials by which a log may name the person, or the surname where only that is known.

    >>> person("K Bright"), person("H. Croft"), person("KB"), person("Mrs Orr"), person("TA")
    ('kb', 'hc', 'kb', 'orr', '')
    """
    for part in _PART.split(text):
        name = _TITLE.sub("", part.strip())
        words = re.findall(r"[^\W\d_][\w'-]*", name)
        if not words or roles_in(name):
            continue
        if len(words) == 1:
            return str(words[0]).lower()
        return "".join(word[0] for word in words).lower()
    return ""


def roles_of(provision: Provision) -> frozenset[str]:
    """Give the roles that the plan names as those who do it."""
    stated = provision.deliverer.text if provision.deliverer else ""
    return frozenset((*roles_in(provision.columns.get("who", "")), *roles_in(stated)))


@remembered(10_000)
def names_of(meaning: str) -> frozenset[str]:
    """Give all by which a log may name the person of a key: initials, first name, surname.

    >>> sorted(names_of("Anna McKay (TA)")), sorted(names_of("Mrs Bright (LSA)")), sorted(names_of("speech therapist"))
    (['am', 'anna', 'mckay'], ['bright'], [])
    """
    name = _TITLE.sub("", meaning.split("(")[0].strip())
    if roles_in(name) or not _NAME.fullmatch(name):
        return frozenset()
    return frozenset({person(name), *(word.lower() for word in _NAME_PART.findall(name) if len(word) > 1)} - {""})


class StaffKey:
    """Which role each person has, as far as the records say it themselves."""

    def __init__(self, entries: Iterable[tuple[str, str]], legend: Mapping[str, str] | None = None) -> None:
        """Read the key from the papers' own legend and from pairs of a staff cell and the label beside it.

        "KB (LSA)" settles who KB is; "KB, LSA" may be two adults and only votes, as does a label, where it is the name
        of a role: "Counsellor".
        """
        stated: dict[str, Counter[str]] = defaultdict(Counter)
        voted: dict[str, Counter[str]] = defaultdict(Counter)
        for name, meaning in (legend or {}).items():
            for who in {person(name), person(meaning), *names_of(meaning)} - {""}:
                stated[who].update((roles_in(meaning) or roles_in(name))[:1])
        for staff, label in entries:
            who, roles = person(staff), roles_in(staff)
            if who and roles and "(" in staff:
                stated[who][roles[0]] += 1
            elif who and roles and _APPOSED.search(staff):
                voted[who][roles[0]] += 1
            elif who and not roles and names_a_role(label):
                voted[who][roles_in(label)[0]] += 1
        self._roles = {**_winners(voted), **_winners(stated)}
        self.people = frozenset(stated)
        """Everybody whose role the papers state, by each name."""

    def role(self, staff: str, label: str = "") -> str:
        """Give the role of a person, or of the label where the person's is not known; "" where neither is.

        A label may be nothing but a person, too: "VL". "SALT practice" names whose programme it is, not who does it.
        """
        of_label = () if _carries_on(label) else roles_in(label)
        known = (*roles_in(staff), self._roles.get(person(staff), ""), *of_label,
                 "" if staff else self._roles.get(person(label), ""))
        return next(filter(None, known), "")


    def who(self, staff: Iterable[str]) -> dict[str, str]:
        """Give the role of everybody who is named, the commonest name first; "" where nothing tells it."""
        named = Counter(name for name in staff if person(name))
        return {name: self.role(name) for name in sorted(named, key=lambda name: (-named[name], name))}


@remembered(5_000)
def _carries_on(label: str) -> bool:
    """Whether a label is of what somebody else has set: "SaLT programme", "OT exercises".

    >>> _carries_on("SALT practice"), _carries_on("SALT"), _carries_on("TA in class: targets")
    (True, False, False)
    """
    return says("carrying_on", label) and {family(role) for role in roles_in(label)} <= set(
        rules("matching")["references"]["families"])


@remembered(5_000)
def names_a_role(label: str) -> bool:
    """Whether a label is the name of a role and nothing more, so that who stands beside it has that role.

    A programme is carried out by others than the one whose it is.

    >>> names_a_role("SaLT 1:1"), names_a_role("SaLT targets"), names_a_role("TA in class"), names_a_role("Physio prog")
    (True, False, True, False)
    """
    rest = _roles()[1].sub(" ", " ".join(label.lower().split()))
    words = [word for part in rest.split() for word in read_words(part)]
    return bool(roles_in(label)) and all(word.generic and word.stem != stem("programme") for word in words)


def _winners(votes: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Keep the role on which most of a person's entries agree."""
    best = {who: counts.most_common(1)[0] for who, counts in votes.items() if counts}
    return {who: role for who, (role, count) in best.items() if count >= _AGREED * votes[who].total()}


@cache
def _roles() -> tuple[dict[str, str], re.Pattern[str]]:
    """Give the role of each word for one, and a pattern that finds the longest first."""
    names: dict[str, str] = {}
    for entry in rules("school_speech")["roles"]:
        for word in entry["words"]:
            names.setdefault(word, entry["role"])
    longest_first = sorted(names, key=len, reverse=True)
    return names, re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![^\W_])")
