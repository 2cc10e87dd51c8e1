"""Component M: the exact questions that unclear items raise, and the records that would answer what is not known."""

from collections import defaultdict
from typing import Any, NamedTuple

from models.source import Row
from pipeline.letters.people import person
from pipeline.letters.rows import Split, split
from pipeline.packs.extract import vague_rows
from pipeline.packs.rows_used import places
from pipeline.packs.scope import Scope, pack_words
from pipeline.report.words import ask_words, place_words, title
from pipeline.routes.facts import unsplit
from templates.words import sentence


class Wanted(NamedTuple):
    """An item, and the records or facts that could change what is found of it."""

    item: str
    asks: str


def questions(scope: Scope) -> dict[str, Any] | None:
    """Give the questions and the list of records; nothing where nothing is open."""
    facts = {"splits": _splits(scope), "vague": vague_rows(scope), "labels": _labels(scope), "records": _records(scope)}
    return {**facts, "person": person(scope.report, scope.case)} if any(facts.values()) else None


def _splits(scope: Scope) -> tuple[Split, ...]:
    found = dict.fromkeys(one.id for one, finding in scope.findings if unsplit(one, finding))
    return tuple(split(scope.report, one) for one in scope.items if one.id in found)


def _labels(scope: Scope) -> tuple[str, ...]:
    """Ask about labels of the records that may belong to more than one item, all of which may be named."""
    known, found = {one.id for one in scope.items}, defaultdict[tuple[str, tuple[str, ...]], list[Row]](list)
    for row in scope.report.unmatched:
        if row.text and row.candidates and set(row.candidates) <= known:
            found[row.text, row.candidates].append(row.source)
    return tuple(pack_words("label", text=text, places=places(rows), candidates=candidates)
                 for (text, candidates), rows in found.items())


def _records(scope: Scope) -> tuple[Wanted, ...]:
    asked: dict[str, list[str]] = defaultdict(list)
    for provision, finding in scope.gaps:
        name = f"{title(provision)}, {place_words(provision)}"
        asked[name] += [ask_words(ask) for ask in finding.would_change]
    return tuple(Wanted(name, sentence("; ".join(dict.fromkeys(asks)))) for name, asks in asked.items() if asks)
