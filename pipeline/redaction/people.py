"""Whom the papers of a case name beside the child and those who write and receive letters; nobody is guessed at."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

from extractors.records.people import (
    also_a_word,
    is_name,
    mentions_in,
    mentions_of,
    mentions_of_file,
    people_of,
)
from extractors.tables import Table, read_tables
from extractors.vocabulary import vocabulary
from models.case import Case
from models.errors import Stop
from models.gap import Report
from models.provision import Provision
from models.redaction import Hidden, Mention, PersonKind
from pipeline.read import read_sent_and_received
from pipeline.redaction.hiding import Hiding
from pipeline.rules import rules
from pipeline.store.cache_keys import FILES, paths

SMALL = re.compile(r"\b[a-zß-ÿ][\w’'-]*")
MARK, SHOWN, AROUND = "\ue000", 2, 24
"""What stands for a name while its places are looked for; so many are shown, with so many letters around."""


def people(report: Report, case: Case) -> tuple[Hidden, ...]:
    """Give every name, first those of which a person has to say whether they are one; the others are to be replaced."""
    known, texts = _known(report, case), tuple(dict.fromkeys(_texts(report, case)))
    found: dict[str, Mention] = {}
    for one in _mentions(report, case, _ordinary(texts)):
        if not _parts(one.name) <= known:
            found[one.name] = _both(found.get(one.name), one)
    instead = dict(_instead(sorted(found.values(), key=lambda one: (not one.sure, one.name.casefold()))))
    for part, whole in _alone(tuple(found.values()), texts):
        if part not in known and not (part in found and found[part].sure):
            found[part] = whole.model_copy(update={"name": part, "sure": False, "place": whole.name})
            instead[part] = instead[whole.name]
    listed = sorted(found.values(), key=lambda one: (one.sure, one.name.casefold()))
    return tuple(_hidden(one, instead[one.name], texts) for one in listed)


def _tables(case: Case) -> Iterator[Table]:
    for path in (*case.timetables, *case.logs, *case.registers):
        with suppress(Stop):        # of what could not be read nothing goes out
            yield from read_tables(path)


def _provisions(report: Report) -> Iterator[Provision]:
    """Give what the plan, its other versions and the reports of professionals say."""
    yield from report.reading.provisions
    for version in report.reading.versions:
        yield from version.provisions
    for line in (line for comparison in report.comparisons for line in comparison.lines):
        yield from filter(None, (line.other, line.plan, *line.also, *line.maybe))


def _texts(report: Report, case: Case) -> Iterator[str]:
    """Give all words in which somebody may be named."""
    for table in _tables(case):
        yield from (cell for line in table.rows for cell in line if isinstance(cell, str))
    for provision in _provisions(report):
        yield from (provision.text, *provision.columns.values())
    yield from (event.words for event in read_sent_and_received(case)[0])


def _ordinary(texts: Iterable[str]) -> frozenset[str]:
    """Give the words that are also written small."""
    return frozenset(word for text in texts for word in SMALL.findall(text))


def _mentions(report: Report, case: Case, ordinary: frozenset[str]) -> Iterator[Mention]:
    child = report.reading.plan.child_name
    for table in _tables(case):
        yield from mentions_in(table, child, ordinary)
    for name, role in report.staff.items():
        yield from (one.model_copy(update={"role": one.role or role})
                    for one in people_of(name, PersonKind.ADULT, child, ""))
    for provision in _provisions(report):
        for words in (provision.text, *provision.columns.values()):
            yield from (one for one in mentions_of(words, child, provision.id, ordinary) if one.sure)
    for event in read_sent_and_received(case)[0]:
        yield from mentions_of(event.words, child, f"{event.date}", ordinary)
    for path in (path for field in FILES for path in paths(case, field)):
        yield from mentions_of_file(path.name, child, ordinary)


def _known(report: Report, case: Case) -> frozenset[str]:
    """Give the words of the names that stay: of the child, and of those who write and receive letters."""
    plan = report.reading.plan
    contacts = (case.sender, case.school, case.authority, case.representative, case.other_parent)
    named = (plan.child_name, plan.setting, plan.local_authority, *(one.name for one in contacts))
    return frozenset().union(*(_parts(one) for one in named if one))


def _parts(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w’'-]+", name))


def _both(one: Mention | None, other: Mention) -> Mention:
    """Give what two mentions of a name say together."""
    if one is None:
        return other
    kind = one.kind if one.kind is not PersonKind.SOMEBODY else other.kind
    return one.model_copy(update={"kind": kind, "role": one.role or other.role, "sure": one.sure or other.sure})


def _alone(mentions: Iterable[Mention], texts: Iterable[str]) -> Iterator[tuple[str, Mention]]:
    """Give the parts of sure names that stand somewhere alone: a first name, a surname, half of a double one."""
    rest = " ".join(texts)
    sure = sorted((one for one in mentions if one.sure), key=lambda one: len(one.name), reverse=True)
    for one in sure:
        rest = rest.replace(one.name, " ")
    words = set(re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]{2,})?", rest))
    for one in sure:
        for part in re.split(r"[\s-]+", one.name):
            if part in words and part != one.name and len(part) > 1 and is_name(part) and part[0].isupper():
                yield part, one


def _hidden(one: Mention, instead: str, texts: Iterable[str]) -> Hidden:
    why = rules("redaction")["why"]
    reason = "sure" if one.sure else "word" if also_a_word(one.name) else "note"
    told = why["part"].format(name=one.place) if one.name in re.split(r"[\s-]+", one.place) else why[reason]
    if not one.sure:
        told = "".join((told, *_uses(one.name, texts)))
    return Hidden(name=one.name, instead=instead, hide=True if one.sure else None, why=told, place=one.place)


def _uses(name: str, texts: Iterable[str]) -> Iterator[str]:
    """Show where a word stands that may be a name: some places where it would be replaced, and some where never."""
    hiding = Hiding([Hidden(name=name, instead=MARK, hide=True)])
    there: dict[str, list[str]] = {"replaced": [], "left": []}
    for text in texts:
        if name in text:
            told = hiding.words(text)
            at = told.find(MARK) if MARK in told else text.find(name)
            there["replaced" if MARK in told else "left"].append(_around(text, at, len(name)))
    for kind, words in there.items():
        if shown := list(dict.fromkeys(words))[:SHOWN]:
            yield rules("redaction")["why"][kind].format(words="; ".join(f"“{one}”" for one in shown))


def _around(text: str, at: int, length: int) -> str:
    """Give a name with some words around it."""
    first, last = max(at - AROUND, 0), at + length + AROUND
    return ("…" if first else "") + " ".join(text[first:last].split()) + ("…" if last < len(text) else "")


def _instead(mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """Give what stands for each name: initials, and what somebody is; another person who has the same gets a number."""
    used, told, titles = Counter[str](), dict[str, str](), vocabulary("people")["titles"]
    for one in mentions:
        same = f"{one.kind} {one.name.replace('.', '').casefold()}"
        if same not in told:
            initials = "".join(word[0].upper() for word in one.name.split() if word.rstrip(".") not in titles)
            used[f"{one.kind} {initials}"] += 1
            number = used[f"{one.kind} {initials}"]
            role = rules("redaction")["roles"].get(one.role or "none", one.role.replace("_", " "))
            told[same] = rules("redaction")["instead"][one.kind].format(
                initials=initials if number == 1 else f"{initials}{number}", role=role)
        yield one.name, told[same]
