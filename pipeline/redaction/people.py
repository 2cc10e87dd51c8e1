"""Whom the papers of a case name beside the child and those who write and receive letters; nobody is guessed at."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from extractors.records.people import also_a_word, is_name, mentions_in, mentions_of, people_of
from extractors.tables import read_tables
from models.case import Case
from models.gap import Report
from models.redaction import Hidden, Mention, PersonKind
from pipeline.read import read_sent_and_received
from pipeline.rules import rules


def people(report: Report, case: Case) -> tuple[Hidden, ...]:
    """Give every name, first those of which a person has to say whether they are one; the others are to be replaced."""
    known = _known(report, case)
    found: dict[str, Mention] = {}
    for one in _mentions(report, case):
        if not _parts(one.name) <= known:
            found[one.name] = _both(found.get(one.name), one)
    instead = dict(_instead(sorted(found.values(), key=lambda one: (not one.sure, one.name.casefold()))))
    for first, whole in _first_names(found.values()):
        if first not in known and first not in found:
            found[first] = whole.model_copy(update={"name": first, "sure": False, "place": whole.name})
            instead[first] = instead[whole.name]
    listed = sorted(found.values(), key=lambda one: (one.sure, one.name.casefold()))
    return tuple(_hidden(one, instead[one.name]) for one in listed)


def _mentions(report: Report, case: Case) -> Iterator[Mention]:
    child = report.reading.plan.child_name
    for path in (*case.timetables, *case.logs, *case.registers):
        for table in read_tables(path):
            yield from mentions_in(table, child)
    for name, role in report.staff.items():
        yield from (one.model_copy(update={"role": one.role or role})
                    for one in people_of(name, PersonKind.ADULT, child, ""))
    for provision in report.reading.provisions:
        for words in (provision.text, *provision.columns.values()):
            yield from (one for one in mentions_of(words, child, provision.id) if one.sure)
    for event in read_sent_and_received(case)[0]:
        yield from mentions_of(event.words, child, f"{event.date}")


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


def _first_names(mentions: Iterable[Mention]) -> list[tuple[str, Mention]]:
    """Give the first name of everybody who is named with another: notes say it alone."""
    pairs = ((one.name.split(), one) for one in mentions)
    return [(words[0], one) for words, one in pairs if len(words) > 1 and one.sure and is_name(words[0])
            and words[0].rstrip(".") not in _titles() and len(words[0].rstrip(".")) > 1]


def _titles() -> list[str]:
    from extractors.vocabulary import vocabulary

    return list(vocabulary("people")["titles"])


def _hidden(one: Mention, instead: str) -> Hidden:
    why = rules("redaction")["why"]
    reason = "sure" if one.sure else "word" if also_a_word(one.name) else "note"
    told = why["part"].format(name=one.place) if one.place.startswith(f"{one.name} ") else why[reason]
    return Hidden(name=one.name, instead=instead, hide=True if one.sure else None, why=told, place=one.place)


def _instead(mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """Give what stands for each name: initials, and what somebody is; whoever has the same gets a number."""
    used = Counter[str]()
    for one in mentions:
        initials = "".join(word[0] for word in one.name.split() if word.rstrip(".") not in _titles())
        used[f"{one.kind} {initials}"] += 1
        number = used[f"{one.kind} {initials}"]
        role = rules("redaction")["roles"].get(one.role or "none", one.role.replace("_", " "))
        yield one.name, rules("redaction")["instead"][one.kind].format(
            initials=initials if number == 1 else f"{initials}{number}", role=role)
